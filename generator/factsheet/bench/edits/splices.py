"""Changes of one place in the text of a YAML file, as splices; nothing here reads or checks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from factsheet.bench.edits import yaml_text
from factsheet.bench.edits.parts import Entry, Part
from factsheet.bench.edits.yaml_text import Layout

_HEADER = re.compile(r"[|>][-+0-9]*([ \t]+#[^\r\n]*)")
_COMMA = re.compile(r"\s*,")


class Splice(NamedTuple):
    """The letters from `start` to `end` give way to `new`."""

    start: int
    end: int
    new: str


@dataclass(slots=True)
class Located:
    """An entry with what it stands in, from the root down."""

    entry: Entry
    way: list[tuple[Part, Entry]]

    @property
    def parent(self) -> Part:
        """The mapping or list that it stands in."""
        return self.way[-1][0]


def find(root: Part, steps: Iterable[str | int]) -> Located | None:
    """The entry at a place: keys, and indexes of lists; None when there is none."""
    part, way = root, list[tuple[Part, Entry]]()
    for step in steps:
        entry = part.entry(step)
        if entry is None:
            return None
        way.append((part, entry))
        part = entry.value
    return Located(way[-1][1], way) if way else None


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a file and its layout."""

    text: str
    layout: Layout

    def added(self, parent: Part, key: str, data: Any) -> Splice:
        """A new key in a mapping, in its usual place among those that are there."""
        before = [e for e in parent.entries if yaml_text.rank(e.key) <= yaml_text.rank(key)]
        after = before[-1] if before else None
        if parent.flow:
            typed = f"{yaml_text.scalar(key, True)}: {self.layout.flow(data)}"
            return _in_brackets(parent, after, typed)
        column = self.column(parent.entries[0].start) if parent.entries else 0
        typed = f"{yaml_text.scalar(key)}:{self.layout.after_key(data, column)}"
        if after is None and parent.entries:
            first = parent.entries[0].start
            return Splice(first, first, typed + self.layout.newline + " " * column)
        return self.on_new_line(_end(after) if after else len(self.text), column, typed)

    def appended(self, part: Part, data: Any) -> Splice:
        """A new item at the end of a list that has some, or stands between brackets."""
        last = part.entries[-1] if part.entries else None
        if part.flow or last is None:
            return _in_brackets(part, last, self.layout.flow(data))
        column = self.column(last.start)
        typed = f"- {self.layout.after_hyphen(data, column)}"
        return self.on_new_line(_end(last), column, typed)

    def on_new_line(self, end: int, column: int, typed: str) -> Splice:
        """Lines below the one in which something ends."""
        at, newline = self.next_line(end), self.layout.newline
        if at and not self.text[:at].endswith("\n"):
            return Splice(at, at, f"{newline}{' ' * column}{typed}")
        return Splice(at, at, f"{' ' * column}{typed}{newline}")

    def replaced(self, found: Located, data: Any) -> Splice:
        """Other data in the place of an entry's value."""
        entry, value = found.entry, found.entry.value
        if value.kind == "text" and not isinstance(data, dict | list) and value.end > value.start:
            return self.retyped(value, str(data))
        if found.parent.flow and not value.end > value.start and found.parent.kind == "map":
            colon = "" if self.text[entry.key_end : entry.sign_end].endswith(":") else ":"
            return Splice(entry.sign_end, entry.sign_end, f"{colon} {self.layout.flow(data)}")
        if found.parent.flow:
            return Splice(value.start, value.end, self.layout.flow(data))
        if found.parent.kind == "list":
            new = self.layout.after_hyphen(data, self.column(entry.start))
            return Splice(entry.sign_end, _end(entry), f" {new}")
        if value.kind == "text" and yaml_text.on_one_line(data) and value.end > value.start:
            return Splice(value.start, value.end, self.layout.after_key(data, 0).lstrip(" "))
        new = self.layout.after_key(data, self.column(entry.start))
        return Splice(entry.sign_end, _end(entry), new)

    def rewritten(self, found: Located, data: Any) -> Splice:
        """An entry anew, with nothing left of what was typed in its lines and above them."""
        entry, start = found.entry, self.line(found.entry.start)
        if found.parent.flow or self.text[start : entry.start].strip():
            return self.replaced(found, data)
        column = self.column(entry.start)
        typed = f"- {self.layout.after_hyphen(data, column)}"
        if found.parent.kind == "map":
            typed = f"{yaml_text.scalar(entry.key)}:{self.layout.after_key(data, column)}"
        end = self.next_line(_end(entry))
        line_end = self.layout.newline if self.text[:end].endswith("\n") else ""
        return Splice(self.top(found), end, f"{' ' * column}{typed}{line_end}")

    def retyped(self, part: Part, text: str) -> Splice:
        """Another text in the place of one, between the same quotation marks if there are any."""
        new = yaml_text.scalar(text, part.flow, self.text[part.start])
        header = _HEADER.match(self.text, part.start)  # what is said behind the sign of a block
        return Splice(part.start, part.end, new + (header[1] if header else ""))

    def removed(self, found: Located) -> Splice:
        """An entry taken out, with its line and what is said behind it there."""
        parent, entry = found.parent, found.entry
        at = next(n for n, one in enumerate(parent.entries) if one is entry)
        following = parent.entries[at + 1] if at + 1 < len(parent.entries) else None
        end = _end(entry)
        if parent.flow:
            before = _end(parent.entries[at - 1]) if at else entry.start
            return self._removed_in_brackets(before, entry.start, end, following)
        start, until = self.line(entry.start), self.next_line(end)
        if self.text[start : entry.start].strip():  # it stands behind a hyphen
            until = following.start if following else end
            return Splice(entry.start, end if "#" in self.text[end:until] else until, "")
        if until == len(self.text) and not self.text.endswith("\n") and start:
            # the last line had no end, nor shall the new one
            start -= 2 if self.text.startswith("\r\n", start - 2) else 1
        return Splice(start, until, "")

    def _removed_in_brackets(
        self, before: int, start: int, end: int, following: Entry | None
    ) -> Splice:
        """An item taken out with one of its commas; what is said around it stays."""
        if before < start and "#" not in self.text[before:start]:
            return Splice(before, end, "")
        if following and "#" not in self.text[end : following.start]:
            return Splice(start, following.start, "")
        comma = _COMMA.match(self.text, end)
        return Splice(start, comma.end() if comma else end, "")

    def lines(self, found: Located) -> list[str]:
        """The lines of an entry that has them for itself, comments right above it included."""
        entry = found.entry
        start, end = self.line(entry.start), self.next_line(_end(entry))
        column = entry.start - start
        if found.parent.flow or self.text[start : entry.start].strip():
            return []
        lines = self.text[self.top(found) : end].replace("\r\n", "\n").rstrip("\n").split("\n")
        return [line[min(column, len(line) - len(line.lstrip(" "))) :] for line in lines]

    def top(self, found: Located) -> int:
        """Where the comments right above an entry begin, or its own line."""
        start = self.line(found.entry.start)
        sign = " " * (found.entry.start - start) + "#"
        while start and self.text[self.line(start - 1) : start].startswith(sign):
            start = self.line(start - 1)
        return start

    def pasted(self, parent: Part, lines: list[str], after: Entry | None = None) -> Splice:
        """Lines put behind an entry of a mapping or list, the last one if none is named."""
        last = after or parent.entries[-1]
        column = self.column(last.start)
        return self.on_new_line(_end(last), column, self._typed(lines, column))

    def restored(self, found: Located, lines: list[str]) -> Splice:
        """Lines in the place of those of an entry that has them for itself."""
        end = self.next_line(_end(found.entry))
        column = self.column(found.entry.start)
        line_end = self.layout.newline if self.text[:end].endswith("\n") else ""
        return Splice(self.top(found), end, f"{' ' * column}{self._typed(lines, column)}{line_end}")

    def _typed(self, lines: list[str], column: int) -> str:
        below = [f"{' ' * column if line else ''}{line}" for line in lines[1:]]
        return self.layout.newline.join([lines[0], *below])

    def line(self, at: int) -> int:
        """Where the line begins that holds a place."""
        return self.text.rfind("\n", 0, at) + 1

    def next_line(self, at: int) -> int:
        """Where the line after that begins, or the end of the text."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end + 1

    def column(self, at: int) -> int:
        """How far in a place stands."""
        return at - self.line(at)


def _end(entry: Entry) -> int:
    """Where an entry ends, be its value empty."""
    return max(entry.sign_end, entry.value.end)


def _in_brackets(part: Part, after: Entry | None, typed: str) -> Splice:
    """A new item between brackets, behind another or first."""
    if after:
        return Splice(after.value.end, after.value.end, f", {typed}")
    at = part.start + 1
    return Splice(at, at, f"{typed}, " if part.entries else typed)
