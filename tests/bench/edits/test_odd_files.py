"""Edits of files as nobody types them: the right thing is said, and every other byte stays."""

import re
from collections import Counter
from random import Random
from typing import Any

import pytest
from factsheet.bench import Refused
from factsheet.bench.edits.doc import Doc
from factsheet.bench.edits.plain_data import as_read, changed, data_of
from factsheet.issues import Issue, errors
from factsheet.values import read_yaml
from odd_yaml import Odd
from projects import EFFORT

Steps = tuple[Any, ...]


def read(content: bytes) -> Any:
    """What a file says; None for one that the reader does not take."""
    found: list[Issue] = []
    root = read_yaml(content, "x", found.append)
    return None if errors(found) or root is None else data_of(root)


def places(data: Any, steps: Steps = ()) -> list[Steps]:
    """Every place in data but the root."""
    pairs = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    return [at for key, one in pairs for at in ((*steps, key), *places(one, (*steps, key)))]


def at(data: Any, steps: Steps) -> Any:
    for step in steps:
        data = data[step]
    return data


def comments(content: bytes) -> Counter[str]:
    return Counter(re.findall(r"#\s*c\d+|# top|# end", content.decode()))


def edits(odd: Odd, data: Any, steps: Steps) -> list[tuple[str, Steps, Any]]:
    """What can be done at a place: the name of the deed, the place, and with what."""
    here = at(data, steps)
    out: list[tuple[str, Steps, Any]] = [("set", steps, odd.data()), ("remove", steps, None)]
    if isinstance(steps[-1], str) and (key := odd.text()) not in at(data, steps[:-1]):
        out.append(("rename", steps, key))
    if isinstance(here, list):
        out.append(("append", steps, odd.data()))
    if isinstance(here, dict):
        out.append(("set", (*steps, "zz"), odd.data()))
    if isinstance(here, str):
        out.append(("swap", steps, odd.text()))
    return out


def do(doc: Doc, what: str, steps: Steps, new: Any) -> None:
    if what == "swap":
        doc.swap({steps: new})
    elif what == "remove":
        doc.remove(steps)
    else:
        getattr(doc, what)(steps, new)


def expected(data: Any, what: str, steps: Steps, new: Any) -> Any:
    if what == "remove":
        while len(steps) > 1 and len(at(data, steps[:-1])) == 1:
            steps = steps[:-1]
    return as_read(changed(data, steps, new, "set" if what == "swap" else what))


@pytest.mark.parametrize("seed", range(4 * EFFORT))
def test_any_edit_of_any_file_that_is_read_says_the_right_thing_or_is_refused(seed: int) -> None:
    odd, done, refused = Odd(Random(seed)), 0, 0
    for _ in range(200):
        content = odd.file()
        if (data := read(content)) is None:
            continue
        assert Doc(content, "x").data() == data and Doc(content, "x").content == content
        for place in odd.chance.sample(there := places(data), min(4, len(there))):
            for what, steps, new in edits(odd, data, place):
                doc = Doc(content, "x")
                try:
                    do(doc, what, steps, new)
                except Refused as why:
                    assert doc.content == content and "x:" in str(why)
                    refused += 1
                    continue
                done += 1
                told = content.decode(), what, steps, new, doc.content.decode()
                assert (read(doc.content) or {}) == expected(data, what, steps, new), told
                if what in ("append", "rename") or (what == "set" and steps != place):
                    assert not comments(content) - comments(doc.content), told
    assert done > 500 and refused < done / 20


TYPED = {  # a file, what is done to it, and what stands there then
    "a value that is not there": ("a:\n  b:\nc: d\n", ("swap", ("a", "b"), "x"), "a:\n  b: x\nc: d\n"),
    "the last one": ("a:\n  b:", ("swap", ("a", "b"), "x"), "a:\n  b: x"),
    "a key alone in brackets": ("a: {b , c}\n", ("set", ("a", "b"), "x"), "a: {b: x , c}\n"),
    "a colon alone in brackets": ("a: {b: , c}\n", ("set", ("a", "b"), "x"), "a: {b: x , c}\n"),
    "a hyphen at the end": ("a:\n  - b\n  -", ("set", ("a", 0), "c"), "a:\n  - c\n  -"),
    "what is said of a block": ("a: | # why\n  b\nc: d\n", ("set", ("a",), "x"), "a: x # why\nc: d\n"),
    "what is said between brackets": (
        "a: [b, # of b\n  c]\n", ("remove", ("a", 1), None), "a: [b, # of b\n  ]\n",
    ),
    "what is said in empty brackets": (
        "a: { # none yet\n  }\n", ("set", ("a", "b"), "c"), "a: {b: c # none yet\n  }\n",
    ),
    "line ends of two sorts": ("a: b\r\nc: d", ("remove", ("c",), None), "a: b"),
    "other line ends at the end": ("x: y\na: b\r\nc: d", ("remove", ("c",), None), "x: y\na: b"),
}  # fmt: skip


@pytest.mark.parametrize("name", TYPED)
def test_what_stands_beside_stays(name: str) -> None:
    before, (what, steps, new), after = TYPED[name]
    doc = Doc(before.encode(), "x")
    do(doc, what, steps, new)
    assert doc.content.decode() == after


def test_what_cannot_be_edited_where_it_stands_is_refused_with_its_line() -> None:
    doc = Doc(b"a: b\n? c\n: d\n", "data/x.yml")
    with pytest.raises(Refused, match=r"data/x.yml:2: what stands here is typed in a way that"):
        doc.remove(("c",))
    assert doc.content == b"a: b\n? c\n: d\n"
