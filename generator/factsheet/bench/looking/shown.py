"""What is told of an address, as data: for a terminal, as JSON, later for a form."""

import json
from dataclasses import dataclass, field
from typing import Any

Row = tuple[str, str]  # (an address, a place or a word; what is said of it)
MAX_ROWS = 50  # of one list, in the text; all are in the data
WIDEST = 40  # letters of the first column


@dataclass(slots=True)
class Shown:
    """All that is known of one address: `rows` of one line each, and lists under headings."""

    address: str
    sort: str  # record, fact, field, wording, dispute, source
    at: str  # path:line:column
    title: str
    rows: list[Row] = field(default_factory=list)
    lists: dict[str, list[Row]] = field(default_factory=dict)

    def row(self, what: str, said: str) -> None:
        """Add a line, if anything is said."""
        if said:
            self.rows.append((what, said))

    def list(self, heading: str, rows: "list[Row]") -> None:
        """Add a list, if anything is in it."""
        if rows:
            self.lists[heading] = rows

    def as_data(self) -> dict[str, Any]:
        """The same for JSON."""
        return {
            "address": self.address, "sort": self.sort, "at": self.at, "title": self.title,
            **dict(self.rows),
            **{heading: [[*row] for row in rows] for heading, rows in self.lists.items()},
        }  # fmt: skip

    def as_json(self) -> str:
        """The same as JSON text, in ASCII."""
        return json.dumps(self.as_data(), indent=1)

    def as_text(self) -> str:
        """The same for a terminal, in columns."""
        lines = [f"{self.address}  ({self.sort}, {self.at})", f"  {self.title}", ""]
        lines += columns(self.rows)
        for heading, rows in self.lists.items():
            lines += ["", f"{heading} ({len(rows)})", *columns(rows[:MAX_ROWS])]
            lines += [f"  … and {len(rows) - MAX_ROWS} more"] if len(rows) > MAX_ROWS else []
        return "\n".join(lines).rstrip()


def columns(rows: list[Row]) -> list[str]:
    """Rows as lines of two columns, the first as wide as its longest word that is not too long."""
    fitting = [len(what) for what, _ in rows if len(what) <= WIDEST]
    width = max(fitting, default=0)
    return [f"  {what.ljust(width)}  {said}".rstrip() for what, said in rows]
