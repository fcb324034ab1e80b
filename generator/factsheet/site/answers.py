"""What the preview answers besides the files that the engine has printed.

Late pages, the facts as data, the bench. A preview of which no file changed since the last one
begins with the pages of that, and reads the facts behind them; who needs these waits for them.
"""

from contextvars import copy_context
from pathlib import Path
from threading import Event, Thread

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from factsheet.build import Built
from factsheet.disk import beside
from factsheet.evidence import NOW
from factsheet.site import banner
from factsheet.site.late import Late
from factsheet.site.renewal import settle

BENCH = "/_bench"  # where the bench is, below the top of the preview


class Answers:
    """Answers of a preview, by what it built last without errors."""

    root: Path

    def __init__(self) -> None:
        self.good: Built | None = None  # the last build without errors
        self.tree: dict[str, bytes] = {}  # and its files
        self.read_at = 0.0  # by the clock that goes steadily: when it was read
        self.view = NOW
        self.seen: MkDocsConfig | None = None  # the settings as last read; None while they are read
        self.late = Late()  # what nobody has asked for yet
        self.facts_read = Event()  # set unless they are being read behind the first pages
        self.facts_read.set()
        self.server: LiveReloadServer | None = None
        self.postponed = False  # a whole build, because there is no server yet

    def open(self, top: str) -> banner.Opened:
        """The bench before the pages of this preview, whose top is at `top`."""
        from factsheet.bench import Bench, Opening  # here: a build that serves nothing needs none

        def folders() -> bool:
            return bool(self.seen and self.seen.use_directory_urls)

        def good() -> tuple[Built | None, dict[str, bytes]]:
            self.facts_read.wait()
            good = self.good if self.good and self.good.libraries else None
            return good, {**self.tree, **beside(self.root)}

        def bench() -> Bench:
            past, read_at = bool(self.view), lambda: self.read_at
            return Bench(self.root, good, folders, as_of=past, read_at=read_at)

        def marks(path: str) -> bytes:
            return opening.marks(path) if self.facts_read.is_set() else b""

        opening = Opening(bench, top)
        return banner.Opened(opening, BENCH, marks)

    def data(self, path: str) -> bytes | None:
        """A file of the facts as data, by its address, as the last sound facts have it."""
        self.late.index(path)
        name = f"{path}index.html" if path.endswith("/") else path
        return self.good.beside.get(name) if self.good else None

    def missing(self, path: str) -> bool:
        """Whether there may be something at an address now where nothing was."""
        try:
            if self.late.page(path):
                return True
        except Exception as error:  # of the theme, most likely: other pages are served on
            self.failed(error)
            return False
        late = not self.facts_read.is_set()
        self.facts_read.wait()
        return late

    def read_behind(self) -> None:
        """Read the facts behind the pages of the last preview, if these were taken."""
        if self.good and not self.good.libraries and self.facts_read.is_set():
            self.facts_read.clear()
            Thread(target=copy_context().run, args=(self._read,), daemon=True).start()

    def _read(self) -> None:
        try:
            self.build_again()
            if self.postponed and self.server:
                self.build_again()
            settle()
        finally:
            self.facts_read.set()

    def postpone(self) -> None:
        """Build the whole site as soon as there is a server."""
        self.postponed = True

    def build_again(self) -> None:
        """Read and build what changed; nothing is built where only facts are to be read."""
        raise NotImplementedError

    def failed(self, error: Exception) -> None:
        """A bug of ours, or of another plug-in."""
        raise NotImplementedError
