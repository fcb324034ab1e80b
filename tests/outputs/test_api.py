"""The facts as files of JSON: everything that a page says, by a schema that says exactly that."""

import json
from functools import cache
from typing import Any

import jsonschema
import pytest
from factsheet import disk
from factsheet.build.whole import Built, build
from factsheet.outputs import Place
from projects import ROOT, real, tree

RECORD = """
name: The Lake Board
formerly: [old-board]
checked: 2024-12-31
leader:
  - {value: people/ann, when: 2020/.., recorded: 2024-12-08, references: [paper]}
facts:
  moved:
    text: It moved to the hill.
    when: 2019-05
    recorded: 2024-12-08
    references: [paper#P5]
    changes:
      - {kind: correction, on: 2024-12-10, was: It moved to the lake., why: We misread it.}
  gone: {text: It left., status: retracted, note: Nobody said so., references: [paper]}
  later: {text: A secret., draft: true, references: [paper]}
  hidden: {taken_down: {on: 2024-12-11, ground: A person asked.}}
"""
FILES = {
    "data/groups/board.yml": RECORD,
    "data/people/ann.yml": "name: Ann\nchecked: 2024-12-31\n",
    "data/people/gone.yml": "taken_down: {on: 2024-12-12, ground: A court.}\n",
    "content/index.md": '# Home\n\n{{ fact("groups/board#moved") }}\n',
}
SITE = Place("https://lakes.example/", True, "Lakes")


@cache
def small() -> Built:
    return build(tree(FILES), place=SITE)


def data(built: Built, path: str) -> Any:
    return json.loads(built.outputs[f"api/v1/{path}.json"])


def schema_of(path: str, found: Any) -> str:
    """The name of the schema of a file."""
    first, _, rest = path.removeprefix("api/v1/").removesuffix(".json").partition("/")
    if rest == "index":
        return "list"
    return "moved" if "moved_to" in found else first


@pytest.mark.parametrize(
    "project",
    [real, lambda: disk.read(ROOT / "examples/nile-dam")[0], lambda: tree(FILES)],
    ids=["syria", "nile-dam", "small"],
)
def test_every_file_is_as_its_schema_says_and_every_schema_is_used(project: Any) -> None:
    built, used = build(project(), place=SITE), set()
    files = {path: json.loads(text) for path, text in built.outputs.items() if "api/v1" in path}
    schemas = {p.rpartition("/")[2][:-5]: files.pop(p) for p in [*files] if "/schema/" in p}
    checks = {name: jsonschema.Draft7Validator(schema) for name, schema in schemas.items()}
    for path, found in files.items():
        used.add(name := schema_of(path, found))
        problems = [f"{path}: {e.message[:200]}" for e in checks[name].iter_errors(found)]
        assert not problems, problems[:3]
    kinds = {plural for plural in built.kinds if not built.library.of(plural)}
    assert schemas.keys() - used <= kinds | {"moved"}
    assert "moved" in used or not built.library.moved


def test_a_statement_says_all_that_its_page_says() -> None:
    found = data(small(), "groups/board")["statements"]["moved"]
    assert found["address"] == "groups/board#moved"
    assert found["url"] == "https://lakes.example/groups/board/#moved"
    assert found["text"] == found["words"] == {"en": "It moved to the hill."}
    assert found["when"] == {"edtf": "2019-05", "earliest": "2019-05-01", "latest": "2019-05-31"}
    assert found["references"] == [{"source": "sources/paper", "place": "P5", "counts": True}]
    assert (found["reports"], found["independent_sources"]) == (1, 1)
    assert found["changes"][0]["was"] == "It moved to the lake."
    assert "https://lakes.example/" in found["pages"]
    assert len(found["pin"]) == 6


def test_a_value_has_its_type_and_its_words() -> None:
    found = data(small(), "groups/board")["statements"]["leader"]
    assert found["value"] == {"type": "record", "address": "people/ann", "name": "Ann"}
    assert found["label"] == {"en": "Leader"}
    assert found["words"] == {"en": "The Lake Board: leader Ann."}
    assert found["when"]["latest"] is None


def test_a_draft_is_nowhere_and_what_was_retracted_says_so() -> None:
    built = small()
    assert not any(b"secret" in text for text in built.outputs.values())
    found = data(built, "groups/board")["statements"]
    assert found["gone"]["status"] == "retracted" and "later" not in found


def test_of_what_was_taken_down_the_day_and_the_ground_are_left() -> None:
    found = data(small(), "groups/board")["statements"]["hidden"]
    assert found["taken_down"] == {"on": "2024-12-11", "why": "A person asked."}
    assert "text" not in found and "pin" not in found
    assert data(small(), "people/gone")["taken_down"]["on"] == "2024-12-12"
    assert [r["id"] for r in data(small(), "people/index")["records"]] == ["ann", "gone"]


def test_an_address_that_moved_says_where_to() -> None:
    found = data(small(), "groups/old-board")
    assert found["moved_to"] == "groups/board"
    assert found["url"] == "https://lakes.example/api/v1/groups/board.json"


def test_changes_are_told_by_day_and_never_by_the_clock() -> None:
    days = {one.pop("day"): one for one in data(small(), "changes")["days"]}
    assert days["2024-12-08"]["added"] == ["groups/board#leader", "groups/board#moved"]
    assert days["2024-12-10"]["corrected"] == ["groups/board#moved"]
    assert days["2024-12-11"]["withdrawn"] == ["groups/board#hidden"]
    assert days["2024-12-12"]["withdrawn"] == ["people/gone"]
    assert len(days) == 4


def test_a_text_that_has_a_translation_is_there_in_both_languages() -> None:
    name = "name: {en: The Board, ar: المجلس}\nchecked: 2024-12-31\n"
    fact = "facts:\n  x: {text: {en: It met., ar: اجتمع.}, references: [paper]}\n"
    files = {"data/site.yml": "languages: [en, ar]\n", "data/groups/board.yml": name + fact}
    found = data(build(tree(files)), "groups/board")
    assert found["name"] == {"en": "The Board", "ar": "المجلس"}
    assert found["statements"]["x"]["text"] == {"en": "It met.", "ar": "اجتمع."}
    assert found["links"]["page-ar"] == "ar/groups/board/"


def test_a_site_can_leave_it_out() -> None:
    files = {**FILES, "data/site.yml": "outputs: {api: false}\n"}
    assert not [path for path in build(tree(files)).outputs if path.startswith("api/")]
