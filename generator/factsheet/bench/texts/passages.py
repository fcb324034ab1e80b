"""The text of a source as it is read: its paragraphs, numbered as references count them.

A text is kept as plain text, a paragraph between two empty lines. One that begins with `# ` is not
counted: it is a heading, or stands around the text. A form feed begins the next page; in a text
with pages a place is a page (`p3`), else a paragraph (`P5`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from factsheet.values import MAX_FILE, fold, repertoire

MAX_PASSAGES = 5_000  # of a text: what is behind them is left aside
NOT_COUNTED, NEXT_PAGE = "# ", "\f"
_EMPTY = re.compile(r"\n(?:[^\S\n]*\n)+")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or what stands beside the text and is not `counted`.

    `place` is what a reference says of it: `P5`, `p3`; empty for what has no place.
    """

    text: str
    counted: bool = True
    page: int = 0  # of a text with pages
    place: str = ""


def clean(text: str) -> str:
    """A text in one line, of characters that facts may have: none is hidden, none turns others."""
    text = " ".join(text.replace(NEXT_PAGE, " ").split("\n")).replace("\t", " ")
    if not repertoire.clean(text):
        gone = set(repertoire.refused(text))
        text = "".join(char for at, char in enumerate(text) if at not in gone)
    return fold(text)


def read(text: str) -> list[Passage]:
    """The passages of a plain text, with their places.

    Where no line is empty, each line is a paragraph.
    """
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    return placed(islice(_passages(text), MAX_PASSAGES))


def _passages(text: str) -> Iterator[Passage]:
    pages = text.split(NEXT_PAGE)
    for number, page in enumerate(pages, 1):
        parts = _EMPTY.split(page.strip("\n"))
        parts = parts if len(parts) > 1 or len(pages) > 1 else page.split("\n")
        for part in parts:
            aside = part.startswith(NOT_COUNTED)
            if words := clean(part.removeprefix(NOT_COUNTED)):
                yield Passage(words, not aside, number if len(pages) > 1 else 0)


def placed(passages: Iterable[Passage]) -> list[Passage]:
    """The same passages with the places that they have in this order."""
    out, number = list[Passage](), 0
    for one in passages:
        number += one.counted
        place = f"p{one.page}" if one.page else f"P{number}"
        out.append(replace(one, place=place if one.counted else ""))
    return out


def write(passages: Iterable[Passage]) -> tuple[str, bool]:
    """(a text as it is kept, whether all of it is in it); at most MAX_FILE bytes of UTF-8."""
    pieces, size, page = list[str](), 0, 0
    for count, one in enumerate(passages):
        between = "\n\n" if pieces else ""
        if one.page > max(page, 1):
            between = NEXT_PAGE * (one.page - max(page, 1))
        page = one.page
        piece = f"{between}{'' if one.counted else NOT_COUNTED}{one.text}"
        size += len(piece.encode())
        if size >= MAX_FILE or count == MAX_PASSAGES:
            return _ended(pieces, page), False
        pieces.append(piece)
    return _ended(pieces, page), True


def _ended(pieces: list[str], page: int) -> str:
    """The text of a file; one whose first page is its last has pages all the same."""
    text = "".join(pieces)
    return f"{text}{NEXT_PAGE if page and NEXT_PAGE not in text else chr(10)}"


def counted_from(passages: list[Passage], first: int) -> list[Passage]:
    """The same with the counting begun at one of them; what stands before it is not counted."""
    return _counted(passages, first, range(first), range(first, len(passages)))


def counted_until(passages: list[Passage], last: int) -> list[Passage]:
    """The same with the counting ended at one of them; what stands behind it is not counted."""
    behind = range(last + 1, len(passages))
    return _counted(passages, last, behind, range(last, -1, -1))


def _counted(passages: list[Passage], end: int, out: range, inwards: range) -> list[Passage]:
    """The same without those of `out`, and with those from the end on up to the first counted."""
    inside = set[int]()
    for at in inwards:
        inside.add(at)
        if passages[at].counted:
            break
    else:
        inside = {end}
    changed = {**dict.fromkeys(inside, True), **dict.fromkeys(out, False)}
    return placed(replace(p, counted=changed.get(at, p.counted)) for at, p in enumerate(passages))


def turned(passages: list[Passage], at: int) -> list[Passage]:
    """The same with one of them counted that was not, or the other way about."""
    turn = replace(passages[at], counted=not passages[at].counted)
    return placed([*passages[:at], turn, *passages[at + 1 :]])
