"""What the bench refuses: told where it was typed, without words for a shell, and the form stays as it was filled in."""

import html
import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from benches import Visitor

BIBTEX = "".join(
    f"@misc{{s{n}, title={{News {n}}}, publisher={{The Sun}}, date={{2024}}, url={{https://sun.example/{n}}}}}\n"
    for n in range(230)
)
SOURCE = {"title": "News", "publisher": "The Sun", "issued": "2024", "URL": "https://sun.example/x"}


def words(answer: Any) -> str:
    """A page as text."""
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", answer.text)).split())


def action(answer: Any) -> str:
    """Where the form of a source is sent."""
    return str(re.findall(r'action="/_bench/(add/source/[^"]+)"', answer.text)[0])


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    return Visitor(tmp_path)


def book() -> bytes:
    """A workbook of two sheets."""
    made, out = openpyxl.Workbook(), io.BytesIO()
    made.create_sheet("Towns")
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("path", "form", "said"),
    [
        ("edit/groups/army?part=nothing", {}, 'there is no "groups/army#nothing"'),
        ("move?address=groups/army%23left", {"to": "groups/zzz"}, 'there is no "groups/zzz"'),
        ("add/wording/groups/army", {}, "groups/army is no quote"),
        ("edit/groups/army?part=left", {"text": "The army left the town.", "cited": "wire#P5", "cited.place": "P5", "holds": "keep", "references": "qqq"}, 'there is no source "qqq"'),
        ("import", {"kind": "cities", "file": (io.BytesIO(b"a,b;c\n1,2;3\n"), "t.csv")}, None),
        ("import", {"mapping": "kind: cities\ncolumns: {}\n", "file": (io.BytesIO(book()), "t.xlsx")}, "the workbook has 2 sheets; say which: sheet with one of: Sheet, Towns"),
    ],
)  # fmt: skip
def test_nobody_is_told_at_the_bench_what_to_type_into_a_shell(
    path: str, form: dict[str, Any], said: str | None, visitor: Visitor
) -> None:
    answer = visitor.post(path, form)
    if answer.status_code == 303:
        answer = visitor.get(answer.headers["Location"].partition("/_bench/")[2])
    text = words(answer)
    assert (said or "say which: delimiter comma or delimiter semicolon") in text
    assert not re.search(r"; (factsheet |--)|which: --", text)


def test_what_is_perhaps_of_one_origin_is_asked_in_words(visitor: Visitor) -> None:
    visitor.post(action(visitor.post("add/source", {"by_hand": "1"})), {**SOURCE, "origin": "sun"})
    again = visitor.post("add/source", {"pasted": BIBTEX.split("\n")[0], "URL": ""})
    assert "other sources of The Sun have origin sun" in words(again)


def test_an_id_that_is_taken_leaves_the_form_of_a_source_as_it_is(visitor: Visitor) -> None:
    path = action(visitor.post("add/source", {"by_hand": "1"}))
    answer = visitor.post(path, {**SOURCE, "id": "wire"})
    assert answer.status_code == 422
    assert "sources/wire is there already, or was; give another id" in words(answer)
    assert 'value="The Sun"' in answer.text and action(answer) == path
    lacking = visitor.post(path, {**SOURCE, "publisher": ""})
    assert "Publisher : nobody is named as publisher" in words(lacking)  # the first leads there


def test_many_sources_are_listed_with_an_end_and_asked_for_again_when_they_are_gone(
    visitor: Visitor,
) -> None:
    listed = visitor.post("add/source", {"pasted": BIBTEX})
    assert "230 sources" in words(listed) and "30 more." in words(listed)
    gone = visitor.post("add/source/gone", {"several": "1"})
    assert gone.status_code == 400
    assert "what was read is kept no more; read it once more" in words(gone)
    assert 'name="several"' in listed.text
    assert visitor.post(action(listed), {"several": "1"}).status_code == 303
    assert len([*(visitor.root / "data/sources").glob("the-sun-*.yml")]) == 230


def test_what_was_withdrawn_before_is_told_in_the_form(visitor: Visitor) -> None:
    path, form = "withdraw?address=sources/wire", {"why": "It was made up."}
    assert visitor.post(path, form).status_code == 303
    answer = visitor.post(path, form)
    assert answer.status_code == 422
    assert "sources/wire is withdrawn already" in words(answer)
    assert 'value="It was made up."' in answer.text


def test_what_is_wrong_at_a_field_is_told_by_what_the_field_is_called(visitor: Visitor) -> None:
    typed = {"text": "It left again.", "references": "nobody"}
    answer = visitor.post("add/fact/groups/army", typed)
    assert 'Source : no source "nobody"' in words(answer)
