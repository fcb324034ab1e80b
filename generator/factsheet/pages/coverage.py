"""How much of a page's running text rests on facts, and which of its sentences rest on none."""

import re
from dataclasses import dataclass, field

from factsheet.evidence import Library
from factsheet.issues import spot_at
from factsheet.pages import plain, tellings
from factsheet.pages.blocks import BLOCKS
from factsheet.pages.claimants import heard_as
from factsheet.pages.expressions import Call
from factsheet.pages.running_text import Span, blocks, masks, sentences

EXPLAINS = {"as_of", "questions", "who", tellings.RESTS}  # what an explainer calls
_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
_TARGET = re.compile(r"\]\([^)\n]*\)|\[\^[^\]\n]+\]")
_SIGNS = re.compile(r"[*_`|]|\s+")


@dataclass(slots=True)
class Coverage:
    """Of one page: words of running text, those that rest on facts, those that are judgement.

    `bare` are the sentences that rest on none and are no judgement, `judged` those that are, each
    with its line.
    """

    words: int = 0
    resting: int = 0
    judgement: int = 0
    bare: list[tuple[int, str]] = field(default_factory=list)
    judged: list[tuple[int, str]] = field(default_factory=list)


def explains(text: str) -> bool:
    """Whether a page is an explainer: framed as one, or with passages that rest on facts."""
    return any(call[0] in EXPLAINS for _, call in tellings.calls(text))


def of(text: str, library: Library) -> Coverage:
    """The coverage of a page's text, its head left out."""
    out, found = Coverage(), list(tellings.calls(text))
    words = _words(text, found, library)
    resting, judged = _grounds(text, found)
    for unit in _units(text, found):
        inside = {at: count for at, count in words.items() if unit.start <= at < unit.end}
        here = sum(count for at, count in inside.items() if _within(at, resting))
        ours = sum(count for at, count in inside.items() if _within(at, judged))
        whole = sum(inside.values())
        out.words, out.resting, out.judgement = (
            out.words + whole, out.resting + here, out.judgement + ours
        )  # fmt: skip
        if whole and not here:
            line = spot_at(text, unit.start, "").line
            (out.judged if ours else out.bare).append((line, _said(text, unit, library)))
    return out


def _units(text: str, found: list[tuple[re.Match[str], Call]]) -> list[Span]:
    """The sentences of a page; a row of a table counts as one."""
    out: list[Span] = []
    row = -1
    ended = tellings.ended(text, found)
    for block in blocks(text):
        if block.row < 0:
            out += sentences(text, block, ended)
        elif block.row == row:
            out[-1] = Span(out[-1].start, block.end)
        else:
            out.append(block)
        row = block.row
    return out


def _words(
    text: str, found: list[tuple[re.Match[str], Call]], library: Library
) -> dict[int, int]:  # fmt: skip
    """Where a word stands, with 1; where an expression stands, with how many it prints."""
    typed = _TARGET.sub(lambda match: " " * len(match[0]), masks(text))
    out = {match.start(): 1 for match in _WORD.finditer(typed)}
    for match, (name, texts, _) in found:
        if name not in BLOCKS and (said := _printed(name, texts, library)):
            out[match.start()] = len(_WORD.findall(said))
    return out


def _printed(name: str, texts: list[str], library: Library) -> str:
    """The words that an expression prints in running text."""
    if name == "link" and texts:
        record = library.names.get(texts[0].partition("#")[0])
        return texts[1] if len(texts) > 1 else record.name if record else ""
    statement = library.statements.get(texts[0]) if texts else None
    if statement and name == "fact":
        return plain.sentence(library, statement)
    return "1" if name in ("value", "number") else ""


def _grounds(
    text: str, found: list[tuple[re.Match[str], Call]]
) -> tuple[list[Span], list[Span]]:  # fmt: skip
    """(what rests on facts, what is judgement), as stretches of the text."""
    resting, judged = list[Span](), list[Span]()
    for telling in tellings.read(text):
        spans = [*telling.beside, Span(telling.start, telling.end)]
        (resting if telling.addresses else judged).extend(spans)
    ended, last = tellings.ended(text, found), 0
    for block in blocks(text):
        starts = [one.start for one in sentences(text, block, ended)]
        inside = [(m, c) for m, c in found if block.start <= m.start() < block.end]
        last = block.start
        for match, (name, *_) in inside:
            if name in ("value", "number"):
                since = max((s for s in starts if s <= match.start()), default=block.start)
                resting.append(Span(max(last, since), match.end()))
            elif name in ("fact", "cite"):
                resting.append(Span(last if name == "cite" else match.start(), match.end()))
            if name not in tellings.WITHIN:
                last = match.end()
    return resting, judged


def _within(at: int, spans: list[Span]) -> bool:
    return any(one.start <= at < one.end for one in spans)


def _said(text: str, unit: Span, library: Library) -> str:
    """A sentence in a line, as it reads without marks."""
    typed = text[unit.start : unit.end]
    return " ".join(_SIGNS.sub(" ", heard_as(library, typed)).split())
