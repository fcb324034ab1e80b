"""Answers to questions: texts as they are typed become data for a file, or it is said why not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from factsheet.bench.edits.plain_data import data_of
from factsheet.bench.entering.asking import Question, Typed
from factsheet.evidence import Grade, graded
from factsheet.issues import Issue, Spot, errors
from factsheet.language import date_words, lasting, plain_value
from factsheet.reading import Outline
from factsheet.values import (
    ByLanguage,
    LongWords,
    Many,
    Map,
    Node,
    Party,
    Seq,
    Text,
    Type,
    Url,
    When,
)
from factsheet.values import Words, fold, read_yaml, scan

ABSENT = ("{unknown: true}", "{none: true}")
_TEXTS = (Words, LongWords, Party, Url)  # types whose answers are texts, whatever they look like
_IN_A_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*: ")
_HERE = Spot("", 1, 1)
MOST = 9  # records among which one is chosen


class Unfit(ValueError):
    """A text that is no answer; the message says why, and what to type."""


def read(question: Question, typed: Iterable[str]) -> Any:
    """The answer as data: a text, a list, or a mapping that was typed as `{about: 30000}`.

    Raises Unfit.
    """
    nodes = [_node(question, text) for text in typed]
    if not question.many and len(nodes) > 1:
        raise Unfit(f"{question.key}: there is one answer, not {len(nodes)}")
    node = Seq(nodes, _HERE) if question.many else nodes[0]
    _value(question, node)
    data = data_of(node)
    bare = isinstance(question.type, Many) and question.type.single and len(nodes) == 1
    return data[0] if bare else data


def _value(question: Question, node: Node) -> Any:
    """What a node means. Raises Unfit."""
    found: list[Issue] = []
    said = question.type.read(node, question.key, found.append)
    if found:
        raise Unfit("; ".join(filter(None, (found[0].message, found[0].hint))))
    return said


def read_all(questions: Iterable[Question], typed: Typed) -> tuple[dict[str, Any], list[str]]:
    """(the answers by key, what is wrong with others)."""
    out, wrong = dict[str, Any](), list[str]()
    for question in questions:
        if texts := typed.get(question.key):
            try:
                out[question.key] = read(question, texts)
            except Unfit as why:
                wrong.append(str(why))
    return out, wrong


def _node(question: Question, text: str) -> Node:
    """A text as the node that a file would have of it.

    What a type reads from a mapping or a list alone may be typed as one: `{about: 30000}`.
    """
    found: list[Issue] = []
    if not scan(text, "", found.append):
        raise Unfit(f"{question.key}: {found[0].message}")
    plain, typed = Text(fold(text), _HERE), text.strip()
    if question.key == "value" and typed in ABSENT:
        return _in_brackets(question, typed)
    if isinstance(question.one, ByLanguage) and _IN_A_LANGUAGE.match(typed):
        return _in_brackets(question, f"{{{typed}}}")
    if isinstance(question.one, _TEXTS) or not typed.startswith(("{", "[")):
        return plain
    if typed.startswith("[") and _one(question).read(plain, question.key, found.append) is not None:
        return plain  # one day out of a span
    return _in_brackets(question, typed)


def _one(question: Question) -> Type:
    """The type of one of the answers."""
    return question.type.item if isinstance(question.type, Many) else question.type


def _in_brackets(question: Question, typed: str) -> Node:
    found: list[Issue] = []
    root = read_yaml(f"value: {typed}".encode(), "", found.append)
    if wrong := errors(found):
        raise Unfit(f"{question.key}: {wrong[0].message}")
    assert isinstance(root, Map)
    return root.items["value"]


def in_words(question: Question, text: str, names: Mapping[str, Outline], fact: bool) -> str:
    """An answer as it is understood, for reading back; nothing where it says so itself.

    `fact` tells that a sentence is about it: what happened on a day, not a state.
    """
    said = _one(question).read(_node(question, text), question.key, lambda issue: None)
    if isinstance(said, When):
        return when_words(said, question.key != "when" or (fact and not lasting(said)))
    address = getattr(said, "text", text) if question.to is not None else ""
    if address in names:
        return " ".join(names[address].names[:1])
    plain = plain_value(said) if said is not None else ""
    return "" if plain == fold(text) else plain


def when_words(when: When, event: bool) -> str:
    """A date in words, with its bounds where they are not what is written."""
    words, first, last = date_words(when, event), when.earliest, when.latest
    if when.single and not (when.start and when.start.mark) and first == last:
        return words
    ends = [f"from {first}" if first else "", f"to {last}" if last else ""]
    return f"{words} ({' '.join(filter(None, ends))})"


def candidates(question: Question, text: str, names: Mapping[str, Outline]) -> list[str]:
    """The addresses that a text may mean, best first; those alone that are called exactly so."""
    fit = {a: one.names for a, one in names.items() if _leads(question, a)}
    found = graded(fit, text)
    best = [address for grade, address in found if grade in (Grade.ID, Grade.NAME)]
    return (best or [address for _, address in found])[:MOST]


def _leads(question: Question, address: str) -> bool:
    return not question.to or address.partition("/")[0] in question.to
