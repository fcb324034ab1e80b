"""The words of the interface: whole sentences with places for values, by key.

English is written in `en.yml`; each other language is a catalogue of gettext beside it, `de.po`, in
which a message has its key as context. A message is `"{what}, according to {who}"`; one that counts
has the forms that a language has. What stands in a place may be a text or a piece of a page: `say`
gives text, `tell` the pieces in their order.
"""

import gettext
import pkgutil
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml

from factsheet.language.speech import ENGLISH, now, remembered
from factsheet.values import joined

PACKAGE = "factsheet.language"
_NUMBERS = (int, Decimal)
_PLACE = re.compile(r"\{(\w+)\}")
Forms = tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """The words of a language: (context, English) -> its forms; and which form is for a count."""

    words: Mapping[tuple[str, str], Forms]
    form: Callable[[int], int]


@cache
def english() -> dict[str, Forms]:
    """Every message by its key: a text, or a form for one and a form for more."""
    data = pkgutil.get_data(PACKAGE, f"{ENGLISH}.yml")
    assert data is not None
    found = yaml.load(data, Loader=yaml.CSafeLoader)
    return {key: (said,) if isinstance(said, str) else tuple(said) for key, said in found.items()}


@cache
def catalogue(code: str) -> Catalogue | None:
    """The catalogue of a language, or of the one it is a variety of; None where there is none."""
    for name in (code.replace("-", "_"), code.partition("-")[0]):
        try:
            data = pkgutil.get_data(PACKAGE, f"{name}.po") or b""
        except OSError:
            continue
        return read(data, name)
    return None


@cache
def catalogues() -> tuple[str, ...]:
    """The languages of which we have the words."""
    files = resources.files(PACKAGE).iterdir()
    return tuple(sorted({ENGLISH, *(f.name[:-3] for f in files if f.name.endswith(".po"))}))


def translated(code: str) -> bool:
    """Whether we have the words of a language."""
    return code == ENGLISH or catalogue(code) is not None


def read(data: bytes, name: str) -> Catalogue:
    """A catalogue from a file of gettext; `name` is that of a locale."""
    from babel.messages.pofile import read_po  # here, because it takes a while

    found = read_po(data.splitlines(True), locale=name)
    words = {}
    for message in found:
        if (forms := texts(message.string)) and all(forms) and not message.fuzzy:
            words[message.context or "", texts(message.id)[0]] = forms
    return Catalogue(words, gettext.c2py(found.plural_expr))


def texts(said: Any) -> Forms:
    """The forms of a message of Babel's, which are one text or several."""
    return (said,) if isinstance(said, str) else tuple(text or "" for text in said or ())


def _english_form(count: int) -> int:
    return count != 1


def said(key: str) -> tuple[Forms, Callable[[int], int]]:
    """The forms of a message in the language that is spoken, and which is for a count.

    Raises KeyError for a key that is none. What a catalogue lacks is said in English.
    """
    spoken, ours = now(), english()[key]
    found = None if spoken.language == ENGLISH else catalogue(spoken.code)
    forms = spoken.own.get(key) or (found and found.words.get((key, ours[0])))
    return (forms, found.form if found else _english_form) if forms else (ours, _english_form)


def messages() -> dict[str, str | list[str]]:
    """Every message in the language that is spoken: a text, or its forms."""
    found = {key: said(key)[0] for key in english()}
    return {key: forms[0] if len(forms) == 1 else list(forms) for key, forms in found.items()}


def by_category(key: str) -> str | dict[str, str]:
    """A message for a script: a text, or its forms by CLDR's categories of numbers."""
    forms, form = said(key)
    if len(forms) == 1:
        return forms[0]
    rule = now().locale.plural_form
    found = {rule(n): forms[min(form(n), len(forms) - 1)] for n in reversed(range(201))}
    return {"other": forms[-1], **found}


@remembered(50_000)  # there are some hundred messages, and each is said thousands of times
def _pieces(key: str, count: int) -> Forms:
    """The message cut at its places: text, name, text, name …, text."""
    forms, form = said(key)
    text = forms[min(form(count), len(forms) - 1)]
    return tuple(_PLACE.split(text))


def _whole(count: object) -> int:
    """A whole number of which there is the same form as of this count: 1.5 years, as 2 or 5."""
    if isinstance(count, int):
        return abs(count) if abs(count) < 1_000 else 1_000 + abs(count) % 1_000
    if not isinstance(count, Decimal):
        return 0
    if count == count.to_integral_value():
        return _whole(int(count))
    tag = now().locale.plural_form
    return next((n for n in (*range(201), 1_000_000) if tag(n) == tag(count)), 2)


def tell(key: str, **values: Any) -> tuple[Any, ...]:
    """A message as a row of texts and of what was given for its places.

    Numbers are written out; `count` decides the form.
    """
    pieces = _pieces(key, _whole(values["count"]) if "count" in values else 0)
    if len(pieces) == 1:
        return pieces
    out = [_written(values[piece]) if n % 2 else piece for n, piece in enumerate(pieces)]
    return tuple([piece for piece in out if piece != ""])


def say(key: str, **values: str | int | Decimal) -> str:
    """A message as text; what is in another language in it stays marked with that."""
    return joined(tell(key, **values)) if values else _pieces(key, 0)[0]


def word(context: str, text: str) -> str:
    """A word of a kind that comes with the package; as it stands where nobody translated it."""
    spoken = now()
    if not text or spoken.language == ENGLISH or not (found := catalogue(spoken.code)):
        return text
    return found.words.get((context, text), (text,))[0]


def number(value: int | Decimal) -> str:
    """A number as the language writes it, with all its digits: `30,000`, `1.50`."""
    return _number(str(value) if isinstance(value, int) else f"{value:f}")  # never 1E-7


@remembered(8_192)
def _number(digits: str) -> str:
    from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol
    from babel.numbers import get_minus_sign_symbol

    spoken = now()
    locale, system = spoken.locale, spoken.numbering
    whole, _, part = digits.lstrip("-").partition(".")
    if len(whole) < 16:
        out = format_decimal(int(whole), locale=locale, numbering_system=system)
    else:  # more digits than Babel's decimals hold
        group = get_group_symbol(locale, numbering_system=system)
        out = f"{int(whole):,}".replace(",", group)
    if part:
        out += get_decimal_symbol(locale, numbering_system=system) + part
    out = spoken.in_digits(out)  # Babel has the signs of a numbering system, and not its digits
    return get_minus_sign_symbol(locale, numbering_system=system) + out if digits[0] == "-" else out


def listed(parts: list[Any], key: str = "list.and") -> tuple[Any, ...]:
    """Things in a row, with what stands between them by the key: `a, b and c`."""
    if len(parts) < 2:
        return tuple(parts)
    between, last = _separators(key)
    out = [piece for part in parts[:-1] for piece in (part, between)]
    out[-1] = last if len(parts) > 2 else _separators(key, "2")[1]
    return (*out, parts[-1])


CLDR_LISTS = {"list.and": "standard", "map.or": "or"}


@remembered(64)
def _separators(key: str, end: str = "end") -> tuple[str, str]:
    """What stands between things in a row, and what before the last one."""
    if style := CLDR_LISTS.get(key):
        patterns = now().locale.list_patterns[style]
        middle, last = (patterns[k].replace("{0}", "").replace("{1}", "") for k in ("middle", end))
        return middle, last
    return say(f"{key}.between"), say(f"{key}.last")


def _written(value: Any) -> Any:
    return number(value) if type(value) in _NUMBERS else value


@lru_cache(maxsize=1_000)
def places(text: str) -> frozenset[str]:
    """The names of the places in a message."""
    return frozenset(_PLACE.findall(text))


@cache
def comments() -> dict[str, str]:
    """What is said to translators of a message, by its key: the comments above its group."""
    data = pkgutil.get_data(PACKAGE, f"{ENGLISH}.yml") or b""
    out, group, head = dict[str, str](), "", True
    for line in data.decode().splitlines():
        if line.startswith("# "):
            group = f"{group} {line[2:]}".strip() if head else line[2:]
            head = True
        elif not line.strip():
            group, head = "", False
        elif ":" in line:
            head = False
            out[line.partition(": ")[0].strip("\"'")] = group
    return out
