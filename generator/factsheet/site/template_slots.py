"""What a theme is given in the place of a page, to learn what it prints around the page's own texts.

Texts of the page become slots. A slot can be printed, alone or through some filters, and asked
whether it is empty or holds a text. Whatever else is done with one raises an error, or leaves its
mark in pieces. What is read of the page besides is remembered.
"""

import re
import secrets
from collections.abc import Callable
from typing import Any

TEXTS = ("content", "title", "canonical_url", "abs_url", "edit_url")  # attributes of a page
META = ("description", "edit_url")  # the same in its front matter
SECRET = secrets.token_hex(8)
# White space at its ends, signs, small and capital letters: no filter leaves it as it is.
MARK = re.compile(rf" <Slot {SECRET} (\d+) &> ")
Probe = Callable[[Any], Any]  # from a page to something that a theme can learn of it


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

    __str__ = __repr__ = __format__ = __eq__ = __getitem__ = _unsure


class Trace:
    """One rendering with slots: those that were printed, and what the theme learnt of the page."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.slots: list[tuple[Probe, tuple[str, ...]]] = []
        self.seen: dict[Any, tuple[Probe, Any]] = {}

    def note(self, name: Any, probe: Probe) -> Any:
        """What a theme learns of this page, and must learn of each that is printed like it."""
        value = probe(self.page)
        self.seen[name] = probe, frozen(value)
        return value

    def text(self, name: Any, probe: Probe) -> Any:
        """A slot for a text that is not empty; any other value as it is."""
        if self.note((name, "a text"), lambda page: _is_text(probe(page))):
            return Slot(self, probe)
        return self.note(name, probe)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def frozen(value: Any) -> Any:
    """A value that can be compared later; raises Unsure for anything but plain data."""
    if isinstance(value, str | int | float | None) or value is Unsure:
        return type(value), value
    if isinstance(value, list | tuple):
        return type(value), tuple(map(frozen, value))
    raise Unsure(f"a {type(value).__name__} was read")


class MetaSlots:
    """Stands for the front matter of a page."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace

    def get(self, name: str, default: Any = None) -> Any:
        """A value of the front matter."""
        take = self._trace.text if name in META else self._trace.note
        value = take(("meta", name), lambda page: page.meta.get(name, Unsure))
        return default if value is Unsure else value

    def __getitem__(self, name: str) -> Any:
        if (value := self.get(name, Unsure)) is Unsure:
            raise KeyError(name)
        return value

    def __contains__(self, name: str) -> bool:
        return self.get(name, Unsure) is not Unsure

    def __bool__(self) -> bool:
        return bool(self._trace.note("meta", lambda page: bool(page.meta)))


class PageSlots:
    """Stands for a page while the theme renders it."""

    def __init__(self, trace: Trace) -> None:
        self._trace, self.meta, self.toc = trace, MetaSlots(trace), contents(trace, trace.page.toc)

    def __getattr__(self, name: str) -> Any:
        take = self._trace.text if name in TEXTS else self._trace.note
        value = take(name, lambda page: getattr(page, name, Unsure))
        if value is Unsure:
            raise AttributeError(name)
        return value


class HeadingSlots:
    """Stands for an entry of a table of contents; `path` leads to it in each page of a sort."""

    def __init__(self, trace: Trace, path: tuple[int, ...], real: Any) -> None:
        def text(name: str) -> Slot:
            return Slot(trace, lambda page: getattr(_at(page, path), name))

        self.title, self.id, self.url = text("title"), text("id"), text("url")
        self.level, self.active = real.level, getattr(real, "active", False)
        self.children = contents(trace, real.children, path)


def contents(trace: Trace, toc: Any, path: tuple[int, ...] = ()) -> list[HeadingSlots]:
    """Stands for a table of contents."""
    return [HeadingSlots(trace, (*path, number), real) for number, real in enumerate(toc)]


def _at(page: Any, path: tuple[int, ...]) -> Any:
    items, found = page.toc, None
    for number in path:
        found = list(items)[number]
        items = found.children
    return found


def shape(toc: Any) -> tuple[Any, ...]:
    """What tables of contents with other texts have in common."""
    return tuple((i.level, bool(i.title), bool(i.id), shape(i.children)) for i in toc)
