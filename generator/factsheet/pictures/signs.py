"""The marks of places on a map: the state by shape, who held it by pattern."""

import math
from collections.abc import Callable

from factsheet.document import Content, Element
from factsheet.pictures.lettering import Dot
from factsheet.pictures.mapped import Mark

RADII = (4.5, 6.5, 8.5)
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


def length(value: float) -> str:
    """A length with at most one decimal: `12`, `3.5`."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def shape(tag: str, style: str = "", content: Content = (), **more: str) -> Element:
    """An element with our class names and other attributes; those that are empty are left out."""
    pairs = {"class": style} | {name.replace("_", "-"): value for name, value in more.items()}
    return Element(tag, tuple(pair for pair in pairs.items() if pair[1]), content)


def circle(dot: Dot, style: str = "", part: float = 1, fill: str = "") -> Element:
    """A circle around the middle of a dot, with a part of its radius."""
    middle = {"cx": length(dot.x), "cy": length(dot.y)}
    return shape("circle", style, **middle, r=length(dot.r * part), fill=fill)


def sign(dot: Dot, mark: Mark, name: str, holders: list[str]) -> Element:
    """The mark of a place on a day; without a holder among `holders` in the colour of the text."""
    numbers = [holders.index(h) for h in mark.holders if h in holders]
    fills = [f"url(#{name}-holder-{n + 1})" for n in numbers] or [""]
    alone = f" fs-map-h{numbers[0] % len(PATTERNS) + 1}" if len(numbers) == 1 else ""
    return shape("g", f"fs-map-{mark.state}{alone}", _SIGNS[mark.state](dot, fills))


def _reported(dot: Dot, fills: list[str]) -> Content:
    return circle(dot, "fs-map-edge", fill=fills[0])


def _claimed(dot: Dot, fills: list[str]) -> Content:
    return circle(dot, "fs-map-dashed"), circle(dot, part=0.5, fill=fills[0])


def _handover(dot: Dot, fills: list[str]) -> Content:
    """Pieces that have come apart."""
    parts = fills if len(fills) > 1 else [*fills, ""]
    places = [_sector(dot, len(parts) - 1 - n, len(parts), 1.4) for n in range(len(parts))]
    drawn = zip(parts, places)
    return tuple([shape("path", "fs-map-edge", fill=fill, d=place) for fill, place in drawn])


def _contested(dot: Dot, fills: list[str]) -> Content:
    """Pieces, parted by spokes."""
    parts = [("", fill) for fill in fills]
    if len(parts) < 2:
        parts.append(("fs-map-paper", ""))
    of = len(parts)
    pieces = []
    for n, (style, fill) in enumerate(parts):
        pieces.append(shape("path", style, fill=fill, d=_sector(dot, n, of)))
    spokes = "".join(f"M{length(dot.x)} {length(dot.y)}L{_rim(dot, n / of)}" for n in range(of))
    return *pieces, circle(dot, "fs-map-rim"), shape("path", "fs-map-cross", d=spokes)


def _unknown(dot: Dot, fills: list[str]) -> Content:
    """A ring with a question mark."""
    size = ("small", "middle", "large")[min(range(3), key=lambda n: abs(RADII[n] - dot.r))]
    place = {"x": length(dot.x), "y": length(dot.y + dot.r * 0.55)}
    ask = shape("text", f"fs-map-ask fs-map-{size}", "?", text_anchor="middle", **place)
    return circle(dot, "fs-map-ring"), ask


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
