"""Numbers and points as sources give them: with bounds, and no more digits than were typed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from factsheet.issues import Issue
from factsheet.values.characters import Put, ascii_digits
from factsheet.values.nodes import Map, Node, Seq, Text
from factsheet.values.types import as_typed, is_true, problem, words_of

LONGEST = 40  # characters of a number
UNKNOWN = "{unknown: true}"
UNKNOWING = re.compile(
    r"unknown|not known|unclear|uncertain|n/?a|none|null|nil|tb[acd]|[?~–—-]+|…|\.{2,3}", re.I
)
_ZEROS = {
    "hundred": 2, "thousand": 3, "k": 3, "million": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9,
    "b": 9, "trillion": 12, "tn": 12,
}  # fmt: skip
_ROUND = re.compile(r"(.+?) *([a-z]+)", re.I)
_SPELT = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve")  # fmt: skip
_NEAR = r"about|around|approx(?:imately|\.)?|ca?\.|circa|roughly|some|nearly|almost|~|≈"
_OVER = r"at least|over|more than|above|>=?|≥|min\.?"
_UNDER = r"at most|up to|under|less than|below|fewer than|<=?|≤|max\.?"
_DEGREES = re.compile(
    r"([0-9]{1,2}(?:\.[0-9]{1,8})?) *°? *([NS])[ ,;]+([0-9]{1,3}(?:\.[0-9]{1,8})?) *°? *([EW])",
    re.I,
)
_BOUNDS = {  # the key that words before a number, or behind it, stand for
    "about": re.compile(rf"(?:{_NEAR}) *(.+)", re.I),
    "at_least": re.compile(rf"(?:{_OVER}) *(.+)|(.+?) *(?:\+|or more)", re.I),
    "at_most": re.compile(rf"(?:{_UNDER}) *(.+)|(.+?) *or (?:less|fewer)", re.I),
}


def in_digits(text: str) -> str:
    """The number that a text means, in digits; empty when it is none."""
    text = (ascii_digits(text) or text).strip().lstrip("+")
    if re.fullmatch("[0-9]{1,3}([ ,.'’\u00a0\u202f_][0-9]{3})+", text):
        text = re.sub("[^0-9]", "", text)
    elif re.fullmatch("[0-9]+,[0-9]{1,2}", text):
        text = text.replace(",", ".")
    text = str(_SPELT.index(text.lower())) if text.lower() in _SPELT else text
    if re.fullmatch(r"[0-9]*\.?[0-9]+", text):
        bare = text.lstrip("0")
        return bare if bare[:1].isdigit() else f"0{bare}"
    round_ = _ROUND.fullmatch(text)
    zeros = _ZEROS.get(round_[2].lower()) if round_ else None
    if round_ and zeros and (one := in_digits(round_[1])):
        return f"{Decimal(one) * 10**zeros:f}".removesuffix(".0")
    return ""


def meant(text: str) -> str:
    """The number, or the mapping, that a text means; empty when that cannot be told."""
    if UNKNOWING.fullmatch(text):
        return UNKNOWN
    if number := in_digits(text):
        return number
    for key, pattern in _BOUNDS.items():
        if found := pattern.fullmatch(text):
            if number := in_digits(next(group for group in found.groups() if group)):
                return f"{{{key}: {number}}}"
    between = re.sub(r" *(?:–|—|-|\bto\b|\band\b) *", "|", text.removeprefix("between "))
    first, _, last = between.partition("|")
    low, high = in_digits(first), in_digits(last)
    if (round_ := _ROUND.fullmatch(last.strip())) and low == first.strip():  # "4 to 5 billion"
        low = in_digits(f"{first.strip()} {round_[2]}") or low
    return f"{{low: {low}, high: {high}}}" if low and high else ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its bounds: at least `low`, at most `high`; both None when it is unknowable.

    With `unit`, a code of UCUM, or `currency`, one of ISO 4217, it is so much of these.
    """

    low: int | Decimal | None
    high: int | Decimal | None
    about: bool = False
    unit: str = ""
    currency: str = ""


class Number:
    """A number, or a mapping: `low` and `high`, `at_least`, `at_most`, `about` or `unknown`."""

    def read(self, node: Node, field: str, put: Put) -> Amount | None:
        """The number with its bounds."""
        if isinstance(node, Text):
            number = one_number(node, field, put, meant)
            return None if number is None else Amount(number, number)
        if not isinstance(node, Map):
            hint = "give each source its own statement"
            put(problem(node, "wrong-shape", field, "a number is expected, not a list", hint))
            return None
        return bounds(node, field, put)

    def schema(self) -> dict[str, Any]:
        """A number or a mapping of its bounds."""
        one: dict[str, Any] = {"type": "number"}
        return {"oneOf": [one, bounds_schema()]}


def number_of(text: str) -> int | Decimal | None:
    """The number that a text is, with the digits that were typed; None when it is none."""
    if re.fullmatch("-?(0|[1-9][0-9]*)", text):
        return int(text)
    return Decimal(text) if re.fullmatch(r"-?(0|[1-9][0-9]*)\.[0-9]+", text) else None


def one_number(
    node: Node, field: str, put: Put, meant: Callable[[str], str] = in_digits
) -> int | Decimal | None:
    """The number in a node; what is none is put, with what it may be `meant` for."""
    text = words_of(node, field, put, LONGEST)
    if text is None or (number := number_of(text)) is not None:
        return None if text is None else number
    put(not_a_number(node, field, text, meant(text)))
    return None


def not_a_number(
    node: Node, field: str, text: str, meant: str, what: str = "a number", example: str = ""
) -> Issue:
    """An issue for a text that is not `what` it should be; `meant` is what to type, if known."""
    hint = f"write it as in {example}" if example else "write digits only, as in 2132100"
    if meant:
        hint = f"write {as_typed(field, meant)}"
    if meant == UNKNOWN:
        hint += ", or what can be said: {at_least: …}, {at_most: …}, {about: …}, "
        hint += "{low: …, high: …}"
    return problem(node, "bad-number", field, f'"{text}" is not {what}', hint)


def bounds(
    node: Map, field: str, put: Put, meant: Callable[[str], str] = in_digits
) -> Amount | None:
    """The number that a mapping of bounds gives."""
    shape = tuple(sorted(node.items))
    if shape == ("unknown",):
        unknown = is_true(node.items["unknown"], f"{field}.unknown", put)
        return Amount(None, None) if unknown else None
    if shape not in (("at_least",), ("at_most",), ("about",), ("high", "low")):
        hint = "low + high, at_least, at_most, about or unknown"
        put(problem(node, "bad-number", field, "the number cannot be read", hint))
        return None
    entries = node.items.items()
    found = {key: one_number(value, f"{field}.{key}", put, meant) for key, value in entries}
    if None in found.values():
        return None
    low = found.get("low", found.get("at_least", found.get("about")))
    high = found.get("high", found.get("at_most", found.get("about")))
    if low is not None and high is not None and low > high:
        put(problem(node, "bad-number", field, f"low {low:,} is more than high {high:,}"))
        return None
    return Amount(low, high, about="about" in found)


def bounds_schema(**more: dict[str, Any]) -> dict[str, Any]:
    """A mapping of bounds, and `more` keys with their schemas."""
    one: dict[str, Any] = {"type": "number"}
    keys = dict.fromkeys(("low", "high", "at_least", "at_most", "about"), one)
    keys |= {"unknown": {"const": True}, **more}
    return {"type": "object", "properties": keys, "additionalProperties": False}


def _point_meant(text: str) -> str:
    """The point that a text such as `33.5° N, 36.3° E` means; empty when that cannot be told."""
    found = _DEGREES.fullmatch(text.strip())
    if not found:
        return ""
    latitude, side, longitude, other = found.groups()
    latitude = f"-{latitude}" if side in "Ss" else latitude
    longitude = f"-{longitude}" if other in "Ww" else longitude
    return f"[{longitude}, {latitude}]"


class Point:
    """`[longitude, latitude]` in degrees, kept as typed: its digits are its precision."""

    def read(self, node: Node, field: str, put: Put) -> tuple[str, str] | None:
        """Longitude and latitude."""
        items = node.items if isinstance(node, Seq) else []
        texts = [item.text for item in items if isinstance(item, Text)]
        if len(items) != 2 or len(texts) != 2:
            meant = _point_meant(getattr(node, "text", ""))
            hint = f"write {as_typed(field, meant)}" if meant else "write it as in [10.75, 59.91]"
            put(problem(node, "bad-point", field, "a point is [longitude, latitude]", hint))
            return None
        for item, text, bound, name in zip(items, texts, (180, 90), ("longitude", "latitude")):
            if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,8})?", text) or abs(float(text)) > bound:
                message = f'"{text}" is not a {name} between -{bound} and {bound}'
                hint = "the order is [longitude, latitude]" if name == "latitude" else ""
                if digits := ascii_digits(text):
                    hint = f"write {digits}"
                put(problem(item, "bad-point", field, message, hint))
                return None
        return texts[0], texts[1]

    def schema(self) -> dict[str, Any]:
        """Two numbers."""
        return {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
