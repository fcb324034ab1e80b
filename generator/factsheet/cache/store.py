"""What earlier builds worked out, kept on disk by the hash of all that it was made from.

One SQLite file in the project's `.cache/factsheet/`. It may be deleted at any time, read and
written by two builds at once, and a build may be killed while it writes: SQLite keeps or drops a
whole write. Every value carries its own checksum; what cannot be read was never kept.
"""

import sqlite3
from collections.abc import Callable, Collection
from contextlib import suppress
from functools import cache
from pathlib import Path

from factsheet.cache.memory import digest

BUILDS = 4  # what so many later builds did not ask for is dropped
BUNDLE = 256
TABLES = (
    "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS used (key BLOB PRIMARY KEY, build INTEGER NOT NULL) WITHOUT ROWID",
)


@cache
def own() -> str:
    """A hash of everything that this package consists of."""
    package = Path(__file__).parent.parent
    files = sorted(p for p in package.rglob("*") if p.is_file() and p.suffix != ".pyc")
    return digest(*(part for path in files for part in (path.name, path.read_bytes()))).hex()


def _leads_away(path: Path) -> bool:
    """Whether a link in the project's place for it would let us write elsewhere."""
    folder = path.parent
    return any(place.is_symlink() for place in (folder.parent, folder, *folder.glob("*")))


class Cache:
    """Values by key; both bytes. Never fails: what cannot be kept is worked out again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db: sqlite3.Connection | None = None
        self.new: dict[bytes, bytes] = {}
        self.asked: set[bytes] = set()

    def open(self) -> None:
        """Begin a build."""
        self._shut()
        self.new, self.asked = {}, set()
        if _leads_away(self.path):
            return
        for _ in range(2):  # a file that is no database is deleted, and a new one begun
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self.db = sqlite3.connect(str(self.path), timeout=10)
                self.db.execute("PRAGMA synchronous=OFF")  # after a power cut the checksums tell
                self.db.execute("PRAGMA secure_delete=ON")  # what is dropped is overwritten
                for table in TABLES:
                    self.db.execute(table)
                return
            except sqlite3.OperationalError:  # another build is writing, or nothing can be written
                self._shut()
                return
            except (sqlite3.Error, OSError):
                self._fail()

    def get(self, key: bytes) -> bytes | None:
        """The value kept under a key."""
        self.asked.add(key)
        if (value := self.new.get(key)) is not None or self.db is None:
            return value
        try:
            row = self.db.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
        except sqlite3.OperationalError:  # another build is writing
            return None
        except sqlite3.Error:
            self._fail()
            return None
        kept = row[0] if row and isinstance(row[0], bytes) else b""
        return kept[20:] if kept[:20] == digest(key, kept[20:]) else None

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value; it is written in bundles, the last of them by `close`."""
        self.asked.add(key)
        if self.db is not None:
            self.new[key] = value
            if len(self.new) >= BUNDLE:
                self._try(self._write)

    def close(self, alone: Collection[bytes] = ()) -> None:
        """Write what is new, drop what the last builds did not ask for, and end the build.

        With keys that stand `alone`, all others are dropped, and nothing of them stays in the file.
        """
        self._try(self._write)
        if alone:
            self.asked = {*alone}
            self._try(self._forget)
        self._try(self._tidy)
        if alone and self.db is not None:
            with suppress(sqlite3.Error):  # another build is reading: its own end drops the rest
                self.db.execute("VACUUM")
        self._shut()

    def _try(self, act: Callable[[sqlite3.Connection], None]) -> None:
        if self.db is None:
            return
        try:
            with self.db:
                self.db.execute("BEGIN IMMEDIATE")
                act(self.db)
        except sqlite3.OperationalError:  # another build is writing, or the disk is full
            pass
        except (sqlite3.Error, OSError):
            self._fail()
        self.new = {}

    def _write(self, db: sqlite3.Connection) -> None:
        rows = [(key, digest(key, value) + value) for key, value in self.new.items()]
        db.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", rows)

    def _forget(self, db: sqlite3.Connection) -> None:
        db.execute("DELETE FROM used")

    def _tidy(self, db: sqlite3.Connection) -> None:
        (build,) = db.execute("SELECT ifnull(max(build), 0) + 1 FROM used").fetchone()
        used = [(key, build) for key in self.asked]
        db.executemany("INSERT OR REPLACE INTO used VALUES (?, ?)", used)
        db.execute("DELETE FROM used WHERE build < ?", (build - BUILDS,))
        db.execute("DELETE FROM kept WHERE key NOT IN (SELECT key FROM used)")

    def _fail(self) -> None:
        """The file is no database, or a damaged one: start afresh next time."""
        self._shut()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)

    def _shut(self) -> None:
        if self.db is not None:
            self.db.close()
            self.db = None
