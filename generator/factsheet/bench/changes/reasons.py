"""Why something published was changed: which statements owe it to readers, and what they read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from factsheet.bench.edits.edit import Edit
from factsheet.build import Built
from factsheet.evidence import Library, history, published, timing
from factsheet.language import date_words, language_name, plain_value, say
from factsheet.pages import plain
from factsheet.values import Address, Statement, When, Wording

_KEYS = {name: key for key, name in published.FACT.items()}


def owed(edit: Edit, built: Built) -> list[history.FactChange]:
    """The changes of an edit that a published statement has to give a reason for."""
    found = history.compare(edit.library, built.library)
    known = built.library.statements
    return [c for c in found if not c.excused and c.what == "changed" and c.address in known]


def give(edit: Edit, changes: Iterable[history.FactChange], kind: str, why: str) -> None:
    """Write an entry with kind, day, what stood there and why to each of these statements."""
    for change in changes:
        enter(edit, change.address, kind, was(edit.library, change), why)


def enter(edit: Edit, address: str, kind: str, was: str, why: str) -> None:
    """Write an entry on a change of the day: what stood at an address before, and why no more."""
    doc, steps = edit.statement(address)
    entry = {"kind": kind, "on": edit.on.isoformat(), "was": was, "why": why}
    doc.append((*steps, "changes"), entry)


def says(library: Library, statement: Statement) -> str:
    """What a reader sees of a statement, but for its time: its sentence, or its value in words."""
    value = statement.value
    if statement.text or value is None:
        return statement.text
    if isinstance(value, Address) and value.record in library.names:
        return library.names[value.record].name
    return date_words(value, event=True) if isinstance(value, When) else plain_value(value)


def was(library: Library, change: history.FactChange) -> str:
    """What a reader saw: the sentence or value, and behind it what else of it is other now."""
    statement = library.statements[change.address]
    parts = [_KEYS.get(name, "") for name, _, _ in change.parts]
    heading = library.records[statement.record].name
    said = heading if parts == ["name"] else says(library, statement)
    if "asserted_by" in parts:
        said = plain.sentence(library, statement)
    more = [_words(library, statement, key) for key in parts]
    beside = "; ".join(filter(None, more))
    return f"{said} ({beside})" if beside else said


def _words(library: Library, statement: Statement, key: str) -> str:
    """A key of a statement in words; nothing for what its sentence says or nobody reads."""
    value: Any = getattr(statement, key, None)
    if not value and isinstance(statement, Wording) and key in ("said", "speaker"):
        value = library.records[statement.record].labels.get(key)  # one for all its wordings
    if not value:
        return ""
    if key == "when":
        return timing(statement)
    if key == "said":
        return say("said", when=date_words(value, event=True))
    if key == "status":
        return say(f"status.{value}")
    if key == "scope":
        return str(value)
    if key == "rendition":
        return say(f"rendition.{value}")
    if key == "language":
        return language_name(value)
    if key in ("via", "speaker", "translated_by"):
        parties = value if isinstance(value, tuple) else (value,)
        return ", ".join(_name(library, party) for party in parties)
    return ""


def _name(library: Library, party: Address | str) -> str:
    if isinstance(party, str):
        return party
    return library.names[party.record].name if party.record in library.names else party.text
