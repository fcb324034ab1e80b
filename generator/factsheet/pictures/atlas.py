"""Shapes of land and borders, cut to a window: Natural Earth by way of world-atlas.

A point is (longitude, latitude) in degrees. A ring that crosses 180 degrees is unrolled: its
longitudes run on beyond 180, so that no line jumps across the map; a window may reach beyond 180
too.
"""

import json
import math
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

Point = tuple[float, float]
Bounds = tuple[float, float, float, float]  # west, south, east, north


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the world in degrees; `east` is more than `west`, beyond 180 if it crosses that."""

    west: float
    south: float
    east: float
    north: float

    @property
    def sides(self) -> tuple[tuple[int, float, int], ...]:
        """Each side: its axis, its place, and 1 where the window lies beyond it, else -1."""
        return (0, self.west, 1), (0, self.east, -1), (1, self.south, 1), (1, self.north, -1)


@dataclass(frozen=True, slots=True)
class Shapes:
    """The rings of the land and the lines between countries, each with its bounds."""

    land: list[tuple[Bounds, list[Point]]]
    borders: list[tuple[Bounds, list[Point]]]


@cache  # 0.3 s to read, and needed by every map
def shapes() -> Shapes:
    """The whole world, read once."""
    data = pkgutil.get_data("factsheet.pictures", "world/countries-50m.json")
    assert data is not None
    world = json.loads(data)
    arcs = decoded(world["arcs"], world["transform"])
    rings = [ring for shape in world["objects"]["land"]["geometries"] for ring in _rings(shape)]
    land = [unrolled(_joined(ring, arcs)) for ring in rings]
    shared = _shared(world["objects"]["countries"]["geometries"])
    lines = [_unrolled_line(arcs[arc]) for arc in shared]
    return Shapes([(_bounds(r), r) for r in land], [(_bounds(line), line) for line in lines])


def decoded(arcs: list[list[list[int]]], transform: dict[str, list[float]]) -> list[list[Point]]:
    """TopoJSON's arcs in degrees: each position is written as a step, in whole units of a grid."""
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    out = []
    for arc in arcs:
        xs, ys = (accumulate(steps) for steps in zip(*arc))
        out.append([(x * scale_x + left, y * scale_y + bottom) for x, y in zip(xs, ys)])
    return out


def _rings(shape: dict[str, Any]) -> list[list[int]]:
    """The rings of a polygon or of several, each a list of arc numbers."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def _joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring. Each arc starts where the last ended; a negative one runs backwards."""
    out: list[Point] = []
    for arc in ring:
        out += (arcs[arc] if arc >= 0 else arcs[~arc][::-1])[:-1]
    return out


def _shared(countries: list[dict[str, Any]]) -> list[int]:
    """The arcs that stand in the outlines of two countries: the borders."""
    users: dict[int, set[int]] = {}
    for number, country in enumerate(countries):
        for arc in (a if a >= 0 else ~a for ring in _rings(country) for a in ring):
            users.setdefault(arc, set()).add(number)
    return sorted(arc for arc, found in users.items() if len(found) > 1)


def _unrolled_line(line: list[Point]) -> list[Point]:
    """A line whose longitudes run on where it crosses 180 degrees."""
    west, _, east, _ = _bounds(line)
    if east - west <= 180:
        return line
    out, shift = line[:1], 0
    for (before, _), (x, y) in pairwise(line):
        shift += -360 if x - before > 180 else 360 if x - before < -180 else 0
        out.append((x + shift, y))
    return out


def unrolled(ring: list[Point]) -> list[Point]:
    """A ring (first point not repeated) without a jump at 180°; around a pole, closed over it."""
    out = _unrolled_line([*ring, ring[0]])
    last = out.pop()
    if abs(last[0] - out[0][0]) > 180:
        pole = math.copysign(90.0, sum(y for _, y in ring))
        out += [last, (last[0], pole), (out[0][0], pole)]
    return out


def _bounds(points: list[Point]) -> Bounds:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _near(found: list[tuple[Bounds, list[Point]]], window: Window) -> Iterator[list[Point]]:
    """The shapes that may meet a window, moved by as many turns of the world as that takes."""
    for (west, south, east, north), points in found:
        if north < window.south or south > window.north:
            continue
        first, last = math.ceil((window.west - east) / 360), math.floor((window.east - west) / 360)
        for turn in range(first, last + 1):
            yield [(x + 360 * turn, y) for x, y in points] if turn else points


def land(window: Window) -> list[list[Point]]:
    """The outlines of land and lakes, cut to a window; to be filled by the even-odd rule."""
    found = (clipped(ring, window) for ring in _near(shapes().land, window))
    return [ring for ring in found if len(ring) > 2]


def borders(window: Window) -> list[list[Point]]:
    """The lines between countries, cut to a window."""
    return [piece for line in _near(shapes().borders, window) for piece in cut(line, window)]


def clipped(ring: list[Point], window: Window) -> list[Point]:
    """A ring cut to a window, side by side (Sutherland and Hodgman); empty when nothing is left."""
    for axis, bound, sign in window.sides:
        out: list[Point] = []
        for before, point in zip(ring[-1:] + ring[:-1], ring):
            was, now = (before[axis] - bound) * sign >= 0, (point[axis] - bound) * sign >= 0
            if was != now:
                out.append(_crossing(before, point, axis, bound))
            if now:
                out.append(point)
        ring = out
    return ring


def _crossing(a: Point, b: Point, axis: int, bound: float) -> Point:
    """Where the line from a to b meets a side of the window."""
    other = 1 - axis
    along = a[other] + (b[other] - a[other]) * ((bound - a[axis]) / (b[axis] - a[axis]))
    low, high = sorted((a[other], b[other]))
    along = max(min(along, high), low)  # rounding takes nothing outside
    return (bound, along) if axis == 0 else (along, bound)


def cut(line: list[Point], window: Window) -> list[list[Point]]:
    """The pieces of a line within a window."""
    out: list[list[Point]] = []
    for a, b in pairwise(line):
        piece = _segment(a, b, window)
        if piece is None:
            continue
        if out and out[-1][-1] == piece[0]:
            out[-1].append(piece[1])
        else:
            out.append([*piece])
    return out


def _segment(a: Point, b: Point, window: Window) -> tuple[Point, Point] | None:
    """The part of the line from a to b within a window; None when there is none."""
    for axis, bound, sign in window.sides:
        inside_a, inside_b = (a[axis] - bound) * sign >= 0, (b[axis] - bound) * sign >= 0
        if not inside_a and not inside_b:
            return None
        if inside_a != inside_b:
            crossing = _crossing(a, b, axis, bound)
            a, b = (a, crossing) if inside_a else (crossing, b)
    return a, b
