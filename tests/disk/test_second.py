"""A task for a second process: what it wrote is read here, or it is done here after all."""

import os
import threading
from pathlib import Path
from typing import IO

import pytest
from factsheet.disk import Second

pytestmark = pytest.mark.slow  # processes


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
