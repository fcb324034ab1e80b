"""Where the names on a map stand: beside their dots, in the picture, on top of nothing if possible.

Boxes are estimates: the core knows no fonts, so letters count by their rough width. The same dots
give the same places.
"""

from dataclasses import dataclass
from itertools import combinations, pairwise
from unicodedata import combining, east_asian_width

Box = tuple[float, float, float, float]  # left, top, right, bottom; the vertical axis runs down

GAP = 2.5  # between a dot and its name
EDGE = 2.0  # between a name and the frame
ROUNDS = 4  # how often every name may look for a better place once the others stand
# where a box may stand, the best first: its left edge in widths and its top in heights from the
# dot's middle, then how far it is moved to the right and down, in radii, and the text's anchor
_SIDES = (
    (0, -0.5, 1, 0, "start"),  # right
    (-1, -0.5, -1, 0, "end"),  # left
    (-0.5, 0, 0, 1, "middle"),  # below
    (-0.5, -1, 0, -1, "middle"),  # above
    (0, 0, 0.7, 0.5, "start"),  # below right
    (0, -1, 0.7, -0.5, "start"),  # above right
    (-1, 0, -0.7, 0.5, "end"),  # below left
    (-1, -1, -0.7, -0.5, "end"),  # above left
)
_NARROW, _WIDE = set("iljtfrI1.,:;'’|!()[] "), set("mwMWOQGDHNU@%")
# Arabic letters, which are joined: those that are short, long, and longer at the end of a word
_SHORT, _LONG, _TAILED = set("اأإآلبتثنيئرز"), set("سشصض"), set("بتثسشصضفقكلنيىئ")


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark on the map: its middle and its radius."""

    x: float
    y: float
    r: float

    def box(self) -> Box:
        """The square around it."""
        return self.x - self.r, self.y - self.r, self.x + self.r, self.y + self.r


@dataclass(frozen=True, slots=True)
class NameBox:
    """The place of a name: its box, and whence its text runs (`start`, `middle`, `end`)."""

    box: Box
    anchor: str

    @property
    def x(self) -> float:
        """Where the text's anchor stands."""
        left, _, right, _ = self.box
        return {"start": left, "middle": (left + right) / 2, "end": right}[self.anchor]


def text_width(text: str, size: float) -> float:
    """How wide a text of this font size is at most, roughly, in the same units."""

    def one(char: str) -> float:
        if combining(char):
            return 0
        if char in _NARROW or char in _SHORT:
            return 0.38
        if char in _LONG:
            return 1
        if char in _WIDE or east_asian_width(char) in "WF":
            return 1.05 if east_asian_width(char) in "WF" else 0.92
        return 0.72 if char.isupper() else 0.61

    tails = sum(a in _TAILED and not b.isalpha() for a, b in pairwise(f"{text} "))
    return (sum(one(char) for char in text) + 0.5 * tails) * size


def shortened(text: str, longest: int) -> str:
    """A text of at most so many characters, more in Arabic, which are narrower; cut by `…`."""
    if any("\u0600" <= char <= "\u06ff" for char in text):
        longest = longest * 5 // 4
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def overlap(a: Box, b: Box) -> float:
    """The area that two boxes share."""
    wide = max(0.0, min(a[2], b[2]) - max(a[0], b[0]))
    return wide and wide * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))


def place(
    dots: list[Dot], sizes: list[tuple[float, float]], width: float, height: float
) -> list[NameBox]:
    """A place for the name (width, height) of each dot within the picture.

    Each name in turn takes the place that covers least of other names and dots, the most crowded
    dot first; then each looks again, now that the others stand.
    """
    marks = [dot.box() for dot in dots]
    choices = [_choices(dot, size, width, height) for dot, size in zip(dots, sizes)]
    order = _most_crowded_first(dots)
    found: dict[int, NameBox] = {}
    for _ in range(ROUNDS):
        before = dict(found)
        for n in order:
            others = [name.box for m, name in found.items() if m != n]
            found[n] = _cheapest(choices[n], others, marks)
        if found == before:
            break
    return [found[n] for n in range(len(dots))]


def _most_crowded_first(dots: list[Dot]) -> list[int]:
    """The numbers of the dots, those with most others near them first."""
    crowd = [0.0] * len(dots)
    for (n, one), (m, other) in combinations(enumerate(dots), 2):
        near = 1 / (1 + abs(one.x - other.x) + abs(one.y - other.y))
        crowd[n] += near
        crowd[m] += near
    return sorted(range(len(dots)), key=lambda n: (-crowd[n], n))


def _cheapest(choices: list[tuple[float, NameBox]], names: list[Box], dots: list[Box]) -> NameBox:
    """The place that covers least; a dot counts three times as much as a name."""

    def cost(choice: tuple[float, NameBox]) -> float:
        own, box = choice[0], choice[1].box
        covered = sum(overlap(box, b) for b in names) + 3 * sum(overlap(box, b) for b in dots)
        return own + covered

    return min(choices, key=cost)[1]


def _choices(
    dot: Dot, size: tuple[float, float], width: float, height: float
) -> list[tuple[float, NameBox]]:
    """(cost, place) on each side, moved into the picture; the farther moved, the more it costs."""
    w, h = size
    out = []
    for rank, (left, top, over, down, anchor) in enumerate(_SIDES):
        x = dot.x + left * w + over * (dot.r + GAP)
        y = dot.y + top * h + down * (dot.r + GAP)
        inside_x = max(EDGE, min(x, width - EDGE - w))
        inside_y = max(EDGE, min(y, height - EDGE - h))
        away = abs(inside_x - x) + abs(inside_y - y)
        name = NameBox((inside_x, inside_y, inside_x + w, inside_y + h), anchor)
        out.append((rank * 0.5 + away, name))
    return out
