"""The page that lists the editions, in each language, and what of them is served."""

from collections.abc import Mapping
from functools import partial
from html import escape

from factsheet.build.built import Built, Form
from factsheet.build.editions import FOLDER, Edition
from factsheet.build.frozen import BadEdition, Frozen, Served, opened
from factsheet.build.manifest import digest, pinned, taken_down
from factsheet.cache import Kept, Memory, Reads
from factsheet.document import Block, Content, Element, Heading, Link, Page, Paragraph, Table
from factsheet.document import List as Items
from factsheet.evidence import Library
from factsheet.issues import Issue
from factsheet.language import Speech, day_words, listed, say, speaking, tell
from factsheet.pages import data_page, plain
from factsheet.values import Put, Removal

PAGE = data_page.EDITIONS
MAX_TOLD = 20  # statements of one sort that are named


def add(
    built: Built, tree: Mapping[str, bytes], form: Form, memory: Memory, put: Put, sound: bool
) -> None:
    """Add the page in each language, and the files of the editions that are there.

    Nothing of facts that are not sound.
    """
    if not sound or not built.editions:
        return
    gone = dict(taken_down(built.library))
    served = {name: _served(one, built, tree, gone, put) for name, one in built.editions.items()}
    now = pinned(built.library) if any(served.values()) else {}
    places: dict[str, tuple[Mapping[str, bytes], str]] = {}
    for name, found in served.items():
        if found is None:
            continue
        places |= {f"{FOLDER}{name}/{path}": (found, path) for path in found}
        if not found.held:
            file = built.editions[name].file
            places[file] = tree, file
    built.frozen = Frozen(places)
    for speech in built.speeches:
        with speaking(speech):
            _page(built, speech, served, now, form, memory)


def _served(
    edition: Edition, built: Built, tree: Mapping[str, bytes], gone: dict[str, Removal], put: Put
) -> Served | None:
    """The files of an edition; none where its file is not here, or is another."""
    data = tree.get(edition.file)
    if data is None:
        return None
    try:
        if (len(data), digest(data)) != (edition.size, edition.sha256):
            raise BadEdition(f"{edition.file} is not the file whose size and SHA-256 stand here")
        archive = opened(data)
    except BadEdition as error:
        hint = "put the file of the edition back; an edition is never changed"
        put(Issue(edition.spot, "bad-edition", f"{edition.name}: {error}", hint, len(edition.name)))
        return None
    later = {a: one for a, one in gone.items() if not _before(one, edition)}
    told = {found for shows in archive.shows.values() for found in shows}
    told |= {address.partition("#")[0] for address in told}
    later |= {address: gone[address] for address in told & gone.keys()}
    return Served(archive, later, partial(_stub, built.speeches[0]))


def _before(removal: Removal, edition: Edition) -> bool:
    """Whether something was taken down by the day of the edition, which then has its stub alone.

    What was taken down later on that day is among what the manifest says is shown.
    """
    last, day = removal.on.latest, edition.on.earliest
    return bool(last and day and last <= day)


def _stub(speech: Speech, gone: list[Removal]) -> bytes:
    """A page in the place of those that showed what was taken down."""
    with speaking(speech):
        title = escape(say("taken-down.title"))
        removals = sorted({(one.on.edtf, one.why): one for one in gone}.items())
        said = "".join(f"<p>{escape(_removed(one))}</p>" for _, one in removals)
    head = f'<meta charset="utf-8"><meta name="robots" content="noindex"><title>{title}</title>'
    html = f"<head>{head}</head><body><h1>{title}</h1>{said}</body></html>"
    return f'<!doctype html><html lang="{speech.code}">{html}\n'.encode()


def _removed(one: Removal) -> str:
    day = one.on.earliest
    return say("taken-down.text", day=day_words(day) if day else one.on.edtf, ground=one.why)


def _page(
    built: Built, speech: Speech, served: Mapping[str, Served | None], now: dict[str, str],
    form: Form, memory: Memory,
) -> None:  # fmt: skip
    """The list in the language that is spoken."""
    at = "" if speech is built.speeches[0] else f"{speech.code}/"
    up, title = f"../../{FOLDER}" if at else "", say("editions.title")
    rows = [_row(one, served[one.name], up) for one in _newest(built)]
    head = (
        say("editions.edition"), say("editions.day"), say("editions.size"), say("editions.sum"),
        say("editions.file"),
    )  # fmt: skip
    blocks: list[Block] = [Heading(1, title), Paragraph(say("editions.about"))]
    blocks.append(Table(head, tuple(rows)))
    for one in _newest(built):
        if found := served[one.name]:
            blocks += _since(one, found, built.libraries.get(speech.code, built.library), now)
    meta = {"description": say("editions.about")} | ({"spoken": speech.code} if at else {})
    page = Page(f"{at}{PAGE}", title, tuple(blocks), {}, meta, "data/editions.yml")
    kept = Kept(Reads.of(()), form.write(page, {}), frozenset(), page.source)
    built.recall(page.path, kept)
    last = memory.pages.get(page.path)
    memory.made[page.path] = kept
    if last is None or last.page != kept.page:
        memory.renewed.add(page.path)


def _newest(built: Built) -> list[Edition]:
    """The editions, the newest first."""
    return sorted(built.editions.values(), key=lambda one: (one.on.edtf, one.name), reverse=True)


def _row(one: Edition, served: Served | None, up: str) -> tuple[Content, ...]:
    """An edition in a row."""
    title: Content = one.title
    file: Content = say("editions.nowhere")
    if served is not None:
        title = Element("a", (("href", f"{up}{one.name}/index.html"),), one.title)
        file = Element("a", (("href", f"{up}{one.name}.zip"),), f"{one.name}.zip")
        if served.held:
            file = say("editions.held")
    elif one.at:
        file = Element("a", (("href", one.at), ("rel", "noopener")), f"{one.name}.zip")
    day = one.on.earliest
    size = say("editions.bytes", count=one.size)
    frozen, sums = day_words(day) if day else one.on.edtf, Element("code", (), one.sha256)
    return title, frozen, size, sums, file


def _since(one: Edition, served: Served, library: Library, now: dict[str, str]) -> list[Block]:
    """What has become of the statements of an edition."""
    old = {library.present(address): pin for address, pin in served.archive.statements.items()}
    gone = [a for a in old if a not in now]
    other = [a for a in old if a in now and old[a] != now[a]]
    back = [a for a in other if library.statements[a].status == "retracted"]
    head = Heading(2, tell("editions.since", name=one.name), f"since-{one.name}")
    lines: list[Block] = []
    for key, found in (
        ("editions.changed", [a for a in other if a not in back]), ("editions.withdrawn", back),
        ("editions.new", [a for a in now if a not in old]), ("editions.gone", gone),
    ):  # fmt: skip
        if found:
            named: list[Content] = [_named(a, library) for a in sorted(found)[:MAX_TOLD]]
            more = [say("editions.more", count=len(found) - MAX_TOLD)]
            rows = named + (more if len(found) > MAX_TOLD else [])
            lines += [Paragraph(tell("labelled", what=_counted(key, len(found))))]
            lines += [Items(tuple(rows))]
    return [head, *(lines or [Paragraph(say("editions.same"))])]


def _counted(key: str, count: int) -> str:
    """How many statements have become what."""
    if key == "editions.changed":
        return say("editions.changed", count=count)
    if key == "editions.withdrawn":
        return say("editions.withdrawn", count=count)
    if key == "editions.new":
        return say("editions.new", count=count)
    return say("editions.gone", count=count)


def _named(address: str, library: Library) -> Content:
    """What a statement says, as a link, and its record; of one that is gone its address."""
    record = address.partition("#")[0]
    if record not in library.records:
        return address
    if address not in library.statements:
        return Link(address, f"{record}.md")
    said = plain.sentence(library, library.statements[address])
    link = Link(said, f"{record}.md{address[len(record) :]}")
    return listed([link, library.names[record].name], "list.dot")
