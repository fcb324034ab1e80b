"""What several tests share: the project's folder, a small sound project, and the whole real one as a tree of bytes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator import Built, build, disk

ROOT = Path(__file__).resolve().parent.parent

PAPER = "title: A report\npublisher: The Paper\nissued: 2024-12-08\nURL: https://paper.example/report\norigin: paper\nchecked: 2024-12-31\n"


def tree(files: dict[str, str]) -> dict[str, bytes]:
    """A project with one source, as `build` takes it, and the given files."""
    return {path: text.encode("utf-8") for path, text in {"data/sources/paper.yml": PAPER, **files}.items()}


@cache
def real() -> dict[str, bytes]:
    """The real project's files."""
    files, issues = disk.read(ROOT)
    assert not issues
    return files


@cache
def built() -> Built:
    """The real project, built once."""
    return build(real())


def write_project(root: Path) -> Path:
    """Write a copy of the real project, without its tests, into a folder."""
    for path, content in real().items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return write_settings(root)


def write_settings(root: Path) -> Path:
    """Write the real project's settings of the engine into a folder; they use the theme of this checkout."""
    for name in ("mkdocs.yml", "mkdocs-files.yml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        (root / name).write_text(text.replace("generator/theme", str(ROOT / "generator" / "theme")), encoding="utf-8")
    return root


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the real project in a folder of its own."""
    return write_project(tmp_path)


def run(*command: str, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a Python module as a command and give its result with all output as text."""
    full = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", **(env or {})}
    full.pop("GITHUB_ACTIONS", None) if env is None or "GITHUB_ACTIONS" not in env else None
    return subprocess.run([sys.executable, "-m", *command], cwd=cwd, env=full, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real project in a folder, its site built far in the east; to be read and copied only."""
    root = write_project(tmp_path_factory.mktemp("printed"))
    env = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
    done = run("mkdocs", "build", "--strict", cwd=root, env=env)
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stdout + done.stderr
    return root


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The real site (a `served.Site`), built and served once for all tests."""
    from served import served  # which itself needs this module

    with served(write_project(tmp_path_factory.mktemp("site"))) as here:
        yield here


@pytest.fixture(scope="session")
def address(site: Any) -> str:
    """Where the real site is served."""
    return str(site.url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests; each test opens pages of its own."""
    from playwright.sync_api import sync_playwright
    from served import QUIET, chromium

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield started
        started.close()
