"""Which published statements are new, gone or different, and in what."""

from collections.abc import Iterator
from dataclasses import replace

from factsheet.bench.desk import making, people, wording
from factsheet.bench.desk.report import Change
from factsheet.bench.desk.sides import Side
from factsheet.evidence import history, published, weight
from factsheet.values import Statement, Wording

# the kinds of entries, the weightiest first: it says what became of the statement
_KINDS = ("correction", "new-evidence", "update", "clarification")
_UNTOLD = ("sources",)  # parts of a change that are told in another way here
Found = dict[str, list[history.FactChange]]
Parts = list[tuple[str, str, str]]


def of(old: Side, new: Side, found: Found) -> Iterator[Change]:
    """Every statement that is other; `found` is what `history` says of each address."""
    seen = set[str]()
    for address, was in sorted(old.library.statements.items()):
        now = new.library.statements.get(new.library.present(address))
        if now:
            seen.add(now.address)
            yield from _changed(old, new, was, now, found.get(now.address, []))
        elif not (new.unread(new.library.present(address)) or new.library.removed(address)):
            yield _gone(old, new, was, found.get(address, []))
    for address, now in sorted(new.library.statements.items()):
        if address not in seen and not old.unread(address):
            yield _new(old, new, now)


def _about(old: Side, new: Side, now: Statement) -> Change:
    """What is told of a statement that is published, whatever became of it."""
    record = new.library.records[now.record]
    return replace(
        making.on(record, now.address, now.spot),
        thing="quote" if isinstance(now, Wording) else "fact",
        says=making.sentence(new, now),
        who=making.names(wording.who(new.library, now)),
        sources=making.sources(new, old, now),
        strength=making.strength(new.library, now.references),
    )


def _new(old: Side, new: Side, now: Statement) -> Change:
    change = _about(old, new, now)
    traits = _traits(new, now, change, ())
    if now.taken_down:
        return replace(change, sort="taken-down", traits=traits, says="")
    told = making.differences(list(_first_told(new, now)))
    return replace(change, sort="new", traits=traits, differences=told)


def _first_told(new: Side, now: Statement) -> Iterator[tuple[str, str, str]]:
    """What a reader is told of a new statement beside its sentence."""
    for key in ("status", "when", "said"):
        if (value := getattr(now, key)) and value != "accepted":
            words = wording.of_statement(new.library, now, key, str(value))
            yield published.FACT[key], "", words
    if now.note:
        yield "note", "", now.note


def _gone(old: Side, new: Side, was: Statement, found: list[history.FactChange]) -> Change:
    """A statement that is no longer there; its place is where it would have to be."""
    record = old.library.records[was.record]
    spot = found[0].spot if found else was.spot
    change = replace(
        making.on(record, was.address, spot),
        sort="removed",
        thing="quote" if isinstance(was, Wording) else "fact",
        said=making.sentence(old, was),
        who=making.names(wording.who(old.library, was)),
        sources=making.sources(old, old, was),
    )
    return replace(change, traits=_traits(old, was, change, ()))


def _changed(
    old: Side, new: Side, was: Statement, now: Statement, found: list[history.FactChange]
) -> Iterator[Change]:
    """How a statement differs, if it does."""
    parts = [*_parts(old, new, was, now, found), *_beside(old, new, was, now)]
    removed = bool(now.taken_down) and not was.taken_down
    moved = was.address != now.address and _alone(new, was, now)
    if not (parts or removed or moved):
        return
    told = [one for one in now.changes if one not in was.changes]
    change = replace(
        _about(old, new, now),
        sort=_sort(was, now, found, moved),
        was_address=was.address if was.address != now.address else "",
        said="" if removed else making.sentence(old, was),
        differences=() if removed else making.differences(parts),
        entries=making.entries(told),
    )
    if change.said == change.says:
        change = replace(change, said="")
    keys = tuple(what for what, _, _ in parts)
    yield replace(change, traits=_traits(new, now, change, keys))


def _alone(new: Side, was: Statement, now: Statement) -> bool:
    """Whether it has another address by itself, not along with its record."""
    return new.library.present(was.record) != now.record or was.anchor != now.anchor


def _parts(
    old: Side, new: Side, was: Statement, now: Statement, found: list[history.FactChange]
) -> Iterator[tuple[str, str, str]]:
    """What `history` found to be other, in words."""
    for change in found:
        for what, before, after in (*change.parts, *change.free):
            if what in _UNTOLD or change.what not in ("changed", "new"):
                continue
            key = wording.KEYS.get(what, "")
            yield (
                what,
                wording.of_statement(old.library, was, key, before),
                wording.of_statement(new.library, now, key, after),
            )


def _beside(
    old: Side, new: Side, was: Statement, now: Statement
) -> Iterator[tuple[str, str, str]]:  # fmt: skip
    """What else readers see of it: its note, its sources and the places in them."""
    if was is now:  # its file is the same
        return
    if was.note != now.note:
        yield "note", was.note, now.note
    before, after = (
        wording.sources(side.library, one.references) for side, one in ((old, was), (new, now))
    )
    before = {new.library.present(address): said for address, said in before.items()}
    for address in dict.fromkeys((*before, *after)):
        if before.get(address) != after.get(address):
            said, says = before.get(address, ""), after.get(address, "")
            if not (said and says and _same_place(was, now, address, new)):
                yield "source", said, says


def _same_place(was: Statement, now: Statement, address: str, new: Side) -> bool:
    """Whether a source is cited as before, and only called otherwise."""
    before = [r.locator for r in was.references if new.library.present(r.address) == address]
    return before == [r.locator for r in now.references if r.address == address]


def _sort(was: Statement, now: Statement, found: list[history.FactChange], moved: bool) -> str:
    """What became of a statement, in one word of `second_reader.SORTS`."""
    if now.taken_down and not was.taken_down:
        return "taken-down"
    if any(not change.excused for change in found):
        return "unexplained"
    if now.status == "retracted" != was.status:
        return "withdrawn"
    kinds = {one.kind for one in now.changes if one not in was.changes}
    if kinds:
        return next(kind for kind in _KINDS if kind in kinds)
    if any(change.what == "new" or change.parts for change in found):
        return "new" if any(change.what == "new" for change in found) else "update"
    if moved:
        return "moved"
    return "words" if any(change.free for change in found) or was.note != now.note else "sources"


def _traits(
    side: Side, statement: Statement, change: Change, keys: tuple[str, ...]
) -> tuple[str, ...]:  # fmt: skip
    """What else is true of a change of a statement, in the order of `second_reader.TRAITS`."""
    library = side.library
    cited = [r.address for r in library.standing(statement)]
    live = statement.status == "accepted" and not isinstance(statement, Wording)
    found = {
        "living-person": people.concerned(library, statement),
        "quote": isinstance(statement, Wording),
        "claim": statement.status in ("claimed", "denied"),
        "status": "status" in keys,
        "single-source": live and weight.independent(library, cited)[1] == 1
        and not statement.asserted_by,
        "in-dispute": bool(library.disputes_on(statement)),
        "new-source": any(one.new for one in change.sources),
        "retold": statement.address in side.retold,
    }  # fmt: skip
    return tuple(trait for trait, yes in found.items() if yes)


def by_address(old: Side, new: Side) -> Found:
    """What `history` says, by address, but for what an error keeps from us."""
    found: Found = {}
    for change in history.compare(old.library, new.library):
        unread = new if change.what == "gone" else old
        if not unread.unread(change.address):
            found.setdefault(change.address, []).append(change)
    return found
