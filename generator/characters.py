"""Bytes into text: the encoding, the characters a file may not contain, and white space folded."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import islice

from generator.issues import Issue, Spot, spot_at

MAX_FILE = 1_000_000  # bytes
MAX_ISSUES = 100  # of one sort in one file
MAX_MARKS = 30  # on one letter, as Unicode’s stream-safe texts have it; putting more in order takes very long

Put = Callable[[Issue], None]

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ufdd0-\ufdef\U000e0000-\U000e007f" + "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(1, 17)) + "]"
)
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)", re.M)
_ODD = ("\ufffc", "\ufffd", "<" * 7, ">" * 7)  # what is refused though it can be printed
_BLANKS = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_TABS, _RETURN = re.compile("\t+|\r"), re.compile("\r")


def fold(text: str) -> str:
    """`text` in NFC with runs of white space folded to one blank and blanks of every kind stripped at the ends (U+00A0 stays inside)."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return (_BLANKS.sub(" ", text) if "  " in text or not text.isprintable() else text).strip()


def name(char: str) -> str:
    return f"U+{ord(char):04X} ({unicodedata.name(char, 'control character').lower()})"


@cache
def _piled() -> re.Pattern[str]:
    """More marks in a row than any script piles on a letter."""
    marks = "".join(chr(c) for c in range(0x300, 0x20000) if unicodedata.combining(chr(c)))
    return re.compile(f"[{marks}]{{{MAX_MARKS + 1},}}")


def piled(text: str) -> re.Match[str] | None:
    """Where more marks stand on one letter than are allowed."""
    return None if text.isascii() else _piled().search(text)


def decode(data: bytes, path: str, put: Put) -> str | None:
    """The text of a file, or None with the reason put."""
    if len(data) > MAX_FILE:
        put(Issue(Spot(path), "limit", f"the file has {len(data):,} bytes; {MAX_FILE:,} are allowed", "split it"))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        put(Issue(Spot(path, line), "encoding", f"byte 0x{data[error.start]:02X} is not UTF-8", "save the file as UTF-8"))
        return None
    return text.replace("\r\n", "\n")


def scan(text: str, path: str, put: Put, tabs: bool = True) -> bool:
    """Refuse characters that hide or reorder text and merge-conflict marks. True when the text is clean."""
    if pile := piled(text):
        message = f"{len(pile[0]):,} marks stand on one letter; {MAX_MARKS} are allowed"
        put(Issue(spot_at(text, pile.start(), path), "limit", message, "delete them"))
        return False
    if text.replace("\n", "").isprintable() and not any(odd in text for odd in _ODD):
        return True
    hidden, blanks, conflicts = (
        list(islice(p.finditer(text), MAX_ISSUES)) for p in (FORBIDDEN, _TABS if tabs else _RETURN, _CONFLICT)
    )  # fmt: skip
    for match in hidden:
        put(Issue(spot_at(text, match.start(), path), "bad-character", f"{name(match[0])} is not allowed", "delete it"))
    for match in blanks:
        what = "a lone carriage return" if match[0] == "\r" else "a tab"
        put(Issue(spot_at(text, match.start(), path), "bad-character", f"{what} is not allowed", "use blanks", len(match[0])))
    if not any(m[0][0] in "<>" for m in conflicts):
        conflicts = []  # a row of = alone underlines a heading
    for match in conflicts:
        put(Issue(spot_at(text, match.start(), path), "yaml-syntax", "a merge conflict was left in the file", "resolve it", 7))
    return not (hidden or blanks or conflicts)
