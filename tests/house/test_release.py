"""`dev.py release` prepares a version, and refuses what should not become one; nothing leaves the machine."""

import hashlib
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from projects import ROOT, git

NEWS = "# Changes\n\n## Unreleased\n\n- Towns.\n\n## 0.9.0 – 2026-01-01\n\n- Groups.\n"
STARTER = "generator/factsheet/command/starter"
PINS = "requirements.txt"
SETTINGS = '[project]\nname = "x"\nversion = "0.9.0"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of version 0.9.0, with news, all of it committed."""
    shutil.copy(ROOT / "dev.py", tmp_path)
    (tmp_path / "CHANGELOG.md").write_text(NEWS, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    starter = tmp_path / STARTER
    (starter / "common").mkdir(parents=True)
    (starter / "common" / PINS).write_bytes(b"babel==2.18.0\n")
    (starter / "written.txt").write_text(f"of-0.9.0  {PINS}\n", encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    return committed(tmp_path)


def committed(root: Path) -> Path:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "A step")
    return root


def release(root: Path, *version: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "dev.py", "release", *version]
    return subprocess.run(call, cwd=root, capture_output=True, text=True, encoding="utf-8")


def files(root: Path) -> tuple[str, str]:
    news, settings = root / "CHANGELOG.md", root / "pyproject.toml"
    return news.read_text(encoding="utf-8"), settings.read_text(encoding="utf-8")


def test_a_release_gets_its_version_and_day_and_git_is_only_told_what_to_do(project: Path) -> None:
    done = release(project, "0.10.0")
    assert done.returncode == 0, done.stderr
    head = f"## Unreleased\n\n## 0.10.0 – {date.today()}\n\n- Towns.\n"
    assert files(project) == (
        NEWS.replace("## Unreleased\n\n- Towns.\n", head),
        SETTINGS.replace("0.9.0", "0.10.0"),
    )
    said = [line.strip() for line in done.stdout.splitlines() if line.startswith("    ")]
    assert said == ['git commit -a -m "Version 0.10.0"', "git tag v0.10.0"]
    state = ["git", "status", "--porcelain"]
    changed = subprocess.run(state, cwd=project, capture_output=True, text=True).stdout
    assert changed == f" M CHANGELOG.md\n M {STARTER}/written.txt\n M pyproject.toml\n"


def test_a_release_notes_what_it_gives_new_sites_so_that_an_upgrade_knows_it_again(
    project: Path,
) -> None:
    assert release(project, "0.10.0").returncode == 0
    noted = (project / STARTER / "written.txt").read_text(encoding="utf-8").splitlines()
    digest = hashlib.sha256(b"babel==2.18.0\n").hexdigest()
    assert noted == [f"of-0.9.0  {PINS}", f"{digest}  {PINS}"]


@pytest.mark.parametrize("version", ["0.8.9", "0.10", "v1.0.0", "1.0.0rc1", "01.0.0", ""])
def test_only_a_version_of_three_numbers_that_is_not_lower_is_taken(
    project: Path, version: str
) -> None:
    done = release(project, *([version] if version else []))
    assert done.returncode == 2 and "nothing was changed" in done.stderr
    assert files(project) == (NEWS, SETTINGS)


def test_the_version_of_the_file_is_taken_until_it_is_released(project: Path) -> None:
    assert release(project, "0.9.0").returncode == 0
    git(committed(project), "tag", "v0.9.0")
    done = release(project, "0.9.0")
    assert done.returncode == 2 and "is released already" in done.stderr


def test_what_is_not_committed_is_not_released(project: Path) -> None:
    (project / "new.py").touch()
    done = release(project, "1.0.0")
    assert done.returncode == 2 and "not all is committed" in done.stderr
    assert files(project) == (NEWS, SETTINGS)


@pytest.mark.parametrize("news", ["## Unreleased\n\n## 0.9.0", "## 0.9.0", "## Unreleased\n"])
def test_nothing_new_is_no_release(project: Path, news: str) -> None:
    (project / "CHANGELOG.md").write_text(f"# Changes\n\n{news}\n", encoding="utf-8")
    done = release(committed(project), "1.0.0")
    assert done.returncode == 2 and "CHANGELOG.md" in done.stderr


def test_the_files_of_this_project_are_those_that_are_changed(tmp_path: Path) -> None:
    for name in ("dev.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / STARTER, tmp_path / STARTER)
    news = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert news.count("## Unreleased\n") == 1
    news = news.replace("## Unreleased\n", "## Unreleased\n\n- Towns.\n")
    (tmp_path / "CHANGELOG.md").write_text(news, encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    done = release(committed(tmp_path), "999.0.0")
    assert done.returncode == 0, done.stderr
    assert "## 999.0.0 – " in files(tmp_path)[0] and 'version = "999.0.0"' in files(tmp_path)[1]
