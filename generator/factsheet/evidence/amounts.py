"""Amounts compared: in one unit, and as exactly as they were given."""

import math
from decimal import Decimal

from factsheet.values import Amount, Measure, measure

SLACK = 1e-9  # of two numbers that are converted: so much of the larger one they may differ
Bounds = tuple[Decimal | float | None, Decimal | float | None]  # low, high


def apart(one: Amount, two: Amount) -> bool:
    """Do two amounts leave none that fits both? What cannot be compared is not apart."""
    bounds = _comparable(one, two)
    if not bounds:
        return False
    lows = [low for low, _ in bounds if low is not None]
    highs = [high for _, high in bounds if high is not None]
    return any(_more(low, high) for low in lows for high in highs)


def exceeds(one: Amount, two: Amount) -> bool:
    """Is the first amount certainly more than the second?"""
    bounds = _comparable(one, two)
    if not bounds:
        return False
    low, high = bounds[0][0], bounds[1][1]
    return low is not None and high is not None and _more(low, high)


def _comparable(one: Amount, two: Amount) -> tuple[Bounds, Bounds] | None:
    """The bounds of both in one unit; None for two currencies, or units of different things."""
    if (one.unit, one.currency) == (two.unit, two.currency):
        return (one.low, one.high), (two.low, two.high)
    first, second = measure(one.unit), measure(two.unit)
    if not first or not second or first.dimension != second.dimension:
        return None
    return _basic(one, first), _basic(two, second)


def _basic(amount: Amount, unit: Measure) -> Bounds:
    low, high = amount.low, amount.high
    return None if low is None else unit.basic(low), None if high is None else unit.basic(high)


def _more(one: Decimal | float, two: Decimal | float) -> bool:
    """Is one number more than another? Two that were converted differ by more than the slack."""
    return one > two and not (
        isinstance(one, float) and isinstance(two, float) and math.isclose(one, two, rel_tol=SLACK)
    )
