"""Texts in several languages: the original and its translations, each pinned to what it translates.

In a file such a text is a mapping by language, the original first:
`text: {en: The army moved., ar: {text: تحرك الجيش., seen: 3fa91c07}}`.
"""

import re
from dataclasses import dataclass
from typing import Any

from factsheet.issues import Spot
from factsheet.values.characters import Put
from factsheet.values.mappings import object_schema, read_fields
from factsheet.values.nodes import Map, Node
from factsheet.values.types import Language, Passage, Type, Words, problem, words_of

LETTERS = 8  # of a translation's pin
MAX_LANGUAGES = 40  # of one text


@dataclass(frozen=True, slots=True)
class Translation:
    """A text in another language, and the pin of what it was made from; none: it was not read."""

    text: str
    seen: str
    spot: Spot


class Worded(str):
    """A text, the code of its language where a file says it, and its translations by language."""

    language: str
    into: dict[str, Translation]

    def __new__(cls, text: str, language: str, into: dict[str, Translation]) -> "Worded":
        made = str.__new__(cls, text)
        made.language, made.into = language, into
        return made


class Translated(str):
    """A word in the language of a page that gives a part of an address, and what gives it."""

    original: str

    def __new__(cls, text: str, original: str) -> "Translated":
        made = str.__new__(cls, text)
        made.original = str(original)
        return made


class Pin:
    """The pin of a translation."""

    def read(self, node: Node, field: str, put: Put) -> str | None:
        """The pin as typed."""
        text = words_of(node, field, put, 40)
        if text is None or re.fullmatch(f"[0-9a-f]{{{LETTERS}}}", text):
            return text
        hint = "factsheet words confirm ADDRESS writes it"
        put(problem(node, "bad-choice", field, f'"{text}" is no pin of a translation', hint))
        return None

    def schema(self) -> dict[str, Any]:
        """Eight digits."""
        return {"type": ["string", "number"]}


class InWords(Words):
    """A text, or a mapping of it by language, the original first."""

    def read(self, node: Node, field: str, put: Put) -> str | None:
        """The original, with its translations if there are any."""
        if not isinstance(node, Map) or not node.items:
            return words_of(node, field, put, self.longest)
        if len(node.items) > MAX_LANGUAGES:
            message = f"{len(node.items)} languages; {MAX_LANGUAGES} are allowed"
            put(problem(node, "limit", field, message))
            return None
        found: dict[str, Translation] = {}
        for key, child in node.items.items():
            name = f"{field}.{key}"
            language = Language().read(node.keys[key], field, put)
            if language and (one := self._one(child, name, put, first=not found)):
                found[str(language)] = one
            elif not found:
                return None  # the original cannot be read, which is told
        (first, original), *others = found.items()
        return Worded(original.text, first, dict(others))

    def _one(self, node: Node, field: str, put: Put, first: bool) -> Translation | None:
        """The text in one language; a translation may be a mapping with its pin."""
        if first or not isinstance(node, Map):
            text = words_of(node, field, put, self.longest)
            return None if text is None else Translation(text, "", node.spot)
        keys: dict[str, Type] = {"text": Words(self.longest), "seen": Pin()}
        said = read_fields(node, keys, field, put, ("text",))
        return (
            Translation(said["text"], said.get("seen", ""), node.spot) if "text" in said else None
        )

    def schema(self) -> dict[str, Any]:
        """A text, or a mapping of texts."""
        keys: dict[str, Type] = {"text": Words(self.longest), "seen": Pin()}
        one = {"oneOf": [Words(self.longest).schema(), object_schema(keys, ("text",))]}
        several = {
            "type": "object", "minProperties": 1,
            "propertyNames": Language().schema(), "additionalProperties": one,
        }  # fmt: skip
        return {"oneOf": [Words(self.longest).schema(), several]}


class LongWords:
    """A text of several sentences."""

    def read(self, node: Node, field: str, put: Put) -> Passage | None:
        """The text."""
        text = InWords().read(node, field, put)
        return None if text is None else Passage(text)

    def schema(self) -> dict[str, Any]:
        """As any text."""
        return InWords().schema()
