"""On which day a statement was entered: where git first has it, whatever it was called then.

In: every file below `data/` as each commit wrote it, the oldest first. Out: a day by address.
A statement keeps its day when its record's file is renamed, when its record or itself gets a new
id (`formerly`), and when it moves to another field or file of its record. Each version of a file
is read once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from factsheet.bench.edits.places import nodes_of
from factsheet.bench.edits.plain_data import Steps
from factsheet.kinds import FOLDER
from factsheet.values import MAX_FILE, Map, Node, Seq, Text, read_yaml


class Version(Protocol):
    """A file as a commit wrote it; `was` is the path that it had before, if that was another."""

    @property
    def on(self) -> date:
        """The day of the commit."""

    @property
    def path(self) -> str:
        """Its path in the project."""

    @property
    def was(self) -> str:
        """The path that it had before, or nothing."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A statement in a file: its address, where it stands, the addresses that it had before.

    A record stands for the statement that it may be. `said` is whether it says its day itself, or
    shall say none, because it was taken down.
    """

    address: str
    steps: Steps
    was: tuple[str, ...]
    said: bool


def first_days(versions: Iterable[tuple[Version, bytes]]) -> dict[str, date]:
    """The day of the first commit that has a statement, by its address: of all that ever were."""
    first: dict[str, date] = {}
    for version, content in versions:
        for one in statements(version.path, content):
            if one.address not in first:
                known = (first.get(old) for old in (*one.was, _before(one.address, version)))
                first[one.address] = min((day for day in known if day), default=version.on)
    return first


def day_of(one: Entered, first: Mapping[str, date]) -> date | None:
    """The day on which a statement was entered; None where git has never had it."""
    return min((first[a] for a in (one.address, *one.was) if a in first), default=None)


def _before(address: str, version: Version) -> str:
    """The address that a statement had before its file was renamed; empty when it was not."""
    if not version.was:
        return ""
    old, new = _home(version.was), _home(version.path)
    alike = old and new and old.endswith("/") == new.endswith("/")
    return old + address.removeprefix(new) if alike else ""


def _home(path: str) -> str:
    """With what the addresses in a file begin: `groups/hts`, or `groups/` where it has several."""
    if not path.startswith("data/") or not path.endswith(".yml") or path.startswith(FOLDER):
        return ""
    parts = path.removeprefix("data/").removesuffix(".yml").split("/")
    return {1: f"{parts[0]}/", 2: "/".join(parts)}.get(len(parts), "")


def statements(path: str, content: bytes) -> Iterator[Entered]:
    """The statements of a file; none of one that cannot be read, or holds no records."""
    home = _home(path) if len(content) <= MAX_FILE else ""
    node = read_yaml(content, path, lambda issue: None) if home else None
    if not isinstance(node, Map):
        return
    if not home.endswith("/"):
        yield from _of_record(home, (), node)
        return
    for id_, child in node.items.items():
        if isinstance(child, Map):
            yield from _of_record(home + id_, (id_,), child)


def _of_record(address: str, steps: Steps, record: Map) -> Iterator[Entered]:
    plural = address.partition("/")[0]
    olds = _formerly(record)  # an id, or the whole address where the kind was another
    before = [old if "/" in old else f"{plural}/{old}" for old in olds]
    yield Entered(address, steps, tuple(before), _said(record))
    for id_, inside, node in nodes_of(record):
        if inside[0] == "disputes" or not isinstance(node, Map):
            continue
        ids = [id_, *(old for old in _formerly(node) if "/" not in old)]
        moved = [old for old in _formerly(node) if "/" in old]
        every = [f"{one}#{name}" for one in (address, *before) for name in ids]
        yield Entered(every[0], (*steps, *inside), (*every[1:], *moved), _said(node))


def _said(node: Map) -> bool:
    return not node.items.keys().isdisjoint(("recorded", "taken_down"))


def _formerly(node: Map) -> list[str]:
    listed = node.items.get("formerly")
    items = listed.items if isinstance(listed, Seq) else [listed]
    return [text for item in items if (text := _text(item))]


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Text) else ""
