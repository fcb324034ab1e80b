"""Versions that contradict one another without a dispute that names them.

A property that has one value at a time (who holds a city, where somebody was born) cannot have
two for one time and scope without a dispute that names both; otherwise a page would state both as
true.
"""

from factsheet.cache import Memory
from factsheet.evidence import amounts
from factsheet.evidence.library import Library
from factsheet.issues import Issue
from factsheet.reading import ANY, Record
from factsheet.values import Absent, Address, Amount, Name, Put, Statement, When

MAX_RIVALS = 100  # statements of one property that has one value at a time, on one record
UNKNOWN = (Absent.UNKNOWN, Amount(None, None))
NAMED = 3  # rivals in one message


def check(library: Library, put: Put, memory: Memory) -> None:
    """Put an issue for each statement that disagrees with others above it without a dispute."""
    declared = _declared(library)
    good: Library | None = memory.good
    same = good is not None and declared == _declared(good)
    for record in library.records.values():
        if not library.unclear.isdisjoint((record.address, ANY)):
            continue  # the dispute may stand in what could not be read
        if same and good and good.records.get(record.address) is record:
            continue
        for key, prop in record.kind.all_fields.items():
            if prop.single:
                _pairs(record, key, declared, put)


def _declared(library: Library) -> dict[str, set[str]]:
    """The disputes that name each statement: two that one dispute names are declared rivals."""
    out: dict[str, set[str]] = {}
    for dispute in library.disputes.values():
        for address in dispute.statements:
            out.setdefault(address.text, set()).add(dispute.address)
    return out


def standing(record: Record, key: str) -> list[Statement]:
    """The statements of a property that are still upheld."""
    return [s for s in record.of(key) if s.status not in ("retracted", "superseded", "denied")]


def _pairs(record: Record, key: str, declared: dict[str, set[str]], put: Put) -> None:
    live = standing(record, key)
    if len(live) > MAX_RIVALS:
        allowed = f"{MAX_RIVALS} are allowed of what has one value at a time"
        message = f"{key}: {len(live):,} statements; {allowed}"
        hint = "keep the older ones as facts, or split the record"
        put(Issue(live[MAX_RIVALS].spot, "limit", message, hint))
        return
    known = [(s, declared.get(s.address, set())) for s in live]
    for n, (two, disputes) in enumerate(known):
        above = (one for one, others in known[:n] if others.isdisjoint(disputes))
        if rivals := [one for one in above if contradict(one, two)]:
            put(_rivals(key, two, rivals))


def _rivals(key: str, two: Statement, others: list[Statement]) -> Issue:
    named = [f'"{one.anchor}" (line {one.spot.line})' for one in others[:NAMED]]
    if len(others) > NAMED:
        named.append(f"{len(others) - NAMED} more")
    listed = " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
    message = f'{key}: "{two.anchor}" contradicts {listed} for the same time'
    whom = "both" if len(others) == 1 else "all"
    apart = "tell their times or scopes apart, or retract one"
    hint = f"add a dispute that names {whom}, {apart}"
    return Issue(two.spot, "undeclared-dispute", message, hint)


def contradict(one: Statement, two: Statement) -> bool:
    """Do two statements of a property differ for an overlapping time and the same scope?"""
    return one.scope == two.scope and _overlap(one, two) and differ(one.value, two.value)


def differ(one: object, two: object) -> bool:
    """Can two values of a property not both be true? What nobody knows contradicts nothing."""
    if one in UNKNOWN or two in UNKNOWN:
        return False
    if isinstance(one, Address) and isinstance(two, Address):
        return one.text != two.text
    if isinstance(one, Amount) and isinstance(two, Amount):
        return amounts.apart(one, two)
    if isinstance(one, When) and isinstance(two, When):
        return not meet(one, two)
    if isinstance(one, tuple) and isinstance(two, tuple):
        return any(abs(float(a) - float(b)) > _step(a, b) for a, b in zip(one, two))
    if isinstance(one, Name) and isinstance(two, Name):
        return {one.text, *one.spellings}.isdisjoint((two.text, *two.spellings))
    return one != two


def _step(one: str, two: str) -> float:
    """One unit of the last digit of the less precise of two coordinates."""
    return 10.0 ** -min(len(c.partition(".")[2]) for c in (one, two))


def meet(one: When, two: When, more_than_a_day: bool = False) -> bool:
    """Do two dates leave a day that fits both, or more than the one on which they touch?"""
    starts = [w.earliest for w in (one, two) if w.earliest]
    ends = [w.latest for w in (one, two) if w.latest]
    if not starts or not ends:
        return True
    return max(starts) < min(ends) or (max(starts) == min(ends) and not more_than_a_day)


def _overlap(one: Statement, two: Statement) -> bool:
    """Do their times overlap? No time always does; two spans may share the day between them."""
    if one.when is None or two.when is None:
        return True
    return meet(one.when, two.when, more_than_a_day=not (one.when.single or two.when.single))
