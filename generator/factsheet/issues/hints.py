"""The word that was probably meant: hints for a misspelt key, id or address."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from functools import lru_cache
from heapq import nlargest
from itertools import islice

MAX_COMPARED = 1_000_000  # words looked at for the hints of one rule
LIKELY = 5  # words that share most letters, of which the nearest is chosen
LISTED = 20  # words that a hint names when none is near


def closest(word: str, words: Collection[str]) -> str:
    """The one of `words` most like `word`, or empty; of many only the likeliest are compared."""
    if len(word) > 200:
        return ""
    likely = _likely(word, words) if len(words) > LIKELY else list(words)
    return next(iter(get_close_matches(word, likely, n=1, cutoff=0.6)), "")


def nearest(word: str, words: Collection[str]) -> str:
    """A "did you mean" hint for `word`, or the empty string."""
    found = closest(word, words)
    return f'did you mean "{found}"?' if found else ""


def _likely(word: str, words: Iterable[str]) -> list[str]:
    """The words of about the same length that share most pairs of letters with `word`."""
    wanted, low, high = _pairs(word), len(word) * 3 // 7, len(word) * 7 // 3 + 1

    def likeness(other: str) -> int:
        return (wanted & _pairs(other)).bit_count() - abs(len(other) - len(word))

    return nlargest(LIKELY, (w for w in words if low <= len(w) <= high), key=likeness)


@lru_cache(maxsize=200_000)  # a second misspelt id among thousands costs a tenth of the first
def _pairs(word: str) -> int:
    """A number with a bit set for each letter and each pair of letters of a word."""
    bits = 0
    for one, two in zip(word, word[1:] + word[:1]):
        bits |= 1 << ord(one) % 61 | 1 << 61 + (31 * ord(one) + ord(two)) % 251
    return bits


def some(words: Collection[str]) -> str:
    """The words in a row, of many the first."""
    more = ", …" if len(words) > LISTED else ""
    return f"{', '.join(islice(words, LISTED))}{more}"


class Hints:
    """Hints for one rule; none after very many words were compared, because only some are shown."""

    def __init__(self) -> None:
        self.left = MAX_COMPARED

    def nearest(self, word: str, words: Collection[str]) -> str:
        """As `nearest`, or the empty string when enough has been said."""
        self.left -= max(len(words), 500)  # a few, letter by letter, cost as much as hundreds
        return nearest(word, words) if self.left >= 0 else ""
