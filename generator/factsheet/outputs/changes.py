"""What was entered, changed, corrected and taken back, day by day: from the facts, never a clock.

A statement without `recorded` is not told of before it has a day.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from factsheet.evidence import Library
from factsheet.values import Change, Removal, Statement, When

ADDED, CHANGED, CORRECTED, WITHDRAWN = "added", "changed", "corrected", "withdrawn"
WHAT = (ADDED, CHANGED, CORRECTED, WITHDRAWN)


class Event(NamedTuple):
    """Something that became of a statement or a record on a day."""

    day: date
    what: str  # one of WHAT
    address: str
    change: Change | None = None
    removal: Removal | None = None

    @property
    def id(self) -> str:
        """What it is known by, for ever: nothing in it depends on order or place in a file."""
        kind = self.change.kind if self.change else self.what
        return f"{self.address}/{kind}/{self.day.isoformat()}"


def events(library: Library) -> list[Event]:
    """All of them, the newest day first, then by address."""
    found = [*_of_statements(library), *_of_records(library)]
    return sorted(found, key=lambda one: (-one.day.toordinal(), one.address, WHAT.index(one.what)))


def _of_statements(library: Library) -> Iterator[Event]:
    for address, one in dict.items(library.statements):
        if one.taken_down:
            yield from _removed(address, one.taken_down)
            continue
        if day := _day(one.recorded):
            yield Event(day, ADDED, address)
        for change in one.changes:
            if day := _day(change.on):
                yield Event(day, _what(one, change), address, change)


def _what(one: Statement, change: Change) -> str:
    """What a change was: the last one of a retracted statement took it back."""
    if one.status == "retracted" and change is one.changes[-1]:
        return WITHDRAWN
    return CORRECTED if change.kind == "correction" else CHANGED


def _of_records(library: Library) -> Iterator[Event]:
    for address, record in dict.items(library.records):
        gone = record.taken_down or library.withdrawn(address)
        if gone:
            yield from _removed(address, gone)


def _removed(address: str, gone: Removal) -> Iterator[Event]:
    if day := _day(gone.on):
        yield Event(day, WITHDRAWN, address, removal=gone)


def _day(when: When | None) -> date | None:
    return when.earliest if when else None
