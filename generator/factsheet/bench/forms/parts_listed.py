"""The parts of a record, each with a way to its form, and what can be added to it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.places import key_of, parts_of
from factsheet.bench.entering.adding import kind_of
from factsheet.kinds import Kind
from factsheet.pages import plain
from factsheet.values import LEAD

OTHERS = {LEAD: "Lead", "facts": "Facts", "wordings": "Wordings", "disputes": "Disputes"}


@dataclass
class Group:
    """The parts under one key: (id, what it says, whether it is a draft) of each.

    `field` is what a further one is a value of; None where a form of another sort adds it.
    """

    title: str
    field: str | None
    rows: list[tuple[str, str, bool]] = dataclasses.field(default_factory=list)


def parts_listed(edit: Edit, address: str) -> list[Group]:
    """What a record has, by key; nothing of what is itself a part."""
    if "#" in address:
        return []
    kind = kind_of(edit, address.partition("/")[0])
    groups = {key: Group(OTHERS[key], _further(key)) for key in _of(kind)}
    groups |= {key: Group(one.label, key) for key, one in kind.fields.items()}
    doc, steps = edit.statement(address)
    for id_, place in parts_of(doc, steps).items():
        key, data = key_of(steps, place), doc.data(place)
        group = groups.setdefault(key, Group(OTHERS.get(key, key), None))
        group.rows.append((id_, _says(edit, address, id_, data), "draft" in data))
        if key == LEAD:
            group.field = None
    return [one for one in groups.values() if one.rows or one.field is not None]


def _of(kind: Kind) -> tuple[str, ...]:
    if kind.is_source:
        return ()
    return ("wordings",) if kind.has_wordings else (LEAD, "facts")


def _further(key: str) -> str | None:
    return {"facts": "", LEAD: LEAD}.get(key)


def _says(edit: Edit, home: str, id_: str, data: dict[str, object]) -> str:
    """What a part says, in a line."""
    statement = edit.library.statements.get(f"{home}#{id_}")
    if statement:
        return plain.sentence(edit.library, statement)
    said = data.get("text") or data.get("question") or data.get("value") or ""
    return str(next(iter(said.values()), "") if isinstance(said, dict) else said)
