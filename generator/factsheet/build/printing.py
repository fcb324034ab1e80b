"""The pages of a site made from its facts: generated ones printed, hand-written ones expanded, pictures passed on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from factsheet.cache import Kept, Memory, Watched, noting
from factsheet.document import encode, environment, front_matter, tidy
from factsheet.evidence import Library, View, seeds
from factsheet.issues import Issue, Spot, errors
from factsheet.pages import SheetWriter, citations, plans, prose, safety
from factsheet.pictures import share
from factsheet.reading import filenames
from factsheet.values import (
    Acceptance,
    Accepted,
    Choice,
    Language,
    Many,
    Map,
    Put,
    Type,
    Words,
    decode,
    read_fields,
    read_yaml,
    scan,
)

MAX_SHEET = 5_000_000  # characters of a page made from facts
HEAD: dict[str, Type] = {
    "description": Words(300),
    "hide": Many(Choice(("navigation", "toc", "footer"))),
    "language": Language(),
    "accepted": Accepted(),
}


@dataclass(slots=True)
class Built:
    """What a build gives: Markdown and assets by path below the site's Markdown folder, and what each page shows.

    `sources` names the project file behind each generated or expanded page, `shows` the addresses printed on it.
    When `issues` contains an error, `files` is empty: nothing wrong or unsourced is ever published.
    """

    files: dict[str, str | bytes] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    shows: dict[str, frozenset[str]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    library: Library = field(default_factory=Library)
    ledgers: list[seeds.Seed] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not errors(self.issues)


def banner(text: str, view: View) -> str:
    """The page with the view said above its title."""
    head, _, body = text[4:].partition("\n---\n")
    return f'---\n{head}\n---\n\n!!! warning "Not the present site"\n    {encode(view.words())}\n{body}'


def _head(meta: dict[str, Any], edit_url: str, source: str) -> str:
    if edit_url and source:
        meta = {**meta, "edit_url": f"{edit_url.rstrip('/')}/{source}"}
    return front_matter(meta)


def generated(
    built: Built, whole: Library, memory: Memory, tell: Callable[[int, int], None]
) -> None:
    """Print every generated page; a record that a view does not have keeps its address and says so."""
    absent = {
        page.path: partial(lambda page: page, page) for page in plans.absent(whole, built.library)
    }
    plan = plans.plan(built.library) | absent
    for number, (path, make) in enumerate(plan.items(), 1):
        tell(number, len(plan))
        if not (kept := memory.unchanged(path)):
            with noting(built.library.notes) as read:
                page = make()
                text, shows = _print(page, built)
            if len(text) > MAX_SHEET:
                message = f"the page {path} has {len(text):,} characters; {MAX_SHEET:,} are allowed"
                built.issues.append(
                    Issue(Spot(page.edit or "data"), "limit", message, "split what stands on it")
                )
            kept = Kept(read, text, shows, page.edit)
        built.files[path], built.shows[path], built.sources[path] = (
            kept.text,
            kept.shows,
            kept.source,
        )
        memory.made[path] = kept


def _print(page: plans.Page, built: Built) -> tuple[str, frozenset[str]]:
    """The Markdown of a generated page and the addresses it shows."""
    writer = SheetWriter(built.library, page.path)
    writer.periods = built.settings.get("review", {})
    if record := page.context.get("record"):
        writer.anchors = record.anchors
    body = (
        environment()
        .get_template(page.template)
        .render(w=writer, sources=citations, title=page.title, **page.context)
    )
    meta = {"description": page.description} | ({"moved": page.moved} if page.moved else {})
    head = _head(meta, built.settings.get("edit_url", ""), page.edit)
    return head + tidy(body), frozenset(writer.shows)


def written(
    built: Built,
    whole: Library,
    content: dict[str, bytes],
    made: set[str],
    sound: bool,
    memory: Memory,
) -> None:
    """Expand the hand-written pages and pass other files of `content/` on as they are; `made` are the generated pages."""
    names, put = {path: path.removeprefix("content/") for path in content}, built.issues.append
    known: Watched[None] = Watched(whole.notes, "page ")
    known.update(dict.fromkeys((*made, *names.values())))
    owners = {address: name for name in made for address in filenames.published(name)}
    for path, data in sorted(content.items()):
        name = names[path]
        if clash := next((owners[a] for a in filenames.published(name) if a in owners), ""):
            put(_clash(path, clash, made))
        elif problem := filenames.problem(name):
            put(Issue(Spot(path), *problem))
        elif not name.endswith(".md"):
            built.files[name] = data
        elif (text := decode(data, path, put)) is not None and scan(text, path, put, prose=True):
            if not (kept := memory.unchanged(name, text)):
                kept = _page(built, whole, path, name, text, known, sound)
            for issue in kept.issues:
                put(issue)
            built.files[name], built.shows[name], built.sources[name] = kept.text, kept.shows, path
            memory.made[name] = kept
            if sound:
                _preview(built, name, text, content)
        owners.update(dict.fromkeys(filenames.published(name), name))
    if sound:  # every other page is told of with the first page's picture
        built.files.setdefault(picture_of("index.md"), share.draw(""))


def _clash(path: str, other: str, made: set[str]) -> Issue:
    """A page or picture that would be published where another one is."""
    if other in made:
        message = f'"{other}" is generated from the data, and published at this address'
        return Issue(Spot(path), "page-clash", message, "rename or delete the hand-written page")
    return Issue(
        Spot(path),
        "page-clash",
        f"content/{other} is published at this address",
        "rename one of the two",
    )


def _page(
    built: Built, whole: Library, path: str, name: str, text: str, known: Watched[None], sound: bool
) -> Kept:
    """A hand-written page, expanded, with all that is wrong with it."""
    issues: list[Issue] = []
    meta, body, skipped = _split(text, path, issues.append)
    lines = [line.rstrip() for line in body.split("\n")]  # judged is the very text that is printed
    padded = "\n" * skipped + "\n".join(
        lines
    )  # so that line numbers in messages are those of the file
    with noting(whole.notes, built.library.notes) as read:
        safety.check(padded, path, name, known, issues.append, whole.postponed)
        expanded, shows = prose.expand(
            padded, path, name, whole, issues.append, built.library, sound
        )
    meta.pop("accepted", None)  # nothing for readers
    meta["preview"] = picture_of(name)
    head = _head(meta, built.settings.get("edit_url", ""), path)
    return Kept(read, head + expanded, frozenset(shows), path, text, tuple(issues))


def accepted(tree: dict[str, bytes]) -> dict[str, tuple[Acceptance, ...]]:
    """What hand-written pages accept, by path; what is wrong with them is told elsewhere."""
    pages = {
        p: b.decode("utf-8-sig")
        for p, b in tree.items()
        if p.startswith("content/") and p.endswith(".md")
    }
    return {
        path: _split(text.replace("\r\n", "\n"), path, lambda issue: None)[0].get("accepted", ())
        for path, text in pages.items()
    }


def picture_of(name: str) -> str:
    """The path of the picture for links to a hand-written page."""
    return (
        "assets/preview.png"
        if name == "index.md"
        else f"assets/previews/{name.removesuffix('.md')}.png"
    )


def _preview(built: Built, name: str, text: str, content: dict[str, bytes]) -> None:
    """Draw a page's picture; one of that name in `content/` is taken in its place."""
    if f"content/{picture_of(name)}" not in content:
        title = next(
            (
                heading.replace("*", "").replace("`", "")
                for level, heading, _, _ in prose.headings(text)
                if level == 1
            ),
            "",
        )
        built.files[picture_of(name)] = share.draw("" if "{{" in title else title)


def _split(text: str, path: str, put: Put) -> tuple[dict[str, Any], str, int]:
    """(head, body, lines before the body) of a hand-written page; the head is read as strictly as facts are."""
    if not text.startswith("---\n") or "\n---\n" not in text[3:]:
        return {}, text, 0
    head, _, body = text[3:].partition("\n---\n")
    node, issues = read_yaml(f"{head}\n".encode(), path)
    for issue in issues:
        put(issue)
    found = read_fields(node, HEAD, "", put) if isinstance(node, Map) else {}
    return found, body, head.count("\n") + 2
