"""What a theme is given in the place of a page, to learn what it prints around the page's texts.

Texts of the page become slots. A slot can be printed, alone or through some filters, and asked
whether it is empty or holds a text. It is no string: whatever else is done with one raises an
error, or leaves its mark in pieces. What is read of the page besides is remembered.
"""

import re
import secrets
from collections.abc import Callable, Collection
from functools import partial
from types import SimpleNamespace
from typing import Any

TEXTS = ("content", "title", "url", "canonical_url", "abs_url", "edit_url")  # attributes of a page
# the same in its front matter
META = (
    "description", "edit_url", "checked", "checked_on", "facets", "feed", "linked", "modified",
)  # fmt: skip
ELSEWHERE = "in_"  # begins the keys there of the page's addresses in each language
HEADING = {"title", "id", "level", "children", "active"}
SECRET = secrets.token_hex(8)
# White space at its ends, signs, small and capital letters: no filter leaves it as it is.
MARK = re.compile(rf" <Slot {SECRET} (\d+) &> ")
Probe = Callable[[Any], Any]  # from a page to something that a theme can learn of it


def of_page(key: str) -> bool:
    """Whether what stands in the front matter under a key is of one page only, for any theme."""
    return key in META or key.startswith(ELSEWHERE)


class Unsure(Exception):
    """A theme did something that cannot be repeated for another page."""


class Slot:
    """Stands for a text that is not empty. `chain` are the filters it went through."""

    def __init__(self, trace: "Trace", probe: Probe, chain: tuple[str, ...] = ()) -> None:
        self._trace, self._probe, self._chain = trace, probe, chain

    def through(self, name: str) -> "Slot":
        """The slot after a filter."""
        return Slot(self._trace, self._probe, (*self._chain, name))

    def mark(self) -> str:
        """What is printed in its place."""
        self._trace.slots.append((self._probe, self._chain))
        return f" <Slot {SECRET} {len(self._trace.slots) - 1} &> "

    def __contains__(self, text: Any) -> bool:
        if self._chain:
            raise Unsure("something was looked for in a text that went through filters")
        return bool(self._trace.note((self._probe, text), lambda page: text in self._probe(page)))

    def _unsure(self, *_: Any) -> Any:
        raise Unsure("a text was looked into")

    __str__ = __repr__ = __format__ = __eq__ = __getitem__ = __int__ = __float__ = _unsure


class Trace:
    """One rendering with slots: those that were printed, and what the theme learnt of the page."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.slots: list[tuple[Probe, tuple[str, ...]]] = []
        self.seen: dict[Any, tuple[Probe, Any]] = {}

    def note(self, key: Any, probe: Probe) -> Any:
        """What a theme learns of this page, and must learn of each that is printed like it."""
        value = probe(self.page)
        self.seen[key] = probe, frozen(value)
        return value

    def text(self, key: Any, probe: Probe) -> Any:
        """A slot for a text that is not empty; any other value as it is."""
        if self.note((key, "text"), lambda page: isinstance(probe(page), str) and probe(page) > ""):
            return Slot(self, probe)
        return self.note(key, probe)

    def contents(self, toc: Any, path: tuple[int, ...] = ()) -> list[Any]:
        """Stands for a table of contents, or the part of it to which the path leads."""

        def heading(real: Any, path: tuple[int, ...]) -> Any:
            if vars(real).keys() - HEADING:  # from another plug-in
                raise Unsure("headings have more than texts")
            below, active = self.contents(real.children, path), getattr(real, "active", False)
            found = SimpleNamespace(level=real.level, active=active, children=below)
            for name in ("title", "id", "url"):
                setattr(found, name, Slot(self, partial(at, path, name)))
            return found

        return [heading(real, (*path, number)) for number, real in enumerate(toc)]


def at(path: tuple[int, ...], name: str, page: Any) -> Any:
    """The title, id or url of a heading."""
    items, found = page.toc.items, None
    for number in path:
        found = items[number]
        items = found.children
    return getattr(found, name)


def frozen(value: Any) -> Any:
    """A value that can be compared later; raises Unsure for anything but plain data."""
    if isinstance(value, str | int | float | None) or value is Unsure:
        return type(value), value
    if isinstance(value, list | tuple):
        return type(value), tuple(map(frozen, value))
    raise Unsure(f"a {type(value).__name__} was read")


class Slots:
    """Stands for the page of a trace, or for its front matter, while the theme renders it.

    `whole` is a probe for what it stands for; `take` gives a value of that by its name.
    """

    def __init__(self, trace: Trace, whole: Probe, take: Any, texts: Collection[str]) -> None:
        self._trace, self._whole, self._take, self._texts = trace, whole, take, texts

    def __getattr__(self, name: str) -> Any:
        learn = self._trace.text if name in self._texts else self._trace.note
        value = learn((self, name), lambda page: self._take(self._whole(page), name, Unsure))
        if value is Unsure:
            raise AttributeError(name)
        return value

    def __bool__(self) -> bool:
        return bool(self._trace.note((self, "bool"), lambda page: bool(self._whole(page))))


def stand_in(trace: Trace) -> Slots:
    """What a theme gets in the place of the page."""
    page = Slots(trace, lambda page: page, getattr, TEXTS)
    own = [key for key in (*META, *trace.page.meta) if of_page(key)]
    meta = Slots(trace, lambda page: page.meta, dict.get, own)
    vars(page).update(meta=meta, toc=trace.contents(trace.page.toc))
    return page
