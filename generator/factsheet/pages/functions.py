"""The functions of prose: what `{{ fact("…") }}` and its siblings print."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import NoReturn

from factsheet.document import Block, Content, span
from factsheet.evidence import Library
from factsheet.issues import Hints
from factsheet.language import amount_words, say, tell
from factsheet.pages.composer import META
from factsheet.pages.line_composer import LineComposer, small
from factsheet.reading import Record
from factsheet.values import Amount, Removal, Statement, Wording

MAX_CHOICE = 20  # addresses in one message
UNUSABLE, UNKNOWN = "prose-unusable", "prose-address"
Printed = tuple[Block, ...]  # by a function that must stand alone on its line


class Refused(Exception):
    """An expression that cannot be printed: message, hint, issue code."""

    def __init__(self, message: str, hint: str, code: str = "prose-expression") -> None:
        super().__init__(message)
        self.message, self.hint, self.code = message, hint, code


class Unsound(Exception):
    """The address is good, but the facts have errors elsewhere: nothing is printed."""


class NotThen(Exception):
    """The address is good, but the view of another day does not have it."""


class TakenDown(Exception):
    """What the address names was taken down; the page says so, and nothing stops."""

    def __init__(self, removal: Removal) -> None:
        super().__init__(removal.why)
        self.removal = removal


def tidied(address: str) -> str:
    """An address taken from a file's name or a page's address, as it is written in prose."""
    record, hash_, name = address.strip().lower().partition("#")
    record = re.sub(r"^(\.{0,2}/)*((data|content)/)?", "", record)
    record = re.sub(r"(\.md|\.yml|/index\.html|/index\.md|/+)$", "", record)
    return f"{record}{hash_}{name}"


@dataclass
class Functions:
    """The functions of prose within a line. Names starting with `_` cannot be called."""

    library: Library  # all that is known today
    page: LineComposer  # composes from the same library, or from a view of it
    sound: bool = True  # the facts have no errors: expressions are printed, not only checked
    # (text, id) of the page's headings of the second level
    headings: list[tuple[str, str]] = field(default_factory=list)
    hints: Hints = field(default_factory=Hints)
    files: Collection[str] = ()  # of the site, by path: pages, pictures …
    maps: int = 0  # printed so far on the page: the ids of each are its own

    def fact(self, address: str) -> Content:
        """The statement as a sentence, with attribution, status and citation."""
        s = self._usable(address)
        return self.page.in_prose(s, self.page.sentence(s))

    def value(self, address: str) -> Content:
        """The value of a property, with attribution, status and citation."""
        s = self._property(address)
        self.page.shows.add(s.address)
        return self.page.in_prose(s, self.page.attributed(self.page.value(s.value), s))

    def number(self, address: str, which: str = "") -> Content:
        """One number alone with its citation; of a range it must be said which, `low` or `high`."""
        s = self._property(address)
        amount, whole = s.value, f'write value("{address}")'
        if not isinstance(amount, Amount):
            raise Refused(f'"{address}" is no number', whole)
        if which not in ("", "low", "high"):
            raise Refused(f'"{which}" is no end of a range', 'write "low" or "high"')
        if s.status != "accepted" or s.asserted_by:
            raise Refused(f'"{address}" needs its claimant beside it', whole, UNUSABLE)
        if not which and (amount.low != amount.high or amount.about):
            both = f'{whole}, or say "low" or "high"'
            raise Refused(f'"{address}" is not one exact number', both)
        found = amount.high if which == "high" else amount.low
        if found is None:
            raise Refused(f'"{address}" has no {which or "known"} end', whole)
        self.page.shows.add(s.address)
        one = replace(amount, low=found, high=found, about=False)  # with its unit or currency
        return self.page.passage([s.address], (amount_words(one), self.page.cite(s)))

    def link(self, address: str, text: str = "") -> Content:
        """A link to the sheet of a record, with its name or another text."""
        return self.page.link(self._record(address).address, text)

    def cite(self, address: str) -> Content:
        """The citation of a statement only."""
        s = self._usable(address)
        if s.status != "accepted":
            message = f'"{address}" is {s.status}; its citation alone would hide that'
            raise Refused(message, f'write fact("{address}")', UNUSABLE)
        self.page.shows.add(s.address)
        return self.page.passage([s.address], self.page.cite(s))

    def rests(self, *addresses: str, seen: str = "") -> Content:
        """What stands behind a passage on these statements; see `tellings`.

        One citation, and the marks without which the passage would say too much, each once. That
        somebody claims or denies it, the passage says itself.
        """
        if not addresses:
            raise Refused("rests() names no fact", 'write rests("groups/some-id#fact")')
        found = [self._usable(address) for address in dict.fromkeys(addresses)]
        marks: list[Content] = []
        for s in found:
            self.page.shows.add(s.address)
            marks += [self.page.status(s, told=True), self.page.then(s)]
        if differ := next(filter(None, map(self.page.versions, found)), ()):
            marks.append(tell("brackets", what=differ))
        beside = small(*dict.fromkeys(marks))
        return (self.page.cite(*found), (" ", beside) if beside else ())

    def judgement(self) -> Content:
        """The mark of a passage that is the desk's own judgement; see `tellings`."""
        return span(META, say("judgement"))

    def _printing(self) -> None:
        """Go no further where facts have errors."""
        if not self.sound:
            raise Unsound

    def _nothing(self, message: str, hint: str) -> NoReturn:
        """Refuse what would print nothing; a view of another day, or a removal, may well do so."""
        if self.page.library.untranslated is not self.library or self.library.has_removals():
            raise NotThen
        raise Refused(message, hint)

    def _await(self, address: str) -> None:
        """Say nothing of an address that may stand in what could not be read."""
        if self.library.postponed(address):
            raise Unsound

    def _known(self, address: str) -> None:
        """Refuse an address that names no published record."""
        if address not in self.library.names:
            self._published(address)
            like = self._like(address, self.library.records)
            raise Refused(f'no record "{address}"', like, UNKNOWN)

    def _listed(self, names: tuple[str, ...]) -> list[str]:
        """The addresses of the records that are named, each once: one by one, or kind by kind."""
        found: list[str] = []
        for name in names:
            if name in self.library.kinds:
                found += [record.address for record in self.library.of(name)]
            else:
                self._known(name)
                found.append(name)
        return list(dict.fromkeys(found))

    def _published(self, address: str) -> None:
        """Refuse an address that was given up for another, or that is a draft."""
        self._there(address)
        self._renamed(address)
        if address in self.library.unpublished:
            raise Refused(f'"{address}" is a draft', "publish it first", UNUSABLE)
        self._await(address)

    def _there(self, address: str) -> None:
        """Go no further where the record of an address was taken down."""
        if gone := self.library.removed(address):
            self._printing()
            raise TakenDown(gone)

    def _renamed(self, address: str) -> None:
        """Refuse an address that has been given up for another."""
        now = self.library.present(address)
        if now != address and self.library.known(now):
            raise Refused(f'"{address}" has a new address', f'write "{now}"', UNKNOWN)

    def _like(self, address: str, known: Collection[str]) -> str:
        """The hint for an address that is not `known`."""
        tidy = tidied(address)
        return f'write "{tidy}"' if tidy in known else self.hints.nearest(tidy, known)

    def _record(self, address: str) -> Record:
        """The record at an address."""
        self._known(address)
        self._printing()
        if address not in self.page.library.records:
            raise NotThen
        return self.page.library.records[address]

    def _property(self, address: str) -> Statement:
        """The statement at an address, if it has a value."""
        s = self._usable(address)
        if s.value is None:
            message = f'"{address}" is a sentence, not a value'
            raise Refused(message, f'write fact("{address}")')
        return s

    def _retranslated(self, statement: Statement) -> None:
        """Refuse a wording that came back from another language where the original is on record."""
        if not isinstance(statement, Wording) or statement.rendition == "original":
            return
        wordings = self.library.records[statement.record].of("wordings")
        for one in wordings:
            if isinstance(one, Wording) and one.rendition == "original":
                back = statement.rendition == "as-printed" or one.language == statement.language
                if back and one.status != "retracted" and not one.taken_down:
                    message = f'"{statement.address}" was translated back, or damaged'
                    raise Refused(
                        f"{message}; the original is on record", f'write "{one.address}"', UNUSABLE
                    )

    def _usable(self, address: str) -> Statement:
        """The statement at an address, unless it is unknown, ambiguous, retracted or a draft."""
        if statement := self.library.statements.get(address):
            if statement.taken_down:
                self._printing()
                self.page.shows.add(address)
                raise TakenDown(statement.taken_down)
            if statement.status == "retracted":
                message = f'"{address}" is retracted: {statement.note}'
                raise Refused(message, "use another fact", UNUSABLE)
            self._printing()
            self._retranslated(statement)
            if address not in self.page.library.statements:
                raise NotThen
            return self.page.library.statements[address]
        self._published(address)
        home, _, name = address.partition("#")
        if record := self.library.records.get(home):
            several = [s.address for s in record.of(name)] if name else []
            if several:
                more = ["…"] if len(several) > MAX_CHOICE else []
                choice = f"choose: {', '.join([*several[:MAX_CHOICE], *more])}"
                message = f'"{address}" has {len(several)} statements'
                raise Refused(message, choice, "ambiguous-address")
            if not name:
                hint = self.hints.nearest(address + "#", self.library.statements)
                raise Refused(f'"{address}" is a record, not a statement', hint, UNKNOWN)
        like = self._like(address, self.library.statements)
        raise Refused(f'no statement "{address}"', like, UNKNOWN)
