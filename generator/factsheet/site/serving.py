"""The preview is started, and a browser is shown its bench as soon as it answers."""

import signal
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from factsheet.site.settings_file import SETTINGS, UNREADABLE, entries, get, read, said_there, words

BENCH = "_bench/"
USUAL = "127.0.0.1:8000"  # where the engine serves unless it is told otherwise
PATIENCE = 5  # seconds in which the engine ends by itself
EVERYWHERE = ("0.0.0.0", "[::]", "::", "")


class CannotServe(Exception):
    """The preview cannot be started; the message says why and what to do."""


class Plan(NamedTuple):
    """How the preview of a project is started, and where it will be: `top` ends with a slash."""

    root: Path
    host: str
    port: int
    top: str = "/"

    @property
    def bench(self) -> str:
        """The address of its bench, for a browser on this machine."""
        host = "127.0.0.1" if self.host in EVERYWHERE else self.host
        return f"http://{host}:{self.port}{self.top}{BENCH}"


def plan(root: Path, port: int | None) -> Plan:
    """How the preview of a project is started, at a port or as its settings say.

    Raises CannotServe.
    """
    path = root / SETTINGS
    if not path.is_file():
        hint = "run this in the project's folder, or give --root"
        raise CannotServe(f"there is no {SETTINGS} here; {hint}")
    try:
        settings = read(path)
    except UNREADABLE as error:
        why = f"{SETTINGS} cannot be read: {' '.join(str(error).split())}"
        raise CannotServe(f"{why}; mend it, then run this again") from None
    if "factsheet" not in entries(get(settings, "plugins")):
        hint = "write under it: plugins: [search, factsheet]"
        raise CannotServe(f"{SETTINGS} does not name the plug-in that makes the pages; {hint}")
    host, _, there = (words(get(settings, "dev_addr")) or USUAL).rpartition(":")
    number = port or (int(there) if there.isdecimal() and len(there) < 6 else 8000)
    top = urlsplit(said_there(get(settings, "site_url"))).path or "/"
    out = Plan(root, host.strip("[]") or "127.0.0.1", number, f"{top.rstrip('/')}/")
    if _answers(out):
        hint = "end what is there, or name another: --port 8001"
        raise CannotServe(f"port {number} is taken, perhaps by another preview; {hint}")
    return out


def _answers(there: Plan) -> bool:
    """Whether somebody listens where the preview will be."""
    host = "127.0.0.1" if there.host in EVERYWHERE else there.host
    try:
        with socket.create_connection((host, there.port), timeout=1):
            return True
    except OSError:
        return False


def serve(there: Plan, ready: Callable[[], None]) -> int:
    """Serve until somebody ends it; `ready` is called once it answers. Gives its exit status."""
    host = f"[{there.host}]" if ":" in there.host else there.host
    call = [sys.executable, "-m", "mkdocs", "serve", "-f", SETTINGS, "-a", f"{host}:{there.port}"]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the engine ends with us
    engine = subprocess.Popen(call, cwd=there.root)
    try:
        while engine.poll() is None and not _answers(there):
            time.sleep(0.1)
        if engine.poll() is None:
            ready()
        return engine.wait()
    except KeyboardInterrupt:
        with suppress(subprocess.TimeoutExpired):
            engine.wait(PATIENCE)  # at a terminal it has heard Ctrl+C, too
        return 0
    finally:
        if engine.poll() is None:
            engine.terminate()
            engine.wait()


def show(address: str) -> bool:
    """Show a page in the browser of this machine; gives whether there is one."""
    try:
        return webbrowser.open_new_tab(address)
    except webbrowser.Error:
        return False
