"""What several tests share: the project's folder, a small sound project, and the whole real one as a tree of bytes."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

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
