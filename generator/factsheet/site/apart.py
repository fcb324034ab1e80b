"""The files of data are made and written by a second process, while the engine prints the pages."""

import errno
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import IO

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from factsheet.build import Built
from factsheet.disk import Second, write_new


class Apart(Second):
    """Files beside what the engine prints, whose folders are made first: it finds them there."""

    def __init__(self, config: MkDocsConfig, built: Built, files: Files) -> None:
        self.site, self.built = Path(config.site_dir), built
        self.printed = {file.dest_uri for file in files if file.inclusion.is_included()}
        self.printed |= {*config.theme.static_templates, *config.extra_templates}
        super().__init__(self._work)

    def finish(self) -> None:
        """All files are there. Raises OSError, also where a page has the place of one."""
        if made := self.done():
            written, kept = _spooled(made)
            if not self.built.outputs.made:
                self.built.outputs.take(kept)
            others = (name for name, there in written.items() if _known(self.site / name) != there)
            if name := next(others, ""):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), self.site / name)
            return
        for name in self.built.beside if self.began else ():  # of which it has written some
            with suppress(OSError):
                (self.site / name).unlink()
        write_new(self.site, self.built.beside)

    def _work(self, out: IO[bytes]) -> None:
        for folder in sorted({os.path.dirname(name) for name in self.printed}):
            os.makedirs(self.site / folder, exist_ok=True)
        outputs = self.built.outputs
        for path in () if outputs.made else outputs:
            kept = outputs.kept(path)
            out.write(json.dumps([path, len(kept)]).encode() + b"\n" + kept)
        known = {}
        try:
            write_new(self.site, self.built.beside)
        except FileExistsError as error:  # somebody else wrote it: the first process says so
            known[os.path.relpath(error.filename, self.site)] = [0, 0]
        else:
            known = {name: _known(self.site / name) for name in self.built.beside}
        out.write(json.dumps([known, 0]).encode() + b"\n")


def _known(path: Path) -> list[int]:
    """What tells a file that was written once from one that was written over it."""
    with suppress(OSError):
        found = path.stat()
        return [found.st_mtime_ns, found.st_ino]
    return []


def _spooled(out: IO[bytes]) -> tuple[dict[str, list[int]], dict[str, bytes]]:
    """What the other process told: of each file how it is known, and files as they are kept."""
    known, found = dict[str, list[int]](), dict[str, bytes]()
    while line := out.readline():
        path, length = json.loads(line)
        if isinstance(path, dict):
            known = path
        else:
            found[path] = out.read(length)
    return known, found
