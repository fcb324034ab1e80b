"""The command answers at once, and tells a wrong call from wrong facts by its exit status."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import click
import pytest
from factsheet.command import main
from factsheet.command.lazy import Lazy
from factsheet.command.line import COMMANDS, group
from projects import PAPER, run

# what takes longer to load than the help takes to print
HEAVY = {"yaml", "jinja2", "markdown", "markupsafe", "sqlite3", "watchdog", "mkdocs", "PIL"}


def imported(*arguments: str) -> set[str]:
    """The names of all modules that a call imports."""
    call = [sys.executable, "-X", "importtime", "-m", "factsheet", *arguments]
    done = subprocess.run(call, capture_output=True, text=True)
    return set(re.findall(r"^import time:.*\| +(\S+)$", done.stderr, re.M))


def test_the_help_is_printed_before_anything_heavy_is_loaded() -> None:
    for call in (["--help"], ["build", "--help"]):
        modules = imported(*call)
        assert "click" in modules
        assert not {name.partition(".")[0] for name in modules} & HEAVY
        ours = {name for name in modules if name.startswith("factsheet")}
        assert {name for name in ours if not name.startswith("factsheet.command")} <= {"factsheet"}


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ([], "Write the site's Markdown files"),
        (["publish"], 'there is no command "publish"; factsheet --help lists all'),
        (["biuld"], 'there is no command "biuld"; did you mean "build"?'),
        (["\x1b[31m"], 'there is no command "\\u{1B}[31m"'),
        (["build"], "Missing argument 'DIR'"),
        (["stale", "--on", "2024-02-31"], '"2024-02-31" is not a day; write 2024-12-07'),
        (["check", "\x1b[31m"], "unexpected extra argument (\\u{1B}[31m)"),
        (["check", "--nots"], "No such option '--nots'. Did you mean '--notices'?"),
    ],
)
def test_a_wrong_call_ends_with_2_and_touches_nothing(
    tmp_path: Path, call: list[str], said: str
) -> None:
    done = run("factsheet", *call, cwd=tmp_path)
    assert done.returncode == 2 and said in done.stderr and not done.stdout
    assert not list(tmp_path.iterdir())


def test_the_list_of_commands_says_of_each_what_its_own_help_says() -> None:
    for context in every(click.Context(group, info_name="factsheet")):
        above = context.parent and context.parent.command
        if isinstance(above, Lazy):
            first = (context.command.help or "").partition("\n\n")[0]
            listed = above.table[str(context.info_name)][1]
            assert " ".join(first.split()) == listed, context.command_path


def every(context: click.Context) -> Iterator[click.Context]:
    """A command and all below it."""
    yield context
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            command = context.command.get_command(context, name)
            assert command and command.name == name
            yield from every(click.Context(command, info_name=name, parent=context))


def test_a_group_may_hold_groups(capsys: pytest.CaptureFixture[str]) -> None:
    inner = Lazy({"check": ("factsheet.command.judging:check", "Check.")}, name="facts")
    with patch.dict(COMMANDS, {"facts": (f"{__name__}:inner", "About facts.")}):
        with patch.dict(globals(), inner=inner):
            assert main(["facts", "check", "--help"]) == 0
            assert "Usage: factsheet facts check" in capsys.readouterr().out
            assert main(["facts", "chekc"]) == 2
    assert capsys.readouterr().err.endswith('"chekc"; did you mean "check"?\n')


def test_an_interrupted_command_says_so_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(root: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("factsheet.build.load", stop)
    assert main(["check"]) == 1
    assert capsys.readouterr().err == "\nfactsheet: stopped\n"


def test_schemas_are_not_written_where_no_project_is(tmp_path: Path) -> None:
    done = run("factsheet", "schema", cwd=tmp_path)
    assert done.returncode == 1 and done.stderr.startswith("factsheet: there is no data folder")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("link", ["data", "data/schema", "data/schema/groups.json"])
def test_schemas_are_not_written_through_a_link(tmp_path: Path, link: str) -> None:
    project, other = tmp_path / "project", tmp_path / "other"
    (project / link).parent.mkdir(parents=True)
    other.write_text("kept", encoding="utf-8") if link.endswith(".json") else other.mkdir()
    (project / link).symlink_to(other, target_is_directory=other.is_dir())
    done = run("factsheet", "schema", cwd=project)
    assert done.returncode == 1 and done.stderr.startswith("factsheet: ")
    assert "Traceback" not in done.stderr
    untouched = not list(other.iterdir()) if other.is_dir() else other.read_bytes() == b"kept"
    assert untouched


def test_errors_in_the_facts_end_with_1_and_write_nothing(tmp_path: Path) -> None:
    source = tmp_path / "data/sources/paper.yml"
    source.parent.mkdir(parents=True)
    source.write_text(PAPER, encoding="utf-8")
    assert run("factsheet", "check", cwd=tmp_path).returncode == 0
    source.write_text(PAPER.replace("checked", "chekced"), encoding="utf-8")
    done = run("factsheet", "build", "out", cwd=tmp_path)
    assert done.returncode == 1 and done.stderr == "nothing was written into out\n"
    assert not (tmp_path / "out").exists()


def test_pages_are_not_written_among_the_facts(tmp_path: Path) -> None:
    source = tmp_path / "data/sources/paper.yml"
    source.parent.mkdir(parents=True)
    source.write_text(PAPER, encoding="utf-8")
    (tmp_path / "away").symlink_to(tmp_path / "data", target_is_directory=True)
    before = sorted(tmp_path.rglob("*.*"))
    for place in ("content", "content/out", "data/out", "away/out", ".", ".."):
        done = run("factsheet", "build", place, cwd=tmp_path)
        assert done.returncode == 1 and "is no place for a site" in done.stderr, place
    assert sorted(p for p in tmp_path.rglob("*.*") if ".cache" not in p.parts) == before
