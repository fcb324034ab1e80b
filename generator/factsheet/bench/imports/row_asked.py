"""What one row of a table asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factsheet.bench.imports.mapping import Column, Mapping
from factsheet.bench.imports.tables import Cell, Row
from factsheet.issues import Issue, Spot
from factsheet.values import Map, Node, Statement, Text, fold

if TYPE_CHECKING:
    from factsheet.bench.imports.row_links import RowLinks


def text_node(text: str, spot: Spot) -> Text:
    """A text with the place of the cell that it comes from."""
    return Text(fold(text), spot, max(1, len(text)))


def mapped(entries: dict[str, Node], spot: Spot) -> Map:
    """A mapping whose keys stand where their values do."""
    return Map(entries, {key: Text(key, child.spot) for key, child in entries.items()}, spot)


@dataclass(slots=True)
class Part:
    """One statement that a row asks for, without an address of its own yet.

    `property` is a field, or `facts`; `id` is what it would be called, `keyed` whether that tells
    its row apart from others of the record. `node` is as it will be typed.
    """

    property: str
    id: str
    keyed: bool
    node: Map
    statement: Statement


@dataclass(slots=True)
class Asked:
    """What one row asks for. `new` tells that its record is not there yet; `links` has those
    that are made for what it names.
    """

    row: Row
    links: RowLinks
    address: str = ""
    name: str = ""
    new: bool = False
    labels: Map | None = None
    parts: list[Part] = field(default_factory=list)
    decision: str = ""
    wrong: list[Issue] = field(default_factory=list)

    def cells(self, mapping: Mapping, *roles: str) -> list[tuple[Column, Cell]]:
        """The cells of the row that hold something, of columns with these roles."""
        found = [c for c in mapping.of_role(*roles) if c.name.text in self.row.cells]
        return [(c, self.row.cells[c.name.text]) for c in found]
