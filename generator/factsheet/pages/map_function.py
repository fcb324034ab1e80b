"""The function of prose that prints a map."""

from datetime import date
from functools import partial

from factsheet.evidence import holdings
from factsheet.pages.functions import Functions, NotThen, Printed, Refused
from factsheet.pages.map_block import Map
from factsheet.pictures import mapped
from factsheet.reading import Record

MAX_MAPS = 6  # on one page


class MapFunction(Functions):
    """Prints maps; must stand alone on its line."""

    def map(self, *places: str, since: str = "", until: str = "", known: str = "now",
            borders: str = "no") -> Printed:  # fmt: skip
        """Towns on a map: where they lie and, with days, who held them on each, also as a table."""
        named = self._listed(places)
        self._check_map(named, known, borders, bool(since), bool(until))
        days = span_of_days("a map", since, until) if since else None
        if self.maps >= MAX_MAPS:
            message = f"a page has room for {MAX_MAPS} maps"
            raise Refused(message, "put this one on another page")
        self.maps += 1
        self._printing()
        found = self._places(named, {*places}, bool(days))
        towns = [(r, mapped.town(r)) for r in found]
        drawn = [town for _, town in towns if town]
        if not drawn:
            message = "no source gives the coordinates of any of these places"
            self._nothing(message, "write them under point: in data")
        if len(drawn) > mapped.MAX_PLACES:
            message = f"{len(drawn)} places are too many for a map; {mapped.MAX_PLACES} are allowed"
            raise Refused(message, 'name them: map("cities/some-id")')
        name = "map" if self.maps == 1 else f"map-{self.maps}"
        nowhere = [r for r, town in towns if not town]
        out = Map(self.page, name, drawn, nowhere, borders == "yes", known == "then")
        if days:
            self._held(out, found, holdings.span(*days))
        return out.block()

    def _check_map(
        self, places: list[str], known: str, borders: str, since: bool, until: bool
    ) -> None:
        """Refuse what a map cannot be asked for."""
        for given, allowed in ((known, ("now", "then")), (borders, ("no", "yes"))):
            if given not in allowed:
                either = f'write "{allowed[0]}" or "{allowed[1]}"'
                raise Refused(f'"{given}" is not read', either)
        kinds = self.library.kinds.items()
        points = ", ".join(plural for plural, kind in kinds if kind.meaning("point"))
        for address in places:
            if not self.library.records[address].kind.meaning("point"):
                raise Refused(f'"{address}" has no place on a map', f"these have: {points}")
        if since != until:
            message = "a map needs both since and until, or neither"
            raise Refused(message, 'write since="2024-12-07", until="2024-12-08"')

    def _places(self, addresses: list[str], typed: set[str], held: bool) -> list[Record]:
        """The records that a map shows: those listed, else all of the kinds with a point.

        With `held` only those that anybody says who held, unless they are typed one by one.
        """
        library = self.page.library
        if typed:
            found = [library.records[a] for a in addresses if a in library.records]
        else:
            kinds = [plural for plural, kind in library.kinds.items() if kind.meaning("point")]
            found = [record for plural in kinds for record in library.of(plural)]
        return [r for r in found if not held or r.address in typed or r.meant("holding")]

    def _held(self, out: Map, found: list[Record], days: list[date]) -> None:
        """Put the days of a map and who held what on them."""
        library = self.page.library
        if library.until:
            days = [d for d in days if d <= library.until]
        if not days:
            raise NotThen
        spells = partial(holdings.spells, first=days[0], last=days[-1], known_then=out.known_then)
        out.spells = {r.address: spells(library, r) for r in found}
        out.days = mapped.drawn(out.spells.values(), days)
        if not out.days:
            message = f"in this span more than {mapped.MAX_CHANGES} days differ"
            raise Refused(message, "give a shorter span, or fewer places")


def span_of_days(what: str, since: str, until: str) -> tuple[date, date]:
    """The first and last day that an expression names; at most a year. Raises Refused."""
    first, last = day_of(since), day_of(until)
    if not 0 <= (last - first).days <= 365:
        message = f"{what} needs a span of at most a year"
        raise Refused(message, "give since and until, in this order")
    return first, last


def day_of(text: str) -> date:
    """A day that an expression names. Raises Refused."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f'"{text}" is not a day', "write it as 2024-12-07") from None
