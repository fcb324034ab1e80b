"""A mapping file that is changed by answers, as the fields of a form give them.

What an answer is about is its key: `source` and others of the whole file, `what Town` for what a
column is, `decimal Town` for how it is written. All else in the file stays as it was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from factsheet.bench.edits.doc import Doc
from factsheet.bench.edits.yaml_text import Layout
from factsheet.bench.imports.mapping_guess import entry_of, said_of

WHAT = "what"
MARKS = ("link", "decimal", "dates", "unit", "separator", "language")
WHOLE = {
    "kind": ("kind",), "source": ("source",), "encoding": ("encoding",), "sheet": ("sheet",),
    "delimiter": ("delimiter",), "records": ("records",), "sentence": ("text",),
    "question": ("dispute", "question"), "note": ("dispute", "note"),
}  # fmt: skip
Marks = Callable[[str, dict[str, Any]], dict[str, Any]]  # hears a column and what it is now


def unmarked(name: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Marks that say nothing, where no table is there to be looked at."""
    return {}


def answers(text: str) -> dict[str, str]:
    """What a mapping file says, by key. Raises Refused for one that cannot be read."""
    doc = Doc(text.encode(), "mapping")
    found = {key: doc.data(steps) for key, steps in WHOLE.items()}
    for name, entry in _columns(doc).items():
        if isinstance(entry, dict):
            found[f"{WHAT} {name}"] = said_of(entry)
            found |= {f"{mark} {name}": entry.get(mark) for mark in MARKS}
    return {key: one for key, one in found.items() if isinstance(one, str) and one}


def beside(text: str, name: str) -> str:
    """What a mapping file says of a column that no answer is about: `of: [population]`."""
    entry = _columns(Doc(text.encode(), "mapping")).get(name)
    asked = ("is", "label", "field", *MARKS)
    more = {k: v for k, v in entry.items() if k not in asked} if isinstance(entry, dict) else {}
    return Layout().flow(more)[1:-1] if more else ""


def answered(text: str, new: Mapping[str, str], old: Mapping[str, str], marks: Marks) -> str:
    """The file with the answers that are other than they were; `marks` says how values are written.

    Raises Refused for a file that cannot be edited.
    """
    doc = Doc(text.encode(), "mapping")
    other = {key: one for key, one in new.items() if one != old.get(key, "")}
    for key, one in sorted(other.items(), key=lambda pair: not pair[0].startswith(f"{WHAT} ")):
        sort, _, name = key.partition(" ")
        if key in WHOLE:
            _put(doc, WHOLE[key], one)
        elif sort == WHAT and one:
            entry = entry_of(one)
            doc.set(("columns", name), entry | marks(name, entry))
        elif sort in MARKS and name in _columns(doc):
            _put(doc, ("columns", name, sort), one)
    return doc.content.decode()


def _columns(doc: Doc) -> dict[str, Any]:
    columns = doc.data(("columns",))
    return columns if isinstance(columns, dict) else {}


def _put(doc: Doc, steps: tuple[str, ...], text: str) -> None:
    if text:
        doc.set(steps, text)
    else:
        doc.remove(steps)
