"""A JSON Schema that says each form once: what stands in several places is referred to."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

SHORT = 60  # characters: a form so short is as easily said again

Schema = dict[str, Any]
Told = Callable[[Schema, str], Schema]


def shared(schema: Schema) -> Schema:
    """The same schema, with what recurs in it under `definitions`, where draft-07 looks for it.

    A form is called after the key where it stands first: `text`, and the next one `text-2`.
    """
    count: Counter[str] = Counter()
    names: dict[str, str] = {}
    said: dict[str, Schema] = {}
    used: Counter[str] = Counter()

    def counted(form: Schema, name: str) -> Schema:
        known = _as_text(form)
        count[known] += 1
        return _with_parts(form, name, counted) if count[known] == 1 else form

    def told(form: Schema, name: str) -> Schema:
        known = _as_text(form)
        if count[known] == 1 or len(known) < SHORT:
            return _with_parts(form, name, told)
        if known not in names:
            used[name] += 1
            names[known] = f"{name}-{used[name]}" if used[name] > 1 else name
            said[names[known]] = _with_parts(form, name, told)
        return {"$ref": f"#/definitions/{names[known]}"}

    _with_parts(schema, "", counted)
    whole = _with_parts(schema, "", told)
    return {**whole, "definitions": dict(sorted(said.items()))} if said else whole


def _with_parts(schema: Schema, name: str, told: Told) -> Schema:
    """A schema with what `told` makes of each schema in it, and of the key where that stands."""
    out = dict(schema)
    for key, part in schema.items():
        if key == "properties":
            out[key] = {word: told(one, word) for word, one in part.items()}
        elif key in ("anyOf", "oneOf"):
            out[key] = [told(one, name) for one in part]
        elif key in ("items", "additionalProperties", "propertyNames") and part is not False:
            out[key] = told(part, name)
    return out


def _as_text(schema: Schema) -> str:
    """What two schemas have in common that say the same."""
    return json.dumps(schema, sort_keys=True)
