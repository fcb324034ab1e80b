"""Who held which city when: what the facts say now, and what could be known on the evening of the day itself.

A state changes only on a day that some statement names, so only those days are looked at, not each one between them.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from factsheet.evidence import views
from factsheet.evidence.library import Library
from factsheet.reading import Record
from factsheet.values import Instant, Statement, When, parse

STATES = ("reported", "claimed", "handover", "contested", "unknown")  # of a town on a day
WIDTHS = (1, 7, 31, 366, 3660)  # a spell of at most so many days is one step wide, two, …


@dataclass(frozen=True, slots=True)
class Spell:
    """Days in a row, first to last, on which the same statements say who held a city; none where nobody says."""

    first: date
    last: date
    holders: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A spell as a bar shows it: its time as exact as its ends are known, its state, its width, and who held the city.

    `state` is one of STATES. `side` is "before" or "after" where the spell has no
    bound at that side; `when` is then the day, month or year next to it, and `holders` before it are those who held the city
    then without anybody saying since when. `width` counts from 1 to 6, by the logarithm of days.
    """

    when: When
    state: str
    width: int
    holders: tuple[Statement, ...] = ()
    side: str = ""


def span(since: date, until: date) -> list[date]:
    """Every day from one to another, both included; at most a year."""
    return [since + timedelta(days=n) for n in range(min((until - since).days, 365) + 1)]


def control(library: Library, city: Record, days: list[date], known_then: bool) -> list[Spell]:
    """Who held a city from the first of `days` to the last; with `known_then`, as far as sources issued by each day could know."""
    return spells(library, city, days[0], days[-1], known_then) if days else []


def spells(
    library: Library, city: Record, first: date, last: date, known_then: bool = False
) -> list[Spell]:
    """The same from one day to another, however far apart."""
    last = min(last, library.until) if library.until else last
    if last < first:
        return []
    turns = {d for s in city.of("control") for d in _turns(library, s) if first < d <= last}
    days = sorted({first, *turns})
    out: list[Spell] = []
    for day, following in zip(days, [*days[1:], None], strict=True):
        end = following - timedelta(days=1) if following else last
        live = holders(library, city, day, known_then)
        if out and [s.address for s in out[-1].holders] == [s.address for s in live]:
            out[-1] = Spell(out[-1].first, end, out[-1].holders)
        else:
            out.append(Spell(day, end, live))
    return out


def holders(
    library: Library, city: Record, day: date, known_then: bool = False
) -> tuple[Statement, ...]:
    """The statements that say who held a city on a day."""
    found = city.of("control")
    if known_then:
        cited = {r.address for s in found for r in s.references}
        sources = {a for a in cited if views.issued_by(library.records[a], day)}
        found = [then for s in found if (then := views.known(library, s, sources, day))]
    return tuple(
        s for s in found if s.status not in ("retracted", "denied") and views.holds(library, s, day)
    )


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
    """Who held a city, from the first bound that anybody gives to the last, without a gap; empty when nobody gives one."""
    turns = sorted(d for s in city.of("control") for d in _turns(library, s))
    found = spells(library, city, turns[0], turns[-1]) if turns else []
    while found and not found[0].holders:
        found.pop(0)
    while found and not found[-1].holders:
        found.pop()
    if not found:
        return []
    out = stretches(library, city, found)
    starts, ends = _edges(library, city)
    last, live = found[-1].last, found[-1].holders
    widest = len(WIDTHS) + 1
    undated = tuple(
        s for s in found[0].holders if s.status == "accepted" and s.when and not s.when.start
    )
    head = Stretch(
        parse(starts.get(found[0].first, found[0].first.isoformat())),
        "unknown",
        widest,
        undated,
        side="before",
    )
    if last == library.until:
        return [head, *out]
    if holders(library, city, _beside(last, 1)) == live:  # still so, as far as known
        return [head, *out[:-1], _without_end(out[-1], "/..", widest)]
    if all(
        s.when and s.when.start and not s.when.end for s in live
    ):  # its end is not known, only the last report on it
        out[-1] = _without_end(out[-1], "/", out[-1].width)
    return [
        head,
        *out,
        Stretch(parse(ends.get(last, last.isoformat())), "unknown", widest, side="after"),
    ]


def _without_end(stretch: Stretch, ending: str, width: int) -> Stretch:
    return replace(stretch, when=parse(stretch.when.edtf.partition("/")[0] + ending), width=width)


def stretches(library: Library, city: Record, found: list[Spell]) -> list[Stretch]:
    """Spells with their times in the words of the sources: a spell that ends with a year ends with the year, not on a day."""
    starts, ends = _edges(library, city)
    out = []
    for spell in found:
        first, last = (
            edges.get(day, day.isoformat())
            for edges, day in ((starts, spell.first), (ends, spell.last))
        )
        when = parse(first if first == last else f"{first}/{last}")
        days = (spell.last - spell.first).days + 1
        out.append(
            Stretch(when, state(spell), 1 + sum(days > most for most in WIDTHS), spell.holders)
        )
    return out


def _edges(library: Library, city: Record) -> tuple[dict[date, str], dict[date, str]]:
    """(starts, ends): how a spell that starts or ends on a day is written, as EDTF, where a statement's bound is the reason."""
    starts: dict[date, str] = {}
    ends: dict[date, str] = {}

    def put(edges: dict[date, str], day: date, instant: Instant) -> None:
        size = (instant.last - instant.first).days
        text = f"{day.isoformat()[: 10 if not size else 7 if size < 31 else 4 if size < 366 else 3]}{'X' if size > 365 else ''}{instant.mark}"
        edges[day] = max(
            edges.get(day, ""), text, key=lambda t: (len(t.rstrip("~?%X")), -len(t))
        )  # the most exact one

    for s in city.of("control"):
        if s.when and not (s.when.start and s.when.end):  # the first or last report is its bound
            for issued in (library.records[r.address].labels.get("issued") for r in s.references):
                if issued and issued.end:
                    report = replace(issued.end, mark="")
                    put(starts, report.last, report)
                    put(ends, report.last, report)
        if s.when and s.when.start:
            put(starts, s.when.start.first, s.when.start)
            put(ends, _beside(s.when.start.first, -1), s.when.start)
        if s.when and s.when.end:
            put(ends, s.when.end.last, s.when.end)
            put(starts, _beside(s.when.end.last, 1), s.when.end)
    return starts, ends


def state(spell: Spell) -> str:
    """What a spell amounts to, one of STATES; it hangs on the holders alone, not on how the spell was cut."""
    statuses = {s.status for s in spell.holders}
    if not statuses:
        return "unknown"
    if len({s.value.text for s in spell.holders}) == 1:
        return (
            "reported"
            if statuses & {"accepted", "superseded"}
            else "claimed"
            if "claimed" in statuses
            else "contested"
        )
    pairs = [(a, b) for a, b in combinations(spell.holders, 2) if a.value.text != b.value.text]
    if statuses == {"accepted"} and all(_handover(a, b) or _handover(b, a) for a, b in pairs):
        return "handover"
    return "contested"


def _handover(one: Statement, two: Statement) -> bool:
    """True when both hold for no longer than the time within which one holder gave way to the other."""
    if (
        not one.when
        or not two.when
        or one.when.single
        or two.when.single
        or not one.when.end
        or not two.when.start
    ):
        return False
    end, start = one.when.end, two.when.start
    return end.first <= start.first and end.last <= start.last


def cities_with_control(library: Library) -> list[Record]:
    """The cities of which anybody says who held them, by name."""
    return [r for r in library.of("cities") if r.of("control")]
