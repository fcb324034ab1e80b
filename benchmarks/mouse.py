"""A preview of a site, and somebody at its bench in a browser whose clicks, keys and waiting are counted."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Frame, Locator, Page, ViewportSize, sync_playwright

SIZE: ViewportSize = {"width": 1366, "height": 768}
LONGEST = 120  # seconds for a first build


@dataclass
class Effort:
    """What a task costs: clicks, keys, pages that are loaded, seconds of waiting for an answer."""

    clicks: int = 0
    keys: int = 0
    loads: int = 0
    waited: float = 0.0


class Hand:
    """Somebody with a mouse. Each act is counted in `effort`."""

    def __init__(self, page: Page, bench: str) -> None:
        self.page, self.bench, self.effort = page, bench, Effort()
        page.on("framenavigated", self._loaded)

    def _loaded(self, frame: Frame) -> None:
        self.effort.loads += frame is self.page.main_frame

    def begin(self) -> None:
        """Count anew, with the first page of the bench."""
        self.effort = Effort()
        self.page.goto(self.bench)

    def end(self) -> Effort:
        """What was counted, once the browser has told of every page."""
        self.page.evaluate("document.readyState")
        return self.effort

    def at(self, target: str | Locator) -> Locator:
        """The first thing that can be seen of what is meant."""
        found = self.page.locator(target) if isinstance(target, str) else target
        return found.locator("visible=true").first

    def click(self, target: str | Locator, until: str = "") -> None:
        """Click, and wait until what comes of it can be seen; in a page it is there when the page is read."""
        self.at(target).wait_for()
        began = time.perf_counter()
        self.at(target).click(no_wait_after=True)
        self.effort.clicks += 1
        if until:
            self.wait(until, began)

    def wait(self, until: str, began: float = 0.0) -> None:
        """Wait for an answer of the server; `began` says since when."""
        began = began or time.perf_counter()
        self.at(until).wait_for()
        self.page.wait_for_load_state("domcontentloaded")  # then its scripts listen
        self.effort.waited += time.perf_counter() - began

    def type(self, target: str | Locator, text: str) -> None:
        """Click into a field and type; what stands in it is marked by two more clicks."""
        field = self.at(target)
        there = bool(field.input_value())
        field.click(click_count=3 if there else 1)
        self.effort.clicks += 3 if there else 1
        self.page.keyboard.type(text)
        self.effort.keys += len(text)

    def choose(self, target: str, value: str) -> None:
        """Open a list and click on one of it."""
        self.at(target).select_option(value)
        self.effort.clicks += 2

    def pick(self, target: str | Locator, text: str, value: str) -> None:
        """Type a part of a name, and click on what is meant when it is shown."""
        self.type(target, text)
        self.click(self._offered(value))

    def _offered(self, value: str) -> Locator:
        option = f"[role=option][data-value='{value}']"
        self.wait(option)
        return self.at(option)

    def bring(self, target: str, file: Path) -> None:
        """Choose a file: the button, the file, the button of the machine's window."""
        self.at(target).set_input_files(file)
        self.effort.clicks += 3

    def find(self, words: str, address: str) -> None:
        """Go to the form of what is found by words."""
        self.type("#find", words)
        home, _, part = address.partition("#")
        row = f"#found a[href$='edit/{home}{'?part=' if part else ''}{part}']"
        self.wait(row)
        self.click(row, "#form")


@contextmanager
def previewed(root: Path) -> Iterator[tuple[str, int]]:
    """Serve a site by the preview while the block runs; gives (its address, the process)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", url[7:-1]]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with (root.parent / f"{root.name}.log").open("w") as log:
        process = subprocess.Popen(command, cwd=root, env=env, stdout=log, stderr=log)
        try:
            _answers(f"{url}_bench/", process)
            yield url, process.pid
        finally:
            process.terminate()
            process.wait(30)


def _answers(url: str, process: subprocess.Popen[Any]) -> None:
    end = time.monotonic() + LONGEST
    while process.poll() is None and time.monotonic() < end:
        try:
            urlopen(url, timeout=5).close()
            return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{url} does not answer")


def browser() -> str:
    """The browser that is used: CHROMIUM, else one that PATH names. Raises RuntimeError."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not path:
        raise RuntimeError("there is no browser: name one, CHROMIUM=/path/to/chromium")
    return path


@contextmanager
def opened() -> Iterator[Page]:
    """A page of a browser while the block runs."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        page = started.new_page(viewport=SIZE, reduced_motion="reduce")
        page.set_default_timeout(60_000)
        yield page
        started.close()
