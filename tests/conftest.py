"""What several tests share: the project's folder, a small sound project, and the whole real one as a tree of bytes."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import browsers
import pytest
from factsheet import disk
from factsheet.build.whole import Built, build

ROOT = Path(__file__).resolve().parent.parent
SHARED = "FACTSHEET_TESTS"  # in the environment: the folder that the processes of one run share
SLOW = {
    "browser",
    "site",
    "printed",
    "made",
    "edge",
}  # a test with one of these looks into a browser or at a whole printed site
ALWAYS = ExitStack()  # what is put away when the run ends
EFFORT = 1  # how much more a property tries than its test says

PAPER = "title: A report\npublisher: The Paper\nissued: 2024-12-08\nURL: https://paper.example/report\norigin: paper\nchecked: 2024-12-31\n"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--quick", action="store_true", help="leave out what needs a browser or prints whole sites"
    )
    parser.addoption("--full", action="store_true", help="add what takes too long for every run")


def pytest_configure(config: pytest.Config) -> None:
    """Before tests are read: where processes meet, which fonts a browser finds, how much a property tries."""
    global EFFORT
    EFFORT = 20 if config.getoption("full") else 1
    os.environ.setdefault("FONTCONFIG_FILE", browsers.fonts())
    if not hasattr(config, "workerinput"):
        from served import host  # which itself needs this module

        os.environ[SHARED] = ALWAYS.enter_context(
            tempfile.TemporaryDirectory(prefix="factsheet-tests-")
        )
        url = ALWAYS.enter_context(host(shared() / "site" / "served"))
        (shared() / "address").write_text(url, encoding="utf-8")


def pytest_unconfigure() -> None:
    ALWAYS.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what is slow by what it asks for, and leave out what this run is not for."""
    for item in items:
        if SLOW & set(getattr(item, "fixturenames", ())):
            item.add_marker("slow")
    unwanted = [] if config.getoption("full") else ["full"]
    unwanted += ["slow"] if config.getoption("quick") else []
    left_out = {item for item in items if any(item.get_closest_marker(name) for name in unwanted)}
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    items[:] = [item for item in items if item not in left_out]


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
        (root / name).write_text(text.replace("generator/", f"{ROOT}/generator/"), encoding="utf-8")
    return root


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the real project in a folder of its own."""
    return write_project(tmp_path)


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


@pytest.fixture(scope="session")
def printed() -> Path:
    """The real project in a folder, its site built far in the east; to be read and copied only."""

    def make(root: Path) -> None:
        env = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
        done = run("mkdocs", "build", "--strict", cwd=write_project(root), env=env)
        assert done.returncode == 0 and "WARNING" not in done.stderr, done.stdout + done.stderr

    return once("printed", make)


@pytest.fixture(scope="session")
def site() -> Any:
    """The real site (a `served.Site`), built once for all tests and processes; the first process of the run serves it."""
    from served import Site, print_site

    url = (shared() / "address").read_text(encoding="utf-8")
    root = once("site", lambda root: print_site(write_project(root), url))
    return Site(f"{url}sub/", root / "served" / "sub")


@pytest.fixture(scope="session")
def address(site: Any) -> str:
    """Where the real site is served."""
    return str(site.url)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    """What steers browsers, once for a process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Any) -> Iterator[Any]:
    """One Chromium for all tests; each test opens pages of its own."""
    started = playwright.chromium.launch(executable_path=browsers.chromium(), args=browsers.QUIET)
    yield started
    started.close()
