"""A task for a second process: what it wrote is read here, or it is done here after all."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

import pytest
from factsheet.disk import Second

pytestmark = [
    pytest.mark.slow,  # processes
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no second process"),
]


def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests run beside other threads; a build does not."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def test_it_works_beside_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    alone(monkeypatch)
    with Second(lambda out: out.write(str(os.getpid()).encode()) and None) as second:
        done = second.done()
        assert done and int(done.read()) != os.getpid()
        assert second.done() is None, "it is told once"


def test_what_fails_is_to_be_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    alone(monkeypatch)

    def task(out: IO[bytes]) -> None:
        out.write(b"a half")
        raise OSError("no room")

    with Second(task) as second:
        assert second.done() is None


def test_beside_other_threads_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    with Second(lambda out: pytest.fail("it began")) as second:
        assert second.done() is None


def test_it_ends_with_the_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(monkeypatch)
    began = tmp_path / "began"

    def task(out: IO[bytes]) -> None:
        began.write_text(str(os.getpid()))
        threading.Event().wait()

    with pytest.raises(KeyboardInterrupt), Second(task):
        while not (began.exists() and began.read_text()):
            pass
        raise KeyboardInterrupt
    with pytest.raises(ProcessLookupError):
        os.kill(int(began.read_text()), 0)


def test_it_ends_when_this_process_is_killed(tmp_path: Path) -> None:
    """Else the next build would wait for it."""
    code = """
import os, signal, time
from factsheet.disk import Second
def task(out):
    open("began", "w").write(str(os.getpid()))
    time.sleep(60)
with Second(task):
    while not (os.path.exists("began") and open("began").read()):
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, timeout=30)
    other = int((tmp_path / "began").read_text())
    for _ in range(100):
        if not Path(f"/proc/{other}").exists() or "Z" in state(other):
            return
        time.sleep(0.05)
    raise AssertionError("it goes on")


def state(process: int) -> str:
    """The letter by which Linux tells what a process does; nothing of one that is gone."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"
