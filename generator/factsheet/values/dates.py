"""Dates as sources give them: EDTF text in, earliest and latest bounds out.

The part of EDTF (ISO 8601-2) that facts need: `2024-12-07`, `2024-12`, `2024`, `201X`, the
qualifiers `~` (approximate), `?` (uncertain) and `%` (both), intervals `A/B`, open (`..`) and
unknown (empty) ends, one of a span `[A..B]`, and a time with its zone `2024-12-07T23:20Z`. Bounds
are days; an open or unknown end has no bound.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from factsheet.values import datehints

_DAY = 24 * 60  # minutes
_TIME = r"T(?P<hour>\d\d):(?P<minute>\d\d)(?P<zone>Z|[+-]\d\d:\d\d)"
_POINT = re.compile(
    rf"(?P<year>\d{{4}}|\d{{3}}X)(-(?P<month>\d\d)(-(?P<day>\d\d)({_TIME})?)?)?(?P<mark>[~?%])?",
    re.ASCII,
)
_YEAR = re.compile("[0-9]{3}[0-9X]")


class NotADate(ValueError):
    """A text that is no date: what is wrong, and what to type."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Instant:
    """One written date: its first and last possible day, and what was written beside it."""

    first: date
    last: date
    mark: str = ""  # its qualifier
    minute: int | None = None  # minutes from the start of `first` in GMT, when a time is given
    time: str = ""  # the hands of the clock: `23:20`
    zone: str = ""  # and whose clock it is: `Z`, `+03:00`

    @property
    def precision(self) -> str:
        """How much of it is written: `decade`, `year`, `month` or `day`."""
        first, last = self.first, self.last
        if first == last:
            return "day"
        if first.year != last.year:
            return "decade"
        return "month" if first.month == last.month else "year"

    @property
    def moments(self) -> tuple[int, int]:
        """Its first and last minute, counted in GMT from the start of the calendar."""
        if self.minute is None:
            return self.first.toordinal() * _DAY, self.last.toordinal() * _DAY + _DAY - 1
        moment = self.first.toordinal() * _DAY + self.minute
        return moment, moment


@dataclass(frozen=True, slots=True)
class When:
    """A date, whose `start` and `end` are one object, or an interval; None is open or unknown."""

    edtf: str
    start: Instant | None
    end: Instant | None
    one_of: bool = False  # some day between the two, not all of them
    open_end: bool = False  # written `..`: still so, as far as known

    def __hash__(self) -> int:
        return hash(self.edtf)

    @property
    def single(self) -> bool:
        """Whether it is one date, not an interval."""
        return self.start is self.end

    @property
    def earliest(self) -> date | None:
        """First day it can have held or happened; None when the start is not known."""
        return self.start.first if self.start else None

    @property
    def latest(self) -> date | None:
        """Last day it can have held or happened; None when the end is open or not known."""
        return self.end.last if self.end else None

    @property
    def bounds(self) -> tuple[int, int]:
        """First and last minute, whatever the clocks; what has no start counts from its end."""
        first = self.start or self.end
        assert first
        last = self.end.moments[1] if self.end else date.max.toordinal() * _DAY
        return first.moments[0], last

    def sort_key(self) -> tuple[int, int, str]:
        """Order by bounds, then by what was written: an exact day before one only near it."""
        return (*self.bounds, self.edtf)


@lru_cache(maxsize=8192)  # most dates stand in many facts: four of five need no reading
def parse(text: str) -> When:
    """The date that `text` writes. Raises NotADate with a sentence for the editor."""
    if match := re.fullmatch(r"\[(.+?)\.\.(.+)\]", text):
        first, last = _instant(match[1]), _instant(match[2])
        _forward(first, last)
        return When(text, first, last, one_of=True)
    if "/" in text:
        return _interval(text)
    instant = _instant(text)
    return When(text, instant, instant)


def _interval(text: str) -> When:
    """`A/B`, of which one end may be open or unknown."""
    left, _, right = text.partition("/")
    dated = any(end in ("", "..") or _YEAR.match(end) for end in (left, right))
    if not dated or datehints.readings(text):
        raise NotADate(*datehints.hint(text))  # 12/07/2024
    start = None if left in ("", "..") else _instant(left)
    end = None if right in ("", "..") else _instant(right)
    if not start and not end:
        hint = "write 2024-12-07/.. or ../2024-12-07"
        raise NotADate("an interval needs a start or an end", hint)
    if start and end:
        _forward(start, end)
        end = start if start == end else end
    return When(text, start, end, open_end=right == "..")


def _forward(start: Instant, end: Instant) -> None:
    """Refuse an interval that runs backwards; two times are compared by GMT, all else by day."""
    timed = start.minute is not None and end.minute is not None
    if start.moments[0] > end.moments[1] if timed else start.first > end.last:
        raise NotADate("the interval ends before it starts", "write the earlier date first")


def _instant(text: str) -> Instant:
    match = _POINT.fullmatch(text)
    if not match:
        raise NotADate(*datehints.hint(text))
    mark = match["mark"] or ""
    if match["year"].endswith("X"):
        decade = int(match["year"][:3]) * 10
        if match["month"] or not decade:
            raise NotADate(f'"{text}" is not a decade', "write 201X")
        return Instant(date(decade, 1, 1), date(decade + 9, 12, 31), mark)
    year, month, day = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    if not year:
        raise NotADate("there is no year 0000", datehints.GENERAL)
    if match["month"] and not 1 <= month <= 12:
        found = datehints.readings(text)
        hint = f"did you mean {found[0]}?" if found else "months are 01 to 12"
        raise NotADate(f"there is no month {match['month']}", hint)
    if not month:
        return Instant(date(year, 1, 1), date(year, 12, 31), mark)
    length = monthrange(year, month)[1]
    if not match["day"]:
        return Instant(date(year, month, 1), date(year, month, length), mark)
    if not 1 <= day <= length:
        hint = f"write {year:04}-{month:02} when the day is not sure"
        raise NotADate(f"{datehints.MONTHS[month - 1]} {year} has {length} days", hint)
    on = date(year, month, day)
    if match["hour"] is None:
        return Instant(on, on, mark)
    time = f"{match['hour']}:{match['minute']}"
    return Instant(on, on, mark, _minute(match), time, match["zone"])


def _minute(match: re.Match[str]) -> int:
    """The minutes in GMT of a time of day."""
    hour, minute, zone = match["hour"], match["minute"], match["zone"]
    if int(hour) > 23 or int(minute) > 59:
        hint = "hours are 00 to 23, minutes 00 to 59"
        raise NotADate(f"there is no time {hour}:{minute}", hint)
    minutes = int(hour) * 60 + int(minute)
    if zone == "Z":
        return minutes
    sign, ahead, past = zone[0], int(zone[1:3]), int(zone[4:])
    if ahead > 14 or past > 59:
        raise NotADate(f"there is no time zone {zone}", "write Z for GMT, or +03:00")
    return minutes - (ahead * 60 + past) * (-1 if sign == "-" else 1)
