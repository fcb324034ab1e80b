"""What every output is made from: the facts in each language, the pages on which each stands."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from factsheet.document import published
from factsheet.evidence import NOW, Library, View
from factsheet.language import Speech, speaking


PLACE = "place"  # in the state of a memory: what says where the site is published has read it
FEEDS, CALENDAR = "feeds", "dates.ics"  # where they are, below the folder of a language


class Place(NamedTuple):
    """Where a site is published: its address, with a slash at its end, if it is known; its name.

    With `folders` a page stands at `groups/hts/`, without them at `groups/hts.html`.
    """

    address: str = ""
    folders: bool = True
    name: str = ""

    def url(self, path: str) -> str:
        """The address of a path; where that of the site is not known, from its first folder."""
        return f"{self.address}{published(path, self.folders)}"


@dataclass
class Site:
    """The facts of a site, by language, the original first; and what its pages show.

    `libraries` and `speeches` have the same order. `shows` has the addresses on each page by its
    path, `titles` what those are called that somebody wrote.
    """

    libraries: dict[str, Library]
    speeches: list[Speech]
    shows: Mapping[str, Iterable[str]]
    settings: dict[str, Any] = field(default_factory=dict)
    place: Place = Place()
    view: View = NOW
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def library(self) -> Library:
        """The facts in the language that the site was written in."""
        return next(iter(self.libraries.values()))

    @property
    def whole(self) -> Library:
        """The same as they were read: texts with their translations in them."""
        return self.library.untranslated

    @contextmanager
    def speaking(self, code: str) -> Iterator[Library]:
        """The library of a language, and that language spoken."""
        speech = self.speeches[list(self.libraries).index(code)]
        with speaking(speech):
            yield self.libraries[code]

    @cached_property
    def pages(self) -> dict[str, list[str]]:
        """Each address with the paths of the pages that show it, in their order."""
        further = tuple(f"{code}/" for code in list(self.libraries)[1:])
        found: dict[str, list[str]] = {}
        for path in sorted(self.shows):
            if not path.startswith(further):
                for address in self.shows[path]:
                    found.setdefault(address, []).append(path)
        return found

    def folder(self, code: str) -> str:
        """Below which the pages of a language stand: nothing, or `ar/`."""
        return "" if code == next(iter(self.libraries)) else f"{code}/"

    def folder_of(self, path: str) -> str:
        """The same of a page by its path."""
        return next((at for at in self._folders if at and path.startswith(at)), "")

    @cached_property
    def _folders(self) -> list[str]:
        return [self.folder(code) for code in self.libraries]

    def url(self, address: str) -> str:
        """Where a record, a statement or a dispute is published."""
        record, hash_, anchor = address.partition("#")
        return f"{self.place.url(f'{record}.md')}{hash_}{anchor}"


def feed_of(page: str, folder: str = "") -> str:
    """The path of the feed of a hand-written page, which stands below the folder of a language."""
    return f"{folder}{FEEDS}/pages/{page.removeprefix(folder).removesuffix('.md')}.xml"


def has(settings: Mapping[str, Any], output: str) -> bool:
    """Whether a site has an output, by its name under `outputs`; those that it does not name."""
    return bool(settings.get("outputs", {}).get(output, True))
