"""Names and ids that look alike: the same to a reader, another one to a machine.

What looks alike is Unicode's table of confusable characters (Technical Standard 39). Two ids of
that sort are an error, because an address is copied by eye; two names are only a guess, because
families share names and fonts differ.
"""

import pkgutil
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from factsheet.cache import Memory
from factsheet.evidence.library import Library
from factsheet.issues import Issue, Spot
from factsheet.reading import Record
from factsheet.values import ZWJ, ZWNJ, Doubt, Put, described

# the table's groups that have two characters of an id
_ID = str.maketrans({"0": "o", "1": "l", "m": "rn"})


def check(library: Library, put: Put, memory: Memory) -> None:
    """Put an issue for each id that looks like another of its kind, or of its record."""
    good: Library | None = memory.good
    kinds: dict[str, list[tuple[str, Spot]]] = defaultdict(list)
    for record in library.records.values():
        kinds[record.kind.plural].append((record.id, record.spot))
        if not (good and good.records.get(record.address) is record):
            parts = [*record.statements.values(), *record.disputes.values()]
            _ids([(one.address.partition("#")[2], one.spot) for one in parts], put)
    for found in kinds.values():
        _ids(found, put)


def _ids(found: Iterable[tuple[str, Spot]], put: Put) -> None:
    first: dict[str, tuple[str, Spot]] = {}
    for id_, spot in found:
        other, place = first.setdefault(id_look(id_), (id_, spot))
        if other != id_:
            message = f'the id "{id_}" looks like "{other}" ({place.path}:{place.line})'
            hint = "rename one of them so that they differ at a glance"
            put(Issue(spot, "look-alike-id", message, hint, len(id_)))


def id_look(id_: str) -> str:
    """An id with everything in it that looks alike made the same."""
    return id_.translate(_ID)


def skeleton(text: str) -> str:
    """`text` with everything that looks alike made the same: two of one skeleton look the same."""
    plain = unicodedata.normalize("NFD", text).translate(_table())
    return " ".join(unicodedata.normalize("NFD", plain).split())


@cache  # takes 2 ms to read, and asked for with every name
def _table() -> dict[int, str | None]:
    data = pkgutil.get_data("factsheet.values", "unicode/confusable.txt")
    assert data is not None
    groups = (line.partition(" ") for line in data.decode().splitlines())
    table = {ord(char): same for same, _, chars in groups for char in chars}
    return {**table, ord(ZWNJ): None, ord(ZWJ): None}


def doubts(library: Library) -> Iterator[Doubt]:
    """A doubt for each record called as another of its kind, and each name that looks like one."""
    called: dict[tuple[str, ...], Record] = {}
    looks: dict[str, list[tuple[Record, str]]] = defaultdict(list)
    for record in (r for r in library.records.values() if not r.taken_down):
        first = called.setdefault((record.kind.plural, *_called(record)), record)
        if first is not record:
            message = f'"{record.name}" is the name of {first.address} too{_place(first)}'
            hint = "make one record of them, or tell the names apart"
            yield _doubt("same-name", record, first, message, hint)
        for text in _names(record):
            known = looks[skeleton(text)]
            twins = ((r, t) for r, t in known if r is not record and t != text)
            other, theirs = next(twins, (first, ""))
            if other is not first:
                message = f'"{text}" looks like "{theirs}", a name of {other.address}'
                message += _place(other) + _letters(text, theirs)
                hint = "type the name with the letters of one script"
                yield _doubt("look-alike-name", record, other, message, hint)
            if len(known) < 3:  # enough to name one of them to whoever comes later
                known.append((record, text))


def _called(record: Record) -> tuple[str, ...]:
    """How readers tell a record from others of its kind: sources also by carrier and day."""
    issued, carrier = record.labels.get("issued"), record.labels.get("container-title", "")
    return record.name.casefold(), carrier, issued.edtf if issued else ""


def _names(record: Record) -> list[str]:
    native = record.labels.get("native_name", {}).values()
    return list(dict.fromkeys((record.name, *record.other_names, *native)))


def _place(record: Record) -> str:
    return f" ({record.path}:{record.spot.line})"


def _letters(ours: str, theirs: str) -> str:
    """The first characters in which two names differ, in words; empty when one only goes on."""
    for our, their in zip(ours, theirs):
        if our != their:
            return f"; {described(our)} stands where the other has {described(their)}"
    return ""


def _doubt(code: str, record: Record, other: Record, message: str, hint: str) -> Doubt:
    return Doubt(record.address, Issue(record.spot, code, message, hint), (other.address,))
