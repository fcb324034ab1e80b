"""The golden cases: one YAML file in tests/golden is one case (see the README there)."""

from pathlib import Path

import pytest
import yaml
from factsheet.build.guesses import of as guesses_of
from factsheet.build.whole import build
from factsheet.issues.issue import CATALOGUE, Issue
from factsheet.kinds import kinds_of
from projects import CASES, ROOT, tree

FOLDER = ROOT / "tests" / "golden"
SLIPS = yaml.safe_load((FOLDER / "slips.yml").read_text(encoding="utf-8"))


def shown(issue: Issue) -> str:
    spot = issue.spot
    return (
        f"{spot.path}:{spot.line}:{spot.column}: {issue.severity}[{issue.code}]: {issue.message}"
        + (f"; {issue.hint}" if issue.hint else "")
    )


@pytest.mark.parametrize("path", CASES, ids=[p.stem for p in CASES])
def test_case(path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    files = tree(case["files"])
    built = build(files)
    assert [shown(i) for i in built.issues] == case.get("issues", [])
    guesses = guesses_of(built, files) if built.ok else []
    if not path.stem.startswith("unrecorded"):  # the others say no more than they are about
        guesses = [guess for guess in guesses if guess.code != "unrecorded"]
    assert [shown(i) for i in guesses] == case.get("notices", [])
    for page, lines in case.get("pages", {}).items():
        printed = str(built.files[page]).split("\n")
        for line in lines:
            assert line in printed, f"{page} has no line {line!r}:\n" + "\n".join(printed)
    for page, texts in case.get("absent", {}).items():
        for text in texts:
            assert text not in str(built.files.get(page, "")), f"{page} shows {text!r}"


@pytest.mark.parametrize("case", SLIPS, ids=[case["slip"] for case in SLIPS])
def test_a_slip_is_told_once_with_what_to_type(case: dict[str, str]) -> None:
    typed = case["typed"].replace("⇥", "\t").replace("⍽", "\u00a0")
    files = {
        "data/people/ann.yml": "name: Ann\nchecked: 2024-12-31\n",
        case.get("file", "data/groups/army.yml"): typed,
    }
    told = [
        (f"{i.spot.line}:{i.spot.column} {i.code}", i.message, i.hint)
        for i in build(tree(files)).issues
    ]
    assert told == [(case["at"], case["says"], case["hint"])]


def test_every_issue_code_and_every_kind_has_a_case() -> None:
    # a code that only a file on disk can cause is shown in test_disk.py, one that takes two states of the facts in test_history.py
    elsewhere = {"encoding", "temp-file", "silent-change", "unfinished-edit"}
    for code in CATALOGUE.keys() - elsewhere:
        assert any(p.stem.startswith(code) for p in CASES), f"no golden case shows {code}"
    for kind in kinds_of({})[0]:
        assert (FOLDER / f"kind-{kind}.yml") in CASES, f"no golden case shows the kind {kind}"
