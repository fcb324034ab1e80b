"""Numbers and points as sources give them: with their bounds, and with no more digits than were typed."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.records import Map, Node, Put, Seq, Text
from generator.values import problem, words_of


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
            number = self._one(node, field, put)
            return None if number is None else Amount(number, number)
        if not isinstance(node, Map):
            put(problem(node, "wrong-shape", field, "a number is expected, not a list", "give each source its own statement"))
            return None
        shape = tuple(sorted(node.items))
        if shape == ("unknown",):
            return Amount(None, None)
        if shape not in (("at_least",), ("at_most",), ("about",), ("high", "low")):
            put(problem(node, "bad-number", field, "the number cannot be read", "low + high, at_least, at_most, about or unknown"))
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

    def _one(self, node: Node, field: str, put: Put) -> int | Decimal | None:
        text = words_of(node, field, put, 40)
        if text is None:
            return None
        if re.fullmatch(r"-?(0|[1-9]\d*)", text):
            return int(text)
        if re.fullmatch(r"-?(0|[1-9]\d*)\.\d+", text):
            return Decimal(text)  # with the digits that were typed
        put(problem(node, "bad-number", field, f'"{text}" is not a number', "write digits only, as in 2132100"))
        return None

    def schema(self) -> dict[str, Any]:
        one = {"type": "number"}
        keys = {k: one for k in ("low", "high", "at_least", "at_most", "about")} | {"unknown": {"const": True}}
        return {"oneOf": [one, {"type": "object", "properties": keys, "additionalProperties": False}]}


@dataclass(frozen=True)
class Point:
    """`[longitude, latitude]` in degrees, kept as typed: its digits are its precision."""

    def read(self, node: Node, field: str, put: Put) -> tuple[str, str] | None:
        if not isinstance(node, Seq) or len(node.items) != 2 or not all(isinstance(i, Text) for i in node.items):
            put(problem(node, "bad-point", field, "a point is [longitude, latitude]"))
            return None
        texts = [i.text for i in node.items if isinstance(i, Text)]
        for item, text, bound, name in zip(node.items, texts, (180, 90), ("longitude", "latitude")):
            if not re.fullmatch(r"-?\d{1,3}(\.\d{1,8})?", text) or abs(float(text)) > bound:
                hint = "the order is [longitude, latitude]" if name == "latitude" else ""
                put(problem(item, "bad-point", field, f'"{text}" is not a {name} between -{bound} and {bound}', hint))
                return None
        return texts[0], texts[1]

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
