"""Dates as pages and bibliographies write them, as dates of ours; and the best of several."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from factsheet.bench.sources.found import Said
from factsheet.values import fold, parse, readings

MAX_TEXT = 100  # characters of a date
_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")
_TIME = r"[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:[.,][0-9]+)? ?(Z|[+-][0-9]{2}:?[0-9]{2})?"
_TIMED = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){_TIME}")
_PACKED = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T?[0-9]{4,6}Z?)?")
_SPOKEN = re.compile(r"(?:[A-Za-z]{3,9},? +)?([A-Za-z]{3,9}\.? +[0-9]{1,2},? +[0-9]{4})")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of ours, the moment when one is given with its zone, and where it stood."""

    edtf: str
    where: str
    guess: bool = False
    moment: datetime | None = None

    @property
    def local(self) -> bool:
        """Whether its clock is one of a place, and not Greenwich's, which servers go by."""
        return self.moment is not None and self.moment.utcoffset() != timedelta(0)


def sound(text: str) -> str:
    """The text when it is a date of ours; else nothing."""
    try:
        return parse(text).edtf
    except ValueError:
        return ""


def read(text: str, where: str, guess: bool = False) -> tuple[Dated | None, str]:
    """(the date that a text writes, with the day as its publisher counts it; why there is none)."""
    text = fold("".join(str(int(c)) if c.isdecimal() else c for c in text[: MAX_TEXT + 1]))
    if not text or len(text) > MAX_TEXT:
        return None, ""
    moment = _moment(text)
    edtf = _day(text, moment)
    if edtf:
        return Dated(edtf, where, guess, moment), ""
    found = readings(text)
    if len(found) > 1:
        return None, f'{where} says "{text}", which may be {" or ".join(found)}'
    return (Dated(found[0], where, guess), "") if found else (None, "")


def _moment(text: str) -> datetime | None:
    """The moment of a text that gives day, time and zone."""
    try:
        timed = _TIMED.match(text)
        if timed:
            moment = datetime.fromisoformat(f"{timed[1]}T{timed[2]}{timed[3] or ''}")
        else:
            moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else None


def _day(text: str, moment: datetime | None) -> str:
    """The day, month or year at the beginning of a text, as we write it; nothing without one."""
    if iso := _ISO.match(text):
        return sound(f"{iso[1]}-{int(iso[3]):02}-{int(iso[4]):02}")
    if packed := _PACKED.fullmatch(text):
        return sound(f"{packed[1]}-{packed[2]}-{packed[3]}")
    if written := sound(text):
        return "" if "T" in written else written
    if moment:
        return sound(f"{moment:%Y-%m-%d}")
    if spoken := _SPOKEN.match(text):
        found = readings(spoken[1])
        return found[0] if len(found) == 1 else ""
    return ""


def choose(dates: Iterable[Dated]) -> Said | None:
    """The best of several dates, in the order of trust; a guess when others contradict it."""
    trusted = sorted(dates, key=lambda one: one.guess)
    if not trusted:
        return None
    best = trusted[0]
    for one in trusted:
        local = one.local and not best.local and one.moment == best.moment
        if local or (one.edtf != best.edtf and one.edtf.startswith(f"{best.edtf}-")):
            best = one
    others = [one for one in trusted if _contradicts(one, best)]
    listed = dict.fromkeys(f"{one.edtf} ({one.where})" for one in others)
    return Said(best.edtf, best.where, best.guess or bool(others), tuple(listed))


def _contradicts(one: Dated, best: Dated) -> bool:
    """Whether two dates cannot be the same day, by whatever clock."""
    if one.moment is not None and one.moment == best.moment:
        return False
    return not (best.edtf.startswith(one.edtf) or one.edtf.startswith(best.edtf))
