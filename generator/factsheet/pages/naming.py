"""What a hand-written page names: the addresses in its expressions, and where its links lead."""

import inspect
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache

from factsheet.pages import safety
from factsheet.pages.blocks import Blocks
from factsheet.pages.expressions import EXPRESSION, parse
from factsheet.pages.functions import Refused

_TEXT = re.compile(r"\"([^\"]*)\"|'([^']*)'")  # an expression has no backslashes
# `[words](target "title")`, `[words](<target>)`, and `[name]: target` on a line of its own
_LINK = re.compile(r"(?:\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?)(?P<target>[^\s<>()]+)", re.M)


def in_expressions(text: str) -> Iterator[tuple[int, str, str]]:
    """(offset, address as typed, function) of all that the expressions of a body name.

    An expression that cannot be read names nothing.
    """
    for match in EXPRESSION.finditer(text):
        try:
            name, texts, named = parse(match[1])
        except Refused:
            continue
        at = [found.start() + 1 for found in _TEXT.finditer(match[1])]
        keys = [*_places(name, len(texts)), *named]
        for start, typed, key in zip(at, [*texts, *named.values()], keys):
            if key == "address":
                yield match.start(1) + start, typed, name


def functions(text: str) -> set[str]:
    """The functions that a body calls."""
    found = set[str]()
    for match in EXPRESSION.finditer(text):
        with suppress(Refused):
            found.add(parse(match[1])[0])
    return found


@lru_cache
def _places(name: str, count: int) -> list[str]:
    """What each text in order is to a function: an "address", or another of its parameters."""
    known = list(inspect.signature(getattr(Blocks, name)).parameters.values())[1:]
    if any(p.kind is p.VAR_POSITIONAL for p in known):
        return ["address"] * count
    return [p.name for p in known][:count]


def links(text: str) -> Iterator[tuple[int, str]]:
    """(offset, target as typed) of each link of a body to another place of the site."""
    found = [(match.start("target"), match["target"]) for match in _LINK.finditer(text)]
    if found:
        real = safety.links(text)
        yield from (one for one in found if one[1] in real)
