"""Dates in words that a reader understands."""

import re
from datetime import date

from factsheet.language.catalogue import say
from factsheet.language.speech import now, remembered
from factsheet.values import Instant, When, parse

UNITS = ("time", "day", "month", "year", "decade")
WITHIN = UNITS[1:4]  # in which a page can tell an end that has no date of its own
LONG = 366  # days of a span whose ends are told without their days
_DAYS = re.compile(r"(\d{4}-\d\d)-\d\d(T[\d:]+(Z|[+-][\d:]+))?")
_MARKS = {"~": "date.around", "?": "date.possibly", "%": "date.possibly-around"}


@remembered(8192)  # each stands in several places: 2 to 7 per cent of a build
def date_words(when: When, event: bool = False) -> str:
    """`when` in words: an event "between 7 and 8 December 2024", a state "7 to 8 December 2024"."""
    start, end = when.start, when.end
    if start and end:
        if when.single:
            return instant_words(start)
        if said := _within(start, end, event or when.one_of):
            return said
        first, last = _ends(start, end)
        key = "date.between" if event or when.one_of else "date.from-to"
        days = _form(start) == _form(end) == "day" and not start.time and not end.time
        return say(f"{key}.{'day' if days else 'longer'}", first=first, last=last)
    if end:
        return dated("date.before" if event else "date.until", end)
    assert start
    if event:
        return dated("date.after", start)
    return dated("date.since" if when.open_end else "date.from", start)


def _within(start: Instant, end: Instant, event: bool) -> str:
    """A span of which one end lies in the other, of which only day, month or year is known.

    "Between 6 March 2025 and the end of that month"; empty for all others.
    """
    kinds = UNITS.index(_unit(start)), UNITS.index(_unit(end))
    coarse, fine = (end, start) if kinds[0] < kinds[1] else (start, end)
    apart = kinds[0] == kinds[1] or not coarse.first <= fine.first <= coarse.last
    if apart or start.mark or end.mark or coarse.precision not in WITHIN:
        return ""
    if coarse is end:
        key = "date.later" if event else "date.to-later"
    else:
        key = "date.earlier" if event else "date.from-earlier"
    said = instant_words(fine)
    return say(f"{key}.{coarse.precision}", **{"first" if coarse is end else "last": said})


def _unit(instant: Instant) -> str:
    return "time" if instant.time else instant.precision


@remembered(8192)
def span_words(when: When) -> str:
    """A span in few words: one of more than a year without its days."""
    start, end = when.start, when.end
    if start and end and (end.last - start.first).days > LONG:
        return date_words(parse(_DAYS.sub(r"\1", when.edtf)))
    return date_words(when)


def dated(key: str, instant: Instant) -> str:
    """A date in a message that has a form for a day, a longer time and one that has a qualifier."""
    return say(f"{key}.{_form(instant)}", date=instant_words(instant))


def _form(instant: Instant) -> str:
    return "marked" if instant.mark else "day" if instant.precision == "day" else "longer"


def instant_words(instant: Instant) -> str:
    """One date with its qualifier: "around 2017", "7 December 2024, 23:20 GMT"."""
    if instant.mark:
        return say(_MARKS[instant.mark], date=_plain(instant))
    return _plain(instant)


def _plain(instant: Instant) -> str:
    if instant.time:
        day, clock = day_words(instant.first), _clock(instant)
        return say("date.time", day=day, time=_digits(instant.time), clock=clock)
    if instant.precision in ("day", "month"):
        return _PRINTED[instant.precision](instant.first)
    return say(f"date.{instant.precision}", year=_digits(str(instant.first.year)))


@remembered(8192)  # days of checks and sources: one per cent of a build
def day_words(on: date) -> str:
    """`7 December 2024`."""
    from babel.dates import format_date

    return _digits(_first(on, format_date(on, "long", locale=now().locale)))


@remembered(8192)
def month_words(on: date) -> str:
    """The month of a day: `December 2024`."""
    return _skeleton("yMMMM", on)


def month_name(month: int) -> str:
    """The name of a month as it stands alone: `December`."""
    name: str = now().locale.months["stand-alone"]["wide"][month]
    return name


def _skeleton(parts: str, on: date) -> str:
    from babel.dates import format_skeleton

    return _digits(_first(on, format_skeleton(parts, on, locale=now().locale)))


def _first(on: date, words: str) -> str:
    """The first of a month as the language writes it: `1er décembre`."""
    return re.sub(r"(?<!\d)1(?!\d)", say("day.first"), words, count=1) if on.day == 1 else words


def _digits(text: str) -> str:
    return now().in_digits(text)


_PRINTED = {"day": day_words, "month": month_words}


def _clock(instant: Instant) -> str:
    """Whose clock it is: `GMT`, `local time (UTC+3)`, `local time (UTC+5:30)`."""
    if instant.zone == "Z":
        return say("clock.gmt")
    sign, hours, minutes = instant.zone[0], int(instant.zone[1:3]), instant.zone[4:]
    ahead = f"{sign}{hours}" if minutes == "00" else f"{sign}{hours}:{minutes}"
    return say("clock.local", ahead=_digits(ahead))


def _ends(start: Instant, end: Instant) -> tuple[str, str]:
    """The two ends of a span; what they share is said once: ("7", "8 December 2024")."""
    if start.time and end.time and not start.mark and not end.mark:
        return _hours(start, end)
    first, last, precision = start.first, end.first, start.precision
    left, exact = instant_words(start), not (start.mark or end.mark or start.time or end.time)
    if exact and precision == end.precision and first.year == last.year:
        if precision == "month":
            left = month_name(first.month)
        elif precision == "day" and first.month != last.month:
            left = _skeleton("MMMMd", first)
        elif precision == "day":
            day = say("day.first") if first.day == 1 else str(first.day)
            left = say("date.day.alone", day=_digits(day))
    return left, instant_words(end)


def _hours(start: Instant, end: Instant) -> tuple[str, str]:
    """The two ends of a span of hours; a day, a year and a clock that they share are said once."""
    first, last, same = start.first, end.first, start.zone == end.zone
    day, clock = day_words(first), _clock(end)
    if same and end.time == "00:00" and (last - first).days == 1:
        return say("hour.day", time=_digits(start.time), day=day), say("hour.midnight", clock=clock)
    if first.year == last.year:
        day = _skeleton("MMMMd", first)
    left = "hour.day" if same else "hour.clock.day"
    if first == last:
        left = "hour" if same else "hour.clock"
    right = "hour.day.clock" if same else "hour.clock.day"
    until = say(right, time=_digits(end.time), clock=clock, day=day_words(last))
    return say(left, time=_digits(start.time), clock=_clock(start), day=day), until
