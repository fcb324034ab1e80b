"""Bytes into text: the encoding, the characters a file may not contain, and white space folded."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import islice

from factsheet.issues import Issue, Spot, spot_at
from factsheet.values import repertoire

MAX_FILE = 1_000_000  # bytes
MAX_ISSUES = 100  # of one sort in one file
MAX_MARKS = 30  # on one letter, as in Unicode’s stream-safe texts; to put more in order takes long

Put = Callable[[Issue], None]

_CONFLICT = re.compile(
    r"^ *(?P<mark><{7}|={7}|>{7}|\|{7})(?= |$)|^(?P<fence>`{3,}|~{3,})(?P<rest>.*)$", re.M
)
_MARKS = ("<" * 7, ">" * 7, "=" * 7, "|" * 7)
_BLANKS = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_TABS = re.compile("\t+|\r")
_PERHAPS_PILED = re.compile(rf"[^\w\s\x00-\x7f]{{{MAX_MARKS + 1}}}")  # no mark is a letter or blank


def fold(text: str) -> str:
    """`text` in NFC, with runs of white space folded to one blank.

    Blanks of every kind are stripped at the ends; those that are not ordinary stay inside.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return (_BLANKS.sub(" ", text) if "  " in text or not text.isprintable() else text).strip()


def ascii_digits(text: str) -> str:
    """The text in the digits 0 to 9 when it holds digits of another script; else empty."""
    if not re.search(r"(?![0-9])\d", text):
        return ""
    return "".join(str(int(c)) if c.isdecimal() else c for c in text)


@cache  # 10 ms to make
def _piled() -> re.Pattern[str]:
    """More marks in a row than any script piles on a letter; slow to make, and to search with."""
    marks = "".join(chr(c) for c in range(0x300, 0x20000) if unicodedata.combining(chr(c)))
    return re.compile(f"[{marks}]{{{MAX_MARKS + 1},}}")


def piled(text: str) -> re.Match[str] | None:
    """Where more marks stand on one letter than are allowed; said at once of nearly every text."""
    if text.isascii() or not _PERHAPS_PILED.search(text):
        return None
    return _piled().search(text)


def decode(data: bytes, path: str, put: Put) -> str | None:
    """The text of a file, or None with the reason put."""
    if len(data) > MAX_FILE:
        message = f"the file has {len(data):,} bytes; {MAX_FILE:,} are allowed"
        put(Issue(Spot(path), "limit", message, "split it"))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        spot = Spot(path, data.count(b"\n", 0, error.start) + 1)
        message = f"byte 0x{data[error.start]:02X} is not UTF-8"
        put(Issue(spot, "encoding", message, "save the file as UTF-8"))
        return None
    return text.replace("\r\n", "\n")


def conflict(text: str, prose: bool = False) -> re.Match[str] | None:
    """The first mark of a merge conflict; in prose not in fenced code, nor under a heading."""
    fence, inside = "", None  # the fence that is open, and the first mark in it
    for match in _CONFLICT.finditer(text):
        if prose and match["fence"]:
            if not fence:
                fence, inside = match["fence"], None
            elif match["fence"].startswith(fence) and not match["rest"].strip():
                fence, inside = "", None
        elif match["mark"]:
            if prose and match["mark"][0] == "=" and _underlines(text, match.start()):
                continue
            if not fence:
                return match
            inside = inside or match
    return inside  # of a fence that is never closed, which is none


def _underlines(text: str, start: int) -> bool:
    """Whether a row of signs stands below a line of text."""
    return bool(text[text.rfind("\n", 0, max(0, start - 1)) + 1 : start].strip())


def scan(text: str, path: str, put: Put, prose: bool = False) -> bool:
    """Refuse characters that hide or reorder text, and marks of a merge conflict; is it clean?"""
    if pile := piled(text):
        message = f"{len(pile[0]):,} marks stand on one letter; {MAX_MARKS} are allowed"
        put(Issue(spot_at(text, pile.start(), path), "limit", message, "delete them"))
        return False
    if repertoire.clean(text) and not any(mark in text for mark in _MARKS):
        return True
    hidden = list(islice(repertoire.refused(text), MAX_ISSUES))
    blanks = list(islice(_TABS.finditer(text), MAX_ISSUES))
    for at in hidden:
        put(Issue(spot_at(text, at, path), "bad-character", *repertoire.complaint(text[at])))
    for match in blanks:
        spot, width = spot_at(text, match.start(), path), len(match[0])
        what = "a lone carriage return" if match[0] == "\r" else "a tab"
        put(Issue(spot, "bad-character", f"{what} is not allowed", "use blanks", width))
    if mark := conflict(text, prose):
        spot = spot_at(text, mark.start("mark"), path)
        message = "a merge conflict was left in the file"
        hint = "keep one of the two versions, and delete the lines of <<<<<<<, ======= and >>>>>>>"
        put(Issue(spot, "yaml-syntax", message, hint, 7))
    return not (hidden or blanks or mark)
