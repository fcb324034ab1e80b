"""An edit of many files happens whole or not at all, whenever it is killed."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from factsheet import disk
from factsheet.disk import journal
from killed import KILLER
from projects import git, stand

# runs an edit, and kills itself at the n-th call that reaches the disk
KILLED = (
    KILLER
    + """
from pathlib import Path
from factsheet.disk import journal

count_calls()
root = Path(sys.argv[1])
before = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.glob("data/*/*.yml")}
changes = {name: content.replace(b"old", b"new") for name, content in before.items()}
changes["data/groups/g1.yml"] = None
changes["data/people/p.yml"] = b"name: new"
journal.replace_all(root, changes, before)
"""
)


def project(root: Path) -> dict[str, bytes]:
    for number in range(8):
        path = root / f"data/groups/g{number}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"name: old {number}\n")
    return stand(root)


def test_an_edit_killed_anywhere_is_whole_or_not_there(tmp_path: Path) -> None:
    done = project(tmp_path / "whole")
    subprocess.run([sys.executable, "-c", KILLED, tmp_path / "whole", "0"], check=True)
    whole = stand(tmp_path / "whole")
    assert whole != done and not any(".factsheet" in path for path in whole)
    seen = set()
    for step in range(1, 100):
        root = tmp_path / str(step)
        before = project(root)
        ended = subprocess.run([sys.executable, "-c", KILLED, root, str(step)]).returncode
        if ended == 0:
            break
        told = [issue.code for issue in disk.read(root)[1]]
        journal.finish(root)
        after = {path: b for path, b in stand(root).items() if path.startswith("data/")}
        assert after in (before, whole), f"killed at step {step}"
        assert told in ([], ["unfinished-edit"])
        assert not journal.pending(root)
        seen.add((after == whole, bool(told)))
        journal.replace_all(
            root,
            {"data/groups/g0.yml": b"later"},
            {"data/groups/g0.yml": after["data/groups/g0.yml"]},
        )
    else:
        pytest.fail("the edit never ended")
    assert seen >= {(False, False), (True, True)}


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    before = project(tmp_path)
    (tmp_path / "data/groups/g3.yml").write_text("name: theirs\n")
    changes = dict.fromkeys(before, b"ours")
    with pytest.raises(disk.CannotWrite, match="g3.yml was changed by somebody meanwhile"):
        journal.replace_all(tmp_path, changes, before)
    assert stand(tmp_path) == {**before, "data/groups/g3.yml": b"name: theirs\n"}


def test_a_file_changed_after_a_kill_stops_what_would_finish_the_edit(tmp_path: Path) -> None:
    project(tmp_path)
    for step in range(1, 100):
        subprocess.run([sys.executable, "-c", KILLED, tmp_path, str(step)])
        if journal.pending(tmp_path):
            break
    (tmp_path / "data/groups/g7.yml").write_text("name: theirs\n")
    with pytest.raises(disk.CannotWrite, match="g7.yml was changed while an edit of 9 files"):
        journal.finish(tmp_path)
    assert (tmp_path / "data/groups/g7.yml").read_text() == "name: theirs\n"


@pytest.mark.parametrize("path", ["../out.yml", ".git/hooks/pre-commit", "/etc/x", "a/.GIT/x"])
def test_a_journal_that_somebody_sent_writes_nothing_outside(tmp_path: Path, path: str) -> None:
    stage = tmp_path / journal.FOLDER
    stage.mkdir()
    (stage / "0").write_text("bad")
    step = f'[{{"path": "{path}", "file": "0", "old": "", "new": "x"}}]'
    (stage / "journal.json").write_text(step)
    with pytest.raises(disk.CannotWrite, match="cannot be read; delete the folder"):
        journal.finish(tmp_path)
    assert not (tmp_path / path).exists()


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    root = tmp_path / "project"
    root.mkdir()
    (root / "data").symlink_to(outside)
    with pytest.raises(disk.CannotWrite, match="symbolic link"):
        journal.replace_all(root, {"data/x.yml": b"x"}, {})
    assert not list(outside.iterdir())


def sent(root: Path, **step: object) -> Path:
    """A project with an unfinished edit of the engine's settings; gives the folder of the edit."""
    project(root)
    stage = root / journal.FOLDER
    stage.mkdir()
    (stage / "0").write_bytes(b"hooks: [theirs.py]\n")
    whole = hashlib.sha256(b"hooks: [theirs.py]\n").hexdigest()
    one = {"path": "mkdocs.yml", "file": "0", "old": "", "new": whole, **step}
    (stage / "journal.json").write_text(json.dumps([one]))
    return stage


def test_an_edit_that_came_with_the_repository_is_nobodys(tmp_path: Path) -> None:
    sent(tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    with pytest.raises(disk.CannotWrite, match="came with the repository, and is no edit of yours"):
        journal.finish(tmp_path)
    assert not (tmp_path / "mkdocs.yml").exists()
    git(tmp_path, "rm", "-rq", "--cached", journal.FOLDER)
    assert journal.finish(tmp_path) == ["mkdocs.yml"]  # one's own is finished


def test_an_edit_whose_files_are_not_as_it_says_writes_nothing(tmp_path: Path) -> None:
    stage = sent(tmp_path / "changed")
    (stage / "0").write_bytes(b"hooks: [others.py]\n")
    linked = sent(tmp_path / "linked")
    (tmp_path / "outside").write_bytes((linked / "0").read_bytes())
    (linked / "0").unlink()
    (linked / "0").symlink_to(tmp_path / "outside")
    gone = sent(tmp_path / "gone", file="7")
    for folder in (stage, linked, gone):
        with pytest.raises(disk.CannotWrite, match="mkdocs.yml is not whole; delete the folder"):
            journal.finish(folder.parent)
        assert not (folder.parent / "mkdocs.yml").exists()


@pytest.mark.parametrize("step", [{"old": 1}, {"new": None}, {"path": "a\ud800"}, {"file": "../0"}])
def test_a_journal_of_any_shape_is_told(tmp_path: Path, step: dict[str, object]) -> None:
    sent(tmp_path, **step)
    with pytest.raises(disk.CannotWrite, match="cannot be read; delete the folder"):
        journal.finish(tmp_path)


def test_a_journal_of_a_million_brackets_is_told(tmp_path: Path) -> None:
    (sent(tmp_path) / "journal.json").write_text("[" * 1_000_000)
    with pytest.raises(disk.CannotWrite, match="cannot be read; delete the folder"):
        journal.finish(tmp_path)


def test_an_edit_is_not_kept_behind_a_link(tmp_path: Path) -> None:
    before = project(tmp_path / "project")
    (tmp_path / "outside").mkdir()
    (tmp_path / "project" / journal.FOLDER).symlink_to(tmp_path / "outside")
    with pytest.raises(disk.CannotWrite, match="is a symbolic link"):
        journal.replace_all(tmp_path / "project", dict.fromkeys(before, b"ours"), before)
    assert not list((tmp_path / "outside").iterdir())


def test_nothing_is_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/ci.yml").write_text("secret: 1")
    root = tmp_path / "project"
    root.mkdir()
    (root / ".github").symlink_to(tmp_path / "outside")
    (root / "mkdocs.yml").write_text("site_name: x")
    assert disk.read_one(root, ".github/ci.yml") is None
    assert disk.read_one(root, "mkdocs.yml") == b"site_name: x"
