"""A table that somebody brought to the bench: its bytes, and what its file is called."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from factsheet.issues import plain

MAX_TABLES = 3  # that were brought and not imported yet, the last ones
MAX_CALLED = 100  # characters of the name of a table's file


@dataclass(frozen=True)
class Brought:
    """A file and, where one came with it, a mapping file for it. The name is only a name."""

    name: str
    content: bytes
    mapping: str = ""

    @property
    def digest(self) -> str:
        """What it is asked for by: the same for the same file, in the next preview, too."""
        parts = (self.name.encode(), self.content, self.mapping.encode("utf-8", "replace"))
        return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def called(name: str) -> str:
    """What an uploaded file is called: the last part of its path, as text that can be shown."""
    return plain(name.replace("\\", "/").rpartition("/")[2])[-MAX_CALLED:].strip()
