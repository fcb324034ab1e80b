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
        outputs = self.built.outputs
        made = self.done()
        if made and not outputs.made:
            outputs.take(_spooled(made))
        for name in sorted(self.printed):
            if name in self.built.beside:
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), self.site / name)
        if not made:
            for name in self.built.beside:  # of which a copy that failed has written some
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
        write_new(self.site, self.built.beside)


def _spooled(out: IO[bytes]) -> dict[str, bytes]:
    """What the other process wrote: files as they are kept, by path."""
    found = {}
    while line := out.readline():
        path, length = json.loads(line)
        found[path] = out.read(length)
    return found
