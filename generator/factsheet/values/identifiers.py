"""Identifiers that others have given to a thing, and where they lead.

A pattern is a small part of regular expressions: characters, classes, counts. How many lengths the
counts allow is bounded, so no pattern and no text takes long to compare, whoever wrote them.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from factsheet.values import web
from factsheet.values.characters import Put
from factsheet.values.links import Outward
from factsheet.values.nodes import Node
from factsheet.values.types import as_typed, problem, words_of

LONGEST = 100  # characters of an identifier, and of a pattern
MAX_WAYS = 1_000  # combinations of counts in one pattern
PLACE = "{id}"
_PART = re.compile(
    r"(?:\[(?:[^\W_]-[^\W_]|[^\[\]\\^&|~-])+-?\]"  # [0-9A-Z-]
    r"|\\[.*+?()\[\]{}|^$/\\]"  # \.
    r"|[^\[\](){}*+?.|^$\\])"  # Q
    r"(?:\{(?P<low>[0-9]{1,3})(?:,(?P<high>[0-9]{1,3}))?\}|(?P<maybe>\?))?"
)


def pattern_problem(pattern: str) -> tuple[str, str] | None:
    """(why a text is no pattern of identifiers, what to write instead), or None."""
    why = _pattern_problem(pattern)
    hint = "write characters, classes such as [0-9A-Z], and {4}, {1,6} or ? behind one of these"
    return (why, hint) if why else None


def _pattern_problem(pattern: str) -> str:
    if not 0 < len(pattern) <= LONGEST:
        return f"a pattern has 1 to {LONGEST} characters"
    at, ways, longest = 0, 1, 0
    while part := _PART.match(pattern, at):
        at = part.end()
        low = 0 if part["maybe"] else int(part["low"] or 1)
        high = int(part["high"] or part["low"] or 1)
        ways *= max(1, high - low + 1)
        longest += high
    if at < len(pattern):
        return f'"{pattern[at:]}" is not read in a pattern'
    if longest > LONGEST:
        return f"it allows {longest:,} characters; an identifier has at most {LONGEST}"
    if ways > MAX_WAYS:
        return f"its counts allow more than {MAX_WAYS:,} combinations of lengths"
    try:
        re.compile(pattern)
    except re.error as error:  # a count or a range that runs backwards
        return f"{error.msg}"
    return ""


def address_problem(address: str) -> tuple[str, str] | None:
    """(why identifiers cannot be filled in to an address, what to write instead), or None."""
    before, found, after = address.partition(PLACE)
    hint = f"write it as in https://www.example.org/{PLACE}"
    if not found or PLACE in after:
        return f"{PLACE} stands in an address once, in the place of the identifier", hint
    if not re.match("https://[^/?#]+[/?]", before) or "#" in before:
        return f"an address starts with https://, and {PLACE} stands behind the site's name", hint
    tried = web.read(f"{before}x{after}")
    return (tried.why, hint) if tried.why else None


@dataclass(frozen=True)
class Identifier:
    """A text that fits `pattern`, from end to end; it leads to `address` with `{id}` filled in."""

    pattern: str = ""
    address: str = ""

    def read(self, node: Node, field: str, put: Put) -> Outward | None:
        """The identifier with its address."""
        text = words_of(node, field, put, LONGEST)
        if text is None:
            return None
        if self.pattern and not re.fullmatch(self.pattern, text):
            message, hint = f'"{text}" does not fit {self.pattern}', ""
            for other in (text.replace(" ", ""), text.upper(), text.rstrip("/").rpartition("/")[2]):
                if re.fullmatch(self.pattern, other):
                    hint = f"write {as_typed(field, other)}"
            put(problem(node, "bad-identifier", field, message, hint))
            return None
        if not self.address:
            return Outward(text)
        if not text.strip("."):  # a browser would go up to another page
            put(problem(node, "bad-identifier", field, "an address cannot lead there"))
            return None
        return Outward(text, self.address.replace(PLACE, quote(text, safe="")))

    def schema(self) -> dict[str, Any]:
        """A text that fits."""
        fits = {"pattern": f"^{self.pattern}$"} if self.pattern else {}
        return {"type": ["string", "number"], "maxLength": LONGEST, **fits}
