"""The tags and texts of a saved page, in one pass over its characters.

Python's own `html.parser`, and all that is built on it, may take time with the square of what a
page holds: 40 KB of `<a ` took it 12 seconds. Here every character is looked at a bounded number
of times. Tags and attributes are told as browsers tell them; no tree is made of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_OPENS = re.compile(r"<(?=[a-z/!?])", re.I)  # any other `<` is a text
_NAME = re.compile(r"[a-z][^\t\n\f\r />]*", re.I)
_BLANK = re.compile(r"[\t\n\f\r ]*")
_BETWEEN = re.compile(r"[\t\n\f\r /]*")  # attributes
_ATTRIBUTE = re.compile(r"[^\t\n\f\r />][^\t\n\f\r />=]*")
_BARE = re.compile(r"[^\t\n\f\r >]*")
# what is in these is no markup, and nobody reads it on the page
SILENT = ("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp")
_CLOSED = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.I) for name in SILENT}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag by its name in small letters; `end` for one that closes."""

    name: str
    end: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


def unescaped(text: str) -> str:
    """The text with its character references resolved."""
    try:
        return unescape(text)
    except ValueError:  # the number of a character has thousands of digits
        return text


def scan(text: str) -> Iterator[Tag | str]:
    """Each tag, and the text between them as it is written: with its character references."""
    at, end = 0, len(text)
    while at < end:
        opened = _OPENS.search(text, at)
        if not opened:
            yield text[at:]
            return
        if opened.start() > at:
            yield text[at : opened.start()]
        at, tag = _markup(text, opened.start())
        if not tag:
            continue
        yield tag
        if not tag.end and tag.name in _CLOSED:
            closed = _CLOSED[tag.name].search(text, at)
            stop = closed.start() if closed else end
            yield text[at:stop]
            at = stop


def _markup(text: str, at: int) -> tuple[int, Tag | None]:
    """(where what begins with `<` at `at` ends, its tag); None for a comment."""
    if text.startswith("<!--", at):
        return _after(text, "-->", at + 2), None  # `<!-->` is a comment, and closed
    closing = text.startswith("/", at + 1)
    name = _NAME.match(text, at + 1 + closing)
    if name:
        return _tag(text, name, closing)
    return _after(text, ">", at + 1), None


def _after(text: str, sign: str, at: int) -> int:
    """The place behind the next sign; the end of the text without one."""
    found = text.find(sign, at)
    return len(text) if found < 0 else found + len(sign)


def _tag(text: str, name: re.Match[str], closing: bool) -> tuple[int, Tag | None]:
    """(where a tag ends, the tag); one that is never closed is none, as in browsers."""
    attributes: dict[str, str] = {}
    at = name.end()
    while True:
        at = _end(_BETWEEN, text, at)
        if at >= len(text):
            return at, None
        if text[at] == ">":
            return at + 1, Tag(name[0].lower(), closing, attributes)
        key_end = _end(_ATTRIBUTE, text, at)
        key = text[at:key_end].lower()
        at, value = _value(text, key_end)
        attributes.setdefault(key, unescaped(value))


def _value(text: str, at: int) -> tuple[int, str]:
    """(where the value behind an attribute's name ends, the value); empty when there is none."""
    equals = _end(_BLANK, text, at)
    if not text.startswith("=", equals):
        return at, ""
    start = _end(_BLANK, text, equals + 1)
    sign = text[start : start + 1]
    if sign in ('"', "'"):
        stop = text.find(sign, start + 1)
        return (len(text), "") if stop < 0 else (stop + 1, text[start + 1 : stop])
    stop = _end(_BARE, text, start)
    return stop, text[start:stop]


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """The place behind what a pattern matches there; it matches always, if only nothing."""
    match = pattern.match(text, at)
    return match.end() if match else at
