"""JSON Schema (draft-07) of the files of the API, made from the kinds: exactly these keys, no more.

A key that is always there is required; what nobody gives is null or empty.
"""

from collections.abc import Iterable
from typing import Any

from factsheet.kinds import DRAFT, Kind
from factsheet.outputs.changes import WHAT
from factsheet.outputs.records import IN_WORDS
from factsheet.outputs.site import Site
from factsheet.values import SENTENCES, STATUSES

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
YES_NO: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": ["number", "null"]}
DAY: Schema = {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
ADDRESS: Schema = {"type": "string", "pattern": "^[a-z]+/[a-z0-9-]+(#[a-z0-9_-]+)?$"}
URL: Schema = {"type": "string", "format": "uri-reference"}


def shape(**keys: Schema) -> Schema:
    """An object with all of these keys, and no other."""
    return {
        "type": "object",
        "properties": keys,
        "required": list(keys),
        "additionalProperties": False,
    }


def many(one: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": one}


def by_key(one: Schema) -> Schema:
    """A mapping whose keys are ids or codes of languages."""
    return {"type": "object", "additionalProperties": one}


def or_null(one: Schema) -> Schema:
    """That, or nothing."""
    return {"anyOf": [one, {"type": "null"}]}


def ref(name: str) -> Schema:
    """A definition by its name."""
    return {"$ref": f"#/definitions/{name}"}


def of_type(sort: str, /, **keys: Schema) -> Schema:
    """A value of one type."""
    return shape(type={"const": sort}, **keys)


VALUES = [
    of_type("record", address=ADDRESS, name=TEXT),
    of_type(
        "amount", low=NUMBER, high=NUMBER, about=YES_NO,
        unit=or_null(TEXT), currency=or_null(TEXT),
    ),
    of_type("date", edtf=TEXT, earliest=DAY, latest=DAY),
    of_type("yes-no", yes=YES_NO),
    of_type("absent", absent={"enum": ["unknown", "none"]}),
    of_type("choice", key=TEXT),
    of_type("name", text=TEXT, language=or_null(TEXT), spellings=many(TEXT)),
    of_type("file", path=TEXT, alt=TEXT, licence=TEXT, credit=TEXT),
    of_type("point", coordinates={**many({"type": "number"}), "minItems": 2, "maxItems": 2}),
    of_type("language", code=TEXT),
    of_type("link", text=TEXT, url=or_null(URL)),
    of_type("text", text=TEXT),
]  # fmt: skip
SAID = or_null(ref("said"))
WHEN = or_null(ref("when"))
DEFINITIONS: dict[str, Schema] = {
    "said": {"description": "a text by the code of its language", **by_key(TEXT)},
    "when": {
        "description": "EDTF as typed, with its first and last day",
        **shape(edtf=TEXT, earliest=DAY, latest=DAY),
    },
    "party": shape(address=or_null(ADDRESS), name=TEXT),
    "removal": shape(on=TEXT, why=TEXT),
    "change": shape(kind=TEXT, on=TEXT, was=TEXT, why=TEXT),
    "reference": shape(source=ADDRESS, place=or_null(TEXT), counts=YES_NO),
    "value": {"oneOf": VALUES},
    "dispute": shape(
        id=TEXT, address=ADDRESS, url=URL, question=SAID, note=SAID, statements=many(ADDRESS)
    ),
}


def all_of(site: Site) -> dict[str, Schema]:
    """Each schema by its name: of the index, the changes, a list, a record of each kind."""
    out = {"index": _index(), "changes": _changes(), "moved": _moved(), "list": _list()}
    out |= {plural: _record(kind) for plural, kind in site.library.kinds.items()}
    return {name: {"$schema": DRAFT, **schema} for name, schema in out.items()}


VERSION: Schema = {"type": "string", "pattern": r"^1\.[0-9]+$"}


def _index() -> Schema:
    kind = shape(kind=TEXT, title=by_key(TEXT), records=COUNT, url=URL, schema=URL)
    view = shape(as_of=DAY, known_by=DAY)
    return shape(
        schema_version=VERSION, url=or_null(URL), languages=many(TEXT), kinds=many(kind),
        changes=URL, licence=or_null(by_key(TEXT)), publisher=or_null(TEXT),
        generated_from=shape(revision=or_null(TEXT), view=or_null(view)),
    )  # fmt: skip


def _changes() -> Schema:
    day = shape(day=DAY, **{what: many(ADDRESS) for what in WHAT})
    return shape(schema_version=VERSION, days=many(day))


def _moved() -> Schema:
    return shape(schema_version=VERSION, address=ADDRESS, moved_to=ADDRESS, url=URL)


def _list() -> Schema:
    head = {"id": TEXT, "address": ADDRESS, "url": URL, "data": URL}
    there = shape(**head, name=by_key(TEXT), checked=or_null(TEXT), statements=COUNT)
    gone = shape(**head, taken_down=_REMOVAL)
    row = {"oneOf": [there, gone]}
    whole = shape(schema_version=VERSION, kind=TEXT, records=many(row))
    return {**whole, "definitions": _used("removal")}


_REMOVAL = ref("removal")


def _used(*names: str) -> dict[str, Schema]:
    return {name: DEFINITIONS[name] for name in names}


def _record(kind: Kind) -> Schema:
    """A record of a kind, or what is left of one that was taken down."""
    head = {
        "schema_version": VERSION, "id": TEXT, "kind": {"const": kind.plural}, "address": ADDRESS,
        "url": URL, "formerly": many(ADDRESS), "links": by_key(URL),
    }  # fmt: skip
    statements = by_key(ref("statement"))
    there = shape(
        **head, name=by_key(TEXT), short_name=SAID, aliases=many(TEXT), native_names=by_key(TEXT),
        checked=or_null(TEXT), labels=_labels(kind), event=or_null(ref("statement")),
        statements=statements, disputes=by_key(ref("dispute")), mentioned_by=many(ADDRESS),
        named_by=many(ADDRESS), cited_by=many(ADDRESS), withdrawn=or_null(_REMOVAL),
        pages=many(URL),
    )  # fmt: skip
    gone = shape(**head, taken_down=_REMOVAL)
    about = {"title": f"A {kind.name}", "oneOf": [there, gone]}
    return {**about, "definitions": {**DEFINITIONS, "statement": _statement(kind)}}


def _labels(kind: Kind) -> Schema:
    """What names or places a record: each label that it has."""
    types = {key: _label(label.sort) for key, label in kind.labels.items()}
    types |= {"type": _label("text")} if kind.named else {}
    return {"type": "object", "properties": types, "additionalProperties": False}


def _label(sort: str) -> Schema:
    """A label: what it is called, and its value."""
    one: Schema = {"anyOf": [TEXT, YES_NO, ref("party"), ref("when"), ref("removal")]}
    if sort == "point":
        one = ref("value")
    elif sort in IN_WORDS:
        one = {"anyOf": [ref("said"), TEXT]}
    return shape(label=by_key(TEXT), value={"anyOf": [one, many(one)]})


def _properties(kind: Kind) -> Iterable[str]:
    """What a statement of a kind can be: a field, a sentence, a wording, the event itself."""
    own = ["wordings"] if kind.has_wordings else ["event"] if kind.is_statement else []
    return [*own, *filter(None, SENTENCES), *kind.all_fields]


def _statement(kind: Kind) -> Schema:
    """A statement on a record of a kind, or what is left of one that was taken down."""
    head = {
        "id": TEXT, "address": ADDRESS, "record": ADDRESS, "url": URL, "formerly": many(ADDRESS),
        "property": {"enum": list(_properties(kind))}, "status": {"enum": list(STATUSES)},
    }  # fmt: skip
    parties = many(ref("party"))
    keys = {
        "label": SAID, "value": or_null(ref("value")), "text": SAID, "words": ref("said"),
        "scope": SAID, "note": SAID, "asserted_by": parties, "via": parties,
        "about": many(ADDRESS), "when": WHEN, "planned": YES_NO, "said": WHEN, "recorded": WHEN,
        "references": many(ref("reference")), "reports": COUNT, "independent_sources": COUNT,
        "superseded_by": or_null(ADDRESS), "supersedes": many(ADDRESS),
        "disputes": many(ADDRESS), "rivals": many(ADDRESS), "changes": many(ref("change")),
        "pages": many(URL), "pin": {"type": "string", "pattern": "^[0-9a-f]{6}$"},
    }  # fmt: skip
    forms = [shape(**head, **keys), shape(**head, taken_down=_REMOVAL)]
    if kind.has_wordings:
        by = or_null(ref("party"))
        more = {"rendition": TEXT, "language": TEXT, "translated_by": by, "preferred": YES_NO}
        forms.append(shape(**head, **keys, **more))
    return {"oneOf": forms}
