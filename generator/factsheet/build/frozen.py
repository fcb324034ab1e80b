"""Editions as the site serves them: files as they were frozen, but for what was taken down since.

A file is opened here only; nothing in it is believed before it was compared with its manifest.
"""

import io
import json
import stat
import unicodedata
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

from factsheet.build.manifest import MANIFEST, STATEMENT, SUMS, digest, named, page_of
from factsheet.disk import plain_path
from factsheet.evidence import pins
from factsheet.values import Removal

MAX_ENTRIES = 50_000
MAX_UNPACKED = 1_000_000_000  # bytes of all files of an edition
MAX_RATIO = 500  # bytes that one packed byte may become
MAX_MANIFEST = 100_000_000  # bytes
MAX_PATH = 1_000  # bytes of the path of a file
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others unpack without a bound
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
            told = json.loads(self._manifest())
            self.statements = _pins(told["statements"])
            self.shows = {str(path): [*map(str, f["shows"])] for path, f in told["files"].items()}
            self._showing = dict[str, frozenset[str]]()
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
            _look_at(one)
            name = unicodedata.normalize("NFC", one.filename).casefold()
            if name in seen:
                raise BadEdition("it holds a file twice")
            seen.add(name)
        rows = sorted(name.split("/") for name in seen)
        if any(below[: len(file)] == file for file, below in pairwise(rows)):
            raise BadEdition("it holds a file that is a folder, too")

    def _manifest(self) -> bytes:
        if self._zip.getinfo(MANIFEST).file_size > MAX_MANIFEST:
            raise BadEdition(f"its manifest has more than {MAX_MANIFEST:,} bytes")
        return self.file(MANIFEST)

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
        with self._zip.open(name=path) as found:  # not more than it says: a whole read has no bound
            return found.read(self._zip.getinfo(path).file_size)

    def showing(self, path: str) -> frozenset[str]:
        """What a file shows, by the manifest and by what can be seen in the file itself.

        The manifest is not alone believed: whoever made it may have left something out.
        """
        if path not in self._showing:  # each edit of a preview asks again
            found = {*self.shows[path], page_of(path), *named(path, self.file(path))}
            self._showing[path] = frozenset(found)
        return self._showing[path]


def _look_at(one: zipfile.ZipInfo) -> None:
    """Refuse an entry that is no plain file of a sound size, by what it says of itself."""
    kind = stat.S_IFMT(one.external_attr >> 16)
    if not plain_path(one.filename) or one.is_dir() or kind not in (0, stat.S_IFREG):
        raise BadEdition("it holds something that is no plain file below its own folder")
    if len(one.filename.encode()) > MAX_PATH:
        raise BadEdition(f"it holds a file whose path has more than {MAX_PATH:,} bytes")
    if one.flag_bits & 1 or one.compress_type not in PACKED:
        raise BadEdition("it holds a file that is encrypted, or packed in an unusual way")
    if one.file_size > MAX_RATIO * max(one.compress_size, 20):
        raise BadEdition("it holds a file that unpacks to far more than it is")


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
            archive = opened(data)
            shown = {a for name in archive.shows for a in archive.showing(name)}
        except BadEdition:
            out.append(path)
            continue
        shown |= {a.partition("#")[0] for a in shown if a.partition("#")[0] in addresses}
        out += [path] if shown.intersection(addresses) else []
    return out


def _pins(found: dict[str, Any]) -> dict[str, str]:
    """The pins of statements by their addresses; anything else there is a lie."""
    if all(STATEMENT.fullmatch(a) and pins.PIN.fullmatch(pin) for a, pin in found.items()):
        return found
    raise BadEdition("its manifest names statements that none can be")


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
        self._gone, self._parts = gone, dict[str, list[Removal]]()
        for address, removal in sorted(gone.items()):
            self._parts.setdefault(address.partition("#")[0], []).append(removal)
        found = {path: self._shown(archive, path) for path in (archive.shows if gone else ())}
        hit = self.removals = {path: removals for path, removals in found.items() if removals}
        self.archive, self.stub, self.held = archive, stub, bool(hit)
        self.pages = {path for path in hit if path.endswith(".html") and not _derived(path)}
        kept = (path for path in archive.shows if path not in hit or path in self.pages)
        self.paths = [path for path in kept if not (self.held and _derived(path))]

    def _shown(self, archive: Archive, path: str) -> list[Removal]:
        """What was taken down of what a file shows; a record takes its parts along."""
        homes = ((a, a.partition("#")[0]) for a in sorted(archive.showing(path)))
        found = [self._gone.get(a) or self._gone.get(home) for a, home in homes]
        return [*filter(None, found), *self._parts.get(page_of(path), ())]

    def __getitem__(self, path: str) -> bytes:
        if path in self.pages:
            return self.stub(self.removals[path])
        data = self.archive.file(path)
        if self.pages and path.endswith(SEARCH):
            return self._searched(path.removesuffix(SEARCH), data)
        return data

    def _searched(self, folder: str, data: bytes) -> bytes:
        """The index of the search without the entries of pages that are gone.

        Of an index that is none of ours nothing is left: what it holds cannot be told.
        """
        try:
            found = json.loads(data.decode("utf-8").removeprefix(_GLOBAL))
            found["docs"] = [
                one for one in found["docs"]
                if f"{folder}{one['location'].partition('#')[0]}" not in self.pages
            ]  # fmt: skip
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            found = {"docs": []}
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        return f"{_GLOBAL}{text.replace('<', chr(92) + 'u003c')}\n".encode()

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)
