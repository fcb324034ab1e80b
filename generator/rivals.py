"""Versions that contradict one another: those that a dispute names, and those that nobody has declared yet.

A property that has one value at a time (who holds a city, where somebody was born) cannot have two for one time and scope
without a dispute that names both; otherwise a page would state both as true.
"""

from itertools import combinations

from generator.dates import When
from generator.issues import Issue
from generator.library import Library
from generator.links import Address
from generator.memory import Memory
from generator.numbers import Amount
from generator.records import Put
from generator.statements import Statement
from generator.typed import Record
from generator.unread import ANY


def check(library: Library, put: Put, memory: Memory) -> None:
    """Put an issue for each pair of statements that disagree without a declared dispute."""
    declared = _declared(library)
    good: Library | None = memory.good
    same = good is not None and declared == _declared(good)
    for record in library.records.values():
        if not library.unclear.isdisjoint((record.address, ANY)):
            continue  # the dispute may stand in what could not be read
        if same and good and good.records.get(record.address) is record:
            continue
        for key, prop in record.kind.all_properties.items():
            if prop.single:
                _pairs(record, key, declared, put)


def _declared(library: Library) -> set[frozenset[str]]:
    return {frozenset(pair) for d in library.disputes.values() for pair in combinations([a.text for a in d.statements], 2)}


def _pairs(record: Record, key: str, declared: set[frozenset[str]], put: Put) -> None:
    live = [s for s in record.of(key) if s.status not in ("retracted", "superseded", "denied")]
    for one, two in combinations(live, 2):
        if contradict(one, two) and frozenset((one.address, two.address)) not in declared:
            message = f'{key}: "{two.anchor}" contradicts "{one.anchor}" (line {one.spot.line}) for the same time'
            hint = "add a dispute that names both, tell their times or scopes apart, or retract one"
            put(Issue(two.spot, "undeclared-dispute", message, hint))


def contradict(one: Statement, two: Statement) -> bool:
    """True when two statements of a property give different values for an overlapping time and the same scope."""
    return one.scope == two.scope and differ(one.value, two.value) and _overlap(one, two)


def differ(one: object, two: object) -> bool:
    if isinstance(one, Address) and isinstance(two, Address):
        return one.text != two.text
    if isinstance(one, Amount) and isinstance(two, Amount):
        if one.low is None and one.high is None or two.low is None and two.high is None:
            return False
        low, high = (
            max(x for x in (one.low, two.low, float("-inf")) if x is not None),
            min(x for x in (one.high, two.high, float("inf")) if x is not None),
        )
        return low > high
    if isinstance(one, When) and isinstance(two, When):
        return not meet(one, two)
    if isinstance(one, tuple) and isinstance(two, tuple):
        return any(abs(float(a) - float(b)) > _step(a, b) for a, b in zip(one, two))
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
    """Do their times overlap? Two spans may share the day on which one gives way to the other; no time overlaps with all."""
    if one.when is None or two.when is None:
        return True
    return meet(one.when, two.when, more_than_a_day=not (one.when.single or two.when.single))
