"""The golden cases: one YAML file in tests/golden is one case (see the README there)."""

from pathlib import Path

import pytest
import yaml
from conftest import tree

from generator import build, making, notices
from generator.issues import CATALOGUE, Issue
from generator.kinds import register

FOLDER = Path(__file__).parent / "golden"
CASES = sorted(FOLDER.glob("*.yml"))


def shown(issue: Issue) -> str:
    spot = issue.spot
    return f"{spot.path}:{spot.line}:{spot.column}: {issue.severity}[{issue.code}]: {issue.message}" + (
        f"; {issue.hint}" if issue.hint else ""
    )


@pytest.mark.parametrize("path", CASES, ids=[p.stem for p in CASES])
def test_case(path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    files = tree(case["files"])
    built = build(files)
    assert [shown(i) for i in built.issues] == case.get("issues", [])
    guesses = notices.of(built.library, making.accepted(files)) if built.ok else []
    assert [shown(i) for i in guesses] == case.get("notices", [])
    for page, lines in case.get("pages", {}).items():
        printed = str(built.files[page]).split("\n")
        for line in lines:
            assert line in printed, f"{page} has no line {line!r}:\n" + "\n".join(printed)
    for page, texts in case.get("absent", {}).items():
        for text in texts:
            assert text not in str(built.files.get(page, "")), f"{page} shows {text!r}"


def test_every_issue_code_and_every_kind_has_a_case() -> None:
    # a code that only a file on disk can cause is shown in test_disk.py, one that takes two states of the facts in test_history.py
    elsewhere = {"encoding", "temp-file", "silent-change"}
    for code in CATALOGUE.keys() - elsewhere:
        assert any(p.stem.startswith(code) for p in CASES), f"no golden case shows {code}"
    for kind in register():
        assert (FOLDER / f"kind-{kind}.yml") in CASES, f"no golden case shows the kind {kind}"
