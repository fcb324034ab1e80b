"""What several tests share: fixtures, and which tests a run takes. Helpers are in `support/`."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import browsers
import projects
import pytest
from projects import once, run, shared, write_project
from served import Site, host, print_site

# a test with one of these looks into a browser or at a whole printed site
SLOW = {"browser", "site", "printed", "made", "edge"}
ALWAYS = ExitStack()  # what is put away when the run ends


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--quick", action="store_true", help="leave out what needs a browser or prints whole sites"
    )
    parser.addoption("--full", action="store_true", help="add what takes too long for every run")


def pytest_configure(config: pytest.Config) -> None:
    """Before tests are read: where processes meet, which fonts a browser finds, how much a property tries."""
    projects.EFFORT = 20 if config.getoption("full") else 1
    os.environ.setdefault("FONTCONFIG_FILE", browsers.fonts())
    if not hasattr(config, "workerinput"):
        os.environ[projects.SHARED] = ALWAYS.enter_context(
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


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the real project in a folder of its own."""
    return write_project(tmp_path)


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
