"""The types that a kind's file can give a field, by name, each made from the field's other keys."""

from collections.abc import Callable
from typing import Any

from factsheet.values import Date, FileRef, Identifier, InWords, Language, Link, LongWords, Many
from factsheet.values import Money, NameText, Number, Options, Point, Quantity, Type, Url, WebPage
from factsheet.values import YesNo, address_problem, pattern_problem, unit_problem

Keys = dict[str, Any]  # the keys of a field, read
Tell = Callable[[str, str, str], None]  # hears key, message and hint of what cannot be
TEXT = 500  # characters

TYPES: dict[str, Callable[[Keys], Type]] = {
    "text": lambda keys: InWords(TEXT),
    "long-text": lambda keys: LongWords(),
    "name": lambda keys: NameText(),
    "date": lambda keys: Date(day=keys.get("day", False)),
    "number": lambda keys: Number(),
    "quantity": lambda keys: Quantity(keys.get("unit", "")),
    "money": lambda keys: Money(),
    "yes-no": lambda keys: YesNo(),
    "choice": lambda keys: Options(keys.get("options", {})),
    "link": lambda keys: Link(keys.get("to", ())),
    "point": lambda keys: Point(),
    "web-address": lambda keys: WebPage(),
    "identifier": lambda keys: Identifier(keys.get("pattern", ""), keys.get("address", "")),
    "file": lambda keys: FileRef(),
    "language": lambda keys: Language(),
}
# a label is a plain text
PLAIN: dict[str, Callable[[Keys], Type]] = {
    "long-text": lambda keys: InWords(),
    "web-address": lambda keys: Url(),
}
# keys of a field that only some types have
OWN = {
    "to": ("link",), "reverse": ("link",), "means": ("link", "text", "number"), "day": ("date",),
    "options": ("choice",), "unit": ("quantity",), "pattern": ("identifier",),
    "address": ("identifier",),
}  # fmt: skip
NEEDED = {"choice": ("options",)}  # and those that a type cannot do without
# key -> why its text cannot be, and what to write
_SOUND: dict[str, Callable[[str], tuple[str, str] | None]] = {
    "unit": unit_problem, "pattern": pattern_problem, "address": address_problem,
}  # fmt: skip


def make(keys: Keys, tell: Tell, plain: bool = False) -> Type:
    """The type of a field by its keys, of which `type` is one; `plain` that of a label."""
    keys = dict(keys)
    for key, problem_of in _SOUND.items():
        if key in keys and (found := problem_of(keys[key])):
            tell(key, *found)
            del keys[key]
    one = ({**TYPES, **PLAIN} if plain else TYPES)[keys["type"]](keys)
    return Many(one) if keys.get("many") else one
