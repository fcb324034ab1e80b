"""Words in the spellings in which somebody may look for them, beside their own.

Without marks; Arabic alif without hamza, ya for alif maqsura, ha for ta marbuta; ä, ö and ü as ae,
oe and ue too; and in Latin letters. It is what the search of the site does in the reader's browser.
"""

import re
import unicodedata
from functools import lru_cache

from factsheet.evidence import folded as in_latin_letters

_WORD = re.compile(r"\w+")
_LEFT_OUT = re.compile("[ʼʾʿ‘’'`´\u0640]")
LETTERS = {  # that have no mark to leave out; the script of the site is given them too
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss",
    "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا", "ة": "ه",
}  # fmt: skip
_LETTERS = str.maketrans(LETTERS)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_SIGNS = str.maketrans(dict.fromkeys("“”„«»–—…·¶§°", " "))  # between words
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})


def folded(text: str) -> str:
    """The words of a text that are others without marks, or in other letters; each once."""
    text = text.translate(_SIGNS)
    if text.isascii() and "'" not in text and "`" not in text:
        return ""
    small = unicodedata.normalize("NFC", text).lower()
    own = set(_WORD.findall(small))
    forms = [small.translate(_ARABIC), bare(small), bare(small.translate(_UMLAUTS))]
    forms.append(in_latin_letters(small))
    found = dict.fromkeys(word for form in forms for word in _WORD.findall(form))
    return " ".join([word for word in found if word not in own])


def spellings(text: str) -> list[str]:
    """The words of a text as a folded query has them, where leaving out marks is not enough."""
    words = text.translate(_SIGNS).replace("<", " <").replace(">", "> ").split()
    marked = [one for one in words if not one.isascii() or "'" in one or "`" in one]
    known = [_spelt(word) for word in dict.fromkeys(marked)]
    own = {word for plain, _ in known for word in plain}
    found = dict.fromkeys(word for _, others in known for word in others)
    return [word for word in found if word not in own]


@lru_cache(maxsize=100_000)  # a site has few words, and each of them often
def _spelt(word: str) -> tuple[list[str], list[str]]:
    """A word without its marks, and as a folded query may have it."""
    small = unicodedata.normalize("NFC", word).lower()
    forms = [bare(small), bare(small.translate(_UMLAUTS))]
    found = [word for form in forms for word in _WORD.findall(form.translate(_DIGITS))]
    found += [word[2:] for word in found if word.startswith("ال") and len(word) > 4]
    plain = [c for c in unicodedata.normalize("NFD", small) if not unicodedata.combining(c)]
    return _WORD.findall("".join(plain)), found


def bare(text: str) -> str:
    """A text in small letters without marks; what is asked for is folded in the same way."""
    letters = unicodedata.normalize("NFKD", _LEFT_OUT.sub("", text))
    return "".join([c for c in letters if not unicodedata.combining(c)]).translate(_LETTERS)
