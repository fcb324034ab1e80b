"""What there is to ask about a record, a statement or a wording: made from the kinds, as data.

A terminal asks these questions one after the other, options of a command answer them at once, and
a form can show them all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from factsheet.bench.edits.yaml_text import Layout
from factsheet.kinds import Field, Kind, Kinds, keys
from factsheet.language import messages
from factsheet.values import ByLanguage, Choice, Link, Many, Options, OrAbsent, Party, ReferenceType
from factsheet.values import LEAD, Type

Typed = Mapping[str, Sequence[str]]  # what is answered, by key: one text, or several

# what is no question: flags of a call, and what the bench writes by itself
NEVER = (
    "checked", "checked_by", "draft", "planned", "formerly", "accepted", "recorded", "changes",
    "superseded_by", "withdrawn", "taken_down",
)  # fmt: skip
USUAL = ("when", "issued")  # asked for though they can be left out
# keys of a statement: how they are asked for
SAID = {
    "text": ("Sentence", "one sentence in our own words; who says so is not part of it"),
    "when": ("When", "when it held or happened: 2024-12-07, 2024-12, 2017~, 2024-12-07/2024-12-08"),
    "said": ("Said", "when it was said or announced"),
    "references": ("Source", "a source and the place in it: ap-2024-12-07#P5"),
    "status": ("Status", "when left out: accepted"),
    "asserted_by": ("Who says so", "if that is not the source’s own voice: an address, or words"),
    "via": ("By way of", "the medium between speaker and source: an address, or words"),
    "about": ("About", "a further record that it concerns"),
    "scope": ("Scope", "what exactly it covers: city, census"),
    "note": ("Note", "a public remark"),
    "rendition": (
        "Rendition",
        "original: the words themselves; translation: put into this language for us; "
        "as-printed: as the source prints them, which may have translated them",
    ),
    "language": ("Language", "the code of its language: en, ar"),
    "translated_by": ("Translated by", "an address, or words"),
}
NAMED = {
    "name": ("Name", "what it is called on pages"),
    "short_name": ("Short name", "what it is called in lists"),
    "article": ("Article", "that the name needs in a sentence: the"),
    "type": ("Type", "what sort of it: armed group"),
    "aliases": ("Other spellings", "each on its own"),
    "native_name": ("Native name", "behind the code of its language: ar: هيئة"),
}
CLAIMANT, NOTE = ("claimed", "denied"), ("denied", "disputed", "superseded", "retracted")


@dataclass(frozen=True)
class Question:
    """One thing to ask: the `key` under which the answer stands, what it is called, its type.

    `choices` are the answers that there are, each with what it is called; `to` are the kinds of
    record that a link leads to (none: any), and None for what is no link. With `usual` it is asked
    even though it can be left out; with `words` a text stands for somebody without a record.
    """

    key: str
    label: str
    type: Type
    help: str = ""
    example: str = ""
    required: bool = False
    usual: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    to: tuple[str, ...] | None = None

    @property
    def many(self) -> bool:
        """Whether there can be several answers."""
        return isinstance(self.type, Many)

    @property
    def words(self) -> bool:
        """Whether a text may stand for a link."""
        return isinstance(self.one, Party)

    @property
    def source(self) -> bool:
        """Whether a source is asked for, and the place in it."""
        return isinstance(self.one, ReferenceType)

    @property
    def one(self) -> Type:
        """The type of one answer."""
        type_ = self.type
        while isinstance(type_, (Many, OrAbsent)):
            type_ = type_.item if isinstance(type_, Many) else type_.type
        return type_


def of_statement(kinds: Kinds, kind: Kind, key: str = "") -> list[Question]:
    """The questions about a fact on a record of a kind; with `key` about a value of that field."""
    types, key = {**keys.FACT, **kinds.statement}, "" if key == LEAD else key
    names = [name for name in dict.fromkeys((*SAID, *types)) if name in types]
    needed = ("references",) if key else ("text", "references")
    found = [_asked(name, types[name], name in needed) for name in names if name not in NEVER]
    if key:
        value = kind.all_fields[key]
        found.insert(0, _of_field("value", value, value.value, required=True))
    return found


def of_record(kinds: Kinds, kind: Kind) -> list[Question]:
    """The questions about a new record of a kind, what is required first.

    An event is itself one statement, which is asked for with it.
    """
    names = {key: type_ for key, type_ in kind.all_labels.items() if key not in kind.labels}
    found = [_asked(key, type_, key in kind.required) for key, type_ in names.items()]
    found += [_of_field(k, label, label.type, label.required) for k, label in kind.labels.items()]
    if kind.is_statement:
        own = of_statement(kinds, kind)
        found += [replace(q, required=True) if q.key == "when" else q for q in own]
    asked = [question for question in found if question.key not in NEVER]
    return sorted(asked, key=lambda question: not question.required)


def of_wording(kinds: Kinds, kind: Kind, every: bool = False) -> list[Question]:
    """The questions about a wording of a quote; `every` also those that few wordings have."""
    types = {**keys.wording(kind.all_labels["speaker"]), **kinds.statement}
    required = (*keys.WORDING_REQUIRED, "references")
    names = dict.fromkeys((*required, "translated_by", "note", "status", *(types if every else ())))
    asked = [name for name in names if name not in (*NEVER, "preferred")]
    found = {name: _asked(name, types[name], name in required) for name in asked}
    found["text"] = replace(found["text"], label="Words", help="as they were said or printed")
    return list(found.values())


def missing(questions: list[Question], typed: Typed, draft: bool = False) -> list[Question]:
    """Those without whose answers it cannot be published; a status may ask for more."""
    status = (typed.get("status") or [""])[0]
    needed = {question.key for question in questions if question.required}
    if draft:
        needed -= {"references"}
    needed |= {"asserted_by"} if status in CLAIMANT else set()
    needed |= {"note"} if status in NOTE else set()
    return [q for q in questions if q.key in needed and not typed.get(q.key)]


def _asked(key: str, type_: Type, required: bool) -> Question:
    """A question about what every statement or record can have."""
    label, help_ = {**NAMED, **SAID}.get(key, (key.replace("_", " ").capitalize(), ""))
    return _with_answers(Question(key, label, type_, help_, required=required, usual=key in USUAL))


def _of_field(key: str, one: Field, type_: Type, required: bool) -> Question:
    """A question about a value of a field, or about a label, of a kind."""
    example = "" if one.example is None else in_line(one.example)
    usual = key in (*USUAL, "said")
    return _with_answers(Question(key, one.label, type_, one.help, example, required, usual))


def _with_answers(question: Question) -> Question:
    """The same with the choices, or the kinds of record, that its type allows."""
    one = question.one
    if isinstance(one, Options):
        return replace(question, choices=one.labels)
    if isinstance(one, Choice):
        called = {option: _called(question.key, option) for option in one.options}
        return replace(question, choices=called)
    if isinstance(one, Link):
        return replace(question, to=one.kinds)
    if isinstance(one, ByLanguage):
        return replace(question, example="ar: هيئة")
    return replace(question, to=()) if isinstance(one, Party) else question


def _called(key: str, option: str) -> str:
    """What pages say for one of a few words; nothing where they have no word for it."""
    said = messages().get(f"{key}.{option}", "")
    return said if isinstance(said, str) else ""


def in_line(data: Any) -> str:
    """Data as it is typed in one line."""
    return data if isinstance(data, str) else Layout().flow(data)
