"""The functions of prose: what `{{ fact("…") }}` and its siblings print."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from factsheet.document import Content
from factsheet.evidence import Library
from factsheet.issues import Hints
from factsheet.language import number
from factsheet.pages.composer import placed
from factsheet.pages.lines import Lines
from factsheet.reading import Record
from factsheet.values import Amount, Statement

MAX_CHOICE = 20  # addresses in one message


class Refused(Exception):
    """An expression that cannot be printed: issue code, message, hint."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


class Unsound(Exception):
    """The address is good, but the facts have errors elsewhere: nothing is printed."""


class NotThen(Exception):
    """The address is good, but the view of another day does not have it."""


def tidied(address: str) -> str:
    """An address taken from a file's name or a page's address, as it is written in prose."""
    record, hash_, name = address.strip().lower().partition("#")
    record = re.sub(r"^(\.{0,2}/)*((data|content)/)?", "", record)
    record = re.sub(r"(\.md|\.yml|/index\.html|/index\.md|/+)$", "", record)
    return f"{record}{hash_}{name}"


@dataclass
class Functions:
    """The functions of prose. Names starting with `_` cannot be called; BLOCKS must stand alone on their line."""

    library: Library  # all that is known today
    w: Lines  # writes from the same library, or from a view of it
    sound: bool = True  # the facts have no errors: expressions are printed, not only checked
    headings: list[tuple[str, str]] = field(
        default_factory=list
    )  # (text, id) of the page's second-level ones
    hints: Hints = field(default_factory=Hints)
    maps: int = 0  # printed so far on the page: the ids of each are its own

    def fact(self, address: str) -> Content:
        """The statement as a sentence, with attribution, status, time and citation."""
        s = self._usable(address)
        return self.w.in_prose(s, self.w.sentence(s))

    def value(self, address: str) -> Content:
        """The value of a property, with attribution, status and citation."""
        s = self._property(address)
        self.w.shows.add(s.address)
        return self.w.in_prose(s, self.w.attributed(self.w.value(s.value), s))

    def number(self, address: str, which: str = "") -> Content:
        """One number alone, with its citation; out of a range it must be said which: `low` or `high`."""
        s = self._property(address)
        amount = s.value
        if not isinstance(amount, Amount):
            raise Refused(
                "prose-expression", f'"{address}" is no number', f'write value("{address}")'
            )
        if which not in ("", "low", "high"):
            raise Refused(
                "prose-expression", f'"{which}" is no end of a range', 'write "low" or "high"'
            )
        if s.status != "accepted" or s.asserted_by:
            raise Refused(
                "prose-unusable",
                f'"{address}" needs its claimant beside it',
                f'write value("{address}")',
            )
        if not which and (amount.low != amount.high or amount.about):
            raise Refused(
                "prose-expression",
                f'"{address}" is not one exact number',
                f'write value("{address}"), or say "low" or "high"',
            )
        found = amount.high if which == "high" else amount.low
        if found is None:
            raise Refused(
                "prose-expression",
                f'"{address}" has no {which or "known"} end',
                f'write value("{address}")',
            )
        self.w.shows.add(s.address)
        return placed(s.address, self.w.strength(s), (number(found), self.w.cite(s)))

    def cite(self, address: str) -> Content:
        """The citation of a statement only."""
        s = self._usable(address)
        if s.status != "accepted":
            raise Refused(
                "prose-unusable",
                f'"{address}" is {s.status}; its citation alone would hide that',
                f'write fact("{address}")',
            )
        self.w.shows.add(s.address)
        return placed(s.address, self.w.strength(s), self.w.cite(s))

    def _printing(self) -> None:
        if not self.sound:
            raise Unsound

    def _await(self, address: str) -> None:
        """Say nothing of an address that may stand in what could not be read."""
        if self.library.postponed(address):
            raise Unsound

    def _known(self, address: str) -> None:
        """Refuse an address that names no published record."""
        if address in self.library.names:
            return
        self._renamed(address)
        if address in self.library.unpublished:
            raise Refused("prose-unusable", f'"{address}" is a draft', "publish it first")
        self._await(address)
        raise Refused(
            "prose-address", f'no record "{address}"', self._like(address, self.library.records)
        )

    def _renamed(self, address: str) -> None:
        """Refuse an address that has been given up for another."""
        now = self.library.present(address)
        if now != address and self.library.known(now):
            raise Refused("prose-address", f'"{address}" has a new address', f'write "{now}"')

    def _like(self, address: str, known: Collection[str]) -> str:
        """The hint for an address that is not `known`."""
        tidy = tidied(address)
        return f'write "{tidy}"' if tidy in known else self.hints.nearest(tidy, known)

    def _record(self, address: str) -> Record:
        self._known(address)
        self._printing()
        if address not in self.w.library.records:
            raise NotThen
        return self.w.library.records[address]

    def _property(self, address: str) -> Statement:
        s = self._usable(address)
        if s.value is None:
            raise Refused(
                "prose-expression",
                f'"{address}" is a sentence, not a value',
                f'write fact("{address}")',
            )
        return s

    def _usable(self, address: str) -> Statement:
        """The statement at an address, unless it is unknown, ambiguous, retracted or a draft."""
        if statement := self.library.statements.get(address):
            if statement.status == "retracted":
                raise Refused(
                    "prose-unusable",
                    f'"{address}" is retracted: {statement.note}',
                    "use another fact",
                )
            self._printing()
            if address not in self.w.library.statements:
                raise NotThen
            return self.w.library.statements[address]
        self._renamed(address)
        if address in self.library.unpublished:
            raise Refused("prose-unusable", f'"{address}" is a draft', "publish it first")
        self._await(address)
        record, _, name = address.partition("#")
        several = (
            [s.address for s in self.library.records[record].of(name)]
            if record in self.library.records
            else []
        )
        if several and name:
            choice = ", ".join([*several[:MAX_CHOICE], *["…"] * (len(several) > MAX_CHOICE)])
            raise Refused(
                "ambiguous-address",
                f'"{address}" has {len(several)} statements',
                f"choose: {choice}",
            )
        if record in self.library.records and not name:
            hint = self.hints.nearest(address + "#", self.library.statements)
            raise Refused("prose-address", f'"{address}" is a record, not a statement', hint)
        raise Refused(
            "prose-address",
            f'no statement "{address}"',
            self._like(address, self.library.statements),
        )
