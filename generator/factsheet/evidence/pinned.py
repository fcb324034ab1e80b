"""Texts that have translations, or could have: where they stand, and whether these still hold.

A translation is pinned to what it was made from, in two halves: what is said in substance (value,
status, claimant, time), and the words.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from factsheet.cache import digest
from factsheet.evidence import pins
from factsheet.evidence.library import Library
from factsheet.reading import CALLED, Record
from factsheet.values import Address, Many, Passage, Statement, Translation, Worded, Wording, Words

HALF = 4  # letters of each half of a pin
CURRENT, REWORDED, STALE = "current", "reworded", "stale"
UNREAD = "unread"  # it has no pin: nobody knows what it was made from
TEXTS = ("text", "note", "scope")  # of a statement, beside a value that is a text


class Place(NamedTuple):
    """A text that has translations, or could have: whose it is, its key, what else it goes by."""

    address: str  # of a record, a statement or a dispute
    key: str
    text: str
    statement: Statement | None = None

    def into(self, language: str) -> Translation | None:
        """Its translation into a language, whether that still holds or not."""
        return self.text.into.get(language) if isinstance(self.text, Worded) else None


def pin(library: Library, place: Place) -> str:
    """What a translation of a text is made from, in eight letters."""
    return _substance(library, place.statement) + _words(place.text)


def _words(text: str) -> str:
    return digest(text).hex()[:HALF]


def _substance(library: Library, statement: Statement | None) -> str:
    """What a statement says beside its texts: value, status, who says so, when."""
    if statement is None:
        return "0" * HALF
    value = statement.value
    if isinstance(value, Address):
        said = pins.first(library, value.text)
    elif value is None:
        said = ""
    else:
        said = pins.typed(value) or str(getattr(value, "key", getattr(value, "text", value)))
    parties = [
        pins.first(library, one.text) if isinstance(one, Address) else one
        for one in (*statement.asserted_by, *statement.via)
    ]
    days = ["planned" if statement.planned else ""]
    days += [when.edtf if when else "" for when in (statement.when, statement.said)]
    by = statement.superseded_by
    after = pins.first(library, by.text) if by else ""
    return digest(statement.status, said, after, *days, *parties).hex()[:HALF]


def standing(library: Library, place: Place, found: Translation) -> str:
    """Whether a translation is of what is said now: CURRENT, REWORDED, STALE or UNREAD."""
    if not found.seen:
        return UNREAD if place.statement else CURRENT
    now = pin(library, place)
    if found.seen == now:
        return CURRENT
    if found.seen[:HALF] != now[:HALF]:
        return STALE
    changes = place.statement.changes if place.statement else ()
    kept = (c.was for c in changes if c.kind == "clarification" and c.keeps_translations)
    return CURRENT if found.seen[HALF:] in {_words(was) for was in kept} else REWORDED


def holds(library: Library, place: Place, language: str, original: str) -> bool:
    """Whether a text is in a language, or has a translation that is printed alone."""
    if (getattr(place.text, "language", "") or original) == language:
        return True
    found = place.into(language)
    return found is not None and standing(library, place, found) in (CURRENT, UNREAD)


def places(library: Library) -> Iterator[Place]:
    """Every text of the library that can have translations, in the order of its records."""
    for record in library.records.quietly():
        yield from of_record(record)


def of_record(record: Record) -> Iterator[Place]:
    """Every text of a record that can have translations."""
    if record.taken_down:
        return
    if not record.kind.is_source:
        for key in worded_labels(record):
            yield Place(record.address, key, record.labels[key])
    for statement in record.statements.values():
        if statement.status != "retracted":
            yield from of_statement(record, statement)
    for one in record.disputes.values():
        yield Place(one.address, "question", one.question)
        yield Place(one.address, "note", one.note)


def of_statement(record: Record, statement: Statement) -> Iterator[Place]:
    """Every such text of a statement, a retracted one too."""
    if statement.taken_down:
        return
    texts = TEXTS[1:] if isinstance(statement, Wording) else TEXTS
    for key in texts:
        if text := getattr(statement, key):
            yield Place(statement.address, key, text, statement)
    if (text := _own_words(record, statement)) is not None:
        yield Place(statement.address, "value", text, statement)


def _own_words(record: Record, statement: Statement) -> str | None:
    """The value of a statement where it is a text in the words of the site."""
    if isinstance(statement.value, Passage):
        return statement.value.text
    field = record.kind.all_fields.get(statement.property)
    named = field and isinstance(field.type, Words) and isinstance(statement.value, str)
    return statement.value if named else None


def worded_labels(record: Record) -> Iterable[str]:
    """The keys of a record's labels that are texts."""
    types = record.kind.all_labels
    return [k for k, v in record.labels.items() if isinstance(v, str) and _is_text(types.get(k))]


def named_labels(record: Record) -> Iterable[str]:
    """The keys of a record's labels that are names, in whatever language; several are a tuple."""
    types = record.kind.all_labels
    lists = [k for k in record.labels if isinstance(t := types.get(k), Many) and _is_text(t.item)]
    return [*lists, *(k for k in CALLED if record.kind.is_source and k in record.labels)]


def _is_text(type_: object) -> bool:
    return isinstance(type_, Words)


def mixed(library: Library, language: str) -> bool:
    """Whether a text of the library is in another language, though it has one of its own."""
    texts = (place.text for place in places(library))
    return any(isinstance(text, Worded) and text.language != language for text in texts)
