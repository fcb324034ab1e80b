"""Another address for a record or a part of one; the old one leads on for ever."""

from __future__ import annotations

import re

from factsheet.bench.changes.retyping import retype
from factsheet.bench.edits.doc import Doc
from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.plain_data import Steps
from factsheet.bench.edits.refused import Refused
from factsheet.bench.uses.use import Use
from factsheet.values import LEAD, id_problem

_SCHEMA = re.compile(rb"(?m)^(# yaml-language-server: \$schema=.*/)[a-z]+(\.json)\r?$")


def rename(edit: Edit, old: str, new: str) -> list[Use]:
    """Give a record, a statement, a wording or a dispute another address.

    `new` is an address, or an id alone. Gives the places that name it now. Raises `Refused`.
    """
    new = whole(edit, old, new)
    edit.place(old)
    if edit.library.known(new) or new in edit.library.unpublished:
        raise Refused(f"{new} is there already", f"factsheet merge {old} {new}")
    part = "#" in old
    if part and (steps := edit.place(old)[1]) == (*edit.place(old.partition("#")[0])[1], LEAD):
        raise Refused(f"{old} is the lead of its record", "it has no other address")
    found = retype(edit, old, new)
    if part:
        doc, steps = edit.statement(old)
        rename_part(doc, steps, old.partition("#")[2], new.partition("#")[2])
    else:
        _rename_record(edit, old, new)
    return found


def whole(edit: Edit, old: str, new: str) -> str:
    """The new address, whole and sound."""
    record, hash_, _ = old.partition("#")
    if "/" not in new:
        new = f"{record}#{new.lstrip('#')}" if hash_ else f"{record.partition('/')[0]}/{new}"
    elif bool(hash_) is not ("#" in new) or (hash_ and new.partition("#")[0] != record):
        hint = "factsheet move takes a fact to another record"
        raise Refused(f"{old} cannot become {new}", hint)
    kind, _, id_ = new.partition("#")[0].partition("/")
    if kind not in edit.built.kinds:
        raise Refused(f'there is no kind "{kind}"', f"kinds: {', '.join(edit.built.kinds)}")
    for one in filter(None, (id_, new.partition("#")[2])):
        if why := id_problem(one):
            raise Refused(f'"{one}": {why}')
    return new


def rename_part(doc: Doc, steps: Steps, old: str, new: str) -> Steps:
    """Give a part of a record another id where it stands; gives where it stands now."""
    if isinstance(steps[-1], int):
        doc.set((*steps, "id"), new)
    else:
        doc.rename(steps, new)
        steps = (*steps[:-1], new)
    remember(doc, steps, old, now=new)
    return steps


def remember(doc: Doc, steps: Steps, *old: str, now: str = "") -> None:
    """Note former ids or addresses, each once, oldest first; what is called so again is none.

    But a record that is called again as it was first says so, before all others.
    """
    formerly = [*dict.fromkeys([*(doc.data((*steps, "formerly")) or []), *old])]
    first = now if len(steps) < 2 and formerly[0] == now else ""
    kept = [one for one in formerly if one != now or one == first]
    if kept:
        doc.set((*steps, "formerly"), kept)
    else:
        doc.remove((*steps, "formerly"))


def _rename_record(edit: Edit, old: str, new: str) -> None:
    """Move the file of a record, or give it another key in a file with several."""
    doc, steps = edit.statement(old)
    (old_kind, _, old_id), (new_kind, _, new_id) = old.partition("/"), new.partition("/")
    same = old_kind == new_kind
    if before := doc.data((*steps, "formerly")):  # ids alone are those of the old kind
        known = [one if same or "/" in one else f"{old_kind}/{one}" for one in before]
        doc.set((*steps, "formerly"), known)
    remember(doc, steps, old_id if same else old, now=new_id if same else new)
    if same and steps:
        doc.rename(steps, new_id)
        return
    path = f"data/{new}.yml"
    if edit.content(path) is not None:
        raise Refused(f"{path} is there already")
    if steps:
        data = doc.data(steps)
        doc.remove(steps)
        edit.doc(path).set((), data)
        return
    content = doc.content
    if not same:
        content = _SCHEMA.sub(rb"\g<1>" + new_kind.encode() + rb"\g<2>", content)
    edit.put(doc.path, None)
    edit.put(path, content)
