"""What is perhaps there already: a record of a like name, a fact of a like sentence or value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.places import key_of, parts_of
from factsheet.evidence import Grade, folded, graded, lookalikes, rivals
from factsheet.kinds import Kind
from factsheet.reading import Outline, outlines
from factsheet.values import LEAD, When, parse

NEAR = 0.87  # of the letters of two texts that are the same, in the same order
MOST = 3  # that are named
NAMES = ("name", "short_name", "aliases")  # by which a record is known
SHORTEST = 5  # letters of a name whose near ones count


@dataclass(frozen=True, slots=True)
class Alike:
    """The address of what is perhaps the same, and why."""

    address: str
    why: str


def records(found: Mapping[str, Outline], plural: str, names: Iterable[str]) -> list[Alike]:
    """The records of a kind that are called nearly so, in any spelling."""
    out: dict[str, Alike] = {}
    own = {a: one.names for a, one in found.items() if a.startswith(f"{plural}/")}
    for name in names:
        same = {a for grade, a in graded(own, name) if grade in (Grade.ID, Grade.NAME)}
        for address, theirs in own.items():
            called = next((t for t in theirs if address in same or _like(name, t)), "")
            if called:
                out.setdefault(address, Alike(address, f'it is called "{theirs[0]}"'))
    return list(out.values())[:MOST]


def new_record(edit: Edit, kind: Kind, data: Mapping[str, Any]) -> list[Alike]:
    """The records that a new one of a kind perhaps is."""
    given = [data[key] for key in NAMES if key in data]
    names = [name for one in given for name in (one if isinstance(one, list) else [one])]
    found = records(outlines(edit.tree, edit.built.kinds), kind.plural, names)
    if kind.is_statement:
        found += events(edit, kind.plural, str(data.get("text", "")))
    return found


def facts(edit: Edit, home: str, values: Mapping[str, Any], field: str = "") -> list[Alike]:
    """The statements of a record that say nearly the same; of a field, the same at one time.

    An original beside what was printed of it may differ in a word: that is why it is added.
    """
    doc, steps = edit.statement(home)
    out = []
    for id_, place in parts_of(doc, steps).items():
        one = doc.data(place)
        text, theirs = str(values.get("text", "")), str(one.get("text", ""))
        other = one.get("rendition") != values.get("rendition")
        if text and theirs and not other and near(text, theirs):
            out.append(Alike(f"{home}#{id_}", f"it says: {theirs}"))
        elif key_of(steps, place) == field != LEAD and _same_value(one, values):
            out.append(Alike(f"{home}#{id_}", "it has the same value for that time"))
    return out[:MOST]


def events(edit: Edit, plural: str, text: str) -> list[Alike]:
    """The events of a kind whose sentence is nearly the same."""
    found = edit.library.of(plural)
    said = [(r.address, s.text) for r in found for s in r.statements.values() if not s.anchor]
    return [Alike(a, f"it says: {theirs}") for a, theirs in said if near(text, theirs)][:MOST]


def quotes(edit: Edit, plural: str, wording: Mapping[str, Any]) -> list[Alike]:
    """The quotes of a kind that have nearly the same words."""
    text = str(wording.get("text", ""))
    said = [s for record in edit.library.of(plural) for s in record.of("wordings")]
    return [Alike(s.record, f"it says: {s.text}") for s in said if near(text, s.text)][:MOST]


def near(one: str, two: str) -> bool:
    """Whether two sentences are nearly the same."""
    first, second = folded(one), folded(two)
    pair = SequenceMatcher(None, first, second, autojunk=False)
    return pair.real_quick_ratio() >= NEAR and pair.quick_ratio() >= NEAR and pair.ratio() >= NEAR


def _like(name: str, other: str) -> bool:
    """Whether two names look alike, or differ in a letter or two."""
    if lookalikes.skeleton(name) == lookalikes.skeleton(other):
        return True
    return min(len(name), len(other)) >= SHORTEST and near(name, other)


def _same_value(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    """Whether two statements have the same value and scope, and can hold for one time."""
    same = all(one.get(key, "") == two.get(key, "") for key in ("value", "scope"))
    return same and _meet(one, two)


def _meet(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    """Whether two statements can hold for one time; one without a time can hold for any."""
    first, second = _when(one), _when(two)
    return first is None or second is None or rivals.meet(first, second)


def _when(one: Mapping[str, Any]) -> When | None:
    try:
        return parse(str(one["when"]))
    except (KeyError, ValueError):
        return None
