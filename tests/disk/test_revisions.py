"""What git tells is read as it is, whatever somebody has written into its history."""

import os
import subprocess
from pathlib import Path

import pytest
from factsheet.disk import revisions
from factsheet.values import MAX_FILE
from projects import git

NAMES = ("A\x01B", "A\x02\x02B", "A\x03B", "A\x1b[31mB", "A\u2028B")


def committed(root: Path, name: str, subject: str, day: str = "2024-12-07T12:00:00Z") -> None:
    """A commit of one fact by somebody of that name."""
    (root / "data").mkdir(exist_ok=True)
    (root / "data/people.yml").write_text(f"ann: {{name: {len(subject)}}}\n")
    git(root, "add", "-A")
    env = {**os.environ, "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_DATE": day}
    call = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", subject]
    subprocess.run(call, cwd=root, env=env, check=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_the_log_is_a_name_whatever_is_in_it(tmp_path: Path, name: str) -> None:
    git(tmp_path, "init", "-q")
    committed(tmp_path, name, f"One {name} two\n\nmore\x01{name}")
    committed(tmp_path, "Ann", "Later on")
    later, first = revisions.versions(tmp_path, "data/people.yml", 9)
    assert (later.who, later.subject, later.day) == ("Ann", "Later on", "2024-12-07")
    assert (first.who, first.subject) == (name, f"One {name} two")
    assert first.path == "data/people.yml" and first.content.startswith(b"ann: {")


def test_a_commit_of_a_clock_gone_mad_hides_no_other(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    committed(tmp_path, "Ann", "First")
    committed(tmp_path, "Ben", "Second one", day="@253402300800 +0000")  # the year 10000
    days = [version.on.isoformat() for version in revisions.since_when(tmp_path)]
    assert days == ["2024-12-07", "2024-12-07"]


def test_an_old_file_of_any_length_is_not_read(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    committed(tmp_path, "Ann", "First")
    (tmp_path / "data/people.yml").write_bytes(b"#" * (MAX_FILE + 1))
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Long")
    committed(tmp_path, "Ann", "Short again")
    found = revisions.versions(tmp_path, "data/people.yml", 9)
    assert [len(one.content) for one in found] == [len(found[0].content), 0, len(found[2].content)]
    names = [version.blob for version in revisions.since_when(tmp_path)]
    assert [bool(one) for one in revisions.contents(tmp_path, names)] == [True, False, True]


def test_a_folder_that_looks_like_a_repository_is_none(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "site").mkdir()
    committed(tmp_path / "site", "Ann", "First")
    assert revisions.versions(tmp_path / "site", "data/people.yml", 9)
    (tmp_path / "theirs").mkdir()
    git(tmp_path / "theirs", "init", "-q")
    committed(tmp_path / "theirs", "Eve", "Another history")
    git(tmp_path / "theirs", "config", "core.bare", "true")
    for path in list((tmp_path / "theirs/.git").iterdir()):
        path.rename(tmp_path / "site" / path.name)
    assert revisions.versions(tmp_path / "site", "data/people.yml", 9) == []
    assert not revisions.kept(tmp_path / "site", "data")
