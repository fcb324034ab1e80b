"""Where in the files of a project a record, a statement, a wording or a dispute stands."""

from __future__ import annotations

from collections.abc import Iterator

from factsheet.bench.edits.doc import Doc
from factsheet.bench.edits.plain_data import Steps
from factsheet.bench.edits.refused import Refused
from factsheet.bench.edits.yaml_text import LAST
from factsheet.evidence import Library
from factsheet.issues import nearest
from factsheet.reading import Record
from factsheet.values import LEAD, Map, Node, Seq, Text

Place = tuple[str, Steps]  # the path of a file, and the steps in it


def record_place(record: Record) -> Place:
    """Where a record stands: a file of its own, or under its id in one for many."""
    folder = record.path.removeprefix("data/").rpartition("/")[0]
    return record.path, (() if folder else (record.id,))


def parts_of(doc: Doc, steps: Steps) -> dict[str, Steps]:
    """Where each part of the record at `steps` stands, by its id, in the order of the file."""
    out: dict[str, Steps] = {}
    data = doc.data(steps)
    for key, items in data.items() if isinstance(data, dict) else ():
        if key in LAST and isinstance(items, dict):
            out |= {id_: (*steps, key, id_) for id_ in items}
        elif key == LEAD and isinstance(items, dict):
            out[LEAD] = (*steps, LEAD)
        elif (
            key != "changes"
            and isinstance(items, list)
            and all(isinstance(item, dict) for item in items)
        ):
            alone = key if len(items) == 1 else ""
            for at, item in enumerate(items):
                out[str(item.get("id", alone))] = (*steps, key, at)
    out.pop("", None)
    return out


def nodes_of(record: Map) -> Iterator[tuple[str, Steps, Node]]:
    """(id, steps, node) of each part of a record that was read: statements and disputes."""
    for key, child in record.items.items():
        if key in LAST and isinstance(child, Map):
            for id_, node in child.items.items():
                yield id_, (key, id_), node
        elif key == LEAD and isinstance(child, Map):
            yield LEAD, (LEAD,), child
        elif isinstance(child, Seq):
            for at, node in enumerate(child.items):
                if isinstance(node, Map) and "value" in node.items:
                    given = node.items.get("id")
                    yield given.text if isinstance(given, Text) else key, (key, at), node


def key_of(home: Steps, steps: Steps) -> str:
    """The key of the record at `home` that the part at `steps` stands under: `facts`, `leader`."""
    return str(steps[len(home)])


def named_by_field(doc: Doc, steps: Steps) -> bool:
    """Give the only value of a field the id that it goes by, before it has company.

    `steps` lead to the field; gives whether it had none.
    """
    items = doc.data(steps)
    alone = isinstance(items, list) and len(items) == 1 and isinstance(items[0], dict)
    if not alone or "id" in items[0]:
        return False
    doc.set((*steps, 0, "id"), str(steps[-1]))
    return True


def short(address: str, home: str) -> str:
    """An address as it is typed on the record `home`: `#id` for what stands there."""
    return address.removeprefix(home) if address.startswith(f"{home}#") else address


def unknown(library: Library, address: str) -> Refused:
    """That nothing has an address; with where it is now, or the nearest one."""
    now = library.present(address)
    if now != address and library.known(now):
        return Refused(f'there is no "{address}"', f"it is now {now}")
    near = nearest(address.lower(), library.addresses())
    return Refused(f'there is no "{address}"', near or "factsheet find lists what there is")
