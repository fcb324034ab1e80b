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
    path.
    """

    libraries: dict[str, Library]
    speeches: list[Speech]
    shows: Mapping[str, Iterable[str]]
    settings: dict[str, Any] = field(default_factory=dict)
    place: Place = Place()
    view: View = NOW

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

    def url(self, address: str) -> str:
        """Where a record, a statement or a dispute is published."""
        record, hash_, anchor = address.partition("#")
        return f"{self.place.url(f'{record}.md')}{hash_}{anchor}"
