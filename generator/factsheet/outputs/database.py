"""`facts.sqlite`: the facts as a database, made in memory, the same bytes for the same facts.

What SQLite writes of itself into the head of a file (its version, how often the file was changed)
is fixed, so that two versions give the same bytes as long as they store tables alike.
"""

import pkgutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import cache

from factsheet.outputs import database_rows
from factsheet.outputs.database_rows import Row
from factsheet.outputs.facts import Facts

AVAILABLE = hasattr(sqlite3.Connection, "serialize")  # which a build of SQLite may lack
PAGE_SIZE = 4096  # bytes
SEARCH = "search"
WITHOUT_SEARCH = ("search", "this file has no table of it: it was made by a SQLite without FTS5")
# in the head of a file: how often it was changed, the version that wrote it and for which state
_CHANGES, _VALID_FOR, _VERSION = slice(24, 28), slice(92, 96), slice(96, 100)
_ONE, _WRITTEN_BY = (1).to_bytes(4, "big"), (3_040_000).to_bytes(4, "big")


@cache
def tables() -> str:
    """What makes tables, indexes and views."""
    return _packaged("database.sql")


@cache
def search() -> str:
    """What makes the table of the search."""
    return _packaged("search.sql")


def _packaged(name: str) -> str:
    data = pkgutil.get_data("factsheet.outputs", name)
    assert data is not None
    return data.decode()


def whole(facts: Facts) -> bytes:
    """The database as a file."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        database.execute("PRAGMA encoding = 'UTF-8'")
        database.executescript(f"BEGIN;\n{tables()}")
        for name, rows in database_rows.TABLES.items():
            _fill(database, name, rows(facts))
        if _searchable(database):
            _fill(database, SEARCH, database_rows.search(facts))
            database.execute(f"INSERT INTO {SEARCH}({SEARCH}) VALUES ('optimize')")
        else:
            database.execute("INSERT INTO metadata VALUES (?, ?)", WITHOUT_SEARCH)
        database.execute("COMMIT")
        database.execute("VACUUM")
        return _settled(database.serialize())


def _fill(database: sqlite3.Connection, name: str, rows: Iterable[Row]) -> None:
    """Write the rows of a table; where nothing is known, or said, stands NULL."""
    info = database.execute(f"PRAGMA table_info({name})").fetchall()
    keys = [key for _, key, *_ in info]
    needed = [bool(must or in_key) for _, _, _, must, _, in_key in info]
    places = ", ".join("coalesce(?, '')" if must else "nullif(?, '')" for must in needed)
    found = ([*map(row.get, keys)] for row in rows)
    database.executemany(f"INSERT INTO {name} VALUES ({places})", found)


def _searchable(database: sqlite3.Connection) -> bool:
    """Make the table of the search, if this SQLite can."""
    try:
        database.execute(search())
    except sqlite3.OperationalError:
        return False
    return True


def _settled(data: bytes) -> bytes:
    """The file with what SQLite says of itself fixed."""
    head = bytearray(data[:100])
    head[_CHANGES] = head[_VALID_FOR] = _ONE
    head[_VERSION] = _WRITTEN_BY
    return bytes(head) + data[100:]
