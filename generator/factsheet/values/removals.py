"""What was taken away after publication: on which day, and why."""

from dataclasses import dataclass
from typing import Any

from factsheet.values.characters import Put
from factsheet.values.dates import When
from factsheet.values.mappings import object_schema, read_fields
from factsheet.values.nodes import Node
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
