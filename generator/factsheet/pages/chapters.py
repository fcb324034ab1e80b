"""The lists of sheets as chapters: what stands in each, how it is printed, how it is divided."""

from collections.abc import Iterator
from itertools import groupby

from factsheet.document import Block, Content, List, Paragraph, Strong
from factsheet.evidence import Library, Stretch
from factsheet.language import say
from factsheet.pages import sections
from factsheet.pages.grouping import Division, Entry, Group, by_id, by_label, by_letter, by_period
from factsheet.pages.grouping import by_property, name_of
from factsheet.pages.lists import PLAIN, Chapter
from factsheet.pages.sections import Part
from factsheet.pages.sheet_composer import SheetComposer
from factsheet.pages.tables import tabled
from factsheet.reading import Dispute, Record
from factsheet.values import Passage, Statement, Wording

IN_TIME: tuple[Division, ...] = (by_period, by_letter, by_id)
LABELLED: tuple[Division, ...] = (by_label, by_period, by_letter, by_id)
OF_OTHERS: tuple[Division, ...] = (by_label, by_property, by_letter, by_period, by_id)


def _is_passage(thing: object) -> bool:
    return isinstance(getattr(thing, "value", None), Passage)


def _entry(library: Library, statement: Statement, label: str = "", what: str = "") -> Entry:
    name, what = library.names[statement.record].name, "" if _is_passage(statement) else what
    return Entry(statement, statement.address, name, statement.when, label, what)


def lines(library: Library, name: str, title: str, found: list[Statement]) -> Chapter:
    """Sentences; those of the sheet's own record stand at their address."""

    def show(page: SheetComposer, group: Group, level: int) -> list[Block]:
        return [page.lines(group.things, own=True)]

    return Chapter(name, title, [_entry(library, s) for s in found], show, IN_TIME, own=True)


def timeline(library: Library, name: str, title: str, found: list[Statement]) -> Chapter:
    """Dates."""

    def show(page: SheetComposer, group: Group, level: int) -> list[Block]:
        return [page.timeline(group.things)]

    return Chapter(name, title, [_entry(library, s) for s in found], show, IN_TIME)


def quotations(library: Library, name: str, title: str, found: list[Wording]) -> Chapter:
    """Wordings, each with the way to its quote."""

    def show(page: SheetComposer, group: Group, level: int) -> list[Block]:
        return page.quotations(group.things)

    quotes = [library.records[wording.record] for wording in found]
    entries = [quotation(wording, quote, quote.name) for wording, quote in zip(found, quotes)]
    return Chapter(name, title, entries, show, IN_TIME)


def quotation(wording: Wording, quote: Record, name: str) -> Entry:
    """A wording at the time at which the quote was said, under a name."""
    return Entry(wording, wording.address, name, quote.labels.get("said"))


def wordings(record: Record, title: str, found: list[Wording]) -> Chapter:
    """Wordings on the sheet of their quote."""

    def show(page: SheetComposer, group: Group, level: int) -> list[Block]:
        return [block for one in group.things for block in page.wording(one)]

    entries = [Entry(w, w.address) for w in found]
    return Chapter("wordings", title, entries, show, (by_id,), own=True)


def records(name: str, title: str, found: list[Record], always: Division | None = None) -> Chapter:
    """Records by name; `always` divides even a short list."""

    def show(page: SheetComposer, group: Group, level: int) -> list[Block]:
        return [page.entries(group.things, group.title)]

    def told(page: SheetComposer, one: Entry) -> Content:
        return page.entry(one.thing)

    entries = [Entry(r, r.address, r.name, r.labels.get("issued")) for r in found]
    ways = (always, by_letter, by_id) if always else (by_letter, by_id)
    return Chapter(name, title, entries, show, ways, always=bool(always), tell=told)


def part(page: SheetComposer, record: Record, part: Part) -> Iterator[Chapter]:
    """A part of a sheet: its bar of time, names, own properties, those of others that lead back."""
    key = (*part.section.fields, *part.section.back)[0]
    name, title = name_of(key), part.section.title
    names = [Entry(row, f"{n}") for n, row in enumerate(page.names(record))]
    own = _own(page.library, record, part.own)
    back = [_entry(page.library, s, label, label) for label, s in part.back]
    entries = [*(names if part.section.names else []), *own, *back]
    lead: tuple[Block, ...] = ()
    if len(part.bar) > PLAIN:
        yield _bar(name, title, part.bar)
        title = say("sheet.sources-one-by-one")
    elif part.bar:
        lead = page.spells(part.bar), *page.way_to_map(record), Paragraph(say("sheet.one-by-one"))
    yield _properties(name, title, record, entries, lead)


def _bar(name: str, title: str, bar: list[Stretch]) -> Chapter:
    """A bar of time that is long."""

    def show(page: SheetComposer, group: Group, level: int) -> list[Block]:
        return [page.spells(group.things)]

    entries = [Entry(stretch, f"{n:04}", when=stretch.when) for n, stretch in enumerate(bar)]
    return Chapter(f"{name}-bar", title, entries, show, (by_period, by_id), tell=None)


def properties(
    library: Library, name: str, title: str, record: Record, found: list[tuple[str, Statement]]
) -> Chapter:
    """Own properties of a record."""
    return _properties(name, title, record, _own(library, record, found))


def _own(library: Library, record: Record, found: list[tuple[str, Statement]]) -> list[Entry]:
    known = record.kind.all_fields
    return [_entry(library, s, label, known[s.property].label) for label, s in found]


def _properties(
    name: str, title: str, record: Record, found: list[Entry], lead: tuple[Block, ...] = ()
) -> Chapter:
    """Properties of a record and of others that lead back to it, and lines that are none."""
    long = len(found) > PLAIN

    def line(page: SheetComposer, one: Entry) -> Content:
        if not isinstance(one.thing, Statement):
            content: Content = one.thing
            return content
        tell = page.told if one.thing.record == record.address else page.mention
        return tell(one.label, one.thing)

    def show(page: SheetComposer, group: Group, level: int) -> Iterator[Block]:
        tables, left = tabled(page, group.found, long, own=True)
        yield from tables
        lines = [(one, line(page, one)) for one in left]
        if rows := [said for one, said in lines if not _is_passage(one.thing)]:
            yield List(tuple(rows))
        for one, said in lines:
            if _is_passage(one.thing):
                yield Paragraph(said)

    return Chapter(name, title, found, show, LABELLED, own=True, lead=lead)


def mentions(library: Library, title: str, found: list[tuple[str, Statement]]) -> Chapter:
    """What other sheets say of a record, by the label of the way back."""
    entries = [_entry(library, s, label, label) for label, s in found]

    def show(page: SheetComposer, group: Group, level: int) -> Iterator[Block]:
        tables, left = tabled(page, group.found, long)
        yield from tables
        for label, some in groupby(left, lambda one: one.label):
            told = [one.thing for one in some]
            if label:
                yield Paragraph(Strong(label))
            yield page.mentions(told) if label else page.lines(told)

    long = len(entries) > PLAIN
    return Chapter("elsewhere", title, entries, show, OF_OTHERS)


def disputes(library: Library, record: Record) -> Iterator[Chapter]:
    """Where versions differ, on the sheet of a record and on others."""
    away = sections.disputes_elsewhere(library, record)
    mine = [Entry(one, one.address, one.question) for one in record.disputes.values()]
    others = [Entry(address, address, question) for question, address in away]

    def show(page: SheetComposer, group: Group, level: int) -> Iterator[Block]:
        here = [one.thing for one in group.found if isinstance(one.thing, Dispute)]
        for dispute in here:
            yield page.heading(level, dispute.question, page.target(dispute))
            yield Paragraph(dispute.note)
            yield page.rivals(dispute)
        links = [page.link(o.thing, o.name) for o in group.found if isinstance(o.thing, str)]
        if here and links:
            yield Paragraph(say("sheet.more-disputes"))
        if links:
            yield List(tuple(links))

    if entries := [*mine, *others]:
        ways = by_letter, by_id
        yield Chapter("disputes", say("sheet.disputes"), entries, show, ways, own=True)
