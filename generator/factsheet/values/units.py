"""Units of UCUM: which codes are units, what they measure, and how much that is.

The usual ones stand in `units.yml`; only they are typed with values. Any other can be the unit of a
field, and then a library is asked, which takes half a second to load.
"""

import pkgutil
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import inf
from typing import Any

import yaml

LONGEST = 40  # characters of a unit
_SHAPE = re.compile(rf"(?=1/|10[*^]|[^0-9])[!-~]{{1,{LONGEST}}}")
_TOWER = re.compile(r"[^0-9./()][+-]?[0-9]{3,}")  # exponents that take long
_NOTE = re.compile(r"\{[!-z|~]*\}")  # {people}: says what is counted, and changes nothing
_AS_TYPED = str.maketrans({"²": "2", "³": "3", "·": ".", "⋅": ".", "*": ".", "^": ""})
_MISTAKEN = {"Mm3": "hm3"}  # cubic megametres, where millions of cubic metres are meant
_PER = re.compile(r" */ *| +per +| +an? +(?=(?:year|day|hour|second)$)")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a unit measures, and how much in basic units: `n` of it are `n * factor + offset`."""

    dimension: str  # "length3 time-1"; of what nothing else can be compared with, the unit
    factor: float
    offset: float = 0.0

    def basic(self, number: int | Decimal) -> float:
        """So much of the unit in basic units."""
        return float(number) * self.factor + self.offset


@cache
def _table() -> dict[str, Any]:
    data = pkgutil.get_data("factsheet.values", "units.yml")
    assert data is not None
    found: dict[str, Any] = yaml.load(data, Loader=yaml.CSafeLoader)
    return found


@cache
def usual() -> dict[str, Measure]:
    """The usual units."""
    found = {}
    for dimension, units in _table()["usual"].items():
        for unit, much in units.items():
            factor, offset = much if isinstance(much, list) else (much, 0)
            found[unit] = Measure(dimension, float(factor), float(offset))
    return found


@cache
def _spelt() -> dict[str, str]:
    """The unit that a way to write one stands for."""
    folded = {unit.casefold(): unit for unit in usual() if unit != "Mt"}
    table = _table()["spelt"].items()
    return {**folded, **{text: unit for unit, texts in table for text in texts}}


def plainly(unit: str) -> Measure | None:
    """What a usual unit measures, with notes or without; None for any other."""
    bare = _NOTE.sub("", unit) if "{" in unit else unit
    return usual().get(bare) if bare or not unit else Measure("", 1.0)


@cache
def measure(unit: str) -> Measure | None:
    """What any unit measures; None when it is none."""
    if found := plainly(unit):
        return found
    bad = not _SHAPE.fullmatch(unit) or _TOWER.search(unit) or unit in _MISTAKEN
    return None if bad else asked(unit)


@cache
def _library() -> Any:
    # here, because it takes half a second
    from ucumvert import PintUcumRegistry  # type: ignore[import-untyped]

    return PintUcumRegistry()


def asked(unit: str) -> Measure | None:
    """What the library says of a unit; of one that it cannot convert, that it stands alone."""
    registry = _library()
    from lark.exceptions import LarkError
    from pint import PintError
    from ucumvert import InvalidUcumError

    try:
        found = registry.from_ucum(unit)
        zero, one, two = (
            float(registry.Quantity(n * found.magnitude, found.units).to_base_units().magnitude)
            for n in (0, 1, 2)
        )
        dimension = " ".join(sorted(map(_power, found.dimensionality.items())))
    except InvalidUcumError:
        return None
    except (LarkError, PintError, ArithmeticError, AttributeError):  # [pH], {a}.{b}, Ym99
        return Measure(f"={unit}", 1.0)
    scale = abs(two - 2 * one + zero) > 1e-9 * abs(two)  # of logarithms
    if scale or not 0 < abs(one - zero) < inf:  # or too small or too large to be compared
        return Measure(f"={unit}", 1.0)
    return Measure(dimension, one - zero, zero)


def _power(part: tuple[str, float]) -> str:
    """A basic dimension and its exponent: `length3`, `mass`."""
    name, exponent = part[0].strip("[]"), f"{part[1]:g}"
    return name if exponent == "1" else name + exponent


def unit_problem(unit: str) -> tuple[str, str] | None:
    """(why a text is no unit, what to write instead), or None."""
    if measure(unit):
        return None
    meant = unit_meant(unit)
    better = f"write {meant}" if meant else "write it in UCUM, as km2, m3/a, GW.h"
    return f'"{unit}" is no unit', better


def unit_meant(text: str) -> str:
    """The usual unit that a text means, as UCUM writes it; empty when that cannot be told."""
    text = text.strip(" .")
    if text in _MISTAKEN or text in usual():
        return _MISTAKEN.get(text, text)
    if len(text) > LONGEST:
        return ""
    text = text.translate(_AS_TYPED).replace(". ", " ")  # sq. km
    codes = [_one_meant(part) for part in _PER.split(text)]
    found = "/".join(codes) if all(codes) else _one_meant(text)
    return found if found in usual() else ""


def _one_meant(text: str) -> str:
    """The same for a unit that is not divided by another."""
    low = text.casefold()
    return text if text in usual() else _spelt().get(low) or _spelt().get(low.removesuffix("s"), "")
