"""Pins of passages as former versions wrote them.

A pin had the label of a field in it, as the interface says it in a sentence. It has the key of the
field now, or the label that the site has typed: see `evidence.pins`.
"""

from dataclasses import replace

from factsheet.bench.changes.confirming import Passage, passages
from factsheet.bench.edits.edit import Edit
from factsheet.evidence import Library, pins
from factsheet.kinds import kinds_of
from factsheet.language import speaking, speech
from factsheet.pages import tellings
from factsheet.values import Statement


def of(edit: Edit, path: str) -> tuple[list[Passage], list[Passage]]:
    """The passages of a page with a pin that we wrote so, and those with any other old one.

    Raises `Refused` for a page that cannot be read, and for facts with errors.
    """
    if f"{tellings.RESTS}(".encode() not in (edit.content(path) or b""):
        return [], []
    ours, others = list[Passage](), list[Passage]()
    label = _label(edit)
    for one in passages(edit, path, tellings.nothing_known):
        if one.pin and one.telling.seen and not one.confirmed:
            was = pins.pin(edit.library, one.telling.addresses, label)
            (ours if was == one.telling.seen else others).append(replace(one, problem=""))
    return ours, others


def _label(edit: Edit) -> pins.Label:
    """How a field was called in a pin: in English, as there was no other language."""
    english = speech()
    with speaking(english):
        kinds = kinds_of(edit.tree)[0]

    def label(library: Library, statement: Statement) -> str:
        kind = kinds[library.records[statement.record].kind.plural]
        with speaking(english):
            return kind.all_fields[statement.property].within

    return label
