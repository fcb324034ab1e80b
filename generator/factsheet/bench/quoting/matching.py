"""Whether a text is quoted as it stands on a page: found, near, not found; and where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from factsheet.bench.quoting.folding import Folded
from factsheet.bench.quoting.near import nearest

MAX_LEFT_OUT = 5_000  # characters of a page that an ellipsis may stand for
MAX_PUT_IN = 120  # characters that a note in brackets may stand for
MAX_TRIED = 500  # places at which a quotation with an ellipsis is tried
MAX_PARTS = 50_000  # places where a piece turns out to be part of a word
AROUND = 160  # characters shown before and behind
# [...], […], (…), and the dots alone; NFKC has made three dots of each ellipsis
_GAP = re.compile(r"\s*(?:[\[(]\s*\.(?:\s?\.){2,3}\s*[\])]|\.(?:\s?\.){2,3})\s*")
_NOTE = re.compile(r"\[([^\[\]]{0,200})\]")
_ENDS = " .,;:!?-"
_SENTENCE = re.compile(r"[.!?؟。！？][')\]]*\s")


@dataclass(frozen=True, slots=True)
class Match:
    """What came of looking for a text.

    `verdict` is "found", "near" or "not found". `start` and `end` count the characters of the
    page's text with single blanks. `before` and `behind` are what stands around it there, `there`
    is what stands in its place, `differs` the words that differ.
    """

    verdict: str
    start: int = 0
    end: int = 0
    before: str = ""
    there: str = ""
    behind: str = ""
    differs: str = ""


def look_for(quotation: str, page: Folded) -> Match:
    """Look for a quotation on a page."""
    pieces = _pieces(quotation)
    if not pieces:
        return Match("not found")
    if place := _exact(pieces, page.text):
        return _shown("found", place, page)
    wanted = Folded(_NOTE.sub(r"\1", _GAP.sub(" ", Folded(quotation).text)))
    if close := nearest(wanted, page):
        return _shown("near", close[:2], page, close[2])
    return Match("not found")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a quotation without a gap, and how many characters may stand before them.

    A `part` stands beside letters in brackets, so it need not be whole words.
    """

    text: str
    gap: int = 0
    part: bool = False


def _pieces(quotation: str) -> list[_Piece]:
    """The parts of a quotation between ellipses and notes in brackets."""
    marked = _GAP.sub("\0", Folded(quotation).text)
    marked = _NOTE.sub(lambda m: "\1" if len(m[1].strip()) > 2 else "\2", marked)
    gaps = {"\0": MAX_LEFT_OUT, "\1": MAX_PUT_IN, "\2": 4}
    found: list[_Piece] = []
    gap, parts = 0, re.split("([\0\1\2])", marked)
    for number, part in enumerate(parts):
        if part in gaps:
            gap = max(gap, gaps[part])
        elif text := part.strip(_ENDS):
            beside = "\2" in parts[max(0, number - 1) : number + 2]
            found.append(_Piece(text, gap if found else 0, beside))
            gap = 0
    return found


def _exact(pieces: list[_Piece], page: str) -> tuple[int, int] | None:
    """Where the pieces stand, one behind the other, from the place of the longest on."""
    key = max(range(len(pieces)), key=lambda n: len(pieces[n].text))
    for at in islice(_places(pieces[key], page, 0, len(page)), MAX_TRIED):
        start = _backwards(pieces[: key + 1], page, at)
        end = _forwards(pieces[key + 1 :], page, at + len(pieces[key].text))
        if start is not None and end is not None:
            while pieces[0].part and _joined(page, start) and at - start < MAX_PUT_IN:
                start -= 1  # the letters for which others stand in brackets
            return start, end
    return None


def _places(piece: _Piece, page: str, start: int, end: int) -> Iterator[int]:
    """Each place of a piece between two others; the capital of its first letter is free."""
    head, tail = piece.text[0].casefold(), piece.text[1:]
    if not tail:
        head, tail = "", piece.text
    skip = 1 if head else 0
    at = start + skip - 1
    for _ in range(MAX_PARTS):
        at = page.find(tail, at + 1, end)
        if at < 0:
            return
        first, behind = at - skip, at + len(tail)
        same = not head or page[first].casefold() == head
        if same and (piece.part or not (_joined(page, first) or _joined(page, behind))):
            yield first


def _joined(page: str, at: int) -> bool:
    """Whether a word goes on at a place; letters of scripts without blanks stand alone."""
    if not 0 < at < len(page):
        return False
    left, right = page[at - 1], page[at]
    return left.isalnum() and right.isalnum() and left < "\u0e00" and right < "\u0e00"


def _forwards(pieces: list[_Piece], page: str, end: int) -> int | None:
    """Where the last of the pieces ends, if each follows within its gap."""
    for piece in pieces:
        reach = end + piece.gap + len(piece.text) + 2
        at = next(_places(piece, page, end, reach), None)
        if at is None:
            return None
        end = at + len(piece.text)
    return end


def _backwards(pieces: list[_Piece], page: str, start: int) -> int | None:
    """Where the first of the pieces begins, if each stands before the next within its gap."""
    for piece, following in zip(reversed(pieces[:-1]), reversed(pieces[1:])):
        lowest = max(0, start - following.gap - len(piece.text) - 2)
        places = list(_places(piece, page, lowest, start))
        if not places:
            return None
        start = places[-1]
    return start


def _shown(verdict: str, place: tuple[int, int], page: Folded, differs: str = "") -> Match:
    """A place of the folded page as it is shown to a person."""
    start, end = page.place(place[0]), page.place(place[1] - 1) + 1
    before, behind = page.plain[max(0, start - AROUND) : start], page.plain[end : end + AROUND]
    sentences = list(_SENTENCE.finditer(before.rstrip(_ENDS) + " "))
    if sentences and sentences[-1].end() < len(before):
        before = before[sentences[-1].end() :]
    if stop := _SENTENCE.search(behind):
        behind = behind[: stop.end()]
    there = page.plain[start:end]
    return Match(verdict, start, end, before.strip(), there, behind.strip(), differs)
