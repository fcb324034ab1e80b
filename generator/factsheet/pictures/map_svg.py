"""Maps as SVG. Land, names and patterns are drawn once, in a part that every day's picture uses.

Holders are told apart by pattern and by words, the kinds of marks by shape; the colours are the
stylesheet's.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby, pairwise

from factsheet.document import Content, Element
from factsheet.pictures import atlas, lettering
from factsheet.pictures.atlas import Point, Window
from factsheet.pictures.lettering import Dot, NameBox
from factsheet.pictures.mapped import Mark

WIDTH = 340.0  # units; about the pixels of a phone
RADII = (4.5, 6.5, 8.5)
NAME, WHO = 12.5, 11.5  # font sizes
LINE = 13.0  # from a name to the line below it
LONGEST_NAME, LONGEST_WHO = 24, 22  # characters; the tables have the whole
PATTERNS = (  # on a cell of four by four
    "M0 0h4v4h-4z",  # full
    "M-1 1l2-2M0 4l4-4M3 5l2-2",  # stripes
    "M.9 2a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0z",  # dots
    "M0 0l4 4M4 0l-4 4",  # net
    "M0 2h4",  # lines across
    "M2 0v4",  # lines down
    "M-1 3l2 2M0 0l4 4M3-1l2 2",  # thin stripes the other way
    "M0 0h2v2h-2zM2 2h2v2h-2z",  # checks
)
FILLED = (0, 2, 7)  # patterns that are drawn by areas; the others are by lines
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


def length(value: float) -> str:
    """A length with at most one decimal: `12`, `3.5`."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


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


def _shape(tag: str, style: str = "", content: Content = (), **more: str) -> Element:
    """An element with our class names and other attributes; those that are empty are left out."""
    pairs = {"class": style} | {name.replace("_", "-"): value for name, value in more.items()}
    return Element(tag, tuple(pair for pair in pairs.items() if pair[1]), content)


def base(
    picture: Picture, name: str, holders: list[str], titles: list[tuple[NameBox, str]],
    borders: bool,
) -> Element:  # fmt: skip
    """What is drawn once: the holders' patterns, sea, land, borders if wanted, names of places."""
    sea = {"width": length(WIDTH), "height": length(picture.height)}
    land = _path("fs-map-land", atlas.land(picture.window), picture, "z")
    drawn = [_shape("rect", "fs-map-sea", **sea), land]
    if borders:
        drawn.append(_path("fs-map-border", atlas.borders(picture.window), picture))
    drawn += [_text(box, "fs-map-name", title, LONGEST_NAME) for box, title in titles]
    parts = [_pattern(name, n) for n in range(len(holders))]
    parts.append(Element("g", (("id", f"{name}-base"),), tuple(drawn)))
    head = ("class", "fs-map-base"), ("width", "0"), ("height", "0"), *HIDDEN
    return Element("svg", head, Element("defs", (), tuple(parts)))


def _pattern(name: str, n: int) -> Element:
    """The pattern of the holder with this number, from 0."""
    kind = n % len(PATTERNS)
    paper = _shape("rect", "fs-map-paper", width="4", height="4")
    lines = _shape("path", "fs-map-full" if kind in FILLED else "fs-map-line", d=PATTERNS[kind])
    size = ("width", "4"), ("height", "4"), ("patternUnits", "userSpaceOnUse")
    head = ("id", f"{name}-holder-{n + 1}"), ("class", f"fs-map-h{kind + 1}"), *size
    return Element("pattern", head, (paper, lines))


def _text(at: NameBox, style: str, text: str, longest: int, below: float = 0) -> Element:
    """A text at its name's place, or so far below the first line there."""
    anchor = "" if at.anchor == "start" else at.anchor
    y = at.box[1] + NAME * 0.82 + below
    words = lettering.shortened(text, longest)
    return _shape("text", style, words, x=length(at.x), y=length(y), text_anchor=anchor)


def name_size(title: str, whos: list[str]) -> tuple[float, float]:
    """The box that a name and the longest of the lines below it need."""
    name = lettering.text_width(lettering.shortened(title, LONGEST_NAME), NAME)
    below = [lettering.text_width(lettering.shortened(who, LONGEST_WHO), WHO) for who in whos]
    return round(max([name, *below]), 1), NAME + 1 + (LINE if whos else 0)


def day(
    picture: Picture, name: str, places: list[tuple[Dot, NameBox]], marks: list[tuple[Mark, str]],
    holders: list[str],
) -> Element:  # fmt: skip
    """The picture of one day: on the base each place's mark and who held it, in words."""
    drawn = []
    for (dot, box), (mark, who) in zip(places, marks):
        drawn.append(sign(dot, mark, name, holders))
        drawn.append(_text(box, "fs-map-who", who, LONGEST_WHO, LINE))
    return _picture(picture, name, drawn)


def places(picture: Picture, name: str, dots: list[Dot]) -> Element:
    """The picture without a day: dots only."""
    return _picture(picture, name, [_circle(dot, "fs-map-dot") for dot in dots])


def _picture(picture: Picture, name: str, drawn: list[Element]) -> Element:
    """The base with what is drawn on it.

    A theme that loads pages itself writes to each `href`, which `<use>` does not allow;
    `xlink:href` it leaves.
    """
    box = ("viewBox", f"0 0 {length(WIDTH)} {length(picture.height)}")
    use = Element("use", (("xlink:href", f"#{name}-base"),))
    return Element("svg", (("class", "fs-map-picture"), box, *HIDDEN), (use, *drawn))


def key(mark: Mark, r: float, name: str, holders: list[str]) -> Element:
    """A mark as it stands in the legend."""
    size = ("viewBox", "0 0 20 20"), ("width", "20"), ("height", "20")
    drawn = sign(Dot(10, 10, r), mark, name, holders)
    return Element("svg", (("class", "fs-map-key"), *size, *HIDDEN), drawn)


def _circle(dot: Dot, style: str = "", part: float = 1, fill: str = "") -> Element:
    """A circle around the middle of a dot, with a part of its radius."""
    middle = {"cx": length(dot.x), "cy": length(dot.y)}
    return _shape("circle", style, **middle, r=length(dot.r * part), fill=fill)


def sign(dot: Dot, mark: Mark, name: str, holders: list[str]) -> Element:
    """The mark of a place on a day; without a holder among `holders` in the colour of the text."""
    numbers = [holders.index(h) for h in mark.holders if h in holders]
    fills = [f"url(#{name}-holder-{n + 1})" for n in numbers] or [""]
    alone = f" fs-map-h{numbers[0] % len(PATTERNS) + 1}" if len(numbers) == 1 else ""
    return _shape("g", f"fs-map-{mark.state}{alone}", _SIGNS[mark.state](dot, fills))


def _reported(dot: Dot, fills: list[str]) -> Content:
    return _circle(dot, "fs-map-edge", fill=fills[0])


def _claimed(dot: Dot, fills: list[str]) -> Content:
    return _circle(dot, "fs-map-dashed"), _circle(dot, part=0.5, fill=fills[0])


def _handover(dot: Dot, fills: list[str]) -> Content:
    """Pieces that have come apart."""
    parts = fills if len(fills) > 1 else [*fills, ""]
    places = [_sector(dot, len(parts) - 1 - n, len(parts), 1.4) for n in range(len(parts))]
    drawn = zip(parts, places)
    return tuple([_shape("path", "fs-map-edge", fill=fill, d=place) for fill, place in drawn])


def _contested(dot: Dot, fills: list[str]) -> Content:
    """Pieces, parted by spokes."""
    parts = [("", fill) for fill in fills]
    if len(parts) < 2:
        parts.append(("fs-map-paper", ""))
    of = len(parts)
    pieces = []
    for n, (style, fill) in enumerate(parts):
        pieces.append(_shape("path", style, fill=fill, d=_sector(dot, n, of)))
    spokes = "".join(f"M{length(dot.x)} {length(dot.y)}L{_rim(dot, n / of)}" for n in range(of))
    return *pieces, _circle(dot, "fs-map-rim"), _shape("path", "fs-map-cross", d=spokes)


def _unknown(dot: Dot, fills: list[str]) -> Content:
    """A ring with a question mark."""
    size = ("small", "middle", "large")[min(range(3), key=lambda n: abs(RADII[n] - dot.r))]
    place = {"x": length(dot.x), "y": length(dot.y + dot.r * 0.55)}
    ask = _shape("text", f"fs-map-ask fs-map-{size}", "?", text_anchor="middle", **place)
    return _circle(dot, "fs-map-ring"), ask


_SIGNS: dict[str, Callable[[Dot, list[str]], Content]] = {  # by the states of holdings
    "reported": _reported, "claimed": _claimed, "handover": _handover, "contested": _contested,
    "unknown": _unknown,
}  # fmt: skip


def _rim(dot: Dot, part: float) -> str:
    """A point on the rim; 0 is the top, 1 once around."""
    turn = 2 * math.pi * part
    return f"{length(dot.x + dot.r * math.sin(turn))} {length(dot.y - dot.r * math.cos(turn))}"


def _sector(dot: Dot, n: int, of: int, away: float = 0) -> str:
    """A piece of the disc, moved `away` from the middle by so many units."""
    turn = 2 * math.pi * (n + 0.5) / of
    dot = Dot(dot.x + away * math.sin(turn), dot.y - away * math.cos(turn), dot.r - away / 2)
    r, end = length(dot.r), _rim(dot, (n + 1) / of)
    return f"M{length(dot.x)} {length(dot.y)}L{_rim(dot, n / of)}A{r} {r} 0 0 1 {end}z"
