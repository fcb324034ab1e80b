"""The function of prose that prints a map."""

from datetime import date
from functools import partial

from factsheet.evidence import holdings
from factsheet.pages.functions import Functions, NotThen, Printed, Refused
from factsheet.pages.map_block import Map
from factsheet.pages.map_page import map_name
from factsheet.pages.map_regions import RegionMap
from factsheet.pictures import mapped
from factsheet.reading import Record

MAX_MAPS = 6  # on one page


class MapFunction(Functions):
    """Prints maps; must stand alone on its line."""

    def map(self, *places: str, since: str = "", until: str = "", known: str = "now",
            borders: str = "no", tables: str = "yes") -> Printed:  # fmt: skip
        """Towns on a map: where they lie and, with days, who held them on each, also as a table."""
        named = self._listed(places)
        self._check_words(known, borders, tables)
        self._check_map(named, bool(since), bool(until))
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
        nowhere = [r for r, town in towns if not town]
        bordered, then = borders == "yes", known == "then"
        if len(drawn) > mapped.MAX_PLACES:
            if days:
                message = f"{len(drawn)} places are too many for a map of days"
                hint = (
                    f'name {mapped.MAX_PLACES} or fewer, map("cities/some-id"), or leave out days'
                )
                raise Refused(message, hint)
            name = map_name(self.maps)
            return RegionMap(self.page, name, drawn, nowhere, bordered, tables == "yes").block()
        out = Map(self.page, map_name(self.maps), drawn, nowhere, bordered, then, tables == "yes")
        if days:
            self._held(out, found, *days)
        return out.block()

    def _check_words(self, known: str, borders: str, tables: str) -> None:
        """Refuse what is neither the one word nor the other."""
        either = ((known, ("now", "then")), (borders, ("no", "yes")), (tables, ("yes", "no")))
        for given, allowed in either:
            if given not in allowed:
                hint = f'write "{allowed[0]}" or "{allowed[1]}"'
                raise Refused(f'"{given}" is not read', hint)

    def _check_map(self, places: list[str], since: bool, until: bool) -> None:
        """Refuse what a map cannot be asked for."""
        kinds = self.library.kinds.items()
        points = ", ".join(plural for plural, kind in kinds if kind.meaning("point"))
        for address in places:
            if not self.library.kind_of(address).meaning("point"):
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

    def _held(self, out: Map, found: list[Record], first: date, last: date) -> None:
        """Put the days of a map and who held what on them."""
        library = self.page.library
        last = min(last, library.until) if library.until else last
        if last < first:
            raise NotThen
        spells = partial(holdings.spells, first=first, last=last, known_then=out.known_then)
        out.spells = {r.address: spells(library, r) for r in found}
        held = [out.spells[t.record.address] for t in out.towns]
        out.days = mapped.drawn(held, first, last)
        if len(out.days) > mapped.MAX_PICTURES:
            message = f"in this span more than {mapped.MAX_PICTURES} days differ"
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
