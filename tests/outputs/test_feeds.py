"""Feeds of what changed: read back by a reader that did not write them, and by parsers of XML and HTML."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import html5lib
import pytest
from factsheet import disk
from factsheet.build.whole import Built, build
from factsheet.outputs import Place
from projects import ROOT, real, tree

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = Place("https://lakes.example/levels/", True, "Lakes")
RECORD = """
name: The Lake Board
checked: 2024-12-31
leader:
  - {value: people/ann, when: 2020/.., recorded: 2024-12-08, references: [paper]}
facts:
  moved:
    text: It moved to the hill.
    asserted_by: people/ann
    status: claimed
    recorded: 2024-12-08
    references: [paper#P5]
    changes:
      - {kind: correction, on: 2024-12-10, was: It moved to the lake., why: We misread it.}
      - {kind: update, on: 2024-12-14, was: It moved to a hill., why: There is one only.}
      - {kind: correction, on: 2024-12-10, was: It moved., why: It said where.}
  gone:
    text: It left.
    status: retracted
    note: Nobody said so.
    recorded: 2024-12-08
    references: [paper]
    changes:
      - {kind: correction, on: 2024-12-11, was: It left., why: Nobody said so.}
  waits: {text: It has a boat., references: [paper]}
  later: {text: A secret., draft: true, recorded: 2024-12-08, references: [paper]}
  hidden: {taken_down: {on: 2024-12-12, ground: A person asked.}}
"""
OTHER = """
name: The Mill
checked: 2024-12-31
facts:
  built: {text: The mill was built of stone., recorded: 2024-12-09, references: [tape]}
"""
FILES = {
    "data/groups/board.yml": RECORD,
    "data/groups/mill.yml": OTHER,
    "data/people/ann.yml": "name: Ann\nchecked: 2024-12-31\n",
    "data/people/gone.yml": "taken_down: {on: 2024-12-13, ground: A court.}\n",
    "data/sources/tape.yml": "title: A tape\npublisher: Bob\norigin: bob\nchecked: 2024-12-31\n",
    "content/index.md": "# Home\n\nNothing.\n",
    "content/about/board.md": '# Who & what?\n\n{{ fact("groups/board#moved") }}\n',
    "content/about/mill.md": '# The mill\n\n{{ fact("groups/mill#built") }}\n',
}


@cache
def small() -> Built:
    return build(tree(FILES), place=SITE)


def made(files: dict[str, str], place: Place = SITE) -> Built:
    built = build(tree(files), place=place)
    assert built.ok, [issue.message for issue in built.issues]
    return built


def read(built: Built, path: str) -> list[Any]:
    """The entries of a feed as a reader of feeds has them."""
    found = feedparser.parse(built.outputs[path], sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, (path, found.get("bozo_exception"))
    return found.entries


def titles(built: Built, path: str = "feeds/changes.xml") -> list[str]:
    return [one.title for one in read(built, path)]


def contents(built: Built, path: str = "feeds/changes.xml") -> dict[str, str]:
    """The text of each entry by its title, as an HTML parser has it."""
    out = {}
    for entry in ET.fromstring(built.outputs[path]).iter(f"{ATOM}entry"):
        html = html5lib.parseFragment(entry.findtext(f"{ATOM}content"), treebuilder="etree")
        out[entry.findtext(f"{ATOM}title") or ""] = "".join(html.itertext())
    return out


def problems(path: str, data: bytes, known: bool) -> Iterator[str]:
    """What the standard asks for, and a feed lacks."""
    root = ET.fromstring(data)
    parts = [root, *root.iter(f"{ATOM}entry")]
    for one in parts:
        for tag in ("id", "title", "updated"):
            if len(one.findall(f"{ATOM}{tag}")) != 1 or not one.findtext(f"{ATOM}{tag}"):
                yield f"{path}: {tag}"
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", one.findtext(f"{ATOM}updated") or ""):
            yield f"{path}: updated"
        if not one.findall(f"{ATOM}link[@rel='alternate']"):
            yield f"{path}: no link"
    if not root.findtext(f"{ATOM}author/{ATOM}name"):
        yield f"{path}: author"
    own = [one.get("href") for one in root.findall(f"{ATOM}link[@rel='self']")]
    if own != ([f"{SITE.address}{path}"] if known else []):
        yield f"{path}: self"
    ids = [one.findtext(f"{ATOM}id") for one in parts]
    if len({*ids}) < len(ids):
        yield f"{path}: an id twice"
    days = [one.findtext(f"{ATOM}updated") or "" for one in parts[1:]]
    if days and root.findtext(f"{ATOM}updated") != max(days):
        yield f"{path}: not renewed with its newest entry"


@pytest.mark.parametrize("place", [SITE, Place()], ids=["published", "somewhere"])
@pytest.mark.parametrize(
    "project",
    [real, lambda: disk.read(ROOT / "examples/nile-dam")[0], lambda: tree(FILES)],
    ids=["syria", "nile-dam", "small"],
)
def test_every_feed_has_what_the_standard_asks_for(project: Any, place: Place) -> None:
    built = build(project(), place=place)
    feeds = [path for path in built.outputs if "feeds/" in path and path.endswith(".xml")]
    assert len(feeds) > 3
    found = [one for p in feeds for one in problems(p, built.outputs[p], bool(place.address))]
    assert not found
    assert all(read(built, path) is not None for path in feeds)


def test_a_title_says_in_a_word_what_happened() -> None:
    assert titles(small()) == [
        "Updated: The Lake Board – It moved to the hill, according to Ann (Claimed)",
        "Taken down: a page of this site",
        "Taken down: something on the page “The Lake Board”",
        "Withdrawn: The Lake Board – It left.",
        "Corrected: The Lake Board – It moved to the hill, according to Ann (Claimed)",
        "Corrected: The Lake Board – It moved to the hill, according to Ann (Claimed)",
        "New: The Mill – The mill was built of stone.",
        "New: The Lake Board – It left (Withdrawn)",
        "New: The Lake Board: leader Ann.",
        "New: The Lake Board – It moved to the hill, according to Ann (Claimed)",
    ]


def test_an_entry_says_from_what_to_what_why_who_says_so_and_where() -> None:
    (first, *_) = read(small(), "feeds/changes.xml")
    text = contents(small())[first.title]
    assert "It reads now: It moved to the hill, according to Ann." in text
    assert "Updated on 14 December 2024. It read: “It moved to a hill.” There is one only." in text
    assert "Claimed: Somebody with an interest says so" in text
    assert "Sources: “A report”, The Paper, 8 December 2024." in text
    assert "On these pages: The Lake Board, Who & what?, Ann." in text
    links = re.findall(r'href="([^"]+)"', first.content[0].value)
    assert "https://lakes.example/levels/groups/board/#moved" in links
    assert "https://lakes.example/levels/about/board/" in links
    assert first.link == "https://lakes.example/levels/groups/board/#moved"
    assert [tag.term for tag in first.tags] == ["update"]


def test_what_was_withdrawn_says_that_we_no_longer_say_it() -> None:
    text = contents(small())["Withdrawn: The Lake Board – It left."]
    assert "We no longer stand by this: It left." in text and "Nobody said so." in text
    assert "Sources" not in text


def test_of_what_was_taken_down_no_word_is_left_and_a_draft_is_nowhere() -> None:
    said = "It was hidden by a rope"
    hidden = f"{{text: {said}., recorded: 2024-12-08, references: [paper], changes: "
    hidden += "[{kind: update, on: 2024-12-09, was: It was hidden by a wire., why: A rope it is.}]}"
    before = RECORD.replace("{taken_down: {on: 2024-12-12, ground: A person asked.}}", hidden)
    there = made({**FILES, "data/groups/board.yml": before})
    assert any(said.encode() in data for path, data in there.outputs.items() if "feeds" in path)
    for path, data in small().outputs.items():
        assert not re.search(rb"hidden by|a rope|a wire|secret", data), path
    text = contents(small())["Taken down: something on the page “The Lake Board”"]
    assert "removed on 12 December 2024. Ground: A person asked." in text


def test_a_fact_without_a_day_waits() -> None:
    assert not [one for one in titles(small()) if "boat" in one]


def test_corrections_stand_apart_without_what_was_taken_down() -> None:
    kinds = [one.split(":")[0] for one in titles(small(), "feeds/corrections.xml")]
    assert kinds == ["Withdrawn", "Corrected", "Corrected"]


def test_a_page_has_a_feed_of_what_it_shows_and_of_what_was_withdrawn_beside() -> None:
    kinds = [one.split(":")[0] for one in titles(small(), "feeds/pages/about/board.xml")]
    assert kinds == ["Updated", "Taken down", "Withdrawn", "Corrected", "Corrected", "New"]
    assert titles(small(), "feeds/pages/about/mill.xml") == [
        "New: The Mill – The mill was built of stone."
    ]
    assert "feeds/pages/index.xml" not in small().outputs  # it shows no fact


def test_the_withdrawal_of_a_source_is_told_where_something_stands_that_cites_it() -> None:
    two = OTHER.replace("[tape]", "[tape, paper]")
    gone = FILES["data/sources/tape.yml"] + "withdrawn: {on: 2024-12-20, why: It was forged.}\n"
    files = {**FILES, "data/groups/mill.yml": two, "data/sources/tape.yml": gone}
    found = titles(made(files), "feeds/pages/about/mill.xml")
    assert found[0] == "Withdrawn: “A tape”, Bob" and len(found) == 2
    assert "Withdrawn" not in "".join(titles(made(files), "feeds/pages/about/board.xml")[:1])
    assert titles(made(files), "feeds/corrections.xml")[0] == found[0]


def ids(built: Built) -> list[str]:
    return sorted(one.id for one in read(built, "feeds/changes.xml"))


def test_an_id_never_changes_whatever_is_renamed() -> None:
    moved = RECORD.replace("  moved:\n", "  to-the-hill:\n    formerly: [moved]\n")
    moved = moved.replace("checked:", "formerly: [board]\nchecked:", 1)
    files = {path: text for path, text in FILES.items() if path != "data/groups/board.yml"}
    files["data/groups/lake-board.yml"] = moved
    page = FILES["content/about/board.md"].replace("board#moved", "lake-board#to-the-hill")
    files["content/about/board.md"] = page
    assert ids(made(files, Place("https://elsewhere.example/"))) == ids(small())


def test_an_id_stays_when_another_record_is_merged_into_its_own() -> None:
    was = {**FILES, "data/groups/wind.yml": OTHER.replace("Mill", "Wind")}
    both = OTHER.replace("checked:", "formerly: [wind]\nchecked:")
    both += "  stone: {text: The wind mill was built of stone., recorded: 2024-12-09, "
    both += "references: [tape], formerly: [groups/wind#built]}\n"
    assert ids(made({**FILES, "data/groups/mill.yml": both})) == ids(made(was))


def test_an_id_depends_on_no_order_but_that_of_changes_of_one_kind_and_day() -> None:
    by_title = [(one.title, one.id) for one in read(small(), "feeds/changes.xml")]
    assert len({id_ for _, id_ in by_title}) == 10
    shuffled = RECORD.replace(
        "      - {kind: update, on: 2024-12-14, was: It moved to a hill., why: There is one only.}\n",
        "",
    ).replace(
        "    changes:\n      - {kind: correction, on: 2024-12-10, was: It moved to",
        "    changes:\n      - {kind: update, on: 2024-12-14, was: It moved to a hill., why: There is one "
        "only.}\n      - {kind: correction, on: 2024-12-10, was: It moved to",
    )
    assert ids(made({**FILES, "data/groups/board.yml": shuffled})) == ids(small())


def test_a_feed_of_corrections_is_json_too_with_the_same_ids() -> None:
    found = json.loads(small().outputs["feeds/corrections.json"])
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["feed_url"] == "https://lakes.example/levels/feeds/corrections.json"
    assert found["language"] == "en" and found["authors"] == [{"name": "Lakes"}]
    entries = read(small(), "feeds/corrections.xml")
    assert [one["id"] for one in found["items"]] == [one.id for one in entries]
    assert [one["url"] for one in found["items"]] == [one.link for one in entries]
    assert found["items"][0]["date_published"] == "2024-12-11T00:00:00Z"


def test_without_an_address_links_lead_on_from_the_feed_and_json_has_none() -> None:
    built = made(FILES, Place())
    (first, *_) = read(built, "feeds/pages/about/mill.xml")
    assert first.link == "../../../groups/mill/#built"
    assert 'href="../groups/board/#moved"' in built.outputs["feeds/changes.xml"].decode().replace(
        "&quot;", '"'
    )
    found = json.loads(built.outputs["feeds/corrections.json"])
    assert "home_page_url" not in found and "feed_url" not in found
    assert not [one for one in found["items"] if "url" in one]
    links = {link for one in found["items"] for link in re.findall('href="(.*?)"', str(one))}
    assert links == {"https://paper.example/report"}  # that of the source
    assert ids(built) == ids(small())


def test_a_long_history_is_cut_to_the_newest() -> None:
    fact = "  f{0}: {{text: It was so {0} times., recorded: 2024-{1:02}-01, references: [paper]}}\n"
    many = "".join(fact.format(n, n // 30 + 1) for n in range(300))
    record = f"name: Many\nchecked: 2024-12-31\nfacts:\n{many}"
    found = read(made({**FILES, "data/groups/many.yml": record}), "feeds/changes.xml")
    assert len(found) == 200
    assert min(one.updated for one in found) == "2024-04-01T00:00:00Z"


NASTY = [
    '=cmd|"/c calc"!A0', "<script>alert(1)</script> & </content>", "a \\ b, c; d'e \"f\"", "]]> &amp;",
    "שלום و مرحبا", "🌊 wave 👩🏽", "{{ x }} [a](javascript:b)", "x" * 400,
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_a_text_comes_back_as_it_was_typed(text: str) -> None:
    change = {"kind": "correction", "on": "2024-12-10", "was": f"{text}.", "why": f"Why {text}."}
    fact = {"text": f"It {text} so.", "recorded": "2024-12-08", "references": ["paper"]}
    record = {"name": f"N {text}"[:100], "checked": "2024-12-31"}
    data = json.dumps(
        {**record, "facts": {"one": {**fact, "changes": [change]}}}, ensure_ascii=False
    )
    built = made({"data/groups/g.yml": data, "content/index.md": "# Home\n\nA page.\n"})
    said = list(contents(built).values())
    assert said and all(f"It {text} so." in one for one in said)
    assert f"It read: “{text}.” Why {text}." in said[0]
    title, whole = [*contents(built)][0], f"Corrected: {record['name']} – It {text} so."
    assert title == whole if len(whole) < 150 else (title[-2:] == " …" and title[:60] == whole[:60])
    (item,) = json.loads(built.outputs["feeds/corrections.json"])["items"]
    html = html5lib.parseFragment(item["content_html"], treebuilder="etree")
    assert "".join(html.itertext()) == said[0]
    assert not [one for one in html.iter() if str(one.tag).endswith("script")]


def test_a_name_of_a_site_that_xml_cannot_write_breaks_no_feed() -> None:
    built = made(FILES, Place("https://lakes.example/", True, "La\x0bkes \ud800 & <b>"))
    root = ET.fromstring(built.outputs["feeds/changes.xml"])
    assert root.findtext(f"{ATOM}title") == "La\ufffdkes \ufffd & <b>: All changes"


TWO = {
    **FILES,
    "data/site.yml": "languages: [en, ar]\nname: {ar: البحيرات}\n",
    "data/groups/mill.yml": OTHER.replace(
        "text: The mill was built of stone.",
        'text: {en: The mill was built of stone., ar: "بنيت الطاحونة من الحجر."}',
    ),
}


def test_each_language_has_its_feeds_and_marks_what_only_the_original_says() -> None:
    built = made(TWO)
    (first,) = read(built, "ar/feeds/pages/about/mill.xml")
    assert "بنيت الطاحونة من الحجر." in first.title and "الإنجليزية" not in first.title
    assert first.link == "https://lakes.example/levels/ar/groups/mill/#built"
    update = read(built, "ar/feeds/changes.xml")[0]
    assert "It moved to the hill" in update.title and "(باللغة الإنجليزية" in update.title
    assert '<bdi lang="en" dir="ltr">' in update.content[0].value
    assert update.content[0].value.startswith('<div lang="ar" dir="rtl">')
    root = ET.fromstring(built.outputs["ar/feeds/changes.xml"])
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    assert root.findtext(f"{ATOM}title") == "البحيرات: كل التغييرات"
    assert {one.id for one in read(built, "ar/feeds/changes.xml")} == {*ids(built)}


def test_a_page_names_its_feed_in_its_own_language() -> None:
    built = made(TWO)
    assert '\nfeed: "feeds/pages/about/mill.xml"\n' in str(built.pages["about/mill.md"])
    assert '\nfeed: "ar/feeds/pages/about/mill.xml"\n' in str(built.pages["ar/about/mill.md"])
    assert "ar/feeds/pages/about/mill.xml" in built.outputs
    assert "feed:" not in str(built.pages["index.md"])


def test_the_same_facts_give_the_same_bytes() -> None:
    again = made(dict(reversed(FILES.items())))
    assert dict(again.outputs) == dict(small().outputs)


def test_a_site_can_leave_them_out() -> None:
    built = made({**FILES, "data/site.yml": "outputs: {feeds: false}\n"})
    assert not [path for path in built.outputs if "feeds" in path]
    assert "feed:" not in str(built.pages["about/mill.md"])
