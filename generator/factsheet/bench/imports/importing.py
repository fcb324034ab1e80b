"""An import is written: the acts of all its rows, and the memory by which it is taken back."""

from __future__ import annotations

from typing import Any

from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.places import named_by_field, short
from factsheet.bench.edits.yaml_text import in_order
from factsheet.bench.entering.adding import put_record
from factsheet.bench.imports import import_memory
from factsheet.bench.imports.import_acts import Act, Changed, Cited, Joined, NewDispute, NewLabel
from factsheet.bench.imports.import_acts import NewRecord, NewStatement
from factsheet.bench.imports.import_memory import Made, ImportMemory, digest
from factsheet.values import LEAD


def write(edit: Edit, memory: ImportMemory, acts: list[Act]) -> str:
    """Put acts into an edit; gives the path of the file that remembers them, empty for none."""
    memory.made += [made for act in acts for made in _do(edit, act)]
    if not memory.made:
        return ""
    memory.made = [_finished(edit, made) for made in memory.made]
    name = import_memory.name_for(memory, import_memory.known(edit.root))
    path = f"{import_memory.FOLDER}/{name}.json"
    edit.put(path, import_memory.written(memory))
    return path


def _do(edit: Edit, act: Act) -> list[Made]:
    match act:
        case NewRecord(address, labels):
            put_record(edit, address, labels)
            return [Made("record", address)]
        case NewLabel(record, key, data):
            doc, steps = edit.statement(record)
            was = doc.data((*steps, key))
            doc.put((*steps, key), data)
            return [Made("label", record, more={"key": key, "was": was})]
        case NewStatement():
            return _statement(edit, act)
        case Cited(statement, reference):
            doc, steps = edit.statement(statement)
            doc.append((*steps, "references"), reference)
            return [Made("reference", statement, more={"reference": reference})]
        case Changed():
            return [_change(edit, act)]
        case NewDispute(record, id_, question, note, statements):
            doc, steps = edit.statement(record)
            versions = [short(one, record) for one in statements]
            data = {"question": question, "statements": versions, "note": note}
            doc.set((*steps, "disputes", id_), data)
            return [Made("dispute", f"{record}#{id_}")]
        case Joined(dispute, statement):
            doc, steps = edit.statement(dispute)
            doc.append((*steps, "statements"), short(statement, dispute.partition("#")[0]))
            return [Made("version", dispute, more={"statement": statement})]


def _statement(edit: Edit, act: NewStatement) -> list[Made]:
    doc, steps = edit.statement(act.record)
    data = in_order(act.data)
    made = [Made("statement", act.address)]
    if not act.key:
        for key, value in data.items():
            doc.put((*steps, key), value)
        return []  # it is the record itself
    if act.key == "facts":
        doc.set((*steps, "facts", act.id), data)
        return made
    if named_by_field(doc, (*steps, act.key)):
        made.insert(0, Made("id", f"{act.record}#{act.key}"))
    if not act.alone:
        data = in_order({**data, "id": act.id})
    doc.append((*steps, act.key), data)
    return made


def _change(edit: Edit, act: Changed) -> Made:
    doc, steps = edit.statement(act.statement)
    was = doc.data(steps)
    for key, value in act.data.items():
        doc.put((*steps, key), value)
    source = act.reference.partition("#")[0]
    if all(one.partition("#")[0] != source for one in was.get("references", ())):
        doc.append((*steps, "references"), act.reference)
    doc.append((*steps, "changes"), act.change)
    return Made("change", act.statement, more={"was": was})


def _finished(edit: Edit, made: Made) -> Made:
    """What was made, with the digest of what stands there when all rows are in."""
    doc, steps = edit.statement(made.at)
    data = doc.data((*steps, made.more["key"]) if made.what == "label" else steps)
    if made.what == "record":
        data = own_labels(data)
    known = "" if made.what in ("reference", "version", "id") else digest(data)
    return Made(made.what, made.at, known, made.more)


def own_labels(data: dict[str, Any]) -> dict[str, Any]:
    """A record without its statements and disputes."""
    parts = (LEAD, "facts", "disputes", "wordings")
    lists = [k for k, v in data.items() if isinstance(v, list) and isinstance(v[0], dict)]
    return {key: value for key, value in data.items() if key not in (*parts, *lists)}
