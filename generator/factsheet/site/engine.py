"""What the plugin keeps of the engine's work, and when it must not: rendered Markdown by the hash of all that it was made from.

The engine still drives every build. Its pages ask here first; what is kept is the HTML, title, table of contents, anchors
and links of a page, by the hash of its Markdown, its address, the settings and all versions. Which files a page's links were
looked up in is kept too and compared, so that a record that comes or goes renews the pages that link to it and no others.
"""

import hashlib
import inspect
import json
import logging
import platform
from collections.abc import Callable
from functools import partial
from typing import Any

import jinja2
import markdown
import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page, _HTMLHandler
from mkdocs.structure.toc import get_toc

from factsheet.cache import Cache, digest, own
from factsheet.site import inline
from factsheet.site.skeleton import Skeletons

PLUGINS = {"search", "material/search", "factsheet"}
EXTENSIONS = {
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "smarty",
    "tables",
    "toc",
}
KNOWN = {  # functions of the engine whose work is repeated here or left out, and the hashes of their text that were studied
    "Page.render": {"320529348f7a", "ee0472474623"},
    "_populate_page": {"31a70ea4caef", "b3c436870881"},
    "_build_page": {"adcdbd14b236", "a921d5be3f1b"},
    "_build_theme_template": {"628a78f6a129", "8f450ccd90a6"},
    "Markdown": {"ca0035a0e3a4"},
    "HTMLHandler": {"0e6902ddbb25"},
    "LiveReloadServer": {"e31977f2f87a", "343529b7a096"},
    "SearchIndex": {"a896d1092362", "385b139c047d"},
    "SearchPlugin": {"837a29c7fe1f", "13c885e2c86b", "88be7f82f3f9"},
}
LOGGERS = ("mkdocs", "properdocs", "MARKDOWN")


def fingerprint(*things: Any) -> str:
    """A short hash of the source texts of functions and classes; empty when one has none."""
    try:
        return hashlib.sha256("".join(map(inspect.getsource, things)).encode()).hexdigest()[:12]
    except (OSError, TypeError):
        return ""


def studied(name: str, *things: Any) -> bool:
    """Whether functions or classes of the engine are those that we know in and out."""
    return fingerprint(*things) in KNOWN[name]


def distrust(config: MkDocsConfig) -> str:
    """Why nothing may be kept between builds: something that we cannot key may change pages. Empty when all is well."""
    if others := sorted(set(config.plugins) - PLUGINS):
        return f"other plugins may change pages: {', '.join(others)}"
    if config.hooks:
        return "hooks may change pages"
    if others := sorted(
        n
        for n in map(str, config.markdown_extensions)
        if n.removeprefix("markdown.extensions.") not in EXTENSIONS
    ):
        return f"other Markdown extensions may read files: {', '.join(others)}"
    try:
        json.dumps(config.mdx_configs, sort_keys=True)
    except (TypeError, ValueError):
        return "a Markdown extension is set up with Python code"
    if not studied("Page.render", Page.render):
        return f"{mkdocs.__name__} {mkdocs.__version__} renders pages in a way that is new to us"
    return ""


def versions() -> list[str]:
    """Everything installed that the HTML of a page depends on."""
    return [
        own(),
        platform.python_version(),
        markdown.__version__,
        mkdocs.__name__,
        mkdocs.__version__,
        jinja2.__version__,
    ]


class _Heard(logging.Handler):
    """Whether anything was logged; a page with a warning is rendered, and warned of, in every build."""

    heard = False

    def emit(self, record: logging.LogRecord) -> None:
        self.heard = True


class _Lookups:
    """The site's files; remembers which were asked for while a page was rendered, and what was answered."""

    def __init__(self, files: Files) -> None:
        self._files, self._there = files, files.src_uris
        self.answers: dict[str, Any] = {}

    def get_file_from_path(self, path: str) -> Any:
        file = self._there.get(path) or self._files.get_file_from_path(path)
        self.answers[path] = answer(file)
        return file

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"a page asked for files.{name}; it cannot be kept")


def answer(file: Any) -> Any:
    return [file.src_uri, file.url, file.inclusion.name] if file else None


def tokens(toc: Any) -> list[dict[str, Any]]:
    return [
        {"level": i.level, "id": i.id, "name": i.title, "children": tokens(i.children)} for i in toc
    ]


class Pages:
    """Rendered pages, kept in a cache."""

    def __init__(self, cache_: Cache, config: MkDocsConfig, remember: bool = False) -> None:
        settings = [
            config.markdown_extensions,
            config.mdx_configs,
            config.use_directory_urls,
            config.validation,
        ]
        self.cache = cache_
        self.prefix = digest(
            "page", *versions(), json.dumps(settings, sort_keys=True, default=_plain)
        )
        self.remember = remember
        self.lookups: dict[
            str, set[str]
        ] = {}  # if to be remembered: the files that each page looked up
        self.answers: dict[str, Any] = {}  # and what was found; it is the same for every page
        self.rendered: list[str] = []  # pages that were not found in the cache

    def watch(self, files: Files, config: MkDocsConfig) -> None:
        """Let every page of the site ask here before it renders itself."""
        if studied("HTMLHandler", _HTMLHandler) and studied("Markdown", *inline.STUDIED):
            config.markdown_extensions.append(inline.Quick())  # type: ignore[arg-type]
        for file in files.documentation_pages(inclusion=lambda _: True):
            if file.page is not None:
                self.adopt(file.page)

    def adopt(self, page: Page) -> None:
        page.render = partial(self._render, page, page.render)  # type: ignore[method-assign]

    def touched(self, files: Files) -> set[str]:
        """The pages with a link to a file that has come, gone or moved since they were rendered."""
        there = files.src_uris
        now = {
            path: answer(there.get(path) or files.get_file_from_path(path)) for path in self.answers
        }
        changed = {path for path, found in now.items() if found != self.answers[path]}
        self.answers = now
        return {
            name
            for name, paths in self.lookups.items()
            if name in there and not changed.isdisjoint(paths)
        }

    def _render(
        self, page: Page, real: Callable[..., None], config: MkDocsConfig, files: Files
    ) -> None:
        file = page.file
        key = digest(self.prefix, file.src_uri, file.url, file.inclusion.name, page.markdown or "")
        if (kept := self.cache.get(key)) and self._restore(page, record := json.loads(kept), files):
            self._note(page, record["lookups"])
            return
        self.rendered.append(file.src_uri)
        heard = _Heard(logging.INFO)
        lookups = _Lookups(files)
        for name in LOGGERS:
            logging.getLogger(name).addHandler(heard)
        try:
            real(config, lookups)
        finally:
            for name in LOGGERS:
                logging.getLogger(name).removeHandler(heard)
        self._note(page, lookups.answers)
        if not heard.heard and page.links_to_anchors is not None:
            self.cache.put(
                key,
                json.dumps(self._record(page, lookups), separators=(",", ":")).encode(
                    "utf-8", "surrogatepass"
                ),
            )

    def _note(self, page: Page, answers: dict[str, Any]) -> None:
        if self.remember:
            self.lookups[page.file.src_uri] = set(answers)
            self.answers.update(answers)

    @staticmethod
    def _record(page: Page, lookups: _Lookups) -> dict[str, Any]:
        return {
            "content": page.content,
            "toc": tokens(page.toc),
            "title": page._title_from_render,
            "anchors": sorted(page.present_anchor_ids or ()),
            "links": [[to.src_uri, found] for to, found in (page.links_to_anchors or {}).items()],
            "lookups": lookups.answers,
        }

    @staticmethod
    def _restore(page: Page, kept: dict[str, Any], files: Files) -> bool:
        """Give the page what it would have got; False when a file that it links to has come, gone or moved."""
        there = files.src_uris
        for path, was in kept["lookups"].items():
            if answer(there.get(path) or files.get_file_from_path(path)) != was:
                return False
        page.content = kept["content"]
        page.toc = get_toc(kept["toc"])
        page._title_from_render = kept["title"]
        page.present_anchor_ids = set(kept["anchors"])
        page.links_to_anchors = {there[uri]: found for uri, found in kept["links"]}
        return True


def _plain(value: Any) -> Any:
    """Settings as plain data, to be hashed."""
    return dict(value) if hasattr(value, "keys") else f"{type(value).__name__}:{value}"


class Printer:
    """In the place of a theme's template: prints a page through the skeletons."""

    def __init__(self, template: Any, skeletons: Skeletons) -> None:
        self._template, self._skeletons = template, skeletons

    def render(self, context: Any) -> str:
        return self._skeletons.render(self._template, context)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)


def fill_in(env: jinja2.Environment) -> Skeletons:
    """Let the templates that this environment gives to the engine print pages through skeletons."""
    skeletons, real = Skeletons(env), env.get_template

    def get_template(name: Any, parent: str | None = None, globals: Any = None) -> Any:
        template = real(name, parent, globals)
        return template if parent else Printer(template, skeletons)

    env.get_template = get_template  # type: ignore[method-assign]
    return skeletons
