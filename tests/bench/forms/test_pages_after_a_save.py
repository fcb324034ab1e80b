"""A page that is asked for right after a save is not the one from before it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from benches import Visitor

from factsheet.bench.forms import bench as benches
from factsheet.bench.forms.opening import Opening


def opened(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, came: Callable[[int], bool]
) -> list[float]:
    """What is slept while a page is marked after a save; the preview has come so far after so many times."""
    slept = list[float]()
    clock = visitor.bench.read_at
    monkeypatch.setattr(benches, "sleep", slept.append)
    monkeypatch.setattr(benches, "monotonic", lambda: clock() + sum(slept))
    visitor.bench.read_at = lambda: clock() if came(len(slept)) else 0.0
    answer = visitor.post("add/fact/people/ann", {"text": "She went.", "references": "paper"})
    assert answer.status_code == 303, answer.text
    del slept[:]
    opening = Opening(lambda: visitor.bench)
    assert b"people/ann" in opening.marks("people/ann/")
    return slept


def test_it_waits_until_the_preview_has_built_the_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept = opened(Visitor(tmp_path), monkeypatch, lambda times: times == 7)
    assert len(slept) == 7


def test_it_waits_for_a_preview_that_does_not_come_a_few_seconds_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept = opened(Visitor(tmp_path), monkeypatch, lambda times: False)
    assert 1 < sum(slept) < 10


def test_no_page_waits_where_nothing_was_saved_nor_does_a_picture(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path)
    visitor.bench.read_at = lambda: 0.0
    opening = Opening(lambda: visitor.bench)
    assert b"people/ann" in opening.marks("people/ann/")
    visitor.bench._ahead = (benches.monotonic() + 100, visitor.bench.good())
    assert opening.marks("assets/a.png")
