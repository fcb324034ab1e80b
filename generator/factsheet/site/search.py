"""The search index of Material, with the entries of our pages as they were written.

Only public names of the plug-in are used: `search_index`, and of the index `entries`,
`create_entry_for_section`, `add_entry_from_context`, `generate_search_index`. An index without them
(MkDocs' own has other sections) is left alone, and reads the HTML of every page.
"""

from collections.abc import Iterable
from itertools import chain
from types import SimpleNamespace
from typing import Any

from factsheet.site.pages import WrittenPage


class WrittenIndex:
    """In the place of the search plug-in's index, which still makes every entry."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self._entries: dict[str, list[Any]] = {}  # of each page, by its name

    def add_entry_from_context(self, page: Any) -> None:
        """Add the entries of a page, or put them in the place of its former ones."""
        index = self._index
        index.entries = []
        if not isinstance(page, WrittenPage) or page.content != page.written.html:
            index.add_entry_from_context(page)
        elif not (page.meta.get("search") or {}).get("exclude"):
            for anchor, title, text in page.written.entries:
                section = SimpleNamespace(
                    id=anchor or None, title=[title] * bool(title), text=[text]
                )
                index.create_entry_for_section(section, page.toc, page.url, page)
        self._entries[page.file.src_uri] = index.entries

    def arrange(self, names: Iterable[str]) -> None:
        """Bring the pages into this order, and drop those that it does not name."""
        self._entries = {n: self._entries[n] for n in names if n in self._entries}

    def generate_search_index(self, *args: Any) -> str:
        """The text of search_index.json."""
        self._index.entries = list(chain.from_iterable(self._entries.values()))
        text: str = self._index.generate_search_index(*args)
        return text

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)


def use_written_entries(plugins: Any) -> list[WrittenIndex]:
    """Put our index before Material's; gives those that now stand there."""
    found = []
    for name in ("search", "material/search"):
        index = getattr(plugins.get(name), "search_index", None)
        if hasattr(index, "entries") and hasattr(index, "create_entry_for_section"):
            plugins[name].search_index = WrittenIndex(index)
            found.append(plugins[name].search_index)
    return found
