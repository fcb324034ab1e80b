"""Shapes of data that comes as JSON: from a dataclass, its bounds, its JSON Schema, its reader.

A field is a text, a whole number, yes or no, another such class, or a tuple of these; `Bound` says
how much of it there may be. All fields are there, and no others.
"""

import json
import re
from dataclasses import dataclass, fields, is_dataclass
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from factsheet.kinds import DRAFT

T = TypeVar("T")
# what no text has: controls, ends of lines, marks that turn the direction of what follows
UNSEEN = "\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_UNSEEN = re.compile(f"[{UNSEEN}]")
MAX_DEPTH = 12


class NotSo(ValueError):
    """Data that has not the shape: where, and why, in a line."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The most letters of a text, entries of a tuple, or the highest number; how a text reads."""

    most: int
    pattern: str = ""
    least: int = 0  # of a number
    choices: tuple[str, ...] = ()


def cut(text: str, most: int) -> str:
    """A text on one line, without what nobody sees, and at most so long."""
    seen = _UNSEEN.sub(" ", text) if _UNSEEN.search(text) else text
    return seen if len(seen) <= most else f"{seen[: most - 1]}…"


def as_data(one: Any) -> Any:
    """A report or a part of it as dictionaries and lists."""
    if is_dataclass(one):
        return {field.name: as_data(getattr(one, field.name)) for field in fields(one)}
    return [as_data(each) for each in one] if isinstance(one, tuple) else one


def as_json(one: Any) -> str:
    """The same as JSON text in ASCII, which no terminal and no machine that runs a job acts on."""
    text = json.dumps(as_data(one), indent=1)
    return re.sub(r"#(?=#\w*\[)", r"\\u0023", text) + "\n"


def from_json(cls: type[T], text: bytes, most: int) -> T:
    """What a class is, read from JSON of at most so many bytes.

    Raises NotSo for what is too long, no JSON, has a key twice, or another shape.
    """
    if len(text) > most:
        raise NotSo(f"{len(text):,} bytes; {most:,} are allowed")
    try:
        _shallow(text)
        found = json.loads(text.decode("utf-8"), object_pairs_hook=_once, parse_constant=_number)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise NotSo(f"this is no JSON: {error}") from error
    except NotSo:
        raise
    except ValueError as error:  # a number of thousands of digits
        raise NotSo("a number is too long") from error
    read: T = _read(cls, found, "")
    return read


def _shallow(text: bytes) -> None:
    """Count brackets before anything is built of them."""
    depth, inside = 0, False
    for match in re.finditer(rb'\\.|["\[\]{}]', text, re.S):
        sign = match[0]
        if sign == b'"':
            inside = not inside
        elif not inside and sign in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise NotSo(f"nested more than {MAX_DEPTH} deep")
        elif not inside and sign in b"]}":
            depth -= 1


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotSo("a key stands twice")
    return found


def _number(text: str) -> Any:
    raise NotSo(f"{text} is no number")


def _parts(hint: Any) -> tuple[Any, Bound]:
    """(type, bound) of a field."""
    if get_origin(hint) is Annotated:
        return get_args(hint)[0], get_args(hint)[1]
    return hint, Bound(0)


def _read(hint: Any, value: Any, at: str) -> Any:
    sort, bound = _parts(hint)
    if is_dataclass(sort):
        return _object(sort, value, at)
    if get_origin(sort) is tuple:
        if not isinstance(value, list) or len(value) > bound.most:
            raise NotSo(f"{at}: a list of at most {bound.most:,} is expected")
        return tuple(_read(get_args(sort)[0], one, f"{at}[{n}]") for n, one in enumerate(value))
    if sort is bool and isinstance(value, bool):
        return value
    if sort is int and type(value) is int and bound.least <= value <= bound.most:
        return value
    if sort is str and isinstance(value, str) and fits(value, bound):
        return value
    raise NotSo(f"{at}: this is not what is expected here")


def fits(text: str, bound: Bound) -> bool:
    """Whether a text is one that a field of this bound takes."""
    if len(text) > bound.most or _UNSEEN.search(text):
        return False
    if bound.choices:
        return text in bound.choices
    return not bound.pattern or bool(re.fullmatch(bound.pattern, text))


def _object(cls: Any, value: Any, at: str) -> Any:
    hints = get_type_hints(cls, include_extras=True)
    if not isinstance(value, dict):
        raise NotSo(f"{at or 'report'}: an object is expected")
    if value.keys() != hints.keys():
        odd = sorted(value.keys() ^ hints.keys())[0]
        raise NotSo(f"{at or 'report'}: {cut(odd, 40)!a} is missing or unknown")
    where = f"{at}." if at else ""
    return cls(**{key: _read(hint, value[key], f"{where}{key}") for key, hint in hints.items()})


def schema(cls: Any) -> dict[str, Any]:
    """The JSON Schema (draft-07) of a class."""
    definitions: dict[str, Any] = {}
    _define(cls, definitions)
    whole = definitions.pop(cls.__name__)
    return {"$schema": DRAFT, "title": cls.__doc__, **whole, "definitions": definitions}


def _define(cls: Any, into: dict[str, Any]) -> None:
    hints = get_type_hints(cls, include_extras=True)
    into[cls.__name__] = {}
    properties = {key: _schema(hint, into) for key, hint in hints.items()}
    into[cls.__name__] = {
        "type": "object", "description": cls.__doc__, "properties": properties,
        "required": list(hints), "additionalProperties": False,
    }  # fmt: skip


def _schema(hint: Any, into: dict[str, Any]) -> dict[str, Any]:
    sort, bound = _parts(hint)
    if is_dataclass(sort):
        name = getattr(sort, "__name__", "")
        if name not in into:
            _define(sort, into)
        return {"$ref": f"#/definitions/{name}"}
    if get_origin(sort) is tuple:
        one = _schema(get_args(sort)[0], into)
        return {"type": "array", "maxItems": bound.most, "items": one}
    if sort is bool:
        return {"type": "boolean"}
    if sort is int:
        return {"type": "integer", "minimum": bound.least, "maximum": bound.most}
    if bound.choices:
        return {"enum": list(bound.choices)}
    more = {"pattern": f"^(?:{bound.pattern})$"} if bound.pattern else {}
    return {"type": "string", "maxLength": bound.most, **more}
