"""The text of a YAML file and where in it each part stands, so that one part can be changed alone.

Only files that the reader takes without an error are looked at: one mapping, no anchors, no tags.
Places are offsets in the text, from 0.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from factsheet.bench.edits.yaml_text import Layout
from factsheet.values import fold


_COLON = re.compile(r"\s*:")


class Mark(Protocol):
    """A place in a text, as the parser gives it; lines and columns count from 0."""

    line: int
    column: int


@dataclass(slots=True)
class Entry:
    """One entry of a mapping or list: from its key or hyphen to the end of its value."""

    start: int
    key: str  # empty in a list
    key_end: int
    sign_end: int  # where the colon or the hyphen ends
    value: Part


@dataclass(slots=True)
class Part:
    """A text, a list or a mapping; `end` is after its last letter, before any comment.

    `flow` when it stands between brackets, which a text in such a list does as well.
    """

    kind: str  # text, list, map
    start: int
    end: int = 0
    flow: bool = False
    text: str = ""
    entries: list[Entry] = field(default_factory=list)

    def entry(self, step: str | int) -> Entry | None:
        """The entry under a key, or at an index."""
        if isinstance(step, int):
            there = self.kind == "list" and -len(self.entries) <= step < len(self.entries)
            return self.entries[step] if there else None
        return next((e for e in self.entries if e.key == step and self.kind == "map"), None)

    def data(self) -> object:
        """The same as plain texts, lists and mappings."""
        if self.kind == "text":
            return self.text
        if self.kind == "list":
            return [entry.value.data() for entry in self.entries]
        return {entry.key: entry.value.data() for entry in self.entries}


def read(text: str) -> Part:
    """The parts of a text that the reader has taken already."""
    loader = yaml.CSafeLoader(text)
    events = iter(loader.get_event, None)
    content = (e for e in events if isinstance(e, yaml.NodeEvent | yaml.CollectionEndEvent))
    return _Parts(text, content).part()


def layout(root: Part, text: str) -> Layout:
    """How a file is laid out: by the first line end, mapping and list in it."""
    newline = "\r\n" if 0 < text.find("\r\n") == text.find("\n") - 1 else "\n"
    found = {"map": 2, "list": 2}
    for entry in reversed(list(_below_keys(root))):
        value = entry.value
        if value.entries and not value.flow:
            found[value.kind] = _column(text, value.entries[0].start) - _column(text, entry.start)
    return Layout(newline, max(1, found["map"]), max(0, found["list"]))


def _below_keys(part: Part) -> Iterator[Entry]:
    for entry in part.entries:
        if part.kind == "map":
            yield entry
        yield from _below_keys(entry.value)


def _column(text: str, at: int) -> int:
    return at - text.rfind("\n", 0, at) - 1


class _Parts:
    """Makes parts of parser events."""

    def __init__(self, text: str, events: Iterator[yaml.Event]) -> None:
        self.text, self.events = text, events
        self.lines = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n")]

    def offset(self, mark: Mark | None) -> int:
        assert mark  # each event of a text has its marks
        return min(self.lines[min(mark.line, len(self.lines) - 1)] + mark.column, len(self.text))

    def part(self, flow: bool = False) -> Part:
        return self.made(next(self.events), flow)

    def made(self, event: yaml.Event, flow: bool) -> Part:
        start, end = self.offset(event.start_mark), self.offset(event.end_mark)
        if isinstance(event, yaml.ScalarEvent):
            if event.style in ("|", ">"):  # the parser reads on to the next key
                end = start + len(self.text[start:end].rstrip())
            return Part("text", start, end, flow, fold(event.value))
        assert isinstance(event, yaml.CollectionStartEvent)
        flow = flow or bool(event.flow_style)
        kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
        part = Part(kind, start, flow=flow)
        for item in self.events:
            if isinstance(item, yaml.CollectionEndEvent):
                last = part.entries[-1].value.end if part.entries else start
                part.end = self.offset(item.end_mark) if flow else last
                break
            value = self.made(item, flow)
            part.entries.append(self.entry(part, value))
        return part

    def entry(self, part: Part, first: Part) -> Entry:
        """An entry whose key, or whose value in a list, has been read."""
        if part.kind == "map":
            colon = _COLON.match(self.text, first.end)
            sign_end = colon.end() if colon else first.end
            return Entry(first.start, first.text, first.end, sign_end, self.part(part.flow))
        if part.flow:
            return Entry(first.start, "", first.start, first.start, first)
        hyphen = self.hyphen(part, first) if part.entries else part.start
        return Entry(hyphen, "", hyphen, hyphen + 1, first)

    def hyphen(self, part: Part, value: Part) -> int:
        """Where the hyphen of an item stands: in the column of the first one, at or above it."""
        column = part.start - self.lines[bisect_right(self.lines, part.start) - 1]
        line = bisect_right(self.lines, value.start) - 1
        while line:
            at = self.lines[line] + column
            if at < value.start and self.text[at] == "-" and not self.text[at + 1 : at + 2].strip():
                return at
            if at < value.start and at + 1 == value.start and self.text[at] == "-":
                return at
            line -= 1
        return part.start
