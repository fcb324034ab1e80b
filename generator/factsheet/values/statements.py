"""Statements, the unit of everything: one assertion about a record.

Each with who says so, since when, and on what ground.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from factsheet.issues import Issue, Spot
from factsheet.values.characters import Put
from factsheet.values.dates import When
from factsheet.values.links import Address, FactLink, Link, Party
from factsheet.values.mappings import misspelt, object_schema, read_fields
from factsheet.values.nodes import Map, Node, Seq
from factsheet.values.removals import Removal, Removed, without_rest
from factsheet.values.translations import InWords
from factsheet.values.types import Choice, Date, Flag, Many, Type, Words, words_of

STATUSES = ("accepted", "claimed", "denied", "disputed", "superseded", "retracted")
NEEDS_NOTE = ("denied", "disputed", "superseded", "retracted")
NEEDS_CLAIMANT = ("claimed", "denied")
CLAIMANT = (
    "add asserted_by: and who says so, as in asserted_by: groups/some-id or asserted_by: a witness"
)
LEAD = "lead"  # the key, and the id, of the sentence that says what a record is
SENTENCES = ("", LEAD, "facts")  # what a statement stands under that is no value of a field
CHANGES = ("update", "correction", "clarification", "new-evidence")


@dataclass(frozen=True, slots=True)
class Reference:
    """A source and the place in it: `abc-2024-12-08#P5`.

    What is no id is told when all sources are known, with the id that was meant.
    """

    source: str
    locator: str
    spot: Spot
    width: int = 1
    where: str = field(default="", compare=False)  # the field it stands in
    kind: str = "sources"  # the plural of the kind that facts rest on

    @property
    def address(self) -> str:
        """The address of the source."""
        return f"{self.kind}/{self.source}"


@dataclass(frozen=True)
class ReferenceType:
    """A source id with an optional locator after `#`."""

    kind: str

    def read(self, node: Node, field: str, put: Put) -> Reference | None:
        """The reference as typed."""
        text = words_of(node, field, put, 300)
        if text is None:
            return None
        source, _, locator = text.partition("#")
        place = node.spot, node.width, field
        return Reference(source.strip(), locator.strip(), *place, self.kind)

    def schema(self) -> dict[str, Any]:
        """An id, and what follows a `#`."""
        return {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*(#.+)?$"}


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed after publication, when, from what, and why."""

    kind: str
    on: When
    was: str
    why: str
    keeps_translations: bool = False  # of a clarification: they say the same as before


class ChangeType:
    """A mapping of `kind`, `on`, `was` and `why`, and whether translations stay as they are."""

    def read(self, node: Node, field: str, put: Put) -> Change | None:
        """The change, when it is whole."""
        found = read_fields(node, CHANGE_KEYS, field, put, required=CHANGE_NEEDED)
        return Change(**found) if all(key in found for key in CHANGE_NEEDED) else None

    def schema(self) -> dict[str, Any]:
        """The mapping, all keys required."""
        return object_schema(CHANGE_KEYS, CHANGE_NEEDED)


CHANGE_KEYS: dict[str, Type] = {
    "kind": Choice(CHANGES), "on": Date(day=True), "was": Words(), "why": Words(),
    "keeps_translations": Flag(),
}  # fmt: skip
CHANGE_NEEDED = ("kind", "on", "was", "why")


def statement_keys(sources: str) -> dict[str, Type]:
    """The keys of every statement, whose references name records of the kind of this plural."""
    return {
        "status": Choice(STATUSES),
        "superseded_by": FactLink(),
        "note": InWords(2_000),
        "asserted_by": Many(Party(), single=True),
        "via": Many(Party(), single=True),
        "when": Date(),
        "said": Date(),
        "recorded": Date(day=True),
        "scope": InWords(300),
        "about": Many(Link()),
        "references": Many(ReferenceType(sources)),
        "draft": Flag(),
        "planned": Flag(),
        "changes": Many(ChangeType()),
        "taken_down": Removed("ground"),
    }


STUB = ("taken_down", "formerly", "recorded", "draft")  # what stays of what was taken down


@dataclass(slots=True, kw_only=True)
class Statement:
    """One assertion: the `value` of a property or the `text` of a fact.

    `property` is the key it stands under, one of `SENTENCES` or a field. `address` is the record's
    address, `#` and the statement's id; a record that is itself one statement has no `#`.
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
    formerly: tuple[str, ...] = ()  # ids that it had before, or addresses on other records
    taken_down: Removal | None = None  # then it is retracted, and nothing else of it is known
    record: str = field(init=False)  # the address before its `#`
    anchor: str = field(init=False)  # and after it

    def __post_init__(self) -> None:
        self.record, _, self.anchor = self.address.partition("#")

    def links(self) -> list[Address]:
        """Every address this statement names, in the order of its keys."""
        named = (self.value, *self.asserted_by, *self.via, *self.about)
        return [one for one in named if isinstance(one, Address)]


@dataclass(slots=True, kw_only=True)
class Wording(Statement):
    """One printed form of a quote."""

    rendition: str = "original"
    language: str = "en"
    translated_by: Address | str = ""
    speaker: Address | None = None
    preferred: bool = False

    def links(self) -> list[Address]:
        """Also who speaks and who translated."""
        more = [p for p in (self.speaker, self.translated_by) if isinstance(p, Address)]
        return [*Statement.links(self), *more]


def read_statement(node: Node, address: str, name: str, keys: dict[str, Type],
                   required: tuple[str, ...], put: Put, spot: Spot | None = None,
                   make: type[Statement] = Statement) -> Statement | None:  # fmt: skip
    """The statement in `node`, with every rule that one must keep. `keys` are all that it has."""
    stub = without_rest(node, (*STUB, "id"), name, put)
    removed = stub is not None
    if stub:
        node, required = stub, ("taken_down",)
    found = read_fields(node, keys, name, put, required)
    if not found or any(key not in found for key in required):
        return None
    found.pop("id", None)
    found |= {"status": "retracted"} if removed else {}
    if (by := found.get("superseded_by")) and by.text.startswith("#"):
        found["superseded_by"] = replace(by, text=address.partition("#")[0] + by.text)
    own = f"{address.partition('#')[0]}#"
    if "formerly" in found:
        found["formerly"] = tuple(old.removeprefix(own) for old in found["formerly"])
    key = name.partition(".")[0]
    statement = make(address=address, property=key, spot=spot or node.spot, **found)
    if not removed:
        _check(statement, node, name, put)
    return statement


def _check(statement: Statement, node: Node, name: str, put: Put) -> None:
    """No source, no publication; no claim without its claimant; no doubt without a public note."""
    items, status = node.items if isinstance(node, Map) else {}, statement.status

    def missing(key: str, code: str, why: str, hint: str) -> None:
        if isinstance(node, Map) and key in misspelt(node, (*statement_keys(""), "text", "value")):
            return  # that is told
        at = node if key == "references" else items.get("status", node)
        put(Issue(at.spot, code, f"{name}.{key}: {why}".lstrip("."), hint, at.width))

    listed = items.get("references", Seq([], node.spot))  # what is no list is told already
    if isinstance(listed, Seq) and not listed.items and not statement.draft:
        hint = "add references: [source-id], or draft: true"
        missing("references", "missing-reference", "the statement names no source", hint)
    if status in NEEDS_CLAIMANT and not statement.asserted_by:
        why = f"a statement that is {status} needs its claimant"
        missing("asserted_by", "missing-claimant", why, CLAIMANT)
    if status in NEEDS_NOTE and not statement.note:
        why = f"the status {status} needs a public note"
        missing("note", "missing-note", why, "add note: …")
    if (by := statement.superseded_by) and status != "superseded":
        why = f"only a fact that is superseded has a successor; this one is {status}"
        message = f"{name}.superseded_by: {why}".lstrip(".")
        hint = "write status: superseded, or delete the key"
        put(Issue(by.spot, "wrong-successor", message, hint, by.width))
