"""Names and ids that look alike: the same to a reader, another one to a machine.

What looks alike is Unicode's table of confusable characters (Technical Standard 39). Two ids of that sort are an error, because
an address is copied by eye; two names are only a guess, because families share names and fonts differ.
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

_ID = str.maketrans(
    {"0": "o", "1": "l", "m": "rn"}
)  # the table's groups that have two characters of an id


def check(library: Library, put: Put, memory: Memory) -> None:
    """Put an issue for each id of a record that looks like another of its kind, and each of a statement on its record."""
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
        other, place = first.setdefault(id_.translate(_ID), (id_, spot))
        if other != id_:
            message = f'the id "{id_}" looks like "{other}" ({place.path}:{place.line})'
            put(
                Issue(
                    spot,
                    "look-alike-id",
                    message,
                    "rename one of them so that they differ at a glance",
                    len(id_),
                )
            )


def skeleton(text: str) -> str:
    """`text` with everything that looks alike made the same; two texts with one skeleton look the same."""
    plain = unicodedata.normalize("NFD", text).translate(_table())
    return " ".join(unicodedata.normalize("NFD", plain).split())


@cache
def _table() -> dict[int, str | None]:
    data = pkgutil.get_data("factsheet.values", "unicode/confusable.txt")
    assert data is not None
    groups = (line.partition(" ") for line in data.decode().splitlines())
    return {ord(char): same for same, _, chars in groups for char in chars} | dict.fromkeys(
        map(ord, (ZWNJ, ZWJ))
    )


def doubts(library: Library) -> Iterator[Doubt]:
    """A doubt for each record that is called like another of its kind, and each name that looks like one of another record."""
    called: dict[tuple[str, ...], Record] = {}
    looks: dict[str, list[tuple[Record, str]]] = defaultdict(list)
    for record in library.records.values():
        first = called.setdefault((record.kind.plural, *_called(record)), record)
        if first is not record:
            yield _doubt(
                "same-name", record, first, f'"{record.name}" is the name of {first.address} too'
            )
        for text in _names(record):
            known = looks[skeleton(text)]
            if (twin := _twin(known, record, text)) and twin[0] is not first:
                yield _doubt(
                    "look-alike-name",
                    record,
                    twin[0],
                    f'"{text}" looks like "{twin[1]}", a name of {twin[0].address}',
                    twin[1],
                    text,
                )
            if len(known) < 3:  # enough to name one of them to whoever comes later
                known.append((record, text))


def _called(record: Record) -> tuple[str, ...]:
    """How readers tell a record from others of its kind; sources often share a headline, and are told by carrier and day."""
    issued = record.labels.get("issued")
    return (
        record.name.casefold(),
        record.labels.get("container-title", ""),
        issued.edtf if issued else "",
    )


def _names(record: Record) -> list[str]:
    return list(
        dict.fromkeys(
            (record.name, *record.other_names, *record.labels.get("native_name", {}).values())
        )
    )


def _twin(known: list[tuple[Record, str]], record: Record, text: str) -> tuple[Record, str] | None:
    """The first of the names that look like this one, on another record and spelt otherwise."""
    return next(((r, t) for r, t in known if r is not record and t != text), None)


def _doubt(
    code: str, record: Record, other: Record, message: str, theirs: str = "", ours: str = ""
) -> Doubt:
    odd = next(((a, b) for a, b in zip(ours, theirs) if a != b), None)
    letters = f"; {described(odd[0])} stands where the other has {described(odd[1])}" if odd else ""
    place = f" ({other.path}:{other.spot.line}){letters}"
    hint = (
        "make one record of them, or tell the names apart"
        if code == "same-name"
        else "type the name with the letters of one script"
    )
    return Doubt(record.address, Issue(record.spot, code, message + place, hint), (other.address,))
