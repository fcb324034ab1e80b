"""The pages made from facts."""

from collections.abc import Callable
from functools import partial

from factsheet import outputs
from factsheet.build.built import Built, Form
from factsheet.cache import Kept, Memory, Reads, noting
from factsheet.document import Box, Known, Page, Paragraph
from factsheet.evidence import Library, View
from factsheet.issues import Issue, Spot
from factsheet.language import say
from factsheet.pages import plans, spreading

MARKUP = set("{[<&\\")  # a theme prints titles raw, and some undo what is encoded in them
MAX_SHEET = 5_000_000  # characters of a page made from facts


def banner(view: View) -> Box:
    """What stands above the title of each page of a site as of another day."""
    return Box("warning", say("view.title"), (Paragraph(view.words()),))


def titled(title: str) -> dict[str, str]:
    """The title for a front matter, if it holds nothing that a theme could take for markup."""
    return {"title": title} if title and not set(title) & MARKUP else {}


def add(
    built: Built, whole: Library, view: View, memory: Memory, form: Form,
    tell: Callable[[int, int], None], at: str = "",
) -> None:  # fmt: skip
    """Write every page made from facts; a record that a view lacks says so at its address.

    Those of a further language stand below a folder, `at`.
    """
    said = built.settings
    data_page = outputs.data_page(said, bool(built.editions))
    calendar = outputs.CALENDAR if outputs.has(said, "calendar") else ""
    around = said.get("review", {}), said.get("map"), data_page, calendar
    plan = plans.Plan(built.library, *around, at)
    plan.again = partial(_again, memory, at)
    makers = plan.pages()
    for path, page in plans.absent(whole, built.library).items():
        makers[path] = partial(lambda path, page: [spreading.Made(path, page)], path, page)
    known: Known = {}
    for number, (path, make) in enumerate(makers.items(), 1):
        tell(number, len(makers))
        if not (found := memory.unchanged_with(f"{at}{path}")):
            write = partial(_written, built, view, form, known)
            found = _anew(built, memory, make, plan.shows, at, write)
            found[f"{at}{path}"].more = tuple([name for name in found if name != f"{at}{path}"])
        for name, kept in found.items():
            built.recall(name, kept)
            memory.made[name] = kept
    built.library.forget()


def _anew(
    built: Built, memory: Memory, make: plans.Make, shows: dict[str, set[str]], at: str,
    write: Callable[[Page, set[str], Reads], Kept],
) -> dict[str, Kept]:  # fmt: skip
    """A page and those that continue it; of these such as a former build made are taken again."""
    with noting(built.library.notes) as read:
        pages = [_told(built, one, shows, at) for one in make()]
    again = [memory.pages[f"{at}{one.path}"] for one in pages if not one.page]
    whole, found = Reads.of(read, at).joined(kept.read for kept in again), dict[str, Kept]()
    for one in pages:
        name = f"{at}{one.path}"
        if not one.page:
            found[name] = memory.pages[name]
            continue
        reads = Reads.of(one.read, at) if one.same else whole
        found[name] = write(one.page, shows.get(one.path, set()), reads)
        found[name].same, found[name].small = one.same, one.small
        memory.renewed.add(name)
    return found


def _again(memory: Memory, at: str, path: str, same: str) -> bool | None:
    """Whether a page with these entries, which a former build made, was small; none if it did not.

    See `spreading.Root`.
    """
    kept = memory.continued(f"{at}{path}", same)
    return kept.small if kept else None


def _told(
    built: Built, made: spreading.Made, shows: dict[str, set[str]], at: str
) -> spreading.Made:
    """A page with its head, and what was read for that."""
    if not (page := made.page):
        return made
    seen = shows.get(page.path, set())
    with built.library.apart() as read:
        page.meta |= _linked(built, page, seen, at)
        page.meta |= {"spoken": at.rstrip("/")} if at else {}
        page.meta |= built.edited(page.source) | built.checked(seen) | built.facets(seen)
    return made._replace(read={*made.read, *read})


def _linked(built: Built, page: Page, shows: set[str], at: str) -> dict[str, str]:
    """What a page says, for machines; nothing of one that only leads on, or is not there."""
    stem = page.path.removesuffix(".md").split("/")
    record = built.library.records.get("/".join(stem[:2]))
    if "moved" in page.meta or not (record or stem[1:2] == ["index"]):
        return {}
    linked = outputs.Linked(built.library, f"{at}{page.path}", built.place.folders)
    seen = {*shows, record.address} if record else shows
    return {"linked": linked.sheet(page.title, shows, record), **built.modified(seen)}


def _written(
    built: Built, view: View, form: Form, known: Known, page: Page, shows: set[str], read: Reads
) -> Kept:
    """A page in the form that is wanted."""
    if view:  # an engine takes the title from a heading only where nothing stands above it
        page.meta = {**titled(page.title), **page.meta}
        page.blocks = (banner(view), *page.blocks)
    text = form.write(page, known)
    if (size := len(text if isinstance(text, str) else text.html)) > MAX_SHEET:
        message = f"the page {page.path} has {size:,} characters; {MAX_SHEET:,} are allowed"
        spot = Spot(page.source or "data")
        built.issues.append(Issue(spot, "limit", message, "split what stands on it"))
    return Kept(read, text, frozenset(shows), page.source)
