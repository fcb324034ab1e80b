"""The types a field can have: each reads a node into a plain value, and gives its JSON Schema.

A type is a small object that never changes. Nothing here knows records or files.
"""

import re
from dataclasses import dataclass
from typing import Any, Protocol

from factsheet.issues import Issue, closest
from factsheet.values import dates
from factsheet.values.characters import Put
from factsheet.values.nodes import Map, Node, Seq, Text
from factsheet.values.slips import CURLY_AROUND, on_one_line, uncurled

MAX_LISTED = 100  # values in one list


class Type(Protocol):
    """What a field accepts."""

    def read(self, node: Node, field: str, put: Put) -> Any:
        """The value that a node holds, or None, and then an issue was put."""

    def schema(self) -> dict[str, Any]:
        """The draft-07 schema that an editor's completion uses."""


def as_typed(field: str, text: str) -> str:
    """A key with its value, as an editor types it."""
    return f"{field.rpartition('.')[2]}: {text}"


def problem(node: Node, code: str, field: str, message: str, hint: str = "") -> Issue:
    """An issue at a node, `field: message`. Curly quotation marks tell why a value is not read."""
    if code.startswith("bad-") and isinstance(node, Text) and (bare := uncurled(node.text)):
        message, hint = CURLY_AROUND.format(node.text), f"write {as_typed(field, bare)}"
    return Issue(node.spot, code, f"{field}: {message}", hint, node.width)


def words_of(node: Node, field: str, put: Put, longest: int = 5_000) -> str | None:
    """The text of a scalar that is neither empty nor too long."""
    if not isinstance(node, Text):
        message = "a text is expected here, not a list or mapping"
        put(problem(node, "wrong-shape", field, message, _in_quotes(node, field)))
        return None
    if not node.text:
        hint = "fill it in or delete the key; quote a value that starts with #"
        put(problem(node, "missing-key", field, "the value is empty", hint))
        return None
    if len(node.text) > longest:
        message = f"{len(node.text):,} characters; {longest:,} are allowed"
        put(problem(node, "limit", field, message))
        return None
    return node.text


def _in_quotes(node: Node, field: str) -> str:
    """What to type for a text that starts with a bracket: unit: "[ft_i]"; empty for all else."""
    one = node.items[0] if isinstance(node, Seq) and len(node.items) == 1 else None
    in_brackets = isinstance(one, Text) and one.spot.line == node.spot.line
    if not in_brackets or not isinstance(one, Text):
        return ""
    typed = as_typed(field, f'"[{on_one_line(one.text)}]"')
    return f"write {typed} if the brackets belong to it, else leave them out"


def _wrapped(node: Node, form: str) -> str:
    """What stands in the place of a list or mapping, put into one: `[{}]`, `{{ar: {}}}`."""
    return form.format(on_one_line(node.text) if isinstance(node, Text) else "…")


@dataclass(frozen=True)
class Words:
    """Any text, not empty."""

    longest: int = 5_000

    def read(self, node: Node, field: str, put: Put) -> str | None:
        """The text."""
        return words_of(node, field, put, self.longest)

    def schema(self) -> dict[str, Any]:
        """Whatever YAML takes an unquoted text for."""
        return {"type": ["string", "number", "boolean", "null"], "maxLength": self.longest}


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that stands on a page as a paragraph of its own."""

    text: str


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]

    def read(self, node: Node, field: str, put: Put) -> str | None:
        """The word."""
        text = words_of(node, field, put)
        if text is None or text in self.options:
            return text
        best = closest(text.lower(), self.options)
        hint = f"write {as_typed(field, best)}" if best else f"one of: {', '.join(self.options)}"
        put(problem(node, "bad-choice", field, f'"{text}" is not allowed here', hint))
        return None

    def schema(self) -> dict[str, Any]:
        """The words."""
        return {"enum": list(self.options)}


def is_true(node: Node, field: str, put: Put) -> bool:
    """Whether a node says `true`, the one word that may stand there; any other is put."""
    return Choice(("true",)).read(node, field, put) is not None


class Flag:
    """`true` or `false`."""

    def read(self, node: Node, field: str, put: Put) -> bool | None:
        """Whether it is true."""
        text = Choice(("true", "false")).read(node, field, put)
        return None if text is None else text == "true"

    def schema(self) -> dict[str, Any]:
        """Yes or no."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class Date:
    """An EDTF date or interval; `day` asks for one exact day."""

    day: bool = False

    def read(self, node: Node, field: str, put: Put) -> dates.When | None:
        """The date with its bounds."""
        text = words_of(node, field, put, 100)
        if text is None:
            return None
        try:
            when = dates.parse(text)
        except dates.NotADate as error:
            put(problem(node, "bad-date", field, str(error), error.hint))
            return None
        if self.day and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            message = f'"{text}" is not one day'
            put(problem(node, "bad-date", field, message, "write it as 2024-12-07"))
            return None
        return when

    def schema(self) -> dict[str, Any]:
        """A text, or a year, with examples."""
        about = "EDTF date: 2024-12-07, 2017~, 2024-12-07/2024-12-08, ../2025-07-08"
        return {"type": ["string", "integer"], "description": about}


@dataclass(frozen=True)
class Many:
    """A list of one type; `single` also takes one value without brackets."""

    item: Type
    single: bool = False

    def read(self, node: Node, field: str, put: Put) -> tuple[Any, ...] | None:
        """The values that can be read."""
        if not isinstance(node, Seq):
            alone = isinstance(node, Text) or (
                isinstance(node, Map) and getattr(self.item, "by_language", False)
            )
            if self.single and alone:
                one = self.item.read(node, field, put)
                return None if one is None else (one,)
            hint = f"write {as_typed(field, _wrapped(node, '[{}]'))}"
            put(problem(node, "wrong-shape", field, "a list is expected here", hint))
            return None
        if len(node.items) > MAX_LISTED:
            message = f"a list of {len(node.items):,}; {MAX_LISTED} are allowed"
            put(problem(node, "limit", field, message, "keep those that matter"))
        values = [self.item.read(item, field, put) for item in node.items[:MAX_LISTED]]
        return tuple(v for v in values if v is not None)

    def schema(self) -> dict[str, Any]:
        """A list, or one of them."""
        many = {"type": "array", "maxItems": MAX_LISTED, "items": self.item.schema()}
        return {"anyOf": [many, self.item.schema()]} if self.single else many


class ByLanguage:
    """A mapping from a language code (BCP 47) to a text."""

    def read(self, node: Node, field: str, put: Put) -> dict[str, str] | None:
        """Language -> text."""
        if not isinstance(node, Map):
            typed = as_typed(field, _wrapped(node, "{{ar: {}}}"))
            hint = f"write {typed}, with the code of its language"
            message = "a mapping from language to text is expected"
            put(problem(node, "wrong-shape", field, message, hint))
            return None
        out: dict[str, str] = {}
        for key, value in node.items.items():
            language = Language().read(node.keys[key], field, put)
            text = words_of(value, f"{field}.{key}", put, 500)
            if language and text:
                out[language] = text
        return out

    def schema(self) -> dict[str, Any]:
        """A mapping to texts."""
        return {"type": "object", "additionalProperties": Words(500).schema()}


class Tongue(str):
    """The code of a language as a value, which pages call by its name."""

    __slots__ = ()


class Language:
    """A BCP 47 language code such as `ar` or `zh-Hant`."""

    def read(self, node: Node, field: str, put: Put) -> Tongue | None:
        """The code as typed."""
        text = words_of(node, field, put, 35)
        if text is None or re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
            return None if text is None else Tongue(text)
        message = f'"{text}" is not a language code'
        put(problem(node, "bad-choice", field, message, "write ar, en, ru, …"))
        return None

    def schema(self) -> dict[str, Any]:
        """A code."""
        return {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}
