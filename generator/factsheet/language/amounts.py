"""Amounts in words: numbers with their bounds, of a unit or of a currency."""

import re
from decimal import Decimal
from functools import lru_cache

from factsheet.language.catalogue import LANGUAGE, messages, number, say
from factsheet.values import Amount

LARGE = {"trillion": 10**12, "billion": 10**9, "million": 10**6}
_POWER = re.compile(r"(?<=[A-Za-z\]*^])[+-]?[0-9]+")
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "+")


def amount_words(amount: Amount) -> str:
    """`about 30,000`, `10,000 to 30,000 MW`, `at least 910 US dollars`, `cannot be known`."""
    count = amount.low if amount.high is None else amount.high
    if count is None:
        return say("number.unknown")
    said = _bounds(amount)
    if amount.currency:
        return say("number.currency", amount=said, currency=_currency(amount.currency, count))
    if not amount.unit:
        return said
    if f"unit.{amount.unit}" in messages():
        return say(f"unit.{amount.unit}", amount=said, count=count)
    return say("number.unit", amount=said, unit=_unit(amount.unit))


def _bounds(amount: Amount) -> str:
    ends = amount.low, amount.high
    sizes = {_size(n) for n in ends if n is not None} if amount.unit or amount.currency else {""}
    size = sizes.pop() if len(sizes) == 1 else ""  # "1.5 to 2 million" could be read in two ways
    low, high = (None if n is None else _short(n, size) for n in ends)
    if low is None:
        return say("number.at-most", high=high or "")
    if high is None:
        return say("number.at-least", low=low)
    if low != high:
        return say("number.range", low=low, high=high)
    return say("number.about", low=low) if amount.about else low


def _size(value: int | Decimal) -> str:
    """One of LARGE by which a number is said with few digits, and with all that it has."""
    if isinstance(value, int):  # decimals were typed for the sake of their digits
        for size, unit in LARGE.items():
            if abs(value) >= unit and value % (unit // 1_000) == 0:
                return size
    return ""


def _short(value: int | Decimal, size: str) -> str:
    """A large round number as people say it: `4.8 billion`."""
    if not size:
        return number(value)
    thousandths = int(value) // (LARGE[size] // 1_000)
    whole, part = divmod(abs(thousandths), 1_000)
    digits = f"{'-' * (thousandths < 0)}{whole}.{part:03}".rstrip("0").rstrip(".")
    return say(f"number.{size}", number=number(Decimal(digits)))


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


@lru_cache(maxsize=1_000)
def _currency(code: str, count: int | Decimal) -> str:
    """What so much of a currency is called: `US dollar`, `US dollars`."""
    from babel.numbers import get_currency_name  # here, because it takes a while

    return get_currency_name(code, count, locale=LANGUAGE)
