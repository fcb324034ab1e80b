"""Facts that move to another record, remembering the addresses that they had."""

from __future__ import annotations

from factsheet.bench.changes.reasons import enter
from factsheet.bench.changes.retyping import put, retype
from factsheet.bench.edits.doc import Doc
from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.ids import propose
from factsheet.bench.edits.places import key_of, named_by_field, parts_of
from factsheet.bench.edits.plain_data import Steps
from factsheet.bench.edits.refused import Refused
from factsheet.bench.uses.reach import references_from
from factsheet.kinds import Kind
from factsheet.values import LEAD

# What contradicts what stands where a fact moves to needs a dispute: that is work to do
WORK = ("undeclared-dispute", "bad-quote")


def move(edit: Edit, address: str, record: str, why: str = "") -> str:
    """Take a statement, a wording or a dispute to another record; gives its address there.

    A value has no sentence of its own, so that `why` it moves has to be said. Raises `Refused`.
    """
    home, hash_, id_ = address.partition("#")
    if not hash_ or "#" in record or home == record:
        hint = "name a fact and another record: groups/a#fact groups/b"
        raise Refused(f"{address} cannot move to {record}", hint)
    _, steps = edit.place(address)
    edit.place(record)
    field = key_of(edit.place(home)[1], steps)
    if field == LEAD:
        raise Refused(f"{address} says what {home} is", f"factsheet add fact {record} --lead")
    _check_field(edit, field, record)
    data = edit.statement(address)[0].data(steps)
    if field not in ("facts", "wordings", "disputes") and "text" not in data and not why:
        raise Refused(f"{address} is a value, which says something else elsewhere", "say --why")
    _make_whole(edit, address)
    new = f"{record}#{free_id(edit, record, id_)}"
    retype(edit, address, new)
    doc, steps = edit.statement(address)
    if why and "text" not in data:
        was = f"{field} of {home}: {data.get('value')}"
        enter(edit, address, "correction", was, why)
    carry(doc, steps, edit, address, new)
    doc.remove(steps, above=True)
    return new


def _check_field(edit: Edit, field: str, record: str) -> None:
    """Refuse a record whose kind has no place for what moves."""
    kind = edit.record(record).kind
    if not fits(kind, field):
        raise Refused(f'{kind.plural} have no "{field}"', "factsheet kinds lists what a kind has")


def fits(kind: Kind, field: str) -> bool:
    """Whether records of a kind have a place for what stands under a key of another."""
    lists = ("facts", "disputes", *(("wordings",) if kind.has_wordings else ()))
    return field in (*lists, *kind.all_fields)


def _make_whole(edit: Edit, address: str) -> None:
    """Write out what a part names by `#id`: elsewhere that would be another record's."""
    inner = [
        u for u in references_from(edit.files(), edit.built.kinds, address) if u.form == "sibling"
    ]
    put(edit, [(use, use.names) for use in inner])


def carry(doc: Doc, steps: Steps, edit: Edit, first: str, new: str) -> None:
    """Put a part into the record of its new address as it was typed; it stays here, too.

    `first` is the address that it was published at; those that it had before become whole, under
    each address that its record had.
    """
    (home, _, was), (record, _, id_) = first.partition("#"), new.partition("#")
    homes, known = [*former_homes(edit, home), home], former(doc, steps)
    ids = [*(one for one in known if "/" not in one), was]
    whole = [*(one for one in known if "/" in one), *(f"{h}#{one}" for h in homes for one in ids)]
    doc.set((*steps, "formerly"), list(dict.fromkeys(whole)))
    target, target_steps = edit.statement(record)
    key, field = steps[-1], key_of(edit.place(home)[1], steps)
    if field == LEAD:
        target.paste((*target_steps, LEAD), doc.lift(steps), doc.data(steps))
        return
    if isinstance(key, int):
        doc.set((*steps, "id"), id_)
        named_by_field(target, (*target_steps, field))
        there = target.data((*target_steps, field)) or []
        target.paste((*target_steps, field, len(there)), doc.lift(steps), doc.data(steps))
        return
    if key != id_:
        doc.rename(steps, id_)
    named = (*steps[:-1], id_)
    target.paste((*target_steps, field, id_), doc.lift(named), doc.data(named))
    if key != id_:
        doc.rename(named, key)  # so that it is found where it was


def former_homes(edit: Edit, record: str) -> list[str]:
    """The addresses that a record had before, whole."""
    kind = record.partition("/")[0]
    found = former(*edit.statement(record))
    return [one if "/" in one else f"{kind}/{one}" for one in found]


def former(doc: Doc, steps: Steps) -> list[str]:
    """The ids and addresses that a record or a part of one had before."""
    return list(doc.data((*steps, "formerly")) or [])


def free_id(edit: Edit, record: str, wanted: str) -> str:
    """The id itself, or with a number behind it when something on the record has or had it."""
    doc, steps = edit.statement(record)
    parts = parts_of(doc, steps)
    taken = {old for place in parts.values() for old in former(doc, place) if "/" not in old}
    left = (one.partition("#") for one in edit.library.renamed)  # what stands elsewhere now, too
    taken |= {*parts, *(id_ for home, _, id_ in left if home == record)}
    return propose(wanted, taken) if wanted in taken else wanted
