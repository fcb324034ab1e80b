"""A map of more places than can be named on it: one dot for each region, with how many lie there.

A table names some places of each; where they lie, and the sources, stand on their sheets.
"""

from dataclasses import dataclass

from factsheet.document import Block, Content, Element, Link, Paragraph, Table, span
from factsheet.language import listed, say, tell
from factsheet.pages.line_composer import LineComposer
from factsheet.pages.map_page import place_id
from factsheet.pictures import Dot, Picture, Region, Town, lettering, map_svg, mapped, regions
from factsheet.pictures import signs
from factsheet.reading import Record

NAMED = 5  # places of a region, besides the one drawn, that the table names
LISTED = 20  # places without a point that are named


@dataclass(slots=True)
class RegionMap:
    """Such a map on a page; `name` starts its ids, `nowhere` are places without a point."""

    page: LineComposer
    name: str
    towns: list[Town]
    nowhere: list[Record]
    borders: bool
    tables: bool = True

    def block(self) -> tuple[Block, ...]:
        """All blocks."""
        picture = Picture(mapped.window([town.at for town in self.towns]))
        found = regions.regions(picture, self.towns)
        blocks: list[Block] = [self._picture(picture, found), shapes(self.borders)]
        if self.tables:
            rows = [(self.page.link(r.at.record.address), self._others(r)) for r in found]
            heads = say("map.regions.place"), say("map.regions.others")
            blocks.append(Table(heads, tuple(rows)))
        kinds = {town.record.kind.plural: town.record.kind for town in self.towns}
        ways = [Link(kind.title, f"{plural}/index.md") for plural, kind in kinds.items()]
        blocks.append(Paragraph(tell("map.regions.whence", lists=listed(ways))))
        if self.nowhere:
            blocks.append(Paragraph(not_drawn(self.page, self.nowhere)))
        return tuple(blocks)

    def _picture(self, picture: Picture, found: list[Region]) -> Element:
        """The picture with its words, and what the sizes of its dots mean."""
        dots = [Dot(*picture.at(r.at.at), signs.RADII[r.size]) for r in found]
        names = [region.at.record.short_name for region in found]
        below = [_more(len(region.others)) for region in found]
        sizes = [map_svg.name_size(n, [b] if b else []) for n, b in zip(names, below)]
        boxes = lettering.place(dots, sizes, map_svg.WIDTH, picture.height)
        base = map_svg.base(picture, self.name, [], set(), list(zip(boxes, names)), self.borders)
        ids = [place_id(self.name, region.at.record.address) for region in found]
        drawn = map_svg.places(picture, self.name, dots, ids, list(zip(boxes, below)))
        words = Element("figcaption", (), say("map.regions", count=len(self.towns)))
        head = ("class", "fs-map-only"), ("id", f"{self.name}-places")
        figure = Element("figure", head, (words, drawn))
        parts = (" ", base, " ", figure, " ", self._legend())
        return Element("div", (("class", "fs-map"),), parts if self.tables else parts[:4])

    def _legend(self) -> Element:
        """What the sizes mean."""
        larger = [say("map.regions.larger", count=step) for step in regions.STEPS]
        texts = [say("map.regions.smaller", count=regions.STEPS[0]), *larger]
        items = tuple(
            Element("li", (), (map_svg.key_of_size(r), " ", text))
            for text, r in zip(texts, signs.RADII)
        )
        rows = Element("p", (), say("map.regions.size")), Element("ul", (), items)
        return Element("div", (("class", "fs-map-legend"),), rows)

    def _others(self, region: Region) -> Content:
        """The places of a region besides the one drawn: some by name, how many more."""
        named = [self.page.link(town.record.address) for town in region.others[:NAMED]]
        return some(named, len(region.others) - len(named)) if named else "–"


def shapes(borders: bool) -> Paragraph:
    """Whence land and coast come, and what the borders mean."""
    shown = say("map.borders.drawn" if borders else "map.borders.none")
    return Paragraph((span("fs-note", say("map.shapes"), " ", shown),))


def not_drawn(page: LineComposer, places: list[Record]) -> Content:
    """Which places are not on the map because no source gives their point."""
    key = "map.not-drawn.then" if page.library.until else "map.not-drawn"
    named = places if len(places) <= LISTED + 1 else places[:LISTED]
    links = [page.link(record.address) for record in named]
    return tell(key, places=some(links, len(places) - len(named)))


def some(named: list[Content], more: int) -> Content:
    """Some of many, and how many more there are."""
    return listed([*named, *([_more(more)] if more else [])], "list.comma")


def _more(count: int) -> str:
    return say("map.more", count=count) if count else ""
