"""A mapping file is read: its keys by their types, then against the kind and the table."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from factsheet.bench.imports.mapping import DATES, LINKS, QUALIFIERS, ROLES, Column, Mapping
from factsheet.bench.imports.mapping import Template, gaps
from factsheet.bench.imports.tables import DELIMITERS, ENCODINGS, REASON, ROW, How, Table
from factsheet.evidence import Library
from factsheet.issues import Hints, Issue, closest, nearest
from factsheet.kinds import Kind, Kinds
from factsheet.values import Choice, Language, Many, Map, Node, Put, Text, Type, Words, id_problem
from factsheet.values import problem, read_fields, read_yaml


class AsTyped:
    """Any value, kept as the node that it is."""

    def read(self, node: Node, field: str, put: Put) -> Node:
        """The node."""
        return node

    def schema(self) -> dict[str, Any]:
        """Whatever stands there."""
        return {}


@dataclass(frozen=True)
class ByName:
    """A mapping from names, of columns or of facts, to mappings with these keys."""

    keys: dict[str, Type]
    required: tuple[str, ...] = ()

    def read(self, node: Node, field: str, put: Put) -> dict[str, tuple[Text, dict[str, Any]]]:
        """Name -> (its node, what was read of the mapping)."""
        if not isinstance(node, Map):
            put(problem(node, "wrong-shape", field, "a mapping from names is expected here"))
            return {}
        return {
            name: (node.keys[name], read_fields(child, self.keys, name, put, self.required))
            for name, child in node.items.items()
        }

    def schema(self) -> dict[str, Any]:
        """A mapping."""
        return {"type": "object"}


COLUMN: dict[str, Type] = {
    "is": Choice(ROLES), "label": Words(40), "field": Words(40), "of": Many(Words(80), single=True),
    "part": Choice(("longitude", "latitude")), "link": Choice(LINKS), "kind": Words(40),
    "dates": Choice(DATES), "decimal": Choice((".", ",")), "unit": Words(40),
    "separator": Words(5), "language": Language(), "values": AsTyped(),
}  # fmt: skip
KEPT_OUT = ("draft", "formerly", "accepted", "withdrawn", "taken_down")  # labels of no table
FACT: dict[str, Type] = {"text": Words(2_000), "about": Many(Words(200), single=True)}
DISPUTE: dict[str, Type] = {"question": Words(300), "note": Words(2_000)}
MAPPING: dict[str, Type] = {
    "kind": Words(40), "source": Words(300), "records": Choice(LINKS),
    "key": Many(Words(400), single=True), "delimiter": Choice(tuple(DELIMITERS)),
    "encoding": Choice(ENCODINGS), "sheet": Words(100), "columns": ByName(COLUMN),
    "facts": ByName(FACT, ("text",)), "text": Words(2_000),
    "with": AsTyped(), "labels": AsTyped(), "dispute": AsTyped(),
}  # fmt: skip


def read_how(content: bytes, path: str) -> tuple[How, str]:
    """(how a table is read, the kind of its rows) by a mapping file; errors are told later."""
    node = read_yaml(content, path, lambda issue: None)
    keys = {key: MAPPING[key] for key in ("encoding", "delimiter", "sheet", "kind")}
    kept = {key: child for key, child in node.items.items() if key in keys} if node else {}
    read = read_fields(Map(kept, {}, node.spot), keys, "", lambda _: None) if node else {}
    kind = read.pop("kind", "")
    return How(**read), kind


def read_mapping(
    content: bytes, path: str, kind: Kind, library: Library, table: Table, put: Put
) -> Mapping | None:
    """The mapping in a file, for a table and a kind; None with what is wrong put."""
    found: list[Issue] = []
    node = read_yaml(content, path, found.append)
    read = read_fields(node, MAPPING, "", found.append, ("columns",)) if node else {}
    if node and not found:
        _check_kind(node, kind, read, found.append)
        for name in read.get("key", ()):
            if name not in table.columns:
                found.append(_no_column(node.items["key"], name, table.columns, "key"))
        mapping = _made(path, node, kind, library.kinds, read, table, found.append)
        _check_constants(mapping, library.kinds, found.append)
        _check_columns(mapping, node, table, found.append)
        _check_source(mapping, node, library, found.append)
    for issue in found:
        put(issue)
    return None if found else mapping


def _check_kind(node: Map, kind: Kind, read: dict[str, Any], put: Put) -> None:
    if read.get("kind", kind.plural) != kind.plural:
        message, at = f"the file maps {read['kind']}, not {kind.plural}", node.items["kind"]
        put(problem(at, "wrong-kind", "kind", message, f"say --kind {read['kind']}"))
    if kind.has_wordings:
        message = f"{kind.plural} have wordings, which are typed one by one"
        put(Issue(node.spot, "wrong-kind", message))


def _no_column(node: Node, name: str, names: Collection[str], field: str) -> Issue:
    hint = Hints().nearest(name, names) or f"there are: {', '.join(names)}"
    return problem(node, "unknown-key", field, f'the table has no column "{name}"', hint)


def _made(
    path: str, node: Map, kind: Kind, kinds: Kinds, read: dict[str, Any], table: Table, put: Put
) -> Mapping:
    columns = {
        name: column
        for name, (at, entry) in read["columns"].items()
        if (column := _column(at, entry, kind, kinds, put))
    }
    facts = list(_facts(read.get("facts", {}), table, columns, put))
    source = node.items.get("source")
    more = {key: part for key in ("with", "labels") if isinstance(part := read.get(key), Map)}
    if "text" in read:
        _check_gaps(read["text"], node.items["text"], table, "text", put)
    dispute = read_fields(read["dispute"], DISPUTE, "dispute", put, ("question", "note")) if (
        "dispute" in read) else {}  # fmt: skip
    for key, template in dispute.items():
        _check_gaps(template, read["dispute"].items[key], table, "dispute", put)
    how = How(read.get("encoding", ""), read.get("delimiter", ""), read.get("sheet", ""))
    return Mapping(
        path, kind, source if isinstance(source, Text) else None, columns, facts,
        read.get("records", "match"), read.get("key", ()), more.get("with"), more.get("labels"),
        read.get("text", ""), dispute.get("question", ""), dispute.get("note", ""), how,
    )  # fmt: skip


def _column(at: Text, entry: dict[str, Any], kind: Kind, kinds: Kinds, put: Put) -> Column | None:
    """One column, when it is one thing that the kind has."""
    whats = [what for what in ("is", "label", "field") if what in entry]
    if len(whats) != 1:
        hint = "write is: …, label: … or field: …; is: nothing leaves the column out"
        put(problem(at, "missing-key", at.text, "say what the column is, one thing", hint))
        return None
    what, entry = whats[0], dict(entry)
    target = entry.pop(what)
    labels = [key for key in kind.all_labels if key not in KEPT_OUT]
    allowed: dict[str, Collection[str]] = {"label": labels, "field": kind.all_fields}
    if what in allowed and target not in allowed[what]:
        hint = Hints().nearest(target, allowed[what]) or f"there are: {', '.join(allowed[what])}"
        put(problem(at, "unknown-key", at.text, f"{kind.plural} have no {what} {target}", hint))
        return None
    if entry.get("kind", kind.plural) not in kinds:
        put(problem(at, "wrong-kind", at.text, f"there is no kind {entry['kind']}"))
        return None
    values = entry.pop("values", None)
    if values is not None and not isinstance(values, Map):
        put(problem(values, "wrong-shape", at.text, "a mapping from texts to values is expected"))
        return None
    role = target if what == "is" else what
    meant = values.items if values else {}
    return Column(at, role, "" if what == "is" else target, values=meant, **entry)


def _facts(
    read: dict[str, Any], table: Table, columns: Collection[str], put: Put
) -> Iterator[Template]:
    for id_, (at, entry) in read.items():
        if why := id_problem(id_):
            put(problem(at, "bad-id", "facts", f'"{id_}": {why}'))
        elif "text" in entry:
            _check_gaps(entry["text"], at, table, "facts", put)
            for about in entry.get("about", ()):
                if "/" not in about and about not in columns:
                    put(_no_column(at, about, table.columns, "facts"))
            yield Template(id_, entry["text"], entry.get("about", ()))


def _check_gaps(template: str, at: Node, table: Table, field: str, put: Put) -> None:
    for name in gaps(template):
        if not name:
            hint = "write {{ for a brace, and the name of a column between { and }"
            put(problem(at, "wrong-shape", field, "a brace stands alone", hint))
        elif name not in table.columns:
            put(_no_column(at, name, table.columns, field))


def _check_columns(mapping: Mapping, node: Map, table: Table, put: Put) -> None:
    """Every column of the table is named, every named one is there; and a row has its record."""
    at = node.items["columns"]
    for name in mapping.columns:
        if name not in table.columns:
            put(_no_column(mapping.columns[name].name, name, table.columns, "columns"))
    named = getattr(at, "items", {})
    for name in table.columns:
        if name not in named and name not in (ROW, REASON):
            hint = f'add "{name}": {{is: nothing}}'
            near = closest(name, [n for n in named if n not in table.columns])
            hint = f'rename "{near}" to "{name}"' if near else hint
            put(problem(at, "missing-key", "columns", f'nothing is said of "{name}"', hint))
    naming = mapping.naming
    told = [c for c in mapping.columns.values() if c.role == "id" or c.target == naming]
    if not told and mapping.columns:
        hint = f"write label: {naming}, or is: id, for one of the columns"
        put(problem(at, "missing-key", "columns", "no column says which record a row is", hint))


def _check_constants(mapping: Mapping, kinds: Kinds, put: Put) -> None:
    """What every statement or every new record gets is right by itself."""
    if mapping.constants:
        allowed = {key: kinds.statement[key] for key in QUALIFIERS}
        read_fields(mapping.constants, allowed, "with", put)
    if mapping.labels:
        labels = mapping.kind.all_labels.items()
        allowed = {key: type_ for key, type_ in labels if key not in KEPT_OUT}
        read_fields(mapping.labels, allowed, "labels", put)


def _check_source(mapping: Mapping, node: Map, library: Library, put: Put) -> None:
    """Statements have a source, and the one that is named for all of them is there."""
    source = mapping.source
    if source is None:
        if mapping.states and not mapping.of_role("source"):
            hint = "add source: some-id, or is: source for a column"
            put(problem(node, "missing-reference", "source", "no source is named", hint))
        return
    known = {record.id for record in library.sources()}
    id_ = source.text.partition("#")[0]
    if library.present(f"{library.kinds.sources}/{id_}").partition("/")[2] not in known:
        hint = nearest(id_, known)
        put(problem(source, "unknown-address", "source", f'no source "{id_}"', hint))
