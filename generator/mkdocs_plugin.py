"""The MkDocs and ProperDocs door: pages made in memory, `data/` watched, and the last good site kept through any bad edit.

MkDocs empties the site folder after `on_pre_build`, so the facts are checked there: an error ends a build before anything
is touched. While serving, an error shows as a banner on the last good pages instead.
"""

import logging
import os
import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from html import escape
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, file_sort_key
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator import Built, disk, engine, searching, serving
from generator.cache import Cache
from generator.cli import load, report, told
from generator.memory import Memory
from generator.progress import Progress, summary
from generator.views import View

log = get_plugin_logger("factsheet")
ENGINES = ("mkdocs", "properdocs")  # whose loggers a strict build counts


class _Counter(logging.Handler):
    """Counts warnings, as a strict build does."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1


class Settings(Config):
    """The plugin's options: the day of the world and the day of knowledge to show, as ISO dates."""

    as_of = c.Optional(c.Type((str, date)))
    known_by = c.Optional(c.Type((str, date)))
    cache = c.Type(bool, default=True)  # keep rendered pages in .cache/factsheet


class FactsheetPlugin(BasePlugin[Settings]):
    """Adds the generated pages to the site and puts expanded explainers in the place of the hand-written ones."""

    def __init__(self) -> None:
        self.serving = False
        self.good: Built | None = None  # the last build without errors
        self.facts = 0
        self.memory = Memory()
        self.problem = ""  # what is wrong now, as printed by `factsheet check`
        self.lock = ExitStack()
        self.warned = _Counter()
        self.target: Path | None = None  # the real site folder, while building beside it
        self.cache = Cache(None)
        self.kept: engine.Pages | None = None  # None: every page is rendered anew
        self.progress = Progress(log.info)
        self.last: serving.Last | None = None  # the last whole build of `serve`
        self.loaded: tuple[Built, dict[str, bytes]] | None = None  # what the preview has read already
        self.full: Callable[[], None] = lambda: None
        self.server: serving.Server | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        if Path(config.docs_dir).resolve() != self.root / "content":
            raise Abort('factsheet: docs_dir must be "content", beside mkdocs.yml; or build the files door: factsheet build DIR')
        try:
            as_of, known_by = (date.fromisoformat(str(d)) if d else None for d in (self.config.as_of, self.config.known_by))
        except ValueError as error:
            raise Abort(f"factsheet: as_of and known_by are days such as 2024-12-07: {error}") from error
        self.view = View(as_of, known_by)
        self.outside = serving.outside(config) if self.serving else []
        os.environ.setdefault("SOURCE_DATE_EPOCH", "0")  # no file of the site carries the day of the build
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        self.began = time.monotonic()
        try:
            built, tree = self.loaded or load(self.root, self.view, self.memory if self.serving else None, cached=self.config.cache)[:2]
            self.loaded = None
            self.problem = "" if built.ok else told(built, tree)
        except Exception as error:  # a bug of ours must not take the preview down
            if not self.serving:
                raise
            log.exception("the generator failed; please report this")
            self.problem = f"the generator failed: {error!r}; please report this"
            return
        if built.ok:
            self.facts, self.good = len(built.library.statements), built if self.serving else Built(built.files)  # a build needs no more
            if built.issues:  # warnings do not stop publication, not even a strict build
                log.info(report(built.issues, tree))
        elif self.serving:
            log.error(f"the facts have errors; the last good pages stay up\n{self.problem}")
        else:
            log.error(f"the facts have errors; no page was written\n{self.problem}")
            raise Abort("factsheet: mend the errors above")
        if not self.serving:
            self._build_beside(config)

    def _build_beside(self, config: MkDocsConfig) -> None:
        """Build into a folder beside the site, so that a build that fails or is killed leaves the old site whole."""
        self.target = target = Path(config.site_dir)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            self.lock.enter_context(disk.locked(target.with_name(f".{target.name}.lock")))
        except (disk.CannotWrite, OSError) as error:
            self.target = None
            raise Abort(f"factsheet: {error}") from error
        if disk.aside(target).exists() and not target.exists():  # a build was killed between two renames
            disk.aside(target).rename(target)
        beside = target.with_name(f".{target.name}.new")
        shutil.rmtree(beside, ignore_errors=True)
        config.site_dir = str(beside)
        self.warned = _Counter(logging.WARNING)
        for name in ENGINES:
            logging.getLogger(name).addHandler(self.warned)

    @event_priority(50)  # before tags, navigation and search look at the files
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for file in [f for f in files if f.is_documentation_page()]:
            files.remove(file)
        for name, content in self._pages().items():
            files.append(File.generated(config, name, content=content))
        for name, picture in self.good.files.items() if self.good else ():
            if isinstance(picture, bytes) and files.get_file_from_path(name) is None:
                files.append(File.generated(config, name, content=picture))
        return Files(sorted(files, key=file_sort_key))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        why = engine.distrust(config) if self.config.cache else "the setting `cache` is off"
        self.nav = nav
        if log.isEnabledFor(logging.INFO):
            self.progress.begin(2 * len(files.documentation_pages()))
        self.cache = Cache(None if why else self.root / ".cache" / "factsheet" / "pages.sqlite")
        self.kept = None if why else engine.Pages(self.cache, config, remember=self.serving)
        if why:
            log.debug(f"every page is made anew: {why}")
        else:
            self.cache.open()
            self.kept.watch(files, config)
            searching.keep(config.plugins, self.cache)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        if self.kept:
            engine.fill_in(env)
            self.files, self.env = files, env
        return env

    def _pages(self) -> dict[str, str]:
        if self.good is None:  # the first build of `serve` failed: one page that says why
            return {"index.md": "# The facts have errors\n\nMend them; this page reloads by itself.\n"}
        return {name: text for name, text in self.good.files.items() if isinstance(text, str)}

    def on_page_context(self, context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
        page.edit_url = page.meta.get("edit_url", page.edit_url)
        return context

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        self.progress.step()

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        self.progress.step()
        if not self.problem:
            return output
        banner = (
            '<div role="alert" style="position:sticky;top:0;z-index:99;max-height:60vh;overflow:auto;padding:1em;background:#b00020;'
            'color:#fff;font:14px/1.4 monospace"><b>The facts have errors. These are the last good pages; nothing is published.</b>'
            f'<pre style="white-space:pre-wrap;margin:.5em 0 0">{escape(self.problem)}</pre></div>'
        )
        head, body, rest = output.partition("<body")
        tag, close, after = rest.partition(">")
        return f"{head}{body}{tag}{close}{banner}{after}"

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        folders = [self.root / folder for folder in disk.FOLDERS if (self.root / folder).is_dir()]
        server.unwatch(config.docs_dir)
        self.server = serving.Server(server, folders)
        self.full, server.builder = server.builder, self.preview
        return server

    def on_shutdown(self) -> None:
        if self.server:
            self.server.stop()

    def preview(self) -> None:
        """One build of the preview: only what an edit touches where that is enough, else the whole site."""
        last, old, self.loaded = self.last, self.good, None
        if last and old and self.kept and self.server and not self.problem:
            try:
                built, tree, _ = load(self.root, self.view, self.memory, cached=self.config.cache)
                self.loaded = built, tree
                if built.ok and not (why := serving.refusal(last.config)):
                    written = serving.rebuild(last, self.kept, old, built, self.memory.touched, self.server)
                    self.good, self.loaded = built, None
                    log.info(f"{len(written)} pages renewed")
                    return
                log.debug(f"the whole site is built: {why if built.ok else 'the facts have errors'}")
            except serving.WholeBuild as error:
                log.debug(f"the whole site is built: {error}")
            except Exception:  # the whole build says what is wrong, if anything is
                log.debug("the whole site is built", exc_info=True)
        self.last = None
        self.full()

    @event_priority(-100)  # after everything else has been written
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self.progress.end()
        self.cache.close()
        pages = len(self._pages())
        log.info(summary(self.facts, pages, len(self.kept.rendered) if self.kept else pages, time.monotonic() - self.began))
        if self.serving and self.kept and not self.problem:
            self.last = serving.Last(config, self.files, self.nav, self.env, self.outside)
            serving.settle()
        if self.target:
            if config.strict and self.warned.count:  # the engine says so only after the swap
                raise Abort(f"factsheet: {self.warned.count} warnings in a strict build; the previous site is untouched")
            self._done()
            disk.swap(Path(config.site_dir), self.target)
            config.site_dir, self.target = str(self.target), None
            self.lock.close()

    def _done(self) -> None:
        for name in ENGINES:
            logging.getLogger(name).removeHandler(self.warned)

    def on_build_error(self, *, error: Exception) -> None:
        if self.target:
            shutil.rmtree(self.target.with_name(f".{self.target.name}.new"), ignore_errors=True)
            self._done()
            self.target = None
            self.lock.close()
