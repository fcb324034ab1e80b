"""JSON Schema (draft-07) of every kind and of seeds, made from the model, for editors that complete and check while typing."""

import json
from typing import Any

from generator import seeds
from generator.kinds import register
from generator.typed import record_schema

DRAFT = "http://json-schema.org/draft-07/schema#"


def schemas() -> dict[str, str]:
    """File name -> JSON text: `groups.json` for one record per file, `groups-list.json` for many, `seeds.json`."""
    out: dict[str, dict[str, Any]] = {"seeds.json": {"title": "A seed", **seeds.schema()}}
    for plural, kind in register().items():
        record = record_schema(kind)
        out[f"{plural}.json"] = {"title": f"A {kind.name}", **record}
        out[f"{plural}-list.json"] = {"title": f"Several {plural}", "type": "object", "additionalProperties": record}
    return {name: json.dumps({"$schema": DRAFT, **s}, indent=1, ensure_ascii=False) + "\n" for name, s in out.items()}
