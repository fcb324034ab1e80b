"""The site's page with the map of who held what: the sheets of places on it lead there."""

from dataclasses import dataclass

from factsheet.evidence import Library
from factsheet.pictures import mapped
from factsheet.reading import Record


@dataclass(frozen=True, slots=True)
class MapPage:
    """Its Markdown path, the name of the map, the records or kinds that this names, its days.

    `places` is empty when the map names none and so shows all.
    """

    path: str
    name: str
    places: tuple[str, ...]
    since: str

    def place(self, library: Library, record: Record) -> str:
        """The path and id at which a record stands on the map; empty when it does not."""
        plural = record.kind.plural
        named = record.address in self.places
        listed = named or not self.places or plural in self.places
        held = named or bool(record.meant("holding"))
        early = library.until and library.until.isoformat() < self.since
        if early or not (listed and held and mapped.town(record)):
            return ""
        return f"{self.path}#{place_id(self.name, record.address)}"


def map_name(number: int) -> str:
    """The name of a page's first, second … map, with which its ids begin."""
    return "map" if number == 1 else f"map-{number}"


def place_id(name: str, address: str) -> str:
    """The id of a place on a map of this name."""
    return f"{name}-{address.replace('/', '-')}"
