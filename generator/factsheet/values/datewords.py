"""Dates in words that a reader understands."""

from factsheet.values.dates import Instant, When
from factsheet.values.days import MONTHS, day_words


def words(when: When, event: bool = False) -> str:
    """`when` in words: an event "between 7 and 8 December 2024", a state "7 to 8 December 2024"."""
    start, end = when.start, when.end
    if start and end:
        if when.single:
            return start.text()
        left, right = span_words(start, end)
        return f"between {left} and {right}" if event or when.one_of else f"{left} to {right}"
    if end:
        if not event:
            return f"until {end.text()}"
        return f"by {end.text()}" if end.mark else f"{_at(end)} or before {end.text()}"
    assert start
    if event:
        return f"from {start.text()} on" if start.mark else f"{_at(start)} or after {start.text()}"
    return f"since {start.text()}" if when.open_end else f"from {start.text()}, end not known"


def at_words(when: When) -> str:
    """A single date with its preposition: "on 7 December 2024", "in December 2024"."""
    assert when.start
    return when.start.text() if when.start.mark else f"{_at(when.start)} {when.start.text()}"


def _at(instant: Instant) -> str:
    return "on" if instant.first == instant.last else "in"


def span_words(start: Instant, end: Instant) -> tuple[str, str]:
    """The two ends of a span; what they share is said once: ("7", "8 December 2024")."""
    if start.time and end.time and not start.mark and not end.mark:
        return _clocked(start, end)
    if start.mark or end.mark or start.time or end.time:
        return start.text(), end.text()
    first, last = start.first, end.first
    month = MONTHS[first.month - 1]
    if start.first != start.last or end.first != end.last:
        months = _is_month(start) and _is_month(end) and first.year == last.year
        return month if months else start.words, end.words
    if (first.year, first.month) == (last.year, last.month):
        return str(first.day), end.words
    return f"{first.day} {month}" if first.year == last.year else start.words, end.words


def _is_month(instant: Instant) -> bool:
    """Whether a whole month is meant, not a day, a year or a decade."""
    first, last = instant.first, instant.last
    return first != last and (first.year, first.month) == (last.year, last.month)


def _clocked(start: Instant, end: Instant) -> tuple[str, str]:
    """The two ends of a span of hours; a day, a year and a clock that they share are said once."""
    first, last = day_words(start.first), day_words(end.first)
    same = start.clock == end.clock
    left, right = (i.time if same else f"{i.time} {i.clock}" for i in (start, end))
    whose = f", {start.clock}" if same else ""
    if same and end.time == "00:00" and (end.first - start.first).days == 1:
        return f"{left} on {first}", f"midnight{whose}"
    if first == last:
        return left, f"{right} on {last}{whose}"
    if start.first.year == end.first.year:
        first = first.rpartition(" ")[0]
    return f"{left} on {first}", f"{right} on {last}{whose}"
