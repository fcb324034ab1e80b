"""Records by any spelling of their names, for texts that must mean exactly one of them."""

from __future__ import annotations

from collections.abc import Collection

from factsheet.bench.edits.ids import propose_beside
from factsheet.evidence import Library, folded, id_look
from factsheet.issues import Hints
from factsheet.reading import Record
from factsheet.values import Name


def _key(text: str) -> str:
    """A name in whatever spelling: its letters and digits in a to z and 0 to 9."""
    return folded(text).replace(" ", "")


def spellings(record: Record) -> list[str]:
    """Everything that a record is called."""
    native = record.labels.get("native_name") or {}
    named = [s.value for s in record.statements.values() if isinstance(s.value, Name)]
    more = [text for name in named for text in (name.text, *name.spellings)]
    title = record.labels.get("title")
    return [record.name, *record.other_names, *native.values(), *more, *([title] if title else [])]


class RecordNames:
    """The addresses that a text may mean: an address, an id, or a name in any spelling."""

    def __init__(self, library: Library) -> None:
        self.library, self.coming = library, set[str]()
        self._exact: dict[str, list[str]] = {}
        self._folded: dict[str, list[str]] = {}
        self._looks: dict[str, set[str]] = {}  # of the ids of each kind
        self._hints = Hints()
        for address, record in library.records.items():
            for name in spellings(record):
                self.add(address, name)

    def add(self, address: str, name: str) -> None:
        """A further name of a record, or the name of one that is going to be made."""
        self.coming.add(address)
        plural, _, id_ = address.partition("/")
        self._looks.setdefault(plural, set()).add(id_look(id_))
        for index, key in ((self._exact, name), (self._folded, _key(name))):
            known = index.setdefault(key, [])
            if key and address not in known:
                known.append(address)

    def find(self, text: str, kinds: Collection[str], exact: bool = False) -> list[str]:
        """The addresses of records of these kinds (none: of any) that a text means.

        An address comes before an id, this before a name as it is typed, this before other
        spellings, which are left out where the text must be `exact`.
        """
        present = self.library.present(text)
        plurals = kinds or [*self.library.kinds]
        by_id = [self.library.present(f"{plural}/{text}") for plural in plurals]
        ways = [
            [present] if self.is_there(present) else [],
            [address for address in by_id if self.is_there(address)],
            self._exact.get(text, []),
            [] if exact else self._folded.get(_key(text), []),
        ]
        for found in ways:
            if fitting := [a for a in found if a.partition("/")[0] in plurals]:
                return fitting
        return []

    def is_there(self, address: str) -> bool:
        """Whether a record has this address, or is going to have it."""
        return address in self.library.records or address in self.coming

    def near(self, text: str, kinds: Collection[str]) -> str:
        """A hint with the name that was probably meant."""
        plurals = kinds or [*self.library.kinds]
        names = [n for n, known in self._exact.items() if known[0].partition("/")[0] in plurals]
        return self._hints.nearest(text, names)

    def free(self, plural: str, name: str) -> str:
        """An id for a new record of this name; the id of a draft is found out by its owner."""
        return propose_beside(name, self._looks.get(plural, ()))
