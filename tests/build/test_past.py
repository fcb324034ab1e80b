"""The facts as they were when a passage was confirmed, looked up in git."""

from pathlib import Path

import pytest
from factsheet.build import past
from factsheet.build.whole import build
from factsheet.disk import revisions
from factsheet.evidence import pins
from projects import git, stand, write_tree

ARMY = "name: The Army\nchecked: 2024-12-31\nfacts:\n  moved:\n    text: It moved.\n    references: [paper]\n"
MOVED = "groups/army#moved"


def test_the_history_is_searched_for_a_few_pins_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tree(tmp_path, {"data/groups/army.yml": ARMY})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "The army")
    library = build(stand(tmp_path)).library
    forms = pins.forms(library, [MOVED])
    asked: list[str] = []
    monkeypatch.setattr(revisions, "wrote", lambda root, text, folder: asked.append(text) or [])
    found = past.of(tmp_path)
    assert found(forms, "--output=x") is None and not asked
    assert [found(forms, f"{pin:06x}") for pin in range(100)] == [None] * 100
    assert len(asked) <= past.MAX_PINS
    assert found(forms, pins.pin(library, [MOVED])), "the last commit is looked at all the same"
