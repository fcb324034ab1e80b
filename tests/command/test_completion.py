"""A shell completes commands, options and the addresses of the site at hand, without a build."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import click
import pytest
from click.shell_completion import split_arg_string
from factsheet.command import main
from factsheet.command.lazy import Lazy
from factsheet.command.line import COMMANDS
from factsheet.command.parameters import Address, Source
from projects import PAPER, run

ANN = (
    "name: Ann Lee\naliases: [Anne]\nfacts:\n  judge: {text: Ann was a judge.}\n  job: {text: x}\n"
)
FILES = {
    "data/people/ann.yml": ANN,
    "data/people/anton.yml": "name: Антон\ndraft: true\n",
    "data/people/broken.yml": "name: [",
    "data/places/north.yml": "name: The North\n",
    "data/sources/paper-2024-12-08.yml": PAPER,
}


@click.command()
@click.argument("records", type=Address(parts=False))
@click.argument("parts", type=Address(records=False))
@click.argument("any", type=Address())
@click.option("--by", type=Source(), multiple=True)
def tried(records: str, parts: str, any: str, by: tuple[str, ...]) -> int:
    """Try what completes."""
    print(records, parts, any, *by)
    return 0


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project in whose folder one types, with a command that takes addresses."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with patch.dict(COMMANDS, {"tried": (f"{__name__}:tried", "Try what completes.")}):
        yield tmp_path


def completed(
    capsys: pytest.CaptureFixture[str], line: str, shell: str = "bash"
) -> tuple[int, list[str]]:
    """Exit status and candidates for the last word of a line, as a shell asks for them."""
    words = f"factsheet {line}"
    word = (
        words.rpartition(" ")[2] if shell == "fish" else str(len(split_arg_string(f"{words}x")) - 1)
    )
    asked = {
        "_FACTSHEET_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": word,
    }  # fmt: skip
    with patch.dict(os.environ, asked):
        status = main([])
    out = capsys.readouterr()
    assert not out.err
    return status, out.out.splitlines()


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("ki", ["kinds"]),
        ("check --n", ["--notices"]),
        ("kinds pe", ["people"]),
        ("add pe", ["people"]),
        ("add f", ["fact"]),
        ("explain bad-d", ["bad-date"]),
        ("completion z", ["zsh"]),
        ("tried pe", ["people/ann", "people/anton"]),
        ("tried people/ann", ["people/ann"]),  # drafts complete, broken files do not
        ("tried Anne", ["people/ann"]),
        ("tried anton", ["people/anton"]),
        ("tried АНН", ["people/ann"]),
        ("tried '", ["people/ann", "people/anton", "places/north", "sources/paper-2024-12-08"]),
        ("tried 'ann l", ["people/ann"]),
        ("tried people/ann#j", []),  # a record is wanted
        ("tried x pe", ["people/ann", "people/anton"]),
        ("tried x people/ann", ["people/ann#judge", "people/ann#job"]),
        ("tried x people/ann#ju", ["people/ann#judge"]),
        ("tried x people/ann#was", ["people/ann#judge"]),
        ("tried x Lee", ["people/ann#judge", "people/ann#job"]),
        ("tried x y people/ann", ["people/ann", "people/ann#judge", "people/ann#job"]),
        ("tried x y north", ["places/north"]),
        ("tried x y people/nobody#", []),
        ("tried --by pap", ["paper-2024-12-08"]),
        ("tried --by sources/p", ["sources/paper-2024-12-08"]),
        ("tried --by report", ["paper-2024-12-08"]),
        ("tried --by 'the paper 2024", ["paper-2024-12-08"]),
        ("tried nothing-like-it", []),
        ("publish x", []),
        ("--root nowhere tried pe", []),
    ],
)  # fmt: skip
def test_a_word_is_completed(
    project: Path, capsys: pytest.CaptureFixture[str], line: str, values: list[str]
) -> None:
    status, found = completed(capsys, line)
    assert status == 0
    assert sorted(found) == sorted(f"plain,{value}" for value in values) or [*found] == [""]
    assert bool(values) == (found != [""])


def test_a_project_elsewhere_completes_behind_its_root(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    assert completed(capsys, f"--root {project} tried ann") == (0, ["plain,people/ann"])
    assert completed(capsys, "build di") == (0, ["dir,di"])


def test_a_shell_that_can_shows_the_name_beside_the_address(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert completed(capsys, "tried people/ann", "fish") == (0, ["plain,people/ann\tAnn Lee"])
    assert completed(capsys, "tried people/ann", "zsh") == (0, ["put", "people/ann", "Ann Lee"])


def test_no_shell_takes_a_name_away_that_several_are_called(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "data/people/anne.yml").write_text("name: Lee", encoding="utf-8")
    found = completed(capsys, "tried lee")[1]
    assert found == ["plain,people/anne", "plain,people/ann", "plain,lee"]
    assert completed(capsys, "tried lee", "zsh")[1][0] == "keep"
    assert completed(capsys, "tried people/a", "zsh")[1][0] == "put"
    assert completed(capsys, "tried x 'ann lee", "zsh")[1][0] == "put"  # people/ann#
    assert completed(capsys, "build di", "zsh")[1] == ["dir"]


def test_nothing_that_a_file_says_acts_on_the_shell(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "data/people.yml").write_text(
        'zed: {name: "Zed \x1b[31m $(rm -r x)", facts: {"$(id)": {text: x}, "*": {text: x}}}\n'
        '"$(id)": {name: Zed}\n',
        encoding="utf-8",
    )
    (project / "data/people/$(zed).yml").write_text("name: Zed", encoding="utf-8")
    assert completed(capsys, "tried zed")[1] == [""]  # a control character: nothing is read
    text = (project / "data/people.yml").read_text(encoding="utf-8").replace("\x1b", "")
    (project / "data/people.yml").write_text(text, encoding="utf-8")
    assert completed(capsys, "tried zed")[1] == ["plain,people/zed"]
    assert completed(capsys, "tried x people/zed#")[1] == [""]


@pytest.mark.parametrize("asked", ["bash_complete", "zsh_complete", "fish_complete", "x", "ksh_y"])
def test_whatever_goes_wrong_is_silence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    monkeypatch.setenv("_FACTSHEET_COMPLETE", asked)
    for name in ("COMP_WORDS", "COMP_CWORD"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 1
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_asks_for_what_is_answered(
    capsys: pytest.CaptureFixture[str], shell: str
) -> None:
    assert main(["completion", shell]) == 0
    out = capsys.readouterr().out
    assert f"_FACTSHEET_COMPLETE={shell}_complete" in out and "factsheet" in out


def test_another_shell_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "tcsh"]) == 2
    assert "'tcsh' is not one of 'bash', 'zsh', 'fish'" in capsys.readouterr().err


def test_completion_loads_nothing_that_makes_pages(project: Path) -> None:
    (project / "data/people/broken.yml").unlink()
    asked = {
        "_FACTSHEET_COMPLETE": "bash_complete", "COMP_WORDS": "factsheet kinds ", "COMP_CWORD": "2",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "factsheet"],
        env={**os.environ, **asked}, cwd=project, capture_output=True, text=True,
    )  # fmt: skip
    assert "plain,people" in done.stdout
    rooms = set(re.findall(r"factsheet\.(\w+)", done.stderr))
    assert "evidence" in rooms and not rooms & {"build", "pages", "site", "bench", "pictures"}


@pytest.mark.skipif(sys.platform == "win32", reason="no bash of Unix")
def test_bash_completes_a_line(project: Path) -> None:
    script = run("factsheet", "completion", "bash", cwd=project).stdout
    program = project / "factsheet"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m factsheet "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    ask = "COMP_WORDS=(./factsheet kinds pe); COMP_CWORD=2; _factsheet_completion ./factsheet"
    done = subprocess.run(
        ["bash", "--norc", "-c", f"{script}\n{ask}\nprintf '%s|' \"${{COMPREPLY[@]}}\""],
        cwd=project, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout == "people|", done.stderr


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["people/ann", "people/ann#judge", "x/y"], "people/ann people/ann#judge x/y\n"),
        (["a/b", "a/b", "a/b", "--by", "sources/p#P 5"], "a/b a/b a/b p#P 5\n"),
        (["Ann", "a/b", "a/b"], '"Ann" is not an address; did you mean people/ann?'),
        (["Zoë", "a/b", "a/b"], '"Zoë" is not an address; write it as groups/hts'),
        (["a/b", "a/../b", "a/b"], "is not an address; write it as groups/hts#us-listing"),
        (["a/b", "a/b", "a/b", "--by", "p#"], '"p#" is not a source; write its id: ap-2024-12-07#P5'),
        (["a/b", "a/b", "a/b", "--by", "/etc/x"], '"/etc/x" is not a source'),
    ],
)  # fmt: skip
def test_an_address_is_written_as_one(
    project: Path, capsys: pytest.CaptureFixture[str], call: list[str], said: str
) -> None:
    status = main(["tried", *call])
    out = capsys.readouterr()
    assert (status, said in out.out) == (0, True) or (status, said in out.err) == (2, True)


def test_the_groups_of_commands_complete(capsys: pytest.CaptureFixture[str]) -> None:
    inner = Lazy({"check": ("factsheet.command.judging:check", "Check.")}, name="facts")
    with patch.dict(COMMANDS, {"facts": (f"{__name__}:inner", "About facts.")}):
        with patch.dict(globals(), inner=inner):
            assert completed(capsys, "facts ") == (0, ["plain,check"])
            assert completed(capsys, "facts check --j") == (0, ["plain,--json"])
