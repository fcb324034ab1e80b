"""Words in the spellings in which somebody may look for them, beside their own.

Without marks; Arabic alif without hamza, ya for alif maqsura, ha for ta marbuta; ä, ö and ü as ae,
oe and ue too; and in Latin letters. It is what the search of the site does in the reader's browser.
"""

import re
import unicodedata

from factsheet.evidence import folded as in_latin_letters

_WORD = re.compile(r"\w+")
_LEFT_OUT = re.compile("[ʼʾʿ‘’'`´\u0640]")
_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "ى": "ي", "ة": "ه"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_SIGNS = str.maketrans(dict.fromkeys("“”„«»–—…·¶§°", " "))  # between words
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


def bare(text: str) -> str:
    """A text in small letters without marks; what is asked for is folded in the same way."""
    letters = unicodedata.normalize("NFKD", _LEFT_OUT.sub("", text))
    return "".join([c for c in letters if not unicodedata.combining(c)]).translate(_LETTERS)
