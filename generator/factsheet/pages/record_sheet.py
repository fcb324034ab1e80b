"""The sheet of a record, from its title to what was withdrawn."""

from collections.abc import Iterator

from factsheet.document import Block, List, Paragraph
from factsheet.evidence import Library
from factsheet.language import checked_words, counted, date_words, say, tell
from factsheet.pages import chapters, citations, sections, source_sheet
from factsheet.pages.lists import Chapter
from factsheet.pages.sheet_composer import SheetComposer
from factsheet.reading import Record
from factsheet.values import Wording


def description(library: Library, record: Record) -> str:
    """The page in a line, for search engines and previews of links."""
    checked = checked_words(record.checked)
    if gone := record.taken_down:
        return say("taken-down.about", day=date_words(gone.on))
    if withdrawn := library.withdrawn(record.address):
        said = say("sheet.of-withdrawn", day=date_words(withdrawn.on))
        return say("sheet.about", who=record.name, what=said)
    if record.kind.is_source:
        rests = len(library.rests_on.get(record.address, []))
        said = say("sheet.of-source", rests=counted(rests, "statement"), checked=checked)
        return say("sheet.about", who=record.name, what=said)
    live = [s for s in record.statements.values() if s.status != "retracted"]
    cited = len({r.source for s in live for r in library.standing(s)})
    if not live:
        return say("sheet.about", who=record.name, what=checked)
    facts, sources = counted(len(live), "statement"), counted(cited, "source")
    said = say("sheet.of-record", statements=facts, sources=sources, checked=checked)
    return say("sheet.about", who=record.name, what=said)


def blocks(page: SheetComposer, record: Record) -> Iterator[Block | Chapter]:
    """What stands on the sheet of a record, its lists as chapters."""
    page.anchors = record.anchors | page.left_ids(record.address)
    yield page.heading(1, record.name)
    if removed := page.library.removed(record.address):
        yield Paragraph(page.removal(removed))
        yield from page.left(record.address)
        return
    yield from _present(page, record)
    yield from page.left(record.address)


def _present(page: SheetComposer, record: Record) -> Iterator[Block | Chapter]:
    """What stands below the title of a record."""
    parts, said = sections.parts(page.library, record), sections.said(page.library, record)
    printed = {a for part in parts for a in part.shown}
    printed |= {s.address for _, found in said.values() for s in found}
    if record.lead:
        yield Paragraph(page.line(record.lead))
    yield from _head(page, record, parts)
    glance = sections.glance(record)
    labels = list(dict.fromkeys(label for label, _ in glance))
    title = labels[0] if len(labels) == 1 else say("sheet.glance")
    late = len(labels) == 1 and any(part.section.names for part in parts)
    own = [chapters.properties(page.library, "glance", title, record, glance)] if glance else []
    if not late:
        yield from own
    for part in parts:
        yield from chapters.part(page, record, part)
    if late:
        yield from own
    for how, (question, found) in said.items():
        yield chapters.lines(page.library, how, question, found)
    live = [s for s in record.of("facts") if s.status != "retracted"]
    if facts := [s for s in live if s.address not in printed]:
        yield chapters.lines(page.library, "reported", say("sheet.reported"), facts)
    yield from chapters.disputes(page.library, record)
    yield from _named(page, record, printed)
    gone = [s for s in record.statements.values() if s.status == "retracted"]
    if withdrawn := [s for s in gone if not s.taken_down]:
        yield chapters.lines(page.library, "withdrawn", say("sheet.withdrawn"), withdrawn)
    if removed := [s for s in gone if s.taken_down]:
        yield chapters.lines(page.library, "removed", say("taken-down.title"), removed)
    if record.kind.is_source:
        yield source_sheet.rests(page, record)


def _head(
    page: SheetComposer, record: Record, parts: list[sections.Part]
) -> Iterator[Block | Chapter]:
    """Under the title: a line on the record; what a source is; an event or a quote itself."""
    if record.kind.is_source:
        yield from source_sheet.head(page, record)
    else:
        yield Paragraph(page.headline(record, parts))
        yield from page.card(record)
    if record.kind.is_statement:
        for s in record.of(""):
            if s.status != "retracted":
                yield Paragraph(page.event(s))
    if record.kind.has_wordings:
        yield from _wordings(page, record)


def _wordings(page: SheetComposer, record: Record) -> Iterator[Block | Chapter]:
    """A quote: its preferred wording, the others, and what it is about."""
    live = [s for s in record.of("wordings") if isinstance(s, Wording) and s.status != "retracted"]
    for wording in live:
        if wording.preferred:
            yield from page.wording(wording)
    if note := record.labels.get("note"):
        yield Paragraph(note)
    if others := [wording for wording in live if not wording.preferred]:
        yield chapters.wordings(record, say("quote.others"), others)
    if about := record.labels.get("about"):
        yield Paragraph(tell("quote.about", what=page.links(about)))
    if rows := citations.own_labels(record, page.value):
        yield List(tuple([page.labelled(label, value) for label, value in rows]))


def _named(page: SheetComposer, record: Record, printed: set[str]) -> Iterator[Chapter]:
    """Where the record is named: quotes of it and about it, dates, other sheets."""
    library = page.library
    named = library.named_by.get(record.address, [])
    about = say("sheet.said-about", who=sections.who(record))
    for key, title in (("speaker", say("sheet.own-words")), ("about", about)):
        if found := sections.quotes_in_order([r for k, r in named if k == key]):
            wordings = [wording for _, wording in found]
            yield chapters.quotations(library, f"quotes-{key}", title, wordings)
    if dates := sections.dates(library, {record.address}):
        yield chapters.timeline(library, "timeline", say("sheet.timeline"), dates)
    if mentions := sections.elsewhere(library, record, printed):
        yield chapters.mentions(library, say("sheet.elsewhere"), mentions)
