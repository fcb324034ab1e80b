"""The sheet of a record, from its title to what was withdrawn."""

from collections.abc import Iterator

from factsheet.document import Block, List, Page, Paragraph, Strong
from factsheet.evidence import Library, weight
from factsheet.language import checked_words, counted, listed, say, tell
from factsheet.pages import citations, sections
from factsheet.pages.sheet_composer import SheetComposer
from factsheet.reading import Record
from factsheet.values import Statement, Wording


def sheet(page: SheetComposer, record: Record) -> Page:
    """The page of a record."""
    page.anchors = record.anchors
    blocks = (page.heading(1, record.name), *_blocks(page, record))
    meta = {"description": description(page.library, record)}
    return Page(page.path, record.name, blocks, page.notes, meta)


def description(library: Library, record: Record) -> str:
    """The page in a line, for search engines and previews of links."""
    checked = checked_words(record.checked)
    if record.kind.is_source:
        rests = len(library.rests_on.get(record.address, []))
        said = say("sheet.of-source", rests=counted(rests, "statement"), checked=checked)
        return say("sheet.about", who=record.name, what=said)
    live = [s for s in record.statements.values() if s.status != "retracted"]
    cited = len({r.source for s in live for r in s.references})
    if not live:
        return say("sheet.about", who=record.name, what=checked)
    facts, sources = counted(len(live), "statement"), counted(cited, "source")
    said = say("sheet.of-record", statements=facts, sources=sources, checked=checked)
    return say("sheet.about", who=record.name, what=said)


def _blocks(page: SheetComposer, record: Record) -> Iterator[Block]:
    parts, said = sections.parts(page.library, record), sections.said(page.library, record)
    printed = {a for part in parts for a in part.shown}
    printed |= {s.address for _, found in said for s in found}
    yield from _head(page, record, parts)
    glance = sections.glance(record)
    labels = list(dict.fromkeys(label for label, _ in glance))
    title = labels[0] if len(labels) == 1 else say("sheet.glance")
    late = len(labels) == 1 and any(part.section.names for part in parts)
    own: list[Block] = []
    if glance:
        own = [page.heading(2, title), *page.properties(glance)]
    if not late:
        yield from own
    for part in parts:
        yield page.heading(2, part.section.title)
        if part.bar:
            yield page.spells(part.bar)
            yield Paragraph(say("sheet.one-by-one"))
        yield from page.part(part, record)
    if late:
        yield from own
    for question, found in said:
        yield page.heading(2, question)
        yield page.lines(found, record)
    live = [s for s in record.of("facts") if s.status != "retracted"]
    if facts := [s for s in live if s.address not in printed]:
        yield page.heading(2, say("sheet.reported"))
        yield page.lines(facts, record)
    yield from _disputes(page, record)
    yield from _named(page, record, printed)
    if gone := [s for s in record.statements.values() if s.status == "retracted"]:
        yield page.heading(2, say("sheet.withdrawn"))
        yield page.lines(gone, record)
    if record.kind.is_source:
        yield from _rests(page, record)


def _head(page: SheetComposer, record: Record, parts: list[sections.Part]) -> Iterator[Block]:
    """Under the title: a line on the record; what a source is; an event or a quote itself."""
    if record.kind.is_source:
        yield from _source(page, record)
    else:
        yield Paragraph(page.headline(record, parts))
        yield from page.card(record)
    if record.kind.is_statement:
        for s in record.of(""):
            if s.status != "retracted":
                yield Paragraph(page.event(s))
    if record.kind.has_wordings:
        yield from _wordings(page, record)


def _wordings(page: SheetComposer, record: Record) -> Iterator[Block]:
    """A quote: its preferred wording, the others, and what it is about."""
    live = [s for s in record.of("wordings") if isinstance(s, Wording) and s.status != "retracted"]

    def told(wording: Wording) -> Iterator[Block]:
        yield page.quotation(record, wording)
        if wording.note:
            yield Paragraph(wording.note)

    for wording in live:
        if wording.preferred:
            yield from told(wording)
    if note := record.labels.get("note"):
        yield Paragraph(note)
    others = [wording for wording in live if not wording.preferred]
    if others:
        yield page.heading(2, say("quote.others"))
    for wording in others:
        yield from told(wording)
    if about := record.labels.get("about"):
        yield Paragraph(tell("quote.about", what=page.links(about)))
    if rows := citations.own_labels(record, page.value):
        yield List(tuple([page.labelled(label, value) for label, value in rows]))


def _source(page: SheetComposer, record: Record) -> Iterator[Block]:
    """A source: its citation, what is known of it, its kin."""
    yield Paragraph(tell("sentence", what=listed(list(citations.line(record)), "list.comma")))
    origins = record.labels.get("derived_from", ())
    rows = citations.facts(record, page.links(origins) if origins else (), page.value)
    yield List(tuple([page.labelled(label, value) for label, value in rows]))
    if note := record.labels.get("note"):
        yield Paragraph(note)
    named = page.library.named_by.get(record.address, [])
    if derived := [r for key, r in named if key == "derived_from"]:
        yield Paragraph(tell("source.derived-from-it", who=page.links(derived)))
    if siblings := weight.same_origin(page.library, record):
        key = "source.kin-and-others" if len(siblings) == weight.MAX_KIN else "source.kin"
        yield Paragraph(tell(key, who=page.links(siblings)))


def _disputes(page: SheetComposer, record: Record) -> Iterator[Block]:
    """Where versions differ, on this sheet and on others."""
    away = sections.disputes_elsewhere(page.library, record)
    if not record.disputes and not away:
        return
    yield page.heading(2, say("sheet.disputes"))
    for dispute in record.disputes.values():
        yield page.heading(3, dispute.question, page.target(dispute))
        yield Paragraph(dispute.note)
        found = sections.versions(page.library, dispute)
        yield List(tuple([page.rival(s) for s in found]))
    if record.disputes and away:
        yield Paragraph(say("sheet.more-disputes"))
    if away:
        yield List(tuple([page.link(address, question) for question, address in away]))


def _named(page: SheetComposer, record: Record, printed: set[str]) -> Iterator[Block]:
    """Where the record is named: quotes of it and about it, dates, other sheets."""
    named = page.library.named_by.get(record.address, [])
    about = say("sheet.said-about", who=sections.who(record))
    for key, title in (("speaker", say("sheet.own-words")), ("about", about)):
        if found := sections.quotes_in_order([r for k, r in named if k == key]):
            yield page.heading(2, title)
            yield from page.quotations(found)
    if dates := sections.dates(page.library, {record.address}):
        yield page.heading(2, say("sheet.timeline"))
        yield page.timeline(dates)
    mentions = sections.elsewhere(page.library, record, printed)
    if mentions:
        yield page.heading(2, say("sheet.elsewhere"))
    for label, some in mentions:
        if label:
            yield Paragraph(Strong(label))
        yield page.mentions(some) if label else page.lines(some)


def _rests(page: SheetComposer, record: Record) -> Iterator[Block]:
    """What rests on a source, record by record; dates and quotes apart."""
    live = [s for s in page.library.rests_on.get(record.address, []) if s.status != "retracted"]
    homes: dict[str, list[Statement]] = {}
    for statement in live:
        if not isinstance(statement, Wording):
            homes.setdefault(statement.record, []).append(statement)
    order = list(page.library.kinds)
    records = [page.library.records[address] for address in homes]
    records.sort(key=lambda r: (order.index(r.kind.plural), r.name.casefold(), r.id))
    yield page.heading(2, say("source.rests"))
    if live:
        sheets = len({s.record for s in live})
        counts = counted(len(live), "statement"), counted(sheets, "sheet")
        yield Paragraph(say("source.tally", statements=counts[0], sheets=counts[1]))
        found = [(r, homes[r.address]) for r in records if not r.kind.is_statement]
        yield from page.by_record(found)
    else:
        yield Paragraph(say("source.nothing-rests"))
    dates = [homes[r.address][0] for r in records if r.kind.is_statement]
    if dates:
        yield page.heading(2, say("source.dates"))
        yield page.timeline(sorted(dates, key=sections.when))
    quotes = [(page.library.records[s.record], s) for s in live if isinstance(s, Wording)]
    if quotes:
        yield page.heading(2, say("source.quotes"))
        yield from page.quotations(quotes)
