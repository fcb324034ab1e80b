"""Two records that are one.

Every statement remembers the addresses that it had, so that each of them leads on, and neither
another merge nor git's revert of this one loses any.
"""

from __future__ import annotations

from typing import Any

from factsheet.bench.changes.moving import carry, former, free_id
from factsheet.bench.changes.renaming import remember, rename
from factsheet.bench.changes.retyping import retype
from factsheet.bench.edits.doc import Doc
from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.places import key_of, parts_of
from factsheet.bench.edits.plain_data import Steps
from factsheet.bench.edits.refused import Refused
from factsheet.kinds import Kind
from factsheet.values import LEAD

_NAMES = ("name", "short_name", "aliases")
_UPKEEP = ("formerly", "checked", "checked_by", "draft")


def merge(edit: Edit, old: str, into: str) -> list[str]:
    """Make one record of two: all that `old` has stands on `into`, and its address leads there.

    Gives what was left out because `into` says it otherwise: `type: militia`. Raises `Refused`.
    """
    kind = _checked(edit, old, into)
    was = _one_lead(edit, old, into)
    first = {}  # the id that a part gets, and the one that it had
    for id_ in parts_of(*edit.statement(old)):
        free = free_id(edit, into, id_)
        first[free] = was.get(id_, id_)
        if free != id_:
            rename(edit, f"{old}#{id_}", free)
    retype(edit, old, into)
    doc, steps = edit.statement(old)
    target, target_steps = edit.statement(into)
    for id_, place in parts_of(doc, steps).items():
        if key_of(steps, place) == "wordings":
            doc.remove((*place, "preferred"))
        carry(doc, place, edit, f"{old}#{first[id_]}", f"{into}#{id_}")
    if kind.is_statement:
        _own_statement(edit, kind, old, into)
    left = _Labels(doc.data(steps), target, target_steps, kind).merged()
    own = [] if former(target, target_steps) else [into.partition("/")[2]]  # it had this one first
    remember(target, target_steps, *own, old.partition("/")[2], *former(doc, steps))
    if steps:
        doc.remove(steps)
    else:
        edit.put(doc.path, None)
    return left


def _checked(edit: Edit, old: str, into: str) -> Kind:
    """The kind of both; refused when they are no two records of one kind."""
    if "#" in old or "#" in into or old == into:
        raise Refused(f"{old} and {into} cannot be merged", "name two records")
    kind, other = edit.record(old).kind, edit.record(into).kind
    if kind is not other:
        same = f"{other.plural}/{old.partition('/')[2]}"
        raise Refused("they are of two kinds", f"factsheet rename {old} {same}")
    return kind


def _one_lead(edit: Edit, old: str, into: str) -> dict[str, str]:
    """Where both have a lead, the one of `old` becomes a fact; gives its id, and what it was."""
    (doc, steps), (other, there) = edit.statement(old), edit.statement(into)
    if not (doc.has((*steps, LEAD)) and other.has((*there, LEAD))):
        return {}
    id_ = free_id(edit, old, free_id(edit, into, f"{LEAD}-{old.partition('/')[2]}"))
    retype(edit, f"{old}#{LEAD}", f"{old}#{id_}")
    doc.set((*steps, "facts", id_), doc.data((*steps, LEAD)))
    doc.remove((*steps, LEAD))
    return {id_: LEAD}


def _own_statement(edit: Edit, kind: Kind, old: str, into: str) -> None:
    """What an event said becomes a fact of the other one."""
    doc, steps = edit.statement(old)
    keys = ("text", *edit.built.kinds.statement)
    fact = {key: value for key, value in doc.data(steps).items() if key in keys}
    target, target_steps = edit.statement(into)
    id_ = free_id(edit, into, old.partition("/")[2])
    target.set((*target_steps, "facts", id_), fact)


class _Labels:
    """The labels of a record that becomes part of another."""

    def __init__(self, data: dict[str, Any], target: Doc, steps: Steps, kind: Kind) -> None:
        self.data, self.target, self.steps, self.kind = data, target, steps, kind
        self.there: dict[str, Any] = target.data(steps)

    def merged(self) -> list[str]:
        """Put those into the other record that it has not; gives the rest, in words."""
        if self.kind.named:
            self.names()
        left = []
        for key, value in self.data.items():
            own = key in self.kind.all_labels and key not in (*_NAMES, *_UPKEEP)
            if own and not self.add(key, value):
                left.append(f"{key}: {value}")
        days = [str(one["checked"]) for one in (self.data, self.there) if "checked" in one]
        if days:
            self.target.set((*self.steps, "checked"), min(days))
        return left

    def add(self, key: str, value: Any) -> bool:
        """Put one label in; false where the other record says something else."""
        there = self.there.get(key)
        if there is None:
            self.target.set((*self.steps, key), value)
        elif isinstance(value, list) and isinstance(there, list):
            self.target.set((*self.steps, key), [*there, *(v for v in value if v not in there)])
        elif isinstance(value, dict) and isinstance(there, dict):
            self.target.set((*self.steps, key), {**value, **there})
            return all(there.get(one, said) == said for one, said in value.items())
        return there is None or isinstance(there, list) or there == value

    def names(self) -> None:
        """All that the one was called are other names of the other."""
        aliases = list(self.there.get("aliases", []))
        called = [text for key in ("name", "short_name") for text in _texts(self.data.get(key))]
        called += self.data.get("aliases", [])
        known = [text for key in ("name", "short_name") for text in _texts(self.there.get(key))]
        new = [one for one in dict.fromkeys(called) if one not in (*known, *aliases)]
        if new:
            self.target.set((*self.steps, "aliases"), [*aliases, *new])


def _texts(name: Any) -> list[str]:
    """The texts of a name, which may be in several languages."""
    if not isinstance(name, dict):
        return [name] if name else []
    return [str(one["text"] if isinstance(one, dict) else one) for one in name.values()]
