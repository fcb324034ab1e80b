"""What a form brings: texts by the key of the question that they answer.

A reference comes as a source and a place beside it, a text by language as codes and texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from werkzeug.datastructures import MultiDict

from factsheet.bench.edits.plain_data import by_language
from factsheet.bench.edits.yaml_text import Layout
from factsheet.bench.entering.answers import ABSENT
from factsheet.bench.entering.asking import Question, in_line
from factsheet.values import ByLanguage, Flag, InWords, LongWords, Party, Words, fold

CITED, HOLDS = "cited", "holds"  # references that are there, and what is said of each
INTO = "@"  # between a key and the code of a language: the translation of a text
PLACE, CODE, NONE = ".place", ".language", ".absent"  # behind a key: what stands beside its input
Texts = dict[str, list[str]]


@dataclass(frozen=True)
class Sent:
    """The fields of a form as they came, or what an address says of them."""

    fields: MultiDict[str, str]

    def one(self, key: str) -> str:
        """The text of a field, with white space folded; empty when there is none."""
        return fold(self.fields.get(key, ""))

    def many(self, key: str) -> list[str]:
        """The texts of a field that can stand in a form several times, without empty ones."""
        return [text for one in self.fields.getlist(key) if (text := fold(one))]

    def has(self, key: str) -> bool:
        """Whether a box is ticked."""
        return bool(self.fields.get(key))

    def opened(self) -> Texts | None:
        """What stood there when the form was opened; None where it does not say."""
        try:
            found = json.loads(self.fields.get("opened", ""))
        except (ValueError, RecursionError):  # it was not made by a form
            return None
        if not isinstance(found, dict) or not all(isinstance(v, list) for v in found.values()):
            return None
        return {key: [str(text) for text in texts] for key, texts in found.items()}

    def held(self) -> dict[str, str]:
        """What is said of each reference that was there: `keep`, `drop` or nothing."""
        return dict(zip(self.fields.getlist(CITED), self.fields.getlist(HOLDS)))

    def placed(self) -> dict[str, str]:
        """Each reference that was there, with the place that is typed beside it now."""
        pairs = zip(self.fields.getlist(CITED), self.fields.getlist(f"{CITED}{PLACE}"))
        return {ref: _at(ref, place) for ref, place in pairs}

    def typed(self, questions: Iterable[Question]) -> Texts:
        """The answers to questions, each as `answers.read` takes it."""
        found = {question.key: self._answers(question) for question in questions}
        return {key: texts for key, texts in found.items() if texts}

    def _answers(self, question: Question) -> list[str]:
        key = question.key
        if question.source:
            return self.references(key)
        if isinstance(question.one, ByLanguage):
            pairs = zip_longest(*(self.fields.getlist(k) for k in (f"{key}{CODE}", key)))
            texts = {fold(code or ""): fold(text) for code, text in pairs if text and fold(text)}
            return [Layout().flow(texts)] if texts else []
        if isinstance(question.one, Flag):
            return ["true"] if self.has(key) else []
        if (absent := self.one(f"{key}{NONE}")) in ABSENT:
            return [absent]
        return self.many(key) if question.many else [text for text in [self.one(key)] if text]

    def references(self, key: str) -> list[str]:
        """Sources, each with the place in it behind a `#`."""
        pairs = zip_longest(*(self.fields.getlist(k) for k in (key, f"{key}{PLACE}")))
        found = []
        for source, place in pairs:
            source, place = fold(source or ""), fold(place or "")
            found += [_at(source, place) if place else source] if source else []
        return found


def _at(ref: str, place: str) -> str:
    """A reference with another place in its source, or none."""
    source, _, now = ref.partition("#")
    place = fold(place).lstrip("#")
    return ref if place == fold(now) else f"{source}#{place}" if place else source


def as_typed(questions: Iterable[Question], data: Mapping[str, Any]) -> Texts:
    """What stands in a file, as somebody would type it who answers these questions."""
    return {q.key: _typed(q, data[q.key]) for q in questions if q.key in data}


def _typed(question: Question, data: Any) -> list[str]:
    if isinstance(question.one, ByLanguage):
        return [Layout().flow(data)]
    if isinstance(question.one, Flag):
        return ["true"] if data == "true" else []
    items = data if question.many and isinstance(data, list) else [data]
    return [one_typed(question, one) for one in items]


def one_typed(question: Question, data: Any) -> str:
    """One answer; of a text in several languages the original."""
    if isinstance(question.one, Words | LongWords | Party) and by_language(data):
        return str(next(iter(data.values())))
    return fold(in_line(data))


def translatable(question: Question) -> bool:
    """Whether its answer is a text that can be translated."""
    return isinstance(question.one, InWords | LongWords) and not question.many


def translations(question: Question, data: Any) -> dict[str, str]:
    """The other languages of a text, by code."""
    if not translatable(question) or not by_language(data):
        return {}
    others = list(data.items())[1:]
    return {code: fold(str(one["text"] if isinstance(one, dict) else one)) for code, one in others}
