"""Which files leave the site as data, and how each is made: when it is asked for, and once."""

from collections.abc import Callable, Container, Iterator
from functools import cached_property, partial

from factsheet.cache import Packed, pack
from factsheet.language import Speech, speaking
from factsheet.outputs import api, beside, bibliography, calendar, embeds, feeds, robots, tables
from factsheet.outputs.facts import Facts
from factsheet.outputs.offers import README, SUMS, TABLES
from factsheet.outputs.site import Site, has

Make = Callable[[], bytes]
Files = Callable[[Facts], Iterator[tuple[str, Make]]]
# what a site can switch off under `outputs` -> its files
OUTPUTS: dict[str, Files] = {
    "api": api.files,
    "tables": tables.files,
    "bibliography": bibliography.files,
    "feeds": feeds.files,
    "calendar": calendar.files,
    "embeds": embeds.files,
    "robots": robots.files,
}


# where these files stand, on the site or in the folder of one of its languages
PLACES = {"api", "data", "feeds", "dates.ics", "embed", "robots.txt"}


class Outputs(Packed):
    """Files by path below the site. A file is made when it is asked for, and then kept.

    Which there are is looked for when somebody asks for what could be one: after an edit in the
    preview mostly nobody does.
    """

    def __init__(self, find: Callable[[], dict[str, Make]], speech: Speech) -> None:
        super().__init__({})
        self._find, self._speech, self._all = find, speech, False

    @cached_property
    def _makers(self) -> dict[str, Make]:
        with speaking(self._speech):
            found = self._find()
        if any(path.startswith(TABLES) for path in found):
            found[SUMS] = partial(beside.sums, self)
        return found

    def kept(self, path: str) -> bytes:
        """A file as it is kept, made now if it was not. Raises KeyError."""
        if PLACES.isdisjoint(path.split("/", 2)[:2]):
            raise KeyError(path)
        if path not in self._kept:
            with speaking(self._speech):  # who asks may be a thread of its own
                self._kept[path] = pack(self._makers[path]())
        return self._kept[path]

    @property
    def made(self) -> bool:
        """Whether all of them are there."""
        return self._all or len(self._kept) == len(vars(self).get("_makers", "?"))

    def take(self, made: dict[str, bytes]) -> None:
        """Have all of them as they are kept, made by somebody else."""
        self._kept, self._all = made, True

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._kept if self._all else self._makers))

    def __len__(self) -> int:
        return len(self._kept if self._all else self._makers)


def plan(site: Site, taken: Container[str] = ()) -> Outputs:
    """Every file that the site wants, not yet made; none where it has one of its own."""

    def find() -> dict[str, Make]:
        facts, makers = Facts(site), dict[str, Make]()
        for name, files in OUTPUTS.items():
            if has(site.settings, name):
                makers |= {path: make for path, make in files(facts) if path not in taken}
        if any(path.startswith(TABLES) for path in makers):
            makers[README] = partial(beside.readme, facts)
        return makers

    return Outputs(find, site.speeches[0])


class Stamp(Packed):
    """The one file that says a revision; to be asked before `files`, among which it is."""

    def __init__(self, files: Packed, revision: str) -> None:
        super().__init__({})
        self._files, self._revision = files, revision

    def kept(self, path: str) -> bytes:
        """That file as it is kept. Raises KeyError."""
        if path != api.INDEX:
            raise KeyError(path)
        return pack(api.stamped(self._files[path], self._revision))
