"""Where one place lies in its part of the world: a small picture of the coasts with a dot.

Its window is one of a grid, so that the picture of a part of the world is drawn once. It has no
ids: it can stand on any page.
"""

import math
from functools import lru_cache
from itertools import groupby, pairwise

from factsheet.document import Element
from factsheet.pictures import atlas
from factsheet.pictures.atlas import Window
from factsheet.pictures.lettering import Dot
from factsheet.pictures.map_svg import Picture
from factsheet.pictures.signs import circle, length, shape

STEP = 5.0  # degrees between the middles of windows
TALL = 9.0  # degrees from the middle of a window to its upper and lower edge
WIDTH = 340.0  # units; about the pixels of a phone
FLAT = 0.6  # height of the picture, in widths
POLAR = 80.0  # degrees; windows have their middle no farther north or south


def picture(point: tuple[float, float]) -> Element:
    """A point, (longitude, latitude), on the coasts around it; its words stand beside it."""
    x, y = (float(one) for one in point)
    middle = (round(x / STEP) * STEP, max(-POLAR, min(POLAR, round(y / STEP) * STEP)))
    drawn = _window(*middle)
    across, down = drawn.at((x, y))
    dot = circle(Dot(across, down, 5), "dot")
    box = ("viewBox", f"0 0 {length(WIDTH)} {length(drawn.height)}")
    return Element("svg", (("class", "map"), box, ("aria-hidden", "true")), (_land(drawn), dot))


def _window(x: float, y: float) -> Picture:
    narrow = max(math.cos(math.radians(y)), 0.1)
    half = min(TALL / FLAT / narrow, 180.0)
    return Picture(Window(x - half, max(y - TALL, -90.0), x + half, min(y + TALL, 90.0)))


@lru_cache(maxsize=500)  # 4 ms each
def _land(drawn: Picture) -> Element:
    """Sea and land, in whole units: lines of less are left out."""
    out = []
    for line in atlas.land(drawn.window):
        places = [(round(x), round(y)) for x, y in map(drawn.at, line)]
        kept = [place for place, _ in groupby(places)]
        if len(kept) > 2:
            steps = [f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(kept)]
            first = "{} {}".format(*kept[0])
            out.append(f"M{first}l{' '.join(steps).replace(' -', '-')}z")
    sea = shape("rect", "sea", width=length(WIDTH), height=length(drawn.height))
    return Element("g", (), (sea, Element("path", (("class", "land"), ("d", "".join(out))))))
