"""On the sheet of an event stand those just before and after it in time, and nothing else."""

import re

import pytest
from factsheet.build.whole import build
from projects import tree

DAYS = {"a": "2024-01-05", "b": "2024-01-07", "c": "2024-02", "d": "2024-03-01", "e": "2024-12-31"}


def event(day: str, more: str = "") -> str:
    when = f"when: {day}\n" if day else ""
    return f"name: On {day}\n{when}text: It was {day}.\nreferences: [paper]\nchecked: 2024-12-31\n{more}"


FILES = {f"data/dates/{id_}.yml": event(day) for id_, day in DAYS.items()}


def near(id_: str, files: dict[str, str] = FILES) -> list[str]:
    """The ids of the events below the heading, in the order in which they stand."""
    built = build(tree(files))
    assert built.ok, built.issues
    page = str(built.files[f"dates/{id_}.md"])
    part = page.partition("## Before and after")[2].partition("\n## ")[0]
    return re.findall(r"\]\((\w+)\.md", part)


@pytest.mark.parametrize(("id_", "wanted"), [("a", "bc"), ("b", "acd"), ("c", "abde"), ("e", "cd")])
def test_two_on_either_side_in_the_order_of_time(id_: str, wanted: str) -> None:
    assert near(id_) == list(wanted)


def test_what_was_withdrawn_has_no_day_or_is_a_draft_is_not_among_them() -> None:
    gone = "status: retracted\nnote: It was not so.\nchanges: [{kind: correction, on: 2024-12-30, was: It was., why: No.}]\n"
    files = {
        **FILES,
        "data/dates/b.yml": event(DAYS["b"], gone),
        "data/dates/d.yml": event(DAYS["d"], "draft: true\n"),
    }
    assert near("c", files) == ["a", "e"]


def test_who_is_no_event_and_an_event_alone_have_no_such_part() -> None:
    files = {
        "data/dates/a.yml": FILES["data/dates/a.yml"],
        "data/groups/army.yml": "name: Army\nchecked: 2024-12-31\n",
    }
    built = build(tree(files))
    assert not [name for name, text in built.files.items() if "Before and after" in str(text)]
