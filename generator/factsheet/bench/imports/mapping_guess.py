"""A first mapping file for a table: what each column may be, by its name and its values.

It is a proposal, to be read and mended by a person. What it cannot tell is left out of the facts
(`is: nothing`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from factsheet.bench.edits.yaml_text import Layout, scalar
from factsheet.bench.imports.mapping import QUALIFIERS, ROLES
from factsheet.bench.imports.mapping_file import KEPT_OUT
from factsheet.bench.imports.record_names import RecordNames
from factsheet.bench.imports.tables import REASON, ROW, Cell, Table
from factsheet.evidence import Library, folded
from factsheet.issues import plain
from factsheet.kinds import Kind
from factsheet.values import Date, Many, Number, readings

LOOKED_AT = 200  # cells of a column
_ROLES = {  # words that head a column -> what it is
    **dict.fromkeys(("id", "key", "slug"), "id"),
    **dict.fromkeys(("year", "date", "day", "when", "as of"), "when"),
    **dict.fromkeys(("note", "notes", "remark", "remarks", "comment", "comments"), "note"),
    **dict.fromkeys(("source", "reference"), "source"),
    **dict.fromkeys(("page", "locator", "table"), "locator"),
    **dict.fromkeys(("scope",), "scope"),
    **dict.fromkeys(("said by", "asserted by", "according to", "claimed by"), "asserted_by"),
    **dict.fromkeys(("decision",), "decision"),
}
_NAMES = ("name", "names", "title", "label")
Ask = Callable[[str, list[str], str], str]  # hears column, values and guess; says what it is

HEAD = """\
# What the columns of {file} are. Read it, mend it, then: factsheet import … --map … --dry-run
# A column is one of
#   label: a label of the record ({labels})
#   field: a field, each value a statement with its source ({fields})
#   is: {roles}
# Beside it: link: match, create or reject what is named; dates: day-month-year …;
# decimal: "." or ","; unit; separator; values: {{Y: yes}}; of: the fields that a qualifier is of.
"""


def guess(table: Table, kind: Kind, library: Library, source: str, ask: Ask | None = None) -> str:
    """The text of a mapping file. `ask` hears each guess and says what the column is."""
    guesses = _Guesses(table, kind, RecordNames(library))
    out = [_head(table, kind), f"kind: {kind.plural}"]
    out.append(f"source: {scalar(source or 'which-source')}")
    for key in ("encoding", "delimiter", "sheet"):
        if value := getattr(table.how, key):
            out.append(f"{key}: {scalar(value)}")
    out.append("records: match  # or create, for rows about records that are not there yet")
    out.append("columns:")
    for name in table.columns:
        if name in (ROW, REASON):
            continue
        entry, samples = guesses.column(name), samples_of(table, name)
        if ask:
            entry = entry_of(ask(name, samples, said_of(entry)))
            entry |= marks(table, kind, name, entry)
        shown = "; ".join(text[:40] for text in samples) or "empty"
        out.append(f"  # {shown}")
        out.append(f"  {scalar(name)}: {Layout().flow(entry)}")
    return "\n".join(out) + "\n"


def entry_of(answer: str) -> dict[str, Any]:
    """What a person typed for a column: `label type`, `field population`, `when`, `nothing`."""
    what, _, target = answer.strip().partition(" ")
    if what in ("label", "field") and target.strip():
        return {what: target.strip()}
    return {"is": answer.strip()}


def said_of(entry: dict[str, Any]) -> str:
    """What a column is, as a person types it; empty when its entry does not say."""
    what = next((key for key in ("label", "field", "is") if key in entry), "")
    return f"{'' if what == 'is' else what} {entry[what]}".strip() if what else ""


def samples_of(table: Table, name: str) -> list[str]:
    """The first values of a column that are not alike."""
    return list(dict.fromkeys(cell.text for cell in _cells(table, name)))[:3]


def _cells(table: Table, name: str) -> list[Cell]:
    """The cells of a column that hold something."""
    return [row.cells[name] for row in table.rows[:LOOKED_AT] if name in row.cells]


def marks(table: Table, kind: Kind, name: str, entry: dict[str, Any]) -> dict[str, Any]:
    """How the values of a column are written: decimal mark, order of dates, separator."""
    field = kind.all_fields.get(entry.get("field", ""))
    type_ = field.type if field else kind.all_labels.get(entry.get("label", ""))
    texts = [cell.text for cell in _cells(table, name) if cell.sort == "text"]
    if isinstance(type_, Number):
        return _decimal(texts)
    if isinstance(type_, Date) or entry.get("is") in ("when", "said"):
        return _dates(texts)
    if isinstance(type_, Many) and any(";" in text for text in texts):
        return {"separator": ";"}
    return {}


def _head(table: Table, kind: Kind) -> str:
    file = plain(table.path.replace("\\", "/").rpartition("/")[2])
    labels = ", ".join(key for key in kind.all_labels if key not in KEPT_OUT)
    roles = ", ".join(ROLES)
    return HEAD.format(
        file=file, labels=labels, fields=", ".join(kind.all_fields), roles=roles
    ).rstrip()


class _Guesses:
    """Guesses columns one after the other: a label or field is given to one of them."""

    def __init__(self, table: Table, kind: Kind, names: RecordNames) -> None:
        self.table, self.kind, self.names = table, kind, names
        self.given: set[str] = set()
        self.naming = "name" if kind.named else "title"
        self.named = self._named()

    def _named(self) -> str:
        """The column that says which record a row is, by its name or its values; else the first."""
        columns = list(self.table.columns)
        words = {*_NAMES, folded(self.kind.name), folded(self.kind.title)}
        for name in columns:
            if folded(name) in words:
                return name
        plural = (self.kind.plural,)
        counts = {
            name: sum(bool(self.names.find(cell.text, plural)) for cell in _cells(self.table, name))
            for name in columns
        }
        best = max(columns, key=lambda name: counts[name])
        return best if counts[best] else columns[0]

    def column(self, name: str) -> dict[str, Any]:
        """What a column may be."""
        if name == self.named:
            return {"label": self.naming}
        word = folded(name)
        for what, known in (("field", self._fields()), ("label", self._labels())):
            for key, words in known.items():
                if word in words and key not in self.given:
                    self.given.add(key)
                    entry: dict[str, Any] = {what: key}
                    return entry | marks(self.table, self.kind, name, entry)
        role = _ROLES.get(word, "nothing")
        if role in self.given or (role == "nothing" and word in QUALIFIERS):
            role = word if word in QUALIFIERS and word not in self.given else "nothing"
        self.given |= {role} - {"nothing"}
        return {"is": role} | marks(self.table, self.kind, name, {"is": role})

    def _fields(self) -> dict[str, set[str]]:
        return {
            key: {folded(key.replace("_", " ")), folded(field.label)}
            for key, field in self.kind.all_fields.items()
        }

    def _labels(self) -> dict[str, set[str]]:
        own = {key: folded(label.label) for key, label in self.kind.labels.items()}
        keys = [key for key in self.kind.all_labels if key not in KEPT_OUT]
        return {key: {folded(key.replace("_", " ")), own.get(key, folded(key))} for key in keys}


def _decimal(texts: list[str]) -> dict[str, Any]:
    """The decimal mark, when the numbers show it."""
    both = [
        {mark for mark in ".," if re.search(rf"[0-9]{re.escape(mark)}[0-9]", text)}
        for text in texts
    ]
    marks = set[str]()
    for text, found in zip(texts, both):
        if len(found) == 2:
            marks.add(text[max(text.rfind("."), text.rfind(","))])
        elif len(found) == 1:
            [mark] = found
            last = re.split(re.escape(mark), text)
            if len(last) > 2 or (len(last[1]) == 3 and last[1].isdecimal()):
                marks |= {"," if mark == "." else "."} if len(last) > 2 else set()
            else:
                marks.add(mark)
    return {"decimal": marks.pop()} if len(marks) == 1 else {}


def _dates(texts: list[str]) -> dict[str, Any]:
    """The order of day and month, when one of the dates shows it."""
    for text in texts:
        found = re.fullmatch(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -][0-9]{4}", text)
        if found and len(readings(text)) == 1 and found[1] != found[2]:
            return {"dates": "day-month-year" if int(found[1]) > 12 else "month-day-year"}
    return {}
