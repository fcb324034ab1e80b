"""A preview that runs: `mkdocs serve` on a project, as somebody starts it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from projects import ROOT


def no_traceback(root: Path) -> str:
    """What the preview of a project said; there is no traceback in it."""
    said = (root / "log.txt").read_text(encoding="utf-8")
    assert "Traceback" not in said, said
    return said


def free_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(root: Path, *options: str, port: int = 0) -> Iterator[str]:
    port = port or free_port()
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}", *options]
    listen = lambda: signal.signal(signal.SIGINT, signal.default_int_handler)  # noqa: E731 - tests in the background ignore Ctrl+C
    with open(root / "log.txt", "w") as log:
        process = subprocess.Popen(
            command, cwd=root, env=env, stdout=log, stderr=log, preexec_fn=listen
        )
        try:
            yield f"http://127.0.0.1:{port}/"
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0, "Ctrl+C is how a preview ends well"
        finally:
            process.kill()
            process.wait(10)


def eventually(url: str, *wanted: str, absent: str = "\0", seconds: float = 30) -> str:
    """The page at `url` as soon as it shows what is wanted."""
    page, end = "", time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            page = urlopen(url, timeout=5).read().decode("utf-8")
        except OSError:
            page = ""
        if page and all(w in page for w in wanted) and absent not in page:
            return page
        time.sleep(0.1)
    start = page.find('role="alert"')
    raise AssertionError(
        f"{url} never showed {wanted} without {absent!r}:\n{page[start : start + 800] if start > 0 else page}"
    )
