"""Who held which city when: as the facts say now, or as could be known on the evening of each day.

A state changes only on a day that some statement names, so only those days are looked at, not each
one between them.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from factsheet.evidence import views
from factsheet.evidence.library import Library
from factsheet.reading import Record
from factsheet.values import Address, Instant, Statement, When, parse

STATES = ("reported", "claimed", "handover", "contested", "unknown")  # of a town on a day
WIDTHS = (1, 7, 31, 366, 3660)  # a spell of at most so many days is one step wide, two, …
WIDEST = len(WIDTHS) + 1


@dataclass(frozen=True, slots=True)
class Spell:
    """Days in a row on which the same statements say who held a city; none where nobody says."""

    first: date
    last: date
    holders: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A spell as a bar shows it: its time as exact as its ends are known, and who held the city.

    `state` is one of STATES; `width` counts from 1 to WIDEST, by the logarithm of days.
    `side` is "before" or "after" where the spell has no bound at that side. `when` is then the day,
    month or year next to it, and `holders` before it are those who held the city then without
    anybody saying since when.
    """

    when: When
    state: str
    width: int
    holders: tuple[Statement, ...] = ()
    side: str = ""


def span(since: date, until: date) -> list[date]:
    """Every day from one to another, both included; at most a year."""
    return [since + timedelta(days=n) for n in range(min((until - since).days, 365) + 1)]


def spells(
    library: Library, city: Record, first: date, last: date, known_then: bool = False
) -> list[Spell]:
    """Who held a city between two days; `known_then`: as sources issued by each day could know."""
    last = min(last, library.until) if library.until else last
    if last < first:
        return []
    turns = {d for s in city.meant("holding") for d in _turns(library, s) if first < d <= last}
    out: list[Spell] = []
    for day in sorted({first, *turns}):
        live = holders(library, city, day, known_then)
        if out and [s.address for s in out[-1].holders] == [s.address for s in live]:
            continue
        if out:
            out[-1] = replace(out[-1], last=_beside(day, -1))
        out.append(Spell(day, last, live))
    return out


def holders(
    library: Library, city: Record, day: date, known_then: bool = False
) -> tuple[Statement, ...]:
    """The statements that say who held a city on a day."""
    live = [s for s in city.meant("holding") if s.status not in ("retracted", "denied")]
    found = [s for s in live if isinstance(s.value, Address)]
    if known_then:
        cited = {r.address for s in found for r in library.standing(s)}
        sources = {a for a in cited if views.issued_by(library.records[a], day)}
        found = [then for s in found if (then := views.known(library, s, sources, day))]
    return tuple(s for s in found if views.holds(library, s, day))


def _turns(library: Library, statement: Statement) -> set[date]:
    """The days on which what a statement says can begin or cease to hold or to be known."""
    when, said = statement.when, statement.said
    named = [when.earliest, when.latest, when.start.last if when.start else None] if when else []
    named += [said.earliest] if said else []
    found = {d for d in (*named, *views.reports(library, statement)) if d}
    return found | {_beside(d, 1) for d in found}


def _beside(day: date, step: int) -> date:
    """The day before or after, within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + step, 1), date.max.toordinal()))


def bar(library: Library, city: Record) -> list[Stretch]:
    """Who held a city, without a gap, from the first to the last bound; empty without any."""
    turns = sorted(d for s in city.meant("holding") for d in _turns(library, s))
    found = spells(library, city, turns[0], turns[-1]) if turns else []
    held = [n for n, spell in enumerate(found) if spell.holders]
    if not held:
        return []
    found, (starts, ends) = found[held[0] : held[-1] + 1], _edges(library, city)
    first, last = found[0], found[-1]
    accepted = (s for s in first.holders if s.status == "accepted")
    undated = tuple(s for s in accepted if s.when and not s.when.start)
    head = Stretch(parse(_on(first.first, starts)), "unknown", WIDEST, undated, side="before")
    out = [head, *stretches(library, city, found)]
    if last.last == library.until:
        return out
    if holders(library, city, _beside(last.last, 1)) == last.holders:  # still so, as far as known
        return [*out[:-1], replace(out[-1], when=_without_end(out[-1], "/.."), width=WIDEST)]
    if all(s.when and s.when.start and not s.when.end for s in last.holders):
        out[-1] = replace(out[-1], when=_without_end(out[-1], "/"))  # only the last report is known
    return [*out, Stretch(parse(_on(last.last, ends)), "unknown", WIDEST, side="after")]


def _without_end(stretch: Stretch, ending: str) -> When:
    return parse(stretch.when.edtf.partition("/")[0] + ending)


def stretches(library: Library, city: Record, found: list[Spell]) -> list[Stretch]:
    """Spells with their times in the words of the sources: what ends with a year ends on no day."""
    starts, ends = _edges(library, city)
    out = []
    for spell in found:
        first, last = _on(spell.first, starts), _on(spell.last, ends)
        when = parse(first if first == last else f"{first}/{last}")
        days = (spell.last - spell.first).days + 1
        width = 1 + sum(days > most for most in WIDTHS)
        out.append(Stretch(when, state(spell), width, spell.holders))
    return out


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
            put(ends, _beside(when.start.first, -1), when.start)
        if when.end:
            put(ends, when.end.last, when.end)
            put(starts, _beside(when.end.last, 1), when.end)
    return starts, ends


def _as_told(day: date, bound: Instant) -> str:
    """As much of a day as a bound tells: the day, its month, its year or its decade."""
    days = (bound.last - bound.first).days + 1
    length = 10 if days == 1 else 7 if days <= 31 else 4 if days <= 366 else 3
    return day.isoformat()[:length] + ("X" if length == 3 else "") + bound.mark


def _on(day: date, edges: dict[date, str]) -> str:
    return edges.get(day, day.isoformat())


def state(spell: Spell) -> str:
    """What a spell amounts to, one of STATES: by its holders alone, however it was cut."""
    statuses = {s.status for s in spell.holders}
    if not statuses:
        return "unknown"
    if len({s.value.text for s in spell.holders}) == 1:
        if statuses & {"accepted", "superseded"}:
            return "reported"
        return "claimed" if "claimed" in statuses else "contested"
    pairs = [(a, b) for a, b in combinations(spell.holders, 2) if a.value.text != b.value.text]
    if statuses == {"accepted"} and all(_handover(a, b) or _handover(b, a) for a, b in pairs):
        return "handover"
    return "contested"


def _handover(one: Statement, two: Statement) -> bool:
    """True when both hold for no longer than the time within which one gave way to the other."""
    if not one.when or not two.when or one.when.single or two.when.single:
        return False
    end, start = one.when.end, two.when.start
    if not end or not start:
        return False
    return end.first <= start.first and end.last <= start.last


def held(library: Library) -> list[Record]:
    """The records of which anybody says who held them, kind by kind, by name."""
    kinds = (plural for plural, kind in library.kinds.items() if kind.meaning("holding"))
    return [r for plural in kinds for r in library.of(plural) if r.meant("holding")]
