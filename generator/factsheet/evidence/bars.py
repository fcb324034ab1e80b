"""Who held a city as a bar of time: each spell in the words of the sources.

A spell that begins or ends with a year begins or ends on no day.
"""

from dataclasses import dataclass, replace
from datetime import date

from factsheet.evidence import holdings
from factsheet.evidence.holdings import Spell
from factsheet.evidence.library import Library
from factsheet.reading import Record
from factsheet.values import Instant, Statement, When, parse

WIDTHS = (1, 7, 31, 366, 3660)  # a spell of at most so many days is one step wide, two, …
WIDEST = len(WIDTHS) + 1


@dataclass(frozen=True, slots=True)
class Stretch:
    """A spell as a bar shows it: its time as exact as its ends are known, and who held the city.

    `state` is one of STATES; `width` counts from 1 to WIDEST, by the logarithm of days.
    `side` is "before" or "after" where the bar begins or ends with what is not known: `when` is
    then the day, month or year next to it.
    """

    when: When
    state: str
    width: int
    holders: tuple[Statement, ...] = ()
    side: str = ""
    unsaid: tuple[str, ...] = ()


def bar(library: Library, city: Record) -> list[Stretch]:
    """Who held a city, without a gap, as far as anybody says; empty where nobody does."""
    found = holdings.whole(library, city)
    held = [n for n, spell in enumerate(found) if spell.holders]
    if not held:
        return []
    first, last, (starts, ends) = held[0], held[-1], _edges(library, city)
    out = stretches(library, city, found[first : last + 1])
    if first:
        when = parse(_on(found[first].first, starts))
        out.insert(0, Stretch(when, "unknown", WIDEST, side="before"))
    if last + 1 < len(found):
        when = parse(_on(found[last].last, ends))
        out.append(Stretch(when, "unknown", WIDEST, side="after"))
    return out


def stretches(library: Library, city: Record, found: list[Spell]) -> list[Stretch]:
    """Spells with their times in the words of the sources: what ends with a year ends on no day."""
    starts, ends = _edges(library, city)
    out = []
    for spell in found:
        still = any(s.when and s.when.open_end for s in spell.holders)
        first = ".." if spell.first == date.min else _on(spell.first, starts)
        last = _on(spell.last, ends)
        if spell.last == date.max:
            last = ".." if still else ""
        when = parse(first if first == last else f"{first}/{last}")
        wide, state = width((spell.last - spell.first).days + 1), holdings.state(spell)
        out.append(Stretch(when, state, wide, spell.holders, unsaid=spell.unsaid))
    return out


def width(days: int) -> int:
    """How wide so many days are drawn, from 1 to WIDEST, by their logarithm."""
    return 1 + sum(days > most for most in WIDTHS)


def _edges(library: Library, city: Record) -> tuple[dict[date, str], dict[date, str]]:
    """(starts, ends): how a spell that starts or ends on a day is written, as EDTF.

    They have the days that a statement's bound is the reason of, as exact as anybody gives it.
    """
    starts: dict[date, str] = {}
    ends: dict[date, str] = {}

    def put(edges: dict[date, str], day: date, bound: Instant) -> None:
        texts = edges.get(day, ""), _as_told(day, bound)
        edges[day] = max(texts, key=lambda text: (len(text.rstrip("~?%X")), -len(text)))

    for statement in city.meant("holding"):
        if not (when := statement.when):
            continue
        if not (when.start and when.end):  # the first or last report is its bound
            for issued in library.issued(statement):
                if issued and issued.end:
                    report = replace(issued.end, mark="")
                    put(starts, report.last, report)
                    put(ends, report.last, report)
        if when.start:
            put(starts, when.start.first, when.start)
            put(ends, holdings.beside(when.start.first, -1), when.start)
        if when.end:
            put(ends, when.end.last, when.end)
            put(starts, holdings.beside(when.end.last, 1), when.end)
    return starts, ends


def _as_told(day: date, bound: Instant) -> str:
    """As much of a day as a bound tells: the day, its month, its year or its decade."""
    days = (bound.last - bound.first).days + 1
    length = 10 if days == 1 else 7 if days <= 31 else 4 if days <= 366 else 3
    return day.isoformat()[:length] + ("X" if length == 3 else "") + bound.mark


def _on(day: date, edges: dict[date, str]) -> str:
    return edges.get(day, day.isoformat())
