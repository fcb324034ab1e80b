"""What a former build worked out: pages, and within one process the records of a file by its bytes.

A page is kept together with everything that was read to make it. The library's dictionaries note
each reading (`Watched`), so nobody has to declare what a page depends on; a build's state has a
digest of all that can be read. A page is made anew when one of its own has changed. The settings
stand under `BASE`, which every page is taken to have read.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from factsheet.cache.packed import Packed
from factsheet.cache.reads import Reads, number
from factsheet.cache.written import Written
from factsheet.issues import Issue

T = TypeVar("T")
Marks = dict[str, str]
ALL = "*"  # read by a page that looks through everything
BASE = "base"  # the settings
REMOVED = "taken down"  # what was taken down: its text is to be found nowhere, not here either


def digest(*parts: str | bytes) -> bytes:
    """A hash of texts in which no two lists of texts are alike."""
    hasher = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hasher.update(b"%d:" % len(data))
        hasher.update(data)
    return hasher.digest()


class Watched(dict[str, T]):
    """A dictionary that notes the keys which are read, up to their #, while `notes` holds a set.

    `notes` is empty or has one set, and is shared by all dictionaries of a library. With `parts`
    the keys are noted whole.
    """

    __slots__ = ("_names", "notes", "parts", "prefix")

    def __init__(self, notes: list[set[str]], prefix: str = "", parts: bool = False) -> None:
        super().__init__()
        self.notes, self.prefix, self.parts = notes, prefix, parts
        self._names: dict[str, str] = {}  # a key as it is noted, which is done very often

    def _note(self, key: str) -> None:
        if (name := self._names.get(key)) is None:
            name = self.prefix + (key if self.parts else key.partition("#")[0])
            self._names[key] = name
        self.notes[0].add(name)

    def __getitem__(self, key: str) -> T:
        if self.notes:  # asked here, for most readings are noted by nobody
            self._note(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, noted."""
        if self.notes:
            self._note(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        if self.notes:
            self._note(str(key))
        return super().__contains__(key)

    def _note_all(self) -> None:
        if self.notes:
            self.notes[0].add(ALL)

    def __iter__(self) -> Iterator[str]:
        self._note_all()
        return super().__iter__()

    def keys(self) -> Any:
        """All keys; noted as everything."""
        self._note_all()
        return super().keys()

    def values(self) -> Any:
        """All values; noted as everything."""
        self._note_all()
        return super().values()

    def items(self) -> Any:
        """All pairs; noted as everything."""
        self._note_all()
        return super().items()

    def quietly(self) -> Any:
        """The values, read without a note."""
        return super().values()


@contextmanager
def noting(*notes: list[set[str]]) -> Iterator[set[str]]:
    """Note every reading in these libraries' dictionaries; the set is full when the block ends."""
    read: set[str] = set()
    for one in notes:
        one[:] = [read]
    try:
        yield read
    finally:
        for one in notes:
            one.clear()


@dataclass(slots=True)
class Kept:
    """A page and all that was read to make it."""

    read: Reads
    page: str | Written  # Markdown, or HTML
    shows: frozenset[str]
    source: str
    written: str = ""  # the text of a hand-written one, and what is wrong with it
    issues: tuple[Issue, ...] = ()
    row: str = ""  # its name on disk, once it is there
    more: tuple[str, ...] = ()  # the pages that continue it, all read for which is read for it
    same: str = ""  # of such a page: a digest of the entries on it
    small: bool = True  # and whether it was small enough


@dataclass
class Memory:
    """Hand the same one to each build of a process.

    `pages`, `state` and `good` (the library) are of the last build without errors, `made` and `now`
    (its state) of the one under way; `touched` is what differs between the two states, `numbers`
    the same as pages know it. `inputs` is a digest of all files of a last build that can be given
    again, else empty, with its `issues`, its `counts` of facts and records, its `assets` (sort,
    content) by path, its pages of which too little is translated (`thin`). `outputs` are the facts
    as data, as the last build made them.
    """

    files: dict[str, tuple[bytes, Any, list[Issue]]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)  # a digest of each file
    # record -> its file's digest, what it reaches with the marks of that: all, without translations
    reached: dict[str, tuple[str, Marks, Marks]] = field(default_factory=dict)
    pages: dict[str, Kept] = field(default_factory=dict)
    made: dict[str, Kept] = field(default_factory=dict)
    state: dict[str, str] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    renewed: set[str] = field(default_factory=set)
    translated: dict[str, Any] = field(default_factory=dict)  # language -> see `translating.Kept`
    good: Any = None
    facts: Any = None  # what was read of facts last: the files, and what they gave
    kinds: Any = None  # those by which the files were read
    inputs: str = ""
    issues: list[Issue] = field(default_factory=list)
    counts: tuple[int, int] = (0, 0)
    thin: set[str] = field(default_factory=set)
    assets: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    outputs: Packed = field(default_factory=lambda: Packed({}))

    def begin(self, kinds: Any) -> None:
        """Files are read by these kinds; by others, what they gave is forgotten."""
        if self.kinds is not kinds:
            self.kinds, self.files = kinds, {}

    def recall(
        self, path: str, data: bytes, make: Callable[[Callable[[Issue], None]], T]
    ) -> tuple[T, list[Issue]]:
        """What `make` gives for a file, and the issues it puts; anew when the bytes changed."""
        kept = self.files.get(path)
        if kept is None or kept[0] != data:
            issues: list[Issue] = []
            kept = self.files[path] = (data, make(issues.append), issues)
            self.marks[path] = digest(path, data).hex()
        return kept[1], kept[2]

    def unchanged(self, path: str, written: str = "") -> Kept | None:
        """The page of the last good build, unless its text or what was read for it is touched."""
        kept = None if BASE in self.touched else self.pages.get(path)
        if kept and kept.written == written and not kept.read.meet(self.numbers):
            return kept
        self.renewed.add(path)
        return None

    def unchanged_with(self, path: str) -> dict[str, Kept]:
        """An unchanged page and those that continue it by their paths; nothing if one is lost."""
        kept = self.unchanged(path)
        found = {name: self.pages.get(name) for name in kept.more} if kept else {}
        more = {name: one for name, one in found.items() if one}
        return {path: kept, **more} if kept and len(more) == len(found) else {}

    def continued(self, path: str, same: str) -> Kept | None:
        """A page of the last good build that continues another, if it would have the same on it."""
        kept = None if BASE in self.touched else self.pages.get(path)
        return kept if kept and kept.same == same and not kept.read.meet(self.numbers) else None

    def start(self, now: dict[str, str]) -> None:
        """A build begins with this state; without one, no page is recalled."""
        self.now, self.made, self.renewed = now, {}, set()
        gone = (self.state.keys() | {BASE}) - now.keys()
        self.touched = gone | {key for key, mark in now.items() if self.state.get(key) != mark}
        self.numbers = {number(key) for key in self.touched}

    def keep(self, library: Any) -> None:
        """The build under way was without errors: the next one is measured against it."""
        self.good, self.pages, self.state = library, self.made, self.now
