"""`data/editions.yml`: which states of the site were frozen, when, and how each file is known."""

import re
from dataclasses import dataclass
from typing import Any

from factsheet.build.language_settings import EDITIONS_PATH
from factsheet.issues import Issue, Spot
from factsheet.kinds import schema as of_kinds
from factsheet.values import Date, Map, Node, Put, Type, Url, When, Words
from factsheet.values import items, object_schema, problem, read_fields, read_yaml, words_of

FOLDER = "editions/"  # of the files, and of their pages
MAX_EDITIONS = 200
REQUIRED = ("on", "title", "sha256", "size")


class Digest:
    """A SHA-256 of a file, as sixty-four digits of base sixteen."""

    pattern = "[0-9a-f]{64}"

    def read(self, node: Node, field: str, put: Put) -> str | None:
        """The digits."""
        text = words_of(node, field, put, 100)
        if text is None or re.fullmatch(self.pattern, text):
            return text
        message, hint = f'"{text}" is no SHA-256', "sha256sum prints it: 64 letters a–f and digits"
        put(problem(node, "bad-identifier", field, message, hint))
        return None

    def schema(self) -> dict[str, Any]:
        """A text of these."""
        return {"type": "string", "pattern": f"^{self.pattern}$"}


class Size:
    """How many bytes a file has."""

    def read(self, node: Node, field: str, put: Put) -> int | None:
        """The number."""
        text = words_of(node, field, put, 20)
        if text is None or re.fullmatch("[0-9]{1,12}", text):
            return None if text is None else int(text)
        message = f'"{text}" is no number of bytes'
        put(problem(node, "bad-number", field, message, "write it in digits: 7221827"))
        return None

    def schema(self) -> dict[str, Any]:
        """A number."""
        return {"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$"}


KEYS: dict[str, Type] = {
    "on": Date(day=True), "title": Words(300), "sha256": Digest(), "size": Size(), "at": Url(),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edition:
    """A state of the site that was frozen; `at` is where its file can be had, if not here."""

    name: str
    on: When
    title: str
    sha256: str
    size: int
    spot: Spot
    at: str = ""

    @property
    def file(self) -> str:
        """The path of its file in the project, and on the site."""
        return f"{FOLDER}{self.name}.zip"


def read(tree: dict[str, bytes], put: Put) -> dict[str, Edition]:
    """The editions that a project names, by name."""
    node = read_yaml(tree[EDITIONS_PATH], EDITIONS_PATH, put) if EDITIONS_PATH in tree else None
    if node is None or (isinstance(node, Map) and not node.items):
        return {}
    out: dict[str, Edition] = {}
    for name, child, spot in items(node, "editions", put):
        if len(out) == MAX_EDITIONS:
            message = f"more than {MAX_EDITIONS} editions"
            put(Issue(spot, "limit", message, "delete the lines of those that nobody reads"))
            break
        found = read_fields(child, KEYS, name, put, REQUIRED)
        if all(key in found for key in REQUIRED):
            out[name] = Edition(name, spot=spot, **found)
    return out


def schema() -> str:
    """JSON Schema of the file, for editors, as JSON text."""
    names = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 80}
    entry = object_schema(KEYS, REQUIRED)
    return of_kinds.written(
        {"type": "object", "propertyNames": names, "additionalProperties": entry}
    )
