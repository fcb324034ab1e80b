"""The statements that a row asks for: values of fields, sentences from templates, with sources."""

from __future__ import annotations

from datetime import date

from factsheet.bench.edits.ids import propose
from factsheet.bench.imports import cell_nodes
from factsheet.bench.imports.mapping import PARTIES, QUALIFIERS, Mapping, Template, filled, gaps
from factsheet.bench.imports.row_asked import Asked, Part, mapped, text_node
from factsheet.bench.imports.tables import Cell, Table
from factsheet.issues import Issue
from factsheet.kinds import Kinds, keys
from factsheet.values import Node, Put, Seq, Text, Type, read_statement


class PartReader:
    """Reads the statements of the rows of one table."""

    def __init__(self, table: Table, mapping: Mapping, kinds: Kinds, on: date) -> None:
        self.place, self.mapping, self.on = table.place, mapping, on
        self.sources = kinds.sources
        self.keys: dict[str, Type] = {**keys.FACT, **kinds.statement}

    def read(self, asked: Asked, put: Put) -> None:
        """Add every statement of a row to what it asks for."""
        self._fields(asked, put)
        for template in self.mapping.facts:
            self._fact(asked, template, put)
        if self.mapping.text:
            self._fact(asked, Template("", self.mapping.text), put)

    def _fields(self, asked: Asked, put: Put) -> None:
        """A statement for each field of which the row has a value."""
        points: dict[str, dict[str, Text]] = {}
        fields = self.mapping.kind.all_fields
        for column, cell in asked.cells(self.mapping, "field"):
            type_ = fields[column.target].value
            if column.part:
                part = cell_nodes.degrees(cell, column, put)
                points.setdefault(column.target, {})[column.part] = part
            elif value := asked.links.value(cell, column, type_, put):
                self._part(asked, column.target, {"value": value}, type_, put)
        for target, found in points.items():
            both = [found[key] for key in ("longitude", "latitude") if key in found]
            value = Seq([*both], both[0].spot)
            self._part(asked, target, {"value": value}, fields[target].value, put)

    def _fact(self, asked: Asked, template: Template, put: Put) -> None:
        """The fact that a template makes of a row; none when a cell that it names is empty."""
        cells, spot = asked.row.cells, asked.row.spot
        if any(name not in cells for name in gaps(template.text)):
            return
        text = filled(template.text, {name: cell.text for name, cell in cells.items()})
        entries: dict[str, Node] = {"text": text_node(text, spot)}
        if about := [node for one in template.about for node in self._about(one, asked, put)]:
            entries["about"] = Seq(about, spot)
        self._part(asked, "facts" if template.id else "", entries, None, put, template.id)

    def _about(self, one: str, asked: Asked, put: Put) -> list[Node]:
        """An address, or those that the cell of a column names."""
        if "/" in one:
            return [text_node(one, asked.row.spot)]
        column, cell = self.mapping.columns[one], asked.row.cells.get(one)
        parts = cell_nodes.parted(cell, column, many=True) if cell else []
        found = asked.links.links(parts, column, (), put) if parts else None
        return found.items if found else []

    def _part(
        self, asked: Asked, prop: str, entries: dict[str, Node], type_: Type | None, put: Put,
        fact: str = "",
    ) -> None:  # fmt: skip
        """Add one statement, with its qualifiers, its source and the day of today."""
        base, spot = fact or prop, next(iter(entries.values())).spot
        if self.mapping.constants:
            entries |= self.mapping.constants.items
        told = self._qualifiers(asked, base, put)
        entries |= told
        entries["recorded"] = text_node(self.on.isoformat(), spot)
        if (reference := self._reference(asked, put)) is None:
            return
        entries["references"] = Seq([reference], reference.spot)
        id_ = self._id(asked, base, told.get("when")) if prop else ""
        address, node = f"{asked.address}#{id_}" if id_ else asked.address, mapped(entries, spot)
        known = {"value": type_, **self.keys} if type_ else self.keys
        required = ("value",) if type_ else ("text",) if prop else ("text", "when")
        wrong = len(asked.wrong)
        statement = read_statement(node, address, prop, known, required, put, spot)
        if statement and len(asked.wrong) == wrong:
            asked.parts.append(Part(prop, id_, bool(self.mapping.key), node, statement))

    def _id(self, asked: Asked, base: str, when: Node | None) -> str:
        """What a statement is called: by its field or fact, and what tells its row apart.

        That is the key, or the time when none is named.
        """
        cells, key = asked.row.cells, self.mapping.key
        told = [cells[name].text for name in key if name in cells]
        if not key and isinstance(when, Text):
            told = [when.text]
        return propose(" ".join([base, *told]))

    def _qualifiers(self, asked: Asked, base: str, put: Put) -> dict[str, Node]:
        """Time, scope, claimant … of a statement, from the columns that are of it."""
        out: dict[str, Node] = {}
        for column, cell in asked.cells(self.mapping, *QUALIFIERS):
            if column.of and base not in column.of:
                continue
            if column.role in PARTIES and (column.link or column.role == "about"):
                kinds = (column.kind,) if column.kind else ()
                parts = cell_nodes.parted(cell, column, many=True)
                if found := asked.links.links(parts, column, kinds, put):
                    out[column.role] = found
            else:
                out[column.role] = cell_nodes.node(cell, column, self.keys[column.role], put)
        return out

    def _reference(self, asked: Asked, put: Put) -> Text | None:
        """The source of a row, and its place in it: the row, unless a column says more."""
        row, source, spot = asked.row, self.mapping.source, asked.row.spot
        locators = [cell.text for _, cell in asked.cells(self.mapping, "locator")]
        place = ", ".join(locators) or f"{self.place} {row.number}"
        for column, cell in asked.cells(self.mapping, "source"):
            name, hash_, inside = cell.text.partition("#")
            named, how = Cell(name.strip(), cell.spot), column.link or "match"
            found, _ = asked.links.find(named, (self.sources,), how, put)
            if not found:
                return None
            spot = cell.spot
            source = Text(f"{found.partition('/')[2]}{hash_}{inside}", spot)
        if source is None:
            put(Issue(spot, "missing-reference", "the cell of the source is empty"))
            return None
        sign = ", " if "#" in source.text else "#"
        return text_node(f"{source.text}{sign}{place}", spot)
