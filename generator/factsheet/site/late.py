"""What the preview prints when a browser asks for it: pages from facts, the index of the search.

Of a large site nobody looks at most pages, and the engine would take half a minute to print them.
It reads all of them and prints those of Markdown, of which it has things to say; the others wait.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from contextvars import copy_context
from pathlib import Path
from threading import RLock

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from factsheet.site.pages import WrittenPage
from factsheet.site.renewal import Last, searches, why_whole, write
from factsheet.site.search import written_index, write_apart

INDEX = "search/search_index.json"


class LateFiles(Files):
    """The engine's files, of which it prints no pages that are `late`."""

    def __init__(self, files: Iterable[File]) -> None:
        super().__init__(files)
        self.late: Set[str] = frozenset()  # names of pages, while the engine prints the others

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> Sequence[File]:
        """The files of pages; in the preview, when all is read, of those to be printed."""
        pages = super().documentation_pages(inclusion=inclusion)
        if not self.late or inclusion is not InclusionLevel.is_in_serve:
            return pages
        return [file for file in pages if file.src_uri not in self.late]


def wait(files: Files, config: MkDocsConfig) -> None:
    """Let all pages that are finished HTML be late, where no plug-in of others is to see them."""
    if isinstance(files, LateFiles) and not why_whole(config):
        pages = files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        files.late = {file.src_uri for file in pages if isinstance(file.page, WrittenPage)}


class Late:
    """What of the last whole build nobody has asked for yet."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}  # by the paths of their files in the site
        self._last: Last | None = None
        self._context = copy_context()  # of the build, which speaks the language of the site
        self._old = False  # whether the index of the search is
        self.lock = RLock()  # around a build: nothing is printed meanwhile

    @contextmanager
    def renewing(self) -> Iterator[None]:
        """Around a small build, after which the index is old."""
        with self.lock:
            self._old = True
            yield

    def take(self, last: Last) -> None:
        """A whole build is done, but for those of its pages that are late."""
        names: Set[str] = frozenset()
        if isinstance(last.files, LateFiles):
            names, last.files.late = last.files.late, names
        found = [file for file in last.pages() if file.src_uri in names]
        self.pages = {file.dest_uri: file.page for file in found if file.page}
        self._last, self._old, self._context = last, bool(found), copy_context()

    def page(self, path: str) -> bool:
        """Print the page at an address, if it waits; whether there is one now.

        The address is as a server is asked for it. Somebody else may just have asked.
        """
        words = path.encode("latin-1", "ignore").decode(errors="ignore")
        name = posixpath.normpath(f"/{words}").lstrip("/")
        with self.lock:
            if not (last := self._last):
                return False
            places = name, f"{name}/index.html".lstrip("/")
            for one in filter(self.pages.__contains__, places):
                self._context.run(write, last, self.pages[one], last.pages())
                del self.pages[one]
            return any(Path(last.config.site_dir, one).is_file() for one in places)

    def index(self, path: str) -> None:
        """Write the index of the search if it is old and stands at this address."""
        if not path.endswith(INDEX):
            return
        with self.lock:
            if self._old and self._last:
                self._context.run(_index, self._last)
                self._old = False


def _index(last: Last) -> None:
    """Write the index as the engine does, with the entries of late pages."""
    pages = last.pages()
    if index := written_index(last.config):
        index.complete_with(file.page for file in pages if file.page)
        index.arrange(file.src_uri for file in pages)
    for plugin in searches(last.config):
        plugin.on_post_build(config=last.config)
    write_apart(last.config)
