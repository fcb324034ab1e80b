"""What was entered, changed, corrected and taken back, day by day: from the facts, never a clock.

A statement without `recorded` is not told of before it has a day.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple
from uuid import UUID, uuid5

from factsheet.evidence import Library
from factsheet.reading import Record
from factsheet.values import Change, Removal, Statement, When

ADDED, CHANGED, CORRECTED, WITHDRAWN = "added", "changed", "corrected", "withdrawn"
WHAT = (ADDED, CHANGED, CORRECTED, WITHDRAWN)
TAKEN_DOWN = "taken-down"
SPACE = UUID("0e5ac6a4-5d0e-4c06-8c55-6f3a9b1c7d42")  # never another: all ids come from it


class Event(NamedTuple):
    """Something that became of a statement or a record on a day."""

    day: date
    what: str  # one of WHAT
    address: str
    change: Change | None = None
    removal: Removal | None = None
    taken_down: bool = False  # by the removal; else it withdrew a source
    number: int = 1  # among the changes of one kind and day on a statement, as in the file

    @property
    def kind(self) -> str:
        """What was done: added, withdrawn, taken-down, or the kind of a change."""
        if self.change:
            return self.change.kind
        return TAKEN_DOWN if self.taken_down else self.what

    @property
    def corrects(self) -> bool:
        """Whether it tells that we were wrong; what was taken down may have been right."""
        return self.what in (CORRECTED, WITHDRAWN) and not self.taken_down


def id_of(library: Library, event: Event) -> str:
    """What an event is known by, for ever, whatever address its statement has today."""
    number = f"/{event.number}" if event.number > 1 else ""
    first = first_address(library, event.address)
    return uuid5(SPACE, f"{first}/{event.kind}/{event.day.isoformat()}{number}").urn


def first_address(library: Library, address: str) -> str:
    """The address that a statement or a record had first."""
    home, hash_, id_ = address.partition("#")
    statement: Statement | None = library.statements.get(address)
    if hash_ and statement and statement.formerly:
        id_ = statement.formerly[0]
        if "/" in id_:  # it came from another record
            return id_
    return f"{_first_home(library, home)}{hash_}{id_}"


def _first_home(library: Library, home: str) -> str:
    """The address that a record had first; the ones that were merged into it are others."""
    found: str = library.once(("first home", home), partial(_first_of, library.records[home]))
    return found


def _first_of(record: Record) -> str:
    old = record.labels.get("formerly", ())
    whole = [one if "/" in one else f"{record.kind.plural}/{one}" for one in old]
    came = (one for s in record.statements.values() for one in s.formerly if "/" in one)
    merged = {one.partition("#")[0] for one in came}
    return next((one for one in whole if one not in merged), record.address)


def events(library: Library) -> list[Event]:
    """All of them, the newest day first, then by address."""
    found = [*_of_statements(library), *_of_records(library)]
    return sorted(found, key=lambda one: (-one.day.toordinal(), one.address, WHAT.index(one.what)))


def _of_statements(library: Library) -> Iterator[Event]:
    for address, one in dict.items(library.statements):
        if one.taken_down:
            yield from _removed(address, one.taken_down, taken_down=True)
            continue
        if day := _day(one.recorded):
            yield Event(day, ADDED, address)
        alike: Counter[tuple[str, date]] = Counter()
        for change in one.changes:
            if day := _day(change.on):
                alike[change.kind, day] += 1
                number = alike[change.kind, day]
                yield Event(day, _what(one, change), address, change, number=number)


def _what(one: Statement, change: Change) -> str:
    """What a change was: the last one of a retracted statement took it back."""
    if one.status == "retracted" and change is one.changes[-1]:
        return WITHDRAWN
    return CORRECTED if change.kind == "correction" else CHANGED


def _of_records(library: Library) -> Iterator[Event]:
    for address, record in dict.items(library.records):
        gone = record.taken_down or library.withdrawn(address)
        if gone:
            yield from _removed(address, gone, taken_down=bool(record.taken_down))


def _removed(address: str, gone: Removal, taken_down: bool) -> Iterator[Event]:
    if day := _day(gone.on):
        yield Event(day, WITHDRAWN, address, removal=gone, taken_down=taken_down)


def _day(when: When | None) -> date | None:
    return when.earliest if when else None
