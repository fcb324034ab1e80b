"""Dates as sources give them: EDTF text in, earliest and latest bounds inside, words a reader understands out.

The part of EDTF (ISO 8601-2) that facts need: `2024-12-07`, `2024-12`, `2024`, `201X`, the qualifiers `~` (approximate),
`?` (uncertain) and `%` (both), intervals `A/B`, open (`..`) and unknown (empty) ends, one of a span `[A..B]`, and a time
with its zone `2024-12-07T23:20Z`. Bounds are days; an open or unknown end has no bound.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from factsheet.values import datehints
from factsheet.values.datehints import MONTHS

_DAY = 24 * 60  # minutes
_POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X)(-(?P<month>\d\d)(-(?P<day>\d\d)(T(?P<hour>\d\d):(?P<minute>\d\d)(?P<zone>Z|[+-]\d\d:\d\d))?)?)?(?P<mark>[~?%])?",
    re.ASCII,
)


class NotADate(ValueError):
    """A text that is no date: what is wrong, and what to type."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


_YEAR = re.compile("[0-9]{3}[0-9X]")


@dataclass(frozen=True, slots=True)
class Instant:
    """One written date: its first and last possible day, and how it is written."""

    first: date
    last: date
    words: str
    mark: str = ""
    minute: int | None = None  # minutes from the start of `first` in GMT, when a time is given
    time: str = ""  # the hands of the clock: `23:20`
    clock: str = ""  # and whose clock it is: `GMT`, `local time (UTC+3)`

    @property
    def moments(self) -> tuple[int, int]:
        """Its first and last minute, counted in GMT from the start of the calendar."""
        if self.minute is None:
            return self.first.toordinal() * _DAY, self.last.toordinal() * _DAY + _DAY - 1
        moment = self.first.toordinal() * _DAY + self.minute
        return moment, moment

    def text(self) -> str:
        """Words with the qualifier: "around 2017", "possibly June 2016"."""
        return {"": "", "~": "around ", "?": "possibly ", "%": "possibly around "}[
            self.mark
        ] + self.words


@dataclass(frozen=True, slots=True)
class When:
    """A date or interval. `start` and `end` are None when open or unknown; for a single date they are the same object."""

    edtf: str
    start: Instant | None
    end: Instant | None
    one_of: bool = False  # some day between the two, not all of them
    open_end: bool = False  # written `..`: still so, as far as known

    def __hash__(self) -> int:
        return hash(self.edtf)

    @property
    def single(self) -> bool:
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
        """Order by bounds, and among equals by what was written: an exact day before one that is only near it."""
        return (*self.bounds, self.edtf)


@lru_cache(maxsize=8192)
def parse(text: str) -> When:
    """The date that `text` writes. Raises NotADate with a sentence for the editor."""
    if match := re.fullmatch(r"\[(.+?)\.\.(.+)\]", text):
        start, end = _instant(match[1]), _instant(match[2])
        _forward(start, end)
        return When(text, start, end, one_of=True)
    if "/" in text:
        left, _, right = text.partition("/")
        if datehints.readings(text) or not any(
            end in ("", "..") or _YEAR.match(end) for end in (left, right)
        ):
            raise NotADate(*datehints.hint(text))  # 12/07/2024
        start = None if left in ("", "..") else _instant(left)
        end = None if right in ("", "..") else _instant(right)
        if not start and not end:
            raise NotADate(
                "an interval needs a start or an end", "write 2024-12-07/.. or ../2024-12-07"
            )
        if start and end:
            _forward(start, end)
            end = start if start == end else end
        return When(text, start, end, open_end=right == "..")
    instant = _instant(text)
    return When(text, instant, instant)


def _forward(start: Instant, end: Instant) -> None:
    """Refuse an interval that runs backwards; two times of day are compared by GMT, all else by the day as written."""
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
        return Instant(date(decade, 1, 1), date(decade + 9, 12, 31), f"the {decade}s", mark)
    year, month, day = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    if not year:
        raise NotADate("there is no year 0000", datehints.GENERAL)
    if match["month"] and not 1 <= month <= 12:
        found = datehints.readings(text)
        raise NotADate(
            f"there is no month {match['month']}",
            f"did you mean {found[0]}?" if found else "months are 01 to 12",
        )
    if not month:
        return Instant(date(year, 1, 1), date(year, 12, 31), str(year), mark)
    length = monthrange(year, month)[1]
    if not match["day"]:
        return Instant(
            date(year, month, 1), date(year, month, length), f"{MONTHS[month - 1]} {year}", mark
        )
    if not 1 <= day <= length:
        raise NotADate(
            f"{MONTHS[month - 1]} {year} has {length} days",
            f"write {year:04}-{month:02} when the day is not sure",
        )
    on = date(year, month, day)
    if match["hour"] is None:
        return Instant(on, on, day_words(on), mark)
    clock, minute = _clock(match)
    time = f"{match['hour']}:{match['minute']}"
    return Instant(on, on, f"{day_words(on)}, {time} {clock}", mark, minute, time, clock)


def _clock(match: re.Match[str]) -> tuple[str, int]:
    """(whose clock, minutes in GMT) of a time of day."""
    if int(match["hour"]) > 23 or int(match["minute"]) > 59:
        raise NotADate(
            f"there is no time {match['hour']}:{match['minute']}",
            "hours are 00 to 23, minutes 00 to 59",
        )
    if match["zone"] != "Z" and (int(match["zone"][1:3]) > 14 or int(match["zone"][4:]) > 59):
        raise NotADate(f"there is no time zone {match['zone']}", "write Z for GMT, or +03:00")
    minute = int(match["hour"]) * 60 + int(match["minute"])
    if match["zone"] == "Z":
        return "GMT", minute
    sign, hours, minutes = match["zone"][0], int(match["zone"][1:3]), int(match["zone"][4:])
    offset = (hours * 60 + minutes) * (-1 if sign == "-" else 1)
    past = f":{minutes:02}" if minutes else ""
    return f"local time (UTC{sign}{hours}{past})", minute - offset


def day_words(on: date) -> str:
    """`7 December 2024`."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def span_words(start: Instant, end: Instant) -> tuple[str, str]:
    """The two ends of a span, without repeating a month or year they share: ("7", "8 December 2024")."""
    if start.time and end.time and not start.mark and not end.mark:
        return _clocked(start, end)
    if start.mark or end.mark or start.time or end.time:
        return start.text(), end.text()
    if start.first != start.last or end.first != end.last:
        month = (
            start.first.day == 1 and start.first.month == start.last.month and start.last.day > 27
        )
        if (
            month
            and end.first != end.last
            and start.first.year == end.first.year
            and end.last.month == end.first.month
        ):
            return MONTHS[start.first.month - 1], end.words
        return start.words, end.words
    if (start.first.year, start.first.month) == (end.first.year, end.first.month):
        return str(start.first.day), end.words
    if start.first.year == end.first.year:
        return f"{start.first.day} {MONTHS[start.first.month - 1]}", end.words
    return start.words, end.words


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


def _at(instant: Instant) -> str:
    return "on" if instant.first == instant.last else "in"


@lru_cache(maxsize=50_000)
def words(when: When, event: bool = False) -> str:
    """`when` in words. An event happened within a span ("between 7 and 8 December 2024"), a state held through it."""
    if when.single and when.start:
        return when.start.text()
    if when.start and when.end:
        left, right = span_words(when.start, when.end)
        if event or when.one_of:
            return f"between {left} and {right}"
        return f"{left} to {right}"
    if when.end:
        if event and when.end.mark:
            return f"by {when.end.text()}"
        return (
            f"{_at(when.end)} or before {when.end.text()}" if event else f"until {when.end.text()}"
        )
    assert when.start
    if event and when.start.mark:
        return f"from {when.start.text()} on"
    if event:
        return f"{_at(when.start)} or after {when.start.text()}"
    return (
        f"since {when.start.text()}"
        if when.open_end
        else f"from {when.start.text()}, end not known"
    )


def at_words(when: When) -> str:
    """A single date with its preposition: "on 7 December 2024", "in December 2024"."""
    assert when.start
    return when.start.text() if when.start.mark else f"{_at(when.start)} {when.start.text()}"
