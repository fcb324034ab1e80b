"""The search index, kept page by page as the text that goes into the file.

The search plugin's own index object stays and does the work for every page that is new; ours stands before it. The kinds of index that are
known are Material's and MkDocs' own; any other is left alone.
"""

import json
import re
import sys
from functools import lru_cache
from html import escape, unescape
from html.parser import HTMLParser
from typing import Any

from factsheet.cache import Cache, digest
from factsheet.site.engine import studied, versions

cache = lru_cache(maxsize=20_000)
TAG = re.compile(
    r'<(/?)([A-Za-z][A-Za-z0-9]*+)((?: [A-Za-z_][-A-Za-z0-9_:.]*+="[^"<>]*+")*+)( ?/)?>'
)
ATTRIBUTE = re.compile(r' ([A-Za-z_][-A-Za-z0-9_:.]*)="([^"<>]*)"')
LEFT_OUT = "script|style|textarea|title|xmp|iframe|noembed|noframes|plaintext|noscript|object"
ODD = re.compile(rf"<(?:(?!{TAG.pattern[1:]})|/[^>]*[ /]|(?i:{LEFT_OUT})\b)")
HEADINGS = {f"h{n}" for n in range(1, 7)}
MARK = "factsheet-entries-go-here"


class KeptIndex:
    """In the place of a search plugin's index: the same two methods, with each page's entries kept."""

    def __init__(self, real: Any, cache: Cache, name: str) -> None:
        self._real, self._cache, self._name = real, cache, name
        self._sorted = name == "_entries"  # MkDocs' own index is written with sorted keys
        self._prefix = digest(
            "search", *versions(), name, json.dumps(dict(real.config), sort_keys=True, default=str)
        )
        self._rows: dict[str, str] = {}

    def add_entry_from_context(self, page: Any) -> None:
        """Add the entries of a page."""
        key = digest(
            self._prefix,
            page.url,
            str(page.title),
            page.content,
            _toc(page.toc),
            json.dumps(page.meta, sort_keys=True, default=repr),
        )
        if (kept := self._cache.get(key)) is None:
            setattr(self._real, self._name, [])
            _add(self._real, page)
            entries = getattr(self._real, self._name)
            kept = ",".join(
                json.dumps(e, sort_keys=self._sorted, separators=(",", ":"), default=str)
                for e in entries
            ).encode()
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
    return type("QuickParser", (QuickSections, parser), {})


class QuickSections(HTMLParser):
    """Material's parser for well-formed HTML that leaves nothing out of the search, with open tags as plain texts."""

    data: list[Any]
    section: Any
    keep: set[str]

    def feed(self, data: str) -> None:
        """Take the HTML apart; with one regular expression where it is well-formed."""
        small = data.lower()
        if ODD.search(data) or "data-search-exclude" in small or "linenodiv" in small:
            super().feed(data)
            return
        self.open: list[str] = []
        self.links: list[bool] = []  # for each open tag: is it the sign that links to a heading
        self.kit: Any = sys.modules[type(self).__mro__[2].__module__]  # Material's module
        parts = iter(("", "", "", "", *TAG.split(data)))
        for end, name, attributes, empty, text in zip(parts, parts, parts, parts, parts):
            if end:
                self._end(name.lower())
            elif name and name.lower() not in self.kit.void:
                self._start(name.lower(), attributes)
                if empty:
                    self._end(name.lower())
            if text:
                self._text(text)

    def _section(self, name: str, attributes: dict[str, str] | None = None, depth: int = 0) -> None:
        self.section = self.kit.Section(self.kit.Element(name, attributes), depth)
        self.data.append(self.section)

    def _now(self) -> list[str]:
        """Where text goes now."""
        found: list[str] = (
            self.section.title if self.section.el.tag in self.open else self.section.text
        )
        return found

    def _start(self, name: str, text: str) -> None:
        read = name in HEADINGS or "headerlink" in text
        attributes = (
            {key.lower(): unescape(value) for key, value in ATTRIBUTE.findall(text)} if read else {}
        )
        self.open.append(name)
        self.links.append(name == "a" and attributes.get("class") == "headerlink")
        if name in HEADINGS and "id" in attributes:
            depth = len(self.open)
            if name != "h1" and not self.data:
                self._section("hx", None, depth)
            first = not self.data
            self._section(name, attributes, depth)
            if not first:
                self.section.id = attributes["id"]
        if not self.section:
            self._section("hx")
        if name in self.keep:
            self._now().append(f"<{name}>")

    def _end(self, name: str) -> None:
        if not self.open or self.open[-1] != name:
            return
        if self.section.depth > len(self.open):
            for section in reversed(self.data):
                if section.depth <= len(self.open):
                    self.section.depth = float("inf")
                    self.section = section
                    break
        self.open.pop()
        self.links.pop()
        if name in self.keep:
            data = self._now()
            first = data.index(f"<{name}>")
            if all(data[i].isspace() for i in range(first + 1, len(data))):
                del data[first:]
            else:
                data.append(f"</{name}>")

    def _text(self, text: str) -> None:
        if "&" in text:
            text = unescape(text)
        if "pre" not in self.open:
            text = " " if text.isspace() else text.replace("\n", " ")
        if not self.section:
            self._section("hx")
        if self.section.el.tag in self.open:
            if True not in self.links:
                self.section.title.append(escape(text, quote=False))
        elif text.isspace():
            if not self.section.text or not self.section.text[-1].isspace() or "pre" in self.open:
                self.section.text.append(text)
        else:
            self.section.text.append(escape(text, quote=False))


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
            plugin.search_index = KeptIndex(
                real, cache, "entries" if hasattr(real, "entries") else "_entries"
            )
