"""An id is proposed from a name in any script, by the one rule."""

import pytest
from factsheet.bench.edits.ids import propose
from factsheet.evidence import id_look
from factsheet.values import id_problem
from hypothesis import given
from hypothesis import strategies as st

IDS = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Ann O'Neill", "ann-oneill"),
        ("Čeněk  Šašek (judge)", "cenek-sasek-judge"),
        ("Борис", "boris"),
        ("دمشق", "dmshq"),
        ("東京", "dongjing"),
        ("Straße 7", "strasse-7"),
        ("Con", "con-2"),  # Windows keeps this name
        ("!?", "unnamed"),
        ("x" * 100, "x" * 80),
        ("word " * 20, "-".join(["word"] * 16)),  # in whole words
    ],
)
def test_a_name_becomes_an_id(name: str, id_: str) -> None:
    assert propose(name) == id_


def test_a_number_tells_an_id_from_those_that_are_taken() -> None:
    assert propose("Ann", ["ann"]) == "ann-2"
    assert propose("Ann", ["ann", "ann-2", "ann-3"]) == "ann-4"
    assert propose("x" * 100, ["x" * 80]) == "x" * 78 + "-2"
    assert propose("Brigade 1", ["brigade-l"]) == "brigade-1-2"  # they look alike


@given(st.text(max_size=200), st.lists(IDS, max_size=5))
def test_every_proposal_is_an_id_that_nothing_taken_looks_like(name: str, taken: list[str]) -> None:
    taken += [propose(name), propose(name, [propose(name)])]
    proposed = propose(name, taken)
    assert not id_problem(proposed)
    assert id_look(proposed) not in map(id_look, taken)
