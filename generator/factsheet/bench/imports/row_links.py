"""The links of one row: the records that its cells name, and those that are made for them."""

from __future__ import annotations

from datetime import date

from factsheet.bench.imports import cell_nodes
from factsheet.bench.imports.mapping import Column
from factsheet.bench.imports.record_names import RecordNames
from factsheet.bench.imports.row_asked import mapped, text_node
from factsheet.bench.imports.tables import Cell
from factsheet.issues import Issue
from factsheet.values import Link, Map, Node, Put, Seq, Text, Type


class RowLinks:
    """Finds what the cells of one row name; `made` are the records that it makes, by address."""

    def __init__(self, names: RecordNames, on: date) -> None:
        self.names, self.on = names, on
        self.made: dict[str, Map] = {}

    def find(self, cell: Cell, kinds: tuple[str, ...], link: str, put: Put) -> tuple[str, bool]:
        """(the address that a cell means, whether its record is still to be made)."""
        found = self.names.find(cell.text, kinds, exact=link == "reject")
        if not found:  # one that this row makes
            found = [a for a, labels in self.made.items() if _is_called(labels, cell.text)]
        if len(found) == 1:
            return found[0], False
        width = len(cell.text)
        if found:
            several = ", ".join(sorted(found))
            what, hint = f'"{cell.text}" may be any of {several}', "write one of these"
            put(Issue(cell.spot, "ambiguous-address", what, hint, width))
            return "", False
        if link == "create" and len(kinds) == 1:
            address = f"{kinds[0]}/{self.names.free(kinds[0], cell.text)}"
            if address not in self.names.library.unpublished:
                return address, True
            what = f"{address} is there as a draft"
            put(Issue(cell.spot, "clash", what, "publish it, or write another name", width))
            return "", False
        several = " or ".join(kinds) or "any kind"
        what = f'no record of {several} is called "{cell.text}"'
        hint = (
            self.names.near(cell.text, kinds)
            or "make it first, or write create in the mapping (records, or link)"
        )
        put(Issue(cell.spot, "unknown-address", what, hint, width))
        return "", False

    def value(self, cell: Cell, column: Column, type_: Type, put: Put) -> Node | None:
        """A cell as the value of a field or label; a link as the address of what it names.

        None for a link that leads nowhere, which is told.
        """
        one = cell_nodes.inner(type_)
        if not isinstance(one, Link):
            return cell_nodes.node(cell, column, type_, put)
        kinds = (column.kind,) if column.kind else one.kinds
        many = cell_nodes.is_many(type_)
        parts = cell_nodes.parted(cell, column, many)
        found = self.links(parts, column, kinds, put)
        return found if found is None or many else found.items[0]

    def links(
        self, parts: list[Text], column: Column, kinds: tuple[str, ...], put: Put
    ) -> Seq | None:
        """The addresses of several texts; None when one of them leads nowhere."""
        found = [self.link(part, column, kinds, put) for part in parts]
        there = [node for node in found if node]
        return Seq(there, parts[0].spot) if parts and len(there) == len(found) else None

    def link(self, part: Text, column: Column, kinds: tuple[str, ...], put: Put) -> Node | None:
        """The address of the record that a text names, which is made if the column says so."""
        if meant := column.values.get(part.text):
            return meant
        cell = Cell(part.text, part.spot)
        address, new = self.find(cell, kinds, column.link or "match", put)
        if new:
            checked = text_node(self.on.isoformat(), part.spot)
            labels = mapped({"name": part, "checked": checked}, part.spot)
            kind = self.names.library.kinds[kinds[0]]
            for key in kind.required:
                if key not in labels.items:
                    what = f'a new record of {kind.plural} ("{part.text}") needs {key}'
                    put(Issue(part.spot, "missing-key", what, "make it before the import"))
            self.made[address] = labels
        return Text(address, part.spot, part.width) if address else None


def _is_called(labels: Map, text: str) -> bool:
    name = labels.items.get("name")
    return isinstance(name, Text) and name.text == text
