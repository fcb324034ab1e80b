"""The sheet of a source: what it is, how much of it was read, how independent, what rests on it.

It cites nothing: a line on it leads to the home of the fact, where all of its sources stand.
"""

from collections.abc import Iterator
from itertools import groupby

from factsheet.document import Block, Box, Content, Item, Link, List, Paragraph, Strong, Web
from factsheet.document import span, whole
from factsheet.evidence import timing, weight
from factsheet.language import counted, date_words, language_name, listed, locator_words, say, tell
from factsheet.pages import citations
from factsheet.pages.chapters import OF_OTHERS
from factsheet.pages.composer import META
from factsheet.pages.grouping import Entry, Group, by_id, by_letter, by_period
from factsheet.pages.lists import PLAIN, Chapter
from factsheet.pages.notes import LINE
from factsheet.pages.sheet_composer import SheetComposer
from factsheet.pages.tables import tabled
from factsheet.reading import Record
from factsheet.values import Passage, Statement, capital

ASIDE = ("issued_basis", "accessed", "archived")  # labels told as they are, in this order
FEW_KIN = 3  # of one origin; more are folded


def head(page: SheetComposer, record: Record) -> Iterator[Block | Chapter]:
    """Under the title: that it is withdrawn, what it is, how much was read, how independent."""
    if withdrawn := page.library.withdrawn(record.address):
        day = date_words(withdrawn.on)
        told = Paragraph(say("source.withdrawn.text", day=day, why=withdrawn.why))
        yield Box("warning", say("source.withdrawn.title"), (told,))
    yield Paragraph(tell("sentence", what=_what(record)))
    kin = weight.same_origin(page.library, record)
    rows = _rows(page, record, kin)
    yield List(tuple([page.labelled(label, value) for label, value in rows]))
    if len(kin) > FEW_KIN:
        title = tell("jump", what=say("source.kin-list"), number=len(kin))
        yield Box("fold", "".join(title), (List(tuple([page.link(r.address) for r in kin])),))
    if note := record.labels.get("note"):
        yield Paragraph(whole(note))
    yield from _derived(page, record)


def _what(record: Record) -> Content:
    """What it is, in a sentence: `News report by The Paper, 8 December 2024, in English`."""
    label = record.labels
    what = label.get("type") or say("source.report")
    who: Content = label["publisher"]
    if authors := label.get("author"):
        who = tell("scoped", what=who, scope=listed(list(authors), "list.comma"))
    parts: list[Content] = [tell("source.is", what=capital(what), who=who)]
    issued = label.get("issued")
    parts.append(date_words(issued) if issued else say("source.undated"))
    if language := label.get("language"):
        parts.append(say("source.language", language=language_name(language)))
    if carrier := label.get("container-title"):
        parts.append(tell("source.carried", who=carrier))
    return listed(parts, "list.comma")


def _rows(page: SheetComposer, record: Record, kin: list[Record]) -> list[tuple[str, Content]]:
    """(label, value) of what is known of it: what was read and how independent it is come first."""
    label, known = record.labels, record.kind.labels
    rows: list[tuple[str, Content]] = []
    if read := label.get("read"):
        rows.append((known["read"].label, read))
    rows.append((say("source.independence"), _independence(page, record, kin)))
    for key in filter(label.get, ASIDE):
        rows.append((known[key].label, page.value(label[key])))
    for key, title in (("URL", "source.address"), ("archive", "source.copy")):
        if url := label.get(key):
            rows.append((say(title), Web(url, url)))
    rows += citations.own_labels(record, page.value)
    if record.checked:
        rows.append((say("source.checked"), page.value(record.checked)))
    return rows


def _independence(page: SheetComposer, record: Record, kin: list[Record]) -> Content:
    """Whether it has an origin of its own, is derived from others, or shares its origin."""
    told: list[Content] = []
    if origins := record.labels.get("derived_from"):
        alone = {r.address for r in kin} <= {a.text for a in origins}
        key = "source.derived-alone" if alone else "source.derived"
        told.append(tell(key, who=page.links(origins)))
        kin = [] if alone else kin
    if len(kin) == weight.MAX_KIN:
        told.append(say("source.kin-many", count=len(kin)))
    elif len(kin) > FEW_KIN:
        told.append(say("source.kin-count", count=len(kin)))
    elif kin:
        told.append(tell("source.kin", who=page.links(kin)))
    return listed(told or [say("source.alone")], "list.blank")


def _derived(page: SheetComposer, record: Record) -> Iterator[Block | Chapter]:
    """What derives from a source: a few in a row, many in a list."""
    named = page.library.named_by.get(record.address, [])
    if not (derived := [r for key, r in named if key == "derived_from"]):
        return
    if len(derived) > PLAIN:
        yield by_publisher("derived", say("source.derived-list"), derived)
    else:
        yield Paragraph(tell("source.derived-from-it", who=page.links(derived)))


def rests(page: SheetComposer, record: Record) -> Chapter:
    """What rests on a source: by kinds, then record by record; a line each, with its home."""
    library, source = page.library, record.address
    found = [s for s in library.rests_on.get(source, []) if s.status != "retracted"]
    records = {s.record: library.heads[s.record] for s in found}
    kinds = list(library.kinds)

    def order(statement: Statement) -> tuple[int, str, str]:
        record = records[statement.record]
        return kinds.index(record.kind.plural), record.name.casefold(), record.id

    def entry(s: Statement) -> Entry:
        record = records[s.record]
        field = record.kind.all_fields.get(s.property)
        when = s.when or record.labels.get("said")
        label = field.label if field and not isinstance(s.value, Passage) else ""
        return Entry(s, s.address, record.name, when, record.kind.title, label)

    def told(page: SheetComposer, one: Entry) -> Content:
        return _line(page, one.thing, source)

    def show(page: SheetComposer, group: Group, level: int) -> Iterator[Block]:
        tables, left = tabled(page, group.found)
        yield from tables
        for home, some in groupby((one.thing for one in left), lambda s: s.record):
            yield Paragraph(Strong(page.link(home)))
            yield List(tuple([_line(page, s, source) for s in some]))

    title = say("source.cites" if library.withdrawn(source) else "source.rests")
    entries = [entry(s) for s in sorted(found, key=order)]
    lead = (Paragraph(_tally(found)),)
    return Chapter("rests", title, entries, show, OF_OTHERS, lead=lead, tell=told, same=source)


def _tally(found: list[Statement]) -> str:
    """How much rests on it, on how many sheets."""
    if not found:
        return say("source.nothing-rests")
    sheets = counted(len({s.record for s in found}), "sheet")
    return say("source.tally", statements=counted(len(found), "statement"), sheets=sheets)


def _line(page: SheetComposer, statement: Statement, source: str) -> Content:
    """What a statement says, its marks, its time, its place in the source, the way to its home."""
    page.bulk += LINE + len(statement.text)
    if statement.taken_down:
        page.shows.add(statement.address)
        return page.removal(statement.taken_down)
    out = [page.sentence(statement)]
    cited = [r.locator for r in statement.references if r.address == source and r.locator]
    places = [locator_words(locator) for locator in dict.fromkeys(cited)]
    parts = page.status(statement), timing(statement), *places, page.versions(statement)
    if beside := [part for part in parts if part]:
        out.append(span(META, listed(beside, "list.dot")))
    place = f"#{statement.anchor}" if statement.anchor else ""
    out.append(span("fs-home", Link(say("home"), f"{statement.record}.md{place}")))
    return (listed(out, "list.blank"), page.changes(statement, False))


def by_publisher(name: str, title: str, found: list[Record]) -> Chapter:
    """Sources below those who published them."""

    def show(page: SheetComposer, group: Group, level: int) -> Iterator[Block]:
        rows: list[Content | Item] = []
        for publisher, some in groupby(group.things, _publisher):
            sources = [_entry(page, source) for source in some]
            who = Strong(publisher)
            below = List(tuple(sources))
            rows.append(Item(who, below) if len(sources) > 1 else
                        tell("entry", who=who, what=sources[0]))  # fmt: skip
        yield List(tuple(rows))

    entries = [Entry(r, r.address, _publisher(r), r.labels.get("issued")) for r in found]
    entries.sort(key=lambda e: (e.name.casefold(), e.when.sort_key() if e.when else (), e.id))
    ways = by_letter, by_period, by_id
    return Chapter(name, title, entries, show, ways, tell=_told, same="publishers")


def _publisher(record: Record) -> str:
    said: str = record.name if record.taken_down else record.labels["publisher"]
    return said


def _told(page: SheetComposer, one: Entry) -> Content:
    return page.link(one.id)


def _entry(page: SheetComposer, record: Record) -> Content:
    """A source below its publisher: what it is called, who carries it, its day, its weight."""
    label = record.labels
    page.bulk += LINE + len(record.name)
    if record.taken_down:
        return page.link(record.address)
    what = label.get("type") or say("source.report")
    called = record.headline if label.get("title") else capital(what)
    parts: list[Content] = [page.link(record.address, called)]
    if carrier := label.get("container-title"):
        parts.append(tell("source.carried", who=carrier))
    issued = label.get("issued")
    parts.append(date_words(issued) if issued else say("source.undated"))
    if withdrawn := label.get("withdrawn"):
        parts.append(say("source.withdrawn", day=date_words(withdrawn.on)))
    else:
        rests = len(page.library.rests_on.get(record.address, []))
        parts.append(say("rest-on-it", count=rests))
    return listed(parts, "list.comma")
