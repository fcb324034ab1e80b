"""The sheet of a record, from its title to what was withdrawn."""

from collections.abc import Iterator

from factsheet.document import Block, List, Page, Paragraph, Strong
from factsheet.evidence import Library, weight
from factsheet.kinds import register
from factsheet.language import checked_words, counted, listed, say, tell
from factsheet.pages import citations, sections
from factsheet.pages.sheets import SheetComposer
from factsheet.reading import Record
from factsheet.values import Statement, Wording


def sheet(w: SheetComposer, record: Record) -> Page:
    """The page of a record."""
    w.anchors = record.anchors
    blocks = (w.heading(1, record.name), *_blocks(w, record))
    meta = {"description": description(w.library, record)}
    return Page(w.path, record.name, blocks, w.notes, meta)


def description(library: Library, record: Record) -> str:
    """The page in a line, for search engines and previews of links."""
    checked = checked_words(record.checked)
    if record.kind.plural == "sources":
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


def _blocks(w: SheetComposer, record: Record) -> Iterator[Block]:
    parts, said = sections.parts(w.library, record), sections.said(w.library, record)
    printed = {a for part in parts for a in part.shown}
    printed |= {s.address for _, found in said for s in found}
    yield from _head(w, record, parts)
    glance = sections.glance(record)
    labels = list(dict.fromkeys(label for label, _ in glance))
    title = labels[0] if len(labels) == 1 else say("sheet.glance")
    late = len(labels) == 1 and any(part.section.names for part in parts)
    own: list[Block] = []
    if glance:
        own = [w.heading(2, title), List(tuple(w.properties(glance)))]
    if not late:
        yield from own
    for part in parts:
        yield w.heading(2, part.section.title)
        if part.bar:
            yield w.spells(part.bar)
            yield Paragraph(say("sheet.one-by-one"))
        yield w.part(part, record)
    if late:
        yield from own
    for question, found in said:
        yield w.heading(2, question)
        yield w.lines(found, record)
    live = [s for s in record.of("facts") if s.status != "retracted"]
    if facts := [s for s in live if s.address not in printed]:
        yield w.heading(2, say("sheet.reported"))
        yield w.lines(facts, record)
    yield from _disputes(w, record)
    yield from _named(w, record, printed)
    if gone := [s for s in record.statements.values() if s.status == "retracted"]:
        yield w.heading(2, say("sheet.withdrawn"))
        yield w.lines(gone, record)
    if record.kind.plural == "sources":
        yield from _rests(w, record)


def _head(w: SheetComposer, record: Record, parts: list[sections.Part]) -> Iterator[Block]:
    """What stands under the title: a line on the record.

    Of a source what it is, of an event or quote the thing itself.
    """
    if record.kind.plural == "sources":
        yield from _source(w, record)
    else:
        yield Paragraph(w.headline(record, parts))
    if record.kind.is_statement:
        for s in record.of(""):
            if s.status != "retracted":
                yield Paragraph(w.event(s))
    if record.kind.has_wordings:
        yield from _wordings(w, record)


def _wordings(w: SheetComposer, record: Record) -> Iterator[Block]:
    """A quote: its preferred wording, the others, and what it is about."""
    live = [s for s in record.of("wordings") if isinstance(s, Wording) and s.status != "retracted"]

    def told(wording: Wording) -> Iterator[Block]:
        yield w.quotation(record, wording)
        if wording.note:
            yield Paragraph(wording.note)

    for wording in live:
        if wording.preferred:
            yield from told(wording)
    if note := record.labels.get("note"):
        yield Paragraph(note)
    others = [wording for wording in live if not wording.preferred]
    if others:
        yield w.heading(2, say("quote.others"))
    for wording in others:
        yield from told(wording)
    if about := record.labels.get("about"):
        yield Paragraph(tell("quote.about", what=w.links(about)))


def _source(w: SheetComposer, record: Record) -> Iterator[Block]:
    """A source: its citation, what is known of it, its kin."""
    yield Paragraph(tell("sentence", what=listed(list(citations.line(record)), "list.comma")))
    origins = record.labels.get("derived_from", ())
    rows = citations.facts(record, w.links(origins) if origins else ())
    yield List(tuple([w.labelled(label, value) for label, value in rows]))
    if note := record.labels.get("note"):
        yield Paragraph(note)
    named = w.library.named_by.get(record.address, [])
    if derived := [r for key, r in named if key == "derived_from"]:
        yield Paragraph(tell("source.derived-from-it", who=w.links(derived)))
    if siblings := weight.same_origin(w.library, record):
        key = "source.kin-and-others" if len(siblings) == weight.MAX_KIN else "source.kin"
        yield Paragraph(tell(key, who=w.links(siblings)))


def _disputes(w: SheetComposer, record: Record) -> Iterator[Block]:
    """Where versions differ, on this sheet and on others."""
    away = sections.disputes_elsewhere(w.library, record)
    if not record.disputes and not away:
        return
    yield w.heading(2, say("sheet.disputes"))
    for dispute in record.disputes.values():
        yield w.heading(3, dispute.question, w.target(dispute))
        yield Paragraph(dispute.note)
        found = sections.versions(w.library, dispute)
        yield List(tuple([w.rival(s) for s in found]))
    if record.disputes and away:
        yield Paragraph(say("sheet.more-disputes"))
    if away:
        yield List(tuple([w.link(address, question) for question, address in away]))


def _named(w: SheetComposer, record: Record, printed: set[str]) -> Iterator[Block]:
    """Where the record is named: quotes of it and about it, dates, other sheets."""
    named = w.library.named_by.get(record.address, [])
    about = say("sheet.said-about", who=sections.who(record))
    for key, title in (("speaker", say("sheet.own-words")), ("about", about)):
        if found := sections.quotes_in_order([r for k, r in named if k == key]):
            yield w.heading(2, title)
            yield from w.quotations(found)
    if dates := sections.dates(w.library, {record.address}):
        yield w.heading(2, say("sheet.timeline"))
        yield w.timeline(dates)
    mentions = sections.elsewhere(w.library, record, printed)
    if mentions:
        yield w.heading(2, say("sheet.elsewhere"))
    for label, found_ in mentions:
        if label:
            yield Paragraph(Strong(label))
        yield w.mentions(found_) if label else w.lines(found_)


def _rests(w: SheetComposer, record: Record) -> Iterator[Block]:
    """What rests on a source, record by record; dates and quotes apart."""
    live = [s for s in w.library.rests_on.get(record.address, []) if s.status != "retracted"]
    homes: dict[str, list[Statement]] = {}
    for statement in live:
        if not isinstance(statement, Wording):
            homes.setdefault(statement.record, []).append(statement)
    order = {kind.plural: kind.order for kind in register().values()}
    records = [w.library.records[address] for address in homes]
    records.sort(key=lambda r: (order[r.kind.plural], r.name.casefold(), r.id))
    yield w.heading(2, say("source.rests"))
    if live:
        sheets = len({s.record for s in live})
        counts = counted(len(live), "statement"), counted(sheets, "sheet")
        yield Paragraph(say("source.tally", statements=counts[0], sheets=counts[1]))
        found = [(r, homes[r.address]) for r in records if not r.kind.is_statement]
        yield from w.by_record(found)
    else:
        yield Paragraph(say("source.nothing-rests"))
    dates = [homes[r.address][0] for r in records if r.kind.is_statement]
    if dates:
        yield w.heading(2, say("source.dates"))
        yield w.timeline(sorted(dates, key=sections.when))
    quotes = [(w.library.records[s.record], s) for s in live if isinstance(s, Wording)]
    if quotes:
        yield w.heading(2, say("source.quotes"))
        yield from w.quotations(quotes)
