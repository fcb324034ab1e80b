"""The search index, kept page by page as the text that goes into the file.

The search plugin's own index object stays and does the work for every page that is new; ours stands before it. The kinds of index that are
known are Material's and MkDocs' own; any other is left alone.
"""

import json
import re
import sys
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from typing import Any

from generator.cache import Cache, digest
from generator.engine import studied, versions

cache = lru_cache(maxsize=20_000)
TAG = re.compile(r'<(/?)([A-Za-z][A-Za-z0-9]*)((?: [A-Za-z_][-A-Za-z0-9_:.]*="[^"<>]*")*)( ?/)?>')
ATTRIBUTE = re.compile(r' ([A-Za-z_][-A-Za-z0-9_:.]*)="([^"<>]*)"')
ODD = re.compile(
    rf"<(?!{TAG.pattern[1:]})|</[^>]*[ /]|<(?:script|style|textarea|title|xmp|iframe|noembed|noframes|plaintext|noscript)\b", re.I
)
MARK = "factsheet-entries-go-here"


class KeptIndex:
    """In the place of a search plugin's index: the same two methods, with each page's entries kept."""

    def __init__(self, real: Any, cache: Cache, name: str) -> None:
        self._real, self._cache, self._name = real, cache, name
        self._sorted = name == "_entries"  # MkDocs' own index is written with sorted keys
        self._prefix = digest("search", *versions(), name, json.dumps(dict(real.config), sort_keys=True, default=str))
        self._rows: dict[str, str] = {}

    def add_entry_from_context(self, page: Any) -> None:
        """Add the entries of a page."""
        key = digest(
            self._prefix, page.url, str(page.title), page.content, _toc(page.toc), json.dumps(page.meta, sort_keys=True, default=repr)
        )
        if (kept := self._cache.get(key)) is None:
            setattr(self._real, self._name, [])
            _add(self._real, page)
            entries = getattr(self._real, self._name)
            kept = ",".join(json.dumps(e, sort_keys=self._sorted, separators=(",", ":"), default=str) for e in entries).encode()
            self._cache.put(key, kept)
        self._rows[page.file.src_uri] = kept.decode()

    def arrange(self, names: list[str]) -> None:
        """Bring the pages' entries into the order of `names`, and drop those of other pages."""
        self._rows = {name: self._rows[name] for name in names if name in self._rows}

    def generate_search_index(self, *args: Any) -> str:
        """The text of search_index.json."""
        setattr(self._real, self._name, [MARK])
        text: str = self._real.generate_search_index(*args)
        return text.replace(json.dumps(MARK), ",".join(filter(None, self._rows.values())))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def _add(real: Any, page: Any) -> None:
    """What `add_entry_from_context` of Material's index does, with a quicker reader of HTML."""
    module = sys.modules[type(real).__module__]
    if not hasattr(module, "Parser") or (page.meta.get("search") or {}).get("exclude"):
        real.add_entry_from_context(page)
        return
    parser = _quick(module.Parser)()
    parser.feed(page.content)
    parser.close()
    for section in parser.data:
        if not section.is_excluded():
            real.create_entry_for_section(section, page.toc, page.url, page)


@cache
def _quick(parser: type[HTMLParser]) -> type[HTMLParser]:
    return type("QuickParser", (QuickFeed, parser), {})


@cache
def _attributes(text: str) -> list[tuple[str, str]]:
    return [(name.lower(), unescape(value)) for name, value in ATTRIBUTE.findall(text)]


class QuickFeed(HTMLParser):
    """An HTML parser that takes well-formed HTML apart with one regular expression; the handlers are those of the class it is mixed into."""

    def feed(self, data: str) -> None:
        if ODD.search(data):
            super().feed(data)
            return
        at = 0
        for tag in TAG.finditer(data):
            if at < tag.start():
                self.handle_data(unescape(data[at : tag.start()]))
            at = tag.end()
            end, name, attributes, empty = tag.groups()
            if end:
                self.handle_endtag(name.lower())
            elif empty:
                self.handle_startendtag(name.lower(), _attributes(attributes))  # type: ignore[arg-type]
            else:
                self.handle_starttag(name.lower(), _attributes(attributes))  # type: ignore[arg-type]
        if at < len(data):
            self.handle_data(unescape(data[at:]))


def _toc(toc: Any) -> str:
    return "".join(f"{len(i.id)}:{i.id}{len(i.title)}:{i.title}({_toc(i.children)})" for i in toc)


def keep(plugins: Any, cache: Cache) -> None:
    """Put a kept index before the search plugin's own, when it is one that we know."""
    for name in ("search", "material/search"):
        real = getattr(plugins.get(name), "search_index", None)
        if real is None:
            continue
        plugin = plugins[name]
        if (
            studied("SearchIndex", type(real))
            and studied("SearchPlugin", type(plugin))
            and real.config.get("prebuild_index") in (None, False)
        ):
            plugin.search_index = KeptIndex(real, cache, "entries" if hasattr(real, "entries") else "_entries")
