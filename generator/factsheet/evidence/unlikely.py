"""Days that a statement's sources can hardly know: later than all of them, or with day and month exchanged."""

from collections.abc import Iterator
from datetime import date

from factsheet.evidence.library import Library
from factsheet.issues import Issue
from factsheet.reading import Record
from factsheet.values import Doubt, Statement, When, day_words

LATE = 1  # days by which a clock elsewhere may be ahead of the source's
FAR = 31  # days from which a day is far from what its source tells of
NEAR = 3  # days within which it is what a source tells of

Days = dict[date, Statement]  # exact days on a record, each with the first statement that has it


def doubts(library: Library) -> Iterator[Doubt]:
    """At most one doubt for each time and each day of saying."""
    for record in library.records.values():
        days: Days = {}
        for statement in record.statements.values():
            for when in (statement.when, _said(record, statement)):
                if day := _exact(when):
                    days.setdefault(day, statement)
        for statement in record.statements.values():
            if statement.status != "retracted":
                yield from _of(library, record, statement, days)


def _of(library: Library, record: Record, statement: Statement, days: Days) -> Iterator[Doubt]:
    issued = [library.records[r.address].labels.get("issued") for r in statement.references]
    source = library.records[statement.references[0].address].spot
    said, place = _said(record, statement), f"({source.path}:{source.line})"
    for key, when in (("when", statement.when), ("said", said)):
        if when is None:
            continue
        hint, why = (
            "mend the day, or cite a later source",
            "" if key == "when" and statement.planned else _late(when, issued, place),
        )
        hint += ", or say planned: true" if key == "when" else ""
        if not why:
            near = {
                day for one in (*issued, said if key == "when" else None) if (day := _exact(one))
            }
            hint, why = "mend the day", _exchanged(when, near, days, statement, place)
        if why:
            about = (*([statement.anchor] if statement.anchor else []), when.edtf)
            yield Doubt(
                record.address,
                Issue(statement.spot, "unlikely-day", f"{key}: {when.edtf} {why}", hint),
                about,
            )


def _said(record: Record, statement: Statement) -> When | None:
    """The day on which it was said; a quote has one for all its wordings."""
    said: When | None = statement.said or (
        record.labels.get("said") if record.kind.has_wordings else None
    )
    return said


def _exact(when: When | None) -> date | None:
    """The day of a date that is one day."""
    return when.earliest if when and when.earliest == when.latest else None


def _late(when: When, issued: list[When | None], place: str) -> str:
    """Why no source can have known: it begins or ends after the last of them was issued."""
    latest = [one.latest if one else None for one in issued]
    if not latest or None in latest:
        return ""
    last = max(day for day in latest if day)
    ahead = max(((end.first - last).days for end in (when.start, when.end) if end), default=0)
    return (
        f"lies {ahead} days after {day_words(last)}, when the last of its sources was issued {place}"
        if ahead > LATE
        else ""
    )


def _exchanged(when: When, near: set[date], days: Days, statement: Statement, place: str) -> str:
    """Why day and month may be exchanged: the day is far from its source, and nearer, and known, the other way round."""
    day = _exact(when)
    if not day or not near or day.day > 12 or day.day == day.month:
        return ""
    mirror = day.replace(month=day.day, day=day.month)

    def away(one: date) -> int:
        return min(abs((one - other).days) for other in near)

    other = days.get(mirror)
    if away(day) <= FAR or away(mirror) >= away(day) or not (away(mirror) <= NEAR or other):
        return ""
    where = (
        f'the day of "{other.anchor}" (line {other.spot.line})'
        if other and other is not statement
        else "close to it"
    )
    return f"lies {away(day)} days from its source {place}; with day and month exchanged it is {mirror.isoformat()}, {where}"
