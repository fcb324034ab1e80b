"""A row of a table as what it asks for: a record, its labels, statements with their sources.

Every value is read by the types of the kind, so that what is wrong is told as `check` tells it,
with the place of its cell. Nothing is decided here: `import_plan` compares it with what is there.
"""

from __future__ import annotations

from datetime import date

from factsheet.bench.imports.mapping import DECISIONS, Mapping
from factsheet.bench.imports.record_names import RecordNames
from factsheet.bench.imports.row_asked import Asked, mapped, text_node
from factsheet.bench.imports.row_links import RowLinks
from factsheet.bench.imports.row_parts import PartReader
from factsheet.bench.imports.tables import Row, Table
from factsheet.evidence import Library
from factsheet.issues import Issue
from factsheet.values import Choice, Node, Put, id_problem, read_fields


class RowReader:
    """Reads the rows of one table. `names` hears of every record that is going to be made."""

    def __init__(
        self, table: Table, mapping: Mapping, library: Library, names: RecordNames, on: date
    ) -> None:
        self.table, self.mapping, self.library, self.names = table, mapping, library, names
        self.kind, self.on = mapping.kind, on
        self.parts = PartReader(table, mapping, library.kinds, on)

    def read(self, row: Row) -> Asked:
        """What a row asks for, and what is wrong with it."""
        asked = Asked(row, RowLinks(self.names, self.on), wrong=list(row.wrong))
        if asked.wrong:
            return asked
        put = asked.wrong.append
        for column, cell in asked.cells(self.mapping, "decision"):
            word = Choice(DECISIONS).read(text_node(cell.text, cell.spot), column.name.text, put)
            asked.decision = word or ""
        self._record(asked, put)
        if asked.address:
            self._labels(asked, put)
            self.parts.read(asked, put)
        return asked

    def _record(self, asked: Asked, put: Put) -> None:
        """Find the record of a row, or an address for it."""
        row, plural = asked.row, self.kind.plural
        ids = asked.cells(self.mapping, "id")
        names = [
            cell
            for c, cell in asked.cells(self.mapping, "label")
            if c.target == self.mapping.naming
        ]
        given = ids[0][1] if ids else names[0] if names else None
        if given is None:
            what = "the cell that says which record the row is about is empty"
            return put(Issue(row.spot, "missing-key", what))
        asked.name = names[0].text if names else given.text
        address, new = asked.links.find(given, (plural,), self.mapping.records, put)
        if new and ids:
            id_ = given.text.removeprefix(f"{plural}/")
            address = f"{plural}/{id_}"
            if why := id_problem(id_):
                return put(Issue(given.spot, "bad-id", f'"{id_}": {why}'))
            if not names:
                return put(Issue(row.spot, "missing-key", "a new record needs a name"))
        if new and address in self.library.unpublished:
            what = f"{address} is there as a draft"
            return put(Issue(given.spot, "clash", what, "publish it, or name the row otherwise"))
        asked.address, asked.new = address, new

    def _labels(self, asked: Asked, put: Put) -> None:
        """The labels of a row; those of a new record with all that every one has."""
        types, spot, naming = self.kind.all_labels, asked.row.spot, self.mapping.naming
        entries: dict[str, Node] = {}
        if asked.new:
            entries[naming] = text_node(asked.name, spot)
            if self.mapping.labels:
                entries |= self.mapping.labels.items
        for column, cell in asked.cells(self.mapping, "label"):
            if column.target != naming:
                type_ = types[column.target]
                if value := asked.links.value(cell, column, type_, put):
                    entries[column.target] = value
            elif asked.new:
                entries[naming] = text_node(cell.text, cell.spot)
        if asked.new:
            entries.setdefault("checked", text_node(self.on.isoformat(), spot))
        asked.labels = mapped(entries, spot)
        needed = [key for key in self.kind.required if key in types] if asked.new else []
        read_fields(asked.labels, types, "", put, tuple(needed))
        if asked.new:
            fields = {c.target for c, _ in asked.cells(self.mapping, "field")}
            for key in self.kind.required:
                if key in self.kind.fields and key not in fields:
                    what = f"a new record of {self.kind.plural} needs {key}"
                    put(Issue(spot, "missing-key", what))
            if self.kind.is_statement and not self.mapping.text:
                put(Issue(spot, "missing-key", "a new event needs text: in the mapping"))
