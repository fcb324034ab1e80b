"""Maps as SVG. Land, names and patterns are drawn once, in a part that every day's picture uses.

Holders are told apart by pattern and by words, the kinds of marks by shape; the colours are the
stylesheet's.
"""

import math
from dataclasses import dataclass
from itertools import groupby, pairwise

from factsheet.document import Content, Element
from factsheet.pictures import atlas, lettering
from factsheet.pictures.atlas import Point, Window
from factsheet.pictures.lettering import Dot, NameBox
from factsheet.pictures.mapped import Mark
from factsheet.pictures.signs import FILLED, PATTERNS, circle, length, shape, sign
from factsheet.values import Foreign

WIDTH = 340.0  # units; about the pixels of a phone
NAME, WHO = 12.5, 11.5  # font sizes
LINE = 13.0  # from a name to the line below it
RING = 4.5  # from a dot to the ring around it
ABOVE = -90.0  # from the upper edge to where the view of a place begins
LONGEST_NAME, LONGEST_WHO = 24, 22  # characters; the tables have the whole
HIDDEN = (("aria-hidden", "true"), ("data-search-exclude", "true"))  # the captions say the same


@dataclass(frozen=True, slots=True)
class Picture:
    """A window as a picture `WIDTH` wide: equirectangular, true at the middle latitude."""

    window: Window

    @property
    def scale(self) -> float:
        """Units for one degree of latitude."""
        return WIDTH / ((self.window.east - self.window.west) * self.narrow)

    @property
    def narrow(self) -> float:
        """A degree of longitude, in degrees of latitude."""
        return max(math.cos(math.radians((self.window.south + self.window.north) / 2)), 0.1)

    @property
    def height(self) -> float:
        """In units, as `WIDTH`."""
        return round((self.window.north - self.window.south) * self.scale, 1)

    def at(self, point: Point) -> Point:
        """A point of the world in the picture; its longitude may be a turn from the window's."""
        x, y = point
        x += 360 if x < self.window.west else -360 if x > self.window.east else 0
        across, down = (x - self.window.west) * self.narrow, self.window.north - y
        return across * self.scale, down * self.scale


def _path(style: str, lines: list[list[Point]], picture: Picture, end: str = "") -> Element:
    """Lines of the world, in steps of tenths of a unit; points that fall together are left out."""
    out = []
    for line in lines:
        places = [(round(x * 10), round(y * 10)) for x, y in map(picture.at, line)]
        kept = [place for place, _ in groupby(places)]
        if len(kept) > 1:
            steps = [_pair(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(kept)]
            out.append(f"M{_pair(*kept[0])}l{' '.join(steps).replace(' -', '-')}{end}")
    return Element("path", (("class", style), ("d", "".join(out))))


def _pair(x: int, y: int) -> str:
    """Two lengths, given in tenths of a unit."""
    return f"{length(x / 10)} {length(y / 10)}"


def base(
    picture: Picture, name: str, holders: list[str], used: set[str],
    titles: list[tuple[NameBox, str]], borders: bool,
) -> Element:  # fmt: skip
    """What is drawn once: patterns of used holders, sea, land, wanted borders, names of places."""
    sea = {"width": length(WIDTH), "height": length(picture.height)}
    land = _path("fs-map-land", atlas.land(picture.window), picture, "z")
    drawn = [shape("rect", "fs-map-sea", **sea), land]
    if borders:
        drawn.append(_path("fs-map-border", atlas.borders(picture.window), picture))
    drawn += [_text(box, "fs-map-name", title, LONGEST_NAME) for box, title in titles]
    parts = [_pattern(name, n) for n, holder in enumerate(holders) if holder in used]
    parts.append(Element("g", (("id", f"{name}-base"),), tuple(drawn)))
    head = ("class", "fs-map-base"), ("width", "0"), ("height", "0"), *HIDDEN
    return Element("svg", head, Element("defs", (), tuple(parts)))


def _pattern(name: str, n: int) -> Element:
    """The pattern of the holder with this number, from 0."""
    kind = n % len(PATTERNS)
    paper = shape("rect", "fs-map-paper", width="4", height="4")
    lines = shape("path", "fs-map-full" if kind in FILLED else "fs-map-line", d=PATTERNS[kind])
    size = ("width", "4"), ("height", "4"), ("patternUnits", "userSpaceOnUse")
    head = ("id", f"{name}-holder-{n + 1}"), ("class", f"fs-map-h{kind + 1}"), *size
    return Element("pattern", head, (paper, lines))


def _text(at: NameBox, style: str, text: str, longest: int, below: float = 0) -> Element:
    """A text at its name's place, or so far below the first line there."""
    anchor = "" if at.anchor == "start" else at.anchor
    y = at.box[1] + NAME * 0.82 + below
    words, place = str(lettering.shortened(text, longest)), {"x": length(at.x), "y": length(y)}
    tongue = text.language if isinstance(text, Foreign) else ""
    return shape("text", style, words, **place, text_anchor=anchor, lang=tongue)


def name_size(title: str, whos: list[str]) -> tuple[float, float]:
    """The box that a name and the longest of the lines below it need."""
    name = lettering.text_width(lettering.shortened(title, LONGEST_NAME), NAME)
    below = [lettering.text_width(lettering.shortened(who, LONGEST_WHO), WHO) for who in whos]
    return round(max([name, *below]), 1), NAME + 1 + (LINE if whos else 0)


def day(
    picture: Picture, name: str, places: list[tuple[Dot, NameBox]], marks: list[tuple[Mark, str]],
    holders: list[str], ids: list[str],
) -> Element:  # fmt: skip
    """The picture of one day: on the base each place's mark and who held it, in words.

    `ids` are those of the places, in the one picture that has them.
    """
    drawn: list[Content] = []
    dots = [dot for dot, _ in places]
    for (dot, box), (mark, who) in zip(places, marks):
        said = _text(box, "fs-map-who", who, LONGEST_WHO, LINE)
        drawn.append((sign(dot, mark, name, holders), said))
    return _picture(picture, name, _named(drawn, dots, ids))


def places(
    picture: Picture, name: str, dots: list[Dot], ids: list[str],
    below: list[tuple[NameBox, str]] | None = None,
) -> Element:  # fmt: skip
    """The picture without a day: dots, and what stands below their names, if anything does."""
    drawn: list[Content] = [circle(dot, "fs-map-dot") for dot in dots]
    if below:
        lines = [_text(at, "fs-map-who", text, LONGEST_WHO, LINE) for at, text in below]
        drawn = [(dot, line) if text else dot for dot, line, (_, text) in zip(drawn, lines, below)]
    return _picture(picture, name, _named(drawn, dots, ids))


def _named(drawn: list[Content], dots: list[Dot], ids: list[str]) -> list[Content]:
    """Places with their ids, if these are given, and a ring that shows when the address names it.

    Who follows a link to one sees the map from above its edge: each reaches up there.
    """
    if not ids:
        return drawn
    reach = shape("rect", "fs-map-reach", y=length(ABOVE), width="1", height="1")
    out: list[Content] = []
    for one, dot, id_ in zip(drawn, dots, ids):
        ring = circle(Dot(dot.x, dot.y, dot.r + RING), "fs-map-halo")
        out.append(Element("g", (("id", id_), ("class", "fs-map-place")), (reach, one, ring)))
    return out


def _picture(picture: Picture, name: str, drawn: list[Content]) -> Element:
    """The base with what is drawn on it.

    A theme that loads pages itself writes to each `href`, which `<use>` does not allow;
    `xlink:href` it leaves.
    """
    box = ("viewBox", f"0 0 {length(WIDTH)} {length(picture.height)}")
    use = Element("use", (("xlink:href", f"#{name}-base"),))
    return Element("svg", (("class", "fs-map-picture"), box, *HIDDEN), (use, *drawn))


def key(mark: Mark, r: float, name: str, holders: list[str]) -> Element:
    """A mark as it stands in the legend."""
    return _key(sign(Dot(10, 10, r), mark, name, holders))


def key_of_size(r: float) -> Element:
    """A dot of a size as it stands in the legend."""
    return _key(circle(Dot(10, 10, r), "fs-map-dot"))


def _key(drawn: Element) -> Element:
    size = ("viewBox", "0 0 20 20"), ("width", "20"), ("height", "20")
    return Element("svg", (("class", "fs-map-key"), *size, *HIDDEN), drawn)
