"""Texts in another language than the page that they stand on; pages mark them with it.

They are texts like others to all code that compares, sorts or prints them as plain text. What is
put together of several keeps its parts, each in its own language.
"""

from collections.abc import Iterable


class Marked(str):
    """A text that pages mark, whole or in parts."""


class Foreign(Marked):
    """A text on a page of another language."""

    language: str

    def __new__(cls, text: str, language: str) -> "Foreign":
        made = str.__new__(cls, text)
        made.language = language
        return made

    def __repr__(self) -> str:
        return f"{self.language}: {str.__repr__(self)}"

    def removesuffix(self, suffix: str) -> str:
        """The text without what it ends with, still in its language."""
        return cut(self, len(str.removesuffix(self, suffix)))


class Outdated(Marked):
    """A translation of words that read otherwise now; pages mark it, with the original beside."""

    original: Foreign

    def __new__(cls, text: str, original: Foreign) -> "Outdated":
        made = str.__new__(cls, text)
        made.original = original
        return made

    def removesuffix(self, suffix: str) -> "Outdated":
        """The text without what it ends with, still beside its original."""
        original = Foreign(str.removesuffix(self.original, suffix), self.original.language)
        return Outdated(str.removesuffix(self, suffix), original)


class Mixed(Marked):
    """A text of several parts in a row, some of which are in another language than the page."""

    parts: tuple[str, ...]

    def __new__(cls, parts: tuple[str, ...]) -> "Mixed":
        made = str.__new__(cls, "".join(parts))
        made.parts = parts
        return made

    def __repr__(self) -> str:
        return repr(self.parts)

    def removesuffix(self, suffix: str) -> str:
        """The text without what it ends with, its parts still in their languages."""
        return cut(self, len(str.removesuffix(self, suffix)))


def joined(parts: Iterable[str]) -> str:
    """Texts as one; a plain one where none of them is marked."""
    found = tuple(parts)
    marked = any(isinstance(part, Marked) for part in found)
    return Mixed(found) if marked else "".join(found)


def cut(text: str, end: int) -> str:
    """The first characters of a text, in the language that they are in."""
    if isinstance(text, Foreign):
        return Foreign(text[:end], text.language)
    if not isinstance(text, Mixed):
        return text[:end]
    out = []
    for part in text.parts:
        out += [cut(part, end)] if end > 0 else []
        end -= len(part)
    return joined(out)


def capital(text: str) -> str:
    """A text that begins with a capital, in the language that it is in."""
    said = text[:1].upper() + text[1:]
    return Foreign(said, text.language) if isinstance(text, Foreign) else said
