"""What is added arrives as it was typed; what is asked at a terminal is read back and can be mended."""

import time
from datetime import date
from pathlib import Path

import pytest
from factsheet.bench import Edit
from factsheet.bench.entering import adding, answers, asking
from factsheet.kinds import kinds_of
from factsheet.values import fold
from hypothesis import HealthCheck, given, settings
from projects import EFFORT, write_tree

from factsheet.bench.edits.doc import Doc
from terminal import TEXTS, typed

ON = date(2025, 1, 31)
KINDS = kinds_of({})[0]
FILES = {
    "data/groups/army.yml": "name: The Army\nchecked: 2024-12-31\nfounded:\n  - {value: 2011, references: [paper]}\n",
    "data/people/ann.yml": "name: Ann Čapek\naliases: [Анна]\nchecked: 2024-12-31\n",
    "data/people/bob.yml": "name: Bob\nchecked: 2024-12-31\n",
    "data/people/bobby.yml": "name: Bobby Bob\nchecked: 2024-12-31\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_tree(tmp_path, FILES)
    return tmp_path


def data(project: Path, path: str) -> dict[str, object]:
    found: dict[str, object] = Doc((project / path).read_bytes(), path).data()
    return found


@settings(max_examples=40 * EFFORT, suppress_health_check=list(HealthCheck), deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_any_text_that_is_typed_arrives_exactly(text: str, note: str, name: str) -> None:
    questions = asking.of_statement(KINDS, KINDS["groups"])
    given = {"text": [text], "note": [note], "references": [f"paper#{fold(name)}"]}
    values, wrong = answers.read_all(questions, given)
    assert not wrong
    assert values["text"] == fold(text) and values["note"] == fold(note)
    doc = Doc(b"name: x\n", "x")
    doc.set(("facts", "new"), values)
    assert doc.data(("facts", "new")) == values


def test_a_field_is_found_by_its_name_also_with_an_underscore_and_when_another_value_came(
    project: Path,
) -> None:
    edit = Edit(project, ON)
    values = {"value": "groups/army", "references": ["paper"]}
    assert adding.add_fact(edit, "groups/army", values, "part_of") == "groups/army#part_of"
    assert edit.place("groups/army#part_of")[1] == ("part_of", 0)
    adding.add_fact(edit, "groups/army", values | {"scope": "x"}, "part_of")
    assert edit.place("groups/army#part_of")[1] == ("part_of", 0)
    assert edit.place("groups/army#part-of-army")[1] == ("part_of", 1)


def test_a_record_of_any_name_is_read_back_as_it_was_typed(project: Path) -> None:
    names = ["- x: y #z", "{a: b}", "[c]", "@d", "'e'", '"f"', "|", "2024-12-07", "no", "%g", "!h"]
    for name in names:
        edit = Edit(project, ON)
        id_ = adding.propose_record_id(edit, "groups", name)
        address = adding.add_record(edit, "groups", id_, {"name": name})
        outcome = edit.check()
        assert not outcome.refused
        assert outcome.built.library.records[address].name == name


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_kind_gives_its_questions_what_is_required_first(kind: object) -> None:
    assert kind in KINDS.values()
    for one in KINDS.values():
        asked = asking.of_record(KINDS, one)
        flags = [question.required for question in asked]
        assert flags == sorted(flags, reverse=True) and flags[0]
        assert len({question.key for question in asked}) == len(asked)
        keys = {question.key for question in asked if question.required}
        assert keys >= {*one.required} - {"checked", "wordings", *one.fields}
        for key in one.all_fields:
            value = asking.of_statement(KINDS, one, key)[0]
            assert value.key == "value" and value.required and value.label


def test_a_fact_with_a_new_source_takes_few_keys_and_no_format(project: Path) -> None:
    lines = (
        "The army took the hill.",
        "2025-01-07/2025-01-08",
        "https://gazette.example/news/1",
        "",  # add it now
        "The hill is taken",
        "The Gazette",
        "2025-01-08",
        *("", ""),  # its language, what was read
        "P4",
        *("", "", "", ""),  # no more sources, nothing more, this id, write it
    )
    began = time.monotonic()
    status, shown = typed(project, ["add", "fact", "groups/army"], *lines)
    assert status == 0, shown
    assert "2025-01-07/2025-01-08: between 7 and 8 January 2025" in shown
    assert "prints as: The army took the hill. (time: between 7 and 8 January 2025)" in shown
    assert "source: “The hill is taken”, The Gazette, 8 January 2025, paragraph 4" in shown
    facts = data(project, "data/groups/army.yml")["facts"]
    assert facts == {
        "the-army-took-the-hill": {
            "text": "The army took the hill.",
            "when": "2025-01-07/2025-01-08",
            "recorded": "2025-01-31",
            "references": ["the-gazette-2025-01-08#P4"],
        }
    }
    content = sum(map(len, (lines[0], lines[1], lines[2], *lines[4:7], lines[9])))
    assert len("\n".join(lines)) + 1 - content == len(lines)  # Enter, and nothing else
    assert time.monotonic() - began < 20


def test_a_wrong_answer_is_told_and_asked_again(project: Path) -> None:
    status, shown = typed(
        project, ["add", "fact", "groups/army"],
        "It moved.", "7.1.2025", "2025-01-07", "paper#P2", "", "", "", "",
    )  # fmt: skip
    assert status == 0, shown
    assert shown.count("When (") == 2 and "2025-01-07: 7 January 2025" in shown
    assert "sources/paper: A report, The Paper 2024-12-08" in shown


def test_a_link_is_found_by_any_spelling_and_chosen_by_number(project: Path) -> None:
    status, shown = typed(
        project, ["add", "fact", "groups/army", "--field", "leader"],
        "Анна", "", "", "paper", "", "", "",
    )  # fmt: skip
    assert status == 0, shown
    assert "people/ann: Ann Čapek?" in shown
    assert data(project, "data/groups/army.yml")["leader"] == [
        {"value": "people/ann", "recorded": "2025-01-31", "references": ["paper"]}
    ]
    status, shown = typed(
        project, ["add", "fact", "groups/army", "--field", "leader"],
        "bo", "3", "2", "2024", "paper", "", "", "", "",
    )  # fmt: skip
    assert status == 0, shown
    assert "there is no 3; write a number from 1 to 2" in shown
    assert "added: groups/army#leader-bobby" in shown


def test_a_status_asks_for_who_says_so_and_for_the_note(project: Path) -> None:
    status, shown = typed(
        project, ["add", "fact", "groups/army"],
        "It fled.", "", "paper", "", "stats", "3", "", "a witness", "", "", "Nobody saw it.", "", "",
    )  # fmt: skip
    assert status == 0, shown
    [fact] = data(project, "data/groups/army.yml")["facts"].values()  # type: ignore[attr-defined]
    assert fact["status"] == "denied" and fact["asserted_by"] == "a witness"
    assert fact["note"] == "Nobody saw it."


def test_two_versions_are_put_into_a_dispute_at_the_terminal(project: Path) -> None:
    status, shown = typed(
        project, ["add", "fact", "groups/army", "--field", "founded", "--value", "2012"],
        "", "paper#P2", "", "", "", "1", "When was it founded?", "It was founded twice.", "",
    )  # fmt: skip
    assert status == 0, shown
    assert "it contradicts groups/army#founded: 2011" in shown
    found = data(project, "data/groups/army.yml")
    assert found["disputes"] == {
        "when-was-it-founded": {
            "question": "When was it founded?",
            "statements": ["#founded", "#founded-2012"],
            "note": "It was founded twice.",
        }
    }


@pytest.mark.parametrize("lines", [("It fled.",), ("It fled.", "", "paper", "", "", "", "n")])
def test_whoever_stops_has_written_nothing(project: Path, lines: tuple[str, ...]) -> None:
    before = {p: p.read_bytes() for p in project.rglob("*.yml")}
    status, shown = typed(project, ["add", "fact", "groups/army"], *lines)
    assert status == 1
    assert {p: p.read_bytes() for p in project.rglob("*.yml")} == before


def test_a_record_is_asked_for_by_what_its_kind_has(project: Path) -> None:
    status, shown = typed(project, ["add", "groups"], "The Uniön", "aliases", "All", "Of them", "", "type",
                          "league", "", "", "")  # fmt: skip
    assert status == 0, shown
    assert data(project, "data/groups/the-union.yml") == {
        "name": "The Uniön", "type": "league", "aliases": ["All", "Of them"],
        "checked": "2025-01-31",
    }  # fmt: skip


def test_a_near_twin_is_told_and_added_only_if_that_is_wanted(project: Path) -> None:
    status, shown = typed(project, ["add", "people", "--name", "Ann Capek"], "", "", "n")
    assert status == 1 and 'perhaps it is people/ann: it is called "Ann Čapek"' in shown
    assert not (project / "data/people/ann-capek.yml").exists()
    status, shown = typed(project, ["add", "people", "--name", "Ann Capek"], "", "y", "", "")
    assert status == 0 and (project / "data/people/ann-capek.yml").exists(), shown


def test_what_was_typed_is_given_back_when_it_cannot_be_written(project: Path) -> None:
    status, shown = typed(
        project, ["add", "fact", "groups/army"],
        "It's late.", "2030", "https://gazette.example/1", "", "", "The Gazette", "", "", "", "", "",
        "asserted", "nobody known", "", "", "Bad Id", "late", "",
    )  # fmt: skip
    assert status == 1 and '"Bad Id": an id is lower-case' in shown
    assert "future-date" in shown and not (project / "data/sources/the-gazette.yml").exists()
    call = shown.rpartition("called again:\n")[2].splitlines()[0]
    assert call == (
        "factsheet add fact groups/army --text 'It'\"'\"'s late.' --when 2030 "
        "--asserted-by 'nobody known' "
        "--new-source URL=https://gazette.example/1 --new-source 'publisher=The Gazette'"
    )
