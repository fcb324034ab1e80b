"""Cells of a table: values as text, lists in one cell, files of CSV for programs and spreadsheets.

A spreadsheet runs a cell that begins like a formula, whoever typed it. In a file for spreadsheets
such a cell is armed with an apostrophe; whoever takes the first apostrophe of each cell away that
begins with one has every text as it was.
"""

import csv
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from string import ascii_letters
from typing import Any

from factsheet.values import Absent, Address, Amount, File, Name, Option, Outward, Passage, When

BETWEEN = "; "  # the entries of a list in one cell
MARK = "'"
_FORMULA = set("=+-@|%＝＋－＠｜％\t\r\n")
_SAFE = {"", *ascii_letters, *"0123456789"}  # most cells begin so: half of the time
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_UNSEEN = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*")  # what a spreadsheet may pass over


class _Lines(list[str]):
    """Takes what the writer of CSV writes."""

    def write(self, text: str) -> None:
        """Take a line."""
        self.append(text)


def as_csv(rows: Iterable[Iterable[str]], excel: bool = False) -> bytes:
    """Rows as a file by RFC 4180 in UTF-8; for spreadsheets with a mark of it, and armed."""
    lines = _Lines()
    out = csv.writer(lines, lineterminator="\r\n")
    if not excel:
        out.writerows(rows)
        return "".join(lines).encode()
    out.writerows([c if c[:1] in _SAFE else armed(c) for c in row] for row in rows)
    return "".join(lines).encode("utf-8-sig")


def armed(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"{MARK}{text}" if text.startswith(MARK) or _runs(text) else text


def disarmed(cell: str) -> str:
    """The text of a cell that may be armed."""
    return cell.removeprefix(MARK)


def _runs(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula; a number is none."""
    start = len(text) - len(_UNSEEN.sub("", text, count=1))
    if not _FORMULA.isdisjoint(text[:start]):
        return True
    return text[start : start + 1] in _FORMULA and not _NUMBER.fullmatch(text)


def joined(entries: Iterable[str]) -> str:
    """A list in one cell: `; ` between its entries, a semicolon within one doubled."""
    return BETWEEN.join([entry.replace(";", ";;") for entry in entries])


def parted(cell: str) -> list[str]:
    """The entries of such a cell."""
    return [one.replace("\0", ";") for one in cell.replace(";;", "\0").split(BETWEEN) if cell]


def digits(number: int | Decimal | None) -> str:
    """A number with the digits that were typed; empty for none."""
    return "" if number is None else f"{number:f}" if isinstance(number, Decimal) else str(number)


def typed(found: object) -> str:
    """A value in letters and digits, as a file has it: an address, a date in EDTF, `yes`."""
    if isinstance(found, Amount):
        return _amount(found)
    if isinstance(found, bool):
        return "yes" if found else "no"
    if isinstance(found, tuple):
        return " ".join(map(str, found))
    for sort, take in _TYPED.items():
        if isinstance(found, sort):
            return str(take(found))
    return "" if found is None else str(found)


_TYPED: dict[type, Callable[[Any], object]] = {
    Address: lambda one: one.text,
    When: lambda one: one.edtf,
    Absent: lambda one: one.value,
    Option: lambda one: one.key,
    Name: lambda one: one.text,
    File: lambda one: one.path,
    Outward: lambda one: one.url or one.text,
    Passage: lambda one: one.text,
}


def _amount(found: Amount) -> str:
    """`5`, `~5`, `5..7`, at least `5..`, at most `..7`; empty where it cannot be known."""
    low, high = digits(found.low), digits(found.high)
    about = "~" if found.about else ""
    return f"{about}{low}" if low == high else f"{low}..{high}"
