"""What is too much for a frame is told in short there: its sheet, to which it leads, has all."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

from factsheet.document import Content, to_text
from factsheet.evidence import Library
from factsheet.pages.alone import DISPUTE, FACT, OF_SOURCE, ROOM, Piece, bulk, raw, said
from factsheet.pages.composer import shortened
from factsheet.values import SENTENCES, Statement, Wording

HEAVY = 16_000  # bytes of the texts of a piece that may be too much however well they pack
PLACES = 1_000  # bytes of a statement that leave room for the places in its sources


def room(library: Library, piece: Piece) -> int:
    """How many bytes each statement of a piece may have that is too much for a page; 0 of others.

    They count unpacked, so that a page is small enough whatever the texts are.
    """
    size = sum(raw(*said(s)) + _cited(library, s) for s in piece.statements)
    heavy = piece.what in (FACT, DISPUTE) and (bulk(piece) > ROOM or size > HEAVY)
    return ROOM // len(piece.statements) if heavy else 0


def _cited(library: Library, statement: Statement) -> int:
    """The bytes of what is told of the sources of a statement."""
    labels = (library.records[one.address].labels for one in statement.references)
    told = (f"{label.get('publisher', '')}{label.get('URL', '')}" for label in labels)
    return raw(*told, *(one.locator for one in statement.references))


def shorter(statement: Statement, most: int) -> Statement:
    """A statement whose texts, beside its sentence, have so many bytes at most."""
    s = statement
    last = [replace(c, was=cut(c.was, most), why=cut(c.why, most)) for c in s.changes[-1:]]
    scope = cut(s.scope, most) if s.property in SENTENCES else s.scope
    text = cut(s.text, 4 * most) if isinstance(s, Wording) else s.text
    changes = (*s.changes[:-1], *last)
    return replace(s, note=cut(s.note, most), scope=scope, text=text, changes=changes)


def cut(text: str, most: int) -> str:
    """A text of so many bytes at most, reckoned, and cut behind a word."""
    return shortened(text, most * len(text) // len(text.encode())) if text else text


def fitting(told: Iterable[Content], most: int) -> int:
    """How many of these have so many bytes together; at least one."""
    sizes = accumulate(len(to_text(one).encode()) + OF_SOURCE for one in told)
    return max(1, sum(size <= most for size in sizes))
