"""What a spreadsheet shows for a number, by the number format of its cell.

The text is what a person sees, in the digits of everywhere: a point before decimals, no signs
between thousands, days as `2024-12-07`. What cannot be told for sure raises `CannotTell`.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

MOST = 10**15  # a spreadsheet keeps 15 digits of a number
_TOKEN = re.compile(
    r"""(?P<words>"[^"]*"|\\.)"""
    r"""|(?P<skip>_.|\*.|\[(?:black|white|red|green|blue|cyan|magenta|yellow|color ?\d+)\])"""
    r"""|\[\$(?P<sign>[^\]-]*)[^\]]*\]|(?P<other>\[[^\]]*\]|[eE][+-]|/)"""
    r"""|(?P<digits>general|[#0?][#0?,.]*|\.[#0?]+)|(?P<sample>@)|(?P<plain>.)""",
    re.I | re.S,
)
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[\$[^\]]*\]|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.I)
DIGITS = 20  # of a number format, more than any table needs
EXACTLY = Context(prec=60)
LONGEST = 255  # characters of a number format
AS_TEXT = "format the column as text and type it again"


class CannotTell(ValueError):
    """What a cell means cannot be told; the message says why."""


def number(value: int | float, code: str) -> str:
    """A number as shown. Raises CannotTell for one that is shown with less than it holds."""
    if len(code) > LONGEST:
        raise CannotTell(f"its number format has more than {LONGEST} characters")
    if abs(value) >= MOST:
        raise CannotTell(f"a spreadsheet keeps 15 digits of a number; {AS_TEXT}")
    exact = Decimal(format(value, ".15g"))
    sections = _sections(code)
    at = 1 if exact < 0 and len(sections) > 1 else 2 if not exact and len(sections) > 2 else 0
    before, digits, behind = _parted(sections[at])
    if at == 1:
        exact = -exact
    if not digits:
        return f"{before}{behind}".strip()
    if "%" in before + behind:
        exact *= 100
    sign = "-" if exact < 0 else ""
    return f"{sign}{before}{_digits(abs(exact), digits)}{behind}".strip()


def _sections(code: str) -> list[str]:
    """The parts of a format: for numbers above zero, below, zero."""
    out, start = [], 0
    for match in _TOKEN.finditer(code):
        if match["plain"] == ";":
            out.append(code[start : match.start()])
            start = match.end()
    return [*out, code[start:]]


def _parted(section: str) -> tuple[str, str, str]:
    """(words before the digits, the signs that stand for digits, words behind)."""
    before, digits, behind = "", "", ""
    for match in _TOKEN.finditer(section):
        if match["other"]:
            raise CannotTell(f"it is shown by the number format {section}, which is not read here")
        if match["skip"] is not None:
            continue
        if match["digits"] or match["sample"]:
            if digits:
                raise CannotTell(f"its digits are shown in parts, by the number format {section}")
            digits = match["digits"] or "General"
            continue
        words = match["words"] or match["sign"] or match["plain"] or ""
        words = words[1:] if words[:1] == "\\" else words.strip('"')
        before, behind = (before, behind + words) if digits else (before + words, behind)
    return before, digits, behind


def _digits(exact: Decimal, code: str) -> str:
    """A number that is not below zero, by signs such as `#,##0.00`."""
    if code.lower() == "general":
        return f"{exact:f}".rstrip("0").rstrip(".") if "." in f"{exact:f}" else f"{exact:f}"
    whole, _, decimals = code.partition(".")
    if whole.endswith(",") or "," in decimals:
        raise CannotTell("it is shown in thousands or millions; show the whole number")
    if len(whole) + len(decimals) > DIGITS:
        raise CannotTell(f"its number format shows more than {DIGITS} digits")
    shown = exact.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, EXACTLY)
    if shown != exact:
        raise CannotTell(f"it is shown as {shown:f} and holds {exact:f}; show all of its digits")
    left, _, right = f"{shown:f}".partition(".")
    right = right.rstrip("0").ljust(decimals.count("0"), "0")
    left = left.lstrip("0").rjust(whole.count("0"), "0") or ("0" if not right else "")
    return f"{left or '0'}.{right}" if right else left


def moment(value: datetime | time | timedelta, code: str) -> str:
    """A day, a time or both, as precise as they are shown.

    Raises CannotTell for a day that is shown without its day or year: it may never have been one.
    """
    if len(code) > LONGEST:
        raise CannotTell(f"its number format has more than {LONGEST} characters")
    signs = _LITERAL.sub("", code.partition(";")[0]).lower()
    signs = re.sub("am/pm|a/p", "", signs)
    if isinstance(value, timedelta):
        return _clock(round(value.total_seconds()), signs)
    if re.search(r"[a-z]", re.sub("[ymdhs]", "", signs)):
        raise CannotTell(f"it is shown by the date format {code}, which is not read here")
    shown = _shown(signs)
    if isinstance(value, time):
        if shown != {"time"}:
            raise CannotTell(f"it is shown by {code}, and holds no day")
        return _clock(value.hour * 3600 + value.minute * 60 + value.second, signs)
    value = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    on = f"{value.year:04}-{value.month:02}-{value.day:02}"
    if {"year", "month", "day"} <= shown:
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return f"{on} {_clock(seconds, signs)}" if "time" in shown else on
    if "long year" in shown and shown.isdisjoint(("day", "time")):
        return on[:7] if "month" in shown else on[:4]
    raise CannotTell(
        f"it is shown by {code} and holds the day {on}, as 3-4 does when a spreadsheet takes it "
        f"for one; show year, month and day, or {AS_TEXT}"
    )


def _shown(signs: str) -> set[str]:
    """What the signs of a date format show; `m` beside hours or seconds is minutes."""
    out, before = set(), ""
    runs = re.findall("y+|m+|d+|h+|s+", signs)
    for run, after in zip(runs, [*runs[1:], ""]):
        if run[0] == "y":
            out |= {"year", "long year"} if len(run) > 2 else {"year"}
        elif run[0] in "hs" or (run[0] == "m" and (before[:1] == "h" or after[:1] == "s")):
            out.add("time")
        elif run[0] == "m":
            out.add("month")
        elif len(run) < 3:  # more is the day of the week
            out.add("day")
        before = run
    return out


def _clock(seconds: int, signs: str) -> str:
    """`12:30`, or `12:30:15` where seconds are shown."""
    if seconds < 0:
        raise CannotTell("it is a time below zero")
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    if "s" in signs:
        return f"{text}:{seconds % 60:02}"
    if seconds % 60:
        raise CannotTell(f"it is shown as {text} and holds seconds; show them")
    return text
