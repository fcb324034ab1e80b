"""Dates as elements: a `<time>` with its words, and a small drawing where the day is not exact.

The drawing is a line of ticks (days, months, years …) with the span as a block above it. What is
only approximate is a dashed outline, an end that is not known a dashed tail, and what still lasts
ends in an arrow. It says nothing that the words do not say: readers of a screen reader are spared.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from factsheet.document import Content, Element
from factsheet.language import date_words
from factsheet.values import Instant, When

MOST_DAYS = 62  # a longer span is drawn by months, then by years, decades, centuries
MARGIN = 3  # ticks beside the span
LINES = (("fill", "none"), ("stroke", "currentColor"), ("aria-hidden", "true"))
_SCALES: tuple[Callable[[date], int], ...] = (
    date.toordinal,
    lambda day: day.year * 12 + day.month,
    lambda day: day.year,
    lambda day: day.year // 10,
    lambda day: day.year // 100,
)


@lru_cache(maxsize=50_000)  # a date stands on several pages: one per cent of a build
def element(when: When, event: bool = False, text: str = "") -> Content:
    """`when` as a `<time>` with its words and its drawing; with `text` that alone, undrawn."""
    start, end = when.start or when.end, when.end if when.start else None
    assert start
    ranged = end is not None and not exact(when) and (not when.single or not _value(start))
    first, last = start.first.isoformat(), (end or start).last.isoformat()
    value = first if ranged else _value(start) or first
    until = (("data-until", last),) if ranged else ()
    attributes = (("class", "fs-date"), ("datetime", value), *until)
    time = Element("time", attributes, text or date_words(when, event))
    return time if text or exact(when) else (time, drawing(when))


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


def drawing(when: When) -> Content:
    """The span as an inline SVG; nothing for an exact day."""
    if exact(when):
        return ()
    place = _scale(when)
    start, end = when.start or when.end, when.end or when.start
    assert start and end
    before, after = bool(when.start and when.start.mark), bool(when.end and when.end.mark)
    low, high = place(start.first) - before, place(end.last) + after + 1
    step = 2 if high - low > 20 else 3 if place is _SCALES[0] else 4
    width = (high - low + 2 * MARGIN) * step

    def at(unit: int) -> int:
        return (unit - low + MARGIN) * step

    dashed, solid_low, solid_high = f"M0 8h{width}", low, high
    if before:
        solid_low = high if when.single else min(place(start.last) + 1, high)
        dashed += _box(at(low), at(solid_low))
    if after:
        solid_high = max(place(end.first), solid_low)
        dashed += "" if when.single else _box(at(solid_high), at(high))
    dashed += "" if when.start else f"M0 3h{at(low)}"
    dashed += "" if when.end or when.open_end else f"M{at(high)} 3H{width}"
    paths = [_path(("stroke-dasharray", f"{step - 1} 1"), d=dashed)]
    if solid_low < solid_high:
        paths.append(_path(("stroke-width", "5"), d=f"M{at(solid_low)} 3H{at(solid_high)}"))
    if when.open_end and not when.end:
        paths.append(_path(d=f"M{at(high)} 3H{width - 1}m-3-3l3 3-3 3"))
    box = ("viewBox", f"0 0 {width} 9"), ("width", str(width)), ("height", "9")
    return Element("svg", (("class", "fs-range"), *box, *LINES), tuple(paths))


def _path(*look: tuple[str, str], d: str) -> Element:
    return Element("path", (*look, ("d", d)))


def _box(left: int, right: int) -> str:
    return f"M{left} 1H{right}V5H{left}z"


def _scale(when: When) -> Callable[[date], int]:
    """The finest scale on which the span, or the one end that is known, is not too wide."""
    first, last = when.earliest, when.latest
    if first is None or last is None:
        known = when.start or when.end
        assert known
        first, last = known.first, known.last
    for scale, most in zip(_SCALES, (MOST_DAYS, 48, 48, 48), strict=False):
        if scale(last) - scale(first) < most:
            return scale
    return _SCALES[-1]
