"""Names in the language and the letters of those who use them."""

from dataclasses import dataclass
from typing import Any

from factsheet.values.characters import Put
from factsheet.values.mappings import object_schema, read_fields
from factsheet.values.nodes import Map, Node
from factsheet.values.types import Language, Many, Type, Words, words_of

LONGEST = 400  # characters of a name


@dataclass(frozen=True, slots=True)
class Name:
    """A name, the code of its language (none: that of the site), and other spellings of it."""

    text: str
    language: str = ""
    spellings: tuple[str, ...] = ()


NAME: dict[str, Type] = {
    "text": Words(LONGEST), "language": Language(), "spellings": Many(Words(LONGEST)),
}  # fmt: skip


class NameText:
    """A name: a text, or a mapping of `text` and, as wanted, `language` and `spellings`."""

    def read(self, node: Node, field: str, put: Put) -> Name | None:
        """The name."""
        if not isinstance(node, Map):
            text = words_of(node, field, put, LONGEST)
            return None if text is None else Name(text)
        found = read_fields(node, NAME, field, put, required=("text",))
        return Name(**found) if "text" in found and len(found) == len(node.items) else None

    def schema(self) -> dict[str, Any]:
        """A text or a mapping."""
        return {"oneOf": [Words(LONGEST).schema(), object_schema(NAME, ("text",))]}
