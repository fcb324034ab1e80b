"""Everything that names one thing made to name another, in all files of a project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.refused import Refused
from factsheet.bench.uses.reach import ENGINE, references_to
from factsheet.bench.uses.use import Use, retyped, splice


def uses(edit: Edit, address: str) -> list[Use]:
    """Every place that names an address, in the files as edited so far."""
    tree = {ENGINE: edit.content(ENGINE) or b"", **edit.files()}
    return references_to(tree, edit.built.kinds, address)


def retype(edit: Edit, old: str, new: str) -> list[Use]:
    """Make all that names `old` name `new`: two records, or two parts of records.

    What then stands in a list twice stands there once. Gives the places.
    """
    found = uses(edit, old)
    put(edit, [(use, retyped(use, old, new)) for use in found])
    return found


def put(edit: Edit, changes: Iterable[tuple[Use, str]]) -> None:
    """Type other texts at places of many files."""
    by_file: dict[str, list[tuple[Use, str]]] = defaultdict(list)
    for use, text in changes:
        by_file[use.path].append((use, text))
    for path, found in by_file.items():
        plain = [(use, text) for use, text in found if use.text]
        edit.put(path, splice(edit.content(path) or b"", plain))
        for use, text in found:
            if not use.text:
                _put_escaped(edit, use, text)
        _once(edit, [use for use, _ in found if _in_list(use)])


def _put_escaped(edit: Edit, use: Use, text: str) -> None:
    """Type a text where the old one stands with escapes, or over several lines."""
    if not use.steps or use.in_key:
        raise Refused(f"{use.spot}: an address is typed here with escapes", "type it plainly first")
    doc = edit.doc(use.path)
    old = str(doc.data(use.steps))
    rest = old[len(old.partition("#")[0]) :] if use.form == "source" else ""
    doc.set(use.steps, text + rest)


def _in_list(use: Use) -> bool:
    return bool(use.steps) and isinstance(use.steps[-1], int) and not use.in_key


def _once(edit: Edit, found: list[Use]) -> None:
    """Take out what stands in a list for the second time."""
    for use in sorted(found, key=lambda one: one.steps[-1], reverse=True):
        doc, (*above, at) = edit.doc(use.path), use.steps
        assert isinstance(at, int)
        listed = doc.data(tuple(above))
        if isinstance(listed[at], str) and listed.count(listed[at]) > 1:
            doc.remove(use.steps)
