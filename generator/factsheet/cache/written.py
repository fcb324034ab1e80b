"""A page as HTML, with what an engine wants to know of it.

A large site has tens of thousands of pages, so their texts are kept compressed, and are opened
when somebody asks for them.
"""

import json
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from factsheet.cache.packed import pack

Entry = tuple[str, str, str]


class More(NamedTuple):
    """What an engine wants besides the HTML."""

    toc: list[Any]
    ids: list[str]
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Written:
    """A page as HTML. `title` and `meta` are plain, and fit for JSON.

    `toc` is nested (level, id, title, children); `ids` are all in the page; `entries` of the search
    are (anchor or nothing, title, text) of each section, with the few tags that a search keeps.
    """

    title: str
    meta: dict[str, Any]
    body: bytes  # the HTML, compressed
    rest: bytes  # the other, as JSON, compressed

    @classmethod
    def of(
        cls, html: str, toc: list[Any], ids: list[str], entries: list[Entry], title: str,
        meta: dict[str, Any],
    ) -> "Written":  # fmt: skip
        """A page of these parts."""
        rest = json.dumps([toc, ids, entries], ensure_ascii=False, separators=(",", ":"))
        return cls(title, meta, _packed(html), _packed(rest))

    def __hash__(self) -> int:
        return hash(self.rest)

    def __str__(self) -> str:
        return self.html

    @property
    def html(self) -> str:
        """The text of the page."""
        return _opened(self.body)

    @property
    def more(self) -> More:
        """What an engine wants besides."""
        return _more(self.rest)


def _packed(text: str) -> bytes:
    return pack(text.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=8)  # a page is asked for several times while it is printed
def _opened(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


@lru_cache(maxsize=8)
def _more(packed: bytes) -> More:
    return More(*json.loads(zlib.decompress(packed)))
