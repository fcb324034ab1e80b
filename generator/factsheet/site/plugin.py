"""The MkDocs and ProperDocs door: pages made in memory, `data/` watched, and the last good site kept through any bad edit.

MkDocs empties the site folder after `on_pre_build`, so the facts are checked there: an error ends a build before anything
is touched. While serving, an error shows as a banner on the last good pages instead.
"""

import logging
import os
import time
from contextlib import ExitStack
from datetime import date
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

from factsheet.build import Progress, summary
from factsheet.cache import Cache
from factsheet.disk import staging
from factsheet.evidence import View
from factsheet.site import engine, faults, front, search, serve, surroundings
from factsheet.site.live import SOUND, Live

log = get_plugin_logger("factsheet")


class Settings(Config):
    """The plugin's options: the day of the world and the day of knowledge to show, as ISO dates."""

    as_of = c.Optional(c.Type((str, date)))
    known_by = c.Optional(c.Type((str, date)))
    cache = c.Type(bool, default=True)  # keep rendered pages in .cache/factsheet


class FactsheetPlugin(Live, BasePlugin[Settings]):
    """Adds the generated pages to the site and puts expanded explainers in the place of the hand-written ones."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = faults.Heard()  # while building beside the site
        self.stage: staging.Stage | None = None
        self.ends = ExitStack()  # what ends with a build
        self.cache = Cache(None)
        self.progress = Progress(log.info)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"
        front.stand_before(LiveReloadServer, lambda: self.problem)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.seen, self.site = config, Path(config.site_dir)
        self.settings = Path(config.config_file_path or "mkdocs.yml").absolute()
        self.root = self.settings.resolve().parent
        if Path(config.docs_dir).resolve() != self.root / "content":
            said = 'it must be "content", beside this file; or build the files door: factsheet build DIR'
            raise Abort(faults.option(self.settings, "docs_dir", said))
        days: list[date | None] = []
        for key in ("as_of", "known_by"):
            day = self.config[key]
            try:
                days.append(date.fromisoformat(str(day)) if day else None)
            except ValueError:
                raise Abort(
                    faults.option(self.settings, key, f'"{day}" is not a day; write 2024-12-07')
                ) from None
        if self.view != (view := View(*days)):
            self.view, self.loaded = view, None
        surroundings.add_theme(config)
        if self.serving:
            self.outside = surroundings.outside(config)
        os.environ.setdefault(
            "SOURCE_DATE_EPOCH", "0"
        )  # no file of the site carries the day of the build
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        self.began = time.monotonic()
        self.content, config.docs_dir = (
            config.docs_dir,
            os.devnull,
        )  # the engine gets what we hand it, and looks for nothing
        try:
            built, tree = self.loaded or self.load()
            self.loaded = None
        except Exception as error:  # a bug of ours must not take the preview down
            if not self.serving or isinstance(error, OSError):
                raise
            self.failed(error)
        else:
            self.take(built, tree)
        site = Path(config.site_dir)
        if self.serving:
            staging.set_aside(site)
            return
        self.stage = self.ends.enter_context(staging.Stage(site, self.root))
        config.site_dir = str(self.stage.folder)
        self.ends.enter_context(self.heard)

    @event_priority(50)  # before tags, navigation and search look at the files
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        config.docs_dir = self.content
        ours = {
            name: File.generated(config, name, content=content)
            for name, content in self._files().items()
        }
        theirs = [
            file for file in files if file.src_uri not in ours and not file.is_documentation_page()
        ]  # the theme's
        return Files(sorted([*ours.values(), *theirs], key=file_sort_key))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.anew = why = (
            engine.distrust(config) if self.config.cache else "the setting `cache` is off"
        )
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
            search.keep(config.plugins, self.cache)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        if self.kept:
            engine.fill_in(env)
            self.files, self.env = files, env
        return env

    def _files(self) -> dict[str, str | bytes]:
        if self.good is None:  # the first build of `serve` failed: one page that says why
            return {
                "index.md": "# The facts have errors\n\nMend them; this page reloads by itself.\n"
            }
        return self.good.files

    def on_page_context(
        self, context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Any
    ) -> dict[str, Any]:
        page.edit_url = page.meta.get("edit_url", page.edit_url)
        return context

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        self.progress.step()

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        self.progress.step()
        return output

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        self.attach(server, config)
        return server

    def on_shutdown(self) -> None:
        self.end()
        self._finish()

    @event_priority(-100)  # after everything else has been written
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self.progress.end()
        self.cache.close()
        pages = sum(isinstance(text, str) for text in self._files().values())
        log.info(
            summary(
                self.facts,
                pages,
                len(self.kept.rendered) if self.kept else pages,
                time.monotonic() - self.began,
            )
        )
        if self.serving and self.site:
            staging.forget(self.site)
            if self.kept and self.problem == SOUND:
                self.last = serve.Last(config, self.files, self.nav, self.env, self.outside)
                serve.settle()
        if self.stage:
            if config.strict and self.heard.lines:  # the engine says so only after the swap
                raise Abort(
                    f"factsheet: {len(self.heard.lines)} warnings in a strict build; the previous site is untouched"
                )
            self.stage.finish()
            config.site_dir = str(self.site)
            self._finish()

    def _finish(self) -> None:
        self.ends.close()
        self.stage = None

    @event_priority(-100)  # nobody after us is told
    def on_build_error(self, *, error: Exception) -> None:
        self._finish()
        if self.serving and self.site:
            staging.put_back(self.site)
        if said := self.words(error):
            raise Abort(f"factsheet: {said}; the site is as it was") from error
