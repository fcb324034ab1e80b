"""Quotations typed by hand into a page that are, or nearly are, a wording on record: they must be placed by address.

A hand-typed copy does not change when the record is mended, and a slip in it goes unseen.
"""

import re
from difflib import SequenceMatcher

from generator.issues import Issue, spot_at
from generator.kinds import register
from generator.library import Library
from generator.records import Put

_QUOTED = re.compile(r'[“"„«]((?:[^“”"„«»\n]|\n(?!\s*\n)){25,800})[”"»]')
ALIKE = 0.8


def check(text: str, path: str, library: Library, put: Put) -> None:
    """Put an issue for each quotation in `text` (expressions blanked) that matches a wording on record."""
    typed_ones = list(_QUOTED.finditer(text))
    quotes = [r for kind in register().values() if kind.has_wordings and typed_ones for r in library.of(kind.plural)]
    wordings = [(s.address, _bare(s.text)) for r in quotes for s in r.of("wordings")]
    for match in typed_ones:
        typed = _bare(match[1])
        found = next((a for a, w in wordings if typed and (typed in w or _alike(typed, w))), None)
        if found:
            spot = spot_at(text, match.start(1), path)
            put(Issue(spot, "prose-quote", f'this is, or nearly is, "{found}"', f'write {{{{ quote("{found}") }}}}', len(match[1])))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _alike(one: str, two: str) -> bool:
    """Is what was typed (`one`) nearly a wording, or nearly a part of it?"""
    if len(one) < len(two):
        found = SequenceMatcher(None, one, two, autojunk=False).find_longest_match()
        start = max(0, found.b - found.a)
        if found.size >= 12 and SequenceMatcher(None, one, two[start : start + len(one)], autojunk=False).ratio() > ALIKE:
            return True
    if min(len(one), len(two)) < ALIKE * max(len(one), len(two)) / 1.5:
        return False
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.real_quick_ratio() > ALIKE and matcher.quick_ratio() > ALIKE and matcher.ratio() > ALIKE
