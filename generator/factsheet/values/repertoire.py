"""The characters that a text may be made of, the same for every version of Python.

Refused is what nobody sees and what means nothing: controls, default-ignorable characters (soft
hyphens, fillers, variation selectors, marks of direction, tags), private use, and what Unicode 14.0
does not know. The two joiners are allowed where a script needs them: after a letter, mark or digit
of a script that joins, and between the pictures of an emoji.
"""

import pkgutil
import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator
from functools import cache

ZWNJ, ZWJ = "\u200c", "\u200d"
_NEVER = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"  # ignorable
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\ud800-\uf8ff"  # surrogates, private use
)
# The same beyond the first plane
_FAR = re.compile("[\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff]")
_JOINING = re.compile(  # scripts in which letters join, or are kept from joining
    "[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\u1a20-\u1bff\ua840-\ua8ff\ua980-\ua9ff"
    "\uaa60-\uaa7f\uaae0-\uaaff\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00010aff"
    "\U00010d00-\U00010d3f\U00010f00-\U00011fff\U0001e900-\U0001e95f]"
)
_PICTURE = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")


@cache  # 1 ms to read, and asked for with every character beyond the first plane
def _unassigned() -> list[tuple[int, int]]:
    """The first and last code point of each run that Unicode 14.0 has no character for."""
    data = pkgutil.get_data("factsheet.values", "unicode/unassigned.txt")
    assert data is not None
    lines = [line for line in data.decode().splitlines() if line[:1] != "#"]
    runs = [run.partition("-") for line in lines for run in line.split()]
    return [(int(first, 16), int(last or first, 16)) for first, _, last in runs]


@cache  # 10 ms to make, and asked for with every text that is not ASCII
def _suspects() -> re.Pattern[str]:
    """What is refused, the joiners, and all beyond the first plane, which `re` finds at once."""
    near = [(first, last) for first, last in _unassigned() if last < 0x10000]
    unknown = "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in near)
    return re.compile(f"[{_NEVER}{unknown}\U00010000-\U0010ffff]")


def _beyond(char: str) -> bool:
    """Is a character beyond the first plane refused?"""
    runs = _unassigned()
    first, last = runs[bisect(runs, (ord(char), 0x110000)) - 1]
    return first <= ord(char) <= last or bool(_FAR.match(char))


def clean(text: str) -> bool:
    """Does nothing but letters, signs, blanks and line ends stand in it? Said at once of most."""
    if text.isascii():
        return text.replace("\n", "").isprintable()
    return not ("\t" in text or "\r" in text) and next(refused(text), None) is None


def refused(text: str) -> Iterator[int]:
    """Where a character stands that may not."""
    for match in _suspects().finditer(text):
        char, at = match[0], match.start()
        if char > "\uffff" and not _beyond(char) or char in (ZWNJ, ZWJ) and _needed(text, at):
            continue
        yield at


def _needed(text: str, at: int) -> bool:
    """Does a joiner stand where its script needs it?"""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if _JOINING.match(before):
        return unicodedata.category(before)[0] in "LMN"
    return text[at] == ZWJ and bool(_PICTURE.match(before) and _PICTURE.match(after))


def without(text: str) -> str:
    """The text without what is refused."""
    bad = set(refused(text))
    return "".join(c for at, c in enumerate(text) if at not in bad)


def complaint(char: str) -> tuple[str, str]:
    """What to say of a refused character, and how to mend it."""
    if char in (ZWNJ, ZWJ):
        why = "it stands only after a letter of a script that joins its letters"
        return f"{described(char)} is not allowed here", f"delete it; {why}"
    return f"{described(char)} is not allowed", "delete it"


def described(char: str) -> str:
    """A character for a message: `U+00AD (soft hyphen)`."""
    category = unicodedata.category(char)
    if category == "Co":
        what = "a character for private use"
    elif any(first <= ord(char) <= last for first, last in _unassigned()):
        what = "no character of Unicode 14"
    else:
        what = unicodedata.name(char, "control character").lower()
    return f"U+{ord(char):04X} ({what})"
