"""JSON Schema (draft-07) of kinds and seeds, for editors that complete and check while typing."""

import json
from typing import Any

from factsheet.kinds import keys
from factsheet.kinds.kind import Kind, register
from factsheet.values import KEYS, object_schema

DRAFT = "http://json-schema.org/draft-07/schema#"


def schemas() -> dict[str, str]:
    """File name -> JSON text.

    `groups.json` is for one record in a file, `groups-list.json` for many, `seeds.json` for seeds.
    """
    out = {"seeds.json": {"title": "A seed", **seed_schema()}}
    for plural, kind in register().items():
        record = record_schema(kind)
        out[f"{plural}.json"] = {"title": f"A {kind.name}", **record}
        out[f"{plural}-list.json"] = {"title": f"Several {plural}", **_object_of(record)}
    whole = {name: {"$schema": DRAFT, **schema} for name, schema in out.items()}
    return {n: json.dumps(s, indent=1, ensure_ascii=False) + "\n" for n, s in whole.items()}


def record_schema(kind: Kind) -> dict[str, Any]:
    """Draft-07 schema of one record of a kind."""
    schema = object_schema(kind.all_labels, kind.required)
    properties = schema["properties"]
    for key, prop in kind.all_properties.items():
        value = {"value": prop.type, **keys.FACT, **keys.ID, **KEYS}
        statement = object_schema(value, ("value",))
        properties[key] = {"type": "array", "items": statement, "description": prop.label}
    fact = object_schema({**keys.FACT, **keys.FORMERLY, **KEYS}, ("text",))
    dispute = object_schema({**keys.DISPUTE, **keys.FORMERLY}, tuple(keys.DISPUTE))
    properties |= {"facts": _by_id(fact), "disputes": _by_id(dispute)}
    if kind.is_statement:
        properties |= {key: type_.schema() for key, type_ in keys.WHOLE_FACT.items()}
    if kind.has_wordings:
        required = (*keys.WORDING_REQUIRED, "references")
        properties["wordings"] = _by_id(object_schema({**keys.WORDING, **KEYS}, required))
    return schema


def seed_schema() -> dict[str, Any]:
    """Draft-07 schema of a seed."""
    out = object_schema({**keys.SEED}, ("source", "claims"))
    out["properties"]["claims"] = _object_of(object_schema(keys.CLAIM, ("claim",)))
    return out


def _object_of(entry: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": entry}


def _by_id(entry: dict[str, Any]) -> dict[str, Any]:
    ids = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
    return {"type": "object", "propertyNames": ids, "additionalProperties": entry}
