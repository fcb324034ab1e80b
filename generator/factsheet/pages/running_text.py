"""The running text of a hand-written page: its paragraphs, items of lists, cells, and sentences.

It is read from the Markdown as it is typed, so that every place is one in the file. Headings, code,
heads of tables and what stands between blocks are no running text.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from factsheet.language import say
from factsheet.pages.expressions import EXPRESSION

_FENCED = re.compile(r"^(`{3,}|~{3,})(?![`~])[^`\n]*\n(?:.*?\n)?\1 *$", re.M | re.S)
_QUOTED = re.compile(r" {0,3}>")
_APART = re.compile(r"\s*(?:>\s?)*(?:(?:[-*_]\s*){3,})?$")  # a blank line, or a rule
_TITLE = re.compile(r"\s*(?:>\s?)*(?:#|(?:!!!|\?\?\?)\+?\s|\[[^\]^\n]+\]:\s)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+) *$")
# what stands before the words of a line: a quotation's sign, a bullet, a number, a footnote's name
_BEFORE = re.compile(r"\s*(?:>\s?)*(?:(?P<item>[-*+]|\d+[.)]|\[\^[^\]\n]+\]:|:)\s+)?")
_DIVIDER = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_CELL = re.compile(r"(?:[^|\\\n]|\\.)+")
_END = re.compile(r"[.!?…。؟۔।]+[\"“”’»›)\]*_]*\x00*(?=\s|$)")
_INITIAL = re.compile(r"(?:^|[^\w])\w$")


class Span(NamedTuple):
    """A stretch of a page; of a cell also where its row begins."""

    start: int
    end: int
    row: int = -1


def blocks(text: str) -> list[Span]:
    """The paragraphs, items and cells of a page, without what marks them as such."""
    out: list[Span] = []
    start, end, first, at = -1, 0, "", 0
    masked = masks(text)
    readable = _FENCED.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), masked)

    def close() -> None:
        nonlocal start
        if start >= 0:
            out.extend(_cells(masked, start, end))
        start = -1

    for line in readable.split("\n"):
        stop = at + len(line)
        single = start >= 0 and masked.find("\n", start) == end
        if single and _UNDERLINE.match(line):
            start = -1  # what stands above it is a heading
        elif _APART.fullmatch(line) or _TITLE.match(line):
            close()
        else:
            before = _BEFORE.match(line)
            assert before  # it may be empty
            quoted = bool(_QUOTED.match(line)) and not _QUOTED.match(first)
            if start < 0 or before["item"] or quoted:
                close()
                start, first = at + before.end(), line
            end = stop
        at = stop + 1
    close()
    return out


def masks(text: str) -> str:
    """A page in whose expressions no letter means anything; every place stays what it is."""
    return EXPRESSION.sub(lambda found: "\0" * len(found[0]), text)


def _cells(masked: str, start: int, end: int) -> Iterator[Span]:
    """A paragraph, or the cells of a table below its head."""
    lines = masked[start:end].split("\n")
    if len(lines) < 2 or "|" not in lines[1] or not _DIVIDER.match(lines[1]):
        if masked[start:end].strip():
            yield Span(start, end)
        return
    at = start + len(lines[0]) + len(lines[1]) + 2
    for line in lines[2:]:
        for cell in _CELL.finditer(line):
            if cell[0].strip():
                lead = len(cell[0]) - len(cell[0].lstrip())
                begins = at + cell.start()
                yield Span(begins + lead, begins + len(cell[0].rstrip()), at)
        at += len(line) + 1


def sentences(text: str, block: Span, ended: tuple[int, ...] = ()) -> list[Span]:
    """The sentences of a block; `ended` are places at which an expression has ended one."""
    masked, out, start = masks(text[block.start : block.end]), list[Span](), 0
    short = set(say("abbreviations").split())
    stops = [m.end() for m in _END.finditer(masked) if _ends(masked, m, short)]
    stops += [at - block.start for at in ended if block.start < at <= block.end]
    for stop in sorted({*stops, len(masked)}):
        part = masked[start:stop]
        if part.strip():
            lead = len(part) - len(part.lstrip())
            out.append(Span(block.start + start + lead, block.start + start + len(part.rstrip())))
        start = stop
    return out


def _ends(masked: str, mark: re.Match[str], short: set[str]) -> bool:
    """Whether a full stop ends a sentence, and no abbreviation or initial."""
    following = masked[mark.end() :].lstrip()
    if following[:1].islower():
        return False
    word = masked[: mark.start() + 1].split()[-1].lstrip('(“"‘„«‹[*_')
    return mark[0][0] != "." or not (word in short or _INITIAL.search(word[:-1]))
