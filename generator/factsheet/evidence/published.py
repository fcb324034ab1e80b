"""What is published of a fact, a record and a dispute, as plain text: what two states differ in."""

from collections.abc import Callable

from factsheet.evidence.library import Library, said
from factsheet.kinds import Kind
from factsheet.language import plain_value
from factsheet.reading import Dispute, Record
from factsheet.values import Address, File, Identifier, Name, Option, Options, Statement

# what changes of a fact only with a reason -> its name in a message
FACT = {
    "name": "headline", "said": "day it was said", "via": "way it came", "text": "sentence",
    "property": "property", "value": "value", "planned": "plan", "when": "time",
    "status": "status", "superseded_by": "successor", "asserted_by": "claimant", "scope": "scope",
    "speaker": "speaker", "rendition": "rendition", "language": "language",
    "translated_by": "translator", "preferred": "rank among its wordings",
}  # fmt: skip
FREE = {"about": "what it is about"}  # and what without one
ACCESSED = "accessed"  # a label that every check renews

Texts = dict[str, str]
Part = tuple[str, str, str]  # (what is different, what it was, what it is)
Present = Callable[[str], str]  # the present address of what was renamed


def fact(library: Library, statement: Statement, present: Present) -> Texts:
    """What is published of a statement, by the keys of FACT and FREE."""
    record = library.heads[statement.record]
    found: dict[str, object] = {key: getattr(statement, key, "") for key in (*FACT, *FREE)}
    found["name"] = record.name if record.kind.is_statement else ""
    found["said"] = said(record, statement)
    found["speaker"] = found["speaker"] or record.labels.get("speaker")
    found["preferred"] = "the preferred one" if found["preferred"] else ""
    found["planned"] = "planned" if statement.planned else ""
    found["value"] = _value(statement.value)
    return {key: _text(value, present) for key, value in found.items()}


def _value(value: object) -> object:
    """A value, as a text if more of it is published than its words tell, or less."""
    if isinstance(value, Option):  # its label stands in the kind
        return value.key
    if isinstance(value, Name):
        return ", ".join(filter(None, (value.text, value.language, *value.spellings)))
    if isinstance(value, File):
        return ", ".join((value.path, value.alt, value.credit, value.licence))
    return plain_value(value) if isinstance(value, tuple) else value  # a point


def labels(record: Record, present: Present) -> Texts:
    """What describes a source or a quote, but for what each wording tells and each check renews."""
    told = ("speaker", "said") if record.kind.has_wordings else ()
    keys = (key for key in record.kind.labels if key not in (*told, ACCESSED))
    found = {key: _text(record.labels.get(key), present) for key in keys}
    withdrawn = record.labels.get("withdrawn")
    return {**found, "withdrawn": f"{withdrawn.on.edtf}: {withdrawn.why}" if withdrawn else ""}


def layout(kind: Kind) -> Texts:
    """What a kind's file says on pages: labels, headings, options, where identifiers lead."""
    found = {"title": kind.title, "name": kind.name}
    for key, one in {**kind.labels, **kind.fields}.items():
        found[f"label of {key}"], found[f"way back of {key}"] = one.label, one.reverse
        if isinstance(one.type, Options):
            found |= {f"option {word} of {key}": said for word, said in one.type.labels.items()}
        if isinstance(one.type, Identifier):
            found[f"address of {key}"] = one.type.address
    for section in kind.sections:
        found[f"heading {section.title}"] = ", ".join((*section.fields, *section.back))
    return found


def words(dispute: Dispute) -> Texts:
    """What is said of a dispute beside its versions."""
    return {"question": dispute.question, "note": dispute.note}


def _text(value: object, present: Present) -> str:
    """A date, a party, a value or a list of them; empty for what nobody gives."""
    if isinstance(value, str) or value is None:
        return value or ""
    if isinstance(value, tuple):
        return ", ".join(_text(one, present) for one in value)
    if isinstance(value, Address):
        return present(value.text)
    return plain_value(value)


def differences(names: dict[str, str], was: Texts, now: Texts) -> tuple[Part, ...]:
    """What differs between two states of one thing, under the names that `names` has for keys."""
    return tuple((name, was[k], now[k]) for k, name in names.items() if was[k] != now[k])
