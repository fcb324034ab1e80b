"""A site's own kinds: what they change, what they cannot do, and that the package knows no topic."""

import json
import re
from pathlib import Path

import factsheet
import pytest
import yaml
from factsheet.build.whole import build
from factsheet.cache import Memory
from factsheet.evidence import history
from factsheet.kinds import kinds_of, schema
from jsonschema import Draft7Validator
from projects import PAPER, real, tree

PACKAGE = Path(factsheet.__file__).parent
SHIPS = """\
name: ship
title: Ships
fields:
  captain: {type: link, to: [people], label: Captain, reverse: Captain of}
"""
MARY = "name: Mary\nchecked: 2024-12-31\ncaptain: [{value: people/ann, references: [paper]}]\n"
ANN = "name: Ann\nchecked: 2024-12-31\n"
SITE = {"data/kinds/ships.yml": SHIPS, "data/ships/mary.yml": MARY, "data/people/ann.yml": ANN}


def codes(files: dict[str, str]) -> list[str]:
    """The codes of what is wrong with a made-up site."""
    return [issue.code for issue in build(tree(files)).issues]


def test_the_same_files_give_the_same_kinds_and_others_do_not() -> None:
    files = tree(SITE)
    assert kinds_of(files)[0] is kinds_of(dict(files))[0]
    assert kinds_of(files)[0] is not kinds_of({})[0]


def test_an_edited_kind_is_seen_by_records_that_did_not_change() -> None:
    memory = Memory()
    first = build(tree(SITE), memory=memory)
    assert "**Captain:**" in str(first.pages["ships/mary.md"])
    renamed = {**SITE, "data/kinds/ships.yml": SHIPS.replace("label: Captain", "label: Master")}
    again = build(tree(renamed), memory=memory)
    assert again.ok and "**Master:**" in str(again.pages["ships/mary.md"])
    assert again.files == build(tree(renamed)).files


def test_a_broken_kind_is_one_error_and_its_records_wait() -> None:
    broken = {**SITE, "data/kinds/ships.yml": SHIPS.replace("to: [people]", "to: [peple]")}
    page = {"content/page.md": '# Page\n\n{{ link("ships/mary") }}\n'}
    assert codes({**broken, **page}) == ["bad-kind"]
    unread = {**SITE, "data/kinds/ships.yml": "name: {\n"}
    assert codes({**unread, **page}) == ["yaml-syntax"]


def test_a_kind_that_is_switched_off_takes_its_links_with_it() -> None:
    off = {"data/kinds/people.yml": "off: true\n"}
    built = build(tree({**off, "data/groups/army.yml": ANN.replace("Ann", "The Army")}))
    assert built.ok and "people/index.md" not in built.pages
    assert "leader" not in built.library.kinds["groups"].fields
    led = (
        "name: The Army\nchecked: 2024-12-31\nleader: [{value: people/ann, references: [paper]}]\n"
    )
    assert codes({**off, "data/groups/army.yml": led}) == ["unknown-key"]


@pytest.mark.parametrize("key", ["title", "label", "reverse", "section"])
def test_a_kinds_words_are_printed_as_they_are_typed(key: str) -> None:
    text = "<b onclick=x>*A* [b](c) `d` {{ fact(1) }} &amp; <!-- "
    kind = yaml.safe_load(SHIPS)
    if key == "title":
        kind["title"] = text
    elif key == "section":
        kind["sections"] = {"one": {"title": text, "fields": ["captain"]}}
    else:
        kind["fields"]["captain"][key] = text
    files = {**SITE, "data/kinds/ships.yml": yaml.safe_dump(kind, width=1000)}
    files["content/page.md"] = "# Page\n\n{{ overview() }}\n"
    built = build(tree(files))
    assert built.ok, built.issues
    pages = "\n".join(map(str, built.pages.values()))
    assert "onclick" in pages and "<b" not in pages and "[b](c)" not in pages


def test_the_schema_of_kinds_takes_every_kind_and_finds_a_slip() -> None:
    judge = Draft7Validator(json.loads(schema.schemas(kinds_of({})[0])["kind.json"]))
    own = [path for path in real() if path.startswith("data/kinds/")]
    texts = [path.read_text() for path in (PACKAGE / "kinds/builtin").glob("*.yml")]
    for text in [*texts, *(real()[path].decode() for path in own), SHIPS]:
        judge.validate(yaml.safe_load(text))
    assert not judge.is_valid(yaml.safe_load(SHIPS.replace("type: link", "type: lnk")))


def test_no_word_of_the_first_topic_stands_in_the_package() -> None:
    names: set[str] = set()
    for record in build(real()).library.records.values():
        if not record.kind.is_source and not record.kind.has_wordings:
            names |= {record.name, record.short_name, *record.labels.get("aliases", ())}
    names = {name for name in names if len(name) > 2} | {"rebels", "Syrian"}
    asked = re.compile(rf"\b({'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})\b")
    found = {}
    for path in sorted(PACKAGE.rglob("*")):
        if path.name == "agencies.yml":
            continue  # the world's news agencies, whatever the topic
        if path.suffix in (".py", ".yml", ".html", ".js", ".css"):
            if words := set(asked.findall(path.read_text(encoding="utf-8"))):
                found[path.relative_to(PACKAGE).as_posix()] = words
    assert not found


def test_a_hundred_kinds_are_read_and_one_more_is_told() -> None:
    def kinds(count: int) -> dict[str, bytes]:
        names = (
            f"k{'abcdefghij'[n // 10 % 10]}{'abcdefghij'[n % 10]}{'x' * (n // 100)}"
            for n in range(count)
        )
        return {f"data/kinds/{n}s.yml": f"name: {n}\ntitle: {n}\n".encode() for n in names}

    assert len(kinds_of(kinds(100))[0]) == 107 and not kinds_of(kinds(100))[1]
    assert [issue.code for issue in kinds_of(kinds(101))[1]] == ["limit"]


def test_thousands_of_misspelt_ways_back_are_told_in_short() -> None:
    """Each was compared with all, and named all that there are."""
    files = {}
    for n in range(100):
        rows = range(60)
        fields = "".join(f"  f{m}: {{type: link, label: F, reverse: Way {n} {m}}}\n" for m in rows)
        parts = "".join(f"  s{m}: {{title: S, back: [X{m}]}}\n" for m in rows)
        text = f"name: k\ntitle: K\nfields:\n{fields}sections:\n{parts}"
        files[f"data/kinds/k{chr(97 + n // 10)}{chr(97 + n % 10)}.yml"] = text.encode()
    issues = kinds_of(files)[1]
    assert len(issues) == 6000 and max(len(issue.hint) for issue in issues) < 1000


def test_other_words_around_the_facts_are_listed_and_need_no_reason() -> None:
    old = build(tree(SITE)).library
    new = build(
        tree({**SITE, "data/kinds/ships.yml": SHIPS.replace("label: Captain", "label: Owner")})
    )
    (change,) = history.compare(old, new.library)
    assert "label of captain" in history.to_text([change], new.shows) and change.excused


def test_a_label_that_a_kind_has_no_longer_is_a_change_of_what_had_it() -> None:
    doi = "data/kinds/sources.yml", "labels: {doi: {type: text, label: DOI}}\n"
    with_doi = PAPER + "doi: 10.1/x\n"
    old = build(tree(dict([doi, ("data/sources/paper.yml", with_doi)])))
    new = build(tree({}))
    for one, other, said in ((old, new, "10.1/x"), (new, old, "10.1/x")):
        assert one.ok
        changes = history.compare(one.library, other.library)
        assert said in history.to_text(changes, other.shows)
