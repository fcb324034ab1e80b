"""`factsheet explain`: the examples do what their pages say, run by the real commands in a folder."""

import json
import subprocess
from pathlib import Path

import pytest
from factsheet import command as cli
from factsheet.issues import explain
from factsheet.issues.issue import CATALOGUE
from projects import PAPER, ROOT


def put(root: Path, files: dict[str, str], encoding: str = "utf-8") -> None:
    """Write the files of an example, and its source, in the place of what is there."""
    for old in sorted(root.rglob("*"), reverse=True):
        if old.is_file() and ".git" not in old.parts:
            old.unlink()
    for path, text in {"data/sources/paper.yml": PAPER, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode(encoding))


def commit(root: Path) -> None:
    """Make what is in the folder the state that `diff` compares with."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "before"]):
        subprocess.run(["git", *command], cwd=root, check=True)


def told(root: Path, code: str, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The codes that a person sees who checks the folder, asks for notices, or compares it with the state before."""
    if not explain.example(code).before:
        ask = ["--notices"] if CATALOGUE[code][0] == "notice" else []
        cli.main(["--root", str(root), "check", "--json", *ask])
        return {issue["code"] for issue in json.loads(capsys.readouterr().out)}
    cli.main(["--root", str(root), "diff", "HEAD"])
    out = capsys.readouterr().out
    return {code for code in CATALOGUE if f"[{code}]" in out}


@pytest.mark.parametrize("code", CATALOGUE)
def test_the_example_of_a_code_gives_it_and_mended_gives_nothing(
    code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    example = explain.example(code)
    if example.before:
        put(tmp_path, example.before)
        commit(tmp_path)
    put(tmp_path, example.wrong, example.bytes)
    assert told(tmp_path, code, capsys) == {code}
    put(tmp_path, example.right)
    assert told(tmp_path, code, capsys) == set()


def test_every_example_is_that_of_a_code() -> None:
    assert {
        p.stem for p in (ROOT / "generator/factsheet/issues/codes").iterdir()
    } == CATALOGUE.keys()


def test_the_document_is_what_explain_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain"]) == 0
    printed = capsys.readouterr().out
    assert printed == (ROOT / "docs/reference/issue-codes.md").read_text(encoding="utf-8"), (
        "factsheet explain > docs/reference/issue-codes.md"
    )


def test_explain_tells_of_one_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "bad-date"]) == 0
    out = capsys.readouterr().out
    assert (
        CATALOGUE["bad-date"][1] in out
        and "when: 2024-02-31" in out
        and "when: 2024-02-29" in out
        and "bad-id" not in out
    )


def test_a_misspelt_code_gets_the_nearest_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "bad-dat"]) == 2
    assert 'did you mean "bad-date"?' in capsys.readouterr().err
    assert cli.main(["explain", "\x1b[31m"]) == 2
    assert "\x1b" not in capsys.readouterr().err
