"""Bytes into text: the encoding, the characters a file may not contain, and white space folded."""

import re
import unicodedata
from collections.abc import Callable
from itertools import islice

from generator import repertoire
from generator.issues import Issue, Spot, spot_at

MAX_FILE = 1_000_000  # bytes
MAX_ISSUES = 100  # of one sort in one file

Put = Callable[[Issue], None]

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)", re.M)
_MARKS = ("<" * 7, ">" * 7)
_BLANKS = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_TABS, _RETURN = re.compile("\t+|\r"), re.compile("\r")


def fold(text: str) -> str:
    """`text` in NFC with runs of white space folded to one blank and blanks of every kind stripped at the ends (U+00A0 stays inside)."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return (_BLANKS.sub(" ", text) if "  " in text or not text.isprintable() else text).strip()


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
    if repertoire.clean(text) and not any(mark in text for mark in _MARKS):
        return True
    hidden = list(islice(repertoire.refused(text), MAX_ISSUES))
    blanks, conflicts = (list(islice(p.finditer(text), MAX_ISSUES)) for p in (_TABS if tabs else _RETURN, _CONFLICT))
    for at in hidden:
        put(Issue(spot_at(text, at, path), "bad-character", *repertoire.complaint(text[at])))
    for match in blanks:
        what = "a lone carriage return" if match[0] == "\r" else "a tab"
        put(Issue(spot_at(text, match.start(), path), "bad-character", f"{what} is not allowed", "use blanks", len(match[0])))
    if not any(m[0][0] in "<>" for m in conflicts):
        conflicts = []  # a row of = alone underlines a heading
    for match in conflicts:
        put(Issue(spot_at(text, match.start(), path), "yaml-syntax", "a merge conflict was left in the file", "resolve it", 7))
    return not (hidden or blanks or conflicts)
