"""Answers out of a few: yes or no, one of the options of a field; and that there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from factsheet.values.characters import Put
from factsheet.values.nodes import Map, Node, Text
from factsheet.values.numbers import Number
from factsheet.values.types import Choice, Type, as_typed, is_true, problem

_MEANT = {
    **dict.fromkeys(("y", "true", "on", "1", "x", "✓", "✔"), "yes"),
    **dict.fromkeys(("n", "false", "off", "0", "✗", "✘"), "no"),
}


class YesNo:
    """`yes` or `no`."""

    def read(self, node: Node, field: str, put: Put) -> bool | None:
        """Whether it is so."""
        if isinstance(node, Text) and (meant := _MEANT.get(node.text.casefold())):
            hint = f"write {as_typed(field, meant)}"
            put(problem(node, "bad-choice", field, f'"{node.text}" is not yes or no', hint))
            return None
        text = Choice(("yes", "no")).read(node, field, put)
        return None if text is None else text == "yes"

    def schema(self) -> dict[str, Any]:
        """Yes or no, which YAML 1.1 takes for true and false."""
        return {"enum": ["yes", "no", True, False]}


@dataclass(frozen=True, slots=True)
class Option:
    """One of the options of a field: its key, and what a page says for it."""

    key: str
    label: str


@dataclass(frozen=True)
class Options:
    """One of a few keys, each with its label."""

    labels: Mapping[str, str]

    def read(self, node: Node, field: str, put: Put) -> Option | None:
        """The option."""
        for key, label in self.labels.items():
            if isinstance(node, Text) and node.text == label and label not in self.labels:
                message, hint = f'"{label}" is what a page says', f"write {as_typed(field, key)}"
                put(problem(node, "bad-choice", field, message, hint))
                return None
        found = Choice(tuple(self.labels)).read(node, field, put)
        return None if found is None else Option(found, self.labels[found])

    def schema(self) -> dict[str, Any]:
        """The keys."""
        return Choice(tuple(self.labels)).schema()


class Absent(Enum):
    """What a source can say instead of a value: that nobody knows it, or that there is none."""

    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True)
class OrAbsent:
    """A value, or `{unknown: true}` or `{none: true}`; an unknown number is a number itself."""

    type: Type
    none: bool = True  # whether there may be none

    def read(self, node: Node, field: str, put: Put) -> Any:
        """The value, or what is said instead."""
        if isinstance(node, Map) and len(node.items) == 1:
            [(key, child)] = node.items.items()
            if key == "none" and not self.none:
                hint = "say it in a sentence below facts:"
                put(
                    problem(node, "wrong-shape", field, "that there is none is not read here", hint)
                )
                return None
            if key == "none" or (key == "unknown" and not isinstance(self.type, Number)):
                return Absent(key) if is_true(child, f"{field}.{key}", put) else None
        return self.type.read(node, field, put)

    def schema(self) -> dict[str, Any]:
        """What the type allows, and the two."""
        allowed = [one.value for one in Absent if self.none or one is not Absent.NONE]
        said = dict.fromkeys(allowed, {"const": True})
        absent = {"type": "object", "properties": said, "additionalProperties": False}
        return {"anyOf": [self.type.schema(), {**absent, "minProperties": 1, "maxProperties": 1}]}
