"""What two people changed in two ways, as data: before, there, and what comes in; and the answers.

`onto` is the version that the other one, `incoming`, is brought to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from factsheet.bench.edits.grafts import Item, Way
from factsheet.bench.edits.refused import Refused
from factsheet.bench.proposing.typed import typed
from factsheet.cache import digest

ONTO, INCOMING, OWN = "onto", "incoming", "own"
MAX_OWN = 100_000  # letters of a text that is typed instead of both


@dataclass(frozen=True, slots=True)
class Row:
    """One key in which the two differ, or the whole under an empty key; None where there is none.

    `likely` is the one that alone was changed, if so; `own` says whether a text may be typed.
    """

    key: str
    before: str | None
    onto: str | None
    incoming: str | None
    likely: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A fact, another part of a file, a passage or a whole file that two people changed.

    `at` is the way to a part of a YAML file, or the number of a passage.
    """

    path: str
    at: str
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """What it is called in a form: the same as long as it is the same conflict."""
        return digest(self.path, self.at, repr(self.rows)).hex()[:16]

    @property
    def title(self) -> str:
        """What it is about: an address where there is one, else the file."""
        home = self.path.removeprefix("data/").removesuffix(".yml")
        if home == self.path or not self.at or self.path.endswith(".md"):
            return self.path
        *above, last = self.at.split("/")
        many = "/" not in home and len(above) > 1  # a file of many records
        record = f"{home}/{above.pop(0)}" if many else home
        return f"{record}#{last}" if above else f"{record}: {last}"


@dataclass(frozen=True, slots=True)
class Answer:
    """Which version each row takes: `onto`, `incoming`, or the text that is typed."""

    rows: Mapping[str, str]
    texts: Mapping[str, str] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """What was typed for a row. Raises `Mistyped` for what no file may hold."""
        text = self.texts.get(key, "")
        if len(text) > MAX_OWN:
            raise Mistyped(f"a text has at most {MAX_OWN:,} letters")
        try:
            return typed(text)
        except Refused as why:
            raise Mistyped(str(why)) from why


class Mistyped(Refused):
    """A text that was typed in the place of both, and cannot stand in a file."""


Decide = Callable[[Conflict], Answer | None]  # None: nobody has decided


def undecided(conflict: Conflict) -> Answer | None:
    """Nobody was asked."""
    return None


def words(data: Any) -> str | None:
    """Data as a person reads it, a line for each thing; None for what is not there."""
    if data is None or isinstance(data, str):
        return data
    if isinstance(data, dict):
        return "\n".join(f"{key}: {_on_line(value)}" for key, value in data.items())
    return "\n".join(map(_on_line, data))


def _on_line(data: Any) -> str:
    if isinstance(data, str):
        return data
    if isinstance(data, dict):
        return ", ".join(f"{key}: {_on_line(value)}" for key, value in data.items())
    return "; ".join(map(_on_line, data))


def shown(way: Way) -> str:
    """A way as text: `facts/left`, `leader/ann`."""
    return "/".join(one.id if isinstance(one, Item) else one for one in way)


def rows(before: Any, onto: Any, incoming: Any) -> tuple[Row, ...]:
    """In what the two differ: key by key where both are mappings, else as a whole."""
    if not (isinstance(onto, dict) and isinstance(incoming, dict)):
        own = isinstance(onto, str) and isinstance(incoming, str)
        return (Row("", words(before), words(onto), words(incoming), own=own),)
    was = before if isinstance(before, dict) else {}
    keys = dict.fromkeys((*onto, *incoming))
    three = ((key, was.get(key), onto.get(key), incoming.get(key)) for key in keys)
    return tuple(_row(*one) for one in three if one[2] != one[3])


def _row(key: str, before: Any, onto: Any, incoming: Any) -> Row:
    likely = INCOMING if onto == before else ONTO if incoming == before else ""
    own = all(isinstance(one, str) for one in (onto, incoming) if one is not None)
    return Row(key, words(before), words(onto), words(incoming), likely, own)
