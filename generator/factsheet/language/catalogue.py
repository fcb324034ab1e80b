"""The words of the interface: whole sentences with places for values, by key.

English is the one language so far. A message is `"{what}, according to {who}"`; one that counts has
a form for one and a form for more. What stands in a place may be a text or a piece of a page: `say`
gives text, `tell` the pieces in their order.
"""

import pkgutil
import re
from decimal import Decimal
from functools import cache
from typing import Any

import yaml

LANGUAGE = "en"  # that of the site
_NUMBERS = (int, Decimal)
_PLACE = re.compile(r"\{(\w+)\}")


@cache
def messages() -> dict[str, str | list[str]]:
    """Every message of the language by its key: a text, or a form for one and a form for more."""
    data = pkgutil.get_data("factsheet.language", f"{LANGUAGE}.yml")
    assert data is not None
    found: dict[str, str | list[str]] = yaml.load(data, Loader=yaml.CSafeLoader)
    return found


@cache  # there are some hundred messages, and each is said thousands of times
def _pieces(key: str, one: bool) -> tuple[str, ...]:
    """The message cut at its places: text, name, text, name …, text.

    Raises KeyError for a key that is none.
    """
    message = messages()[key]
    text = message if isinstance(message, str) else message[0 if one else 1]
    return tuple(_PLACE.split(text))


def tell(key: str, **values: Any) -> tuple[Any, ...]:
    """A message as a row of texts and of what was given for its places.

    Numbers are written out; `count` decides the form.
    """
    pieces = _pieces(key, values.get("count") == 1)
    if len(pieces) == 1:
        return pieces
    out = [_written(values[piece]) if n % 2 else piece for n, piece in enumerate(pieces)]
    return tuple([piece for piece in out if piece != ""])


def say(key: str, **values: str | int | Decimal) -> str:
    """A message as text."""
    return "".join(tell(key, **values)) if values else _pieces(key, False)[0]


def number(value: int | Decimal) -> str:
    """A number with its thousands apart: `30,000`."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,f}"  # never 1E-7


def listed(parts: list[Any], key: str = "list.and") -> tuple[Any, ...]:
    """Things in a row, with what stands between them by the key: `a, b and c`."""
    if len(parts) < 2:
        return tuple(parts)
    between, last = _separators(key)
    out = [piece for part in parts[:-1] for piece in (part, between)]
    out[-1] = last
    return (*out, parts[-1])


@cache
def _separators(key: str) -> tuple[str, str]:
    return say(f"{key}.between"), say(f"{key}.last")


def _written(value: Any) -> Any:
    return number(value) if type(value) in _NUMBERS else value
