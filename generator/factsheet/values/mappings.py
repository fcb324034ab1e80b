"""Mappings by their keys: each value read by its type; what is unknown or missing is told."""

from collections.abc import Collection
from itertools import islice
from typing import Any

from factsheet.issues import Hints, Issue, Spot, closest
from factsheet.values.characters import Put
from factsheet.values.links import id_problem
from factsheet.values.nodes import Map, Node, Seq
from factsheet.values.types import Type, problem

MANY = 20  # unknown keys of one mapping: of more, nobody asks what each was meant to be


def looks_like_fact(node: Node) -> bool:
    """Whether a node has what a statement has and other things have not."""
    return isinstance(node, Map) and not node.items.keys().isdisjoint(("text", "references"))


def misspelt(node: Map, keys: Collection[str]) -> set[str]:
    """The known keys that unknown ones stand for: nobody is told that they are missing as well."""
    unknown = (key for key in node.items if key not in keys)
    return {closest(key, keys) for key in islice(unknown, MANY)}


def _unknown(node: Map, key: str, keys: Collection[str], field: str, hints: Hints) -> Issue:
    """An issue for a key that is not known here."""
    if looks_like_fact(node.items[key]):
        message = "this looks like a fact of its own"
        hint = f"start {key}: in the same column as {field.rpartition('.')[2] or 'facts'}:"
    else:
        message = "there is no such key here"
        hint = _glued(key, keys) or hints.nearest(key, keys) or f"known here: {', '.join(keys)}"
    message = f"{field}.{key}: {message}".lstrip(".")
    return Issue(node.keys[key].spot, "unknown-key", message, hint, len(key))


def _glued(key: str, keys: Collection[str]) -> str:
    """What to type for `{type:text}`, which YAML takes for one key; empty for all else."""
    name, colon, value = key.partition(":")
    return f"write {name}: {value}, with a blank after the colon" if colon and name in keys else ""


def read_fields(
    node: Node, keys: dict[str, Type], field: str, put: Put, required: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The fields of a mapping by their types; unknown and missing keys are put as issues."""
    if not isinstance(node, Map):
        message = "a mapping of keys and values is expected here"
        hint = f"write {', '.join(required) or 'its keys'} below it"
        put(problem(node, "wrong-shape", field or "record", message, hint))
        return {}
    out: dict[str, Any] = {}
    prefix, hints = f"{field}." if field else "", Hints()
    for key, child in node.items.items():
        if key not in keys:
            put(_unknown(node, key, keys, field, hints))
        elif (value := keys[key].read(child, prefix + key, put)) is not None:
            out[key] = value
    for key in required:
        if key not in node.items and key not in misspelt(node, keys):
            message = f"{prefix}{key}: this key is required"
            put(Issue(node.spot, "missing-key", message, f"add {key}: …"))
    return out


def object_schema(keys: dict[str, Type], required: tuple[str, ...] = ()) -> dict[str, Any]:
    """Draft-07 schema of a mapping with these keys and no others."""
    properties = {key: type_.schema() for key, type_ in keys.items()}
    out = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**out, "required": list(required)} if required else out


def items(node: Node, field: str, put: Put) -> list[tuple[str, Node, Spot]]:
    """The entries of a mapping from id to node, ids checked."""
    if not isinstance(node, Map):
        hint = f"write {field}:, then some-id: below it"
        if isinstance(node, Seq):
            hint = f"write an id in the place of each hyphen: {field}:, below it has-moved:, "
            hint += "and the keys of the entry below that"
        message = "a mapping from an id to its entry is expected"
        put(problem(node, "wrong-shape", field, message, hint))
        return []
    out = []
    for key, child in node.items.items():
        spot = node.keys[key].spot
        if why := id_problem(key):
            put(Issue(spot, "bad-id", f'{field}: "{key}": {why}', "", len(key)))
        else:
            out.append((key, child, spot))
    return out
