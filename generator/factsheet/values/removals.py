"""What was taken away after publication: on which day, and why."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from factsheet.issues import Issue
from factsheet.values.characters import Put
from factsheet.values.dates import When
from factsheet.values.mappings import object_schema, read_fields
from factsheet.values.nodes import Map, Node
from factsheet.values.types import Date, Type, Words


@dataclass(frozen=True, slots=True)
class Removal:
    """The day on which something was withdrawn or taken down, and the reason for readers."""

    on: When
    why: str


@dataclass(frozen=True)
class Removed:
    """A mapping of `on` and the key that has the reason, such as `why`."""

    reason: str

    def read(self, node: Node, field: str, put: Put) -> Removal | None:
        """The removal, when it is whole."""
        keys = self._keys()
        found = read_fields(node, keys, field, put, required=tuple(keys))
        return Removal(found["on"], found[self.reason]) if found.keys() == keys.keys() else None

    def schema(self) -> dict[str, Any]:
        """The mapping, both keys required."""
        return object_schema(self._keys(), tuple(self._keys()))

    def _keys(self) -> dict[str, Type]:
        return {"on": Date(day=True), self.reason: Words(1_000)}


def without_rest(node: Node, kept: Collection[str], field: str, put: Put) -> Map | None:
    """Of what is `taken_down` the keys that are `kept`; None of all else.

    The rest is not read, whatever it holds; that it still stands in the file is told.
    """
    if not isinstance(node, Map) or "taken_down" not in node.items:
        return None
    if rest := [key for key in node.items if key not in kept]:
        named = ", ".join(f"{field}.{key}".lstrip(".") for key in rest)
        message = f"{named}: it was taken down, and is still in the file"
        hint = "delete it there; what git keeps is another matter"
        put(Issue(node.keys[rest[0]].spot, "taken-down", message, hint, len(rest[0])))
    left = {key: child for key, child in node.items.items() if key in kept}
    return Map(left, {key: node.keys[key] for key in left}, node.spot)
