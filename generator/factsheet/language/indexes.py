"""Names in an index: where they stand in it, and under which letters."""

import unicodedata

from factsheet.language.ordering import ordering
from factsheet.language.speech import now, remembered

HAMZA_AND_AYN = "ʼʾʿʻ"  # as scholars write them in Latin letters


def unmarked(text: str) -> str:
    """A spelling as readers type it: Latin letters without marks, no signs for hamza and ayn."""
    if text.isascii():
        return text
    out = ""
    for char in unicodedata.normalize("NFD", text):
        if char in HAMZA_AND_AYN or (unicodedata.combining(char) and out[-1:].isascii()):
            continue
        out += char
    return unicodedata.normalize("NFC", out)


@remembered(50_000)
def order(text: str) -> tuple[str, str, str, str]:
    """Where a name stands in an index of the language: `Ägypten` with A, Spanish `ñ` after N."""
    return *ordering(now().code).weight(text), str(text)


@remembered(50_000)
def index_form(text: str) -> str:
    """A name without marks, but for those of letters that the language has in its alphabet."""
    return "".join(shown for shown, _ in _letters(text))


@remembered(50_000)
def index_letters(text: str) -> str:
    """The letters and digits under which an index has a name, all small: `É` under `e`."""
    return "".join(filter(str.isalnum, "".join(letter for _, letter in _letters(text))))


def _letters(text: str) -> list[tuple[str, str]]:
    """Each letter of a name as it is shown, and the one under which it stands."""
    return [_letter(letter) for letter, _ in ordering(now().code).parts(text)]


@remembered(5_000)
def _letter(letter: str) -> tuple[str, str]:
    rules, plain = ordering(now().code), unicodedata.normalize("NFD", letter)[0]
    if letter in rules.apart:
        return letter, rules.apart[letter]
    if letter in HAMZA_AND_AYN:
        return "", ""
    if not rules.weight(letter).letters.startswith(rules.weight(plain).letters):
        plain = letter  # as Ukrainian й, which is no и
    small = plain.casefold()
    under = rules.under.get(small, small)
    if under == small:
        return plain, under
    return under.upper() if plain != plain.lower() else under, under
