"""The place of a page that comes closest to a quotation, and the words in which it differs."""

from collections import Counter
from difflib import SequenceMatcher

from factsheet.bench.quoting.folding import Folded

MIN_ALIKE = 0.72  # share of words, or letters, that are the same
FEW = 8  # words: of fewer, letters are compared
MAX_OFTEN = 300  # places of a word that are looked at
MAX_COMPARED = 6  # places that are compared
MAX_TOLD = 6  # differences that are told
MAX_WORDS = 1_000  # of a quotation


def nearest(wanted: Folded, page: Folded) -> tuple[int, int, str] | None:
    """Start and end of the place in the folded page, and what differs; None if none is close."""
    words = [word for word, _, _ in wanted.words][:MAX_WORDS]
    best: tuple[float, int, int] = (0.0, 0, 0)
    for first in _candidates(words, page):
        slack = max(2, len(words) // 4)
        low = max(0, first - slack)
        near = [word for word, _, _ in page.words[low : first + len(words) + slack]]
        start, end, alike = _alike(words, near)
        if alike > best[0]:
            best = alike, low + start, low + end
    alike, start, end = best
    if alike < MIN_ALIKE:
        return None
    there = [word for word, _, _ in page.words[start:end]]
    return page.words[start][1], page.words[end - 1][2], _differs(words, there)


def _candidates(words: list[str], page: Folded) -> list[int]:
    """The words of the page, by their numbers, at which most of the quotation seems to begin."""
    votes: Counter[int] = Counter()
    for number, word in enumerate(words):
        places = page.places.get(word, [])
        votes.update(max(0, place - number) for place in places[:MAX_OFTEN])
    spread: Counter[int] = Counter()
    for first, count in votes.items():
        for shifted in range(first - 2, first + 3):
            spread[max(0, shifted)] += count
    ranked = sorted(spread, key=lambda first: (-spread[first], -votes[first], first))
    chosen: list[int] = []
    for first in ranked:
        if all(abs(first - other) > 2 for other in chosen):
            chosen.append(first)
        if len(chosen) == MAX_COMPARED:
            break
    return chosen


def _alike(words: list[str], near: list[str]) -> tuple[int, int, float]:
    """The first and last word of `near` that belong to the quotation, and how alike both are."""
    blocks = [b for b in SequenceMatcher(None, words, near, False).get_matching_blocks() if b.size]
    if not blocks:
        return 0, 0, 0.0
    start = max(0, blocks[0].b - blocks[0].a)
    end = min(len(near), blocks[-1].b + len(words) - blocks[-1].a)
    there = near[start:end]
    if len(words) < FEW:
        alike = SequenceMatcher(None, " ".join(words), " ".join(there), False).ratio()
    else:
        alike = SequenceMatcher(None, words, there, False).ratio()
    return start, end, alike


def _differs(words: list[str], there: list[str]) -> str:
    """The words in which the page differs: "x" for "y", separated by semicolons."""
    told: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, words, there, False).get_opcodes():
        ours, theirs = " ".join(words[a:b]), " ".join(there[c:d])
        if what == "replace":
            told.append(f'"{theirs}" where we have "{ours}"')
        elif what == "insert":
            told.append(f'"{theirs}" more than we have')
        elif what == "delete":
            told.append(f'without "{ours}"')
    if not told:
        return "in capitals or signs"
    more = [f"{len(told) - MAX_TOLD} more"] if len(told) > MAX_TOLD else []
    return "; ".join([*told[:MAX_TOLD], *more])
