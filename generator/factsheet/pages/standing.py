"""Where on a sheet each statement stands in full: at one place; others lead there."""

from collections.abc import Iterable

from factsheet.document import Link
from factsheet.values import Statement


class Standing:
    """The place of each statement on a sheet, as a link; none for what is plain to see there."""

    def __init__(self) -> None:
        self._places: dict[str, Link | None] = {}

    def __contains__(self, statement: Statement) -> bool:
        return statement.address in self._places

    def take(self, found: Iterable[Statement], place: Link | None = None) -> list[Statement]:
        """Those of these that stand nowhere yet; from now on they stand at this place."""
        free = [s for s in found if s not in self]
        self._places |= dict.fromkeys((s.address for s in free), place)
        return free

    def at(self, target: str) -> set[str]:
        """The addresses of what stands at the place with this target."""
        return {a for a, place in self._places.items() if place and place.target == target}

    def places(self, found: Iterable[Statement]) -> list[Link]:
        """Where these stand, each place once."""
        links = (self._places.get(s.address) for s in found)
        return list(dict.fromkeys(link for link in links if link))
