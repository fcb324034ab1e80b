"""Tellings: passages of free prose that rest on facts, as they stand in a hand-written page.

A mark, `{{ rests("groups/some-id#fact", seen="c41f9a") }}`, closes one: it covers the text back to
the mark before it, or to the start of its paragraph, item or row of a table. What prints a citation
for other words ends a passage, too; links and values belong to it. `{{ judgement() }}` closes in
the same way what is the desk's own judgement, and rests on nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from factsheet.evidence import Library, pins
from factsheet.issues import Spot, spot_at
from factsheet.pages.expressions import EXPRESSION, Call, parse
from factsheet.pages.functions import Refused
from factsheet.pages.running_text import Span, blocks, sentences

RESTS, JUDGEMENT = "rests", "judgement"
MARKS = (RESTS, JUDGEMENT)
WITHIN = ("link", "value", "number")  # what belongs to the passage that it stands in
_BETWEEN = re.compile(r"[\s,;:.!?…)\]»”“’؛،؟۔–—-]*")  # left outside of a passage at its start


# finds the facts as they were when a pin was given to them, if they can be found
Past = Callable[[pins.Forms, str], Library | None]


def nothing_known(forms: pins.Forms, seen: str) -> Library | None:
    """The past of a project that nobody looks up."""
    return None


@dataclass(frozen=True, slots=True)
class Telling:
    """A passage and its mark: the words from `start` to `end`, the mark from `at` to `stop`.

    In a table it covers what stands `beside` it, too: the cells before it in its row, back to the
    mark before. `sentence` is where the sentence begins in which the passage does.
    """

    start: int
    end: int
    at: int
    stop: int
    name: str  # of the mark: "rests" or "judgement"
    addresses: tuple[str, ...]
    seen: str  # the pin that the mark carries, if it does
    sentence: int
    beside: tuple[Span, ...] = ()

    def words(self, text: str) -> str:
        """The passage as it is typed, in a line."""
        spans = [*self.beside, Span(self.start, self.end)]
        return " | ".join(" ".join(text[one.start : one.end].split()) for one in spans)

    def typed(self, text: str) -> str:
        """The same with its lines as they are, for what is looked up in it."""
        return text[self.beside[0].start if self.beside else self.start : self.end]

    def spot(self, text: str, path: str) -> Spot:
        """The place of the mark."""
        return spot_at(text, self.at, path)


@dataclass(frozen=True, slots=True)
class Changed:
    """What is told otherwise of a fact since a passage on it was confirmed."""

    address: str
    what: str
    was: str
    now: str

    def __str__(self) -> str:
        return f'{self.address}: {self.what}: "{self.was}" -> "{self.now}"'


def changed(library: Library, telling: Telling, past: Past) -> list[Changed]:
    """What changed in the facts of a telling, as far as it is known how they were."""
    forms = pins.forms(library, telling.addresses)
    old = past(forms, telling.seen) if telling.seen else None
    out = list[Changed]()
    for address, then in zip(telling.addresses, pins.there(old, forms) if old else ()):
        assert old
        was, now = pins.told(old, then), pins.told(library, address)
        out += [Changed(address, *part) for part in pins.changes(was, now)]
    return out


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
    out, row, left = list[Telling](), -1, list[Span]()
    for block in blocks(text):
        if block.row < 0 or block.row != row:
            row, left = block.row, []
        inside = [(m, c) for m, c in found if block.start <= m.start() and m.end() <= block.end]
        out += _in_block(text, block, inside, left)
    return out


def ended(text: str, found: list[tuple[re.Match[str], Call]]) -> tuple[int, ...]:
    """Where expressions end that print a whole sentence."""
    return tuple(m.end() for m, (name, *_) in found if name == "fact")


def _in_block(
    text: str, block: Span, found: list[tuple[re.Match[str], Call]], left: list[Span]
) -> Iterator[Telling]:
    """The tellings of one paragraph, item or cell.

    `left` is what stands in the cells before it and has no mark yet; what this one leaves is added.
    """
    starts, last = sentences(text, block, ended(text, found)), block.start
    for match, (name, addresses, named) in found:
        if name in WITHIN:
            continue
        lead = _BETWEEN.match(text, last) if last > block.start else None
        start, at = lead.end() if lead else last, match.start()
        end = start + len(text[start:at].rstrip())
        if name in MARKS and re.search(r"\w", text[start:end]):
            begins = max((s.start for s in starts if s.start <= start), default=block.start)
            yield Telling(
                start, end, at, match.end(), name, tuple(addresses), named.get("seen", ""),
                left[0].start if left else begins, tuple(left),
            )  # fmt: skip
        last = match.end()
        left.clear()
    if re.search(r"\w", text[last : block.end]):
        left.append(Span(last, block.end))
