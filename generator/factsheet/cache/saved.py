"""The memory from one process to the next: pages and what they were made from, in the cache.

Texts and digests only; nothing that is read back is run. A page's row is named by its own content,
and one row names those that belong together, so that two builds at once never mix theirs.
"""

import json
import platform
import sys
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path
from typing import Any

from factsheet.cache.memory import REMOVED, Kept, Memory, digest
from factsheet.cache.packed import Packed
from factsheet.cache.reads import Reads
from factsheet.cache.store import Cache, own
from factsheet.cache.written import Written
from factsheet.issues import Issue, Spot

PLACE = ".cache/factsheet/facts.sqlite"
SEARCH = ".cache/factsheet/search.sqlite"  # beside it: a search, by what it was made from
KEPT = ("pages", "assets", "outputs")
Names = tuple[str, str]  # under which is kept what is wanted, and what is nearest to it


def names(form: str, published: bool) -> Names:
    """The names of sites of a form: of the one to be published, and of the one in the preview.

    Each has its own, for they are at two addresses; a page of either is good for the other.
    """
    both = form, f"{form} in the preview"
    return both if published else both[::-1]


def _whole(form: str) -> bytes:
    """The name of the row that names all others, with the version of all that prints a page."""
    import markdown  # not before: who only reads facts needs none of it

    versions = platform.python_version(), markdown.__version__, sys.byteorder
    return digest("pages", form, own(), *versions)


def inputs(tree: dict[str, bytes], *asked: str) -> str:
    """A digest of all files of a project, and of what was `asked` of its build besides."""
    return digest(*asked, *(part for path in sorted(tree) for part in (path, tree[path]))).hex()


def opened(root: Path) -> Cache:
    """The cache of a project."""
    cache = Cache(root / PLACE)
    cache.open()
    return cache


def recall(memory: Memory, root: Path, names: Names) -> Cache:
    """Fill an empty memory with what the last good build kept. Gives the open cache, for `keep`."""
    cache = opened(root)
    rows = [cache.get(_whole(name)) for name in names]
    if not any(rows):
        return cache
    whole, *other = (json.loads(row) for row in rows if row)
    for one in other:  # is not dropped as long as either is asked for
        cache.asked.update(map(bytes.fromhex, _named(one)))
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
        memory.inputs = whole["inputs"] if rows[0] else ""
        memory.issues = [_issue(one) for one in whole["issues"]]
    else:
        memory.outputs = Packed({})
    return cache


def _named(whole: dict[str, Any]) -> list[str]:
    """The names of all rows that belong to a row which names them."""
    assets = (name for _, name in whole["assets"].values())
    return [*whole["pages"].values(), *assets, *whole["outputs"].values()]


def keep(memory: Memory, cache: Cache, names: Names) -> None:
    """Write down what the last good build made; close the cache.

    Where something was taken down since, all that is kept of earlier builds goes.
    """
    removed = _removed(memory, cache, names)
    rows: dict[str, str] = {}
    for path, kept in memory.pages.items():
        if not kept.row:
            kept.row = _row(cache, _whole_row(kept))
        rows[path] = kept.row
    assets: dict[str, tuple[str, str]] = {}
    outputs: dict[str, str] = {}
    here = [_whole(names[0])]
    if rows:
        outputs = {path: _row(cache, memory.outputs.kept(path)) for path in memory.outputs}
        assets = {path: (sort, _row(cache, data)) for path, (sort, data) in memory.assets.items()}
        whole = {"state": memory.state, "pages": rows, "assets": assets, "outputs": outputs}
        told = {"inputs": memory.inputs, "counts": memory.counts, "thin": sorted(memory.thin)}
        told["issues"] = [_told(issue) for issue in memory.issues]
        cache.put(_whole(names[0]), _json(whole | told))
        here += map(bytes.fromhex, _named(whole))
    cache.asked.update(here)
    cache.close(here if removed else ())


def _removed(memory: Memory, cache: Cache, names: Names) -> bool:
    """Whether something was taken down since the last build, or since one that is kept."""
    if not (mark := memory.state.get(REMOVED)):
        return False
    rows = filter(None, (cache.get(_whole(name)) for name in names))
    marks = (json.loads(row)["state"].get(REMOVED) for row in rows)
    return REMOVED in memory.touched or any(one != mark for one in marks)


def forget(memory: Memory, root: Path) -> None:
    """Keep no search in which there is what was taken down since the last build."""
    if REMOVED in memory.touched and memory.state.get(REMOVED):
        with suppress(OSError):
            (root / SEARCH).unlink(missing_ok=True)


def _whole_row(kept: Kept) -> bytes:
    """A page: a line of JSON, and what of it is compressed."""
    page, read = kept.page, kept.read.text()
    parts = [read, sorted(kept.shows), kept.more, kept.same, kept.small, kept.source, kept.written]
    parts.append([_told(issue) for issue in kept.issues])
    if isinstance(page, str):
        return _json([*parts, page])
    return _json([*parts, [page.title, page.meta, len(page.body)]]) + b"\n" + page.body + page.rest


def _kept(row: bytes) -> Kept:
    """What `_whole_row` gave."""
    line, _, packed = row.partition(b"\n")
    read, shows, more, same, small, source, written, issues, page = json.loads(line)
    if not isinstance(page, str):
        title, meta, length = page
        page = Written(title, meta, packed[:length], packed[length:])
    reads = Reads.from_text(read)
    kept = Kept(reads, page, frozenset(shows), source, written, more=tuple(more))
    kept.same, kept.small, kept.issues = same, small, tuple(map(_issue, issues))
    return kept


def _told(issue: Issue) -> list[Any]:
    """An issue, fit for JSON."""
    return [*astuple(issue.spot), issue.code, issue.message, issue.hint, issue.width]


def _issue(told: list[Any]) -> Issue:
    """What `_told` gave."""
    return Issue(Spot(*told[:3]), *told[3:])


def _row(cache: Cache, value: bytes) -> str:
    """Keep a value under the name of its content; gives the name."""
    name = digest(value)
    cache.put(name, value)
    return name.hex()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
