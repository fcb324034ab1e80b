"""What the facts have of a text: at which of its paragraphs, and whether they quote it rightly."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
import re

from factsheet.bench.quoting.folding import Folded, plain
from factsheet.bench.quoting.matching import look_for
from factsheet.bench.texts import kept
from factsheet.bench.texts.passages import Passage
from factsheet.bench.web.quotations import Quotation, of
from factsheet.evidence import Library
from factsheet.pages import plain as in_words

_PLACE = re.compile(r"[Pp]\d+\b")


@dataclass(frozen=True, slots=True)
class Use:
    """A fact that rests on a text, and what it says."""

    address: str
    says: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation and what came of looking for it: found, near, not found; what differs.

    Of one that was found, `differs` tells where it is cited instead.
    """

    quotation: Quotation
    verdict: str
    differs: str = ""
    at: tuple[int, ...] = ()  # the passages that it stands in

    @property
    def odd(self) -> bool:
        """Whether it does not stand there as it is cited."""
        return self.verdict != "found" or bool(self.differs)


@dataclass(slots=True)
class Used:
    """What is used of a text: by the number of a passage, and what stands nowhere in it."""

    at: dict[int, list[Use]] = field(default_factory=dict)
    elsewhere: list[Use] = field(default_factory=list)  # with no place, or one it has not
    quotes: list[Quoted] = field(default_factory=list)
    marked: dict[int, list[tuple[int, int]]] = field(default_factory=dict)  # characters of it


def used(library: Library, source: str, passages: list[Passage]) -> Used:
    """What the facts have of the text of the source with an address."""
    out, first = Used(), dict[str, int]()
    for number, one in enumerate(passages):
        first.setdefault(one.place, number) if one.place else None
    for statement in sorted(library.rests_on.get(source, ()), key=lambda s: s.address):
        says = in_words.sentence(library, statement)
        for reference in statement.references:
            if reference.address == source:
                use = Use(statement.address, says, reference.locator)
                at = begun[0] if (begun := _PLACE.match(reference.locator)) else ""
                home = out.at.setdefault(first[at], []) if at in first else out.elsewhere
                home.append(use)
    text = _Text(passages)
    for quotation in of(library, source):
        match = look_for(quotation.text, _folded(text.whole))
        spans = text.spans(match.start, match.end) if match.verdict != "not found" else {}
        differs = match.differs or _elsewhere(out, quotation, [passages[n].place for n in spans])
        out.quotes.append(Quoted(quotation, match.verdict, differs, tuple(spans)))
        for number, span in spans.items():
            out.marked.setdefault(number, []).append(span)
    return out


def _elsewhere(found: Used, quotation: Quotation, places: list[str]) -> str:
    """How a quotation is cited, where it stands at other places; else nothing."""
    address = quotation.address.partition(" (")[0]
    cited = [u.place for uses in found.at.values() for u in uses if u.address == address]
    wrong = cited and places and not {*cited} & {*places}
    return f"it is cited at {', '.join(cited)}" if wrong else ""


def compared(root: Path, source: str, place: str, words: str) -> str:
    """What is to be said of words that are quoted from a source, at a place in it; in a line.

    Empty when no text of it is kept, or nothing is quoted. `source` is an id.
    """
    passages = kept.of(root, source).passages if words.strip() else []
    if not passages:
        return ""
    text = _Text(passages)
    match = look_for(words, _folded(text.whole))
    if match.verdict == "not found":
        return "not in the text that is kept of this source"
    there = [passages[number].place for number in text.spans(match.start, match.end)]
    places = [one for one in dict.fromkeys(there) if one] or ["beside the text"]
    where = f"in {' and '.join(places)}"
    if match.verdict == "near":
        return f"otherwise {where}: {match.differs}"
    return f"as it stands {where}" + (f", not in {place}" if place and place not in places else "")


def pieces(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """A text in pieces, and of each whether it is within one of the spans."""
    done = 0
    for start, end in sorted(spans):
        if start > done:
            yield text[done:start], False
        if end > done:
            yield text[max(start, done) : end], True
            done = end
    if text[done:]:
        yield text[done:], False


def quoted(root: Path, references: Iterable[str], words: Iterable[str]) -> list[str]:
    """What is to be said of each text that is quoted from sources (`ap-2024-12-07#P5`)."""
    texts, out = list(words), list[str]()
    for reference in references:
        source, _, place = reference.partition("#")
        said = [compared(root, source, place, text) for text in texts]
        out += [f"{source}: {one}" for one in said if one]
    return out


@lru_cache(maxsize=4)  # while somebody types, the same text is asked for again and again
def _folded(text: str) -> Folded:
    return Folded(text)


class _Text:
    """The passages as one text, in which a place leads back to the passage."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages = [one.text for one in passages]
        self.whole = "\n".join(self.passages)
        lengths = [len(plain(one)) + 1 for one in self.passages]
        self._starts = [0, *accumulate(lengths)]

    def spans(self, start: int, end: int) -> dict[int, tuple[int, int]]:
        """The characters of each passage, in whole words, that stand between two places.

        The places count the characters of the folded text as it is shown.
        """
        found: dict[int, tuple[int, int]] = {}
        for number in range(bisect_right(self._starts, start) - 1, len(self.passages)):
            first = self._starts[number]
            if first >= end:
                break
            words = list(_words(self.passages[number], first, start, end))
            if words:
                found[number] = words[0][0], words[-1][1]
        return found


def _words(text: str, at: int, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Start and end of each word that touches a span; the folded text has it from `at` on."""
    for word in re.finditer(r"\S+", text):
        length = len(plain(word[0]))
        if length and at < end and at + length > start:
            yield word.span()
        at += length + 1 if length else 0
