"""A YAML file as plain data that remembers where everything stands: texts, lists and mappings."""

from dataclasses import dataclass

from factsheet.issues import Spot


@dataclass(slots=True)
class Text:
    """A scalar as typed, in NFC, with white space folded to single blanks."""

    text: str
    spot: Spot
    width: int = 1


@dataclass(slots=True)
class Seq:
    """A list of nodes."""

    items: list["Node"]
    spot: Spot
    width: int = 1


@dataclass(slots=True)
class Map:
    """A mapping; `items` keeps the order of the file, `keys` the places of the keys."""

    items: dict[str, "Node"]
    keys: dict[str, Text]
    spot: Spot
    width: int = 1


Node = Text | Seq | Map
