"""When a record should be looked at again: so many days after its last check, by its kind."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from factsheet.evidence.library import Library
from factsheet.evidence.second_reader import OWN
from factsheet.kinds import Kinds
from factsheet.language import day_words
from factsheet.reading import Record
from factsheet.values import Map, Node, Put, Text, problem

LONGEST = 36_500  # days


class Days:
    """A number of days."""

    def read(self, node: Node, field: str, put: Put) -> int | None:
        """The number, from 1 on."""
        days = node.text if isinstance(node, Text) else ""
        if re.fullmatch(r"[1-9][0-9]{0,4}", days) and int(days) <= LONGEST:
            return int(days)
        message = "a whole number of days is expected"
        put(problem(node, "bad-number", field, message, "write 180"))
        return None

    def schema(self) -> dict[str, Any]:
        """A whole number."""
        return {"type": "integer"}


@dataclass(frozen=True)
class Periods:
    """A mapping from a kind's plural to a number of days; and who reads what a second time."""

    kinds: Kinds

    def read(self, node: Node, field: str, put: Put) -> dict[str, Any] | None:
        """The periods that a node gives, what OWN names; what it cannot mean is put as issues."""
        if not isinstance(node, Map):
            message = "a mapping from a kind to a number of days is expected"
            put(problem(node, "wrong-shape", field, message, "write {groups: 180}"))
            return None
        out: dict[str, Any] = {}
        for kind, child in node.items.items():
            if kind in self.kinds.lost:
                continue  # an error in its own file is told already
            if kind in OWN and kind not in self.kinds:
                out[kind] = OWN[kind].read(child, f"{field}.{kind}", put)
            elif kind not in self.kinds:
                hint = f"kinds: {', '.join(self.kinds)}; beside them: {', '.join(OWN)}"
                message = f'"{kind}" is no kind'
                put(problem(node.keys[kind], "bad-choice", field, message, hint))
            elif days := Days().read(child, f"{field}.{kind}", put):
                out[kind] = days
        return out

    def schema(self) -> dict[str, Any]:
        """Draft-07 schema of the mapping."""
        own = {key: one.schema() for key, one in OWN.items()}
        return {"type": "object", "properties": own, "additionalProperties": Days().schema()}


def due(record: Record, periods: dict[str, int]) -> date | None:
    """The last day on which a record's check still counts; None when its kind has no period."""
    days = periods.get(record.kind.plural)
    if not days or record.taken_down or not record.checked or not record.checked.start:
        return None
    period = timedelta(days=days)
    return min(record.checked.start.first, date.max - period) + period


def overdue(library: Library, periods: dict[str, int], on: date) -> list[tuple[date, Record]]:
    """The records whose review was due before a day, the longest overdue first."""
    found = [(last, r) for r in library.records.values() if (last := due(r, periods)) and last < on]
    return sorted(found, key=lambda one: (one[0], one[1].address))


def to_text(found: list[tuple[date, Record]], on: date) -> str:
    """The list of overdue records in words."""
    lines = [f"{r.path}: {r.address} was due for review by {day_words(last)}" for last, r in found]
    return "\n".join([*lines, f"{len(found)} overdue on {day_words(on)}"])
