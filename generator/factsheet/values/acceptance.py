"""Guesses that an editor has looked at and stands by: the key `accepted` of a record or a page.

A guess is a notice. To accept one, its code is written with what the notice is about (ids, a day,
another record's address) and a reason; so an acceptance covers the one guess it was written for,
and never a new one of the same sort beside it.
"""

from dataclasses import dataclass
from typing import Any

from factsheet.issues import CATALOGUE, Issue, Spot, nearest
from factsheet.values.characters import Put
from factsheet.values.nodes import Map, Node
from factsheet.values.types import Words, problem, words_of

UNUSED = "unused-acceptance"
_NOTICES = (code for code, (severity, _) in CATALOGUE.items() if severity == "notice")
GUESSES = tuple(code for code in _NOTICES if code != UNUSED)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """`unlikely-day moved 2024-09-12: why`: a notice's code, what it is about, and the reason."""

    code: str
    about: frozenset[str]
    why: str
    spot: Spot
    width: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A guess of ours, and the file's record (or page) that it is told of."""

    home: str
    issue: Issue
    about: tuple[str, ...] = ()  # what an acceptance must name beside its code

    @property
    def key(self) -> tuple[str, frozenset[str]]:
        """What an acceptance must be equal to: code, and what it is about."""
        return self.issue.code, frozenset(self.about)


class Accepted:
    """A mapping from the code of a notice, with what it is about, to a reason."""

    def read(self, node: Node, field: str, put: Put) -> tuple[Acceptance, ...] | None:
        """The acceptances that can be read."""
        if not isinstance(node, Map):
            message = "a mapping from a notice to a reason is expected"
            hint = 'copy the line from the notice: {"unlikely-day moved 2024-09-12": why}'
            put(problem(node, "wrong-shape", field, message, hint))
            return None
        out = []
        for key, child in node.items.items():
            code, *about = key.split(" ")
            at, why = node.keys[key], words_of(child, f"{field}.{code}", put, 500)
            if code not in GUESSES:
                stops = " stops publication and" if CATALOGUE.get(code, ("",))[0] == "error" else ""
                message = f'"{code}"{stops} is no notice that can be accepted'
                hint = nearest(code, GUESSES) or f"notices: {', '.join(GUESSES)}"
                put(problem(at, "bad-choice", field, message, hint))
            elif why:
                out.append(Acceptance(code, frozenset(about), why, at.spot, at.width))
        return tuple(out)

    def schema(self) -> dict[str, Any]:
        """A mapping from notices to texts."""
        names, why = {"pattern": f"^({'|'.join(GUESSES)})( [^ ]+)*$"}, Words(500).schema()
        return {"type": "object", "propertyNames": names, "additionalProperties": why}
