"""JSON Schema (draft-07) of every kind and of seeds, made from the model, for editors that complete and check while typing."""

import json
from typing import Any

from factsheet.kinds.keys import (
    CLAIM_KEYS,
    DISPUTE_KEYS,
    FACT_KEYS,
    FORMERLY,
    ID_KEY,
    SEED_KEYS,
    WORDING_KEYS,
    WORDING_REQUIRED,
)
from factsheet.kinds.kind import Kind, register
from factsheet.values import KEYS, object_schema

DRAFT = "http://json-schema.org/draft-07/schema#"


def schemas() -> dict[str, str]:
    """File name -> JSON text: `groups.json` for one record per file, `groups-list.json` for many, `seeds.json`."""
    out: dict[str, dict[str, Any]] = {"seeds.json": {"title": "A seed", **seed_schema()}}
    for plural, kind in register().items():
        record = record_schema(kind)
        out[f"{plural}.json"] = {"title": f"A {kind.name}", **record}
        out[f"{plural}-list.json"] = {
            "title": f"Several {plural}",
            "type": "object",
            "additionalProperties": record,
        }
    return {
        name: json.dumps({"$schema": DRAFT, **s}, indent=1, ensure_ascii=False) + "\n"
        for name, s in out.items()
    }


def record_schema(kind: Kind) -> dict[str, Any]:
    """Draft-07 schema of one record of a kind."""
    keys: dict[str, Any] = dict(kind.all_labels)
    schema = object_schema(keys, kind.required)
    properties = schema["properties"]
    for key, prop in kind.all_properties.items():
        statement = object_schema({"value": prop.type, **FACT_KEYS, **ID_KEY, **KEYS}, ("value",))
        properties[key] = {"type": "array", "items": statement, "description": prop.label}
    properties["facts"] = _by_id(object_schema({**FACT_KEYS, **FORMERLY, **KEYS}, ("text",)))
    properties["disputes"] = _by_id(
        object_schema({**DISPUTE_KEYS, **FORMERLY}, tuple(DISPUTE_KEYS))
    )
    if kind.is_statement:
        properties.update({k: t.schema() for k, t in {**FACT_KEYS, **KEYS}.items()})
    if kind.has_wordings:
        properties["wordings"] = _by_id(
            object_schema({**WORDING_KEYS, **KEYS}, (*WORDING_REQUIRED, "references"))
        )
    return schema


def _by_id(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "additionalProperties": entry,
    }


def seed_schema() -> dict[str, Any]:
    """Draft-07 schema of a seed."""
    out = object_schema({**SEED_KEYS}, ("source", "claims"))
    out["properties"]["claims"] = {
        "type": "object",
        "additionalProperties": object_schema(CLAIM_KEYS, ("claim",)),
    }
    return out
