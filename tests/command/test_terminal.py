"""What somebody sees who types answers and has read no manual: every question can be explained."""

from pathlib import Path

import pytest
from projects import write_tree

from factsheet.bench.edits.doc import Doc
from terminal import typed

FILES = {
    "data/cities/town.yml": (
        "name: The Town\nchecked: 2024-12-31\npopulation:\n"
        "  - {value: 42000, when: 2021, references: [paper]}\n"
        "facts:\n  fell: {text: The town fell., references: [paper]}\n"
    ),
    "data/people/ann.yml": "name: Ann Example\nchecked: 2024-12-31\n",
}
PAGE = """\
<html lang="en"><title>Bridge opens | Example Herald</title><h1>Bridge opens</h1>
<meta property="og:site_name" content="Example Herald"><p>RIVERTOWN (Reuters) – It opened.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_tree(tmp_path, FILES)
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def town(project: Path) -> dict:
    return Doc((project / "data/cities/town.yml").read_bytes(), "x").data()


def test_a_question_mark_explains_whatever_is_asked_and_is_never_an_answer(project: Path) -> None:
    lines = (
        *("?", "47500", "?", "2021"),
        *("?", "The numbers", "?", "y"),  # the source; is it new?
        *("?", "The Gazette", "?", "2022", "?", "en", "?", "", "?", "P4"),  # what is asked of it
        *("?", "", "?", "", "?", ""),  # one more source, more keys, the id
        *("?", "1", "?", "How many?", "?", "One counts the suburbs."),
        *("?", "y"),
    )
    status, shown = typed(project, ["add", "fact", "cities/town", "--field", "population"], *lines)
    assert status == 0, shown
    for told in (
        "2024-12-07/2024-12-08",
        "whose words they are",
        "how much of it",
        "P5: paragraph 5",
        "scope: what exactly it covers",
        "which stays when its name changes",
        "the question to which the versions are answers",
        "y: yes; n: no",
    ):
        assert told in shown
    assert town(project)["disputes"]["how-many"] == {
        "question": "How many?",
        "statements": ["#population", "#population-2021"],
        "note": "One counts the suburbs.",
    }
    source = (project / "data/sources/the-gazette-2022.yml").read_text(encoding="utf-8")
    assert "?" not in source


def test_no_means_no_where_enter_would(project: Path) -> None:
    status, shown = typed(
        project, ["add", "fact", "cities/town"], "It rose.", "", "paper", "no", "No", "", "y"
    )
    assert status == 0, shown
    assert town(project)["facts"]["it-rose"]["references"] == ["paper"]


def test_what_is_needed_and_what_is_wrong_of_a_new_source_is_asked_again(project: Path) -> None:
    lines = ("The numbers", "y", "", "The Gazette", "", "english", "en", "", "", "", "", "", "y")
    status, shown = typed(project, ["add", "fact", "cities/town"], "It rose.", "", *lines)
    assert status == 0, shown
    assert "an answer is needed: whose words they are" in shown
    assert '"english" is not a language code; write ar, en, ru, …' in shown
    assert "language: en" in (project / "data/sources/the-gazette-the-numbers.yml").read_text(
        encoding="utf-8"
    )


def test_a_third_version_joins_the_dispute_of_the_others(project: Path) -> None:
    call = ["add", "fact", "cities/town", "--field", "population", "--when", "2021"]
    call += ["--ref", "paper#P9"]
    status, shown = typed(
        project, [*call, "--value", "47500"], "", "", "1", "How many?", "Nobody knows.", ""
    )
    assert status == 0, shown
    status, shown = typed(project, [*call, "--value", "51000"], "", "", "1", "")
    assert status == 0, shown
    assert "1  it joins the dispute “How many?”" in shown
    assert len(town(project)["disputes"]["how-many"]["statements"]) == 3


def test_what_speaks_of_something_else_says_of_what(project: Path) -> None:
    call = ["add", "fact", "cities/town", "--field", "population", "--value", "47500"]
    call += ["--when", "2021", "--ref", "paper#P9"]
    status, shown = typed(project, call, "", "", "3", "with its suburbs", "y")
    assert status == 0, shown
    assert town(project)["population"][1]["scope"] == "with its suburbs"
    assert "disputes" not in town(project)


def test_a_source_can_be_added_where_it_is_cited(project: Path) -> None:
    lines = ("The numbers", "y", "The Gazette", "", "", "", "P4")
    status, shown = typed(project, ["cite", "cities/town#fell"], *lines)
    assert status == 0, shown
    assert town(project)["facts"]["fell"]["references"] == ["paper", "the-gazette-the-numbers#P4"]


def test_whose_report_it_is_is_a_question_with_yes_and_no(project: Path) -> None:
    page = str(project / "page.html")
    lines = (page, "y", "", "?", "y", "", "2024", "", "")
    status, shown = typed(project, ["cite", "cities/town#fell"], *lines)
    assert status == 0, shown
    assert "Reuters is the publisher, carried by Example Herald" in shown
    source = (project / "data/sources/reuters-2024.yml").read_text(encoding="utf-8")
    assert "publisher: Reuters\ncontainer-title: Example Herald\n" in source


def test_why_something_is_withdrawn_is_asked_for(project: Path) -> None:
    status, shown = typed(project, ["retract", "cities/town#fell"], "", "We misread it.")
    assert status == 0, shown
    assert "an answer is needed" in shown
    assert town(project)["facts"]["fell"]["note"] == "We misread it."


def test_a_name_in_another_language_is_typed_behind_the_code_of_it(project: Path) -> None:
    status, shown = typed(project, ["add", "people"], "Bob", "native name", "ru: Боб", "", "", "")
    assert status == 0, shown
    assert "native_name: {ru: Боб}" in (project / "data/people/bob.yml").read_text("utf-8")
