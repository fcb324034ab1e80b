"""What was written by forms, so that it can be taken back."""

from __future__ import annotations

from dataclasses import dataclass

MAX_SAVES = 100  # that can be undone, the last ones

Files = dict[str, bytes | None]  # by path; None: not there


@dataclass(frozen=True)
class Save:
    """What was written: of which form, in words, the files before and after.

    `told` are rows of (address, what it was, what it is now).
    """

    form: str  # its address on the server
    done: str
    address: str
    told: tuple[tuple[str, str, str], ...]
    before: Files
    after: Files
    warned: tuple[str, ...] = ()
    number: int = 0
