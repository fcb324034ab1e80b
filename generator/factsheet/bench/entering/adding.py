"""Records, facts, quotes and wordings that are added, as a person would type them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.ids import known, propose
from factsheet.bench.edits.places import named_by_field, parts_of
from factsheet.bench.edits.plain_data import Steps
from factsheet.bench.edits.refused import Refused
from factsheet.bench.edits.yaml_text import Layout, in_order, schema_line
from factsheet.evidence import folded
from factsheet.issues import nearest
from factsheet.kinds import Kind
from factsheet.values import LEAD, id_problem

WORDS = 6  # of a sentence, in the id that is proposed for it
_YEAR = re.compile("[0-9]{4}")
_DAY = re.compile(r"-[0-9]{4}(-[0-9]{2}){0,2}$")  # at the end of a source's id

Data = Mapping[str, Any]  # texts, lists and mappings by key


def kind_of(edit: Edit, plural: str) -> Kind:
    """The kind of a plural. Raises Refused, with the plural for a name in the singular."""
    kinds = edit.built.kinds
    if plural in kinds:
        return kinds[plural]
    singular = (one.plural for one in kinds.values() if plural == one.name.replace(" ", "-"))
    meant = next(singular, "")
    hint = f"write {meant}" if meant else nearest(plural, kinds) or f"kinds: {', '.join(kinds)}"
    raise Refused(f'there is no kind "{plural}"', hint)


def home_of(edit: Edit, address: str) -> Kind:
    """The kind of the record at an address, a draft included. Raises Refused."""
    home, hash_, _ = address.partition("#")
    edit.place(home)
    if hash_:
        raise Refused(f"{address} is a part of a record", f"add to the whole: {home}")
    return kind_of(edit, home.partition("/")[0])


def known_field(kind: Kind, field: str) -> None:
    """Raise Refused for a field that a kind does not have."""
    if field and field != LEAD and field not in kind.all_fields:
        hint = nearest(field, kind.all_fields) or f"fields: {', '.join(kind.all_fields)}"
        raise Refused(f'{kind.plural} have no field "{field}"', hint)


def add_record(edit: Edit, plural: str, id_: str, fields: Data) -> str:
    """A new record, compared with its sources on the day of the edit; gives its address."""
    kind, address = kind_of(edit, plural), f"{plural}/{id_}"
    check_id(edit, plural, id_)
    data = {"checked": edit.on.isoformat(), **fields}
    if kind.is_statement:
        data = {**data, "recorded": edit.on.isoformat()}
    put_record(edit, address, data)
    return address


def put_record(edit: Edit, address: str, data: Data) -> None:
    """Write a new record: into a file of its own, or where all of its kind stand."""
    plural, _, id_ = address.partition("/")
    path, steps = _new_place(edit, plural, id_)
    if steps:
        edit.doc(path).set(steps, in_order(data))
        return
    lines = Layout().mapping_lines(in_order(data), 0)
    edit.put(path, f"{schema_line(plural)}{lines}\n".encode())
    edit.doc(path)  # refuses what no file may hold


def add_fact(edit: Edit, home: str, values: Data, field: str = "", id_: str = "") -> str:
    """A fact on a record, or with `field` a value of that or its lead; gives its address.

    With a second value in a field each needs an id: the one that stood alone keeps its address.
    """
    kind, (doc, steps) = home_of(edit, home), edit.statement(home)
    known_field(kind, field)
    data = in_order({**values, "recorded": edit.on.isoformat()})
    if id_:
        check_id(edit, home, id_)
    id_ = id_ or propose_id(edit, home, values, field)
    if field == LEAD:
        if doc.has((*steps, LEAD)):
            raise Refused(f"{home} has a lead", f"factsheet change {home}#{LEAD}")
        doc.set((*steps, LEAD), data)
        return f"{home}#{LEAD}"
    if not field:
        doc.set((*steps, "facts", id_), data)
        return f"{home}#{id_}"
    there = doc.data((*steps, field)) or []
    if not isinstance(there, list):
        raise Refused(f"{doc.path}: {field} is no list of values", "factsheet check says more")
    if id_:
        data = in_order({**data, "id": id_})
        named_by_field(doc, (*steps, field))
    doc.append((*steps, field), data)
    return f"{home}#{id_ or field}"


def propose_id(edit: Edit, home: str, values: Data, field: str = "") -> str:
    """An id for a fact or a value; nothing for the first value of a field, which needs none."""
    (doc, steps), taken = edit.statement(home), part_ids(edit, home)
    if field == LEAD:
        return ""
    if not field:
        return propose(_begin(str(values.get("text", ""))), taken, "fact")
    return propose(_value_id(field, values), taken) if doc.has((*steps, field)) else ""


def add_quote(edit: Edit, plural: str, id_: str, labels: Data, wording: Data) -> str:
    """A new quote with its first wording, which is the preferred one; gives its address."""
    address = add_record(edit, plural, id_, labels)
    doc, steps = edit.statement(address)
    data = {**wording, "preferred": "true", "recorded": edit.on.isoformat()}
    doc.set((*steps, "wordings", _wording_id(wording, set())), in_order(data))
    return address


def add_wording(edit: Edit, quote: str, wording: Data, id_: str = "") -> str:
    """A further wording of a quote; gives its address."""
    if not home_of(edit, quote).has_wordings:
        raise Refused(f"{quote} is no quote", f"factsheet add fact {quote}")
    doc, steps = edit.statement(quote)
    if id_:
        check_id(edit, quote, id_)
    id_ = id_ or _wording_id(wording, part_ids(edit, quote))
    data = {**wording, "recorded": edit.on.isoformat()}
    doc.set((*steps, "wordings", id_), in_order(data))
    return f"{quote}#{id_}"


def propose_record_id(edit: Edit, plural: str, name: str) -> str:
    """An id for a new record of this name."""
    return propose(name, ids_of(edit, plural))


def check_id(edit: Edit, where: str, id_: str) -> None:
    """Raise Refused for an id that cannot be given to a record of a kind, or a part of a record.

    `where` is the plural of the kind, or the address of the record.
    """
    part = "/" in where
    if why := id_problem(id_):
        raise Refused(f'"{id_}": {why}')
    if id_ in (part_ids(edit, where) if part else ids_of(edit, where)):
        there = f"{where}{'#' if part else '/'}{id_}"
        raise Refused(f"{there} is there already, or was", "give another id")


def ids_of(edit: Edit, plural: str) -> set[str]:
    """The ids of a kind that records have or had, those that this edit makes among them."""
    ids = known(edit.library, plural)
    files = {path.removesuffix(".yml") for path in edit.files() if path.endswith(".yml")}
    folder = f"data/{plural}/"
    ids |= {path.removeprefix(folder) for path in files if path.startswith(folder)}
    many = f"data/{plural}.yml"
    return ids | {*(edit.doc(many).data() or ())} if edit.content(many) is not None else ids


def part_ids(edit: Edit, home: str) -> set[str]:
    """The ids that statements and disputes of a record have or had."""
    record = edit.library.records.get(home)
    return {*parts_of(*edit.statement(home)), *(record.anchors if record else ())}


def _new_place(edit: Edit, plural: str, id_: str) -> tuple[str, Steps]:
    """Where a new record goes: into a file of its own, or where all of its kind stand."""
    many = f"data/{plural}.yml"
    alone = any(path.startswith(f"data/{plural}/") for path in edit.tree)
    if edit.content(many) is not None and not alone:
        return many, (id_,)
    return f"data/{plural}/{id_}.yml", ()


def _begin(text: str) -> str:
    return " ".join(folded(text).split()[:WORDS])


def _value_id(field: str, data: Data) -> str:
    """A field's name with the id of what it leads to, the year, or the value: `leader-ann`."""
    value, year = data.get("value"), _YEAR.search(str(data.get("when", "")))
    if isinstance(value, str) and re.fullmatch("[a-z]+/[a-z0-9-]+", value):
        return f"{field} {value.partition('/')[2]}"
    if year:
        return f"{field} {year[0]}"
    return f"{field} {_begin(str(value))}" if isinstance(value, str) else f"{field} 2"


def _wording_id(wording: Data, taken: set[str]) -> str:
    """An id of a wording: who printed it, as in the id of the source."""
    source = str((wording.get("references") or [wording.get("rendition", "")])[0])
    return propose(_DAY.sub("", source.partition("#")[0]), taken, "wording")
