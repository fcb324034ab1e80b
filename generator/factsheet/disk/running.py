"""Other programs are run here: git, and gh. No shell, no questions, nothing without an end."""

import os
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

WITHIN = 600  # seconds for what may run programs of the user's, such as hooks
NETWORK = 120  # seconds for what asks another machine
# what a network asks for is asked of its own programs, never of the terminal of the preview
_SILENT = {"GIT_TERMINAL_PROMPT": "0", "GH_PROMPT_DISABLED": "1", "NO_COLOR": "1"}


def git(
    root: Path, *args: str, given: bytes = b"", may_fail: bool = False, within: float | None = None,
    setting: Mapping[str, str] | None = None,
) -> bytes:  # fmt: skip
    """What git answers; objects that stand in for others are not taken for them.

    A folder of the project that somebody made look like a repository of its own is none. `setting`
    goes into its environment. Raises OSError when it takes longer than `within` seconds.
    """
    env = {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_NO_LAZY_FETCH": "1", **(setting or {})}
    call = ["git", "-c", "safe.bareRepository=explicit", *args]
    done = run(root, call, env, given, within)
    if not may_fail:
        done.check_returncode()
    return done.stdout


def run(
    root: Path, call: list[str], env: Mapping[str, str], given: bytes = b"",
    within: float | None = None,
) -> subprocess.CompletedProcess[bytes]:  # fmt: skip
    """Run a program in a folder until it ends. What has a limit asks nobody anything.

    Raises OSError for a program that is not there, or takes longer than `within` seconds: then it
    is ended with all that it began.
    """
    alone, whole = within is not None, {**os.environ, **env}
    if alone:
        whole |= _SILENT
    pipe = subprocess.PIPE
    with subprocess.Popen(
        call, cwd=root, env=whole, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=alone
    ) as process:
        try:
            out, errors = process.communicate(given, timeout=within)
        except subprocess.TimeoutExpired:
            _end(process)
            raise OSError(f"{call[0]} did not end within {within:.0f} seconds") from None
        except BaseException:
            process.kill()
            raise
    return subprocess.CompletedProcess(call, process.returncode, out, errors)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process, and what it began where the system knows that."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def said_of(error: Exception) -> str:
    """What git said of an error, else what the system did."""
    said: bytes = getattr(error, "stderr", None) or getattr(error, "stdout", None) or b""
    if words := said.decode("utf-8", "replace").strip():
        return words
    if isinstance(error, subprocess.CalledProcessError):  # such as a hook that says nothing
        return f"nothing; it ended with {error.returncode}"
    return str(error)
