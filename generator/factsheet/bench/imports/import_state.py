"""What is there while rows are looked at one after the other: the library, and earlier rows."""

from __future__ import annotations

from typing import Any

from factsheet.bench.imports.import_acts import Act, Joined, NewDispute, NewLabel, NewRecord
from factsheet.bench.imports.record_names import RecordNames
from factsheet.evidence import Library
from factsheet.values import Statement


class State:
    """The library with what the rows before this one add to it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.names = RecordNames(library)
        self._added: dict[str, list[Statement]] = {}
        self._labels: dict[str, dict[str, Any]] = {}
        self._anchors: dict[str, set[str]] = {}
        self._disputes: dict[str, str] = {}  # statement -> a dispute that names it

    def statements(self, record: str) -> list[Statement]:
        """All statements of a record."""
        there = self.library.records.get(record)
        return [*(there.statements.values() if there else ()), *self._added.get(record, ())]

    def labels(self, record: str) -> dict[str, Any]:
        """The labels of a record as values."""
        there = self.library.records.get(record)
        return {**(there.labels if there else {}), **self._labels.get(record, {})}

    def anchors(self, record: str) -> set[str]:
        """Every id that something on a record has or had."""
        there = self.library.records.get(record)
        drafts = {a.partition("#")[2] for a in there.drafts} if there else set()
        return (there.anchors if there else set()) | drafts | self._anchors.get(record, set())

    def dispute(self, statement: str) -> str:
        """A dispute that names a statement; empty when none does."""
        return self._disputes.get(statement) or self.library.contested.get(statement, "")

    def take(
        self, acts: list[Act], statements: list[Statement], labels: dict[str, dict[str, Any]]
    ) -> None:
        """Remember what a row adds: its acts, and its statements and labels as they are read."""
        for act in acts:
            if isinstance(act, NewRecord):
                for name in _names(act.labels):
                    self.names.add(act.address, name)
            elif isinstance(act, NewLabel) and act.key in ("name", "short_name", "aliases"):
                for name in _names({act.key: act.data}):
                    self.names.add(act.record, name)
            elif isinstance(act, NewDispute):
                self._anchors.setdefault(act.record, set()).add(act.id)
                for address in act.statements:
                    self._disputes[address] = f"{act.record}#{act.id}"
            elif isinstance(act, Joined):
                self._disputes[act.statement] = act.dispute
        for statement in statements:
            self._added.setdefault(statement.record, []).append(statement)
            self._anchors.setdefault(statement.record, set()).add(statement.anchor)
        for record, values in labels.items():
            self._labels.setdefault(record, {}).update(values)


def _names(labels: dict[str, Any]) -> list[str]:
    """What a new record is called."""
    one = [labels[key] for key in ("name", "short_name", "title") if key in labels]
    return [*one, *labels.get("aliases", ())]
