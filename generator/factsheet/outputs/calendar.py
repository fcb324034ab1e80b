"""The events of the timeline as a calendar, `dates.ics`: to subscribe to, or to import.

A day is a day, a time a time in UTC; of what is not known to the day the title says so in words, as
the timeline does, and the calendar shows all days that it can have been. Nothing in it comes from a
clock.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from uuid import uuid5

from factsheet.evidence import Library
from factsheet.language import date_words, say
from factsheet.outputs import calendar_lines as lines
from factsheet.outputs.changes import SPACE, first_address
from factsheet.outputs.facts import Facts
from factsheet.outputs.site import CALENDAR
from factsheet.pages import plain
from factsheet.values import Statement, When

NEVER = date(1970, 1, 1)  # when an event was entered that says no day
TENTATIVE = ("claimed", "denied", "disputed")
Make = Callable[[], bytes]


def files(facts: Facts) -> Iterator[tuple[str, Make]]:
    """The calendar in each language, if there are events."""
    site = facts.site
    if any(True for _ in events(site.library)):
        for code in site.libraries:
            yield f"{site.folder(code)}{CALENDAR}", partial(calendar, facts, code)


def events(library: Library) -> Iterator[Statement]:
    """What each record of an event says: what happened, and when."""
    for kind in library.kinds.playing("event"):
        for record in library.of(kind.plural):
            statement = record.statements.get("")
            if statement and statement.when and not statement.taken_down:
                yield statement


def calendar(facts: Facts, code: str) -> bytes:
    """The calendar in a language."""
    site = facts.site
    with site.speaking(code) as library:
        name = str(site.settings.get("name", {}).get(code) or site.place.name)
        what = next(kind.title for kind in library.kinds.playing("event"))
        title = say("feed.title", who=name, what=what) if name else what
        out = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//factsheet//calendar//EN"]
        out += [lines.text("NAME", title), lines.text("X-WR-CALNAME", title)]
        for statement in sorted(events(library), key=lambda one: one.address):
            out += _event(facts, code, library, statement)
        return lines.joined([*out, "END:VCALENDAR"])


def _event(facts: Facts, code: str, library: Library, one: Statement) -> Iterator[str]:
    """An event."""
    site, when = facts.site, one.when
    assert when
    address = first_address(site.library, one.address)
    yield "BEGIN:VEVENT"
    yield lines.text("UID", str(uuid5(SPACE, address)))
    yield lines.midnight("DTSTAMP", _told(one))
    yield f"SEQUENCE:{len(one.changes)}"
    yield from _time(when)
    yield lines.text("SUMMARY", _title(library, one))
    yield lines.text("DESCRIPTION", _description(facts, code, library, one))
    if site.place.address:
        yield f"URL:{site.place.url(f'{site.folder(code)}{one.address}.md')}"
    yield f"STATUS:{_status(one)}"
    yield "TRANSP:TRANSPARENT"  # nobody is busy because of it
    yield "END:VEVENT"


def _told(one: Statement) -> date:
    """The day on which an event was entered or changed last."""
    found = [one.recorded, *(change.on for change in one.changes)]
    return max((when.earliest for when in found if when and when.earliest), default=NEVER)


def _time(when: When) -> Iterator[str]:
    """Its day or its time; of what is not known more exactly, from the first day to the last."""
    start, end = when.start or when.end, when.end or when.start
    assert start and end
    if start.minute is not None and end.minute is not None:
        yield lines.moment("DTSTART", start)
        if end.moments != start.moments:
            yield lines.moment("DTEND", end)
        return
    yield lines.day("DTSTART", start.first)
    if (next_day := lines.after(end.last)) > start.first:
        yield lines.day("DTEND", next_day)


def _exact(when: When) -> bool:
    """Whether it is one day, or one time, and certain."""
    start = when.start
    return when.single and start is not None and start.precision == "day" and not start.mark


def _title(library: Library, one: Statement) -> str:
    """What it is called; when, where the day is not certain; that it is planned, or in doubt."""
    title = str(library.records[one.record].name)
    if one.when and not _exact(one.when):
        title = say("calendar.when", what=title, when=date_words(one.when, event=True))
    if one.planned:
        title = say("calendar.planned", what=title)
    if one.status != "accepted":
        title = say("calendar.marked", mark=say(f"status.{one.status}"), what=title)
    return title


def _status(one: Statement) -> str:
    """The nearest that the standard has."""
    if one.status == "retracted":
        return "CANCELLED"
    return "TENTATIVE" if one.planned or one.status in TENTATIVE else "CONFIRMED"


def _description(facts: Facts, code: str, library: Library, one: Statement) -> str:
    """The sentence with who says so, how sure it is, and the sources."""
    told = [facts.sentence(code, one.address)]
    if one.status != "accepted":
        mark, meaning = (say(f"status.{one.status}{end}") for end in ("", ".meaning"))
        told.append(say("feed.status", mark=mark, meaning=meaning))
    told.append(str(one.note))
    references = facts.statement(one.address)["references"]
    found = dict.fromkeys(found["source"] for found in references if found["counts"])
    if found:
        sources = [plain.source(library.records[address]) for address in found]
        told += [say("labelled", what=say("page.sources")), *sources]
    return "\n".join(filter(None, told))
