"""The search index of Material, with the entries of our pages as they were written.

Only public names of it are used: the plug-in's `search_index` and `is_dirty`, the index's
`entries`, `create_entry_for_section`, `add_entry_from_context`, `generate_search_index`. An index
without them is left alone and reads the HTML of every page: MkDocs' own has other sections.
"""

import json
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from factsheet.site.pages import WrittenPage

SEARCH = ("search", "material/search")  # the names of the plug-in
MARK = "factsheet-entries-go-here"


class WrittenIndex:
    """In the place of the search plug-in's index, which still makes every entry and the file."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self._rows: dict[str, str] = {}  # the entries of each page, by its name, as JSON

    def add_entry_from_context(self, page: Any) -> None:
        """Add the entries of a page, or put them in the place of its former ones."""
        index = self._index
        index.entries = []
        if not isinstance(page, WrittenPage) or page.content != page.written.html:
            index.add_entry_from_context(page)
        elif not (page.meta.get("search") or {}).get("exclude"):
            for anchor, title, text in page.written.entries:
                section = SimpleNamespace(id=anchor, title=[title] if title else [], text=[text])
                # without a table of contents, in which it would look for each anchor in turn
                index.create_entry_for_section(section, (), page.url, page)
        row = json.dumps(index.entries, separators=(",", ":"), default=str)
        self._rows[page.file.src_uri] = row[1:-1]

    def arrange(self, names: Iterable[str]) -> None:
        """Bring the pages into this order, and drop those that it does not name."""
        self._rows = {name: self._rows[name] for name in names if name in self._rows}

    def generate_search_index(self, *args: Any) -> str:
        """The text of search_index.json."""
        self._index.entries = [MARK]
        text: str = self._index.generate_search_index(*args)
        return text.replace(json.dumps(MARK), ",".join(filter(None, self._rows.values())))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)


def use_written_entries(plugins: Any) -> None:
    """Put our index before Material's."""
    for name in SEARCH:
        index = getattr(plugins.get(name), "search_index", None)
        known = hasattr(index, "entries") and hasattr(index, "create_entry_for_section")
        if known and not plugins[name].is_dirty:  # which adds to the index of the last build
            plugins[name].search_index = WrittenIndex(index)
