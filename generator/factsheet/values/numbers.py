"""Numbers and points as sources give them: with their bounds, and with no more digits than were typed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from factsheet.values.characters import ascii_digits
from factsheet.values.nodes import Map, Node, Put, Seq, Text
from factsheet.values.types import problem, typed, words_of

UNKNOWN = "{unknown: true}"
_UNKNOWN = re.compile(
    r"unknown|not known|unclear|uncertain|n/?a|none|null|nil|tb[acd]|[?~–—-]+|…|\.{2,3}", re.I
)
_TIMES = {
    "hundred": 100,
    "thousand": 1_000,
    "k": 1_000,
    "million": 1_000_000,
    "m": 1_000_000,
    "billion": 10**9,
    "bn": 10**9,
}
_SPELT = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_BOUNDS = (  # words before a number -> the key that says so
    (
        "about",
        re.compile(
            r"(?:about|around|approx(?:imately|\.)?|ca?\.|circa|roughly|some|nearly|almost|~|≈) *(.+)",
            re.I,
        ),
    ),
    (
        "at_least",
        re.compile(
            r"(?:at least|over|more than|above|>=?|≥|min\.?) *(.+)|(.+?) *(?:\+|or more)", re.I
        ),
    ),
    (
        "at_most",
        re.compile(
            r"(?:at most|up to|under|less than|below|fewer than|<=?|≤|max\.?) *(.+)|(.+?) *or (?:less|fewer)",
            re.I,
        ),
    ),
)


def plain(text: str) -> str:
    """The number that a text means, in digits; empty when it is none."""
    text = (ascii_digits(text) or text).strip().lstrip("+")
    if re.fullmatch("[0-9]{1,3}([ ,.'’\u00a0\u202f_][0-9]{3})+", text):
        text = re.sub("[^0-9]", "", text)
    elif re.fullmatch("[0-9]+,[0-9]{1,2}", text):
        text = text.replace(",", ".")
    text = str(_SPELT.index(text.lower())) if text.lower() in _SPELT else text
    if re.fullmatch(r"[0-9]*\.?[0-9]+", text):
        return text.lstrip("0") if text.lstrip("0")[:1].isdigit() else f"0{text.lstrip('0')}"
    if (
        (round_ := re.fullmatch(r"(.+?) *([a-z]+)", text, re.I))
        and round_[2].lower() in _TIMES
        and (one := plain(round_[1]))
    ):
        return f"{Decimal(one) * _TIMES[round_[2].lower()]:f}".removesuffix(".0")
    return ""


def meant(text: str) -> str:
    """The number, or the mapping, that a text means; empty when that cannot be told."""
    if _UNKNOWN.fullmatch(text):
        return UNKNOWN
    if number := plain(text):
        return number
    for key, pattern in _BOUNDS:
        if (found := pattern.fullmatch(text)) and (
            number := plain(next(g for g in found.groups() if g))
        ):
            return f"{{{key}: {number}}}"
    low, _, high = re.sub(
        r" *(?:–|—|-|\bto\b|\band\b) *", "|", text.removeprefix("between ")
    ).partition("|")
    return f"{{low: {low}, high: {high}}}" if (low := plain(low)) and (high := plain(high)) else ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its bounds: at least `low`, at most `high`; `about` when approximate; both None when unknowable."""

    low: int | Decimal | None
    high: int | Decimal | None
    about: bool = False


@dataclass(frozen=True)
class Number:
    """A number, or a mapping with `low` and `high`, or `at_least`, `at_most`, `about` or `unknown`."""

    def read(self, node: Node, field: str, put: Put) -> Amount | None:
        if isinstance(node, Text):
            number = self._one(node, field, put, meant)
            return None if number is None else Amount(number, number)
        if not isinstance(node, Map):
            put(
                problem(
                    node,
                    "wrong-shape",
                    field,
                    "a number is expected, not a list",
                    "give each source its own statement",
                )
            )
            return None
        shape = tuple(sorted(node.items))
        if shape == ("unknown",):
            return Amount(None, None)
        if shape not in (("at_least",), ("at_most",), ("about",), ("high", "low")):
            put(
                problem(
                    node,
                    "bad-number",
                    field,
                    "the number cannot be read",
                    "low + high, at_least, at_most, about or unknown",
                )
            )
            return None
        found = {key: self._one(value, f"{field}.{key}", put) for key, value in node.items.items()}
        if None in found.values():
            return None
        low = found.get("low", found.get("at_least", found.get("about")))
        high = found.get("high", found.get("at_most", found.get("about")))
        if low is not None and high is not None and low > high:
            put(problem(node, "bad-number", field, f"low {low:,} is more than high {high:,}"))
            return None
        return Amount(low, high, about="about" in found)

    def _one(
        self, node: Node, field: str, put: Put, meant: Callable[[str], str] = plain
    ) -> int | Decimal | None:
        text = words_of(node, field, put, 40)
        if text is None:
            return None
        if re.fullmatch("-?(0|[1-9][0-9]*)", text):
            return int(text)
        if re.fullmatch(r"-?(0|[1-9][0-9]*)\.[0-9]+", text):
            return Decimal(text)  # with the digits that were typed
        found = meant(text)
        hint = f"write {typed(field, found)}" if found else "write digits only, as in 2132100"
        if found == UNKNOWN:
            hint += (
                ", or what can be said: {at_least: …}, {at_most: …}, {about: …}, {low: …, high: …}"
            )
        put(problem(node, "bad-number", field, f'"{text}" is not a number', hint))
        return None

    def schema(self) -> dict[str, Any]:
        one = {"type": "number"}
        keys = {k: one for k in ("low", "high", "at_least", "at_most", "about")} | {
            "unknown": {"const": True}
        }
        return {
            "oneOf": [one, {"type": "object", "properties": keys, "additionalProperties": False}]
        }


@dataclass(frozen=True)
class Point:
    """`[longitude, latitude]` in degrees, kept as typed: its digits are its precision."""

    def read(self, node: Node, field: str, put: Put) -> tuple[str, str] | None:
        if (
            not isinstance(node, Seq)
            or len(node.items) != 2
            or not all(isinstance(i, Text) for i in node.items)
        ):
            put(problem(node, "bad-point", field, "a point is [longitude, latitude]"))
            return None
        texts = [i.text for i in node.items if isinstance(i, Text)]
        for item, text, bound, name in zip(node.items, texts, (180, 90), ("longitude", "latitude")):
            if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,8})?", text) or abs(float(text)) > bound:
                order = "the order is [longitude, latitude]" if name == "latitude" else ""
                hint = f"write {digits}" if (digits := ascii_digits(text)) else order
                put(
                    problem(
                        item,
                        "bad-point",
                        field,
                        f'"{text}" is not a {name} between -{bound} and {bound}',
                        hint,
                    )
                )
                return None
        return texts[0], texts[1]

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
