"""The types that a kind's file can give a field, by name, each made from the field's other keys."""

from collections.abc import Callable
from typing import Any

from factsheet.values import Choice, Date, Language, Link, Many, Number, Point, Type, Url, Words

Keys = dict[str, Any]  # the keys of a field, read
Tell = Callable[[str, str, str], None]  # hears key, message and hint of what cannot be
TEXT = 500  # characters

TYPES: dict[str, Callable[[Keys], Type]] = {
    "text": lambda keys: Words(TEXT),
    "long-text": lambda keys: Words(),
    "date": lambda keys: Date(day=keys.get("day", False)),
    "number": lambda keys: Number(),
    "choice": lambda keys: Choice(tuple(keys.get("options", ()))),
    "link": lambda keys: Link(keys.get("to", ())),
    "point": lambda keys: Point(),
    "web-address": lambda keys: Url(),
    "language": lambda keys: Language(),
}
# keys of a field that only some types have
OWN = {
    "to": ("link",), "reverse": ("link",), "means": ("link", "text", "number"), "day": ("date",),
    "options": ("choice",),
}  # fmt: skip
NEEDED = {"choice": ("options",)}  # and those that a type cannot do without


def make(keys: Keys, tell: Tell) -> Type:
    """The type of a field by its keys, of which `type` is one."""
    one = TYPES[keys["type"]](keys)
    return Many(one) if keys.get("many") else one
