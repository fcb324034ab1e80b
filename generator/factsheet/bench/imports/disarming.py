"""Texts as a spreadsheet may open them: none of them is taken for a formula, and all come back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable


def disarmed(text: str) -> str:
    """A text that no spreadsheet takes for a formula: `'` before one that looks like it.

    Also before one that begins with `'`, so that `armed` gives every text back.
    """
    bare = text.lstrip()
    number = bare[:1] in "+-" and bare[1:].replace(".", "", 1).isdigit()
    signs = "=+-@|%\t\r'＝＋－＠｜％"
    return f"'{text}" if bare[:1] and bare[0] in signs and not number else text


def armed(text: str) -> str:
    """The text that was disarmed."""
    return text[1:] if text.startswith("'") and disarmed(text[1:]) != text[1:] else text


def as_csv(rows: Iterable[list[str]]) -> str:
    """Rows as a CSV file that a spreadsheet can open without running anything."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([disarmed(text) for text in row] for row in rows)
    return out.getvalue()
