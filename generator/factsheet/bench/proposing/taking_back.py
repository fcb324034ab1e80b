"""A change taken back: what stood there in the last commit stands there again, as it was typed."""

from __future__ import annotations

from factsheet.bench.edits.doc import Doc
from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.grafts import Item, Way, graft
from factsheet.bench.edits.places import parts_of
from factsheet.bench.edits.plain_data import Steps
from factsheet.bench.edits.refused import Refused


def take_back(edit: Edit, path: str, address: str, before: bytes | None) -> str:
    """Put back what an address said in the file `before`; the whole file where it cannot be alone.

    Gives what was put back: the address, or the path.
    """
    record, _, anchor = address.partition("#")
    now = edit.content(path)
    if before is None or now is None or not path.endswith(".yml"):
        return _whole(edit, path, before)
    many = f"data/{record.partition('/')[0]}.yml" == path
    home: Steps = (record.partition("/")[2],) if many else ()
    try:
        old, doc = Doc(before, path), Doc(now, path)
        way = _way(old, home, anchor) or _way(doc, home, anchor)
        if way is None or (not anchor and not many):
            return _whole(edit, path, before)
        graft(doc, way, old)
    except Refused:
        return _whole(edit, path, before)
    same = doc.data() == old.data()  # then the rest that differs is comments and order
    edit.put(path, before if same else doc.content)
    return address


def _whole(edit: Edit, path: str, before: bytes | None) -> str:
    edit.put(path, before)
    return path


def _way(doc: Doc, home: Steps, anchor: str) -> Way | None:
    """The way to a part of a record, found in one version of its file; None where it is not."""
    here = tuple(str(step) for step in home)
    if not doc.has(home):
        return None
    if not anchor:
        return here
    steps = parts_of(doc, home).get(anchor)
    if steps is None:
        return None
    if isinstance(steps[-1], int):
        return (*here, str(steps[-2]), Item(anchor))
    return tuple(map(str, steps))
