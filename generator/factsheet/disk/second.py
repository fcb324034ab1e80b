"""A task for a second process: within one, Python uses one core, however many there are."""

import gc
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from signal import SIGKILL
from tempfile import TemporaryFile
from typing import IO, Any, Self

PARENT_DIED = 1  # to Linux' `prctl`: the signal that comes when the process above is gone
Task = Callable[[IO[bytes]], None]


class Second:
    """A copy of this process that does a task while this one goes on.

    What the task writes is read here when it is done. There is no copy where a system makes none
    well, nor beside other threads, of which it would have halves: it has not `began` then.
    """

    def __init__(self, task: Task) -> None:
        self._process, self._out, self.began = 0, None, False
        with suppress(OSError):  # where there is no room for another
            if _alone():
                self._out = TemporaryFile()  # noqa: SIM115  # __exit__ closes it
                gc.freeze()  # what nobody touches stays common to both
                self._process = os.fork() or _end(task, self._out)
                self.began = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        """End it, whatever it does."""
        if self._process:
            with suppress(ProcessLookupError):
                os.kill(self._process, SIGKILL)
            os.waitpid(self._process, 0)
        if self._out:
            self._out.close()
            gc.unfreeze()
        self._process, self._out = 0, None

    def done(self) -> IO[bytes] | None:
        """Wait for it: what it wrote, or None where there is none or it failed; do it here then."""
        if not (self._process and self._out):
            return None
        process, self._process = self._process, 0
        _, status = os.waitpid(process, 0)
        self._out.seek(0)
        return None if status else self._out


def _alone() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1


def _end(task: Task, out: IO[bytes]) -> int:
    """What the copy does: the task, and nothing that this process would do at its end."""
    status = 1
    try:
        gc.disable()
        with suppress(ImportError, AttributeError, OSError):  # else it ends when it is done
            import ctypes

            ctypes.CDLL(None).prctl(PARENT_DIED, SIGKILL)
        task(out)
        out.flush()
        status = 0
    finally:  # whatever was raised, this process will meet it, too
        os._exit(status)
