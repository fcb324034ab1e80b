"""Places that lie close together become regions, each drawn where one of its places lies.

No point is worked out: a region stands where a source puts the place that has the most people on
record; where nobody says how many live there, the first by name.
"""

import math
from dataclasses import dataclass

from factsheet.language import order
from factsheet.pictures.map_svg import Picture
from factsheet.pictures.mapped import Town

REACH = 46.0  # units of the picture, 340 wide, within which places are of one region
STEPS = (10, 100)  # places from which a dot is larger


@dataclass(frozen=True, slots=True)
class Region:
    """The place at which a region is drawn, and the others that lie near it, in the same order."""

    at: Town
    others: list[Town]

    @property
    def size(self) -> int:
        """0, 1 or 2: how large the dot is."""
        return sum(len(self.others) + 1 >= step for step in STEPS)


def regions(picture: Picture, towns: list[Town]) -> list[Region]:
    """All places, each in one region: of the nearest in reach that comes before it, or its own."""
    out: list[Region] = []
    for town in sorted(towns, key=_rank):
        near = [(_apart(picture, town, one.at), n) for n, one in enumerate(out)]
        distance, number = min(near, default=(math.inf, 0))
        if distance < REACH:
            out[number].others.append(town)
        else:
            out.append(Region(town, []))
    return out


def _rank(town: Town) -> tuple[float, tuple[str, ...], str]:
    """Where a place comes: by how many live there, those of which nobody says so by their names."""
    return -town.inhabitants, order(town.record.name), town.record.address


def _apart(picture: Picture, one: Town, other: Town) -> float:
    """How far two places are apart in the picture."""
    return math.dist(picture.at(one.at), picture.at(other.at))
