"""A schema says each form once: it is small, and means what it meant with each form written out."""

import json
from typing import Any

from factsheet.build import site_settings
from factsheet.kinds import kinds_of
from factsheet.kinds.schema import record_schema
from factsheet.kinds.shared_forms import shared
from hypothesis import given, strategies as st
from jsonschema import Draft7Validator
from projects import real

KINDS = kinds_of(real())[0]


def spelt_out(part: Any, definitions: dict[str, Any]) -> Any:
    """A schema without references, as it was before."""
    if isinstance(part, list):
        return [spelt_out(one, definitions) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        assert list(part) == ["$ref"], "draft-07 passes over what stands beside a reference"
        return spelt_out(definitions[part["$ref"].removeprefix("#/definitions/")], definitions)
    return {key: spelt_out(one, definitions) for key, one in part.items()}


def whole(schema: dict[str, Any]) -> Any:
    return spelt_out({k: v for k, v in schema.items() if k != "definitions"}, schema.get("definitions", {}))  # fmt: skip


def test_what_is_shared_means_what_was_written_out() -> None:
    for kind in KINDS.values():
        written = record_schema(kind, KINDS)
        assert whole(shared(written)) == written


WORD = {"type": ["string", "number", "boolean", "null"], "maxLength": 200}
FORMS = st.recursive(
    st.sampled_from([WORD, {**WORD, "maxLength": 9}, {"type": "boolean"}, {"enum": ["a"]}]),
    lambda one: st.one_of(
        st.fixed_dictionaries({"anyOf": st.lists(one, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"type": st.just("array"), "items": one}),
        st.fixed_dictionaries({"additionalProperties": st.one_of(one, st.just(False))}),
        st.fixed_dictionaries({"properties": st.dictionaries(
            st.sampled_from(["text", "items", "properties", "enum", "anyOf"]), one, max_size=4)}),
    ),
    max_leaves=12,
)  # fmt: skip


@given(schema=FORMS)
def test_any_schema_means_the_same_and_no_form_is_named_twice_or_in_vain(schema: Any) -> None:
    small = shared(schema)
    Draft7Validator.check_schema(small)
    assert whole(small) == schema
    named = [json.dumps(one) for one in small.get("definitions", {}).values()]
    assert len(named) == len(set(named))
    text = json.dumps(small)
    assert all(text.count(f'"#/definitions/{name}"') > 1 for name in small.get("definitions", {}))


def test_the_schemas_of_a_site_are_small_and_keep_what_an_editor_shows() -> None:
    schemas = site_settings.schemas(KINDS)
    assert sum(len(text.encode()) for text in schemas.values()) < 400_000
    for text in schemas.values():
        Draft7Validator.check_schema(json.loads(text))
    groups = json.loads(schemas["groups.json"])
    assert groups["properties"]["strength"]["description"].startswith("Strength: How many")
    assert groups["properties"]["checked"] == {"$ref": "#/definitions/checked"}
    assert groups["definitions"]["checked"]["description"].startswith("EDTF date: 2024-12-07")
