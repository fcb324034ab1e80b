"""An import is taken back: what is still as it was imported goes, what was edited since stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.places import short
from factsheet.bench.edits.refused import Refused
from factsheet.bench.imports import import_memory
from factsheet.bench.imports.import_memory import FOLDER, Made, digest
from factsheet.bench.imports.importing import own_labels
from factsheet.bench.uses.reach import ENGINE, references_to, uses
from factsheet.issues import nearest


@dataclass(slots=True)
class Undone:
    """What was taken back, and what was kept, each with the reason."""

    name: str
    kind: str  # as the import says
    removed: list[str] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)


class _Kept(Exception):
    """Something is not as it was imported, or others rest on it."""


def named(edit: Edit, wanted: str) -> str:
    """The name of an import by itself, or of the last one of a table. Raises Refused."""
    names = import_memory.known(edit.root)
    stem = wanted.rpartition("/")[2].removesuffix(".json")
    if stem in names:
        return stem
    for name in reversed(names):
        if _memory(edit, name).file == wanted.replace("\\", "/").rpartition("/")[2]:
            return name
    hint = nearest(stem, names) or f"there are: {', '.join(names[-10:]) or 'none'}"
    raise Refused(f'there is no import "{wanted}"', hint)


def _memory(edit: Edit, name: str) -> import_memory.ImportMemory:
    path = f"{FOLDER}/{name}.json"
    return import_memory.read(edit.content(path) or b"", path)


def undo(edit: Edit, name: str) -> Undone:
    """Take an import out of an edit. What somebody edited since, or names, is kept and told."""
    memory = _memory(edit, name)
    done, named_by = Undone(name, memory.kind), _Uses(edit)
    for made in reversed(memory.made):
        address = edit.library.present(made.at)
        try:
            edit.statement(address)
        except Refused:
            continue  # somebody took it away already
        try:
            if made.what in ("record", "statement", "dispute"):
                _as_imported(edit, address, made)
                named_by.refuse(address)
            _UNDO[made.what](edit, address, made)
            done.removed.append(f"{made.what} {address}")
        except _Kept as why:
            done.kept.append((address, str(why)))
    edit.put(f"{FOLDER}/{name}.json", None)
    return done


class _Uses:
    """What names what, read once: an undo takes names away and adds none."""

    def __init__(self, edit: Edit) -> None:
        self.edit, self.kinds = edit, edit.built.kinds
        self.paths: dict[str, set[str]] = {}  # address -> the files that named it, or a part of it
        engine = edit.content(ENGINE) or b""
        for path, content in {**edit.tree, ENGINE: engine}.items():
            for use in uses(path, content, self.kinds):
                for address in (use.names, use.names.partition("#")[0]):
                    self.paths.setdefault(address, set()).add(path)

    def refuse(self, address: str) -> None:
        """Keep what others still name: a dispute, another fact, a page."""
        paths = self.paths.get(address, ())
        tree = {path: content for path in paths if (content := self.edit.content(path))}
        for use in references_to(tree, self.kinds, address)[:1]:
            raise _Kept(f"is named in {use.path}:{use.line}:{use.column}")


def _as_imported(edit: Edit, address: str, made: Made) -> None:
    doc, steps = edit.statement(address)
    data = doc.data((*steps, made.more["key"]) if made.what == "label" else steps)
    data = own_labels(data) if made.what == "record" else data
    if digest(data) != made.digest:
        raise _Kept("was edited since")


def _statement(edit: Edit, address: str, made: Made) -> None:
    doc, steps = edit.statement(address)
    doc.remove(steps)


def _record(edit: Edit, address: str, made: Made) -> None:
    path, steps = edit.place(address)
    doc = edit.doc(path)
    if own_labels(doc.data(steps)) != doc.data(steps):
        raise _Kept("has other facts since")
    if steps:
        doc.remove(steps)
    else:
        edit.put(path, None)


def _label(edit: Edit, address: str, made: Made) -> None:
    _as_imported(edit, address, made)
    doc, steps = edit.statement(address)
    place = (*steps, str(made.more["key"]))
    if made.more.get("was") is None:
        doc.remove(place)
    else:
        doc.set(place, made.more["was"])


def _reference(edit: Edit, address: str, made: Made) -> None:
    doc, steps = edit.statement(address)
    listed = doc.data((*steps, "references")) or []
    if made.more["reference"] not in listed:
        return
    if len(listed) == 1:
        raise _Kept("has no other source")
    doc.remove((*steps, "references", listed.index(made.more["reference"])))


def _change(edit: Edit, address: str, made: Made) -> None:
    _as_imported(edit, address, made)
    doc, steps = edit.statement(address)
    doc.set(steps, made.more["was"])


def _version(edit: Edit, address: str, made: Made) -> None:
    doc, steps = edit.statement(address)
    listed, statement = doc.data((*steps, "statements")) or [], str(made.more["statement"])
    typed = (statement, short(statement, address.partition("#")[0]))
    at = [n for n, one in enumerate(listed) if one in typed]
    if at and len(listed) < 3:
        raise _Kept("would have one version only")
    if at:
        doc.remove((*steps, "statements", at[0]))


def _id(edit: Edit, address: str, made: Made) -> None:
    """The id that a statement needed beside another; alone it needs none."""
    doc, steps = edit.statement(address)
    if len(doc.data(steps[:-1])) == 1 and doc.data((*steps, "id")) == steps[-2]:
        doc.remove((*steps, "id"))


_UNDO: dict[str, Callable[[Edit, str, Made], None]] = {
    "record": _record, "label": _label, "statement": _statement, "id": _id,
    "reference": _reference, "change": _change, "dispute": _statement, "version": _version,
}  # fmt: skip
