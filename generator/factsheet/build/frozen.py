"""Editions as the site serves them: files as they were frozen, but for what was taken down since.

A file is opened here only; nothing in it is believed before it was compared with its manifest.
"""

import io
import json
import stat
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

from factsheet.build.manifest import MANIFEST, SUMS, digest
from factsheet.disk import plain_path
from factsheet.values import Removal

MAX_ENTRIES = 50_000
MAX_UNPACKED = 1_000_000_000  # bytes of all files of an edition
MAX_RATIO = 500  # bytes that one packed byte may become
DERIVED = {"api", "embed", "feeds"}  # folders of what is made from many facts
SEARCH = "search/search_index.js"
_GLOBAL = "var __index="


class BadEdition(Exception):
    """A file that is no sound edition; the message says why."""


class Archive:
    """An edition whose every file is the one that its manifest names."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._look()
            told = json.loads(self._zip.read(MANIFEST))
            self.statements: dict[str, str] = _texts(told["statements"])
            self.shows = {str(path): [*map(str, f["shows"])] for path, f in told["files"].items()}
            sums = {str(path): str(one["sha256"]) for path, one in told["files"].items()}
            self._compare(sums)
        except BadEdition:
            raise
        except Exception as error:  # of a file that anybody may have made
            raise BadEdition("it cannot be read as an edition") from error

    def _look(self) -> None:
        """Refuse names and sizes that no edition of ours has."""
        entries, seen = self._zip.infolist(), set[str]()
        if len(entries) > MAX_ENTRIES:
            raise BadEdition(f"it has {len(entries):,} files; {MAX_ENTRIES:,} are allowed")
        if sum(one.file_size for one in entries) > MAX_UNPACKED:
            raise BadEdition(f"unpacked it has more than {MAX_UNPACKED:,} bytes")
        for one in entries:
            kind = stat.S_IFMT(one.external_attr >> 16)
            if not plain_path(one.filename) or one.is_dir() or kind not in (0, stat.S_IFREG):
                raise BadEdition("it holds something that is no plain file below its own folder")
            if one.filename.casefold() in seen or one.flag_bits & 1:
                raise BadEdition("it holds a file twice, or one that is encrypted")
            if one.file_size > MAX_RATIO * max(one.compress_size, 20):
                raise BadEdition("it holds a file that unpacks to far more than it is")
            seen.add(one.filename.casefold())

    def _compare(self, sums: Mapping[str, str]) -> None:
        """Refuse a file that is not listed, or is not the one that is."""
        there = {one.filename for one in self._zip.infolist()} - {MANIFEST, SUMS}
        if there != sums.keys():
            raise BadEdition("its files are not those of its manifest")
        for path in sums:
            if digest(self.file(path)) != sums[path]:
                raise BadEdition("a file is not the one that its manifest names")

    def file(self, path: str) -> bytes:
        """A file as it was frozen."""
        return self._zip.read(path)


@lru_cache(maxsize=20)  # each edit of a preview asks again
def opened(data: bytes) -> Archive:
    """The edition in a file. Raises BadEdition."""
    return Archive(data)


def holding(archives: Mapping[str, bytes], addresses: Collection[str]) -> list[str]:
    """The files of editions that show one of these, or a part of one; also those that are unsound.

    Who asks wants to know where a text still is: what cannot be looked into may have it.
    """
    out = []
    for path, data in sorted(archives.items()):
        try:
            shown = {a for shows in opened(data).shows.values() for a in shows}
        except BadEdition:
            out.append(path)
            continue
        shown |= {a.partition("#")[0] for a in shown if a.partition("#")[0] in addresses}
        out += [path] if shown.intersection(addresses) else []
    return out


def _texts(found: dict[str, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in found.items()}


class Frozen(Mapping[str, bytes]):
    """The files of all editions by their paths on the site: where each is, and its name there."""

    def __init__(self, places: Mapping[str, tuple[Mapping[str, bytes], str]]) -> None:
        self._places = places

    def __getitem__(self, path: str) -> bytes:
        there, name = self._places[path]
        return there[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _derived(path: str) -> bool:
    """Whether a file tells facts of many records, or in a form that is no page of the site."""
    first = path.split("/")[:2]
    return path.endswith(".ics") or "data/v1/" in path or not DERIVED.isdisjoint(first)


class Served(Mapping[str, bytes]):
    """The files of an edition by path; what shows something that was taken down is not among them.

    A page that does is what `stub` makes of the removals; the search passes over it. Of an edition
    that held something of the kind no file of data, feed or frame is served any more.
    """

    def __init__(
        self, archive: Archive, gone: Mapping[str, Removal], stub: Callable[[list[Removal]], bytes]
    ) -> None:
        found = {
            path: [gone[a] for a in shows if a in gone] for path, shows in archive.shows.items()
        }
        hit = self.removals = {path: removals for path, removals in found.items() if removals}
        self.archive, self.stub, self.held = archive, stub, bool(hit)
        self.pages = {path for path in hit if path.endswith(".html") and not _derived(path)}
        kept = (path for path in archive.shows if path not in hit or path in self.pages)
        self.paths = [path for path in kept if not (self.held and _derived(path))]

    def __getitem__(self, path: str) -> bytes:
        if path in self.pages:
            return self.stub(self.removals[path])
        data = self.archive.file(path)
        if self.pages and path.endswith(SEARCH):
            return self._searched(path.removesuffix(SEARCH), data)
        return data

    def _searched(self, folder: str, data: bytes) -> bytes:
        """The index of the search without the entries of pages that are gone."""
        found = json.loads(data.decode("utf-8").removeprefix(_GLOBAL))
        found["docs"] = [
            one for one in found["docs"]
            if f"{folder}{one['location'].partition('#')[0]}" not in self.pages
        ]  # fmt: skip
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        return f"{_GLOBAL}{text.replace('<', chr(92) + 'u003c')}\n".encode()

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)
