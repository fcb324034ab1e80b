"""Which pages are made from the facts, and how each is made.

A sheet per record, an index per kind, a page at each former address, one on the facts as data.
"""

from collections.abc import Callable
from functools import partial

from factsheet.document import Page, Paragraph
from factsheet.evidence import Library
from factsheet.kinds import Kind
from factsheet.language import counted, say, tell
from factsheet.pages import indexes, spreading
from factsheet.pages.data_page import PATH, DataPage
from factsheet.pages.map_page import MapPage
from factsheet.pages.record_sheet import blocks, description
from factsheet.pages.sheet_composer import SheetComposer
from factsheet.pages.spreading import Again, Blocks, Made, Root
from factsheet.reading import Record

Make = Callable[[], list[Made]]


class Plan:
    """The pages of a library. `periods`: by kind, after how many days to renew a check.

    Those of a further language stand below a folder, `at`.
    `calendar` is the path of the dates as a calendar, if the site has one.
    """

    def __init__(
        self, library: Library, periods: dict[str, int], map_page: MapPage | None = None,
        data_page: DataPage | None = None, calendar: str = "", at: str = "",
    ) -> None:  # fmt: skip
        self.library, self.periods, self.map_page = library, periods, map_page
        self.data_page, self.calendar, self.at = data_page, calendar, at
        self.again: Again = lambda path, same: None  # see `spreading.Root`
        self.shows: dict[str, set[str]] = {}  # the addresses that each page made so far shows

    def pages(self) -> dict[str, Make]:
        """Every page made from facts by its path, not yet made, with those that continue it."""
        records, moved = self.library.records, self.library.moved
        out: dict[str, Make] = {f"{a}.md": partial(self._sheet, r) for a, r in records.items()}
        for kind in self.library.kinds.values():
            out[f"{kind.plural}/index.md"] = partial(self._index, kind)
        for old, new in moved.items():
            if new in records:
                out[f"{old}.md"] = partial(self._moved, old)
        if self.data_page:
            out[PATH] = partial(self._data, self.data_page)
        return dict(sorted(out.items()))

    def _composer(self, path: str, home: str = "") -> SheetComposer:
        composer = SheetComposer(self.library, path, home)
        composer.periods, composer.map_page = self.periods, self.map_page
        composer.calendar = self.calendar
        self.shows[path] = composer.shows
        return composer

    def _spread(
        self, path: str, title: str, blocks: Blocks, description: str, source: str = ""
    ) -> list[Made]:
        """A page, and those that continue it."""
        compose = partial(self._composer, home=path.removesuffix(".md"))
        library, again = self.library, self.again
        root = Root(path, title, blocks, compose, description, library, again, source)
        return spreading.pages(root)

    def _data(self, page: DataPage) -> list[Made]:
        return [Made(PATH, page.page(self.at))]

    def _sheet(self, record: Record) -> list[Made]:
        path, said = f"{record.address}.md", description(self.library, record)
        parts = partial(blocks, record=record)
        return self._spread(path, record.name, parts, said, record.path)

    def _index(self, kind: Kind) -> list[Made]:
        found = self.library.of(kind.plural)
        said = say("index.about", what=kind.title, sheets=counted(len(found), "fact-sheet"))
        listed = partial(indexes.blocks, kind=kind, found=found)
        return self._spread(f"{kind.plural}/index.md", kind.title, listed, said)

    def _moved(self, old: str) -> list[Made]:
        record = self.library.records[self.library.moved[old]]
        page = self._composer(f"{old}.md")
        page.anchors = page.left_ids(old)
        where = Paragraph(tell("moved.to", where=page.link(record.address)))
        blocks = (page.heading(1, record.name), where, *page.left(old))
        meta = {"description": say("moved.about", who=record.name), "moved": record.address}
        found = Page(page.path, record.name, blocks, page.notes, meta, record.path)
        return [Made(page.path, found)]


def paths(library: Library, data_page: DataPage | None = None) -> set[str]:
    """The path of every generated page."""
    sheets = {f"{address}.md" for address in (*library.records, *library.moved)}
    lists = {f"{plural}/index.md" for plural in library.kinds}
    return sheets | lists | ({PATH} if data_page else set())


def absent(whole: Library, seen: Library) -> dict[str, Page]:
    """A page for each record that a view lacks, so that no link breaks; it tells no name."""
    missing = {a: a for a in whole.records if a not in seen.records}
    missing |= {old: new for old, new in whole.moved.items() if new not in seen.records}
    out = {}
    for address, record in sorted(missing.items()):
        page = SheetComposer(seen, f"{address}.md")
        title = say("absent.title")
        blocks = (page.heading(1, title), Paragraph(say("absent.text")))
        meta = {"description": say("absent.about")}
        out[page.path] = Page(page.path, title, blocks, {}, meta, whole.records[record].path)
    return out
