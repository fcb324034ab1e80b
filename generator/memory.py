"""What a former build worked out, kept for the next one in the same process: the records of a file by its bytes, and pages.

A page is kept together with everything that was read to make it. The library's dictionaries note each reading (`Watched`),
so nobody has to declare what a page depends on; `touched` names what a change of records may alter. A page is made anew
when the two meet. Whatever cannot be told that finely is left to a full build.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from generator.issues import Issue

T = TypeVar("T")
ALL = "*"  # read by a page that looks through everything


class Watched(dict[str, T]):
    """A dictionary that notes the keys which are read while `notes` holds a set; a key is noted up to its #."""

    __slots__ = ("notes", "prefix")

    def __init__(self, notes: list[set[str]], prefix: str = "") -> None:
        super().__init__()
        self.notes = notes  # empty, or one set: shared by all dictionaries of a library
        self.prefix = prefix

    def _note(self, key: str) -> None:
        if self.notes:
            self.notes[0].add(self.prefix + key.partition("#")[0])

    def __getitem__(self, key: str) -> T:
        self._note(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._note(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(str(key))
        return super().__contains__(key)

    def _note_all(self) -> None:
        if self.notes:
            self.notes[0].add(ALL)

    def __iter__(self) -> Iterator[str]:
        self._note_all()
        return super().__iter__()

    def keys(self) -> Any:
        self._note_all()
        return super().keys()

    def values(self) -> Any:
        self._note_all()
        return super().values()

    def items(self) -> Any:
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
    """A page and all that was read to make it; for a hand-written one also its text and what is wrong with it."""

    read: set[str]
    text: str
    shows: frozenset[str]
    source: str
    written: str = ""
    issues: tuple[Issue, ...] = ()


@dataclass
class Memory:
    """Hand the same one to each build of a process. `good` is the library of the last build without errors."""

    files: dict[str, tuple[bytes, Any, list[Issue]]] = field(default_factory=dict)
    pages: dict[str, Kept] = field(default_factory=dict)  # of the last build without errors
    made: dict[str, Kept] = field(default_factory=dict)  # of the build under way
    touched: set[str] | None = None  # what may have changed since then; None is everything
    good: Any = None
    settings: tuple[Any, set[str]] = (None, set())  # of the last good build, and its pages: links of hand-written ones lead there
    setting: tuple[Any, set[str]] = (None, set())  # of the build under way

    def recall(self, path: str, data: bytes, make: Callable[[Callable[[Issue], None]], T]) -> tuple[T, list[Issue]]:
        """What `make` gives for a file, with the issues it puts; made again only when the bytes have changed."""
        kept = self.files.get(path)
        if kept is None or kept[0] != data:
            issues: list[Issue] = []
            kept = self.files[path] = (data, make(issues.append), issues)
        return kept[1], kept[2]

    def unchanged(self, path: str, written: str = "") -> Kept | None:
        """The page of the last good build, unless its text or something that was read for it is touched."""
        kept = self.pages.get(path) if self.setting[1] == self.settings[1] or not written else None
        fits = kept and kept.written == written and self.touched is not None and self.touched.isdisjoint(kept.read)
        return kept if fits else None

    def start(self, setting: tuple[Any, set[str]], touched: set[str] | None) -> None:
        """A build begins, with these settings and paths of pages; `touched` tells what differs from the last good one."""
        self.touched = touched if setting[0] == self.settings[0] else None
        self.setting, self.made = setting, {}

    def keep(self, library: Any) -> None:
        """The build under way was without errors: the next one is measured against it."""
        self.good, self.pages, self.settings = library, self.made, self.setting
