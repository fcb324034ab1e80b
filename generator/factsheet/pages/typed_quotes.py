"""Quotations typed by hand into a page that are, or nearly are, a wording on record.

They must be placed by address: a hand-typed copy does not change when the record is mended, and a
slip in it goes unseen.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from factsheet.evidence import Library
from factsheet.issues import Issue, spot_at
from factsheet.values import Put

_QUOTED = re.compile(r'[“"„«]((?:[^“”"„«»\n]|\n(?!\s*\n)){25,800})[”“"»]')
ALIKE = 0.8  # part of the letters that two texts have in common, in the same order
START = 9  # letters that what was typed and a wording share from the beginning of a word on
LONG = 12  # letters: such a word may be a whole sentence, in a script without blanks
PLACES = 50  # looked at for one such beginning
LIKELY = 5  # wordings compared letter by letter with one quotation

Wordings = tuple[tuple[str, str], ...]  # (address, bare text)


def check(text: str, path: str, library: Library, put: Put) -> None:
    """Put an issue for each quotation in `text`, expressions blanked, that is on record."""
    typed_ones = list(_QUOTED.finditer(text))
    kinds = library.kinds.playing("quote") if typed_ones else []
    quotes = [record for kind in kinds for record in library.of(kind.plural)]
    wordings = tuple((s.address, _bare(s.text)) for r in quotes for s in r.of("wordings"))
    for match in typed_ones:
        if found := _match(_bare(match[1]), wordings):
            spot, message = spot_at(text, match.start(1), path), f'this is, or nearly is, "{found}"'
            hint = f'write {{{{ quote("{found}") }}}}'
            put(Issue(spot, "prose-quote", message, hint, len(match[1])))


@lru_cache(maxsize=20_000)  # every page with quotations asks for all wordings again
def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _match(typed: str, wordings: Wordings) -> str:
    """The address of a wording that `typed` is, nearly is, or is a part of; else empty."""
    starts = _starts(wordings)
    # wording -> where in it what was typed would begin, by each word
    lies: dict[int, list[int]] = defaultdict(list)
    for at in _words(typed):
        for number, place in starts.get(typed[at : at + START], ()):
            lies[number].append(place - at)
    for number in sorted(lies, key=lambda n: (-len(lies[n]), n))[:LIKELY]:
        address, text = wordings[number]
        begins = max(0, sorted(lies[number])[len(lies[number]) // 2])
        part = text[begins : begins + len(typed)]
        if typed in text or _alike(typed, text) or _alike(typed, part):
            return address
    return ""


@lru_cache(maxsize=4)  # made of all wordings, once for all pages
def _starts(wordings: Wordings) -> dict[str, list[tuple[int, int]]]:
    """Where in which wording a word begins with these letters."""
    out: dict[str, list[tuple[int, int]]] = {}
    for number, (_, text) in enumerate(wordings):
        for at in _words(text):
            places = out.setdefault(text[at : at + START], [])
            if len(places) < PLACES:
                places.append((number, at))
    return out


def _words(text: str) -> Iterator[int]:
    """Where words begin; in a very long one every letter counts as a beginning."""
    at = 0
    for word in text.split(" "):
        yield from range(at, at + (len(word) if len(word) > LONG else 1))
        at += len(word) + 1


def _alike(one: str, two: str) -> bool:
    """Do two texts have most of their letters in common, in the same order?"""
    both = len(one) + len(two)
    return 2 * min(len(one), len(two)) > ALIKE * both and 2 * _common(one, two) > ALIKE * both


def _common(one: str, two: str) -> int:
    """The length of the longest common subsequence: a bit for each letter, all moved at once."""
    places: dict[str, int] = defaultdict(int)
    for at, char in enumerate(one):
        places[char] |= 1 << at
    whole = left = (1 << len(one)) - 1
    for char in two:
        shared = left & places.get(char, 0)
        left = ((left + shared) | (left - shared)) & whole
    return len(one) - left.bit_count()
