"""What several tests share: the project's folder, a small sound project, and the whole real one as a tree of bytes."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

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


BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Handler(http.server.SimpleHTTPRequestHandler):
    """A silent file server; `extra` headers are added to every answer, and a missing file gets the site's own 404 page."""

    extra: dict[str, str] = {}

    def log_message(self, *args: Any) -> None:
        """Stay silent."""

    def end_headers(self) -> None:
        for name, value in self.extra.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "sub" / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())


@contextmanager
def served(folder: Path, headers: dict[str, str] | None = None) -> Iterator[str]:
    """Serve a folder on a free port; gives its address, with a slash at the end."""
    handler = type("WithHeaders", (Handler,), {"extra": headers if headers is not None else {}})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium or Chrome, as found on this machine, else the one Playwright fetched."""
    path = next((p for n in BROWSERS if (p := shutil.which(n))), None)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield started
        started.close()
