"""While `mkdocs serve` runs: after an edit only the pages that it touches are built, and the system says when a file changes.

The last whole build is remembered with its files, pages, menu and templates. An edit that leaves the menu, the settings and the
theme alone is built into it with the engine's own functions; anything else is a whole build. So are errors in the facts.
"""

import gc
import logging
import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands import build as commands
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key, set_exclusions
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer

from generator import Built, engine
from generator.holes import META
from generator.searching import KeptIndex
from generator.watching import SETTLE, Changes

log = logging.getLogger("mkdocs.plugins.factsheet")


class WholeBuild(Exception):
    """An edit that cannot be built into the last build; the message says why."""


@dataclass(slots=True)
class Last:
    """The last whole build, as the engine left it."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Any
    outside: list[tuple[str, int, int]]

    @property
    def pages(self) -> list[File]:
        return list(self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve))


def outside(config: MkDocsConfig) -> list[tuple[str, int, int]]:
    """Name, time and size of the settings and of every file of the project's own theme folder."""
    found = [Path(config.config_file_path)] if config.config_file_path else []
    for folder in (config.theme.custom_dir, *config.watch):
        found += sorted(Path(folder).rglob("*")) if folder and Path(folder).is_dir() else [Path(folder)] if folder else []
    return [(str(p), s.st_mtime_ns, s.st_size) for p in found if p.is_file() and (s := p.stat())]


def refusal(config: MkDocsConfig) -> str:
    """Why every edit needs a whole build on this site; empty when none does."""
    for name in ("_populate_page", "_build_page", "_build_theme_template"):
        if not engine.studied(name, getattr(commands, name, None)):
            return f"the engine's {name} is new to us"
    if config.extra_templates:
        return "extra_templates may show any page"
    settings = Path(config.config_file_path or os.devnull).read_text(encoding="utf-8", errors="replace")
    if re.search(r"^INHERIT:", settings, re.M):
        return "the settings inherit from another file"
    for path in Path(config.theme.custom_dir or os.devnull).rglob("*.html"):
        if re.search(r"\bpages\b", path.read_text(encoding="utf-8", errors="replace")):
            return f"{path.name} may show any page"
    return ""


def rebuild(last: Last, kept: engine.Pages, old: Built, new: Built) -> list[str]:
    """Bring the site of the last build up to what is built now; gives the pages written. Raises WholeBuild when that is not enough."""
    if {n: c for n, c in old.files.items() if isinstance(c, bytes)} != {n: c for n, c in new.files.items() if isinstance(c, bytes)}:
        raise WholeBuild("a picture changed")
    if outside(last.config) != last.outside:
        raise WholeBuild("the settings or the theme changed")
    gone = [n for n in old.files if n not in new.files]
    added = [n for n in new.files if n not in old.files]
    changed = [n for n, text in new.files.items() if n in old.files and text is not old.files[n] and text != old.files[n]]
    menu = [_shown(page) for page in last.nav.pages]
    _leave(last, gone)
    _enter(last, added, new)
    for name in changed:
        _file(last, name).content_string = str(new.files[name])
    wanted = {*changed, *added}
    if gone or added:
        wanted |= kept.touched(last.files)
    written = [file for file in last.pages if file.src_uri in wanted]
    for file in written:
        _renew(last, file, kept)
    if [_shown(page) for page in last.nav.pages] != menu:
        raise WholeBuild("the menu changed")
    _write(last, written, bool(gone or added))
    return [file.src_uri for file in written]


def _shown(page: Page) -> tuple[Any, ...]:
    """What other pages show of a page in the menu."""
    return (page.title, page.url, {k: v for k, v in page.meta.items() if k not in META})


def _file(last: Last, name: str) -> File:
    file = last.files.get_file_from_path(name)
    if file is None:
        raise WholeBuild(f"{name} is not known")
    return file


def _leave(last: Last, names: list[str]) -> None:
    for name in names:
        file = _file(last, name)
        if any(page.file is file for page in last.nav.pages) or not file.inclusion.is_not_in_nav():
            raise WholeBuild(f"{name} left the menu")
        last.files.remove(file)
        with suppress(OSError):
            os.unlink(file.abs_dest_path)
            os.removedirs(os.path.dirname(file.abs_dest_path))


def _enter(last: Last, names: list[str], new: Built) -> None:
    for name in names:
        file = File.generated(last.config, name, content=str(new.files[name]))
        last.files.append(file)
        set_exclusions([file], last.config)
        if file.inclusion is not InclusionLevel.NOT_IN_NAV or f"{name}" in str(last.config.nav):
            raise WholeBuild(f"{name} may be in the menu")
    if names:
        for file in sorted(last.files, key=file_sort_key):
            last.files.remove(file)
            last.files.append(file)


def _renew(last: Last, file: File, kept: engine.Pages) -> None:
    """Read a page anew. A page of the menu stays the same object, so that its neighbours still know it."""
    page, fresh = file.page, Page(None, file, last.config)
    if page is not None and (page.parent is not None or any(page is p for p in last.nav.pages)):
        page.edit_url = fresh.edit_url
        file.page = page
    else:
        kept.adopt(fresh)
    assert file.page is not None
    commands._populate_page(file.page, last.config, last.files)


def _write(last: Last, written: list[File], moved: bool) -> None:
    """Print the pages, then what is made from all of them."""
    pages = last.pages
    for file in written:
        assert file.page is not None
        commands._build_page(file.page, last.config, pages, last.nav, last.env, excluded=file.inclusion.is_excluded())
        file.page.validate_anchor_links(files=last.files, log_level=last.config.validation.links.anchors)
    for template in last.config.theme.static_templates:
        commands._build_theme_template(template, last.env, last.files, last.config, last.nav)
    for name in ("search", "material/search"):
        plugin = last.config.plugins.get(name)
        if plugin is None:
            continue
        if not isinstance(getattr(plugin, "search_index", None), KeptIndex):
            raise WholeBuild("the search index is new to us")
        if moved:
            plugin.search_index.arrange([file.src_uri for file in pages])
        plugin.on_post_build(config=last.config)


def settle() -> None:
    """After a whole build: Python need not look through all that is remembered again and again for what nobody needs any more."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


class Watcher:
    """The system's own observer, in the place of the server's, which looks at every file twice a second."""

    def __init__(self) -> None:
        self.observer = Observer()

    def schedule(self, handler: FileSystemEventHandler, path: str, **options: Any) -> Any:
        return self.observer.schedule(Changes(handler.on_any_event), path, **options)

    def watch(self, server: LiveReloadServer, folders: list[Path]) -> Callable[[], None]:
        """Watch folders for the server; gives a function that ends it. Where the system cannot, the server's observer does it."""
        try:
            self.observer.start()
            server.observer, slow = self, server.observer  # type: ignore[assignment]
            try:
                for folder in folders:
                    server.watch(str(folder))
            finally:
                server.observer = slow
        except OSError as error:
            log.debug(f"the system cannot watch: {error}")
            for folder in folders:
                server.watch(str(folder))
            return lambda: None
        server.build_delay = SETTLE
        return self.observer.stop
