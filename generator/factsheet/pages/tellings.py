"""Tellings: passages of free prose that rest on facts, as they stand in a hand-written page.

A mark, `{{ rests("groups/some-id#fact", seen="c41f9a") }}`, closes one: it covers the text back to
the mark before it, or to the start of its paragraph, item or cell. What prints a citation for other
words ends a passage too; links and values belong to it. `{{ judgement() }}` closes in the same way
what is the desk's own judgement, and rests on nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factsheet.issues import Spot, spot_at
from factsheet.pages.expressions import EXPRESSION, Call, parse
from factsheet.pages.functions import Refused
from factsheet.pages.running_text import Span, blocks, sentences

RESTS, JUDGEMENT = "rests", "judgement"
MARKS = (RESTS, JUDGEMENT)
WITHIN = ("link", "value", "number")  # what belongs to the passage that it stands in
_BETWEEN = re.compile(r"[\s,;:.!?…)\]»”’–—-]*")  # left outside of a passage at its start


@dataclass(frozen=True, slots=True)
class Telling:
    """A passage and its mark: the words from `start` to `end`, the mark from there to `stop`.

    `sentence` is where the sentence begins in which the passage does.
    """

    start: int
    end: int
    stop: int
    name: str  # of the mark: "rests" or "judgement"
    addresses: tuple[str, ...]
    seen: str  # the pin that the mark carries, if it does
    sentence: int
    at: int  # where the mark begins

    def words(self, text: str) -> str:
        """The passage as it is typed."""
        return text[self.start : self.end]

    def spot(self, text: str, path: str) -> Spot:
        """The place of the mark."""
        return spot_at(text, self.at, path)


def calls(text: str) -> Iterator[tuple[re.Match[str], Call]]:
    """Every expression of a page that can be read."""
    for match in EXPRESSION.finditer(text):
        try:
            yield match, parse(match[1])
        except Refused:
            continue


def read(text: str) -> list[Telling]:
    """The tellings of a page, in order; a mark that covers no words is none."""
    found = list(calls(text))
    if not any(call[0] in MARKS for _, call in found):
        return []
    out = list[Telling]()
    for block in blocks(text):
        inside = [(m, c) for m, c in found if block.start <= m.start() and m.end() <= block.end]
        if any(call[0] in MARKS for _, call in inside):
            out += _in_block(text, block, inside)
    return out


def ended(text: str, found: list[tuple[re.Match[str], Call]]) -> tuple[int, ...]:
    """Where expressions end that print a whole sentence."""
    return tuple(m.end() for m, (name, *_) in found if name == "fact")


def _in_block(text: str, block: Span, found: list[tuple[re.Match[str], Call]]) -> Iterator[Telling]:
    """The tellings of one paragraph, item or cell."""
    starts, last = sentences(text, block, ended(text, found)), block.start
    for match, (name, addresses, named) in found:
        if name in WITHIN:
            continue
        lead = _BETWEEN.match(text, last) if last > block.start else None
        start, end = lead.end() if lead else last, match.start()
        words = text[start:end].rstrip()
        if name in MARKS and re.search(r"\w", words):
            begins = max((s.start for s in starts if s.start <= start), default=block.start)
            yield Telling(
                start, start + len(words), match.end(), name, tuple(addresses),
                named.get("seen", ""), begins, end,
            )  # fmt: skip
        last = match.end()
