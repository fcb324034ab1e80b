"""JSON Schema (draft-07) of kinds, records and seeds, for editors that complete and check."""

import json
from typing import Any

from factsheet.kinds import keys
from factsheet.kinds.formats import KIND
from factsheet.kinds.kind import Field, Kind
from factsheet.kinds.register import Kinds
from factsheet.kinds.shared_forms import shared
from factsheet.values import LEAD, Type, object_schema

DRAFT = "http://json-schema.org/draft-07/schema#"


def schemas(kinds: Kinds) -> dict[str, str]:
    """File name -> JSON text.

    `groups.json` is for one record in a file, `groups-list.json` for many, `kind.json` for a kind,
    `seeds.json` for seeds.
    """
    out = {"seeds.json": {"title": "A seed", **seed_schema(kinds)}}
    out["kind.json"] = {"title": "A kind of record", **object_schema(KIND)}
    for plural, kind in kinds.items():
        record = record_schema(kind, kinds)
        out[f"{plural}.json"] = {"title": f"A {kind.name}", **record}
        out[f"{plural}-list.json"] = {"title": f"Several {plural}", **_object_of(record)}
    return {name: written(schema) for name, schema in out.items()}


def written(schema: dict[str, Any]) -> str:
    """The JSON text of a whole schema, each form said once."""
    whole = {"$schema": DRAFT, **shared(schema)}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def record_schema(kind: Kind, kinds: Kinds) -> dict[str, Any]:
    """Draft-07 schema of one record of a kind."""
    needed = (key for key in kind.required if key in kind.all_labels)
    schema = object_schema(kind.all_labels, tuple(needed))
    schema["required"] = list(kind.required)
    properties, fact = schema["properties"], {**keys.FACT, **kinds.statement}
    for key, field in kind.all_fields.items():
        value = {"value": field.value, **keys.ID, **fact}
        properties[key] = _described(field, _or_removed(object_schema(value, ("value",))))
    whole = _or_removed(object_schema({**keys.FORMERLY, **fact}, ("text",)))
    dispute = object_schema({**keys.DISPUTE, **keys.FORMERLY}, tuple(keys.DISPUTE))
    properties |= {LEAD: whole, "facts": _by_id(whole), "disputes": _by_id(dispute)}
    if kind.is_statement:
        properties |= {key: type_.schema() for key, type_ in fact.items()}
    if kind.has_wordings:
        required = (*keys.WORDING_REQUIRED, "references")
        wording = {**keys.wording(kind.all_labels["speaker"]), **kinds.statement}
        properties["wordings"] = _by_id(_or_removed(object_schema(wording, required)))
    return _or_removed(schema)


def _or_removed(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of what may also have been taken down: nothing else is required then."""
    required = {"required": schema.pop("required")}
    return {**schema, "anyOf": [required, {"required": ["taken_down"]}]}


def _described(field: Field, statement: dict[str, Any]) -> dict[str, Any]:
    """A list of statements, with the label and the help of its field."""
    about = f"{field.label}: {field.help}" if field.help else field.label
    out = {"type": "array", "items": statement, "description": about}
    return out if field.example is None else {**out, "examples": [[{"value": field.example}]]}


def seed_schema(kinds: Kinds) -> dict[str, Any]:
    """Draft-07 schema of a seed."""
    head: dict[str, Type] = keys.seed(kinds.sources)
    out = object_schema(head, ("source", "claims"))
    out["properties"]["claims"] = _object_of(object_schema(keys.CLAIM, ("claim",)))
    return out


def _object_of(entry: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": entry}


def _by_id(entry: dict[str, Any]) -> dict[str, Any]:
    ids = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
    return {"type": "object", "propertyNames": ids, "additionalProperties": entry}
