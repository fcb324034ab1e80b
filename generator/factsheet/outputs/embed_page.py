"""What stands on a page for a frame, and what its head says."""

from typing import NamedTuple

from factsheet.document import Content, Element, Link, Standalone, Web, anchor, published, span
from factsheet.document import to_standalone, to_text
from factsheet.evidence import Library
from factsheet.language import checked_words, listed, say, tell
from factsheet.outputs.site import Site
from factsheet.pages import AloneComposer, Shared, alone
from factsheet.reading import Record

FOLDER = "embed"
SELF = ("target", "_self")  # of links that stay in the frame
SMALL = (("class", "m"),)


class Frame(NamedTuple):
    """A page for a frame: of a record, at an address that it has or had, in a language.

    It stands below `at`, the folder of the language; the first language has none.
    """

    code: str
    at: str
    address: str
    record: str
    part: int  # from 1

    @property
    def path(self) -> str:
        """Where it stands within its language, as the paths of Markdown pages do."""
        part = f"{self.part}/" if self.part > 1 else ""
        return f"{FOLDER}/{self.address}/{part}index.md"

    @property
    def file(self) -> str:
        """Its file below the site."""
        return f"{self.at}{self.path.removesuffix('.md')}.html"

    @property
    def up(self) -> str:
        """The way from it to the top of its language."""
        return "../" * self.path.count("/")


def written(site: Site, library: Library, frame: Frame, shared: Shared) -> str:
    """A frame as HTML, in the language that is spoken now."""
    place, record = site.place, library.records[frame.record]
    name = site.settings.get("name", {}).get(frame.code) or place.name
    page = AloneComposer(library, frame.path, record.address, name or record.name, shared)
    sheet = published(f"{record.address}.md", place.folders)
    ours = f"{'../' if frame.at else ''}{frame.up}{FOLDER}"
    main, foot = _main(page, frame, record), _foot(site, page, record)
    made = Standalone(
        frame.path,
        to_text(tell("entry", who=record.name, what=name)) if name else record.name,
        (Element("main", (), main), "\n", foot),
        f"{place.address}{frame.at}{sheet}" if place.address else f"{frame.up}{sheet}",
        f"{ours}/style.css",
        f"{ours}/size.js",
    )
    return to_standalone(made, place.folders)


def _main(page: AloneComposer, frame: Frame, record: Record) -> Content:
    """What is told of a record in this part, below its name."""
    sheet = Link(record.name, f"{record.address}.md")
    out: list[Content] = [Element("h1", (), sheet)]
    if frame.address != record.address:
        out.append(Element("p", SMALL, tell("moved.to", where=sheet)))
    if frame.part > 1:
        first = Element("a", (("href", "../"), SELF), record.name)
        out.append(Element("p", SMALL, tell("list.up", above=first)))
    else:
        out += page.about(record)
    parts = alone.parts(page.library, record, frame.address)
    for piece in parts[frame.part - 1]:
        out += ["\n", page.piece(piece)]
    return (*out, *(_further(page, parts) if frame.part == 1 else ()))


def _further(page: AloneComposer, parts: alone.Parts) -> list[Content]:
    """The way to what the other parts have, from each of its addresses here."""
    rows: list[Content] = []
    for n, pieces in enumerate(parts[1:], 2):
        for ids, words, who in (row for piece in pieces for row in page.rows(piece)):
            way = Element("a", (("href", f"{n}/#{ids[0]}"), SELF), words)
            told = (*map(anchor, ids[1:]), way, *((" ", span("m", who)) if who else ()))
            rows.append(Element("li", (("id", ids[0]),), told))
    head, ways = Element("h2", (), say("embed.more")), Element("ul", (), tuple(rows))
    more = Element("section", (("class", "f more"),), (head, ways))
    return ["\n", more] if rows else []


def _foot(site: Site, page: AloneComposer, record: Record) -> Element:
    """The site, where all this has its page; by when it was checked; the licence."""
    parts: list[Content] = [Link(page.name, f"{record.address}.md")]
    parts.append(checked_words(record.checked) if not record.taken_down else "")
    licence = site.settings.get("licence") or {}
    if name := licence.get("name"):
        parts.append(tell("footer.licence", what=Web(name, licence.get("address", ""))))
    told = listed([one for one in parts if one], "list.dot")
    return Element("footer", (), Element("p", (), told))
