"""Which files leave the site as data, and how each is made: when it is asked for, and once."""

from collections import ChainMap
from collections.abc import Callable, Container, Iterator, Mapping
from functools import partial
from typing import cast

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


class Outputs(Mapping[str, bytes]):
    """Files by path below the site. A file is made when it is asked for, and then kept."""

    def __init__(self, makers: dict[str, Make], speech: Speech) -> None:
        self._makers, self._made, self._speech = makers, dict[str, bytes](), speech

    def __getitem__(self, path: str) -> bytes:
        if path not in self._made:
            with speaking(self._speech):  # who asks may be a thread of its own
                self._made[path] = self._makers[path]()
        return self._made[path]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._makers))

    def __len__(self) -> int:
        return len(self._makers)


def plan(site: Site, taken: Container[str] = ()) -> Outputs:
    """Every file that the site wants, not yet made; none where it has one of its own."""
    facts = Facts(site)
    makers: dict[str, Make] = {}
    for name, files in OUTPUTS.items():
        if has(site.settings, name):
            makers |= {path: make for path, make in files(facts) if path not in taken}
    out = Outputs(makers, site.speeches[0])
    if any(path.startswith(TABLES) for path in makers):
        makers[README] = partial(beside.readme, facts)
        makers[SUMS] = partial(beside.sums, out)
    return out


def stamped(files: Mapping[str, bytes], revision: str) -> Mapping[str, bytes]:
    """The same, with the revision in the one file that says it."""
    if api.INDEX not in files:
        return files
    index = {api.INDEX: api.stamped(files[api.INDEX], revision)}
    return ChainMap(index, cast(dict[str, bytes], files))  # into which nobody writes
