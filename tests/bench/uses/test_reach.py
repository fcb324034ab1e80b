"""What names what: no place is missed, none is invented, and each is told to the character."""

import re

import pytest
from hypothesis import given, settings, strategies as st
from projects import EFFORT, ROOT, tree

from factsheet import disk
from factsheet.bench.uses.reach import references_from, references_to, uses
from factsheet.bench.uses.use import Use, retyped, splice
from factsheet.build.whole import build
from factsheet.evidence import linking
from factsheet.evidence.addresses import _named
from factsheet.kinds import kinds_of

ANN = """\
# Ann of the harbour
name: Ann
aliases: ["Ann 'the Red'"]
accepted:
  "same-name people/ann-b": they are two
  unlikely-day swam 2020-01-02: the paper is wrong there
checked: 2024-12-31
facts:
  swam:
    text: She swam.
    when: 2020-01-02
    references: [paper#P5, 'paper']
  sank:
    text: She sank.
    status: superseded
    superseded_by: "#swam"
    asserted_by: ["people/ann-b", a witness]
    note: mistaken
    references:
      - paper
disputes:
  swim-or-sink:
    question: Did she?
    statements: ["#swam", people/ann-b#swam]
    note: Nobody knows.
"""
ANN_B = """\
people:
  ann-b:
"""
PAGE = """\
---
description: "{{ fact('people/ann#swam') }} is no expression here"
---

# Home

{{ fact("people/ann#swam") }} and {{ link( 'people/ann', "people/ann") }}, see
[her sheet](people/ann.md), [the fact](<people/ann.md#swam>) and [notes].
`[her sheet](people/ann.md#sank)`

{{ keyfacts("people/ann#swam",
  "people/ann-b#swam") }}

[notes]: people/ann/reported.md#swam
"""
MKDOCS = """\
site_name: Ann
site_url: !ENV [SITE_URL, ""]
nav:
  - Home: index.md
  - "Ann": "people/ann.md"
  - People: people/index.md
"""
SEED = """\
source: sources/paper
claims:
  1.1:
    claim: She swam.
    facts: [people/ann#swam]
"""
SHARED = tree(
    {
        "data/people/ann.yml": ANN,
        "data/people/ann-b.yml": "name: Ann B\nchecked: 2024-12-31\nfacts:\n  swam:\n    text: Ann B swam.\n    references: [paper]\n",
        "content/index.md": PAGE,
        "seeds/paper.yml": SEED,
        "mkdocs.yml": MKDOCS,
    }
)
KINDS = kinds_of(SHARED)[0]


def told(found: list[Use]) -> list[str]:
    return [f"{u.spot} {u.text} by {u.by} ({u.sort})" for u in found]


def test_every_place_that_names_a_fact_is_found() -> None:
    found = references_to(SHARED, KINDS, "people/ann#swam")
    assert told(found) == [
        "content/index.md:7:10 people/ann#swam by content/index.md (fact)",
        "content/index.md:8:41 people/ann.md#swam by content/index.md (link)",
        "content/index.md:11:14 people/ann#swam by content/index.md (keyfacts)",
        "content/index.md:14:10 people/ann/reported.md#swam by content/index.md (link)",
        "data/people/ann.yml:6:16 swam by people/ann (accepted)",
        "data/people/ann.yml:16:21 #swam by people/ann#sank (superseded_by)",
        "data/people/ann.yml:24:19 #swam by people/ann#swim-or-sink (statements)",
        "seeds/paper.yml:5:13 people/ann#swam by seeds/paper.yml (facts)",
    ]


def test_what_names_a_record_names_its_parts_too() -> None:
    found = references_to(SHARED, KINDS, "people/ann")
    assert "mkdocs.yml:5:13 people/ann.md by mkdocs.yml (nav)" in told(found)
    assert "content/index.md:7:45 people/ann by content/index.md (link)" in told(found)
    assert not [use for use in found if use.by.startswith("people/ann")]  # its own `#swam`
    named = told(references_to(SHARED, KINDS, "people/ann-b"))
    assert "data/people/ann.yml:5:14 people/ann-b by people/ann (accepted)" in named
    assert "data/people/ann.yml:17:20 people/ann-b by people/ann#sank (asserted_by)" in named


def test_a_source_is_named_by_its_id_beside_a_place() -> None:
    found = references_to(SHARED, KINDS, "sources/paper")
    assert "data/people/ann.yml:12:18 paper by people/ann#swam (references)" in told(found)
    assert "data/people/ann.yml:12:29 paper by people/ann#swam (references)" in told(found)
    assert "data/people/ann.yml:20:9 paper by people/ann#sank (references)" in told(found)
    assert [use.steps for use in found if use.line == 20] == [("facts", "sank", "references", 0)]


def test_what_a_fact_names() -> None:
    found = references_from(SHARED, KINDS, "people/ann#sank")
    assert [use.names for use in found] == ["people/ann#swam", "people/ann-b", "sources/paper"]


@pytest.mark.parametrize(
    "old, new, typed",
    [
        ("people/ann", "people/anna", "people/anna/reported.md#swam"),
        ("people/ann#swam", "people/ann#dived", "people/ann/reported.md#dived"),
        ("people/ann#swam", "people/ann-b#dived", "people/ann-b.md#dived"),
    ],
)
def test_another_address_is_typed_as_the_first_one_was(old: str, new: str, typed: str) -> None:
    link = next(u for u in references_to(SHARED, KINDS, old) if u.line == 14)
    assert retyped(link, old, new) == typed
    sibling = references_to(SHARED, KINDS, "people/ann#swam")[-2]
    here = retyped(sibling, "people/ann#swam", "people/ann#dived")
    there = retyped(sibling, "people/ann#swam", "people/ann-b#dived")
    assert (here, there) == ("#dived", "people/ann-b#dived")


def test_what_is_written_with_escapes_is_found_by_its_steps() -> None:
    files = SHARED | {
        "data/people/eve.yml": b'name: Eve\nfacts:\n  x:\n    about: ["people\\x2Fann"]\n'
    }
    (use,) = [u for u in references_to(files, KINDS, "people/ann") if u.home == "people/eve"]
    assert (use.text, use.steps) == ("", ("facts", "x", "about", 0))
    with pytest.raises(ValueError):
        splice(files[use.path], [(use, "people/anna")])


def test_other_bytes_stay_when_texts_are_replaced() -> None:
    before = b"\xef\xbb\xbfsource: sources/paper\r\nclaims:\r\n  a: {facts: [people/ann#swam]}\r\n"
    found = references_to({"seeds/x.yml": before}, KINDS, "people/ann", "sources/paper")
    after = splice(before, [(use, use.text.replace("a", "o")) for use in found])
    assert after == before.replace(b"paper", b"poper").replace(b"ann", b"onn").replace(
        b"/swam", b"/swom"
    ).replace(b"#swam", b"#swom")


def test_all_that_the_library_looks_up_is_found_where_it_stands() -> None:
    """On the real data: the same addresses at the same places, no more and no fewer."""
    files = disk.read(ROOT)[0]
    library, _ = linking.read(
        {p: b for p, b in files.items() if p.startswith("data/") and p != "data/site.yml"}
    )
    linked = {
        (a.spot.path, a.spot.line, a.text)
        for record in library.records.values()
        for a in _named(record)
    }
    cited = {
        (r.spot.path, r.spot.line, r.address)
        for s in library.statements.values()
        for r in s.references
    }
    found = [
        u
        for path in sorted(files)
        if path.startswith("data/")
        for u in uses(path, files[path], library.kinds)
    ]
    there = {(u.path, u.line, u.names) for u in found if u.sort != "accepted"}
    assert there == linked | cited and len(found) > 1700
    for use in found:
        line = files[use.path].decode().split("\n")[use.line - 1]
        assert line[use.column - 1 :].startswith(use.text) and use.text


@pytest.mark.parametrize(
    "old", ["groups/hts", "sources/reuters-2024-12-08", "people/assad", "dates/aleppo-held"]
)
def test_a_renamed_record_of_the_real_site_leaves_no_dead_link(old: str) -> None:
    files = disk.read(ROOT)[0]
    library = linking.read(
        {p: b for p, b in files.items() if p.startswith("data/") and p != "data/site.yml"}
    )[0]
    new = f"{old}-renamed"
    found = references_to(files, library.kinds, old)
    assert found
    for path in {use.path for use in found}:
        changes = [(use, retyped(use, old, new)) for use in found if use.path == path]
        files[path] = splice(files[path], changes)
    formerly = f"formerly: [{old.partition('/')[2]}]\n".encode()  # tellings go by first addresses
    files[f"data/{new}.yml"] = files.pop(f"data/{old}.yml") + formerly
    built = build(files)
    assert not built.issues
    assert not re.search(
        rf"\b{old}\b(?!-)", "".join(b.decode() for p, b in files.items() if p.endswith(".md"))
    )


@settings(max_examples=100 * EFFORT, deadline=None)
@given(
    st.sampled_from(
        [
            "data/people/ann.yml",
            "data/people.yml",
            "seeds/x.yml",
            "content/x.md",
            "mkdocs.yml",
            "data/site.yml",
        ]
    ),
    st.text(alphabet="anpeol/#:-[]{}\"'\\ \n(*&!|>%", max_size=120) | st.text(max_size=80),
    st.sampled_from([ANN, PAGE, SEED, MKDOCS, ""]),
    st.integers(0, 400),
)
def test_whatever_stands_in_a_file_each_use_is_where_it_says(
    path: str, odd: str, text: str, at: int
) -> None:
    content = (text[:at] + odd + text[at:]).encode("utf-8", "surrogatepass")
    for use in uses(path, content, KINDS):
        if use.text:
            assert splice(content, [(use, use.text)]) == content
