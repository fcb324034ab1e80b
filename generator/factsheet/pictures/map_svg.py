"""Maps as SVG. The land, the names and the patterns are drawn once, in a part that every day's picture uses.

Only our own class names, ids and numbers stand in attributes; every text goes through `encode`. Holders are told apart by
pattern and by words, the kinds of marks by shape; the colours are the stylesheet's.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from factsheet.document import encode
from factsheet.pictures import atlas, lettering
from factsheet.pictures.atlas import Point, Window
from factsheet.pictures.lettering import Dot, Label
from factsheet.pictures.mapped import Mark

WIDTH = 340.0  # units; about the pixels of a phone
RADII = (4.5, 6.5, 8.5)
NAME, WHO = 12.5, 11.5  # font sizes
LINE = 13.0  # from a name to the line below it
LONGEST_NAME, LONGEST_WHO = 24, 22  # characters; the tables have the whole
PATTERNS = (  # on a cell of four by four: full, stripes, dots, net, lines across, lines down, thin stripes the other way, checks
    "M0 0h4v4h-4z",
    "M-1 1l2-2M0 4l4-4M3 5l2-2",
    "M.9 2a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0z",
    "M0 0l4 4M4 0l-4 4",
    "M0 2h4",
    "M2 0v4",
    "M-1 3l2 2M0 0l4 4M3-1l2 2",
    "M0 0h2v2h-2zM2 2h2v2h-2z",
)
_FILLED = (0, 2, 7)


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
        return max(math.cos(math.radians((self.window.south + self.window.north) / 2)), 0.1)

    @property
    def height(self) -> float:
        return round((self.window.north - self.window.south) * self.scale, 1)

    def at(self, point: Point) -> Point:
        """A point of the world in the picture; a longitude may be written a turn away from the window's."""
        x, y = point
        x += 360 if x < self.window.west else -360 if x > self.window.east else 0
        return (x - self.window.west) * self.narrow * self.scale, (
            self.window.north - y
        ) * self.scale


def number(value: float) -> str:
    """A length with at most one decimal: `12`, `3.5`."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _path(lines: list[list[Point]], picture: Picture, end: str) -> str:
    """Lines of the world as the data of a path, steps in whole units and tenths, points that fall together left out."""
    out = []
    for line in lines:
        places = [tuple(round(v * 10) for v in picture.at(point)) for point in line]
        kept = [b for a, b in pairwise([None, *places]) if a != b]
        if len(kept) > 1:
            steps = (
                f"{number((bx - ax) / 10)} {number((by - ay) / 10)}"
                for (ax, ay), (bx, by) in pairwise(kept)
            )
            out.append(
                f"M{number(kept[0][0] / 10)} {number(kept[0][1] / 10)}l{' '.join(steps).replace(' -', '-')}{end}"
            )
    return "".join(out)


def base(
    picture: Picture, name: str, holders: list[str], titles: list[tuple[Label, str]], borders: bool
) -> Markup:
    """The part that is drawn once: patterns of the holders, sea, land, borders if wanted, and the names of the places."""
    window, height = picture.window, number(picture.height)
    rows = [
        Markup(
            '<svg class="fs-map-base" width="0" height="0" aria-hidden="true" data-search-exclude="true"><defs>'
        )
    ]
    for n in range(len(holders)):
        kind = n % len(PATTERNS)
        shape = "fs-map-full" if kind in _FILLED else "fs-map-line"
        rows.append(
            Markup(
                f'<pattern id="{name}-holder-{n + 1}" class="fs-map-h{kind + 1}" width="4" height="4" patternUnits="userSpaceOnUse">'
            )
            + Markup(
                f'<rect class="fs-map-paper" width="4" height="4"/><path class="{shape}" d="{PATTERNS[kind]}"/></pattern>'
            )
        )
    rows.append(
        Markup(
            f'<g id="{name}-base"><rect class="fs-map-sea" width="{number(WIDTH)}" height="{height}"/>'
        )
    )
    rows.append(
        Markup(f'<path class="fs-map-land" d="{_path(atlas.land(window), picture, "z")}"/>')
    )
    if borders:
        rows.append(
            Markup(f'<path class="fs-map-border" d="{_path(atlas.borders(window), picture, "")}"/>')
        )
    for label, title in titles:
        rows.append(
            _text(
                label,
                label.box[1] + NAME * 0.82,
                "fs-map-name",
                lettering.shortened(title, LONGEST_NAME),
            )
        )
    return Markup("\n").join(rows) + Markup("</g></defs></svg>")


def _text(label: Label, y: float, style: str, text: str) -> Markup:
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    return (
        Markup(f'<text class="{style}" x="{number(label.x)}" y="{number(y)}"{anchor}>')
        + encode(text)
        + Markup("</text>")
    )


def label_size(title: str, whos: list[str]) -> tuple[float, float]:
    """The box that a name and the longest of the lines below it need."""
    name = lettering.text_width(lettering.shortened(title, LONGEST_NAME), NAME)
    below = [lettering.text_width(lettering.shortened(who, LONGEST_WHO), WHO) for who in whos]
    return round(max([name, *below]), 1), NAME + 1 + (LINE if whos else 0)


def day(
    picture: Picture,
    name: str,
    places: list[tuple[Dot, Label]],
    marks: list[tuple[Mark, str]],
    holders: list[str],
) -> Markup:
    """The picture of one day: the base, and on it each place's mark and who held it, in words."""
    rows = [_open(picture, name)]
    for (dot, label), (mark, who) in zip(places, marks):
        rows.append(sign(dot, mark, name, holders))
        rows.append(
            _text(
                label,
                label.box[1] + NAME * 0.82 + LINE,
                "fs-map-who",
                lettering.shortened(who, LONGEST_WHO),
            )
        )
    return Markup("\n").join(rows) + Markup("</svg>")


def places(picture: Picture, name: str, dots: list[Dot]) -> Markup:
    """The picture without a day: dots only."""
    rows = [Markup(f'<circle class="fs-map-dot" {_circle(dot, dot.r)}/>') for dot in dots]
    return Markup("\n").join([_open(picture, name), *rows]) + Markup("</svg>")


def _open(picture: Picture, name: str) -> Markup:
    """The head of a picture. A theme that loads pages itself writes to each `href`, which this element does not allow; `xlink:href` it leaves."""
    head = f'<svg class="fs-map-picture" viewBox="0 0 {number(WIDTH)} {number(picture.height)}"'
    return Markup(
        f'{head} aria-hidden="true" data-search-exclude="true"><use xlink:href="#{name}-base"/>'
    )


def _circle(dot: Dot, r: float) -> str:
    return f'cx="{number(dot.x)}" cy="{number(dot.y)}" r="{number(r)}"'


def sign(dot: Dot, mark: Mark, name: str, holders: list[str]) -> Markup:
    """The mark of a place on a day. Without a holder among `holders` it is drawn in the colour of the text."""
    numbers = [holders.index(h) for h in mark.holders if h in holders]
    fills = [f' fill="url(#{name}-holder-{n + 1})"' for n in numbers] or [""]
    style = f"fs-map-{mark.state}" + (
        f" fs-map-h{numbers[0] % len(PATTERNS) + 1}" if len(numbers) == 1 else ""
    )
    out = [f'<g class="{style}">']
    if mark.state == "reported":
        out.append(f'<circle class="fs-map-edge" {_circle(dot, dot.r)}{fills[0]}/>')
    elif mark.state == "claimed":
        out.append(
            f'<circle class="fs-map-dashed" {_circle(dot, dot.r)}/><circle {_circle(dot, dot.r * 0.5)}{fills[0]}/>'
        )
    elif mark.state == "handover":  # pieces that have come apart
        parts = fills if len(fills) > 1 else [*fills, ""]
        out += [
            f'<path class="fs-map-edge"{fill} d="{_sector(dot, len(parts) - 1 - n, len(parts), 1.4)}"/>'
            for n, fill in enumerate(parts)
        ]
    elif mark.state == "contested":
        parts = fills if len(fills) > 1 else [*fills, ' class="fs-map-paper"']
        out += [f'<path{fill} d="{_sector(dot, n, len(parts))}"/>' for n, fill in enumerate(parts)]
        out.append(
            f'<circle class="fs-map-rim" {_circle(dot, dot.r)}/><path class="fs-map-cross" d="{_spokes(dot, len(parts))}"/>'
        )
    else:
        size = ("small", "middle", "large")[min(range(3), key=lambda n: abs(RADII[n] - dot.r))]
        ask = f'<text class="fs-map-ask fs-map-{size}" text-anchor="middle" x="{number(dot.x)}" y="{number(dot.y + dot.r * 0.55)}">?</text>'
        out.append(f'<circle class="fs-map-ring" {_circle(dot, dot.r)}/>{ask}')
    return Markup("".join([*out, "</g>"]))


def _rim(dot: Dot, part: float) -> str:
    """A point on the rim; 0 is the top, 1 once around."""
    turn = 2 * math.pi * part
    return f"{number(dot.x + dot.r * math.sin(turn))} {number(dot.y - dot.r * math.cos(turn))}"


def _sector(dot: Dot, n: int, of: int, away: float = 0) -> str:
    """A piece of the disc, moved `away` from the middle by so many units."""
    turn = 2 * math.pi * (n + 0.5) / of
    dot = Dot(dot.x + away * math.sin(turn), dot.y - away * math.cos(turn), dot.r - away / 2)
    r = number(dot.r)
    return f"M{number(dot.x)} {number(dot.y)}L{_rim(dot, n / of)}A{r} {r} 0 0 1 {_rim(dot, (n + 1) / of)}z"


def _spokes(dot: Dot, of: int) -> str:
    return "".join(f"M{number(dot.x)} {number(dot.y)}L{_rim(dot, n / of)}" for n in range(of))
