"""Provisional: pages in HTML made from their Markdown by the engine, until the generator writes them."""

from html import unescape
from typing import Any

from material.plugins.search.plugin import Parser  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from factsheet.build import Built
from factsheet.document import Written

KEPT: dict[tuple[str, str], Written] = {}  # what was made in this process


def convert(built: Built, config: MkDocsConfig) -> None:
    """Put HTML in the place of the Markdown of every page that is made from facts."""
    files = Files([File.generated(config, name, content="") for name in built.files])
    for name, text in built.files.items():
        if isinstance(text, str) and not built.sources[name].startswith("content/"):
            if (name, text) not in KEPT:
                KEPT[name, text] = _written(name, text, config, files)
            built.files[name] = KEPT[name, text]  # type: ignore[assignment]


def _written(name: str, text: str, config: MkDocsConfig, files: Files) -> Written:
    page = Page(None, File.generated(config, name, content=text), config)
    page.read_source(config)
    page.render(config, files)
    html, ids = page.content or "", tuple(sorted(page.present_anchor_ids or ()))
    meta = {k: unescape(v) if isinstance(v, str) else v for k, v in page.meta.items()}
    title = unescape(page._title_from_render or "")
    return Written(html, _headings(page.toc), ids, _entries(html), title, meta)


def _headings(toc: Any) -> tuple[Any, ...]:
    return tuple((i.level, i.id, unescape(i.title), _headings(i.children)) for i in toc)


def _entries(html: str) -> tuple[tuple[str, str, str], ...]:
    parser = Parser()
    parser.feed(html)
    parser.close()
    return tuple(
        (s.id or "", "".join(s.title).strip(), "".join(s.text).strip())
        for s in parser.data
        if not s.is_excluded()
    )
