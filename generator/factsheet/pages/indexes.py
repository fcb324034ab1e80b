"""What stands on the index of a kind: all its records, as one list."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby

from factsheet.document import Block, Element, Paragraph, span
from factsheet.kinds import Kind
from factsheet.language import order, say
from factsheet.pages import sections, source_sheet
from factsheet.pages.chapters import quotation, records, timeline
from factsheet.pages.grouping import Entry, Group, by_day, by_id, by_letter, by_period, by_stretch
from factsheet.pages.grouping import by_type
from factsheet.pages.lists import Chapter
from factsheet.pages.sheet_composer import SheetComposer, count
from factsheet.reading import Record
from factsheet.values import Wording


def blocks(page: SheetComposer, kind: Kind, found: list[Record]) -> Iterator[Block | Chapter]:
    """The title of an index, how long it is, and its list."""
    yield page.heading(1, kind.title)
    if kind.has_wordings:
        yield Paragraph(say("index.quotes"))
    if not found:
        yield Paragraph(say("index.empty"))
    elif kind.has_wordings:
        yield _speakers(page, found)
    elif kind.is_statement:
        yield from _timeline(page, count(kind, found))
    elif kind.is_source:
        yield Paragraph(say("index.sources", count=count(kind, found)))
        yield source_sheet.by_publisher("", "", found)
    else:
        yield Paragraph(count(kind, found))
        yield records("", "", found, by_type)


def _timeline(page: SheetComposer, many: str) -> Iterator[Block | Chapter]:
    """Turning points with their sources, then all else, folded; without any, all by periods.

    What is folded leads to the sheets of the dates, where the sources stand.
    """
    dates = sections.dates(page.library, set())
    turning = sections.turning(page.library, dates)
    rest = [s for s in dates if s not in turning]
    listed = timeline(page.library, "", "", rest, cited=not turning)
    if not turning:
        yield Paragraph(say("index.timeline", count=many))
        yield from _calendar(page)
        yield replace(listed, always=True, folded=None)
        return
    yield Paragraph(say("index.timeline-turning", count=many))
    yield from _calendar(page)
    yield page.heading(2, say("timeline.turning"))
    yield page.timeline(turning)
    if rest:
        yield page.heading(2, say("timeline.rest"))
        days = partial(by_stretch, divide=by_day)
        yield replace(listed, ways=(by_day, *listed.ways), folded=days)


def _calendar(page: SheetComposer) -> Iterator[Block]:
    """The way to the dates as a calendar, which is no page: no engine knows of it."""
    if page.calendar:
        way = "../" * page.path.count("/") + page.calendar
        link = Element("a", (("href", way), ("type", "text/calendar")), say("calendar.link"))
        yield Paragraph(span("fs-meta", link))


def _speakers(page: SheetComposer, found: list[Record]) -> Chapter:
    """Quotes under the names of those who spoke."""
    library = page.library

    def entry(quote: Record, wording: Wording) -> Entry:
        speaker = library.records[quote.labels["speaker"].text]
        return quotation(wording, quote, speaker.name)._replace(label=speaker.address)

    def show(page: SheetComposer, group: Group, level: int) -> Iterator[Block]:
        for speaker, some in groupby(group.found, lambda one: one.label):
            yield page.heading(level, library.records[speaker].name)
            yield from page.quotations([one.thing for one in some])

    entries = [entry(quote, wording) for quote, wording in sections.quotes_in_order(found)]
    entries.sort(key=lambda one: (*order(one.name), one.label))
    return Chapter("", "", entries, show, (by_letter, by_period, by_id))
