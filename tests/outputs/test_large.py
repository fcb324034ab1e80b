"""Very much on one record, or on one day: twice as much takes twice as many steps."""

import sys

import pytest
from factsheet.build.whole import build
from projects import tree

FACT = "recorded: 2024-12-01, status: disputed, note: N., references: [paper]"


def large(facts: int, formerly: str = "") -> dict[str, bytes]:
    """A record with so many facts of one day, each with a former id and each two in a dispute."""
    rows = "".join(f"  f{n}: {{text: Fact {n}., formerly: [g{n}], {FACT}}}\n" for n in range(facts))
    asked = "".join(
        f"  d{n}: {{question: Q {n}?, statements: ['#f{n}', '#f{n + 1}'], note: N.}}\n"
        for n in range(0, facts, 2)
    )
    head = f"name: The Board\n{formerly}checked: 2024-12-31\n"
    return tree({"data/groups/board.yml": f"{head}facts:\n{rows}disputes:\n{asked}"})


def steps(files: dict[str, bytes], sort: str) -> int:
    """How many lines of ours and calls it takes to make all files of a sort."""
    built, count = build(files), 0
    assert built.ok, built.issues
    paths = [path for path in built.outputs if path.startswith(sort)]
    assert paths

    def trace(frame: object, event: str, arg: object) -> object:
        nonlocal count
        count += 1
        return trace

    sys.settrace(trace)
    try:
        for path in paths:
            built.outputs[path]
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("sort", ["api/", "feeds/", "embed/groups/", "data/v1/facts.csv"])
def test_twice_as_many_facts_take_twice_as_many_steps(sort: str) -> None:
    old = "formerly: [old-board]\n"
    steps(large(10, old), sort)  # what is loaded and remembered once
    assert steps(large(600, old), sort) < 2.6 * steps(large(300, old), sort)
