"""A part of a YAML file as it stands in another version of it: with its comments, as typed."""

from __future__ import annotations

from dataclasses import dataclass

from factsheet.bench.edits.doc import Doc
from factsheet.bench.edits.plain_data import Steps, changed
from factsheet.bench.edits.splices import Page, find


@dataclass(frozen=True, slots=True)
class Item:
    """The item of a list that has this id, wherever it stands in a version."""

    id: str


Way = tuple[str | Item, ...]  # to a part, the same in each version of a file


def items(data: object, key: str) -> dict[str, int] | None:
    """Where in a list each id is; None for what is no list of mappings with ids.

    The only item without one goes by the key that the list stands under.
    """
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        return None
    ids = [str(item.get("id", key)) for item in data]
    return dict(zip(ids, range(len(ids)))) if len({*ids}) == len(ids) else None


def steps_of(doc: Doc, way: Way) -> Steps | None:
    """The steps of a way in one version; None where nothing stands there."""
    steps: Steps = ()
    for one in way:
        if isinstance(one, Item):
            at = (items(doc.data(steps), str(steps[-1])) or {}).get(one.id)
            if at is None:
                return None
            steps = (*steps, at)
        else:
            steps = (*steps, one)
            if not doc.has(steps):
                return None
    return steps


def graft(doc: Doc, way: Way, other: Doc) -> None:
    """Let a part of a file be what it is in another version of it, or be gone as it is there."""
    here, there = steps_of(doc, way), steps_of(other, way)
    if there is None:
        if here is not None:
            doc.remove(here, above=True)
        return
    data, lines = other.data(there), other.lift(there)
    if not lines:
        _set(doc, way, data)
    elif here is not None:
        _restore(doc, here, lines, data)
    else:
        _plant(doc, way, lines, data, _before(other, way))


def _set(doc: Doc, way: Way, data: object) -> None:
    """Put data where the version has nothing on lines of its own that could be put there."""
    if (here := steps_of(doc, way)) is not None:
        doc.set(here, data)
        return
    above = steps_of(doc, way[:-1])
    key = way[-1]
    if isinstance(key, str):
        doc.set((*(above if above is not None else _texts(way[:-1])), key), data)
    else:
        doc.append(above if above is not None else _texts(way[:-1]), data)


def _texts(way: Way) -> Steps:
    return tuple(one for one in way if isinstance(one, str))


def _restore(doc: Doc, here: Steps, lines: list[str], data: object) -> None:
    found = find(doc.root, here)
    if found is None or not doc.lift(here):
        doc.set(here, data)
        return
    splice = Page(doc.text, doc.layout).restored(found, lines)
    doc.apply([splice], changed(doc.data(), here, data, "set"))


def _before(other: Doc, way: Way) -> list[str]:
    """The keys that stand before a part in its version, the nearest first."""
    steps = steps_of(other, way[:-1])
    data = other.data(steps) if steps is not None else None
    if not isinstance(data, dict) or not isinstance(way[-1], str):
        return []
    keys = list(data)
    return keys[: keys.index(way[-1])][::-1]


def _plant(doc: Doc, way: Way, lines: list[str], data: object, before: list[str]) -> None:
    """Put an entry that is new here behind the one that it stands behind in its version."""
    above = steps_of(doc, way[:-1])
    located = find(doc.root, above) if above else None
    parent = located.entry.value if located else doc.root if above == () else None
    if parent is None or parent.flow or not parent.entries:
        _set(doc, way, data)
        return
    after = next((e for key in before if (e := parent.entry(key))), None)
    key, steps = way[-1], above or ()
    mine = (*steps, key) if isinstance(key, str) else steps
    expected = changed(doc.data(), mine, data, "set" if isinstance(key, str) else "append")
    doc.apply([Page(doc.text, doc.layout).pasted(parent, lines, after)], expected)
