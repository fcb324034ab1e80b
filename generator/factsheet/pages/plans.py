"""Which pages are made from the facts, and how each is made.

A sheet per record, an index per kind, a page at each former address.
"""

from collections.abc import Callable, Iterator
from functools import partial

from factsheet.document import Block, Page, Paragraph
from factsheet.evidence import Library
from factsheet.kinds import Kind
from factsheet.language import counted, say, tell
from factsheet.pages import grouping, sections
from factsheet.pages.record_sheet import sheet
from factsheet.pages.sheet_composer import SheetComposer, count
from factsheet.reading import Record

Make = Callable[[], Page]


class Plan:
    """The pages of a library. `periods`: by kind, after how many days to renew a check."""

    def __init__(self, library: Library, periods: dict[str, int]) -> None:
        self.library, self.periods = library, periods
        self.shows: dict[str, set[str]] = {}  # the addresses that each page made so far shows

    def pages(self) -> dict[str, Make]:
        """Every generated page by its path, not yet made."""
        records, moved = self.library.records, self.library.moved
        out: dict[str, Make] = {f"{a}.md": partial(self._sheet, r) for a, r in records.items()}
        for kind in self.library.kinds.values():
            out[f"{kind.plural}/index.md"] = partial(self._index, kind)
        for old, new in moved.items():
            if new in records:
                out[f"{old}.md"] = partial(self._moved, old)
        return dict(sorted(out.items()))

    def _composer(self, path: str) -> SheetComposer:
        composer = SheetComposer(self.library, path)
        composer.periods = self.periods
        self.shows[path] = composer.shows
        return composer

    def _sheet(self, record: Record) -> Page:
        page = sheet(self._composer(f"{record.address}.md"), record)
        page.source = record.path
        return page

    def _index(self, kind: Kind) -> Page:
        page = self._composer(f"{kind.plural}/index.md")
        found = self.library.of(kind.plural)
        blocks = (page.heading(1, kind.title), *_listed(page, kind, found))
        description = say("index.about", what=kind.title, sheets=counted(len(found), "fact-sheet"))
        return Page(page.path, kind.title, blocks, page.notes, {"description": description})

    def _moved(self, old: str) -> Page:
        record = self.library.records[self.library.moved[old]]
        page = self._composer(f"{old}.md")
        where = Paragraph(tell("moved.to", where=page.link(record.address)))
        blocks = (page.heading(1, record.name), where)
        meta = {"description": say("moved.about", who=record.name), "moved": record.address}
        return Page(page.path, record.name, blocks, page.notes, meta, record.path)


def paths(library: Library) -> set[str]:
    """The path of every generated page."""
    sheets = {f"{address}.md" for address in (*library.records, *library.moved)}
    return sheets | {f"{plural}/index.md" for plural in library.kinds}


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


def _listed(page: SheetComposer, kind: Kind, found: list[Record]) -> Iterator[Block]:
    """What stands on the index of a kind below its title."""
    if kind.has_wordings:
        yield Paragraph(say("index.quotes"))
    if not found:
        yield Paragraph(say("index.empty"))
    elif kind.has_wordings:
        yield from _speakers(page, found)
    elif kind.is_statement:
        shown = grouping.by_period(sections.dates(page.library, set()), lambda s: s.when)
        yield Paragraph(say("index.timeline", count=count(kind, found)))
        yield from page.jumps(shown)
        for number, (name, dates) in enumerate(shown, 1):
            yield page.group(name, number)
            yield page.timeline(dates)
    else:
        yield Paragraph(count(kind, found))
        if kind.is_source:
            groups = grouping.by_period(found, lambda r: r.labels.get("issued"))
        else:
            groups = grouping.by_type(found)
        yield from page.jumps(groups)
        for number, (name, some) in enumerate(groups, 1):
            if name:
                yield page.group(name, number)
            yield page.entries(some, name)


def _speakers(page: SheetComposer, found: list[Record]) -> Iterator[Block]:
    """Quotes under the names of those who spoke."""
    speakers: dict[str, list[Record]] = {}
    for record in found:
        speakers.setdefault(record.labels["speaker"].text, []).append(record)
    for address in sorted(speakers, key=lambda a: page.library.records[a].name.casefold()):
        yield page.heading(2, page.library.records[address].name)
        yield from page.quotations(sections.quotes_in_order(speakers[address]))
