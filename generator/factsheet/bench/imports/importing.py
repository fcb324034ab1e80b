"""An import is written: the acts of all its rows, and the memory by which it is taken back."""

from __future__ import annotations

from typing import Any

from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.places import named_by_field, short
from factsheet.bench.edits.yaml_text import in_order, rank
from factsheet.bench.entering.adding import put_record
from factsheet.bench.imports import import_memory
from factsheet.bench.imports.import_acts import Act, Changed, Cited, Joined, NewDispute, NewLabel
from factsheet.bench.imports.import_acts import NewRecord, NewStatement
from factsheet.bench.imports.import_memory import Made, ImportMemory, digest
from factsheet.values import LEAD


def write(edit: Edit, memory: ImportMemory, acts: list[Act]) -> str:
    """Put acts into an edit; gives the path of the file that remembers them, empty for none."""
    memory.made += _done(edit, acts)
    if not memory.made:
        return ""
    memory.made = [_finished(edit, made) for made in memory.made]
    name = import_memory.name_for(memory, import_memory.known(edit.root))
    path = f"{import_memory.FOLDER}/{name}.json"
    edit.put(path, import_memory.written(memory))
    return path


def _done(edit: Edit, acts: list[Act]) -> list[Made]:
    """Do acts; gives what each has made, in their order.

    Statements of one field are put in together, before what names them: a file of thousands is not
    read again for each.
    """
    early = [n for n, act in enumerate(acts) if isinstance(act, NewRecord | NewLabel)]
    groups: dict[tuple[str, str], list[int]] = {}
    for n, act in enumerate(acts):
        if isinstance(act, NewStatement) and act.key:
            groups.setdefault((act.record, act.key), []).append(n)
    made = {n: _do(edit, acts[n]) for n in early}
    for group in groups.values():
        found = _statements(edit, [act for n in group if isinstance(act := acts[n], NewStatement)])
        made |= dict(zip(group, found))
    made |= {n: _do(edit, act) for n, act in enumerate(acts) if n not in made}
    return [one for n in range(len(acts)) for one in made[n]]


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
        case NewStatement(record, _, _, data):  # it is the record itself
            doc, steps = edit.statement(record)
            for key, value in in_order(data).items():
                doc.put((*steps, key), value)
            return []
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


def _statements(edit: Edit, acts: list[NewStatement]) -> list[list[Made]]:
    """Put in new statements of one field, or new facts, of one record."""
    record, key = acts[0].record, acts[0].key
    doc, steps = edit.statement(record)
    made = [[Made("statement", act.address)] for act in acts]
    if key == "facts":
        facts = {act.id: in_order(act.data) for act in sorted(acts, key=lambda one: rank(one.id))}
        if doc.data((*steps, key)):
            doc.add({(*steps, key, id_): data for id_, data in facts.items()})
        else:
            doc.set((*steps, key), facts)
        return made
    if named_by_field(doc, (*steps, key)):  # one was alone until now
        made[0].insert(0, Made("id", f"{record}#{key}"))
    bare = acts[0].alone and len(acts) == 1
    doc.append((*steps, key), *(in_order(a.data if bare else {**a.data, "id": a.id}) for a in acts))
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
