"""Pages for frames on other sites: each fact alone, with all that must be told of it."""

import gzip
import random
import re
from datetime import date
from functools import cache
from typing import Any

import html5lib
import pytest
from factsheet import disk
from factsheet.build.whole import Built, build
from factsheet.evidence import View
from factsheet.outputs import Place
from projects import PAPER, ROOT, real, tree

RECORD = """
name: The Lake Board
formerly: [old-board]
checked: 2024-12-31
lead: {text: The Lake Board looks after the lake., references: [paper]}
leader:
  - {value: people/ann, id: leader, when: 2020/.., references: [paper]}
facts:
  moved:
    text: It moved to the hill.
    when: 2019-05
    formerly: [went]
    references: [paper#P5, copy, wire]
    note: The hill is near.
    changes:
      - {kind: clarification, on: 2024-12-09, was: It went away., why: Not clear.}
      - {kind: correction, on: 2024-12-10, was: It moved to the lake., why: We misread it.}
  deep: {text: The lake is deep., status: claimed, asserted_by: groups/board, references: [paper]}
  flat: {text: The lake is flat., asserted_by: people/ann, references: [wire]}
  gone: {text: It left., status: retracted, note: Nobody said so., references: [paper]}
  later: {text: A secret., draft: true, references: [paper]}
  hidden: {taken_down: {on: 2024-12-11, ground: A person asked.}}
disputes:
  how-deep: {question: How deep is it?, statements: ["#deep", "#flat"], note: They differ.}
"""
ANN = """
name: Ann
checked: 2024-12-31
facts:
  sang: {text: Ann sang., formerly: ["groups/board#sang"], references: [wire]}
"""
FILES = {
    "data/groups/board.yml": RECORD,
    "data/people/ann.yml": ANN,
    "data/people/gone.yml": "taken_down: {on: 2024-12-12, ground: A court.}\n",
    "data/sources/copy.yml": PAPER.replace("origin: paper", "derived_from: [sources/paper]")
    .replace("The Paper", "The Copy"),
    "data/sources/wire.yml": PAPER.replace("origin: paper", "origin: wire")
    .replace("The Paper", "The Wire"),
    "data/dates/flood.yml": "name: The flood\nchecked: 2024-12-31\nwhen: 2021-03-04\n"
    "text: The board saw a flood.\nabout: [groups/board]\nreferences: [paper]\n",
}  # fmt: skip
SITE = Place("https://lakes.example/", True, "Lakes")


@cache
def small() -> Built:
    built = build(tree(FILES), place=SITE)
    assert built.ok, built.issues
    return built


def page(built: Built, path: str = "groups/board") -> Any:
    text = built.outputs[f"embed/{path}/index.html"].decode()
    return html5lib.parse(text, namespaceHTMLElements=False)


def by_id(found: Any, id_: str) -> Any:
    (one,) = [e for e in found.iter() if e.get("id") == id_]
    return one


def section(found: Any, id_: str) -> Any:
    """What a browser shows alone at an id: the section that it stands in."""
    return next(s for s in found.iter("section") if any(e.get("id") == id_ for e in s.iter()))


def words(element: Any) -> str:
    return " ".join(_said(element).split())


def _said(element: Any) -> str:
    apart = " " * (element.tag in ("p", "li", "h1", "h2", "div", "section", "blockquote"))
    inside = "".join(f"{_said(one)}{one.tail or ''}" for one in element)
    return f"{apart}{element.text or ''}{inside}{apart}"


def shown(id_: str, path: str = "groups/board") -> str:
    return words(section(page(small(), path), id_))


def test_a_fact_stands_with_all_that_must_be_told_of_it() -> None:
    said = shown("moved")
    assert said.startswith("Reported Corrected It moved to the hill.")
    assert "Corrected on 10 December 2024. It read: “It moved to the lake.” We misread it." in said
    assert "It went away" not in said, "the last change alone"
    assert "3 reports, 2 independent sources · time: May 2019" in said
    assert "The Paper, 8 December 2024, paragraph 5" in said and "The hill is near." in said
    links = [a.get("href") for a in section(page(small()), "moved").iter("a") if a.get("href")]
    assert "../../../groups/board/#moved" in links and "https://paper.example/report" in links


def test_every_version_stands_beside_its_rivals_with_its_claimant() -> None:
    for id_ in ("how-deep", "deep", "flat"):
        said = shown(id_)
        assert "How deep is it?" in said and "They differ." in said
        assert "Claimed The lake is deep, according to The Lake Board." in said
        assert "The lake is flat, according to Ann." in said


def test_what_was_withdrawn_says_so_before_it_says_what_it_said() -> None:
    said = shown("gone")
    assert said.startswith("Withdrawn We published it and no longer stand by it.")
    assert "Nobody said so." in said
    (was,) = section(page(small()), "gone").iter("del")
    assert words(was) == "It left."


def test_of_what_was_taken_down_the_day_and_the_ground_are_left_and_a_draft_is_nowhere() -> None:
    assert shown("hidden").startswith("Something that stood here was removed on 11 December 2024.")
    assert "Ground: A court." in words(page(small(), "people/gone"))
    assert not any(b"secret" in text for text in small().outputs.values())


def test_dates_stand_together_and_an_event_is_a_page() -> None:
    assert shown("timeline") == "Timeline 4 March 2021 The flood"
    assert "The board saw a flood." in words(page(small(), "dates/flood"))


def test_an_old_id_leads_to_the_fact_and_one_that_moved_is_shown_where_it_stood() -> None:
    assert "It moved to the hill." in shown("went")
    said = shown("sang")
    assert "Ann sang." in said and "Moved to Ann." in said
    (link,) = [a for a in section(page(small()), "sang").iter("a") if words(a) == "Ann"]
    assert link.get("href") == "../../../people/ann/"


def test_a_record_that_moved_has_its_facts_at_its_old_address_too() -> None:
    found = page(small(), "groups/old-board")
    assert "This page has moved to The Lake Board." in words(found)
    assert "It moved to the hill." in words(section(found, "went"))
    (link,) = [e for e in found.iter("link") if e.get("rel") == "canonical"]
    assert link.get("href") == "https://lakes.example/groups/board/"


def test_the_head_keeps_machines_and_other_hosts_away() -> None:
    found = page(small())
    assert (found.get("lang"), found.get("dir")) == ("en", "ltr")
    meta = {e.get("name"): e.get("content") for e in found.iter("meta")}
    assert meta["robots"] == "noindex" and meta["referrer"] == "same-origin"
    (base,) = found.iter("base")
    assert (base.get("target"), base.get("href")) == ("_blank", None)
    assert words(next(found.iter("title"))) == "The Lake Board – Lakes"
    assert [s.get("src") for s in found.iter("script")] == ["../../../embed/size.js"]
    (style,) = (e for e in found.iter("link") if e.get("rel") == "stylesheet")
    assert style.get("href") == "../../../embed/style.css"
    assert "url(" not in small().outputs["embed/style.css"].decode()
    out = [a for a in found.iter("a") if a.get("href") and a.get("target") != "_self"]
    assert out and all(a.get("rel") == "noopener" for a in out)
    classes = {name for e in found.iter() for name in (e.get("class") or "").split()}
    assert not [name for name in classes if name.startswith("md-")]


def test_the_foot_names_the_site_the_day_of_the_check_and_the_licence() -> None:
    licence = "licence: {name: CC BY 4.0, address: 'https://cc.example/by'}\n"
    built = build(tree({**FILES, "data/site.yml": licence}), place=SITE)
    (foot,) = page(built).iter("footer")
    assert words(foot) == "Lakes · checked on 31 December 2024 · Licence: CC BY 4.0"


HOSTILE = (
    "=cmd|' /C calc'!A0 <script>alert(1)</script> \"quoted\" & 'so', \\ {{ x }} </style> "
    "`*_[a](javascript:b) سلام עברית 🏔 &amp; &#60;"
)


def test_a_hostile_text_comes_back_as_it_was_typed() -> None:
    quoted = HOSTILE.replace("'", "''")
    record = RECORD.replace("text: It left.", f"text: '{quoted}'").replace(
        "note: Nobody said so.", f"note: '{quoted}'"
    )
    record = record.replace("name: The Lake Board", f"name: '{quoted}'")
    built = build(tree({**FILES, "data/groups/board.yml": record}), place=SITE)
    assert built.ok, built.issues
    found = page(built)
    typed = " ".join(HOSTILE.split())
    assert words(next(found.iter("del"))).startswith(typed)
    assert words(next(found.iter("h1"))) == typed
    assert words(next(found.iter("title"))) == f"{typed} – Lakes"
    assert typed in words(section(found, "gone")).replace(words(next(found.iter("del"))), "", 1)
    assert len([*found.iter("script")]) == 1 and not [*found.iter("style")]
    assert not [k for e in found.iter() for k in e.attrib if k.startswith("on")]


MANY = "\n".join(
    f"  f{n}: {{text: 'Fact {n} of the lake: {' '.join(f'w{n * i * 7919}' for i in range(30))}.',"
    f" when: {1900 + n}, status: claimed, asserted_by: people/ann, references: [paper, wire]}}"
    for n in range(1, 121)
)


@cache
def large() -> Built:
    record = f"name: The Lake\nchecked: 2024-12-31\nfacts:\n{MANY}\n"
    built = build(tree({**FILES, "data/groups/lake.yml": record}), place=SITE)
    assert built.ok, built.issues
    return built


def test_every_fact_of_a_large_record_stands_in_one_part_and_the_first_leads_to_all_others() -> (
    None
):
    parts = sorted(p for p in large().outputs if p.startswith("embed/groups/lake/"))
    assert len(parts) > 2
    found = {p: html5lib.parse(large().outputs[p], namespaceHTMLElements=False) for p in parts}
    first = found["embed/groups/lake/index.html"]
    for n in range(1, 121):
        holds = [p for p in parts if f"Fact {n} of" in words(found[p]) and _full(found[p], n)]
        assert len(holds) == 1, n
        if holds != ["embed/groups/lake/index.html"]:
            row = by_id(first, f"f{n}")
            assert row.tag == "li" and "according to Ann · Claimed" in words(row)
            (link,) = row.iter("a")
            assert f"embed/groups/lake/{link.get('href')}" == holds[0].replace(
                "index.html", f"#f{n}"
            )
            assert link.get("target") == "_self"
    assert _full(first, 120), "the newest facts stand first"
    for path in parts:
        assert len(gzip.compress(large().outputs[path])) <= 15_000, path


def _full(found: Any, n: int) -> bool:
    return any(e.get("id") == f"f{n}" for e in found.iter("section"))


def test_links_of_a_further_part_lead_to_the_same_sheets() -> None:
    found = html5lib.parse(
        large().outputs["embed/groups/lake/2/index.html"], namespaceHTMLElements=False
    )
    hrefs = {a.get("href") for a in found.iter("a")}
    assert {"../", "../../../../people/ann/", "../../../../groups/lake/"} <= hrefs
    assert [s.get("src") for s in found.iter("script")] == ["../../../../embed/size.js"]


@pytest.mark.parametrize(
    "project", [real, lambda: disk.read(ROOT / "examples/nile-dam")[0]], ids=["syria", "nile-dam"]
)
def test_every_record_has_one_that_weighs_little_and_has_each_of_its_facts_once(
    project: Any,
) -> None:
    built = build(project(), place=SITE)
    for at, library in zip(
        ("", *(f"{c}/" for c in [*built.libraries][1:])), built.libraries.values()
    ):
        for address, record in library.records.items():
            texts = {
                path: text
                for path, text in built.outputs.items()
                if re.fullmatch(rf"{at}embed/{address}/(\d+/)?index\.html", path)
            }
            assert texts, address
            ids: list[str] = []
            for path, text in texts.items():
                assert len(gzip.compress(text, 6)) <= 15_000, path
                ids += re.findall(r'<(?:section|div|a) id="([^"]+)"', text.decode())
            anchors = [one for one in record.anchors if one]
            assert [ids.count(one) for one in anchors] == [1] * len(anchors), address


def test_a_page_in_arabic_runs_from_right_to_left_and_leads_to_arabic_sheets() -> None:
    name = "name: {en: The Board, ar: المجلس}\nchecked: 2024-12-31\n"
    fact = "facts:\n  x: {text: {en: It met., ar: اجتمع.}, references: [paper]}\n"
    site = "languages: [en, ar]\nname: {en: Lakes, ar: بحيرات}\n"
    built = build(tree({"data/site.yml": site, "data/groups/board.yml": name + fact}), place=SITE)
    found = html5lib.parse(
        built.outputs["ar/embed/groups/board/index.html"], namespaceHTMLElements=False
    )
    assert (found.get("lang"), found.get("dir")) == ("ar", "rtl")
    assert "اجتمع." in words(section(found, "x")) and "بحيرات" in words(next(found.iter("title")))
    (link,) = [e for e in found.iter("link") if e.get("rel") == "canonical"]
    assert link.get("href") == "https://lakes.example/ar/groups/board/"
    assert [s.get("src") for s in found.iter("script")] == ["../../../../embed/size.js"]
    assert "../../../groups/board/#x" in [a.get("href") for a in found.iter("a")]


def test_a_site_of_files_and_without_an_address_has_links_that_lead_on() -> None:
    built = build(tree(FILES), place=Place("", False, ""))
    found = page(built)
    (link,) = [e for e in found.iter("link") if e.get("rel") == "canonical"]
    assert link.get("href") == "../../../groups/board.html"
    assert "../../../groups/board.html#moved" in [a.get("href") for a in found.iter("a")]
    assert words(next(found.iter("title"))) == "The Lake Board"


def test_a_place_has_a_small_picture_and_an_id_of_a_fact_comes_first() -> None:
    record = """
name: The Hill
checked: 2024-12-31
point: [{value: [37.16, 36.2], id: point, references: [paper]}]
facts:
  map: {text: There is a map., references: [paper]}
"""
    found = page(build(tree({**FILES, "data/places/hill.yml": record})), "places/hill")
    assert "There is a map." in words(section(found, "map"))
    picture = section(found, "map_")
    (drawn,) = [e for e in picture.iter() if e.tag.endswith("}svg")]
    assert "Natural Earth" in words(picture) and not any(e.get("id") for e in drawn.iter())
    (dot,) = [e for e in drawn.iter() if e.tag.endswith("}circle")]
    assert 100 < float(dot.get("cx")) < 240 and 50 < float(dot.get("cy")) < 150


def test_a_view_of_an_earlier_day_shows_nothing_that_nobody_could_know() -> None:
    for day, known in (("2024-12-07", False), ("2024-12-31", True)):
        built = build(tree(FILES), View(known_by=date.fromisoformat(day)), place=SITE)
        frames = [text for path, text in built.outputs.items() if "embed" in path]
        assert frames and any(b"It moved to the hill." in text for text in frames) == known


def test_the_same_facts_give_the_same_bytes_whatever_is_asked_for_first() -> None:
    one, other = build(tree(FILES), place=SITE).outputs, build(tree(FILES), place=SITE).outputs
    frames = [path for path in one if "embed" in path]
    assert {p: one[p] for p in frames} == {p: other[p] for p in reversed(frames)}


def test_the_scripts_are_small_and_a_site_can_leave_all_out() -> None:
    assert len(small().outputs["embed/height.js"]) <= 1024
    assert len(small().outputs["embed/size.js"]) <= 1024
    files = {**FILES, "data/site.yml": "outputs: {embeds: false}\n"}
    assert not [path for path in build(tree(files)).outputs if "embed" in path]


NUMBERS = random.Random(7)


def noise(count: int) -> str:
    """Letters that no packer makes shorter."""
    return "".join(chr(NUMBERS.randrange(0x4E00, 0x9F00)) for _ in range(count))


def heavy(facts: dict[str, str], more: str = "") -> dict[str, bytes]:
    """A record of facts, with a hundred sources whose names and addresses are long."""
    sources = {
        f"data/sources/s{n}.yml": PAPER.replace("The Paper", noise(80))
        .replace("example/report", f"example/{n}/" + "x" * 1_000)
        .replace("origin: paper", f"origin: o{n}")
        for n in range(100)
    }
    rows = "".join(f"  {id_}: {{{told}}}\n" for id_, told in facts.items())
    record = f"name: The Lake\nchecked: 2024-12-31\nfacts:\n{rows}{more}"
    return tree({**FILES, **sources, "data/groups/lake.yml": record})


CITED = ", ".join(f"s{n}#{noise(90)}" for n in range(100))


def test_a_fact_that_is_too_much_for_a_frame_is_told_in_short_with_the_way_to_the_rest() -> None:
    told = f"text: 'It is deep {noise(1_900)}.', note: 'Note {noise(1_900)}', status: claimed, "
    told += f"asserted_by: people/ann, references: [{CITED}], changes: [{{kind: correction, "
    told += f"on: 2024-12-10, was: 'It was flat {noise(1_900)}', why: 'Misread {noise(1_900)}'}}]"
    built = build(heavy({"deep": told}), place=SITE)
    assert built.ok, built.issues
    text = built.outputs["embed/groups/lake/index.html"]
    assert len(gzip.compress(text)) <= 15_000
    found = section(page(built, "groups/lake"), "deep")
    said = words(found)
    for one in ("Claimed", "It is deep", "according to Ann", "Corrected on 10 December 2024.",
                "It was flat", "Misread", "Note", "more sources", "…"):  # fmt: skip
        assert one in said, one
    assert "100 independent sources" in said, "all are counted"
    assert "../../../groups/lake/#deep" in [a.get("href") for a in found.iter("a")]


def test_a_question_with_very_many_long_versions_fits_and_leaves_none_out() -> None:
    told = "status: claimed, asserted_by: people/ann, references: [paper]"
    facts = {f"f{n}": f"text: 'No {n} {noise(1_500)}', {told}" for n in range(100)}
    versions = ", ".join(f"'#{id_}'" for id_ in facts)
    asked = (
        f"disputes:\n  d: {{question: How?, note: '{noise(1_900)}', statements: [{versions}]}}\n"
    )
    built = build(heavy(facts, asked), place=SITE)
    assert built.ok, built.issues
    assert len(gzip.compress(built.outputs["embed/groups/lake/index.html"])) <= 15_000
    found = page(built, "groups/lake")
    for id_ in facts:
        assert "according to Ann" in words(by_id(found, id_)), id_


def test_a_fact_that_fits_is_told_whole() -> None:
    long = "It is deep. " + "word " * 380
    built = build(heavy({"deep": f"text: '{long}', note: '{long}', references: [paper#P5]"}))
    said = words(section(page(built, "groups/lake"), "deep"))
    assert said.count(" ".join(long.split())) == 2 and "paragraph 5" in said and "…" not in said
