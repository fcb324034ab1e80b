"""The lists of sheets as chapters: what stands in each, how it is printed, how it is divided."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from factsheet.document import Block, Content, List, Paragraph, Strong, whole
from factsheet.evidence import Head, Library, Stretch
from factsheet.language import listed, say, tell
from factsheet.pages import lineage, sections, ties
from factsheet.pages.grouping import Division, Entry, Group, by_id, by_label, by_letter, by_period
from factsheet.pages.grouping import by_property, by_stretch, name_of
from factsheet.pages.lists import PLAIN, Chapter
from factsheet.pages.sections import Part
from factsheet.pages.sheet_composer import SheetComposer
from factsheet.pages.tables import tabled
from factsheet.reading import Dispute, Record
from factsheet.values import Address, Passage, Statement, Wording

IN_TIME: tuple[Division, ...] = (by_period, by_letter, by_id)
LABELLED: tuple[Division, ...] = (by_label, by_period, by_letter, by_id)
OF_OTHERS: tuple[Division, ...] = (by_label, by_property, by_letter, by_period, by_id)


def _is_passage(thing: object) -> bool:
    return isinstance(getattr(thing, "value", None), Passage)


def _entry(library: Library, statement: Statement, label: str = "", what: str = "") -> Entry:
    name, what = library.names[statement.record].name, "" if _is_passage(statement) else what
    return Entry(statement, statement.address, name, statement.when, label, what)


def see(page: SheetComposer, found: Iterable[Statement]) -> tuple[Block, ...]:
    """The disputes in which more of a list stands."""
    places = page.standing.places(found)
    return (Paragraph(tell("sheet.see", what=listed(places, "list.dot"))),) if places else ()


def lines(
    page: SheetComposer, name: str, title: str, found: list[Statement],
    folded: Division | None = None,
) -> Iterator[Chapter]:  # fmt: skip
    """Sentences that stand nowhere yet; those of the sheet's own record stand at their address.

    What is alike, as claims on several places are, is a table.
    """

    def show(page: SheetComposer, group: Group, level: int) -> Iterator[Block]:
        tables, left = tabled(page, group.found, own=True)
        yield from tables
        if left:
            yield page.lines([one.thing for one in left], own=True)

    lead = see(page, found)
    if left := page.standing.take(found):
        entries = [_entry(page.library, s, what=_label(page.library, s, page.home)) for s in left]
        yield Chapter(name, title, entries, show, IN_TIME, own=True, lead=lead, folded=folded)


def _label(library: Library, statement: Statement, home: str = "") -> str:
    """The label of a statement's field, on the sheet of its value the reverse one; or nothing."""
    known = library.kind_of(statement.record).all_fields.get(statement.property)
    leads = isinstance(statement.value, Address) and statement.value.record == home
    return (known.reverse if leads and known.reverse else known.label) if known else ""


def timeline(
    library: Library, name: str, title: str, found: list[Statement], cited: bool = True
) -> Chapter:
    """Dates; those that are not `cited` have their sources where their names lead."""

    def show(page: SheetComposer, group: Group, level: int) -> list[Block]:
        return [page.timeline(group.things, cited)]

    entries, same = [_entry(library, s) for s in found], "dates" if cited else "dates-apart"
    return Chapter(name, title, entries, show, IN_TIME, folded=by_stretch, same=same)


def quotations(library: Library, name: str, title: str, found: list[Wording]) -> Chapter:
    """Wordings, each with the way to its quote."""

    def show(page: SheetComposer, group: Group, level: int) -> list[Block]:
        return page.quotations(group.things)

    quotes = [library.heads[wording.record] for wording in found]
    entries = [quotation(wording, quote, quote.name) for wording, quote in zip(found, quotes)]
    return Chapter(name, title, entries, show, IN_TIME, folded=by_stretch, same="quotations")


def quotation(wording: Wording, quote: Head, name: str) -> Entry:
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
    return Chapter(name, title, entries, show, ways, always=bool(always), tell=told, same="records")


def part(page: SheetComposer, record: Record, part: Part) -> Iterator[Chapter]:
    """A part of a sheet: its bar of time, own properties, those of others that lead back.

    Those that stand elsewhere on the sheet are left out; a part without others is, too.
    """
    key = (*part.section.fields, *part.section.back)[0]
    name, title = name_of(key), part.section.title
    drawn = lineage.of_part(page, record, part)
    rows = [*part.own, *part.back]
    told = [s for _, s in rows]
    lead = see(page, told)
    free = {s.address for s in page.standing.take(told)}
    page.standing.take(part.same)
    own = _own(page.library, [row for row in part.own if row[1].address in free])
    left = [(label, s) for label, s in part.back if s.address in free]
    entries = [*own, *(_entry(page.library, s, label, label) for label, s in left)]
    if len(part.bar) > PLAIN:
        yield _bar(name, title, part.bar)
        title = say("sheet.sources-one-by-one")
    elif part.bar:
        drawn = [page.spells(part.bar), *page.way_to_map(record)]
    if drawn:
        one_by_one = (Paragraph(say("sheet.one-by-one")),) if entries else ()
        lead = (*drawn, *lead, *one_by_one)
    if entries or drawn or part.bar:
        yield _properties(name, title, entries, lead)


def _bar(name: str, title: str, bar: list[Stretch]) -> Chapter:
    """A bar of time that is long."""

    def show(page: SheetComposer, group: Group, level: int) -> list[Block]:
        return [page.spells(group.things)]

    entries = [Entry(stretch, f"{n:04}", when=stretch.when) for n, stretch in enumerate(bar)]
    return Chapter(f"{name}-bar", title, entries, show, (by_period, by_id), tell=None)


def properties(
    page: SheetComposer, name: str, title: str, found: list[tuple[str, Statement]]
) -> Iterator[Chapter]:
    """Own properties of a record, but for those that stand elsewhere on its sheet."""
    lead = see(page, [s for _, s in found])
    free = {s.address for s in page.standing.take([s for _, s in found])}
    if left := [(label, s) for label, s in found if s.address in free]:
        yield _properties(name, title, _own(page.library, left), lead)


def _own(library: Library, found: list[tuple[str, Statement]]) -> list[Entry]:
    return [_entry(library, s, label, _label(library, s)) for label, s in found]


def _properties(name: str, title: str, found: list[Entry], lead: tuple[Block, ...] = ()) -> Chapter:
    """Properties of a record and of others that lead back to it."""

    def line(page: SheetComposer, one: Entry) -> Content:
        tell = page.told if page.at_home(one.thing) else page.mention
        return tell(one.label, one.thing)

    def show(page: SheetComposer, group: Group, level: int) -> Iterator[Block]:
        known, left = ties.table(page, group.found)
        tables, left = tabled(page, left, own=True)
        yield from (*known, *tables)
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
        tables, left = tabled(page, group.found)
        yield from tables
        for label, some in groupby(left, lambda one: one.label):
            told = [one.thing for one in some]
            if label:
                yield Paragraph(Strong(label))
            yield page.mentions(told) if label else page.lines(told)

    return Chapter("elsewhere", title, entries, show, OF_OTHERS, folded=by_stretch, same="mentions")


def disputes(library: Library, record: Record) -> Iterator[Chapter]:
    """Where versions differ, on the sheet of a record and on others."""
    away = sections.disputes_elsewhere(library, record)
    mine = [Entry(one, one.address, one.question) for one in record.disputes.values()]
    others = [Entry(address, address, question) for question, address in away]

    def show(page: SheetComposer, group: Group, level: int) -> Iterator[Block]:
        here = [one.thing for one in group.found if isinstance(one.thing, Dispute)]
        for dispute in here:
            yield page.heading(level, dispute.question, page.target(dispute))
            yield Paragraph(whole(dispute.note))
            yield page.rivals(dispute)
        links = [page.link(o.thing, o.name) for o in group.found if isinstance(o.thing, str)]
        if here and links:
            yield Paragraph(say("sheet.more-disputes"))
        if links:
            yield List(tuple(links))

    if entries := [*mine, *others]:
        ways = by_letter, by_id
        yield Chapter("disputes", say("sheet.disputes"), entries, show, ways, own=True)
