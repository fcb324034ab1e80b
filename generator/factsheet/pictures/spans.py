"""Dates as HTML: a `<time>` element with its words, and a small drawing of the span where the day is not known exactly.

The drawing is a line of ticks (days, months, years …) with the span as a block above it. What is only
approximate is a dashed outline, an end that is not known a dashed tail, and what still lasts ends in an arrow. It says
nothing that the words do not say, so readers of a screen reader are spared it.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from markupsafe import Markup

from factsheet.document import encode
from factsheet.values import Instant, When, words

MOST_DAYS = 62  # a longer span is drawn by months, then by years, decades, centuries
_SCALES: tuple[Callable[[date], int], ...] = (
    date.toordinal,
    lambda day: day.year * 12 + day.month,
    lambda day: day.year,
    lambda day: day.year // 10,
    lambda day: day.year // 100,
)


@lru_cache(maxsize=50_000)
def element(when: When, event: bool = False, text: str = "") -> Markup:
    """`when` as a `<time>` with its words (or `text`), and its drawing; the drawing is left out where `text` is given."""
    start, end = when.start or when.end, when.end if when.start else None
    assert start
    until = (end or start).last
    ranged = end is not None and not exact(when) and (not when.single or not _value(start))
    value = start.first.isoformat() if ranged else _value(start) or start.first.isoformat()
    until_ = f' data-until="{until.isoformat()}"' if ranged else ""
    out = Markup(
        f'<time class="fs-date" datetime="{value}"{until_}>{encode(text or words(when, event))}</time>'
    )
    return out if text else out + drawing(when)


def exact(when: When) -> bool:
    """True for one day that is certain."""
    return bool(
        when.start
        and when.end
        and when.earliest == when.latest
        and not (when.start.mark or when.end.mark)
    )


def _value(instant: Instant) -> str:
    """The instant as HTML writes it: a day, a month or a year; empty for a decade."""
    first, last = instant.first, instant.last
    if first == last:
        return first.isoformat()
    if last - first > timedelta(days=366):
        return ""
    return first.isoformat()[: 7 if first.month == last.month else 4]


def drawing(when: When) -> Markup:
    """The span as an inline SVG; nothing for an exact day."""
    if exact(when):
        return Markup("")
    place = _scale(when)
    start, end = when.start or when.end, when.end or when.start
    assert start and end
    before, after = (
        (1 if when.start and when.start.mark else 0),
        (1 if when.end and when.end.mark else 0),
    )
    low, high = place(start.first) - before, place(end.last) + after + 1
    margin, step = 3, 2 if high - low > 20 else 3 if place is _SCALES[0] else 4
    width = (high - low + 2 * margin) * step

    def at(unit: int) -> int:
        return (unit - low + margin) * step

    dashed, solid_low, solid_high = f"M0 8h{width}", low, high
    if before:
        solid_low = high if when.single else min(place(start.last) + 1, high)
        dashed += _box(at(low), at(solid_low))
    if after:
        solid_high = max(place(end.first), solid_low)
        dashed += "" if when.single else _box(at(solid_high), at(high))
    dashed += "" if when.start else f"M0 3h{at(low)}"
    dashed += "" if when.end or when.open_end else f"M{at(high)} 3H{width}"
    block = (
        f'<path stroke-width="5" d="M{at(solid_low)} 3H{at(solid_high)}"/>'
        if solid_low < solid_high
        else ""
    )
    arrow = (
        f'<path d="M{at(high)} 3H{width - 1}m-3-3l3 3-3 3"/>'
        if when.open_end and not when.end
        else ""
    )
    return Markup(
        f'<svg class="fs-range" viewBox="0 0 {width} 9" width="{width}" height="9" fill="none" stroke="currentColor" aria-hidden="true">'
        f'<path stroke-dasharray="{step - 1} 1" d="{dashed}"/>{block}{arrow}</svg>'
    )


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
