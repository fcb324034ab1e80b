"""Places and spans of time become pictures.

In: points, spells, spans, titles. Out: SVG with its words, and the picture for links to a page."""

from factsheet.pictures import lettering, locator, map_svg, mapped, regions, share, signs
from factsheet.pictures import spans
from factsheet.pictures.lettering import Dot, NameBox
from factsheet.pictures.map_svg import Picture
from factsheet.pictures.mapped import Days, Mark, Town
from factsheet.pictures.regions import Region

__all__ = [
    "Days", "Dot", "Mark", "NameBox", "Picture", "Region", "Town", "lettering", "locator",
    "map_svg", "mapped", "regions", "share", "signs", "spans",
]  # fmt: skip
