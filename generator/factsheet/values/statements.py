"""Statements, the unit of everything: one assertion about a record, with who says so, since when, and on what ground."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from factsheet.issues import Hints, Issue, Spot, closest
from factsheet.values.dates import When
from factsheet.values.links import Address, FactLink, Link, Party, id_problem
from factsheet.values.nodes import Map, Node, Put, Seq
from factsheet.values.types import Choice, Date, Flag, Many, Type, Words, problem, words_of

MANY = 20  # unknown keys of one mapping: of more, nobody asks what each was meant to be
STATUSES = ("accepted", "claimed", "denied", "disputed", "superseded", "retracted")
NEEDS_NOTE = ("denied", "disputed", "superseded", "retracted")
NEEDS_CLAIMANT = ("claimed", "denied")
CLAIMANT = (
    "add asserted_by: and who says so, as in asserted_by: groups/some-id or asserted_by: a witness"
)
CHANGES = ("update", "correction", "clarification", "new-evidence")


@dataclass(frozen=True, slots=True)
class Reference:
    """A source and the place in it: `abc-2024-12-08#P5`. What is no id is told when all sources are known, with the id that was meant."""

    source: str
    locator: str
    spot: Spot
    width: int = 1
    where: str = field(default="", compare=False)  # the field it stands in

    @property
    def address(self) -> str:
        return f"sources/{self.source}"


@dataclass(frozen=True)
class ReferenceType:
    """A source id with an optional locator after `#`."""

    def read(self, node: Node, field: str, put: Put) -> Reference | None:
        text = words_of(node, field, put, 300)
        if text is None:
            return None
        source, _, locator = text.partition("#")
        return Reference(source.strip(), locator.strip(), node.spot, node.width, field)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*(#.+)?$"}


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed after publication, when, from what, and why."""

    kind: str
    on: When
    was: str
    why: str


@dataclass(frozen=True)
class ChangeType:
    """A mapping of `kind`, `on`, `was` and `why`."""

    def read(self, node: Node, field: str, put: Put) -> Change | None:
        found = read_fields(node, CHANGE_KEYS, field, put, required=tuple(CHANGE_KEYS))
        return Change(**found) if found and len(found) == len(CHANGE_KEYS) else None

    def schema(self) -> dict[str, Any]:
        return object_schema(CHANGE_KEYS, tuple(CHANGE_KEYS))


CHANGE_KEYS: dict[str, Type] = {
    "kind": Choice(CHANGES),
    "on": Date(day=True),
    "was": Words(),
    "why": Words(),
}

KEYS: dict[str, Type] = {
    "status": Choice(STATUSES),
    "superseded_by": FactLink(),
    "note": Words(2_000),
    "asserted_by": Many(Party(), single=True),
    "via": Many(Party(), single=True),
    "when": Date(),
    "said": Date(),
    "recorded": Date(day=True),
    "scope": Words(300),
    "about": Many(Link()),
    "references": Many(ReferenceType()),
    "draft": Flag(),
    "planned": Flag(),
    "changes": Many(ChangeType()),
}


@dataclass(slots=True, kw_only=True)
class Statement:
    """One assertion. `value` is set for a property, `text` for a fact; `property` is the key it stands under.

    `address` is the record's address, `#` and the statement's id; a record that is itself one statement has no `#`.
    """

    address: str
    property: str
    spot: Spot
    value: Any = None
    text: str = ""
    references: tuple[Reference, ...] = ()
    status: str = "accepted"
    superseded_by: Address | None = None
    note: str = ""
    asserted_by: tuple[Address | str, ...] = ()
    via: tuple[Address | str, ...] = ()
    when: When | None = None
    said: When | None = None
    recorded: When | None = None
    scope: str = ""
    about: tuple[Address, ...] = ()
    draft: bool = False
    planned: bool = False
    changes: tuple[Change, ...] = ()
    formerly: tuple[str, ...] = ()  # ids that it had before
    record: str = field(init=False)  # the address before its `#`
    anchor: str = field(init=False)  # and after it

    def __post_init__(self) -> None:
        self.record, _, self.anchor = self.address.partition("#")

    def links(self) -> list[Address]:
        """Every address this statement names, in the order of its keys."""
        value = [self.value] if isinstance(self.value, Address) else []
        return [
            p for p in (*value, *self.asserted_by, *self.via, *self.about) if isinstance(p, Address)
        ]


@dataclass(slots=True, kw_only=True)
class Wording(Statement):
    """One printed form of a quote."""

    rendition: str = "original"
    language: str = "en"
    translated_by: Address | str = ""
    speaker: Address | None = None
    preferred: bool = False

    def links(self) -> list[Address]:
        more = [p for p in (self.speaker, self.translated_by) if isinstance(p, Address)]
        return [*Statement.links(self), *more]


def looks_like_fact(node: Node) -> bool:
    """Whether a node has what a statement has and other things have not."""
    return isinstance(node, Map) and not node.items.keys().isdisjoint(("text", "references"))


def misspelt(node: Map, keys: Collection[str]) -> set[str]:
    """The known keys that unknown ones stand for: nobody is told that they are missing as well."""
    return {
        closest(key, keys) for key in islice((key for key in node.items if key not in keys), MANY)
    }


def _unknown(node: Map, key: str, keys: Collection[str], field: str, hints: Hints) -> Issue:
    """An issue for a key that is not known here."""
    message, hint = (
        "there is no such key here",
        hints.nearest(key, keys) or f"known here: {', '.join(keys)}",
    )
    if looks_like_fact(node.items[key]):
        message, hint = (
            "this looks like a fact of its own",
            f"start {key}: in the same column as {field.rpartition('.')[2] or 'facts'}:",
        )
    return Issue(
        node.keys[key].spot, "unknown-key", f"{field}.{key}: {message}".lstrip("."), hint, len(key)
    )


def read_fields(
    node: Node, keys: dict[str, Type], field: str, put: Put, required: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The fields of a mapping by their types; unknown and missing keys are put as issues."""
    if not isinstance(node, Map):
        hint = f"write {', '.join(required) or 'its keys'} below it"
        put(
            problem(
                node,
                "wrong-shape",
                field or "record",
                "a mapping of keys and values is expected here",
                hint,
            )
        )
        return {}
    out: dict[str, Any] = {}
    prefix, hints = f"{field}." if field else "", Hints()
    for key, child in node.items.items():
        if key not in keys:
            put(_unknown(node, key, keys, field, hints))
        elif (value := keys[key].read(child, prefix + key, put)) is not None:
            out[key] = value
    for key in [key for key in required if key not in node.items]:
        if key not in misspelt(node, keys):
            put(
                Issue(
                    node.spot,
                    "missing-key",
                    f"{prefix}{key}: this key is required",
                    f"add {key}: …",
                )
            )
    return out


def read_statement(node: Node, address: str, name: str, extra: dict[str, Type], required: tuple[str, ...],
                   put: Put, spot: Spot | None = None, make: type[Statement] = Statement) -> Statement | None:  # fmt: skip
    """The statement in `node`, with every rule a statement must keep. `extra` are the keys beside those of every statement."""
    found = read_fields(node, {**extra, **KEYS}, name, put, required)
    if not found or any(key not in found for key in required):
        return None
    found.pop("id", None)
    if (by := found.get("superseded_by")) and by.text.startswith("#"):
        found["superseded_by"] = replace(by, text=address.partition("#")[0] + by.text)
    statement = make(
        address=address, property=name.partition(".")[0], spot=spot or node.spot, **found
    )
    check_statement(statement, node, name, put)
    return statement


def check_statement(statement: Statement, node: Node, name: str, put: Put) -> None:
    """No source, no publication; no claim without its claimant; no doubt without a public note."""

    def missing(code: str, key: str, why: str, hint: str) -> None:
        if isinstance(node, Map) and key in misspelt(node, {**KEYS, "text": 0, "value": 0}):
            return  # that is told
        at = (
            node.items.get("status", node)
            if isinstance(node, Map) and key != "references"
            else node
        )
        put(Issue(at.spot, code, f"{name}.{key}: {why}".lstrip("."), hint, at.width))

    listed = node.items.get("references") if isinstance(node, Map) else None
    if not statement.references and not statement.draft and not getattr(listed, "items", None):
        missing(
            "missing-reference",
            "references",
            "the statement names no source",
            "add references: [source-id], or draft: true",
        )
    if statement.status in NEEDS_CLAIMANT and not statement.asserted_by:
        missing(
            "missing-claimant",
            "asserted_by",
            f"a statement that is {statement.status} needs its claimant",
            CLAIMANT,
        )
    if statement.status in NEEDS_NOTE and not statement.note:
        missing(
            "missing-note",
            "note",
            f"the status {statement.status} needs a public note",
            "add note: …",
        )
    if (by := statement.superseded_by) and statement.status != "superseded":
        message = f"{name}.superseded_by: only a fact that is superseded has a successor; this one is {statement.status}".lstrip(
            "."
        )
        put(
            Issue(
                by.spot,
                "wrong-successor",
                message,
                "write status: superseded, or delete the key",
                by.width,
            )
        )


def object_schema(keys: dict[str, Type], required: tuple[str, ...] = ()) -> dict[str, Any]:
    """Draft-07 schema of a mapping with these keys and no others."""
    out = {
        "type": "object",
        "additionalProperties": False,
        "properties": {k: t.schema() for k, t in keys.items()},
    }
    return {**out, "required": list(required)} if required else out


def items(node: Node, field: str, put: Put) -> list[tuple[str, Node, Spot]]:
    """The entries of a mapping from id to node, ids checked."""
    if not isinstance(node, Map):
        hint = f"write {field}:, then some-id: below it"
        if isinstance(node, Seq):
            hint = f"write an id in the place of each hyphen: {field}:, below it has-moved:, and the keys of the entry below that"
        put(
            problem(
                node, "wrong-shape", field, "a mapping from an id to its entry is expected", hint
            )
        )
        return []
    out = []
    for key, child in node.items.items():
        spot = node.keys[key].spot
        if why := id_problem(key):
            put(Issue(spot, "bad-id", f'{field}: "{key}": {why}', "", len(key)))
        else:
            out.append((key, child, spot))
    return out
