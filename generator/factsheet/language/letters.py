"""Whether a text can be in a language, as far as its letters tell."""

import unicodedata
from functools import cache


def fits(text: str, code: str) -> bool:
    """Whether the letters of a text are of a script in which a language is written.

    Latin letters are told from all others: `Lake` may be English or Dutch, and is no Arabic.
    """
    latin = {_is_latin(char) for char in text if char.isalpha()}
    return not latin or _latin(code) in latin


def _is_latin(char: str) -> bool:
    return char.isascii() or unicodedata.name(char, "").startswith("LATIN ")


@cache
def _latin(code: str) -> bool:
    """Whether a language is written in Latin letters; one of which nobody knows is."""
    from babel.core import get_global  # here, because it takes a while

    likely = get_global("likely_subtags")
    parts = code.split("-")
    script = [part for part in parts[1:] if len(part) == 4 and part.isalpha()]
    usual = likely.get(code.replace("-", "_")) or likely.get(parts[0], "")
    return "Latn" in (script or (usual or "Latn").split("_"))
