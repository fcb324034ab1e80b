"""How the pieces of the search come about: Pagefind makes them while the engine prints the pages.

It takes as long as a fifth of a build, on a processor of its own, and more memory than all else: so
one language comes after the other. What it has made is kept in the project's cache by all that it
was made from, so that a search in which nothing changed is written as it was.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

from mkdocs.exceptions import Abort

from factsheet.cache import Cache, digest, own, saved
from factsheet.disk import put

PLACE = "search/pagefind"  # below a folder that is the search's anyhow
ENTRY = "pagefind-entry.json"  # what there is of each language
LAST = ""  # in the place of a language: there is no more
# of a language, (address, HTML) of small pages, one for each
Small = Callable[[str], Iterable[tuple[str, str]]]


class Making:
    """The files of a search, kept or under way. Ends with a block, whatever becomes of it."""

    def __init__(
        self, site: Path, root: Path | None, parts: Iterable[str], languages: Iterable[str],
        small: Small,
    ) -> None:  # fmt: skip
        self._site, self._folder = site, tempfile.TemporaryDirectory(prefix="factsheet-search-")
        self._process: subprocess.Popen[str] | None = None
        self._thread: Thread | None = None
        self._languages, self._ready = dict[str, Path](), Queue[str]()
        self._failed, self._over = "", False
        self._key = digest("pieces", own(), version("pagefind_bin"), *parts)
        self._cache = Cache(root / saved.SEARCH) if root else None
        if self._cache:
            self._cache.open()
        self._kept = self._cache.get(self._key) if self._cache else None
        if self._kept is None:
            with ExitStack() as failed:
                failed.callback(self.__exit__)
                self._begin(languages, small)
                failed.pop_all()

    def __enter__(self) -> "Making":
        return self

    def __exit__(self, *_: Any) -> None:
        self._over = True
        if self._thread:
            self._ready.put(LAST)  # in case it waits
            if self._process:
                self._process.kill()
            self._thread.join()
        self._folder.cleanup()
        if self._cache:
            self._cache.close()

    def restored(self) -> bool:
        """Write what was kept; False when there is nothing."""
        if self._kept is None:
            return False
        line, _, data = self._kept.partition(b"\n")
        start = 0
        for name, length in json.loads(line).items():
            put(self._site / name, data[start : start + length])
            start += length
        return True

    def wait(self) -> None:
        """Wait until Pagefind has written the pieces. Raises Abort when it fails."""
        if not self._thread:
            return
        self._thread.join()
        if self._failed:
            raise Abort(f"factsheet: Pagefind failed: {self._failed}; the site is as it was")
        _together([*self._languages.values()], self._site / PLACE)

    def keep(self, beside: Iterable[str]) -> None:
        """Keep the pieces and the files beside them, and nothing of former ones."""
        if not self._cache:
            return
        found = (path for path in (self._site / PLACE).rglob("*") if path.is_file())
        names = sorted(path.relative_to(self._site).as_posix() for path in found)
        files = {name: (self._site / name).read_bytes() for name in (*names, *beside)}
        head = json.dumps({name: len(data) for name, data in files.items()}).encode()
        self._cache.put(self._key, b"\n".join([head, b"".join(files.values())]))
        self._cache.close([self._key])

    def _begin(self, languages: Iterable[str], small: Small) -> None:
        """Write the small pages; Pagefind begins as soon as those of a language are there."""
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()
        for language in languages:
            for url, text in small(language):
                name = f"{url}index.html" if url.endswith("/") or not url else url
                put(Path(self._folder.name, language) / name, text.encode())
                self._languages[language] = (self._site / PLACE).with_name(f"pagefind.{language}")
            if language in self._languages:
                self._ready.put(language)
        self._ready.put(LAST)

    def _run(self) -> None:
        """Let Pagefind make the pieces of each language, until one fails or all is over."""
        from pagefind_bin import get_executable  # here: an extra, which most sites do without

        pipe = subprocess.PIPE
        for language in iter(self._ready.get, LAST):
            folder, into = str(Path(self._folder.name, language)), self._languages[language]
            call = [str(get_executable()), "--silent", "--site", folder, "--output-path", str(into)]
            if self._over:
                return
            self._process = subprocess.Popen(
                call, stdout=pipe, stderr=pipe, text=True, encoding="utf-8", cwd=folder
            )
            out, err = self._process.communicate()
            if self._process.returncode:
                self._failed = "".join((err or out).strip().splitlines()[-1:]) or "it ended"
                return


def _together(made: list[Path], into: Path) -> None:
    """Put the pieces of all languages, whose names differ, into one folder."""
    entries = [json.loads((folder / ENTRY).read_bytes()) for folder in made]
    for folder in made:
        for path in [path for path in folder.rglob("*") if path.is_file()]:
            there = into / path.relative_to(folder)
            there.parent.mkdir(parents=True, exist_ok=True)
            path.replace(there)
        shutil.rmtree(folder)
    languages = {code: one for entry in entries for code, one in entry["languages"].items()}
    text = json.dumps({**entries[0], "languages": languages}, sort_keys=True)
    (into / ENTRY).write_text(text, encoding="utf-8")
