"""A page of prose of two people brought together, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TypeVar

from factsheet.bench.edits.refused import Refused
from factsheet.bench.proposing.conflicts import INCOMING, ONTO, Conflict, Decide, Row

MAX_PARAGRAPHS = 2_000  # of a file that is compared paragraph by paragraph
MAX_LINES = 2_000  # of a file whose comments are compared line by line
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+(?:[^\S\n]*\n)*|(?:[^\S\n]*\n)+")
_APART = re.compile(r"\n[^\S\n]*\n\Z")
_Line = TypeVar("_Line", str, bytes)
_Chunk = tuple[list[_Line], list[_Line], list[_Line]]  # as it was, there, coming in


def paragraphs(text: str) -> list[str]:
    """A text cut into paragraphs, each with the empty lines behind it."""
    return _PARAGRAPH.findall(text)


def weave(
    path: str, before: bytes, onto: bytes, incoming: bytes, decide: Decide
) -> tuple[bytes, list[Conflict]]:  # fmt: skip
    """The text of `onto` with what `incoming` changed, and what nobody has decided.

    Raises `Refused` for what is no text in UTF-8, or too long.
    """
    try:
        three = [paragraphs(one.decode("utf-8")) for one in (before, onto, incoming)]
    except UnicodeDecodeError:
        raise Refused(f"{path} is no text in UTF-8")
    if max(map(len, three)) > MAX_PARAGRAPHS:
        raise Refused(f"{path} has more than {MAX_PARAGRAPHS:,} paragraphs")
    out, left = list[str](), list[Conflict]()
    for number, chunk in enumerate(_chunks(*three)):
        was, there, coming = chunk
        if coming in (was, there):
            out += there
        elif there == was:
            out += coming
        else:
            alike = _alike(there, coming)
            out += there[:alike]
            rest = ([one for one in was if not _in(one, there[:alike])], *_after(alike, chunk))
            conflict = _conflict(path, number, rest)
            if (answer := decide(conflict)) is None:
                left.append(conflict)
            taken = ONTO if answer is None else answer.rows[""]
            texts = {ONTO: rest[1], INCOMING: rest[2]}
            out += texts[taken] if answer is None or taken in texts else _typed(answer.text(""))
    return _joined(out).encode(), left


def _alike(there: list[str], coming: list[str]) -> int:
    """How many paragraphs are the same at the beginning."""
    pairs = enumerate(zip(there, coming))
    return next((n for n, (one, other) in pairs if one != other), min(len(there), len(coming)))


def _after(alike: int, chunk: _Chunk[str]) -> tuple[list[str], list[str]]:
    return chunk[1][alike:], chunk[2][alike:]


def _in(paragraph: str, others: list[str]) -> bool:
    """Whether a paragraph is among others, but for the empty lines behind it."""
    return any(paragraph.rstrip() == one.rstrip() for one in others)


def _conflict(path: str, number: int, chunk: _Chunk[str]) -> Conflict:
    before, onto, incoming = ("".join(one) if one else None for one in chunk)
    return Conflict(path, str(number), (Row("", before, onto, incoming, own=True),))


def joined_lines(before: bytes, onto: bytes, incoming: bytes) -> bytes | None:
    """Three versions brought together line by line; None where two changes touch, or it is long."""
    three = [one.splitlines(keepends=True) for one in (before, onto, incoming)]
    if max(map(len, three)) > MAX_LINES:
        return None
    out = list[bytes]()
    for was, there, coming in _chunks(*three):
        if coming not in (was, there) and there != was:
            return None
        out += coming if there == was else there
    return b"".join(out)


def _typed(text: str) -> list[str]:
    """A paragraph that somebody typed, with an empty line behind it."""
    return [f"{text.rstrip()}\n\n"] if text.strip() else []


def _joined(parts: list[str]) -> str:
    """Paragraphs one after the other, each of them on lines of its own."""
    ended = [part if part.endswith("\n") else f"{part}\n" for part in parts[:-1]]
    apart = [part if _APART.search(part) or not part.strip() else f"{part}\n" for part in ended]
    return "".join((*apart, *parts[-1:]))


def _chunks(
    before: list[_Line], onto: list[_Line], incoming: list[_Line]
) -> Iterator[_Chunk[_Line]]:
    """The three texts, cut where all three say the same."""
    first, second = _same(before, onto), _same(before, incoming)
    at = (0, 0, 0)
    for number, paragraph in enumerate(before):
        if number in first and number in second:
            here = (number, first[number], second[number])
            yield before[at[0] : here[0]], onto[at[1] : here[1]], incoming[at[2] : here[2]]
            yield [paragraph], [onto[here[1]]], [incoming[here[2]]]
            at = (here[0] + 1, here[1] + 1, here[2] + 1)
    yield before[at[0] :], onto[at[1] :], incoming[at[2] :]


def _same(before: list[_Line], other: list[_Line]) -> dict[int, int]:
    """Where each paragraph that stayed stands in another text; the order is kept."""
    blocks = SequenceMatcher(None, before, other, autojunk=False).get_matching_blocks()
    return {block.a + n: block.b + n for block in blocks for n in range(block.size)}
