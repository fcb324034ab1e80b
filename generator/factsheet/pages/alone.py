"""What is to be said of a record in pieces that can each be shown alone, as in a frame elsewhere.

A piece is a fact, a quotation, or a question with its versions side by side; the dates of the
record, the place where it lies; what stood here and has moved. Together they are parts, each small
enough for a page.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from factsheet.evidence import Library, weight
from factsheet.pages import sections
from factsheet.pictures import mapped
from factsheet.reading import Dispute, Record
from factsheet.values import Statement, Wording, former_ids

Parts = list[list["Piece"]]
ROOM = 12_000  # bytes of a part when it is packed, reckoned; the frame's head and style come on top
TEXT = 0.36  # of a byte of text is left when it is packed
OF_FACT, OF_SOURCE, ROW = 90, 55, 60  # bytes that are left of what stands around a text
PICTURE = 2_000  # of a picture
LONGEST = 40  # dates in a row; the sheet has all
FACT, DISPUTE, TIMELINE, MAP = "fact", "dispute", "timeline", "map"


class Piece(NamedTuple):
    """What is shown together: `own` has the statements whose addresses lead here.

    `ids` are all addresses of the page that lead here, the present one of each thing first. Of a
    question, `dispute` is set, and the statements are all its versions; what has `moved` to another
    record is shown at its old address.
    """

    what: str  # fact, dispute, timeline or map
    ids: tuple[str, ...]
    statements: tuple[Statement, ...]
    own: frozenset[str]
    dispute: Dispute | None = None
    moved: bool = False


def count(library: Library, record: Record, home: str) -> int:
    """How many parts there are: most often one, as can be told without looking closer."""
    if home not in library.left:
        found = [*record.statements.values()]
        for dispute in _questions(library, record):
            found += sections.versions(library, dispute)
        size = sum(map(_size, found)) + PICTURE + ROW * LONGEST
        size += sum(_texts(d.question, d.note) for d in _questions(library, record))
        if size < ROOM:
            return 1
    return len(parts(library, record, home))


def parts(library: Library, record: Record, home: str) -> Parts:
    """What is to be said of a record, the most needed first, in parts; at least one.

    `home` is an address that it has or had: other things may have stood there, too.
    """
    found: Parts = library.once(("parts", home), partial(_parts, library, record, home))
    return found


def _parts(library: Library, record: Record, home: str) -> Parts:
    out: Parts = [[]]
    room = float(ROOM)
    for piece in pieces(library, record, home):
        size = bulk(piece)
        if out[-1] and size > room:
            out.append([])
            room = ROOM
        out[-1].append(piece)
        room -= size
    return out


def bulk(piece: Piece) -> float:
    """How much a piece takes."""
    if piece.what == TIMELINE:
        return ROW * len(piece.statements[:LONGEST])
    size = sum(map(_size, piece.statements)) + PICTURE * (piece.what == MAP)
    return size + (_texts(piece.dispute.question, piece.dispute.note) if piece.dispute else 0)


def _size(statement: Statement) -> float:
    """How much a statement takes, reckoned: packers differ, sites must not."""
    s, size = statement, float(OF_FACT + OF_SOURCE * len(statement.references))
    return size + _texts(*said(s), *(one.locator for one in s.references))


def said(s: Statement) -> Iterator[str]:
    """The texts of a statement."""
    yield from (s.text, s.note, s.scope, getattr(s.value, "text", ""))
    for one in s.changes[-1:]:
        yield from (one.was, one.why)


def _texts(*texts: str) -> float:
    return TEXT * raw(*texts)


def raw(*texts: str) -> int:
    """The bytes of some texts, unpacked."""
    return sum([len(t) if t.isascii() else len(t.encode()) for t in texts])


def pieces(library: Library, record: Record, home: str) -> Iterator[Piece]:
    """All pieces of a record at an address that it has or had."""
    taken = set[str]()
    if not library.removed(record.address):
        for statement in _first(record):
            yield from _facts([statement], taken)
        yield from _disputes(library, record, taken)
        yield from _facts(_values(record), taken)
        yield from _facts(_newest(record.of("facts")), taken)
        yield from _place(record)
        yield from _dates(library, record)
        yield from _facts(_gone(record), taken)
    yield from _left(library, home)


def _first(record: Record) -> Iterator[Statement]:
    """What says what the record is: its lead, what an event says itself, the quotation."""
    found = [record.lead] if record.lead else []
    found += [s for s in record.of("") if s.status != "retracted"]
    wordings = [s for s in record.statements.values() if isinstance(s, Wording)]
    found += [s for s in wordings if s.preferred] + [s for s in wordings if not s.preferred]
    yield from (s for s in found if s.status != "retracted")


def _values(record: Record) -> list[Statement]:
    return [s for key in record.kind.all_fields for s in record.of(key) if s.status != "retracted"]


def _newest(found: Iterable[Statement]) -> list[Statement]:
    """Facts that stand, the newest first, undated ones last."""

    def age(statement: Statement) -> tuple[int, str]:
        when = statement.when
        day = (when.latest or when.earliest) if when else None
        return -day.toordinal() if day else 0, statement.address

    return sorted((s for s in found if s.status != "retracted"), key=age)


def _gone(record: Record) -> list[Statement]:
    """What was withdrawn, then what was taken down."""
    found = [s for s in record.statements.values() if s.status == "retracted"]
    return sorted(found, key=lambda s: bool(s.taken_down))


def _facts(found: Iterable[Statement], taken: set[str]) -> Iterator[Piece]:
    for one in found:
        if one.address not in taken:
            taken.add(one.address)
            own = frozenset([one.address])
            yield Piece(FACT, ids_of(one), (one,), own)


def ids_of(part: Statement | Dispute) -> tuple[str, ...]:
    """The id of a statement or a dispute on its record, then those that it had before."""
    anchor = part.address.partition("#")[2]
    return (anchor, *former_ids(part.formerly)) if anchor else ()


def _disputes(library: Library, record: Record, taken: set[str]) -> Iterator[Piece]:
    """The questions of the record, and those of others on what it says; each fact in one."""
    for dispute in _questions(library, record):
        here = dispute.address.partition("#")[0] == record.address
        versions = sections.versions(library, dispute)
        mine = [v for v in versions if v.record == record.address and v.address not in taken]
        if not here and not mine:
            continue
        taken.update(v.address for v in mine)
        ids = ids_of(dispute) if here else ()
        ids += tuple(id_ for v in mine for id_ in ids_of(v))
        own = frozenset(v.address for v in mine)
        yield Piece(DISPUTE, ids, tuple(versions), own, dispute)


def _questions(library: Library, record: Record) -> Iterable[Dispute]:
    found = {d.address: d for d in record.disputes.values()}
    return {**found, **{d.address: d for d in library.disputed.get(record.address, ())}}.values()


def others(library: Library, statement: Statement, shown: Dispute | None) -> list[str]:
    """The addresses of further questions on which a statement is a version."""
    if not weight.contested(library, statement.address):
        return []
    found = library.disputes_on(statement)
    return [d.address for d in found if not shown or d.address != shown.address]


def _place(record: Record) -> Iterator[Piece]:
    if town := mapped.town(record):
        yield Piece("map", (_free(record, MAP),), (town.point,), frozenset())


def _dates(library: Library, record: Record) -> Iterator[Piece]:
    if dates := sections.dates(library, {record.address}):
        yield Piece(TIMELINE, (_free(record, TIMELINE),), tuple(dates), frozenset())


def _free(record: Record, id_: str) -> str:
    """An id that no address of the record has: with a line below it, as headings have it."""
    return f"{id_}_" if id_ in record.anchors else id_


def _left(library: Library, home: str) -> Iterator[Piece]:
    """What stood at an address and is on another record now, at each id that it had there."""
    for id_, now in library.left.get(home, ()):
        if dispute := library.disputes.get(now):
            versions = tuple(sections.versions(library, dispute))
            yield Piece(DISPUTE, (id_,), versions, frozenset(), dispute, moved=True)
        elif statement := library.statements.get(now):
            yield Piece(FACT, (id_,), (statement,), frozenset(), moved=True)
