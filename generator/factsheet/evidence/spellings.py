"""Names found by any spelling: without marks and capitals, in other letters, by their beginnings.

What is asked and what is looked through become the same: letters a to z and digits, in words.
Letters of other scripts are transliterated, so that Москва is found by Moskva and the other way
round. A script that leaves vowels out is met half-way: words are compared without theirs at last.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import IntEnum
from functools import lru_cache

MAX_ASKED = 200  # characters that are looked for
_INSIDE = str.maketrans("", "", "'`^\"")  # signs within a word that many leave out: Hay'at
_WORD = re.compile(r"[a-z0-9]+")
_VOWELS = re.compile(r"[aeiouyw]+")
_TWICE = re.compile(r"(.)\1")
_SAME = str.maketrans({"c": "k", "q": "k"})  # one sound in two spellings: Iraq, Irak
_BONES = 3  # consonants that are enough to know a word by


class Grade(IntEnum):
    """How well something fits what is asked, the best first."""

    ID = 0  # its address or its id
    START = 1  # how one of them begins
    NAME = 2  # a name of it, however it is spelled
    WORDS = 3  # how words of one name begin
    SOUND = 4  # the same without vowels and doubled letters


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """A text as words of small letters a to z and digits, with a blank between them."""
    plain = text if text.isascii() else _in_ascii(unicodedata.normalize("NFKC", text))
    return " ".join(_WORD.findall(plain.lower().translate(_INSIDE)))


def _in_ascii(text: str) -> str:
    from anyascii import anyascii  # takes as long to load as all of this room

    return anyascii(text)


def match(names: Mapping[str, Iterable[str]], asked: str) -> list[str]:
    """The addresses that `asked` may mean, best first; all of them when nothing is asked.

    `names` has for each address of a record or a statement all that it is called, the usual name
    first. `people/` before the words asks for people alone.
    """
    return [address for _, address in graded(names, asked)]


def graded(names: Mapping[str, Iterable[str]], asked: str) -> list[tuple[Grade, str]]:
    """The same with the grade of each; of one grade short names come first, then usual ones."""
    typed = asked[:MAX_ASKED].strip().casefold()
    kind, slash, rest = typed.partition("/")
    before = f"{kind}/" if slash and any(one.startswith(f"{kind}/") for one in names) else ""
    words = folded(rest if before else typed).split()
    found = []
    for address, spellings in names.items():
        if address.startswith(before):
            fit = _by_id(address, typed) or _by_name(spellings, words)
            found += [(*fit, address)] if fit else []
    return [(grade, address) for grade, _, _, address in sorted(found)]


_Fit = tuple[Grade, int, int]  # and the length of the name in words, its place among the names


def _by_id(address: str, typed: str) -> _Fit | None:
    """How well an address or an id in it fits, if it does: `hts`, `hts#us-listing`."""
    ids = {address, address.partition("/")[2], address.rpartition("#")[2]}
    if typed in ids:
        return Grade.ID, 0, 0
    return (Grade.START, 0, 0) if any(one.startswith(typed) for one in ids) else None


def _by_name(spellings: Iterable[str], words: list[str]) -> _Fit | None:
    """How well a name fits best, if one does."""
    fits = []
    for place, spelling in enumerate(spellings if words else ()):
        name = folded(spelling).split()
        if "".join(name) == "".join(words):
            return Grade.NAME, len(name), place
        if _begins(name, words):
            fits.append((Grade.WORDS, len(name), place))
        elif _begins([_bones(word) for word in name], [_bones(word) for word in words]):
            fits.append((Grade.SOUND, len(name), place))
    return min(fits, default=None)


def _begins(name: list[str], words: list[str]) -> bool:
    """Whether every word is how a word of the name begins."""
    return all(any(one.startswith(word) for one in name) for word in words)


@lru_cache(maxsize=100_000)
def _bones(word: str) -> str:
    """The consonants of a word, each once in a row; with its vowels if they are too few."""
    once = _TWICE.sub(r"\1", word.translate(_SAME))
    bones = _TWICE.sub(r"\1", _VOWELS.sub("", once))
    return bones if len(bones) >= _BONES else once
