"""Plain data as YAML, as a person would type it into one of our files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from factsheet.values import LEAD, fold

SHORT = 60  # characters of a mapping that stands on one line
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`].*|-[^\s,\[\]{}].*", re.S)
_BREAKS = re.compile(r":(\s|$)|\s#")
_IN_BRACKETS = re.compile(r"[,\[\]{}]|:$")
# The usual order of keys; a kind's own fields stand before the last three
ORDER = (
    "value", "id", "name", "short_name", "article", "title", "publisher", "container-title",
    "author", "issued", "issued_basis", "URL", "archive", "archived", "accessed", "type", "aliases",
    "native_name", "formerly", "text", "rendition", "language", "translated_by", "speaker",
    "preferred", "status", "superseded_by", "scope", "asserted_by", "via", "when", "said",
    "recorded", "occasion", "where", "planned", "about", "derived_from", "origin", "read",
    "withdrawn", "taken_down", "note", "references", "draft", "changes", "checked", "checked_by",
    "accepted", LEAD,
)  # fmt: skip
LAST = ("facts", "wordings", "disputes")


def rank(key: str) -> int:
    """Where a key usually stands among others."""
    if key in LAST:
        return len(ORDER) + 1 + LAST.index(key)
    return ORDER.index(key) if key in ORDER else len(ORDER)


def in_order(data: Mapping[str, Any]) -> dict[str, Any]:
    """Data with its keys in their usual order."""
    return {key: data[key] for key in sorted(data, key=rank)}


def schema_line(plural: str) -> str:
    """The first line of the file of a record, by which editors complete."""
    return f"# yaml-language-server: $schema=../schema/{plural}.json\n"


def scalar(text: str, flow: bool = False, mark: str = "") -> str:
    """A text as YAML, plain where that is read as the same text.

    With the quotation mark of the text whose place it takes, where it can have that one.
    """
    text = fold(text)
    if mark == "'":
        return "'" + text.replace("'", "''") + "'"
    if mark == '"' and '"' not in text and "\\" not in text:
        return f'"{text}"'
    plain = _PLAIN.fullmatch(text) and not _BREAKS.search(text) and text not in ("---", "...")
    if plain and not (flow and _IN_BRACKETS.search(text)):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


@dataclass(frozen=True)
class Layout:
    """How a file is laid out: its line end, and how far in lists and mappings stand."""

    newline: str = "\n"
    mapping: int = 2  # columns that a mapping stands further in than its key
    hyphen: int = 2  # the same of the hyphens of a list

    def flow(self, data: Any) -> str:
        """Data on one line, between brackets."""
        if isinstance(data, dict):
            pairs = (f"{scalar(k, True)}: {self.flow(v)}" for k, v in data.items())
            return "{" + ", ".join(pairs) + "}"
        if isinstance(data, list | tuple):
            return "[" + ", ".join(map(self.flow, data)) + "]"
        return scalar(str(data), True)

    def after_key(self, data: Any, column: int) -> str:
        """What stands after the colon of a key in this column, the blank or line end included."""
        if on_one_line(data):
            return f" {self.flow(data) if _many(data) else scalar(str(data))}"
        if isinstance(data, dict):
            return self.newline + self.mapping_lines(data, column + self.mapping, first=True)
        return self.newline + self.list_lines(data, column + self.hyphen)

    def after_hyphen(self, data: Any, column: int) -> str:
        """What stands after a hyphen and its blank, the hyphen being in this column."""
        if on_one_line(data):
            return self.flow(data) if _many(data) else scalar(str(data))
        if isinstance(data, dict):
            return self.mapping_lines(data, column + 2)
        return self.list_lines(data, column + 2).lstrip(" ")

    def mapping_lines(self, data: dict[str, Any], column: int, first: bool = False) -> str:
        """The entries of a mapping on lines of their own; the first one is indented as asked."""
        indent = " " * column
        lines = (f"{scalar(k)}:{self.after_key(v, column)}" for k, v in data.items())
        return (indent if first else "") + (self.newline + indent).join(lines)

    def list_lines(self, data: list[Any], column: int) -> str:
        """The items of a list on lines of their own, all indented."""
        indent = " " * column
        return self.newline.join(f"{indent}- {self.after_hyphen(v, column)}" for v in data)


def _many(data: Any) -> bool:
    return isinstance(data, dict | list | tuple)


def on_one_line(data: Any) -> bool:
    """Whether data stands on the line of its key: texts, lists of texts, and short mappings."""
    if isinstance(data, dict):
        flat = not any(map(_many, data.values())) and "text" not in data
        return not data or (flat and len(Layout().flow(data)) <= SHORT)
    if isinstance(data, list | tuple):
        return not any(map(_many, data))
    return True
