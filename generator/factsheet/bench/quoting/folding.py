"""Texts folded so that typesetting makes no difference, and still known by their places."""

import re
from bisect import bisect_right
from functools import cached_property
from unicodedata import normalize

_HIDDEN = re.compile(r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
                     r"\u2060-\u2064\u2066-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]")  # fmt: skip
_SAME = str.maketrans(
    {
        **dict.fromkeys("\"'`´‘’‚‛“”„‟«»‹›′″‵‶〝〞〟「」『』＂＇", "'"),
        **dict.fromkeys("-‐‑‒–—―−﹘﹣－", "-"),
    }
)
_EAST = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # scripts without blanks
# What is left out: quotation marks, blanks around dashes and between letters of such scripts, the
# points and strokes that Arabic and Hebrew texts may have or lack
_DROPPED = re.compile(
    rf" '(?!\w)|'| (?=-)|(?<=-)[ -]|(?<=[{_EAST}]) (?=[{_EAST}])"
    "|[\u0591-\u05c7\u0640\u064b-\u065f\u0670]"
)
_WORD = re.compile(rf"[{_EAST}]|[^\W_{_EAST}]+")


def plain(text: str) -> str:
    """A text with compatible letters as one, nothing invisible, and single blanks."""
    return " ".join(_HIDDEN.sub("", normalize("NFKC", text)).split())


def letters(text: str) -> str:
    """The letters and digits of a text alone, whatever its capitals: for titles and names."""
    return "".join(char for char in plain(text).casefold() if char.isalnum())


class Folded:
    """A text and its folded form; a place in one leads to the place in the other.

    `plain` is the text as it is shown, `text` the one that is searched: without quotation marks,
    and with one dash for all of their sorts.
    """

    def __init__(self, text: str) -> None:
        self.plain = plain(text)
        same = self.plain.translate(_SAME)
        gone = (at for match in _DROPPED.finditer(same) for at in range(*match.span()))
        self._dropped = [at - before for before, at in enumerate(gone)]
        self.text = _DROPPED.sub("", same)

    def place(self, index: int) -> int:
        """Where a character of `text` stands in `plain`."""
        return index + bisect_right(self._dropped, index)

    @cached_property
    def words(self) -> list[tuple[str, int, int]]:
        """Each word of `text`, whatever its capitals, with its place and its end."""
        return [(m[0].casefold(), m.start(), m.end()) for m in _WORD.finditer(self.text)]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """For each word its numbers among `words`."""
        found: dict[str, list[int]] = {}
        for number, (word, _, _) in enumerate(self.words):
            found.setdefault(word, []).append(number)
        return found
