"""The generator's memory from one process to the next: pages and what they were made from, in the project's cache.

Texts and digests only; nothing that is read back is run. A page's row is named by its own content, and one row names those
that belong together, so that two builds at once never mix theirs.
"""

import json
import platform
from pathlib import Path

import jinja2
import markdown

from factsheet.cache.memory import Kept, Memory, digest
from factsheet.cache.store import Cache, own

PLACE = ".cache/factsheet/facts.sqlite"


def _whole() -> bytes:
    """The name of the row that names all others: one for each version of everything a page's Markdown depends on."""
    return digest(
        "pages", own(), platform.python_version(), jinja2.__version__, markdown.__version__
    )


def recall(memory: Memory, root: Path) -> Cache:
    """Fill a memory that is empty with what the last good build of any process kept. Gives the open cache, for `keep`."""
    cache = Cache(root / PLACE)
    cache.open()
    row = cache.get(_whole())
    if row is None:
        return cache
    whole = json.loads(row)
    memory.state = whole["state"]
    for path, name in whole["pages"].items():
        if (found := cache.get(bytes.fromhex(name))) is not None:
            read, text, shows, source, written = json.loads(found)
            memory.pages[path] = Kept(
                frozenset(read), text, frozenset(shows), source, written, row=name
            )
    return cache


def keep(memory: Memory, cache: Cache) -> None:
    """Write down what the last good build made, and close the cache. A page with warnings is checked anew each time."""
    rows: dict[str, str] = {}
    for path, kept in memory.pages.items():
        if kept.issues:
            continue
        if not kept.row:
            value = _json(
                [sorted(kept.read), kept.text, sorted(kept.shows), kept.source, kept.written]
            )
            name = digest(value)
            cache.put(name, value)
            kept.row = name.hex()
        rows[path] = kept.row
    if rows:
        cache.put(_whole(), _json({"state": memory.state, "pages": rows}))
    cache.close()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
