"""What is published of a statement or a record, key by key, in words as a page prints them."""

from typing import Any

from factsheet.evidence import Library, published, timing
from factsheet.language import date_words, language_name, plain_value, say
from factsheet.pages import plain
from factsheet.reading import Dispute, Record
from factsheet.values import Address, Change, File, Name, Reference, Removal, Statement, When
from factsheet.values import Wording

KEYS = {name: key for key, name in {**published.FACT, **published.FREE}.items()}  # by their names
_OWN = ("formerly", "accepted", "checked", "checked_by", "draft", "taken_down", "withdrawn")


def of_statement(library: Library, statement: Statement | None, key: str, typed: str) -> str:
    """A key of a statement in words; `typed` where it has none other than it is typed."""
    if statement is None or not typed:
        return typed
    value: Any = getattr(statement, key, None)
    if not value and isinstance(statement, Wording) and key in ("said", "speaker"):
        value = library.records[statement.record].labels.get(key)
    if key == "status":
        return say(f"status.{value}")
    if key == "when" and value:
        return timing(statement)
    if key == "rendition":
        return say(f"rendition.{value}")
    if key == "language":
        return language_name(str(value))
    if key == "superseded_by" and value:
        later = library.statements.get(value.text)
        return plain.sentence(library, later) if later else typed
    if key == "property":
        fields = library.records[statement.record].kind.all_fields
        return fields[value].label if value in fields else typed
    shown = key in ("value", "said", "asserted_by", "via", "speaker", "translated_by", "about")
    return in_words(library, value) if shown and value is not None else typed


def in_words(library: Library, value: Any) -> str:
    """A value of a field or a label in words."""
    if isinstance(value, Address):
        return called(library, value.text)
    if isinstance(value, When):
        return date_words(value, event=True)
    if isinstance(value, Removal):
        return f"{date_words(value.on)}: {value.why}"
    if isinstance(value, Name):
        return ", ".join(map(str, (value.text, *value.spellings)))
    if isinstance(value, File):
        return ", ".join((value.path, str(value.alt), value.credit, value.licence))
    if isinstance(value, dict):
        return ", ".join(f"{one} ({language_name(code)})" for code, one in value.items())
    if isinstance(value, tuple) and not _point(value):
        return "; ".join(in_words(library, one) for one in value)
    return plain_value(value)


def _point(value: tuple[Any, ...]) -> bool:
    """Whether a tuple is a point: two texts of digits."""
    texts = [one for one in value if type(one) is str]
    return len(texts) == len(value) == 2 and all(one.lstrip("-")[:1].isdigit() for one in texts)


def called(library: Library, address: str) -> str:
    """What a record is called; of a statement its sentence; an address that leads nowhere as is."""
    statement = library.statements.get(address)
    if statement and "#" in address:
        return plain.sentence(library, statement)
    name = library.names.get(address.partition("#")[0])
    return str(name.name) if name else address


def who(library: Library, statement: Statement) -> tuple[str, ...]:
    """Who says so: claimants and those through whom it came; of a wording, who speaks."""
    parties: list[Address | str] = [*statement.asserted_by, *statement.via]
    if isinstance(statement, Wording):
        found = statement.speaker or library.records[statement.record].labels.get("speaker")
        parties = [found, *parties] if found else parties
    return tuple(dict.fromkeys(in_words(library, one) for one in parties))


def sources(library: Library, found: tuple[Reference, ...]) -> dict[str, str]:
    """Each reference in words, by the address of its source; the places in it together."""
    out: dict[str, list[str]] = {}
    for one in found:
        out.setdefault(one.address, []).append(one.locator)
    return {
        address: ", ".join(filter(None, (source(library, address), *places)))
        for address, places in out.items()
    }


def source(library: Library, address: str) -> str:
    """A source as a footnote names it; one that lacks what that needs by its name."""
    record = library.records.get(address)
    return cited(record) if record else address


def cited(record: Record) -> str:
    """The same of a record of a source."""
    try:
        return plain.source(record)
    except KeyError:  # an error says what is missing
        return str(record.name)


def labels(library: Library, record: Record) -> dict[str, str]:
    """What names and describes a record, by what each is called."""
    keys = [key for key in record.kind.all_labels if key not in _OWN]
    if record.kind.has_wordings:
        keys = [key for key in keys if key not in ("speaker", "said")]  # each wording tells them
    if record.kind.is_source:
        keys = [key for key in keys if key != published.ACCESSED]
    found = {key: record.labels.get(key) for key in keys}
    return {
        _label(record, key): in_words(library, value)
        for key, value in found.items()
        if value is not None
    }


def _label(record: Record, key: str) -> str:
    own = record.kind.labels.get(key)
    return own.within if own else key.replace("_", " ")


def of_dispute(library: Library, dispute: Dispute) -> dict[str, str]:
    """What is asked, the versions, and why they may differ."""
    versions = (called(library, one.text) for one in dispute.statements)
    return {"question": dispute.question, "versions": " / ".join(versions), "note": dispute.note}


def entry(change: Change) -> tuple[str, str, str, str]:
    """(kind, day, what it read, why) of an entry under `changes`."""
    return change.kind, date_words(change.on), change.was, change.why
