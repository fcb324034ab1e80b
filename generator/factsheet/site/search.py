"""The search index of Material, with the entries of our pages as they were written.

Only public names of it are used: the plug-in's `search_index` and `is_dirty`, the index's
`entries`, `create_entry_for_section`, `add_entry_from_context`, `generate_search_index`. An index
without them is left alone and reads the HTML of every page: MkDocs' own has other sections.
"""

import json
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
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
        self.facets: dict[str, list[str]] = {}  # what a page is narrowed down by
        self.apart: tuple[str, ...] = ()  # folders with an index of their own
        self.left_out: Set[str] = set()  # pages that are in none
        self.complete = False  # whether every page was added before the engine does it

    def add_entry_from_context(self, page: Any) -> None:
        """Add the entries of a page, or put them in the place of its former ones."""
        if self.complete:
            return
        index = self._index
        index.entries = []
        if not isinstance(page, WrittenPage) or not page.as_written:
            index.add_entry_from_context(page)
        elif not (page.meta.get("search") or {}).get("exclude"):
            for anchor, title, text in page.written.more.entries:
                section = SimpleNamespace(id=anchor, title=[title] if title else [], text=[text])
                # without a table of contents, in which it would look for each anchor in turn
                index.create_entry_for_section(section, (), page.url, page)
        row = json.dumps(index.entries, separators=(",", ":"), default=str)
        self._rows[page.file.src_uri] = row[1:-1]
        self.facets[page.file.src_uri] = str(page.meta.get("facets", "")).split()

    def complete_with(self, pages: Iterable[Any]) -> None:
        """Add the entries of those pages of which there are none."""
        for page in pages:
            if page.file.src_uri not in self._rows:
                self.add_entry_from_context(page)

    def forget(self, names: Iterable[str]) -> None:
        """Pages changed: their entries are no good any more."""
        for name in names:
            self._rows.pop(name, None)

    def arrange(self, names: Iterable[str]) -> None:
        """Bring the pages into this order, and drop those that it does not name."""
        self._rows = {name: self._rows[name] for name in names if name in self._rows}

    def generate_search_index(self, *args: Any) -> str:
        """The text of search_index.json."""
        rows = (row for name, row in self._rows.items() if not name.startswith(self.apart))
        return self._frame(*args).replace(json.dumps(MARK), ",".join(filter(None, rows)))

    def of_folder(self, folder: str, languages: list[str]) -> str:
        """The same for the pages of a folder, as seen from there; its letters as they are."""
        found = json.loads(self._frame(None))
        found.get("config", {})["lang"] = languages
        names = [n for n in self._rows if n.startswith(folder) and n not in self.left_out]
        docs = [one for name in names for one in json.loads(f"[{self._rows[name]}]")]
        for one in docs:
            one["location"] = one["location"].removeprefix(folder)
        return json.dumps({**found, "docs": docs}, separators=(",", ":"), ensure_ascii=False)

    def rows(self) -> Iterator[tuple[str, str]]:
        """Each page that is searched by its name, and its entries as JSON without brackets."""
        for name, row in self._rows.items():
            if row and name not in self.left_out:
                yield name, row

    def pages(self) -> Iterator[tuple[str, list[dict[str, str]]]]:
        """The same with the entries as data."""
        for name, row in self.rows():
            yield name, json.loads(f"[{row}]")

    def emptied(self, **told: Any) -> str:
        """An index without entries, whose settings tell more: the script of the theme asks for it.

        Its highlighting of a word on a page goes by these settings.
        """
        found = json.loads(self._frame(None))
        settings = {**found["config"], **told}
        return json.dumps({"config": settings, "docs": []}, separators=(",", ":"))

    def _frame(self, *args: Any) -> str:
        """An index with a mark in the place of its entries."""
        self._index.entries = [MARK]
        text: str = self._index.generate_search_index(*args)
        return text

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)


def use_written_entries(
    plugins: Any, apart: Iterable[str] = (), left_out: Iterable[str] = ()
) -> None:
    """Put our index before Material's; the languages `apart` have a folder and index of their own.

    Pages that are `left_out` stand in none of these.
    """
    for plugin in map(plugins.get, SEARCH):
        if is_known(plugin) and not plugin.is_dirty:  # which adds to the index of the last build
            plugin.search_index = written = WrittenIndex(plugin.search_index)
            written.apart = tuple(f"{code}/" for code in apart)
            written.left_out = {*left_out}


def is_known(plugin: Any) -> bool:
    """Whether a plug-in is Material's search."""
    index = getattr(plugin, "search_index", None)
    return hasattr(index, "entries") and hasattr(index, "create_entry_for_section")


def written_index(config: Any) -> WrittenIndex | None:
    """Our index, where Material's search is."""
    found = (getattr(config.plugins.get(name), "search_index", None) for name in SEARCH)
    return next((index for index in found if isinstance(index, WrittenIndex)), None)


def write_apart(config: Any) -> None:
    """Write the index of each further language into its folder."""
    if index := written_index(config):
        for folder in index.apart:
            place = Path(config.site_dir) / folder / "search/search_index.json"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(index.of_folder(folder, _steps(folder, config)), encoding="utf-8")


def _steps(folder: str, config: Any) -> list[str]:
    """The languages by which the search takes words apart, as far as the theme has them."""
    language = folder.rstrip("/").partition("-")[0]
    parts = f"assets/javascripts/lunr/min/lunr.{language}.min.js"
    known = language == "en" or any((Path(d) / parts).is_file() for d in config.theme.dirs)
    return [language if known else "en"]
