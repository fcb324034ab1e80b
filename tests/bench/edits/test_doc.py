"""Edits of YAML files: what was asked for is done, and every other byte stays."""

import random
from pathlib import Path
from typing import Any

import pytest
from factsheet.bench import Refused
from factsheet.bench.edits.doc import Doc
from factsheet.bench.edits.yaml_text import scalar
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projects import ROOT

REAL = sorted(
    path
    for top in ("data", "seeds", "examples", "generator/factsheet/command/starter")
    for path in (ROOT / top).rglob("*.yml")
    if not {"schema", ".github", "site", "kinds"} & set(path.parts) and path.stem != "mkdocs"
)
ODD = {
    "other indents": "a:\n    - x: 1 # one\n      y: 2\n    -   z\n\nb:\n- 1\n-  c: d\n   e: [f , g,h ]  # tail\n",
    "no last line end": "a: 1\nb:\n  c: 2",
    "windows": "a: 1\r\n# said\r\nb:\r\n  - c\r\n  - d: 1\r\n    e: 2\r\n",
    "byte-order mark": "\ufeffa: 1\nb: {c: 1, d: [e, {f: g}]}\n",
    "quotes": "a: \"x: y\"\n'b c': 'it''s'\nd: [\"e, f\", 'g']\n\"h\": i\n",
    "long texts": "a: |\n  one\n  two\n\nb: >-\n   three\n   four\nc: five\n  six\n# end\n",
    "comments": "# top\na: # of a\n  # above b\n  b: 1\n\n  # above c\n  c: 2 # of c\n# below\nd: []\ne:\nf: {}\n",
    "lists in lists": "a:\n  - - b\n    - c\n  -\n    d: 1\n  -\n    # above\n    - e\n",
    "brackets over lines": "a: [\n  b, # of b\n  c,\n]\nd: {\n  e: 1,\n  f: 2 }\n",
    "wide letters": "a: هيئة 🜁 x\nb: {ж: é, 𝒳: [漢, 字]}\n",
}  # fmt: skip
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)
NICE = st.sampled_from(
    [
        "x",
        "- y",
        "a: b",
        "c #d",
        "#e",
        "'f",
        '"g" h',
        "[i",
        "j, k",
        "{}",
        "2024-12-07/..",
        "no",
        "~",
        "?",
        "l:",
        "@m",
        "-1",
        "é",
    ]
)
VALUES = st.recursive(
    TEXTS | NICE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


def places(data: Any, steps: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in data, the root included."""
    pairs = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    return [steps, *(place for key, value in pairs for place in places(value, (*steps, key)))]


def at(data: Any, steps: tuple[Any, ...]) -> Any:
    for step in steps:
        data = data[step]
    return data


def outside(before: bytes, after: bytes) -> tuple[bytes, bytes]:
    """What was taken out and what was put in, between the bytes that both have at their ends."""
    start = next(
        (n for n, (a, b) in enumerate(zip(before, after)) if a != b), min(len(before), len(after))
    )
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return before[start : len(before) - end], after[start : len(after) - end]


@pytest.mark.parametrize("path", REAL, ids=[str(p.relative_to(ROOT)) for p in REAL])
def test_any_edit_of_a_real_file_leaves_the_rest_and_can_be_taken_back(path: Path) -> None:
    content = path.read_bytes()
    chance = random.Random(path.name)
    all_places = [steps for steps in places(Doc(content, "x").data()) if steps]
    for steps in chance.sample(all_places, min(12, len(all_places))):
        check_one(content, steps, "Neu: «é» #1")


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_any_edit_of_an_oddly_laid_out_file_leaves_the_rest(text: str) -> None:
    content = text.encode()
    for steps in places(Doc(content, "x").data()):
        if steps:
            check_one(content, steps, "new: [text]")


@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.sampled_from(sorted(ODD)), st.randoms(use_true_random=False), VALUES)
def test_any_value_can_be_put_anywhere(name: str, chance: random.Random, value: Any) -> None:
    doc = Doc(ODD[name].encode(), "x")
    steps = chance.choice([steps for steps in places(doc.data()) if steps])
    try:
        doc.set(steps, value)
    except Refused:  # a text that no file may hold, or two keys that are one
        assert doc.content == ODD[name].encode()


def test_a_list_of_which_one_text_cannot_stand_in_a_file_stays_as_it_was() -> None:
    doc = Doc(b"a: [b, c]\n", "x")
    with pytest.raises(Refused):
        doc.set(("a",), ["0", "\ufe00"])
    assert doc.content == b"a: [b, c]\n" and doc.data() == {"a": ["b", "c"]}


def check_one(content: bytes, steps: tuple[Any, ...], text: str) -> None:
    """Everything that can be done at one place, and its opposite."""
    data = Doc(content, "x").data()
    here = at(data, steps)
    doc = Doc(content, "x")
    doc.set(steps, text)
    if isinstance(here, str):
        assert len(outside(content, doc.content)[1]) <= len(scalar(text).encode()) + 4
        doc = Doc(content, "x")
        doc.set(steps, "Neu é")
        doc.set(steps, here)
        over_lines_or_escaped = here.encode() not in content
        assert doc.content == content or over_lines_or_escaped or not here
    if isinstance(here, dict) and here:
        doc = Doc(content, "x")
        doc.set((*steps, "zzz"), text)
        doc.remove((*steps, "zzz"))
        assert doc.content == content
        doc.set((*steps, "zzz"), {"a": text, "b": [text, {"text": text}]})
        doc.remove((*steps, "zzz"))
        assert doc.content == content
    if isinstance(here, list) and here:
        for value in (text, {"a": text, "text": [text]}):
            doc = Doc(content, "x")
            doc.append(steps, value)
            doc.remove((*steps, len(here)))
            assert doc.content == content
    if isinstance(steps[-1], str):
        doc = Doc(content, "x")
        doc.rename(steps, "zz-z")
        assert outside(content, doc.content)[0] in content
        doc.rename((*steps[:-1], "zz-z"), steps[-1])
        assert Doc(doc.content, "x").data() == data
        assert doc.content == content
    if len(data) > 1 or (len(at(data, steps[:1])) > 1 and len(steps) == 2):  # something stays
        doc = Doc(content, "x")
        doc.remove(steps)
        assert not outside(content, doc.content)[1].strip(b" "), "nothing is put in by taking out"
