"""Files of the site that belong to a fact: a picture, a document."""

import re
from dataclasses import dataclass, field
from typing import Any

from factsheet.issues import Spot
from factsheet.values.characters import Put
from factsheet.values.mappings import object_schema, read_fields
from factsheet.values.nodes import Node, Text
from factsheet.values.types import Type, Words, as_typed, problem, words_of

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
PUBLISHED = (*_PICTURES, ".pdf")  # beside pages; nothing that a browser runs
LONGEST = 200  # characters of a path


@dataclass(frozen=True, slots=True)
class File:
    """A file below `content/`, what it shows in words, under which licence, by whom."""

    path: str
    alt: str
    licence: str
    credit: str
    spot: Spot = field(compare=False)
    width: int = field(default=1, compare=False)
    where: str = field(default="", compare=False)  # the field it stands in

    @property
    def is_picture(self) -> bool:
        """Whether a browser shows it within a page."""
        return self.path.lower().endswith(_PICTURES)


class Path:
    """A path below `content/`, with the ending of a picture or a document."""

    def read(self, node: Node, field: str, put: Put) -> Text | None:
        """The path and its place."""
        text = words_of(node, field, put, LONGEST)
        if text is None or not isinstance(node, Text):
            return None
        bare = re.sub(r"^(\./|/|content/)+", "", text.replace("\\", "/"))
        if re.match(r"[a-z]+://", text, re.I):
            why, hint = "a picture is part of the site", "put it into content/, and write its path"
        elif bare != text or ".." in text.split("/"):
            why = "the path is that below content/"
            hint = f"write {as_typed(field, bare)}" if ".." not in bare else "write it without .."
        elif not text.lower().endswith(PUBLISHED):
            why = "this is no file that a site shows"
            hint = f"its name ends in one of {', '.join(PUBLISHED)}"
        else:
            return node
        put(problem(node, "bad-file", field, f'"{text}": {why}', hint))
        return None

    def schema(self) -> dict[str, Any]:
        """A path."""
        return {"type": "string", "maxLength": LONGEST}


FILE: dict[str, Type] = {
    "file": Path(), "alt": Words(500), "licence": Words(100), "credit": Words(200),
}  # fmt: skip


class FileRef:
    """A mapping of `file`, `alt`, `licence` and `credit`, all of them needed."""

    def read(self, node: Node, field: str, put: Put) -> File | None:
        """The file, not yet looked up."""
        found = read_fields(node, FILE, field, put, required=tuple(FILE))
        if found.keys() != FILE.keys():
            return None
        path: Text = found.pop("file")
        return File(path.text, **found, spot=path.spot, width=path.width, where=f"{field}.file")

    def schema(self) -> dict[str, Any]:
        """The mapping, all keys required."""
        return object_schema(FILE, tuple(FILE))
