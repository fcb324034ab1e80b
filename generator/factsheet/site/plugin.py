"""The plug-in for MkDocs and ProperDocs: which event of a build does what; others do the work.

MkDocs empties the site folder after `on_pre_build`, so the facts are checked there: an error ends a
build before anything is touched. While serving, an error shows as a banner on the last good pages.
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
from mkdocs.structure.files import Files, file_sort_key
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from factsheet.build import Built, Progress, summary
from factsheet.disk import staging
from factsheet.document import plain_signs
from factsheet.evidence import View
from factsheet.language import now, speak, speech
from factsheet.site import banner, failure_words, hashed_names, pieces, settings, settings_file
from factsheet.site.apart import Apart
from factsheet.site.around import around, embed, extra
from factsheet.site.late import LateFiles, wait
from factsheet.site.pages import WrittenPage, adopt, as_files
from factsheet.site.preview import Preview
from factsheet.site.print_mode import why_markdown
from factsheet.site.renewal import Last
from factsheet.site.search import use_written_entries
from factsheet.site.skeleton import use_skeletons
from factsheet.site.tongues import Tongues, keep_out, scripts
from factsheet.site.worded_theme import WordedTemplates, fill_script

log = get_plugin_logger("factsheet")


class Settings(Config):
    """The plug-in's options."""

    as_of = c.Optional(c.Type((str, date)))  # the day of the world to show, as an ISO date
    known_by = c.Optional(c.Type((str, date)))  # the day of knowledge
    print = c.Choice(("html", "markdown"), default="html")  # what the engine gets of our pages
    cache = c.Type(bool, default=True)  # keep printed pages in .cache/factsheet
    templates = c.Type(bool, default=True)  # whether our templates go before Material's


class FactsheetPlugin(Preview, BasePlugin[Settings]):
    """Gives the engine every page: those made from facts, and hand-written ones expanded."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = failure_words.Heard()  # while building beside the site
        self.around = around(None)  # what was put around the pages last
        self.stage: staging.Stage | None = None
        self.ends = ExitStack()  # what ends with a build
        self.search: pieces.Search | None = None  # in pieces that are being made
        self.progress, self.tongues = Progress(log.info), Tongues(None)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """A run of the engine begins."""
        self.serving = command == "serve"
        here = self.open, self.data, self.missing
        banner.stand_before(LiveReloadServer, lambda: self.problem, *here)

    @event_priority(50)  # before the search looks at the language of the theme
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Look at the settings."""
        self.seen, self.site = config, Path(config.site_dir)
        self.settings = Path(config.config_file_path or "mkdocs.yml").absolute()
        self.root = self.settings.resolve().parent
        self.place = settings.place(config)
        for key, why in settings.unfit(config, self.root):
            raise self._wrong(key, why)
        speak(settings.spoken(self.root))
        view = View(*(settings.day(self.config, key, self._wrong) for key in ("as_of", "known_by")))
        if self.view != view:
            self.view, self.loaded = view, None
        said = settings.said(config.config_file_path)
        self.stale = settings.stale()
        self.silent = {key for key in around(None) if settings_file.get(said, key) is None}
        settings.add_theme(config, self.config.templates)
        settings.fill_in(config, said)
        if self.serving:
            self.outside = settings.outside(config)
        os.environ.setdefault("SOURCE_DATE_EPOCH", "0")  # no file carries the day of the build
        return config

    def _wrong(self, key: str, said: str) -> Abort:
        return Abort(failure_words.option(self.settings, key, said))

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check the facts, and make all pages."""
        self.began = time.monotonic()
        why = why_markdown(config) if self.config.print == "html" else ""
        as_markdown = self.config.print == "markdown" or bool(why)
        self.because("every page is printed as Markdown", why)
        if self.as_markdown != as_markdown:
            self.as_markdown, self.loaded = as_markdown, None
        # The engine gets what we hand it, and looks for nothing itself.
        self.content, config.docs_dir = config.docs_dir, os.devnull
        try:
            built, tree = self.loaded or self.load()
            self.loaded = None
            self.take(built, tree)
        except Exception as error:  # a bug of ours must not take the preview down
            if not self.serving or isinstance(error, OSError):
                raise
            self.failed(error)
        site = Path(config.site_dir)
        if self.serving:
            staging.set_aside(site)
            return
        self.stage = self.ends.enter_context(staging.Stage(site, self.root))
        config.site_dir = str(self.stage.folder)
        self.ends.enter_context(self.heard)
        self.ends.callback((self.good or Built()).remember)  # however printing ends

    @event_priority(50)  # before tags, navigation and search look at the files
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Hand over our files, besides those of the theme."""
        config.docs_dir = self.content
        made = self._files()
        ours = as_files(config, made, self.good.by_hand if self.good else {*made})
        self.tongues = Tongues(self.good)
        keep_out(ours, self.tongues.codes)
        if self.tongues.codes:
            config.extra |= {"tongues": self.tongues.names(), "alternate": True}
        last, self.around = self.around, around(self.good)
        for key in self.silent:
            if config[key] in (None, last[key]):  # no hook has said something since
                config[key] = self.around[key]
        config.extra |= extra(self.good)
        config.extra["pieces"] = pieces.ready(self.pieces, config, self.config.templates)
        theirs = [f for f in files if f.src_uri not in made and not f.is_documentation_page()]
        frames = embed(self.good, settings.place(config).address)
        ours += scripts(theirs, self.good.speeches if self.good else [], config, frames)
        fill_script(theirs, frames)
        hashed_names.rename([*ours, *theirs], config)
        return LateFiles(sorted([*ours, *theirs], key=file_sort_key))

    @event_priority(-50)  # when the menu stands
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Let the pages of the engine print what is written."""
        self.nav, ours = nav, self._files()
        pages = files.documentation_pages(inclusion=lambda _: True)
        if log.isEnabledFor(logging.INFO):
            self.progress.begin(len(pages))
        for file in pages:
            if file.page and file.src_uri in ours:
                adopt(file.page, ours[file.src_uri])
        self.tongues.read_menus(files, config)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Print pages of one sort once, without blanks of the theme; let search have its texts."""
        good = self.good
        env.globals["speeches"] = good.speeches if good else [now()]
        env.add_extension(WordedTemplates)
        env.trim_blocks = env.lstrip_blocks = not self.as_markdown
        use_skeletons(env)
        use_written_entries(config.plugins, self.tongues.codes, good.thin if good else ())
        if self.serving:
            self.next = Last(config, files, self.nav, env, self.outside)
            wait(files, config)
        elif good:
            self.apart = self.ends.enter_context(Apart(config, good, files))
            root = self.root if self.config.cache else None
            self.search = pieces.begin(self.pieces, config, files, root, self.ends)
        return env

    def _files(self) -> dict[str, Any]:
        if self.good is None:  # the first build of `serve` failed: one page that says why
            mend = "Mend them; this page reloads by itself."
            return {"index.md": f"# The facts have errors\n\n{mend}\n"}
        return self.good.files

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """A page is edited where its facts are."""
        page.edit_url = page.meta.get("edit_url", page.edit_url)
        self.tongues.address(page)
        return self.tongues.context(context, page, config)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Nothing reads Markdown in a page any more: signs are written as themselves."""
        if isinstance(page, WrittenPage):
            return html
        return self.tongues.worded(html if self.as_markdown else plain_signs(html), page)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> None:
        """A page was printed."""
        self.progress.step()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """The preview begins."""
        self.attach(server, config)
        return server

    def on_shutdown(self) -> None:
        """A run of the engine ends."""
        speak(speech())
        self.end()
        self._finish()

    @event_priority(-100)  # after everything else has been written
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """The site is there: put it in its place."""
        pieces.finish(self.search, config, advise=self.in_pieces and not self.serving)
        if not self.serving:
            self.apart.finish()
        self.progress.end()
        pages = sum(not isinstance(made, bytes) for made in self._files().values())
        changed = pages if self.view else len(self.memory.renewed)
        log.info(summary(self.facts, pages, changed, time.monotonic() - self.began))
        if self.serving and self.site:
            self.stand(self.site, self.next)
        if self.stage:
            if config.strict and self.heard.lines:  # the engine says so only after the swap
                count = f"{len(self.heard.lines)} warnings in a strict build"
                raise Abort(f"factsheet: {count}; the previous site is untouched")
            self.stage.finish()
            config.site_dir = str(self.site)
            self._finish()

    def _finish(self) -> None:
        self.ends.close()
        self.stage = None

    @event_priority(-100)  # nobody after us is told
    def on_build_error(self, *, error: Exception) -> None:
        """Take the last pages back."""
        self._finish()
        if self.serving and self.site:
            staging.put_back(self.site)
        if said := self.words(error):
            raise Abort(f"factsheet: {said}; the site is as it was") from error
