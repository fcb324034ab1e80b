"""Days that a statement's sources can hardly know: later than all, or day and month exchanged."""

from collections.abc import Iterator
from datetime import date

from factsheet.evidence.library import Library, said
from factsheet.issues import Issue
from factsheet.language import day_words
from factsheet.reading import Record
from factsheet.values import Doubt, Statement, When

LATE = 1  # days by which a clock elsewhere may be ahead of the source's
FAR = 31  # days from which a day is far from what its source tells of
NEAR = 3  # days within which it is what a source tells of

Days = dict[date, Statement]  # exact days on a record, each with the first statement that has it


def doubts(library: Library) -> Iterator[Doubt]:
    """At most one doubt for each time and each day of saying."""
    for record in library.records.values():
        days: Days = {}
        for statement in record.statements.values():
            for when in (statement.when, said(record, statement)):
                if day := _exact(when):
                    days.setdefault(day, statement)
        for statement in record.statements.values():
            if statement.status != "retracted":
                yield from _of(library, record, statement, days)


def _of(library: Library, record: Record, statement: Statement, days: Days) -> Iterator[Doubt]:
    issued, on = library.issued(statement), said(record, statement)
    if not (standing := library.standing(statement)):
        return
    source = library.records[standing[0].address].spot
    place = f"({source.path}:{source.line})"
    for key, when, other in (("when", statement.when, on), ("said", on, None)):
        if when is None:
            continue
        hint = "mend the day, or cite a later source"
        hint += ", or say planned: true" if key == "when" else ""
        planned = key == "when" and statement.planned
        why = "" if planned else _late(when, issued, place)
        if not why:
            near = {day for one in (*issued, other) if (day := _exact(one))}
            hint, why = "mend the day", _exchanged(when, near, days, statement, place)
        if why:
            message = f"{key}: {when.edtf} {why}"
            about = (statement.anchor, when.edtf) if statement.anchor else (when.edtf,)
            issue = Issue(statement.spot, "unlikely-day", message, hint)
            yield Doubt(record.address, issue, about)


def _exact(when: When | None) -> date | None:
    """The day of a date that is one day."""
    return when.earliest if when and when.earliest == when.latest else None


def _late(when: When, issued: list[When | None], place: str) -> str:
    """Why no source can have known: it begins or ends after the last of them was issued."""
    latest = [one.latest for one in issued if one and one.latest]
    if not latest or len(latest) < len(issued):
        return ""
    last = max(latest)
    ahead = max(((end.first - last).days for end in (when.start, when.end) if end), default=0)
    if ahead <= LATE:
        return ""
    issue = f"when the last of its sources was issued {place}"
    return f"lies {ahead} days after {day_words(last)}, {issue}"


def _exchanged(when: When, near: set[date], days: Days, statement: Statement, place: str) -> str:
    """Why day and month may be exchanged: near its source, or known, the other way round only."""
    day = _exact(when)
    if not day or not near or day.day > 12 or day.day == day.month:
        return ""
    mirror = day.replace(month=day.day, day=day.month)
    away, mirrored = (min(abs((one - other).days) for other in near) for one in (day, mirror))
    other = days.get(mirror)
    if away <= FAR or mirrored >= away or not (mirrored <= NEAR or other):
        return ""
    where = "close to it"
    if other and other is not statement:
        where = f'the day of "{other.anchor}" (line {other.spot.line})'
    exchanged = f"with day and month exchanged it is {mirror.isoformat()}, {where}"
    return f"lies {away} days from its source {place}; {exchanged}"
