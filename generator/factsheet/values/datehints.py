"""What somebody meant who wrote a date in another form: `12/07/2024`, `7 December 2024`."""

import re
from calendar import monthrange
from datetime import date

from factsheet.values.characters import ascii_digits

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
_NUMBER = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH = r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_DAY_FIRST = re.compile(rf"(?:{_DAY}\.? +(?:of +)?)?(?P<month>{_MONTH}),? +{_YEAR}", re.I)
_MONTH_FIRST = re.compile(rf"(?P<month>{_MONTH}) +{_DAY},? +{_YEAR}", re.I)
_TIMED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]+([0-9]{2}:[0-9]{2})(?::[0-9]{2})?")
_NO_DAY = re.compile(
    rf"{_YEAR}[-/.](?P<month>[0-9]{{1,2}})|(?P<first>[0-9]{{1,2}})[-/.](?P<last>[0-9]{{4}})"
)
_PARTS = re.compile(r"([0-9]{1,4})([/. -])([0-9]{1,2})\2([0-9]{1,4})")
_BETWEEN = re.compile(r"\s*(?:–|—|\bto\b|\buntil\b| - |/)\s*")
_YEARS = re.compile(r"([0-9]{4})-([0-9]{4})")
_LED = (  # a word or sign before a date -> how it is written
    (re.compile(r"(?:~|ca?\.|circa|about|around) *(.+)", re.I), "{}~"),
    (re.compile(r"(?:\?|possibly|perhaps) *(.+)", re.I), "{}?"),
    (re.compile(r"(?:since|from) +(.+)", re.I), "{}/.."),
    (re.compile(r"(?:until|till|to|by|before) +(.+)", re.I), "../{}"),
)
GENERAL = "write 2024-12-07, 2024-12, 2024, 2024~ or 2024-12-07/2024-12-08"


def hint(text: str) -> tuple[str, str]:
    """(what is wrong, what to type) for a text that is no date."""
    if digits := ascii_digits(text):
        ends = [_sure(end) for end in digits.split("/")]
        typed = "/".join(ends) if all(ends) else ""
        message = f'"{text}" is not written in the digits 0 to 9'
        return message, f"write {typed}" if typed else GENERAL
    if timed := _TIMED.fullmatch(text):
        at = f"{timed[1]}T{timed[2]}"
        return f'"{text}" has no time zone', f"write {at}Z for GMT, or {at}+03:00"
    found = readings(text)
    if len(found) > 1:
        days = [f"{d.day} {MONTHS[d.month - 1]} {d.year}" for d in map(date.fromisoformat, found)]
        return f'"{text}" may be {" or ".join(days)}', f"write {' or '.join(found)}"
    typed = found[0] if found else _span(text) or _led(text)
    return f'"{text}" is not a date', f"write {typed}" if typed else GENERAL


def readings(text: str) -> list[str]:
    """The dates that a text may mean, as we write them: two when nobody can tell day from month."""
    text = text.strip()
    if spoken := _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text):
        month = _NUMBER[spoken["month"][:3].lower()]
        found = _existing(spoken["year"], month, int(spoken["day"] or 1))
        return found if spoken["day"] else [day[:-3] for day in found]
    if re.fullmatch(r"[0-9]{8}", text):
        return _existing(text[:4], int(text[4:6]), int(text[6:]))
    if short := _NO_DAY.fullmatch(text):
        year, month = short["year"] or short["last"], int(short["month"] or short["first"])
        return [day[:-3] for day in _existing(year, month, 1)]
    if not (parts := _PARTS.fullmatch(text)):
        return []
    one, two, three = parts[1], int(parts[3]), parts[4]
    if len(one) == 4:
        return _existing(one, two, int(three)) or _existing(one, int(three), two)
    if len(three) != 4:
        return []
    return list(dict.fromkeys(_existing(three, int(one), two) + _existing(three, two, int(one))))


def _span(text: str) -> str:
    """Two dates with a dash or a word between them, as we write a span; empty when it is none."""
    years = _YEARS.fullmatch(text)
    rising = years is not None and years[1] < years[2]
    ends = [_sure(end) for end in (text.split("-") if rising else _BETWEEN.split(text))]
    return "/".join(ends) if len(ends) == 2 and all(ends) else ""


def _led(text: str) -> str:
    """A date with a word or sign before it, as we write it; empty when it is none."""
    for pattern, written in _LED:
        if (found := pattern.fullmatch(text)) and (sure := _sure(found[1])):
            return written.format(sure)
    return ""


def _sure(text: str) -> str:
    """The one date that a text means; empty when there is none, or a choice."""
    if written := re.fullmatch("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text):
        return text if _existing(written[1], int(written[2] or 1), int(written[3] or 1)) else ""
    found = readings(text)
    return found[0] if len(found) == 1 else ""


def _existing(year: str, month: int, day: int) -> list[str]:
    """The day as we write it, when there is such a day."""
    there = year != "0000" and 1 <= month <= 12 and 1 <= day <= monthrange(int(year), month)[1]
    return [f"{year}-{month:02}-{day:02}"] if there else []
