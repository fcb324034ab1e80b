"""A table, its mapping file and a project: what an import would do, and what it does."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.refused import Refused
from factsheet.bench.entering.adding import kind_of
from factsheet.bench.imports import importing, mapping_file
from factsheet.bench.imports.disarming import as_csv
from factsheet.bench.imports.import_memory import ImportMemory
from factsheet.bench.imports.import_plan import RowPlan, Wish, plan
from factsheet.bench.imports.mapping import Mapping
from factsheet.bench.imports.tables import REASON, ROW, How, Table, read_table
from factsheet.issues import Issue


@dataclass(slots=True)
class TableImport:
    """One import, before and after it is decided. Without a `mapping`, `wrong` says why."""

    edit: Edit
    table: Table
    mapping: Mapping | None
    wrong: list[Issue]
    rows: list[RowPlan] = field(default_factory=list)

    def decide(self, wish: Wish) -> None:
        """Give every row its verdict."""
        if self.mapping:
            self.rows = plan(self.table, self.mapping, self.edit.library, self.edit.on, wish)

    @property
    def rejected(self) -> list[RowPlan]:
        """The rows of which nothing is taken."""
        return [row for row in self.rows if row.rejected]

    def apply(self, name: str) -> str:
        """Put all sound rows into the edit; gives the path of what remembers them, or nothing.

        `name` is that of the table's file.
        """
        assert self.mapping
        acts = [act for row in self.rows if not row.rejected for act in row.acts]
        memory = ImportMemory(name, self.edit.on.isoformat(), self.mapping.kind.plural)
        return importing.write(self.edit, memory, acts)

    def rejects(self) -> tuple[str, str]:
        """(first line, other lines) of a file with the rejected rows, each with the reason."""
        names = [name for name in self.table.columns if name not in (ROW, REASON)]
        rows = []
        for one in self.rejected:
            shown = dict(zip(self.table.columns, one.row.texts))
            number, reason = one.row.number, one.reason
            rows.append([*(shown.get(name, "") for name in names), number, reason])
        return as_csv([[*names, ROW, REASON]]), as_csv(rows)


def prepare(
    edit: Edit, table: tuple[str, bytes], map_: tuple[str, bytes], how: How, kind: str = ""
) -> TableImport:
    """Read a table and its mapping file, each a path with its bytes.

    What `how` leaves open, and the kind, the mapping file says. Raises Refused for a table that
    cannot be read.
    """
    said, plural = mapping_file.read_how(map_[1], map_[0])
    given = {key: v for key in ("encoding", "delimiter", "sheet") if (v := getattr(how, key))}
    found: list[Issue] = []
    rows = read_table(table[1], table[0], replace(said, **given))
    if not (kind or plural):
        raise Refused(f"{map_[0]}: it does not say of what kind the rows are", "say kind: …")
    one = kind_of(edit, kind or plural)
    mapping = mapping_file.read_mapping(map_[1], map_[0], one, edit.library, rows, found.append)
    return TableImport(edit, rows, mapping, found)
