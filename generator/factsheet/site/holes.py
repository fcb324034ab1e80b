"""Holes: what a theme is given in the place of a page's own texts, to learn what it prints around them.

A hole can be printed, alone or through the filters in `PASSES`, and asked whether it is empty; the content also whether it
holds a text. Whatever else a theme does with a hole raises `Unsure`. What the theme reads of the page besides is remembered.
"""

import re
import secrets
from dataclasses import dataclass
from typing import Any

HOLES = (
    "content",
    "title",
    "canonical_url",
    "abs_url",
    "edit_url",
)  # attributes of a page that are texts of its own
META = ("description", "edit_url")  # the same in its front matter
PASSES = (
    "e",
    "escape",
    "striptags",
    "url",
)  # filters that may be applied to a hole; done when it is filled
PLAIN = (str, int, float, bool, type(None))
MARK = f"hole{secrets.token_hex(8)}x"
SLOT = re.compile(MARK + r"(\d+)x")


class Unsure(Exception):
    """A theme did something with a hole that cannot be repeated for another page."""


Where = tuple[
    Any, ...
]  # the way to a value: ("title",), ("meta", "description"), ("toc", 3, "url")


class Hole:
    """Stands for a text that is not empty. `chain` are the filters it went through."""

    def __init__(self, tracer: "Tracer", where: Where, chain: tuple[str, ...] = ()) -> None:
        self._tracer, self._where, self._chain = tracer, where, chain

    def __str__(self) -> str:
        return self._tracer.slot(self._where, self._chain)

    def __html__(self) -> str:
        return self._tracer.slot(self._where, (*self._chain, "e"))

    def __bool__(self) -> bool:
        return True

    def __contains__(self, text: object) -> bool:
        if self._where != ("content",) or self._chain or not isinstance(text, str):
            raise Unsure(f"{text!r} was looked for in {self._where}")
        held = text in self._tracer.content
        self._tracer.seen[("holds", text)] = held
        return held

    def _unsure(self, *_: Any) -> Any:
        raise Unsure(f"{self._where} was looked into")

    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __len__ = __iter__ = __getitem__ = __add__ = (
        __radd__
    ) = __mod__ = __hash__ = _unsure  # type: ignore[assignment]

    def __getattr__(self, name: str) -> Any:
        raise (
            AttributeError(name)
            if name.startswith("__")
            else Unsure(f"{self._where}.{name} was read")
        )


@dataclass(slots=True, eq=False)
class Item:
    """An entry of a table of contents with holes for its texts."""

    title: Hole
    id: Hole
    url: Hole
    level: int
    children: list["Item"]
    active: bool = False


class Contents(list[Item]):
    """A table of contents; like the engine's own it is asked for its length and its items only."""


class Meta:
    """The front matter of a page; remembers what was read."""

    def __init__(self, tracer: "Tracer", meta: Any) -> None:
        self._tracer, self._meta = tracer, meta

    def __getitem__(self, name: str) -> Any:
        if name in META and isinstance(self._meta.get(name), str) and self._meta[name]:
            return Hole(self._tracer, ("meta", name))
        self._tracer.seen[("meta", name)] = frozen(self._meta.get(name, Unsure))
        return self._meta[name]

    def get(self, name: str, default: Any = None) -> Any:
        try:
            return self[name]
        except KeyError:
            return default

    def __contains__(self, name: object) -> bool:
        self._tracer.seen[("meta", name)] = (
            frozen(self._meta.get(name, Unsure)) if name not in META else None
        )
        return name in self._meta

    def __bool__(self) -> bool:
        return bool(self._meta)


def frozen(value: Any) -> Any:
    """A value that can be compared later; raises Unsure for anything but plain data."""
    if isinstance(value, PLAIN) or value is Unsure:
        return (type(value), value)
    if isinstance(value, (list, tuple)):
        return (type(value), tuple(frozen(v) for v in value))
    raise Unsure(f"a {type(value).__name__} was read")


class StandIn:
    """Stands for a page while the theme renders it; gives holes for its texts and remembers what else was read."""

    def __init__(self, tracer: "Tracer", page: Any) -> None:
        self._tracer, self._page = tracer, page
        self.meta = Meta(tracer, page.meta)
        self.toc = tracer.contents(page.toc, [0])

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._page, name, Unsure)
        if value is Unsure:
            self._tracer.seen[(name,)] = frozen(value)
            raise AttributeError(name)
        if name in HOLES and isinstance(value, str) and value:
            return Hole(self._tracer, (name,))
        if not (name == "url" and self._tracer.inside_url):
            self._tracer.seen[(name,)] = frozen(value)
        return value


class Tracer:
    """One rendering with holes: the slots that were printed and what the theme learnt about the page."""

    def __init__(self, page: Any) -> None:
        self.slots: list[tuple[Where, tuple[str, ...]]] = []
        self.seen: dict[Where, Any] = {}
        self.targets: set[str] = set()  # what the `url` filter was asked for
        self.inside_url = False
        self.content = page.content

    def slot(self, where: Where, chain: tuple[str, ...]) -> str:
        self.slots.append((where, chain))
        return f"{MARK}{len(self.slots) - 1}x"

    def contents(self, toc: Any, count: list[int]) -> Contents:
        found = Contents()
        for real in toc:
            number, count[0] = count[0], count[0] + 1
            title, id_, url = (Hole(self, ("toc", number, name)) for name in ("title", "id", "url"))
            found.append(
                Item(
                    title,
                    id_,
                    url,
                    real.level,
                    self.contents(real.children, count),
                    getattr(real, "active", False),
                )
            )
        return found
