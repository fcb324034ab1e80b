"""Who held which city when: as the facts say now, or as could be known on the evening of each day.

A state changes only on a day that some statement names, so only those days are looked at, not each
one between them. Where nobody says since when or until when somebody held a city, the state counts
up to the next one that is as well attested, and says so.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from factsheet.evidence import views
from factsheet.evidence.library import Library
from factsheet.reading import Record
from factsheet.values import Address, Statement

STATES = ("reported", "claimed", "handover", "contested", "unknown")  # of a town on a day
SOUND = {"accepted", "superseded"}  # statuses of what sources report
UNSAID = ("since", "until")  # what nobody says of a state


@dataclass(frozen=True, slots=True)
class Spell:
    """Days in a row on which the same statements say who held a city; none where nobody says.

    `reached`: nobody says it of these days themselves; it is what was so before or after them,
    until or since nobody says when. `unsaid` has those of UNSAID that hold of one who comes in with
    the spell, or goes with it.
    """

    first: date
    last: date
    holders: tuple[Statement, ...]
    reached: bool = False
    unsaid: tuple[str, ...] = ()


def span(since: date, until: date) -> list[date]:
    """Every day from one to another, both included; at most a year."""
    return [since + timedelta(days=n) for n in range(min((until - since).days, 365) + 1)]


def spells(
    library: Library, city: Record, first: date, last: date, known_then: bool = False
) -> list[Spell]:
    """Who held a city between two days; `known_then`: as sources issued by each day could know."""
    found = (s for s in whole(library, city, known_then) if s.first <= last and first <= s.last)
    return [replace(s, first=max(s.first, first), last=min(s.last, last)) for s in found]


def whole(library: Library, city: Record, known_then: bool = False) -> list[Spell]:
    """All spells of a city, from the first day of the calendar to the last, or to that of a view.

    As could be known on the evening of a day, nothing reaches further than it was reported.
    """
    end = library.until or date.max
    turns = {d for s in city.meant("holding") for d in _turns(library, s) if d <= end}
    days = sorted({date.min, *turns})
    lasts = [*(beside(day, -1) for day in days[1:]), end]
    found = [holders(library, city, day, known_then) for day in days]
    out = _merged([Spell(*one) for one in zip(days, lasts, found)])
    if known_then:
        return out
    out = _merged(_reached(out, [s.address for s in city.meant("holding")]))
    return [replace(s, unsaid=_unsaid(out, n, end)) for n, s in enumerate(out)]


def _merged(found: list[Spell]) -> list[Spell]:
    """Spells that follow one another with the same holders as one."""
    out: list[Spell] = []
    for spell in found:
        if out and [s.address for s in out[-1].holders] == [s.address for s in spell.holders]:
            both = out[-1].reached and spell.reached
            out[-1] = replace(out[-1], last=spell.last, reached=both)
        else:
            out.append(spell)
    return out


def _reached(found: list[Spell], order: list[str]) -> list[Spell]:
    """The spells with those of their neighbours' holders of whom nobody says since or until when.

    What has no start reaches back, what has no end reaches on, until a spell of which somebody says
    a thing that is as well attested.
    """
    more: list[dict[str, Statement]] = [{} for _ in found]
    for n, spell in enumerate(found):
        for s in spell.holders:
            for step, open_ in ((-1, _without(s, "since")), (1, _without(s, "until"))):
                at = n + step
                while open_ and 0 <= at < len(found) and not _outweighs(found[at], s):
                    more[at][s.address] = s
                    at += step
    out = []
    for spell, found_too in zip(found, more):
        if found_too:
            known = {s.address: s for s in spell.holders} | found_too
            together = tuple([known[address] for address in order if address in known])
            spell = replace(spell, holders=together, reached=not spell.holders)
        out.append(spell)
    return out


def _without(statement: Statement, which: str) -> bool:
    """Does nobody say since when a state held, or until when?

    What is reported of one day, month or year begins there and lasts; a claim is of that time.
    """
    when = statement.when
    if when is None:
        return False
    if when.single:
        return which == "until" and statement.status in SOUND
    return not when.start if which == "since" else not when.end and not when.open_end


def _outweighs(spell: Spell, statement: Statement) -> bool:
    """Is anybody of the spell as well attested as this statement?"""
    return any(s.status in SOUND or statement.status not in SOUND for s in spell.holders)


def _unsaid(found: list[Spell], n: int, end: date) -> tuple[str, ...]:
    """What of UNSAID holds of the spell with this number."""
    out, holders = [], found[n].holders
    for which, next_ in (("since", n - 1), ("until", n + 1)):
        there = found[next_].holders if 0 <= next_ < len(found) else ()
        stay = {s.address for s in there}
        last = n + 1 == len(found)
        seen = which == "since" or not last or end == date.max
        for s in holders:  # of one day, another ends what is reported
            ends = seen and s.address not in stay and (last or not s.when or not s.when.single)
            if ends and which not in out and _without(s, which):
                out.append(which)
    return tuple(out)


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
    return found | {beside(d, 1) for d in found}


def beside(day: date, step: int) -> date:
    """The day before or after, within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + step, 1), date.max.toordinal()))


def state(spell: Spell) -> str:
    """What a spell amounts to, one of STATES: by its holders alone, however it was cut."""
    statuses = {s.status for s in spell.holders}
    if not statuses:
        return "unknown"
    if len({s.value.text for s in spell.holders}) == 1:
        if statuses & SOUND:
            return "reported"
        return "claimed" if "claimed" in statuses else "contested"
    pairs = [(a, b) for a, b in combinations(spell.holders, 2) if a.value.text != b.value.text]
    gave_way = _between if spell.reached else _handover
    if statuses == {"accepted"} and all(gave_way(a, b) or gave_way(b, a) for a, b in pairs):
        return "handover"
    return "contested"


def _between(one: Statement, two: Statement) -> bool:
    """True where one held until nobody says when, and the other since nobody says when."""
    return _without(one, "until") and _without(two, "since")


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
