"""One thing that a desk should look at."""

from dataclasses import dataclass

from factsheet.issues import Spot
from factsheet.reading import Dispute, Record
from factsheet.values import Statement


@dataclass(frozen=True, slots=True)
class Task:
    """What to look at, why, and where it stands.

    `address` is that of a record or statement, or the path of a page. `concerns` are the addresses
    whose change makes it worth another look, where these are others than its own.
    """

    address: str
    why: str
    at: str  # path:line
    concerns: frozenset[str] = frozenset()


def task(thing: Statement | Record | Dispute, why: str) -> Task:
    """A task on something in the data."""
    return Task(thing.address, why, place(thing.spot))


def place(spot: Spot) -> str:
    """A place as an editor's program takes it."""
    return f"{spot.path}:{spot.line}"
