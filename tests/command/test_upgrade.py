"""`factsheet upgrade`: a site of an older version becomes one of this, and nothing of the site's own is lost."""

import io
import json
import re
import tarfile
from pathlib import Path

import pytest
from factsheet.command import main
from factsheet.command.new_project import project
from factsheet.command.starter_files import STARTER, written_today
from factsheet.kinds import kinds_of
from projects import ROOT, git, write_tree

BEFORE = ROOT / "tests" / "house" / "before" / "facts.tar.xz"
WORKFLOW, PINS, ENGINE = (
    ".github/workflows/site.yml",
    "requirements.txt",
    "requirements-factsheet.txt",
)


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A new site, all of it committed."""
    for name, text in project("Title", [*kinds_of({})[0]]).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text.encode())
    git(tmp_path, "init", "-q", "-b", "main")
    return committed(tmp_path)


def committed(root: Path, day: str = "2026-11-29") -> Path:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--date", f"{day}T12:00:00+00:00", "-m", "A state")
    return root


def files(root: Path) -> dict[str, bytes]:
    """Every file of a folder but git's and the caches, by its path."""
    found = (p for p in sorted(root.rglob("*")) if p.is_file())
    paths = {p.relative_to(root).as_posix(): p for p in found}
    return {n: p.read_bytes() for n, p in paths.items() if not n.startswith((".git/", ".cache/"))}


def upgrade(root: Path, *more: str) -> int:
    return main(["--root", str(root), "upgrade", *more])


def make_old(root: Path) -> None:
    """Write the site's own files as an older release wrote them, as far as it is known which they were."""
    for name in (WORKFLOW, PINS):
        (root / name).write_text(f"{name} of an old release\n", encoding="utf-8")


@pytest.fixture
def an_old_release(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `make_old` writes counts as written by a release."""
    from hashlib import sha256

    from factsheet.command import starter_files

    old = {sha256(f"{name} of an old release\n".encode()).hexdigest() for name in (WORKFLOW, PINS)}
    known = starter_files._digests()
    monkeypatch.setattr(starter_files, "_digests", lambda: known | old)


def test_a_new_site_is_up_to_date(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(fresh)
    assert upgrade(fresh) == 0
    assert "up to date with factsheet" in capsys.readouterr().out and files(fresh) == before


def test_a_workflow_and_pins_that_nobody_changed_are_renewed(
    fresh: Path, an_old_release: None, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = files(fresh)
    make_old(fresh)
    engine = (fresh / ENGINE).read_text(encoding="utf-8")
    (fresh / ENGINE).write_text(re.sub("==.*", "==0.0.1", engine), encoding="utf-8")
    old = files(fresh)
    assert upgrade(fresh, "--dry-run") == 0
    said = capsys.readouterr().out
    assert files(fresh) == old and "3 files would be written" in said
    assert "-mkdocs-factsheet==0.0.1" in said and f"+++ b/{WORKFLOW}" in said
    assert upgrade(fresh, "--yes") == 0
    assert files(fresh) == wanted and "3 files brought up to date" in capsys.readouterr().out


def test_windows_line_ends_of_a_checkout_stay_and_make_no_file_the_sites_own(
    fresh: Path, an_old_release: None
) -> None:
    make_old(fresh)
    (fresh / WORKFLOW).write_bytes((fresh / WORKFLOW).read_bytes().replace(b"\n", b"\r\n"))
    assert upgrade(fresh, "--yes") == 0
    assert (fresh / WORKFLOW).read_bytes() == written_today()[WORKFLOW].replace(
        "\n", "\r\n"
    ).encode()


def test_a_file_that_the_site_changed_is_shown_and_only_replaced_when_it_is_named(
    fresh: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = files(fresh)
    (fresh / WORKFLOW).write_bytes(ours[WORKFLOW] + b"# our own step\n")
    own = files(fresh)
    assert upgrade(fresh, "--yes") == 0
    said = capsys.readouterr().out
    assert files(fresh) == own and "up to date" in said
    assert f"{WORKFLOW} is yours" in said and "-# our own step" in said
    assert f"--also {WORKFLOW}" in said
    assert upgrade(fresh, "--yes", "--also", WORKFLOW) == 0
    assert files(fresh) == ours


def test_a_file_that_the_site_deleted_stays_away_until_it_is_named(fresh: Path) -> None:
    (fresh / WORKFLOW).unlink()
    assert upgrade(fresh, "--yes") == 0 and not (fresh / WORKFLOW).exists()
    assert upgrade(fresh, "--yes", "--also", WORKFLOW) == 0
    assert (fresh / WORKFLOW).read_text(encoding="utf-8") == written_today()[WORKFLOW]


def test_a_workflow_that_an_older_site_never_had_comes_when_it_is_named(fresh: Path) -> None:
    wanted = files(fresh)
    name = ".github/workflows/answer.yml"
    (fresh / name).unlink()
    assert upgrade(fresh, "--yes", "--also", name) == 0
    assert files(fresh) == wanted


def test_only_files_of_ours_can_be_named(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert upgrade(fresh, "--also", "../mkdocs.yml") == 2
    said = capsys.readouterr().err
    assert f'"../mkdocs.yml" is no file of ours: {", ".join(written_today())}' in said
    assert WORKFLOW in said


def test_nobody_who_could_not_be_asked_is_taken_to_agree(
    fresh: Path, an_old_release: None, capsys: pytest.CaptureFixture[str]
) -> None:
    make_old(fresh)
    old = files(fresh)
    assert upgrade(fresh) == 2
    said = capsys.readouterr()
    assert "--yes" in said.err and f"+++ b/{WORKFLOW}" in said.out and files(fresh) == old


@pytest.mark.parametrize(("answer", "status"), [("y\n", 0), ("n\n", 1), ("\n", 1)])
def test_at_a_terminal_it_asks_after_the_difference_was_shown(
    answer: str, status: int, fresh: Path, an_old_release: None, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    make_old(fresh)
    old = files(fresh)
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    assert upgrade(fresh) == status
    said = capsys.readouterr().out
    assert said.index(f"+++ b/{WORKFLOW}") < said.index("Write 2 files?")
    assert (files(fresh) == old) == (status == 1)


def test_a_site_for_a_newer_version_is_left_alone(
    fresh: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = (fresh / ENGINE).read_text(encoding="utf-8")
    (fresh / ENGINE).write_text(re.sub("==.*", "==999.0.0", engine), encoding="utf-8")
    old = files(fresh)
    assert upgrade(fresh, "--yes") == 1
    assert "asks for version 999.0.0" in capsys.readouterr().err and files(fresh) == old


def test_an_upgrade_that_would_make_an_error_writes_nothing(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from factsheet.bench.upgrades import migrations

    def wrong(edit: object, asked: object) -> None:
        edit.put("data/people/new.yml", b"name: [\n")  # type: ignore[attr-defined]

    step = migrations.Migration("9.9.9", "a slip of ours", wrong)
    monkeypatch.setattr(migrations, "MIGRATIONS", (step,))
    old = files(fresh)
    assert upgrade(fresh, "--yes") == 1
    said = capsys.readouterr()
    assert files(fresh) == old and "data/people/new.yml:" in said.err
    assert "nothing was written" in said.err


def test_what_a_site_holds_cannot_act_on_the_terminal(
    fresh: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (fresh / WORKFLOW).write_bytes(b"\x1b[31m::error::x\n")
    assert upgrade(fresh, "--dry-run") == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out and "\n::error" not in out


def test_without_git_no_day_is_made_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data/sources").mkdir(parents=True)
    (tmp_path / "data/groups").mkdir()
    (tmp_path / "data/sources/paper.yml").write_text(
        "title: A report\npublisher: The Paper\nissued: 2024-12-08\nURL: https://paper.example/report\norigin: paper\nchecked: 2024-12-31\n"
    )
    army = (
        "name: Army\nchecked: 2024-12-31\nfacts:\n  moved: {text: It moved., references: [paper]}\n"
    )
    (tmp_path / "data/groups/army.yml").write_text(army)
    assert upgrade(tmp_path, "--yes") == 0
    said = capsys.readouterr().out
    assert "no day for 1 of the facts (groups/army#moved): git cannot tell" in said
    assert (tmp_path / "data/groups/army.yml").read_text() == army
    assert upgrade(tmp_path, "--yes", "--recorded", "2024-12-30") == 0
    assert (tmp_path / "data/groups/army.yml").read_text() == army.replace(
        "moved., ", "moved., recorded: 2024-12-30, "
    )


def test_pins_of_passages_that_are_the_sites_own_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    marks = [f'It moved{{{{ rests("groups/army#moved", seen="{n:06}") }}}}.\n' for n in range(7)]
    files = {
        "data/groups/army.yml": "name: Army\nchecked: 2024-12-31\nfacts:\n"
        "  moved: {text: It moved., recorded: 2024-12-30, references: [paper]}\n",
        "content/page.md": "# Page\n\n" + "\n".join(marks),
    }
    write_tree(tmp_path, files)
    upgrade(tmp_path, "--yes")
    said = capsys.readouterr().out
    assert "7 pins of passages are yours (content/page.md:3, content/page.md:5, " in said
    assert "content/page.md:11, …): the facts read otherwise now" in said
    assert "\n  factsheet confirm content/page.md shows passages beside their facts\n" in said
    assert (tmp_path / "content/page.md").read_text(encoding="utf-8") == files["content/page.md"]


def test_the_digests_of_former_releases_are_whole() -> None:
    lines = (STARTER / "written.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len({*lines}) >= 6
    today = {name.replace(".github", "dot-github") for name in written_today()}
    for line in lines:
        digest, name = re.fullmatch(r"([0-9a-f]{64})  (\S+)", line).groups()  # type: ignore[union-attr]
        assert name in today, name


# The facts of this repository as they once stood


def test_the_facts_as_they_were_upgrade_and_check_clean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with tarfile.open(BEFORE) as facts:
        safe = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # from 3.11.4 on
        facts.extractall(tmp_path, **safe)  # type: ignore[arg-type]
    git(tmp_path, "init", "-q", "-b", "main")
    committed(tmp_path, "2026-11-23")
    old = files(tmp_path)
    assert upgrade(tmp_path, "--yes") == 0
    capsys.readouterr()
    new = files(tmp_path)
    added = 0
    for path, content in old.items():
        if path.startswith("data/schema/"):
            continue
        undone = re.sub(
            rb"(?m)^ *recorded: 2026-11-23\n|(?<=, )recorded: 2026-11-23, ", b"", new[path]
        )
        added += len(content) < len(new[path])
        assert undone == content, path
    assert added > 140
    assert main(["--root", str(tmp_path), "check", "--notices", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert upgrade(tmp_path) == 0
    assert "up to date" in capsys.readouterr().out
