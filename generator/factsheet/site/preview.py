"""The preview after its first build: each edit is built; through any error the last pages stay up.

An error in the facts builds nothing: the banner on the last good pages says what it is. The
settings are read anew whenever they have changed, by the engine, which raises when it cannot; its
server would then let every request wait for ever.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import RLock
from time import monotonic
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

from factsheet.build import MARKDOWN, Built, Form, keep, load, report, told
from factsheet.cache import Memory
from factsheet.disk import staging, watching
from factsheet.document import to_html
from factsheet.issues import plain
from factsheet.language import plural
from factsheet.outputs import Place
from factsheet.pages import SHOW
from factsheet.site import failure_words, pieces, renewal, settings
from factsheet.site.answers import BENCH, Answers
from factsheet.site.around import around, extra
from factsheet.site.observer import observer

log = get_plugin_logger("factsheet")  # marks each line `factsheet: `
SOUND = ("", "")  # no problem


class Preview(Answers):
    """What the plug-in remembers from one build to the next, and how it builds after an edit."""

    config: Any  # the plug-in's options
    settings: Path  # their file

    def __init__(self) -> None:
        super().__init__()
        self.serving = False
        self.site: Path | None = None
        self.in_pieces = True  # whether the search may be in pieces: not from a disk
        self.pieces: pieces.Pieces | None = None  # and how, if the site wants it so
        self.began = 0.0  # when the last reading began, whatever came of it
        self.facts = 0
        self.memory, self.latest = Memory(), Built()  # and what was sound last, printed or not
        self.place = Place()
        self.stale = ""  # what becomes of stale passages, if not what the site says
        self.problem = SOUND  # what has errors now, and the errors as `factsheet check` prints them
        self.loaded: tuple[Built, dict[str, bytes]] | None = None  # read for the next whole build
        self.as_markdown = True  # whether the engine gets our pages as Markdown
        self.last: renewal.Last | None = None  # the last whole build, if edits can be built into it
        self.full: Callable[[], None] = self.postpone  # the engine's way to build the whole site
        self.fixed: dict[str, Any] = {}  # what a running preview cannot take up
        self.building = RLock()
        self.silent: set[str] = set()  # what around the pages the settings leave to us
        self.said: dict[str, str] = {}  # reasons for slower ways, as far as they were told

    def load(self) -> tuple[Built, dict[str, bytes]]:
        """Read the project: what was built, and from which files."""
        self.began = monotonic()
        if not self.serving:
            self.memory = Memory()
        built, tree, _ = load(
            self.root, self.view, self.memory, cached=self.config.cache, form=self._form(),
            published=not self.serving, again=self.good is None,
            stale=SHOW if self.serving else self.stale, place=self.place,
        )  # fmt: skip
        self.latest = built if built.ok else self.latest
        return built, tree

    def _form(self) -> Form:
        """How pages made from facts are written."""
        if self.as_markdown or not self.seen:
            return MARKDOWN
        folders = self.seen.use_directory_urls
        return Form(f"html {folders}", partial(to_html, folders=folders))

    def take(self, built: Built, tree: dict[str, bytes]) -> None:
        """Go on with these facts if they are sound; else with the last good ones, or not at all."""
        if not built.ok:
            self.problem = "The facts have errors", told(built, tree)
            stay = "the last good pages stay up" if self.serving else "no page was written"
            log.error(f"the facts have errors; {stay}\n{self.problem[1]}")
            if not self.serving:
                raise Abort("factsheet: mend the errors above")
            return
        self.problem, self.facts = SOUND, built.counts[0]
        self.good, self.tree, self.read_at = built, tree, self.began
        if not self.serving:
            self.pieces = pieces.wanted(built, tree) if self.in_pieces else None
            self.good = built.printable()
        self._mention(built, tree)

    def _mention(self, built: Built, tree: dict[str, bytes]) -> None:
        if built.issues:  # warnings do not stop publication, not even a strict build
            log.info(report(built.issues, tree))

    def failed(self, error: Exception) -> None:
        """A bug of ours, or of another plug-in."""
        log.error("the build failed; please report this", exc_info=error)
        self.problem = "The build failed; please report this", repr(error)

    def because(self, what: str, why: str) -> bool:
        """Say once why something goes a slower way, and again when the reason changes."""
        if why and why != self.said.get(what):
            log.info(f"{what}: {why}")
        self.said[what] = why
        return bool(why)

    def attach(self, server: LiveReloadServer, config: MkDocsConfig) -> None:
        """Take over the engine's server: what wakes it, and what it does then."""
        for path in (config.docs_dir, config.config_file_path):
            with suppress(KeyError):  # the engine loses what goes and comes back
                server.unwatch(str(path))
        server.observer = observer()
        server.build_delay = watching.SETTLE
        self.serving = True  # `serve --clean` calls itself a build
        self.fixed = settings.fixed(config)
        self.server, self.full, server.builder = server, server.builder, self.preview
        log.info(f"the bench, to edit facts: {server.url.rstrip('/')}{BENCH}/")
        self._follow(config, server)
        if self.postponed:
            self.build_again()

    def stand(self, site: Path, last: renewal.Last) -> None:
        """A whole build is done: its pages are served."""
        staging.forget(site)
        self.late.take(last)
        if self.problem == SOUND:
            self.last = last
            renewal.settle()
        self.read_behind()

    def preview(self) -> None:
        """One build after an edit. Raises nothing."""
        self.build_again()
        if self.seen and self.server:
            self._follow(self.seen, self.server)

    def build_again(self) -> None:
        """Read and build what changed. Raises nothing."""
        with self.building:
            self._build_again()

    def _build_again(self) -> None:
        self.loaded, was = None, self.seen
        heard = failure_words.Heard(logging.ERROR)
        try:
            with heard:
                self._build()
        except Exception as error:
            self.last = None
            self._tell(error, heard.lines)
        self.seen = self.seen or was

    def _build(self) -> None:
        """Build only what the edit touches where that is enough, else the whole site."""
        last = self.last
        if not last or settings.outside(last.config) == last.outside:
            built, tree = self.load()
            if not built.ok:
                self.take(built, tree)
                return
            self.loaded = built, tree
            if self._same(built, tree):
                return
            if last and self._small(last, built):
                self.tree, self.read_at = tree, self.began
                self._mention(built, tree)
                return
        else:
            log.info("the whole site is built: the settings or the theme changed")
        self.last = self.seen = None
        with self.late.lock:
            self.full()

    def _same(self, built: Built, tree: dict[str, bytes]) -> bool:
        """Take facts that were read behind pages which are what they tell; else False."""
        if not self.good or self.good.libraries or self.tree != tree:
            return False
        self.good, self.read_at, self.loaded, self.problem = built, self.began, None, SOUND
        log.info("all facts are read")
        return True

    def _small(self, last: renewal.Last, built: Built) -> bool:
        """Build what is touched into the last site; False when that is not enough."""
        why = renewal.why_whole(last.config)
        if self.because("every edit builds the whole site", why) or not self.good:
            return False
        try:
            was, now = around(self.good), around(built)
            around_all = any(was[key] != now[key] for key in self.silent)
            if around_all or extra(self.good) != extra(built):
                raise renewal.WholeBuild("the menu or the footer changed")
            with self.late.renewing():
                written = renewal.renew(last, self.good, built, self.late.pages)
        except Exception as error:  # the whole build says what is wrong, if anything is
            why = str(error) if isinstance(error, renewal.WholeBuild) else repr(error)
            log.debug(f"the whole site is built: {why}")
            return False
        self.good, self.loaded, self.problem = built, None, SOUND
        self.facts = built.counts[0]
        if log.isEnabledFor(logging.DEBUG):  # which looks at all that changed for each page
            for line in renewal.reasons(self.memory, written):
                log.debug(plain(line))
        log.info(f"{plural(len(written), 'file')} renewed")
        return True

    def _tell(self, error: Exception, heard: list[str]) -> None:
        if self.seen is None:
            said = failure_words.settings(error, heard, self.settings)
            self.problem = "The settings have errors", said
        elif said := str(error) if isinstance(error, Abort) else self.words(error):
            self.problem = "The site could not be built", said
        else:
            self.failed(error)
            return
        log.error(f"{self.problem[0].lower()}; the last good pages stay up\n{self.problem[1]}")

    def words(self, error: Exception) -> str:
        """One line on a fault of the disk or the theme; else empty."""
        return failure_words.words(error, self.site or self.root, self.root)

    def end(self) -> None:
        """The preview is over: the next one begins with its pages."""
        if not self.serving or not self.site:
            return
        staging.leave(self.site)
        whole = self.good is self.latest and self.latest.libraries
        if whole and self.config.cache and not self.view:
            keep(self.root, self.latest, self.tree, self.memory, self._form(), SHOW, self.place)

    def _follow(self, config: MkDocsConfig, server: LiveReloadServer) -> None:
        """Watch what the settings name now, and say what only a new preview can take up."""
        for path in settings.watched(config, self.root):
            server.watch(str(path))
        now = settings.fixed(config)
        for name in (n for n in now if now[n] != self.fixed[n]):
            log.warning(f"{name} changed: end the preview with Ctrl+C and start it again")
        self.fixed = now
