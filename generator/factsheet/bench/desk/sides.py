"""The two states that a report compares: what can be read of each, sound or not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from factsheet.build import NO_RECORDS, SETTINGS_PATH, Built, guesses, handwritten
from factsheet.build import language_settings, site_settings
from factsheet.cache import Memory
from factsheet.evidence import Library, linking, second_reader
from factsheet.issues import Issue, errors
from factsheet.language import speaking
from factsheet.pages import tellings


@dataclass
class Side:
    """One of the states: its files, its facts as they were read, its settings.

    Of the state that a request brings, `built` has pages, if nothing is wrong with it.
    """

    tree: Mapping[str, bytes]
    built: Built
    issues: list[Issue] = field(default_factory=list)

    @property
    def library(self) -> Library:
        """The facts, texts with their translations in them."""
        return self.built.library.untranslated

    @property
    def settings(self) -> dict[str, Any]:
        """What the site says of itself."""
        return self.built.settings

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong with what was read."""
        return not errors(self.issues)

    @cached_property
    def bodies(self) -> dict[str, str]:
        """The text of each hand-written page by path, on the lines of its file."""
        return handwritten.bodies(self.tree)

    @cached_property
    def tellings(self) -> dict[str, list[tellings.Telling]]:
        """The passages on each hand-written page."""
        return {path: tellings.read(text) for path, text in self.bodies.items()}

    @cached_property
    def retold(self) -> set[str]:
        """The facts on which passages of free prose rest."""
        marks = (one for found in self.tellings.values() for one in found)
        return {self.library.present(address) for one in marks for address in one.addresses}

    def notices(self, pages: set[str]) -> list[Issue]:
        """What is perhaps wrong, with the facts and these pages; nothing where errors stand."""
        texts = {path: self.tree[path] for path in sorted(pages & self.tree.keys())}
        return guesses.of(self.built, texts) if self.sound else []

    def unread(self, address: str) -> bool:
        """Whether an error keeps from us what stands, or stood, at an address."""
        record = address.partition("#")[0]
        lost, plural = self.library.unread, record.partition("/")[0]
        if record in lost or address in lost or f"{plural}/" in lost:
            return True
        if self.sound:
            return False
        home = self.library.records.get(record)
        broken = {issue.spot.path for issue in errors(self.issues)}
        paths = {home.path} if home else {f"data/{record}.yml", f"data/{plural}.yml"}
        return not broken.isdisjoint(paths)


def new(built: Built, tree: Mapping[str, bytes]) -> Side:
    """The state that a request brings, as it was built."""
    return Side(tree, built, built.issues)


def old(tree: Mapping[str, bytes], memory: Memory) -> Side:
    """The state it is compared with; a file that is the same in both is not read again.

    `memory` has read the other state.
    """
    files = {path: data for path, data in tree.items() if path.startswith("data/")}
    facts = {path: data for path, data in files.items() if path not in NO_RECORDS}
    known = Memory(files=dict(memory.files), kinds=memory.kinds)
    speeches = language_settings.speeches(dict(tree))
    with speaking(speeches[0]):
        library, issues = linking.read(facts, memory=known)
        built = Built(library=library, kinds=library.kinds, speech=speeches[0], speeches=speeches)
        built.settings = site_settings.read(dict(tree), library.kinds, issues.append)
    return Side(tree, built, issues)


def asking(side: Side) -> tuple[str, ...]:
    """The words for changes that need a second reader; all of them where nobody can read which."""
    found = [one for one in side.issues if one.spot.path == SETTINGS_PATH]
    if errors(found):
        return second_reader.WORDS
    return tuple(side.settings.get("second_reader", ()))
