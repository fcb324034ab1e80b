"""Codes of currencies, today's and former ones (ISO 4217), and what else people write for them."""

import re
from functools import cache

_SIGNS = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB"}
_SHORT = {"dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "yuan": "CNY"}
_NONE = ("XAD", "XTS", "XXX")  # codes for none, or for nothing with a name


@cache
def codes() -> frozenset[str]:
    """Every code of a currency."""
    from babel.numbers import list_currencies  # here, because it takes a while

    return frozenset(list_currencies()) - {*_NONE}


@cache
def _names() -> dict[str, str]:
    """Code by English name, for one and for more, in small letters."""
    from babel.numbers import get_currency_name

    return {
        get_currency_name(code, count, locale="en").casefold(): code
        for count in (1, 2)
        for code in sorted(codes())
    }


@cache
def _last_words() -> dict[str, str]:
    """Code by the last word of a name, where that tells: `birr`; and by what is usually meant."""
    last: dict[str, set[str]] = {}
    for name, code in _names().items():
        last.setdefault(name.rpartition(" ")[2], set()).add(code)
    return {**{word: min(codes) for word, codes in last.items() if len(codes) == 1}, **_SHORT}


def currency_meant(text: str) -> str:
    """The code that a text means: `$`, `usd`, `Ethiopian birr`; empty when that cannot be told."""
    text = text.strip(" .")
    if found := _SIGNS.get(text.upper().replace(" ", "")):
        return found
    low = text.casefold()
    if low.upper() in codes():
        return low.upper()
    return (
        _names().get(low) or _last_words().get(low) or _last_words().get(low.removesuffix("s"), "")
    )


def parted(text: str) -> tuple[str, str]:
    """A text without the sign or code of a currency before its number, and that: `$4.8bn`."""
    sign = re.search(r"(?:US ?)?[$€£¥₹₽]|\b[A-Za-z]{3}(?= *\d)", text)
    code = currency_meant(sign[0]) if sign else ""
    return (text.replace(sign[0], " "), code) if sign and code else (text, "")
