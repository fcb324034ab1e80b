"""`sources-seen.json` on disk, and the pages of sources that somebody has saved."""

from pathlib import Path

from factsheet import disk
from factsheet.bench.edits import difference
from factsheet.bench.edits.refused import Refused
from factsheet.bench.web import sightings
from factsheet.bench.web.sightings import Look
from factsheet.bench.web.web_reader import MAX_BODY
from factsheet.values import ID

_ENDINGS = (".html", ".htm", ".xhtml")


class SeenFile:
    """What was seen of each source: read once, written now and then while a run goes on.

    Raises `Refused` for a file that cannot be read, or that somebody has changed meanwhile.
    """

    def __init__(self, root: Path) -> None:
        self.path = root / sightings.PATH
        self.content = self._there()
        self.first = self.content
        self.looks: dict[str, Look] = sightings.read(self.content)

    def _there(self) -> bytes | None:
        """What stands in the file now; None: there is none."""
        if self.path.is_symlink() or (self.path.exists() and not self.path.is_file()):
            raise Refused(f"{sightings.PATH} is no plain file", "move it away")
        return self.path.read_bytes() if self.path.exists() else None

    def write(self) -> None:
        """Write what is known by now."""
        if self._there() != self.content:
            why = f"{sightings.PATH} was changed by somebody else meanwhile; nothing was written"
            raise Refused(why, "run it again")
        text = sightings.write(self.looks)
        disk.write_file(self.path, sightings.HEAD, text.removeprefix(sightings.HEAD))
        self.content = text.encode()

    def keep_only(self, ids: set[str]) -> None:
        """Forget the sources that are no more."""
        self.looks = {name: look for name, look in self.looks.items() if name in ids}

    def diff(self) -> str:
        """What writing would change in the file, as git would show it."""
        return difference.of_file(sightings.PATH, self.first, sightings.write(self.looks).encode())


def saved_page(folder: Path, source: str) -> bytes | None:
    """The page of a source that lies in a folder as `some-id.html`; one byte more than is read."""
    for place in (folder / f"{source}{ending}" for ending in _ENDINGS if ID.fullmatch(source)):
        if place.is_file() and not place.is_symlink():  # which may lead out of the folder
            with place.open("rb") as file:
                return file.read(MAX_BODY + 1)
    return None
