"""Ids, addresses and links: what the name of a record, a statement or a web page may look like."""

import dataclasses
import re
from dataclasses import dataclass
from typing import Any

from factsheet.issues import Spot
from factsheet.values import web
from factsheet.values.characters import Put
from factsheet.values.nodes import Map, Node
from factsheet.values.slips import uncurled
from factsheet.values.types import Words, problem, words_of

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ADDRESS = re.compile(r"([a-z]+)/([^/#\s]+)(?:#([^/#\s]+))?")
_DEVICES = {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}  # of Windows
RESERVED = {"index", "readme", "con", "prn", "aux", "nul"} | _DEVICES


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
        """The address, not yet looked up."""
        text = words_of(node, field, put, 200)
        if text is None:
            return None
        if not ADDRESS.fullmatch(text):
            example = uncurled(text) or f"{self.kinds[0] if self.kinds else 'groups'}/some-id"
            message, hint = f'"{text}" is not an address', f"write it as {example}"
            put(problem(node, "unknown-address", field, message, hint))
            return None
        if self.kinds and "#" in text:
            message, record = f'"{text}" is a statement, not a record', text.partition("#")[0]
            put(problem(node, "wrong-kind", field, message, f"write {record}"))
            return None
        return Address(text, node.spot, node.width, self.kinds, field)

    def schema(self) -> dict[str, Any]:
        """An address of one of the kinds."""
        kinds = "|".join(self.kinds) or "[a-z]+"
        return {"type": "string", "pattern": f"^({kinds})/[a-z0-9-]+(#[a-z0-9-]+)?$"}


class FactLink:
    """The address of a statement; `#id` alone names one of the same record (`read_statement`)."""

    def read(self, node: Node, field: str, put: Put) -> Address | None:
        """The address as typed, not yet looked up."""
        text = words_of(node, field, put, 200)
        if text and text.startswith("#") and ID.fullmatch(text[1:]):
            return Address(text, node.spot, node.width, (), field)
        if text and not ADDRESS.fullmatch(text):
            hint = "write groups/some-id#fact, or '#fact' for one of this record"
            put(problem(node, "unknown-address", field, f'"{text}" is no address of a fact', hint))
            return None
        return Link().read(node, field, put) if text else None

    def schema(self) -> dict[str, Any]:
        """An address, whole or not."""
        return {"type": "string", "pattern": "^([a-z]+/[a-z0-9-]+)?(#[a-z0-9-]+)?$"}


@dataclass(frozen=True)
class Former:
    """An id that was once in use, or the whole address of what stood elsewhere.

    The address of a `part` of a record has a `#` and an id behind it, that of a record has none.
    """

    part: bool = False

    def read(self, node: Node, field: str, put: Put) -> str | None:
        """The id, or the address."""
        text = words_of(node, field, put, 200)
        if text and (why := self._problem(text)):
            put(problem(node, "bad-id", field, f'"{text}": {why}', "write the old id as it was"))
            return None
        return text

    def _problem(self, text: str) -> str:
        if "/" not in text:
            return id_problem(text)
        found = ADDRESS.fullmatch(text)
        if not found or bool(found[3]) is not self.part:
            form = "groups/some-id#fact" if self.part else "groups/some-id"
            return f"a former address that is more than an id reads {form}"
        return id_problem(found[2]) or (id_problem(found[3]) if found[3] else "")

    def schema(self) -> dict[str, Any]:
        """The letters of an id, or of an address."""
        whole = f"[a-z]+/{ID.pattern}#{ID.pattern}" if self.part else f"[a-z]+/{ID.pattern}"
        return {**Words(200).schema(), "pattern": f"^({ID.pattern}|{whole})$"}


def former_ids(formerly: tuple[str, ...]) -> list[str]:
    """The ids that something had before in the record where it stands."""
    return [old for old in formerly if "/" not in old]


class Party:
    """Somebody or something: an address, or words for one without a record."""

    by_language = True  # the words may be a mapping

    def read(self, node: Node, field: str, put: Put) -> Address | str | None:
        """The address, or the words, which may be in several languages."""
        if isinstance(node, Map):
            from factsheet.values.translations import InWords  # which needs what stands here

            return InWords(200).read(node, field, put)
        text = words_of(node, field, put, 200)
        if text and ADDRESS.fullmatch(uncurled(text) or text):
            return Link().read(node, field, put)
        return text

    def schema(self) -> dict[str, Any]:
        """A short text, or a mapping of it by language."""
        from factsheet.values.translations import InWords  # which needs what stands here

        return InWords(200).schema()


class Url:
    """The address of a web page."""

    def read(self, node: Node, field: str, put: Put) -> str | None:
        """The address as it is printed (see `web`)."""
        text = words_of(node, field, put, web.MAX_ADDRESS)
        if text is None:
            return None
        found = web.read(text)
        if found.why:
            put(problem(node, "bad-url", field, found.why, found.hint))
            return None
        return found.text

    def schema(self) -> dict[str, Any]:
        """An address with its scheme."""
        scheme = "^[Hh][Tt][Tt][Pp][Ss]?://"
        return {"type": "string", "pattern": scheme, "maxLength": web.MAX_ADDRESS}


@dataclass(frozen=True, slots=True)
class Outward:
    """Words that lead to a page of another site; without `url` they are just words."""

    text: str
    url: str = ""


class WebPage:
    """The address of a web page as a value, which a reader can follow."""

    def read(self, node: Node, field: str, put: Put) -> Outward | None:
        """The address, leading to itself."""
        text = Url().read(node, field, put)
        return None if text is None else Outward(text, text)

    def schema(self) -> dict[str, Any]:
        """As of any web address."""
        return Url().schema()
