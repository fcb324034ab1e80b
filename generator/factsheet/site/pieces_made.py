"""How the pieces of the search come about: Pagefind makes them while the engine prints the pages.

It takes as long as a fifth of a build, on a processor of its own. What it has made is kept in the
project's cache by all that it was made from, so that a search in which nothing changed is written
as it was.
"""

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort

from factsheet.cache import Cache, digest, own, saved
from factsheet.disk import put

PLACE = "search/pagefind"  # below a folder that is the search's anyhow
Small = Callable[[], Iterable[tuple[str, str]]]  # (address, HTML) of small pages, one for each


class Making:
    """The files of a search, kept or under way. Ends with a block, whatever becomes of it."""

    def __init__(self, site: Path, root: Path | None, parts: Iterable[str], small: Small) -> None:
        self._site, self._folder = site, tempfile.TemporaryDirectory(prefix="factsheet-search-")
        self._process: subprocess.Popen[str] | None = None
        self._key = digest("pieces", own(), version("pagefind_bin"), *parts)
        self._cache = Cache(root / saved.SEARCH) if root else None
        if self._cache:
            self._cache.open()
        self._kept = self._cache.get(self._key) if self._cache else None
        if self._kept is None:
            self._begin(small())

    def __enter__(self) -> "Making":
        return self

    def __exit__(self, *_: Any) -> None:
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.communicate()
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
        if not self._process:
            return
        out, err = self._process.communicate()
        if self._process.returncode:
            said = (err or out).strip().splitlines()[-1:]
            raise Abort(f"factsheet: Pagefind failed: {' '.join(said)}; the site is as it was")

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

    def _begin(self, pages: Iterable[tuple[str, str]]) -> None:
        from pagefind_bin import get_executable  # here: an extra, which most sites do without

        folder = self._folder.name
        for url, text in pages:
            name = f"{url}index.html" if url.endswith("/") or not url else url
            put(Path(folder) / name, text.encode())
        into = str(self._site / PLACE)
        call = [str(get_executable()), "--silent", "--site", folder, "--output-path", into]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            call, stdout=pipe, stderr=pipe, text=True, encoding="utf-8", cwd=folder
        )
