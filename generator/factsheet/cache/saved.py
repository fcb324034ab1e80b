"""The memory from one process to the next: pages and what they were made from, in the cache.

Texts and digests only; nothing that is read back is run. A page's row is named by its own content,
and one row names those that belong together, so that two builds at once never mix theirs.
"""

import json
import platform
import sys
from contextlib import suppress
from pathlib import Path

from factsheet.cache.memory import REMOVED, Kept, Memory, digest
from factsheet.cache.packed import Packed
from factsheet.cache.reads import Reads
from factsheet.cache.store import Cache, own
from factsheet.cache.written import Written

PLACE = ".cache/factsheet/facts.sqlite"
SEARCH = ".cache/factsheet/search.sqlite"  # beside it: a search, by what it was made from
KEPT = ("pages", "assets", "outputs")


def _whole(form: str) -> bytes:
    """The name of the row that names all others, with the version of all that prints a page."""
    import markdown  # not before: who only reads facts needs none of it

    versions = platform.python_version(), markdown.__version__, sys.byteorder
    return digest("pages", form, own(), *versions)


def inputs(tree: dict[str, bytes], place: str) -> str:
    """A digest of all files of a project, and of where its site is published."""
    return digest(place, *(part for path in sorted(tree) for part in (path, tree[path]))).hex()


def recall(memory: Memory, root: Path, form: str) -> Cache:
    """Fill an empty memory with what the last good build kept. Gives the open cache, for `keep`."""
    cache = Cache(root / PLACE)
    cache.open()
    row = cache.get(_whole(form))
    if row is None:
        return cache
    whole = json.loads(row)
    memory.state, memory.counts = whole["state"], tuple(whole["counts"])
    memory.thin = {*whole["thin"]}
    for path, name in whole["pages"].items():
        if (found := cache.get(bytes.fromhex(name))) is not None:
            memory.pages[path] = _kept(found)
            memory.pages[path].row = name
    for path, (sort, name) in whole["assets"].items():
        if (content := cache.get(bytes.fromhex(name))) is not None:
            memory.assets[path] = sort, content
    outputs = {path: cache.get(bytes.fromhex(name)) for path, name in whole["outputs"].items()}
    memory.outputs = Packed({path: data for path, data in outputs.items() if data is not None})
    if all(getattr(memory, key).keys() == whole[key].keys() for key in KEPT):
        memory.inputs = whole["inputs"]
    else:
        memory.outputs = Packed({})
    return cache


def keep(memory: Memory, cache: Cache, form: str) -> None:
    """Write down what the last good build made, but no page with warnings; close the cache.

    Where something was taken down since, all that is kept of earlier builds goes.
    """
    removed = REMOVED in memory.touched and bool(memory.state.get(REMOVED))
    rows: dict[str, str] = {}
    for path, kept in memory.pages.items():
        if kept.issues:
            continue
        if not kept.row:
            kept.row = _row(cache, _whole_row(kept))
        rows[path] = kept.row
    assets: dict[str, tuple[str, str]] = {}
    outputs: dict[str, str] = {}
    if rows:
        outputs = {path: _row(cache, memory.outputs.kept(path)) for path in memory.outputs}
        assets = {path: (sort, _row(cache, data)) for path, (sort, data) in memory.assets.items()}
        whole = {"state": memory.state, "pages": rows, "assets": assets, "outputs": outputs}
        told = {"inputs": memory.inputs, "counts": memory.counts, "thin": sorted(memory.thin)}
        cache.put(_whole(form), _json(whole | told))
    names = [*rows.values(), *(name for _, name in assets.values()), *outputs.values()]
    alone = [_whole(form), *map(bytes.fromhex, names)]
    cache.close(alone if removed else ())
    if removed:
        with suppress(OSError):
            cache.path.with_name(Path(SEARCH).name).unlink(missing_ok=True)


def _whole_row(kept: Kept) -> bytes:
    """A page: a line of JSON, and what of it is compressed."""
    page, read = kept.page, kept.read.text()
    parts = [read, sorted(kept.shows), kept.more, kept.same, kept.small, kept.source, kept.written]
    if isinstance(page, str):
        return _json([*parts, page])
    return _json([*parts, [page.title, page.meta, len(page.body)]]) + b"\n" + page.body + page.rest


def _kept(row: bytes) -> Kept:
    """What `_whole_row` gave."""
    line, _, packed = row.partition(b"\n")
    read, shows, more, same, small, source, written, page = json.loads(line)
    if not isinstance(page, str):
        title, meta, length = page
        page = Written(title, meta, packed[:length], packed[length:])
    reads = Reads.from_text(read)
    kept = Kept(reads, page, frozenset(shows), source, written, more=tuple(more))
    kept.same, kept.small = same, small
    return kept


def _row(cache: Cache, value: bytes) -> str:
    """Keep a value under the name of its content; gives the name."""
    name = digest(value)
    cache.put(name, value)
    return name.hex()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
