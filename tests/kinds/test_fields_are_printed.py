"""What a kind lets an editor type is printed: a field that stands on no page is noticed here."""

import re
from functools import cache
from typing import Any

import pytest
import yaml
from factsheet.build.whole import build
from factsheet.kinds import Kind, kinds_of
from factsheet.values.links import Former, Link, Party, Url
from factsheet.values.names import NameText
from factsheet.values.numbers import Number, Point
from factsheet.values.removals import Removed
from factsheet.values.translations import InWords
from factsheet.values.types import ByLanguage, Choice, Date, Flag, Language, Many, Type, Words
from projects import tree

UNPRINTED = {"accepted", "checked_by", "draft"}  # for editors alone
PAIRS: dict[type, tuple[object, object]] = {  # two values of a type that read differently
    ByLanguage: ({"ar": "واحد"}, {"ar": "اثنان"}),
    Date: ("2024-12-08", "2024-12-09"),
    Flag: (False, True),
    Former: ("before", "earlier"),
    Language: ("fr", "tr"),
    NameText: ({"text": "One Name"}, {"text": "Another Name"}),
    Number: (1000, 2000),
    Party: ("a witness", "a clerk"),
    Point: (["36.1", "33.5"], ["37.2", "34.6"]),
    Url: ("https://one.example/", "https://two.example/"),
    Words: ("one thing", "another"),
    InWords: ("one thing", "another"),
}
FACT = {"text": "It is so.", "references": ["paper"]}
WORDING = {"rendition": "original", "language": "en", "preferred": True, **FACT}
NEEDED: dict[str, dict[str, object]] = {  # what a record of a kind cannot be without
    "dates": {"when": "2024-12-08", **FACT},
    "quotes": {"speaker": "people/one", "wordings": {"afp": WORDING}},
    "sources": {"publisher": "The Herald"},
}
KINDS = kinds_of({})[0]
LABELS = [(k, key) for k, kind in KINDS.items() for key in kind.all_labels if key not in UNPRINTED]
FIELDS = [(k, key) for k, kind in KINDS.items() for key in kind.all_fields]


def two(type_: Type) -> tuple[Any, Any]:
    """Two values of a type; links lead to records of the first kind that they may lead to."""
    if isinstance(type_, Many):
        first, second = two(type_.item)
        return [first], [second]
    if isinstance(type_, Choice):
        return type_.options[0], type_.options[1]
    if isinstance(type_, Link):
        folder = (*type_.kinds, "groups")[0]
        return f"{folder}/one", f"{folder}/two"
    if isinstance(type_, Removed):
        return {"on": "2025-06-01", type_.reason: "One."}, {
            "on": "2025-06-01",
            type_.reason: "Two.",
        }
    return PAIRS[type(type_)]


def record(kind: Kind, name: str) -> dict[str, Any]:
    """No more than a record needs."""
    known = {"name": f"{kind.name} {name}"} if "name" in kind.required else {}
    return {**known, "checked": "2025-06-30", **NEEDED.get(kind.plural, {})}


def said(value: object) -> dict[str, object]:
    """A statement of a field."""
    return {"value": value, "references": ["paper"]}


def pages(kind: str, **more: Any) -> dict[str, str]:
    """The pages of a made-up site: a record with `more`, two poor ones of each kind, a claim."""
    files = {f"{k}/{name}": record(KINDS[k], name) for k in KINDS for name in ("one", "two")}
    own = f"{kind}/own"
    files[own] = {**record(KINDS[kind], "own"), **more}
    claim = {**FACT, "status": "claimed", "asserted_by": own}
    files["groups/three"] = {**record(KINDS["groups"], "three"), "facts": {"so": claim}}
    files["sources/three"] = {**record(KINDS["sources"], "three"), "origin": "one thing"}
    typed = {f"data/{at}.yml": yaml.safe_dump(one, allow_unicode=True) for at, one in files.items()}
    built = build(tree(typed))
    assert built.ok, [issue.message for issue in built.issues]
    return {path: str(page) for path, page in built.pages.items()}


@cache
def with_all_fields(kind: str) -> dict[str, str]:
    """The pages around a record that has a statement of each field."""
    found = KINDS[kind].all_fields.items()
    return pages(kind, **{key: [said(two(p.type)[0])] for key, p in found})


@pytest.mark.parametrize(("kind", "label"), LABELS)
def test_a_label_is_printed_on_some_page(kind: str, label: str) -> None:
    one, other = two(KINDS[kind].all_labels[label])
    assert pages(kind, **{label: one}) != pages(kind, **{label: other}), "nobody gets to read it"


@pytest.mark.parametrize(("kind", "key"), FIELDS)
def test_a_field_is_printed_with_its_label_and_its_way_back(kind: str, key: str) -> None:
    field, found = KINDS[kind].all_fields[key], with_all_fields(kind)
    if key != "figures":  # their scope says what they are
        own = found[f"{kind}/own.md"]
        strip = rf'fs-meta">[^<]*{re.escape(field.within)}'
        forms = rf"\*\*{re.escape(field.label)}:\*\*|\| {re.escape(field.label)} \||{strip}"
        assert re.search(forms, own)
    if isinstance(field.type, Link):
        there = found[f"{two(field.type)[0]}.md"]
        assert f"**{field.reverse}" in there or f"\n| {field.reverse} |" in there
