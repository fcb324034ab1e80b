"""Ids, addresses and links: how records, statements and web pages are named, and what a name may look like."""

import dataclasses
import re
from dataclasses import dataclass
from typing import Any

from factsheet.issues import Spot
from factsheet.values import web
from factsheet.values.nodes import Node, Put
from factsheet.values.slips import uncurled
from factsheet.values.types import Words, problem, words_of

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ADDRESS = re.compile(r"([a-z]+)/([^/#\s]+)(?:#([^/#\s]+))?")
RESERVED = {
    "index",
    "readme",
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10)),
}


def id_problem(text: str) -> str:
    """Why `text` is no id, or the empty string."""
    if not ID.fullmatch(text):
        return "an id is lower-case letters a–z, digits and single hyphens"
    if len(text) > 80:
        return f"an id has at most 80 characters, this has {len(text)}"
    return "this name is reserved" if text in RESERVED else ""


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a record or statement, not yet looked up."""

    text: str
    spot: Spot
    width: int
    kinds: tuple[str, ...] = ()
    field: str = ""
    record: str = dataclasses.field(init=False, compare=False)  # the text before its #

    def __post_init__(self) -> None:
        object.__setattr__(self, "record", self.text.partition("#")[0])


@dataclass(frozen=True)
class Link:
    """The address of a record of one of `kinds` (any when empty)."""

    kinds: tuple[str, ...] = ()

    def read(self, node: Node, field: str, put: Put) -> Address | None:
        text = words_of(node, field, put, 200)
        if text is None:
            return None
        if not ADDRESS.fullmatch(text):
            example = uncurled(text) or f"{self.kinds[0] if self.kinds else 'groups'}/some-id"
            put(
                problem(
                    node,
                    "unknown-address",
                    field,
                    f'"{text}" is not an address',
                    f"write it as {example}",
                )
            )
            return None
        if self.kinds and "#" in text:
            put(
                problem(
                    node,
                    "wrong-kind",
                    field,
                    f'"{text}" is a statement, not a record',
                    f"write {text.partition('#')[0]}",
                )
            )
            return None
        return Address(text, node.spot, node.width, self.kinds, field)

    def schema(self) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": f"^({'|'.join(self.kinds) or '[a-z]+'})/[a-z0-9-]+(#[a-z0-9-]+)?$",
        }


@dataclass(frozen=True)
class FactLink:
    """The address of a statement; `#id` alone names one of the same record, and is made whole by `read_statement`."""

    def read(self, node: Node, field: str, put: Put) -> Address | None:
        text = words_of(node, field, put, 200)
        if text and text.startswith("#") and ID.fullmatch(text[1:]):
            return Address(text, node.spot, node.width, (), field)
        if text and not ADDRESS.fullmatch(text):
            hint = "write groups/some-id#fact, or '#fact' for one of this record"
            put(problem(node, "unknown-address", field, f'"{text}" is no address of a fact', hint))
            return None
        return Link().read(node, field, put) if text else None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^([a-z]+/[a-z0-9-]+)?(#[a-z0-9-]+)?$"}


@dataclass(frozen=True)
class Id:
    """An id that was once in use: of a record, or of a fact."""

    def read(self, node: Node, field: str, put: Put) -> str | None:
        text = words_of(node, field, put, 80)
        if text and (why := id_problem(text)):
            put(problem(node, "bad-id", field, f'"{text}": {why}', "write the old id as it was"))
            return None
        return text

    def schema(self) -> dict[str, Any]:
        return {**Words(80).schema(), "pattern": f"^{ID.pattern}$"}


@dataclass(frozen=True)
class Party:
    """Somebody or something: an address, or words for one without a record."""

    def read(self, node: Node, field: str, put: Put) -> "Address | str | None":
        text = words_of(node, field, put, 200)
        return (
            Link().read(node, field, put)
            if text and ADDRESS.fullmatch(uncurled(text) or text)
            else text
        )

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": 200}


@dataclass(frozen=True)
class Url:
    """The address of a web page; gives it as it is printed (see `web`)."""

    def read(self, node: Node, field: str, put: Put) -> str | None:
        text = words_of(node, field, put, web.MAX_ADDRESS)
        if text is None:
            return None
        found = web.read(text)
        if found.why:
            put(problem(node, "bad-url", field, found.why, found.hint))
            return None
        return found.text

    def schema(self) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://",
            "maxLength": web.MAX_ADDRESS,
        }
