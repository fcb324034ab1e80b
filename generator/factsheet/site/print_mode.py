"""Whether pages made from facts reach the engine as HTML or Markdown: settings in, reason out."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from factsheet.language import say
from factsheet.site.defaults import short

PLUGINS = {"search", "material/search", "factsheet"}  # none of them reads a page's Markdown
READERS = ("on_page_markdown", "on_page_read_source")
FOLLOWED = {"admonition", "attr_list", "def_list", "footnotes", "tables", "toc"}  # as HTML, too
WITHOUT_EFFECT = {  # on what facts print: what they begin with is escaped there, or never written
    "abbr", "fenced_code", "md_in_html", "pymdownx.details", "pymdownx.highlight",
    "pymdownx.superfences", "pymdownx.tabbed",
}  # fmt: skip


def _options(name: str) -> tuple[dict[str, Any], ...]:
    """Those with which an extension prints what we print."""
    if name == "footnotes":
        return {}, {"BACKLINK_TITLE": say("page.back")}
    return ({"permalink": True},) if name == "toc" else ({},)


def strangers(config: MkDocsConfig) -> list[str]:
    """Plug-ins and hooks that are not known here."""
    return sorted(set(config.plugins) - PLUGINS)


def unknown_extensions(config: MkDocsConfig) -> list[str]:
    """Markdown extensions that are not known here; they may change pages, and read files."""
    return sorted(set(map(short, config.markdown_extensions)) - FOLLOWED - WITHOUT_EFFECT)


def why_markdown(config: MkDocsConfig) -> str:
    """Why pages must go through the engine's Markdown; empty when HTML gives the same."""
    readers = [n for n in strangers(config) if any(hasattr(config.plugins[n], e) for e in READERS)]
    if readers:
        return f"{', '.join(readers)} may change the Markdown"
    if others := unknown_extensions(config):
        return f"Markdown extensions may change pages: {', '.join(others)}"
    settings = {short(name): dict(found or {}) for name, found in config.mdx_configs.items()}
    for name in sorted(FOLLOWED | {"abbr"}):
        options = settings.get(name, {})
        options.pop("title", None)  # of a contents list: for the theme alone
        if options not in _options(name):
            only = "with permalink: true alone" if name == "toc" else "without options"
            return f"the Markdown extension {name} is known here {only}"
    if config.exclude_docs or config.draft_docs:
        return "some pages are left out, and the engine is to tell of links to them"
    return ""
