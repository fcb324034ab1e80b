"""What is there is changed where it stands: a fact, a value, a wording, a dispute, a record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from factsheet.bench.edits.doc import Doc
from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.places import key_of
from factsheet.bench.edits.plain_data import Steps
from factsheet.bench.edits.refused import Refused
from factsheet.bench.edits.yaml_text import LAST
from factsheet.bench.entering import adding, asking
from factsheet.bench.entering.asking import Question
from factsheet.kinds import Kind, keys
from factsheet.values import LEAD, Flag

_SORTS = {**dict(zip(LAST, ("fact", "wording", "dispute"))), LEAD: "fact"}
FLAGS = ("planned", "draft")  # keys of which nobody asks
# what a source may say otherwise: with another of these each reference is looked at again
SAID = ("text", "value", "when", "said", "asserted_by", "scope", "speaker")
# what a statement does not hand on to the one that follows it
OWN = ("id", "formerly", "changes", "recorded", "references", "when", "said", "note", "draft")


@dataclass(frozen=True)
class Part:
    """What an address names, as it stands in its file.

    `sort` is record, event, fact, value, wording or dispute; `field` that of a value.
    """

    address: str
    kind: Kind
    sort: str
    field: str
    doc: Doc
    steps: Steps

    @property
    def data(self) -> dict[str, Any]:
        """Its keys, as texts, lists and mappings."""
        found = self.doc.data(self.steps)
        return found if isinstance(found, dict) else {}

    @property
    def statement(self) -> bool:
        """Whether it rests on sources."""
        return self.sort not in ("record", "dispute")

    @property
    def home(self) -> str:
        """The address of its record."""
        return self.address.partition("#")[0]

    @property
    def cited(self) -> list[str]:
        """Its references as they are typed."""
        found = self.data.get("references")
        return [str(one) for one in found] if isinstance(found, list) else []


def part(edit: Edit, address: str) -> Part:
    """What an address names. Raises Refused."""
    doc, steps = edit.statement(address)
    home, hash_, _ = address.partition("#")
    kind = adding.kind_of(edit, home.partition("/")[0])
    sort, field = "event" if kind.is_statement else "record", ""
    if hash_:
        under = key_of(edit.place(home)[1], steps)
        sort = _SORTS.get(under, "value")
        field = under if sort == "value" else ""
    found = Part(address, kind, sort, field, doc, steps)
    if not found.data:
        raise Refused(f"{doc.path}: {address} holds nothing", "factsheet check says more")
    if "taken_down" in found.data:
        raise Refused(f"{address} is taken down", "what stood there is not to be read any more")
    return found


def questions(edit: Edit, of: Part) -> list[Question]:
    """What can be changed of it, each with its type; references are decided one by one."""
    kinds = edit.built.kinds
    if of.sort == "dispute":
        types = {key: type_ for key, type_ in keys.DISPUTE.items() if key != "statements"}
        return [Question(key, key.capitalize(), type_) for key, type_ in types.items()]
    if of.sort == "wording":
        found = asking.of_wording(kinds, of.kind, every=True)
    elif of.sort in ("record", "event"):
        found = asking.of_record(kinds, of.kind)
    else:
        found = asking.of_statement(kinds, of.kind, of.field)
    flags = [Question(key, key.capitalize(), Flag()) for key in FLAGS if of.statement]
    return [*(one for one in found if not one.source), *flags]


def put(of: Part, values: Mapping[str, Any], without: Collection[str] = ()) -> set[str]:
    """Put values in the place of others, and take keys out; gives the keys that differ now.

    What is superseded no longer has no successor any more; `accepted` is what nobody types.
    """
    before, values = of.data, dict(values)
    if values.get("status") == "accepted" and "status" not in without:
        without = (*without, *(["status"] if "status" in before else []))
        del values["status"]
    for key in without:
        if key not in before:
            raise Refused(f'{of.address} has no "{key}"', f"it has {', '.join(before)}")
        of.doc.remove((*of.steps, key))
    for key, value in values.items():
        of.doc.put((*of.steps, key), value)
    after = of.data
    if after.get("status") != "superseded" == before.get("status"):
        of.doc.remove((*of.steps, "superseded_by"))
    return {key for key in {*before, *after} if before.get(key) != after.get(key)}


def lacking(of: Part) -> list[str]:
    """The keys that its status asks for and that it does not have."""
    status, data = str(of.data.get("status", "")), of.data
    needed = ["asserted_by"] if status in asking.CLAIMANT else []
    needed += ["note"] if status in asking.NOTE else []
    return [key for key in needed if key not in data]


def meant(of: Part, given: Iterable[str]) -> list[str]:
    """The references that are named, by source or by source and place. Raises Refused."""
    out = []
    for one in given:
        same = [ref for ref in of.cited if one in (ref, ref.partition("#")[0])]
        same = [one] if one in same else same
        if len(same) != 1:
            why = "names several of its references" if same else "is none of its references"
            raise Refused(f"{one} {why}", f"they are {', '.join(of.cited)}")
        out += same
    return out


def undecided(of: Part, differ: Collection[str], kind: str, known: Collection[str]) -> list[str]:
    """The references of which nobody said yet whether they say what stands there now.

    The same in better words rests on what it rested on; a draft is decided when it is published.
    """
    if kind == "clarification" or of.data.get("draft") == "true" or not of.statement:
        return []
    return [ref for ref in of.cited if ref not in known] if {*differ} & {*SAID} else []


def rest_on(of: Part, drop: Collection[str]) -> None:
    """Take references out of the list where they stand."""
    where = (*of.steps, "references")
    for at in reversed(range(len(of.cited))):
        if of.cited[at] in drop:
            of.doc.remove((*where, at))


def prefer(edit: Edit, of: Part) -> None:
    """Make a wording the one by which its quote is known. Raises Refused."""
    if of.sort != "wording":
        raise Refused(f"{of.address} is no wording", "only wordings are preferred")
    for id_ in of.doc.data(of.steps[:-1]):
        if id_ != of.steps[-1]:
            of.doc.remove((*of.steps[:-1], id_, "preferred"))
    of.doc.set((*of.steps, "preferred"), "true")


def end(of: Part, last: str) -> None:
    """Say until when something held. Raises Refused where that cannot be said."""
    was = str(of.data.get("when", ""))
    if of.sort not in ("fact", "value", "event"):
        raise Refused(f"{of.address} has no time of its own", "only what held has an end")
    if "/" in last or last.startswith("["):
        raise Refused(f"{last} is more than an end", "write one date: 2024-12-07")
    if was.startswith("["):
        raise Refused(f"{of.address} is of one day out of {was}", "say the whole with --when")
    start, slash, _ = was.partition("/")
    of.doc.set((*of.steps, "when"), f"{start or ('' if slash else '..')}/{last}")


def follow(edit: Edit, of: Part, values: Mapping[str, Any], refs: list[str], id_: str = "") -> str:
    """Enter what holds now beside what held: the same but for these values; gives its address.

    Raises Refused for what cannot be followed by another.
    """
    if of.sort not in ("fact", "value"):
        raise Refused(f"{of.address} is no fact", "only a fact or a value has an end")
    kept = {key: value for key, value in of.data.items() if key not in OWN}
    data = {**kept, **values, "references": refs}
    if of.field and "value" in values and "text" not in values:
        data.pop("text", None)  # it is the sentence of the old value
    return adding.add_fact(edit, of.home, data, of.field, id_)
