"""A mapping file: what each column of a table is, kept in git beside the facts that came of it.

kind: cities
source: census-2022
key: [Year]
columns:
  Town: {label: name}
  People: {field: population, decimal: "."}
  Year: {is: when}
facts:
  inhabitants: {text: "{Town} had {People} inhabitants."}
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from factsheet.bench.imports.tables import How
from factsheet.kinds import Kind
from factsheet.values import Map, Node, Text

LINKS = ("match", "create", "reject")
DATES = ("day-month-year", "month-day-year", "year-month-day")
DECISIONS = ("reference", "rival", "change", "reject")
QUALIFIERS = (
    "when", "said", "note", "scope", "asserted_by", "via", "about", "status", "planned",
)  # fmt: skip
PARTIES = ("asserted_by", "via", "about")
ROLES = ("id", "source", "locator", "decision", "nothing", *QUALIFIERS)
_GAP = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


@dataclass(frozen=True)
class Column:
    """What the cells of a column are: `role` is `label`, `field` or one of `ROLES`."""

    name: Text
    role: str
    target: str = ""  # the label or the field
    of: tuple[str, ...] = ()  # the fields and facts that a qualifier is of; none: all
    part: str = ""
    link: str = ""  # empty: match; of parties: words as they are
    kind: str = ""  # of a record that is made for a link
    dates: str = ""
    decimal: str = ""
    unit: str = ""
    separator: str = ""
    language: str = ""
    values: dict[str, Node] = field(default_factory=dict)  # by the text of a cell, what it means


@dataclass(frozen=True)
class Template:
    """A fact for each row: its id, its text with names of columns in braces, what it is about."""

    id: str
    text: str
    about: tuple[str, ...] = ()


@dataclass
class Mapping:
    """A mapping file that fits its kind; see the example above."""

    path: str
    kind: Kind
    source: Text | None
    columns: dict[str, Column]
    facts: list[Template]
    records: str = "match"  # what becomes of a row whose record is not known
    key: tuple[str, ...] = ()
    constants: Map | None = None  # keys that every statement gets
    labels: Map | None = None  # and every record that is made
    text: str = ""  # the template of the sentence that a record of this kind is
    question: str = ""
    note: str = ""
    how: How = field(default_factory=How)

    @property
    def naming(self) -> str:
        """The label by which a record is known."""
        return "name" if self.kind.named else "title"

    @property
    def states(self) -> bool:
        """Whether rows become statements, which need a source."""
        return bool(self.facts or self.text or self.of_role("field"))

    def of_role(self, *roles: str) -> list[Column]:
        """The columns that play one of these roles, in their order."""
        return [column for column in self.columns.values() if column.role in roles]


def gaps(template: str) -> list[str]:
    """The names in braces; `{{` is a brace. A brace that stands alone gives an empty name."""
    return [m[1] or "" for m in _GAP.finditer(template) if m[0] not in ("{{", "}}")]


def filled(template: str, texts: dict[str, str]) -> str:
    """A template with the texts in its gaps. They are only texts: their braces stay braces."""

    def one(match: re.Match[str]) -> str:
        return match[0][0] if match[0] in ("{{", "}}") else texts.get(match[1] or "", "")

    return _GAP.sub(one, template)
