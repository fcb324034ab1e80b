"""Projects for tests: a small sound one, the whole real one, written into folders; and commands run in them."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from factsheet import disk
from factsheet.build import load
from factsheet.build.whole import Built, build
from factsheet.cache import Memory

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = "FACTSHEET_TESTS"  # in the environment: the folder that the processes of one run share
# the golden cases, a file each
CASES = sorted(p for p in (ROOT / "tests" / "golden").glob("*.yml") if p.stem != "slips")
EFFORT = 1  # how much more a property tries than its test says

PAPER = """title: A report
publisher: The Paper
issued: 2024-12-08
URL: https://paper.example/report
origin: paper
checked: 2024-12-31
"""


def shared() -> Path:
    """The folder that the processes of this run share."""
    return Path(os.environ[SHARED])


def once(name: str, make: Callable[[Path], None]) -> Path:
    """A folder for all processes of the run, to be read and copied only: the first that asks makes it, the others wait."""
    folder, done, busy = shared() / name, shared() / f"{name}.done", shared() / f"{name}.busy"
    while not done.exists():
        try:
            busy.mkdir()
        except FileExistsError:
            time.sleep(0.1)
            continue
        try:
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # what one that failed has left
                folder.mkdir()
                make(folder)
                done.touch()
        finally:
            busy.rmdir()
    return folder


def tree(files: dict[str, str]) -> dict[str, bytes]:
    """A project with one source, as `build` takes it, and the given files."""
    return {
        path: text.encode("utf-8")
        for path, text in {"data/sources/paper.yml": PAPER, **files}.items()
    }


def write_tree(root: Path, files: dict[str, str]) -> Path:
    """Write a project with one source and the given files into a folder."""
    for path, content in tree(files).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def stand(root: Path) -> dict[str, bytes]:
    """Every file of a project by its path, but for what a build keeps."""
    files = (p for p in sorted(root.rglob("*")) if p.is_file() and ".cache" not in p.parts)
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in files}


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
    """Copy the real project's settings of the engine into a folder."""
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


def run(
    *command: str, cwd: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a Python module as a command and give its result with all output as text."""
    full = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        **(env or {}),
    }
    full.pop("GITHUB_ACTIONS", None) if env is None or "GITHUB_ACTIONS" not in env else None
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        env=full,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def git(root: Path, *command: str) -> None:
    """Run git in a folder, as an editor whose name it is told."""
    settings = ("user.name=Editor", "user.email=editor@paper.example", "commit.gpgsign=false")
    told = [part for setting in settings for part in ("-c", setting)]
    subprocess.run(["git", *told, *command], cwd=root, check=True, capture_output=True)


def published(root: Path, memory: Memory | None = None) -> Built:
    """What is written of a project; the next build knows of it."""
    built = load(root, memory=memory, published=True)[0]
    dict(built.beside)
    built.remember()
    return built
