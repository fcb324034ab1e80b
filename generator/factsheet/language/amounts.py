"""Amounts in words: numbers with their bounds, of a unit or of a currency."""

import re
from decimal import Decimal
from functools import lru_cache

from factsheet.language.catalogue import english, number, say
from factsheet.language.speech import now, remembered
from factsheet.values import Amount

LARGE = (10**12, 10**9, 10**6)
_POWER = re.compile(r"(?<=[A-Za-z\]*^])[+-]?[0-9]+")
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "+")


def amount_words(amount: Amount) -> str:
    """`about 30,000`, `10,000 to 30,000 MW`, `at least 910 US dollars`, `cannot be known`."""
    count = amount.low if amount.high is None else amount.high
    if count is None:
        return say("number.unknown")
    said = _bounds(amount)
    large = _large(amount)
    if amount.currency:
        key = "number.currency.large" if large else "number.currency"
        return say(key, amount=said, currency=_currency(amount.currency, count))
    if not amount.unit:
        return said
    said = say("number.large", number=said) if large else said
    if f"unit.{amount.unit}" in english():
        return say(f"unit.{amount.unit}", amount=said, count=count)
    return say("number.unit", amount=said, unit=_unit(amount.unit))


def _bounds(amount: Amount) -> str:
    ends, size = (amount.low, amount.high), _large(amount)
    low, high = (None if n is None else _said(n, size) for n in ends)
    if low is None:
        return say("number.at-most", high=high or "")
    if high is None:
        return say("number.at-least", low=low)
    if low != high:
        return say("number.range", low=low, high=high)
    return say("number.about", low=low) if amount.about else low


def _large(amount: Amount) -> int:
    """One of LARGE by which both ends are said; "1.5 to 2 million" could be read in two ways."""
    ends = amount.low, amount.high
    sizes = {_size(n) for n in ends if n is not None} if amount.unit or amount.currency else {0}
    return sizes.pop() if len(sizes) == 1 else 0


def _size(value: int | Decimal) -> int:
    """One of LARGE by which a number is said with few digits, and with all that it has."""
    if isinstance(value, int):  # decimals were typed for the sake of their digits
        unit = next((one for one in LARGE if abs(value) >= one), 0)
        exact = unit and value % (unit // 1_000) == 0 and abs(value) < unit * 1_000
        return unit if exact else 0
    return 0


def _said(value: int | Decimal, size: int) -> str:
    """A number, a large round one as people say it."""
    return _short(int(value)) if size else number(value)


@remembered(1_000)
def _short(value: int) -> str:
    """A large round number as people say it: `4.8 billion`."""
    from babel.numbers import format_compact_decimal  # here, because it takes a while

    spoken = now()
    return spoken.in_digits(format_compact_decimal(
        value, format_type="long", fraction_digits=3,
        locale=spoken.locale, numbering_system=spoken.numbering,
    ))  # fmt: skip


@remembered(8)
def sizes() -> dict[str, int]:
    """The words for large numbers, and what they stand for: `million`, `millions`."""
    return {_short(n * size).lstrip("0123456789 \xa0"): size for size in LARGE for n in (1, 5)}


@lru_cache(maxsize=1_000)
def _unit(unit: str) -> str:
    """A unit that the catalogue does not have, as people write it: `kg·m²/s³`, `people/km²`."""
    parts = unit.split("{")
    out = ""
    for n, part in enumerate(parts):
        note, _, code = part.partition("}") if n else ("", "", part)
        apart = " " if note and out and out[-1] not in "/·" else ""
        powers = _POWER.sub(lambda found: found[0].translate(_RAISED), code)
        out += apart + note + re.sub(r"(?<=10)[*^]", "", powers).replace(".", "·")
    return out


@remembered(1_000)
def _currency(code: str, count: int | Decimal) -> str:
    """What so much of a currency is called: `US dollar`, `US dollars`."""
    from babel.numbers import get_currency_name  # here, because it takes a while

    return get_currency_name(code, count, locale=now().locale.language)
