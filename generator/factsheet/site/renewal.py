"""While `mkdocs serve` runs: after an edit only the pages that it touches are built, and the system says when a file changes.

The last whole build is remembered with its files, pages, menu and templates. An edit that leaves the menu, the settings and the
theme alone is built into it with the engine's own functions; anything else is a whole build. So are errors in the facts.
What was edited is shown first where the other pages that tell of it are long lists; the browser loads once more when they are done.
"""

import gc
import logging
import os
import re
from collections.abc import Iterable, Set
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
from watchdog.events import FileModifiedEvent, FileSystemEventHandler

from factsheet.build import Built
from factsheet.disk import watching
from factsheet.site import engine
from factsheet.site.holes import META
from factsheet.site.search import KeptIndex

log = logging.getLogger("mkdocs.plugins.factsheet")
LONG = 50_000  # characters of Markdown on which nobody should wait to see the page that was edited


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


def refusal(config: MkDocsConfig) -> str:
    """Why every edit needs a whole build on this site; empty when none does."""
    for name in ("_populate_page", "_build_page", "_build_theme_template"):
        if not engine.studied(name, getattr(commands, name, None)):
            return f"the engine's {name} is new to us"
    if config.extra_templates:
        return "extra_templates may show any page"
    settings = Path(config.config_file_path or os.devnull).read_text(
        encoding="utf-8", errors="replace"
    )
    if re.search(r"^INHERIT:", settings, re.M):
        return "the settings inherit from another file"
    for path in Path(config.theme.custom_dir or os.devnull).rglob("*.html"):
        if re.search(r"\bpages\b", path.read_text(encoding="utf-8", errors="replace")):
            return f"{path.name} may show any page"
    return ""


def rebuild(
    last: Last, kept: engine.Pages, old: Built, new: Built, edited: Set[str], server: "Server"
) -> list[str]:
    """Bring the site of the last build up to what is built now; gives the pages written. Raises WholeBuild when that is not enough.

    `edited` holds the addresses of the records that were edited.
    """
    if {n: c for n, c in old.files.items() if isinstance(c, bytes)} != {
        n: c for n, c in new.files.items() if isinstance(c, bytes)
    }:
        raise WholeBuild("a picture changed")
    if not os.path.isdir(last.config.site_dir):
        raise WholeBuild("the pages that were built are gone")
    gone = [n for n in old.files if n not in new.files]
    added = [n for n in new.files if n not in old.files]
    changed = [
        n
        for n, text in new.files.items()
        if n in old.files and text is not old.files[n] and text != old.files[n]
    ]
    _leave(last, gone)
    _enter(last, added, new)
    for name in changed:
        _file(last, name).content_string = str(new.files[name])
    wanted = {*changed, *added}
    if gone or added:
        wanted |= kept.touched(last.files)
    written = [file for file in last.pages if file.src_uri in wanted]
    own = {f"{address}.md" for address in edited}
    first, later = (
        [f for f in written if f.src_uri in own],
        [f for f in written if f.src_uri not in own],
    )
    if not (first or gone) or sum(len(new.files[file.src_uri]) for file in later) <= LONG:
        first, later = written, []
    try:
        _write(last, first, kept)
        if later:
            server.show()
            _write(last, later, kept)
        _finish(last, written, bool(gone or added))
    finally:
        server.hold()
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


def _write(last: Last, some: list[File], kept: engine.Pages) -> None:
    """Read pages anew and print them."""
    pages, menu = last.pages, [_shown(page) for page in last.nav.pages]
    for file in some:
        _renew(last, file, kept)
    if [_shown(page) for page in last.nav.pages] != menu:
        raise WholeBuild("the menu changed")
    for file in some:
        assert file.page is not None
        commands._build_page(
            file.page, last.config, pages, last.nav, last.env, excluded=file.inclusion.is_excluded()
        )


def _finish(last: Last, written: list[File], moved: bool) -> None:
    """Check the links of these pages, and print what is made from all pages."""
    for file in written:
        assert file.page is not None
        file.page.validate_anchor_links(
            files=last.files, log_level=last.config.validation.links.anchors
        )
    for template in last.config.theme.static_templates:
        commands._build_theme_template(template, last.env, last.files, last.config, last.nav)
    for name in ("search", "material/search"):
        plugin = last.config.plugins.get(name)
        if plugin is None:
            continue
        if not isinstance(getattr(plugin, "search_index", None), KeptIndex):
            raise WholeBuild("the search index is new to us")
        if moved:
            plugin.search_index.arrange([file.src_uri for file in last.pages])
        plugin.on_post_build(config=last.config)


def settle() -> None:
    """After a whole build: Python need not look through all that is remembered again and again for what nobody needs any more."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


class Server:
    """The engine's server, woken by the system rather than by looking at every file twice a second."""

    def __init__(self, server: LiveReloadServer, paths: Iterable[Path]) -> None:
        self.server, self.watcher, self.shown = server, watching.Watcher(), False
        self.known = engine.studied("LiveReloadServer", type(server))
        server.build_delay = watching.SETTLE
        self.follow(paths)

    def follow(self, paths: Iterable[Path]) -> None:
        """Build whenever one of these changes; those that are followed already stay so."""
        theirs = self.server.observer
        self.server.observer = self  # type: ignore[assignment]
        try:
            for path in paths:
                self.server.watch(str(path))
        finally:
            self.server.observer = theirs

    def schedule(self, handler: FileSystemEventHandler, path: str, **_: Any) -> str:
        """What the server asks of its observer: it takes changes of files only, so all are told as such."""
        self.watcher.follow(Path(path), lambda: handler.on_any_event(FileModifiedEvent(path)))
        return path

    def stop(self) -> None:
        self.watcher.stop()

    def show(self) -> None:
        """Let the server answer although the build goes on: it waits for a build while the one wanted is not the one visible."""
        if self.known:
            with self.server._epoch_cond:
                self.server._visible_epoch = self.server._wanted_epoch
                self.server._epoch_cond.notify_all()
            self.shown = True

    def hold(self) -> None:
        """Let it wait again for the end of the build; whoever loaded a page in between loads it once more."""
        if self.shown:
            self.server._wanted_epoch = self.server._visible_epoch + 1
            self.shown = False
