"""Quantities and money: a number with its bounds, of a unit or of a currency."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from factsheet.values import currencies, numbers
from factsheet.values.characters import Put
from factsheet.values.nodes import Map, Node, Text
from factsheet.values.numbers import Amount, Number
from factsheet.values.types import as_typed, problem, words_of
from factsheet.values.units import measure, plainly, unit_meant

LONGEST = 100  # characters of a number and what it is of
_BEHIND = re.compile(r"(?<=[\d\s+~?–—-])(?=[^\d\s.,])|$")  # where a unit may start
_MILLIONS = re.compile(r" *\b(?:([bm])cm)\b", re.I)  # "74 bcm", as engineers write
_MANY = {"b": "billion", "m": "million"}


@dataclass(frozen=True)
class _Counted(Number):
    """A number of something: `5150 MW`, or a mapping of its bounds with a key for what it is of."""

    key: ClassVar[str]  # of a mapping, and the attribute of an amount
    code: ClassVar[str]  # of an issue

    def read(self, node: Node, field: str, put: Put) -> Amount | None:
        """The number with its bounds, and what it is of."""
        if isinstance(node, Text):
            return self._typed(node, field, put)
        if not isinstance(node, Map):
            hint = "give each source its own statement"
            wrong = f"a number with its {self.key} is expected, not a list"
            put(problem(node, "wrong-shape", field, wrong, hint))
            return None
        rest = Map({k: v for k, v in node.items.items() if k != self.key}, node.keys, node.spot)
        found = numbers.bounds(rest, field, put, self._number_meant)
        if found is None or found == Amount(None, None):
            return found
        given = node.items.get(self.key)
        text = words_of(given, f"{field}.{self.key}", put, LONGEST) if given else ""
        return None if text is None else self._made(found, text, given or node, field, put)

    def schema(self) -> dict[str, Any]:
        """A text, or a mapping of bounds."""
        bounds = numbers.bounds_schema(**{self.key: {"type": "string"}})
        return {"oneOf": [{"type": ["string", "number"], "description": self.example}, bounds]}

    def _typed(self, node: Text, field: str, put: Put) -> Amount | None:
        text = words_of(node, field, put, LONGEST)
        if text is None:
            return None
        digits, _, of = text.partition(" ")
        if len(digits) > numbers.LONGEST:
            message = f"a number of {len(digits)} characters; {numbers.LONGEST} are allowed"
            put(problem(node, "limit", field, message))
            return None
        number = numbers.number_of(digits)
        if number is not None and (not of or numbers.number_of(of[:1]) is None):
            return self._made(Amount(number, number), of, node, field, put)
        found, what = self.meant(text), f"a number with its {self.key}"
        put(numbers.not_a_number(node, field, text, found, what, self.example))
        return None

    def _made(self, amount: Amount, of: str, node: Node, field: str, put: Put) -> Amount | None:
        """The amount with what it is of, when that is right."""
        of = of or self.default
        if not of:
            add = f"add {self.key}: …" if isinstance(node, Map) else self.otherwise
            put(problem(node, self.code, field, f"the number has no {self.key}", add))
            return None
        if why := self.wrong(of):
            put(problem(node, self.code, field, why, self._mended(node, of, field)))
            return None
        kind: dict[str, Any] = {self.key: of}
        return replace(amount, **kind)

    def _mended(self, node: Node, of: str, field: str) -> str:
        """What to type in the place of a text that names no right unit."""
        better, text = self.one_meant(of), getattr(node, "text", "")
        if not better or self.wrong(better):
            meant = self.meant(text) if text != of else ""
            return f"write {as_typed(field, meant)}" if meant else self.otherwise
        if text == of:
            field = f"{field}.{self.key}"
        return f"write {as_typed(field, text.removesuffix(of) + better)}"

    def meant(self, text: str) -> str:
        """The value that a text means; empty when that cannot be told."""
        if numbers.UNKNOWING.fullmatch(text):
            return numbers.UNKNOWN
        for digits, of in self._cut(text):
            of = self.one_meant(of) if of else self.default
            if of and not self.wrong(of) and (number := numbers.meant(digits)):
                if number[:1] != "{":
                    return f"{number} {of}"
                return number if number == numbers.UNKNOWN else f"{number[:-1]}, {self.key}: {of}}}"
        return ""

    def _number_meant(self, text: str) -> str:
        """The number in a text that also says what it is of."""
        found = (numbers.in_digits(digits) for digits, _ in self._cut(text))
        return next((number for number in found if number), "")

    def _cut(self, text: str) -> Iterator[tuple[str, str]]:
        """The ways to part a number from what it is of."""
        text = _MILLIONS.sub(lambda found: f" {_MANY[found[1].lower()]} m3", text)
        for cut in _BEHIND.finditer(text):
            yield text[: cut.start()].strip(), text[cut.start() :].strip()

    @property
    def default(self) -> str:
        """What it is of when nothing is typed."""
        return ""

    @property
    def example(self) -> str:
        """A value of this sort."""
        raise NotImplementedError

    @property
    def otherwise(self) -> str:
        """The hint when nothing better is known."""
        return f"write it as in {self.example}"

    def wrong(self, of: str) -> str:
        """Why it cannot be of this; or the empty string."""
        raise NotImplementedError

    def one_meant(self, text: str) -> str:
        """The code that a text means; empty when that cannot be told."""
        raise NotImplementedError


@dataclass(frozen=True)
class Quantity(_Counted):
    """A number with a unit of UCUM; what is typed without one is of `unit`, if there is one.

    Beside `unit`, which the kind has tried, any usual one may be typed that measures the same.
    """

    unit: str = ""
    key, code = "unit", "bad-unit"

    @property
    def default(self) -> str:
        """The unit of the field."""
        return self.unit

    @property
    def example(self) -> str:
        """A value of this sort."""
        return f"5150 {self.unit or 'MW'}"

    @property
    def otherwise(self) -> str:
        """The hint when nothing better is known."""
        if self.unit:
            return f"write it in {self.unit}, or in another usual unit for the same"
        return "write a usual unit, as km2, m3/a, GW.h, or give the field a unit of its own"

    def wrong(self, of: str) -> str:
        """Why this is not a unit, or not one of this field."""
        if of == self.unit:
            return ""
        if (found := plainly(of)) is None:
            return f'"{of}" is no usual unit'
        usual = measure(self.unit) if self.unit else None
        if usual and usual.dimension != found.dimension:
            return f'"{of}" does not measure what {self.unit} does'
        return ""

    def one_meant(self, text: str) -> str:
        """The unit that a text means."""
        return unit_meant(text)


@dataclass(frozen=True)
class Money(_Counted):
    """A sum with the code of its currency (ISO 4217)."""

    key, code, example = "currency", "bad-unit", "4800000000 USD"

    def wrong(self, of: str) -> str:
        """Why this is no currency."""
        return "" if of in currencies.codes() else f'"{of}" is no code of a currency'

    def one_meant(self, text: str) -> str:
        """The code that a text means."""
        return currencies.currency_meant(text)

    def _cut(self, text: str) -> Iterator[tuple[str, str]]:
        bare, code = currencies.parted(text)
        yield from [(bare.strip(), code)] if code else super()._cut(text)
