"""What becomes of each row: new, the same as what is there, different from it, or wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from factsheet.bench.edits.ids import propose
from factsheet.bench.edits.plain_data import data_of
from factsheet.bench.imports.import_acts import Act, Changed, Cited, Joined, NewDispute, NewLabel
from factsheet.bench.imports.import_acts import NewRecord, NewStatement, shown, told
from factsheet.bench.imports.import_compare import GONE, alike_labels, others_of, same
from factsheet.bench.imports.import_rows import RowReader
from factsheet.bench.imports.import_state import State
from factsheet.bench.imports.mapping import Mapping, filled
from factsheet.bench.imports.row_asked import Asked, Part
from factsheet.bench.imports.tables import Row, Table
from factsheet.evidence import Library
from factsheet.issues import Issue
from factsheet.language import plain_value
from factsheet.values import Many, Statement, read_fields


@dataclass(frozen=True, slots=True)
class Wish:
    """What is done with a row that differs from what is there, and for a change what it is."""

    different: str = "reject"
    change: str = ""
    why: str = ""


@dataclass(slots=True)
class RowPlan:
    """One row's verdict, `new`, `same`, `different` or `wrong`; what is done, or why it is not."""

    row: Row
    verdict: str
    told: list[str] = field(default_factory=list)
    wrong: list[Issue] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)

    @property
    def rejected(self) -> bool:
        """Whether nothing of the row is taken."""
        return self.verdict == "wrong" or (self.verdict == "different" and not self.acts)

    @property
    def reason(self) -> str:
        """Why it is rejected; empty when it is not."""
        wrong = (f"{i.message} ({i.hint})" if i.hint else i.message for i in self.wrong)
        return "; ".join([*wrong, *self.told]) if self.rejected else ""


class _Differs(Exception):
    """A row cannot be taken as it is, and nobody said what to do about it."""


@dataclass(slots=True)
class _Found:
    """What was decided for one row so far."""

    acts: list[Act] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    labels: dict[str, dict[str, Any]] = field(default_factory=dict)
    differs: bool = False


def plan(
    table: Table, mapping: Mapping, library: Library, on: date, wish: Wish = Wish()
) -> list[RowPlan]:
    """What becomes of each row of a table, in its order. Nothing is changed."""
    planner = _Planner(table, mapping, library, on, wish)
    return [planner.row(row) for row in table.rows]


class _Planner:
    def __init__(
        self, table: Table, mapping: Mapping, library: Library, on: date, wish: Wish
    ) -> None:
        self.mapping, self.library, self.on, self.wish = mapping, library, on, wish
        self.state = State(library)
        self.reader = RowReader(table, mapping, library, self.state.names, on)

    def row(self, row: Row) -> RowPlan:
        """One row; what it adds is there for those that follow."""
        asked = self.reader.read(row)
        if asked.wrong:
            return RowPlan(row, "wrong", wrong=asked.wrong)
        found = _Found()
        wish = replace(self.wish, different=asked.decision or self.wish.different)
        try:
            found.acts += self._records(asked)
            self._labels(asked, found, wish)
            for part in asked.parts:
                self._part(asked, part, found, wish)
        except _Differs as error:
            return RowPlan(row, "different", [str(error)])
        self.state.take(found.acts, found.statements, found.labels)
        verdict = "different" if found.differs else "new" if found.acts else "same"
        return RowPlan(row, verdict, [told(act) for act in found.acts], acts=found.acts)

    def _records(self, asked: Asked) -> Iterator[NewRecord]:
        for address, labels in asked.links.made.items():
            yield NewRecord(address, data_of(labels))
        if asked.new and asked.labels:
            yield NewRecord(asked.address, data_of(asked.labels))

    def _labels(self, asked: Asked, found: _Found, wish: Wish) -> None:
        """Labels that a record does not have yet are added; others differ."""
        if not asked.labels:
            return
        types = self.mapping.kind.all_labels
        values = read_fields(asked.labels, types, "", lambda issue: None)
        found.labels[asked.address] = values
        if asked.new:
            return
        there = self.state.labels(asked.address)
        for key, value in values.items():
            old, data = there.get(key), data_of(asked.labels.items[key])
            if old is None:
                found.acts.append(NewLabel(asked.address, key, data))
            elif isinstance(types[key], Many) and isinstance(old, tuple):
                texts = [str(getattr(one, "text", one)) for one in old]
                if more := [one for one in data if one not in texts]:
                    found.acts.append(NewLabel(asked.address, key, [*texts, *more]))
            elif isinstance(old, dict) and isinstance(value, dict):
                if old | value != old:
                    self._label(asked, key, old, value, {**old, **value}, found, wish)
            elif not alike_labels(old, value):
                self._label(asked, key, old, value, data, found, wish)

    def _label(
        self, asked: Asked, key: str, old: Any, new: Any, data: Any, found: _Found, wish: Wish
    ) -> None:
        """A label that says something else than the row."""
        both = isinstance(old, dict) and all(old.get(k, v) == v for k, v in new.items())
        if not both:
            if wish.different != "change":
                there, here = (
                    shown(v) if isinstance(v, dict) else plain_value(v) for v in (old, new)
                )
                what = f"{asked.address} has the {key} {there}, the row says {here}"
                raise _Differs(what)
            found.differs = True
        found.acts.append(NewLabel(asked.address, key, data))

    def _part(self, asked: Asked, part: Part, found: _Found, wish: Wish) -> None:
        """One statement of a row against those that are there."""
        there = [*self.state.statements(asked.address), *found.statements]
        alike = [s for s in there if s.property == part.property]
        [reference] = data_of(part.node.items["references"])
        source = part.statement.references[0].source
        if one := same(part, alike):
            if one.status in GONE:
                raise _Differs(f"{one.address} says so and was {one.status}")
            if all(r.source != source for r in one.references):
                if wish.different == "reject":
                    raise _Differs(f"{one.address} says so without this source")
                found.acts.append(Cited(one.address, reference))
                found.differs = True
            return
        if others := others_of(part, alike, source, self.mapping.kind, self.library):
            self._different(asked, part, others, found, wish)
        else:
            self._new(asked, part, part.id, found)

    def _new(self, asked: Asked, part: Part, id_: str, found: _Found) -> NewStatement:
        """A statement that is added; the only one of its field needs no id of its own."""
        taken = self.state.anchors(asked.address) | {s.anchor for s in found.statements}
        there = [*self.state.statements(asked.address), *found.statements]
        alone = part.property == id_ and all(s.property != id_ for s in there)
        id_ = propose(id_, taken) if part.property and not alone else id_
        data = data_of(part.node)
        act = NewStatement(asked.address, part.property, id_, data, alone)
        found.acts.append(act)
        found.statements.append(_renamed(part.statement, act.address))
        return act

    def _different(
        self, asked: Asked, part: Part, others: list[Statement], found: _Found, wish: Wish
    ) -> None:
        """Make a rival version or a change of a row that says something else."""
        said = " and ".join(f"{s.address} says {_said(s)}" for s in others[:3])
        differs = f"{said}; the row says {_said(part.statement)}"
        source = part.statement.references[0].source
        if gone := next((s for s in others if s.status in GONE), None):
            raise _Differs(f"{gone.address} is there already, and was {gone.status}")
        if wish.different == "change" and not (wish.change and wish.why):
            raise _Differs(f"{differs}; a change needs --change and --why")
        if wish.different == "change" and len(others) == 1:
            found.acts.append(self._changed(part, others[0], wish))
        elif wish.different == "rival" and part.property:
            if any(r.source == source for other in others for r in other.references):
                raise _Differs(f"{differs}; both by one source, so it is a change or a mistake")
            self._rival(asked, part, others, found, differs)
        else:
            raise _Differs(differs)
        found.differs = True

    def _changed(self, part: Part, old: Statement, wish: Wish) -> Changed:
        left_out = ("references", "recorded")
        data = {k: data_of(v) for k, v in part.node.items.items() if k not in left_out}
        [reference] = data_of(part.node.items["references"])
        change = {"kind": wish.change, "on": self.on.isoformat(), "was": _said(old)}
        return Changed(old.address, data, {**change, "why": wish.why}, reference)

    def _rival(
        self, asked: Asked, part: Part, others: list[Statement], found: _Found, differs: str
    ) -> None:
        source = part.statement.references[0].source
        known = next((d for s in others if (d := self.state.dispute(s.address))), "")
        if not known and not self.mapping.question:
            raise _Differs(f"{differs}; a rival needs dispute: with question and note in the map")
        act = self._new(asked, part, f"{part.id} {source}", found)
        if known:
            found.acts.append(Joined(known, act.address))
            return
        texts = {name: cell.text for name, cell in asked.row.cells.items()}
        taken = self.state.anchors(asked.address) | {s.anchor for s in found.statements}
        question, note = (filled(t, texts) for t in (self.mapping.question, self.mapping.note))
        id_ = propose(f"{part.id} versions", taken)
        versions = (*(s.address for s in others), act.address)
        found.acts.append(NewDispute(asked.address, id_, question, note, versions))


def _renamed(statement: Statement, address: str) -> Statement:
    record, _, anchor = address.partition("#")
    made = replace(statement)
    made.address, made.record, made.anchor = address, record, anchor
    return made


def _said(statement: Statement) -> str:
    """What a statement says, with its time."""
    said = statement.text or plain_value(statement.value)
    who = [str(getattr(party, "text", party)) for party in statement.asserted_by]
    more = [*([statement.when.edtf] if statement.when else []), *who]
    return f"{said} ({', '.join(more)})" if more else said
