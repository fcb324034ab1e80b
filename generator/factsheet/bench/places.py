"""Where in the files of a project a record, a statement, a wording or a dispute stands."""

from __future__ import annotations

from factsheet.bench.doc import Doc, Steps
from factsheet.bench.refused import Refused
from factsheet.evidence import Library
from factsheet.issues import nearest
from factsheet.reading import Record

Place = tuple[str, Steps]  # the path of a file, and the steps in it


def record_place(record: Record) -> Place:
    """Where a record stands: a file of its own, or under its id in one for many."""
    folder = record.path.removeprefix("data/").rpartition("/")[0]
    return record.path, (() if folder else (record.id,))


def part_steps(doc: Doc, steps: Steps, anchor: str) -> Steps | None:
    """Where a part of the record at `steps` stands: by its id, or by the only key it has."""
    for key in ("facts", "wordings", "disputes"):
        if doc.has((*steps, key, anchor)):
            return (*steps, key, anchor)
    data = doc.data(steps)
    for key, items in data.items() if isinstance(data, dict) else ():
        if isinstance(items, list):
            for at, item in enumerate(items):
                if isinstance(item, dict) and item.get("id", "") == anchor:
                    return (*steps, key, at)
            alone = len(items) == 1 and isinstance(items[0], dict) and "id" not in items[0]
            if alone and key == anchor:
                return (*steps, key, 0)
    return None


def unknown(library: Library, address: str) -> Refused:
    """That nothing has an address; with where it is now, or the nearest one."""
    now = library.present(address)
    if now != address and library.known(now):
        return Refused(f'there is no "{address}"', f"it is now {now}")
    near = nearest(address.lower(), library.addresses())
    return Refused(f'there is no "{address}"', near or "factsheet find lists what there is")
