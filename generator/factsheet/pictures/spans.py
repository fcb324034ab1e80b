"""Dates as elements: a `<time>` with its words, and its first and last day for machines."""

from datetime import timedelta

from factsheet.document import Element
from factsheet.language import date_words, remembered
from factsheet.values import Instant, When


@remembered(50_000)  # a date stands on several pages: one per cent of a build
def element(when: When, event: bool = False, text: str = "") -> Element:
    """`when` as a `<time>` with its words, or with `text` instead."""
    start, end = when.start or when.end, when.end if when.start else None
    assert start
    ranged = end is not None and not exact(when) and (not when.single or not _value(start))
    first, last = start.first.isoformat(), (end or start).last.isoformat()
    value = first if ranged else _value(start) or first
    until = (("data-until", last),) if ranged else ()
    attributes = (("class", "fs-date"), ("datetime", value), *until)
    return Element("time", attributes, text or date_words(when, event))


def exact(when: When) -> bool:
    """True for one day that is certain."""
    start, end = when.start, when.end
    if not start or not end or start.mark or end.mark:
        return False
    return when.earliest == when.latest


def _value(instant: Instant) -> str:
    """The instant as HTML writes it: a day, a month or a year; empty for a decade."""
    first, last = instant.first, instant.last
    if first == last:
        return first.isoformat()
    if last - first > timedelta(days=366):
        return ""
    return first.isoformat()[: 7 if first.month == last.month else 4]
