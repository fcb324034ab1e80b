"""Versions that contradict one another behind different scopes: told apart by these, or not.

Two values that are no numbers (two holders of a city) are doubted whenever their times overlap.
Two numbers are doubted only when their scopes cannot explain them: one of them has none, both say
the same in other words, or the one that covers less is the greater. Figures count many different
things; they are compared for exactly the same time.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from factsheet.evidence import amounts
from factsheet.evidence.library import Library
from factsheet.evidence.rivals import differ, meet, standing
from factsheet.issues import Issue
from factsheet.reading import Record
from factsheet.values import Amount, Doubt, Statement

NEIGHBOURS = 50  # statements before one that it is compared with; no editor has more
MOST = 100  # doubts about one property


def doubts(library: Library) -> Iterator[Doubt]:
    """A doubt for each pair that no dispute names."""
    for record in library.records.values():
        disputes: dict[str, set[str]] = defaultdict(set)
        for dispute in library.disputed.get(record.address, ()):
            for address in dispute.statements:
                disputes[address.text].add(dispute.address)
        for key, prop in record.kind.all_fields.items():
            for one, two in islice(_pairs(record, key, prop.single, disputes), MOST):
                yield _doubt(key, one, two)


def _pairs(
    record: Record, key: str, single: bool, disputes: dict[str, set[str]]
) -> Iterator[tuple[Statement, Statement]]:
    """The pairs of a property, the earlier first, that may contradict one another undeclared."""
    live = standing(record, key)
    doubtful = _single if single else _counted
    for at, two in enumerate(live):
        for one in live[max(0, at - NEIGHBOURS) : at]:
            if differ(one.value, two.value) and doubtful(one, two):
                if disputes[one.address].isdisjoint(disputes[two.address]):
                    yield one, two


def _single(one: Statement, two: Statement) -> bool:
    """Of a property with one value at a time; equal scopes are the business of `rivals`."""
    number = any(isinstance(s.value, Amount) for s in (one, two))
    return one.scope != two.scope and _together(one, two) and (not number or _unexplained(one, two))


def _counted(one: Statement, two: Statement) -> bool:
    """Of figures."""
    same = one.when and two.when and one.when.edtf == two.when.edtf
    number = any(isinstance(s.value, Amount) for s in (one, two))
    return bool(same) and number and _unexplained(one, two)


def _unexplained(one: Statement, two: Statement) -> bool:
    """Can what they cover not explain that two numbers differ?"""
    first, second = _words(one.scope), _words(two.scope)
    if first == second or not first or not second:
        return True
    less, more = (one, two) if first > second else (two, one)
    part, whole = less.value, more.value
    if not isinstance(part, Amount) or not isinstance(whole, Amount):  # there is none
        return False
    refined = first > second or second > first
    return refined and amounts.exceeds(part, whole)


def _words(scope: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", scope.casefold()))


def _together(one: Statement, two: Statement) -> bool:
    """Do their times overlap? Not when one ends in the day, month or year that starts the other."""
    first, second = one.when, two.when
    if first is None or second is None or first.edtf == second.edtf:
        return True
    for before, after in ((first, second), (second, first)):
        end, start = before.end, after.start
        if end and start and (end.first, end.last) == (start.first, start.last):
            return False
    return meet(first, second)


def _doubt(key: str, one: Statement, two: Statement) -> Doubt:
    before = f'"{one.anchor}" ({one.scope or "no scope"}; line {one.spot.line})'
    after = f'"{two.anchor}" ({two.scope or "no scope"})'
    message = f"{key}: {after} contradicts {before}, unless their scopes tell them apart"
    hint = "add a dispute that names both, or tell their times or scopes apart"
    issue = Issue(two.spot, "rival-scopes", message, hint)
    return Doubt(two.record, issue, (one.anchor, two.anchor))
