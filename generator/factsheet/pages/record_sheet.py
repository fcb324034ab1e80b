"""The sheet of a record, from its title to what was withdrawn."""

from collections.abc import Iterator

from factsheet.document import Block, Link, List, Paragraph, span, whole
from factsheet.evidence import Library, nearby
from factsheet.language import checked_words, counted, date_words, say, tell
from factsheet.pages import chapters, citations, sections, source_sheet
from factsheet.pages.card import card
from factsheet.pages.grouping import by_stretch
from factsheet.pages.lists import Chapter
from factsheet.pages.sheet_composer import SheetComposer
from factsheet.reading import Record
from factsheet.values import Wording, capital


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
    """What stands below the title of a record, each statement once: here, or where it leads."""
    yield from _lead(page, record)
    if record.kind.is_source:
        yield from source_sheet.head(page, record)
    for dispute in record.disputes.values():
        versions = sections.versions(page.library, dispute)
        page.standing.take(versions, Link(dispute.question, page.way(dispute)))
    yield from card(page, record)
    if record.kind.has_wordings:
        yield from _wordings(page, record)
    yield from _told(page, record)
    yield from _named(page, record)
    gone = [s for s in record.statements.values() if s.status == "retracted"]
    gone = [s for s in gone if s not in page.standing]
    withdrawn = [s for s in gone if not s.taken_down]
    yield from chapters.lines(page, "withdrawn", say("sheet.withdrawn"), withdrawn)
    removed = [s for s in gone if s.taken_down]
    yield from chapters.lines(page, "removed", say("taken-down.title"), removed)
    if record.kind.is_source:
        yield source_sheet.rests(page, record)
    else:
        yield Paragraph(page.foot(record))


def _lead(page: SheetComposer, record: Record) -> Iterator[Block]:
    """What the record is: its lead, and what an event says itself; else its type."""
    if record.lead:
        page.standing.take([record.lead])
        yield Paragraph(span("fs-lead", page.line(record.lead)))
    found = [s for s in record.of("") if s.status != "retracted"]
    for event in found:
        yield Paragraph(page.event(event))
    type_: str = record.labels.get("type", "")
    if type_ and not (record.lead or found or record.kind.is_source):
        yield Paragraph(span("fs-lead", say("sentence", what=capital(type_))))


def _told(page: SheetComposer, record: Record) -> Iterator[Chapter]:
    """What is known of the record: its properties, what it says itself, its facts, disputes."""
    glance, parts = sections.glance(record), sections.parts(page.library, record)
    labels = list(dict.fromkeys(label for label, _ in glance))
    title = labels[0] if len(labels) == 1 else say("sheet.glance")
    late = len(labels) == 1 and any(part.section.names for part in parts)
    if not late:
        yield from chapters.properties(page, "glance", title, glance)
    for part in parts:
        yield from chapters.part(page, record, part)
    if late:
        yield from chapters.properties(page, "glance", title, glance)
    facts = [s for s in record.of("facts") if s.status != "retracted"]
    own = [s for s in facts if not s.asserted_by]
    yield from chapters.lines(page, "reported", say("sheet.reported"), own)
    for how, (question, found) in sections.said(page.library, record).items():
        yield from chapters.lines(page, how, question, found)
    others = say("sheet.others", who=sections.who(record))
    theirs = [s for s in facts if s.asserted_by]
    yield from chapters.lines(page, "others", others, theirs, by_stretch)
    yield from chapters.disputes(page.library, record)


def _wordings(page: SheetComposer, record: Record) -> Iterator[Block | Chapter]:
    """A quote: its preferred wording, the others, and what it is about."""
    live = [s for s in record.of("wordings") if isinstance(s, Wording) and s.status != "retracted"]
    for wording in live:
        if wording.preferred:
            yield from page.wording(wording)
    if note := record.labels.get("note"):
        yield Paragraph(whole(note))
    if others := [wording for wording in live if not wording.preferred]:
        yield chapters.wordings(record, say("quote.others"), others)
    if about := record.labels.get("about"):
        yield Paragraph(tell("quote.about", what=page.links(about)))
    if rows := citations.own_labels(record, page.value):
        yield List(tuple([page.labelled(label, value) for label, value in rows]))


def _named(page: SheetComposer, record: Record) -> Iterator[Chapter]:
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
    if near := nearby.around(library).get(record.address):
        events = [library.statements[address] for address in near]
        yield chapters.timeline(library, "around", say("sheet.around"), events, cited=False)
    mentions = sections.elsewhere(library, record)
    if left := [one for one in mentions if one[1] not in page.standing]:
        yield chapters.mentions(library, say("sheet.elsewhere"), left)
