"""What an import does to the data, one small act after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that is made, with its labels as data."""

    address: str
    labels: dict[str, Any]


@dataclass(frozen=True, slots=True)
class NewLabel:
    """A label that is added to a record, or put in the place of another."""

    record: str
    key: str
    data: Any


@dataclass(frozen=True, slots=True)
class NewStatement:
    """A statement that is added; a record that is itself one has no `key` and no `id`.

    One that is `alone` in its field is called like the field, and has no id written.
    """

    record: str
    key: str
    id: str
    data: dict[str, Any]
    alone: bool = False

    @property
    def address(self) -> str:
        """Its address."""
        return f"{self.record}#{self.id}" if self.id else self.record


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference that is added to a statement."""

    statement: str
    reference: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A statement that says something else from now on; `data` also has the change and why."""

    statement: str
    data: dict[str, Any]
    change: dict[str, str]
    reference: str


@dataclass(frozen=True, slots=True)
class NewDispute:
    """A dispute that names a new version and those that it contradicts."""

    record: str
    id: str
    question: str
    note: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """A statement that is added to those of a dispute."""

    dispute: str
    statement: str


Act = NewRecord | NewLabel | NewStatement | Cited | Changed | NewDispute | Joined


def told(act: Act) -> str:
    """An act in words, for the person at the bench."""
    match act:
        case NewRecord(address, labels):
            return f"makes {address}, {labels.get('name') or labels.get('title') or ''}"
        case NewLabel(record, key, data):
            return f"{record} gets {key}: {shown(data)}"
        case NewStatement(data=data):
            return f"{act.address} says {shown(data.get('text') or data.get('value'))}"
        case Cited(statement, reference):
            return f"{statement} gets the source {reference}"
        case Changed(statement, data, change, _):
            now = shown(data.get("text") or data.get("value"))
            return f"{statement} says {now}, was {change['was']}"
        case NewDispute(record, id_, _, _, statements):
            return f"{record}#{id_} is a dispute over {', '.join(statements)}"
        case Joined(dispute, statement):
            return f"{dispute} names {statement}, too"


def shown(data: Any) -> str:
    """Data in one line."""
    if isinstance(data, list):
        return ", ".join(map(shown, data))
    if isinstance(data, dict):
        return ", ".join(f"{key} {shown(value)}" for key, value in data.items())
    return str(data)
