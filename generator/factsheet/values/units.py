"""Units of UCUM: which codes are units, what they measure, and how much that is.

The usual ones are known here, and the test asks the library whether they are right. For any other
the library is asked, which takes half a second to load; so a site with usual units never waits.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

LONGEST = 40  # characters of a unit
_SHAPE = re.compile(rf"(?=1/|10[*^]|[^0-9])[!-~]{{1,{LONGEST}}}")
_TOWER = re.compile(r"[^0-9./()][+-]?[0-9]{3,}")  # exponents that take long


@dataclass(frozen=True, slots=True)
class Measure:
    """What a unit measures, and how much in basic units: `n` of it are `n * factor + offset`."""

    dimension: str  # "length3 time-1"; of what nothing else can be compared with, the unit
    factor: float
    offset: float = 0.0

    def basic(self, number: int | Decimal) -> float:
        """So much of the unit in basic units."""
        return float(number) * self.factor + self.offset


_YEAR, _HOUR, _FOOT, _LITRE = 31_557_600.0, 3_600.0, 0.3048, 0.001
_POWER, _ENERGY, _FLOW = "length2 mass time-3", "length2 mass time-2", "length3 time-1"
_USUAL = {  # what is measured -> how much each unit is of it
    "": {"%": 0.01, "[ppth]": 0.001, "[ppm]": 1e-6},
    "length": {"mm": 0.001, "cm": 0.01, "m": 1.0, "km": 1_000.0, "[in_i]": 0.0254,
               "[ft_i]": _FOOT, "[mi_i]": 5_280 * _FOOT, "[nmi_i]": 1_852.0},
    "length2": {"m2": 1.0, "har": 10_000.0, "km2": 1e6, "[mi_i]2": (5_280 * _FOOT) ** 2},
    "length3": {"L": _LITRE, "m3": 1.0, "hm3": 1e6, "km3": 1e9},
    "mass": {"mg": 1e-6, "g": 0.001, "kg": 1.0, "t": 1_000.0, "kt": 1e6, "Mt": 1e9,
             "[lb_av]": 0.45359237},
    "time": {"s": 1.0, "min": 60.0, "h": _HOUR, "d": 24 * _HOUR, "wk": 168 * _HOUR,
             "mo": _YEAR / 12, "a": _YEAR},
    "length time-1": {"m/s": 1.0, "km/h": 1_000 / _HOUR, "[kn_i]": 1_852 / _HOUR,
                      "mm/a": 0.001 / _YEAR},
    _FLOW: {"L/s": _LITRE, "m3/s": 1.0, "m3/d": 1 / (24 * _HOUR), "m3/a": 1 / _YEAR,
            "hm3/a": 1e6 / _YEAR, "km3/a": 1e9 / _YEAR},
    "mass time-1": {"t/a": 1e3 / _YEAR, "kt/a": 1e6 / _YEAR, "Mt/a": 1e9 / _YEAR},
    "length-2 mass": {"kg/har": 1e-4, "t/har": 0.1},
    "length-2": {"/km2": 1e-6},
    _POWER: {"W": 1.0, "kW": 1e3, "MW": 1e6, "GW": 1e9, "TW": 1e12, "MW.h/a": 1e6 * _HOUR / _YEAR,
             "GW.h/a": 1e9 * _HOUR / _YEAR, "TW.h/a": 1e12 * _HOUR / _YEAR},
    _ENERGY: {"J": 1.0, "kW.h": 1e3 * _HOUR, "MW.h": 1e6 * _HOUR, "GW.h": 1e9 * _HOUR,
              "TW.h": 1e12 * _HOUR},
    "current-1 length2 mass time-3": {"V": 1.0, "kV": 1e3},
    "temperature": {"K": 1.0},
}  # fmt: skip
USUAL = {
    **{unit: Measure(what, much) for what, row in _USUAL.items() for unit, much in row.items()},
    "Cel": Measure("temperature", 1.0, 273.15),
}
_YEARLY = {"year": "a", "annum": "a", "yr": "a", "y": "a", "sec": "s", "day": "d", "hour": "h"}
_SPELT = {  # how units are written elsewhere, in small letters and without the s of the plural
    **_YEARLY,
    "metre": "m", "meter": "m", "kilometre": "km", "kilometer": "km", "mile": "[mi_i]",
    "mi": "[mi_i]", "foot": "[ft_i]", "feet": "[ft_i]", "ft": "[ft_i]", "inch": "[in_i]",
    "inche": "[in_i]", "in": "[in_i]", "nautical mile": "[nmi_i]", "nmi": "[nmi_i]",
    "hectare": "har", "ha": "har", "square metre": "m2", "square meter": "m2", "sq m": "m2",
    "sqm": "m2", "square kilometre": "km2", "square kilometer": "km2", "sq km": "km2",
    "sqkm": "km2", "square mile": "[mi_i]2", "sq mi": "[mi_i]2", "cubic metre": "m3",
    "cubic meter": "m3", "cu m": "m3", "cbm": "m3", "cubic kilometre": "km3",
    "cubic kilometer": "km3", "litre": "L", "liter": "L", "l": "L", "gram": "g", "gramme": "g",
    "kilogram": "kg", "kilo": "kg", "kilogramme": "kg", "ton": "t", "tonne": "t",
    "metric ton": "t", "pound": "[lb_av]", "lb": "[lb_av]", "second": "s", "minute": "min",
    "hr": "h", "week": "wk", "month": "mo", "watt": "W", "kilowatt": "kW", "megawatt": "MW",
    "gigawatt": "GW", "terawatt": "TW", "wh": "W.h", "kwh": "kW.h", "mwh": "MW.h", "gwh": "GW.h",
    "twh": "TW.h", "kilowatt-hour": "kW.h", "megawatt-hour": "MW.h", "gigawatt-hour": "GW.h",
    "terawatt-hour": "TW.h", "kilowatt hour": "kW.h", "megawatt hour": "MW.h",
    "gigawatt hour": "GW.h", "terawatt hour": "TW.h", "percent": "%", "per cent": "%",
    "pct": "%", "°c": "Cel", "celsiu": "Cel", "degree celsiu": "Cel", "volt": "V", "knot": "[kn_i]",
    "kph": "km/h", "kmh": "km/h", "cumec": "m3/s",
}  # fmt: skip
_FOLDED = {unit.casefold(): unit for unit in USUAL if unit != "Mt"}
_AS_TYPED = str.maketrans({"²": "2", "³": "3", "·": ".", "⋅": ".", "*": ".", "^": ""})
_MISTAKEN = {"Mm3": "hm3"}  # cubic megametres, where millions of cubic metres are meant
_PER = re.compile(r" */ *| +per +| +an? +(?=(?:year|day|hour|second)$)")


@cache
def measure(unit: str) -> Measure | None:
    """What `unit` measures; None when it is no unit."""
    if found := USUAL.get(unit):
        return found
    bad = not _SHAPE.fullmatch(unit) or _TOWER.search(unit) or unit in _MISTAKEN
    return None if bad else _asked(unit)


@cache
def _library() -> Any:
    # here, because it takes half a second
    from ucumvert import PintUcumRegistry  # type: ignore[import-untyped]

    return PintUcumRegistry()


def _asked(unit: str) -> Measure | None:
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
    except (LarkError, PintError, ArithmeticError, AttributeError):  # pH, {people}, Ym99
        return Measure(f"={unit}", 1.0)
    if abs(two - 2 * one + zero) > 1e-9 * abs(two):  # a scale of logarithms
        return Measure(f"={unit}", 1.0)
    return Measure(dimension, one - zero, zero)


def _power(part: tuple[str, float]) -> str:
    """A basic dimension and its exponent: `length3`, `mass`."""
    name, exponent = part[0].strip("[]"), f"{part[1]:g}"
    return name if exponent == "1" else name + exponent


def unit_problem(unit: str) -> str:
    """Why a text is no unit, with what may be meant; or the empty string."""
    if measure(unit):
        return ""
    meant = unit_meant(unit)
    better = f"write {meant}" if meant else "write it in UCUM, as km2, m3/a, GW.h"
    return f'"{unit}" is no unit: {better}'


def unit_meant(text: str) -> str:
    """The unit that a text means, as UCUM writes it; empty when that cannot be told."""
    text = text.strip()
    if text in USUAL or text in _MISTAKEN:
        return _MISTAKEN.get(text, text)
    codes = [_one_meant(part) for part in _PER.split(text.translate(_AS_TYPED))]
    return "/".join(codes) if all(codes) else ""


def _one_meant(text: str) -> str:
    """The same for a unit that is not divided by another."""
    low = text.casefold()
    known = text if text in USUAL else _SPELT.get(low) or _SPELT.get(low.removesuffix("s"))
    return known or _FOLDED.get(low, "")
