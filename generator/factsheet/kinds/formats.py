"""What the file of a kind may hold: from key to type, for reading and for editors' completion."""

import re
from dataclasses import dataclass, field
from typing import Any

from factsheet.kinds import field_types
from factsheet.kinds.kind import MEANINGS, ROLES
from factsheet.values import (
    Choice,
    Flag,
    InWords,
    Many,
    Map,
    Node,
    Number,
    Put,
    Type,
    Words,
    object_schema,
)
from factsheet.values import problem, read_fields

MAX_FIELDS = 60  # of one kind, and options of one choice
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*")


def is_off(node: Node) -> bool:
    """Whether a mapping says `off: true`."""
    return isinstance(node, Map) and getattr(node.items.get("off"), "text", "") == "true"


class Typed:
    """Any value, kept as the node that it is."""

    def read(self, node: Node, field: str, put: Put) -> Node:
        """The node."""
        return node

    def schema(self) -> dict[str, Any]:
        """Whatever stands there."""
        return {}


@dataclass(frozen=True)
class Each:
    """A mapping from a key to a value of one type."""

    item: Type

    def read(self, node: Node, field: str, put: Put) -> dict[str, Any] | None:
        """The values that can be read, by key."""
        if not isinstance(node, Map):
            message = "a mapping from a key to its entry is expected"
            put(problem(node, "wrong-shape", field, message, f"write {field}:, then a-key: below"))
            return None
        if len(node.items) > MAX_FIELDS:
            message = f"{len(node.items)} entries; {MAX_FIELDS} are allowed"
            put(problem(node, "limit", field, message, "keep those that matter"))
            return None
        out = {}
        for key, child in node.items.items():
            if not _KEY.fullmatch(key) or len(key) > 40:
                why = "a key is letters a–z, digits, single _ and -, at most 40"
                put(problem(node.keys[key], "bad-id", field, f'"{key}": {why}', "rename it"))
            elif (value := self.item.read(child, f"{field}.{key}", put)) is not None:
                out[key] = value
        return out

    def schema(self) -> dict[str, Any]:
        """A mapping to values of the type."""
        names = {"pattern": f"^{_KEY.pattern}$"}
        entry = self.item.schema()
        return {"type": "object", "propertyNames": names, "additionalProperties": entry}


@dataclass(frozen=True)
class Keyed:
    """A mapping with certain keys, some of them required."""

    keys: dict[str, Type] = field(hash=False)
    required: tuple[str, ...] = ()

    def read(self, node: Node, field: str, put: Put) -> dict[str, Any]:
        """The values that can be read, by key; of what is switched off nothing is required."""
        required = () if is_off(node) else self.required
        return read_fields(node, self.keys, field, put, required)

    def schema(self) -> dict[str, Any]:
        """The mapping. Nothing is required: a file may change another one's entry."""
        return object_schema(self.keys)


FIELD: dict[str, Type] = {
    "type": Choice(tuple(field_types.TYPES)), "label": InWords(100), "single": Flag(),
    "required": Flag(), "many": Flag(), "means": Choice(MEANINGS), "help": Words(500),
    "example": Typed(), "off": Flag(), "to": Many(Words(40)), "reverse": InWords(100),
    "day": Flag(), "options": Each(InWords(100)), "unit": Words(40), "pattern": Words(200),
    "address": Words(500),
}  # fmt: skip
SECTION: dict[str, Type] = {
    "title": InWords(100), "fields": Many(Words(40)), "back": Many(Words(100)), "names": Flag(),
    "off": Flag(),
}  # fmt: skip
KIND: dict[str, Type] = {
    "name": InWords(40), "several": InWords(40), "title": InWords(60), "order": Number(),
    "role": Choice(ROLES), "schema_org": Words(40), "collective": Flag(), "related": Flag(),
    "off": Flag(), "head": Many(Words(40)), "card": Many(Words(40)), "span": Many(Words(40)),
    "fields": Each(Keyed(FIELD, ("type", "label"))),
    "labels": Each(Keyed(FIELD, ("type", "label"))),
    "sections": Each(Keyed(SECTION, ("title",))),
}  # fmt: skip
