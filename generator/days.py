"""Who held which city on which day: what the facts say now, and what could be known on the evening of the day itself."""

from dataclasses import dataclass
from datetime import date, timedelta

from generator import views
from generator.library import Library
from generator.statements import Statement
from generator.typed import Record


@dataclass(frozen=True, slots=True)
class Spell:
    """Days in a row, first to last, on which the same statements say who held a city; none where nobody says."""

    first: date
    last: date
    holders: tuple[Statement, ...]


def span(since: date, until: date) -> list[date]:
    """Every day from one to another, both included; at most a year."""
    return [since + timedelta(days=n) for n in range(min((until - since).days, 365) + 1)]


def control(library: Library, city: Record, days: list[date], known_then: bool) -> list[Spell]:
    """Who held a city on each day, as spells; with `known_then`, as far as sources issued by that day could know."""
    out: list[Spell] = []
    for day in (d for d in days if not library.until or d <= library.until):
        sources = {r.address for r in library.of("sources") if views.issued_by(r, day)} if known_then else set()
        seen = [(s, views.known(library, s, sources, day) if known_then else s) for s in city.of("control")]
        live = tuple(then for s, then in seen if then and s.status not in ("retracted", "denied") and views.holds(library, then, day))
        if out and [s.address for s in out[-1].holders] == [s.address for s in live]:
            out[-1] = Spell(out[-1].first, day, out[-1].holders)
        else:
            out.append(Spell(day, day, live))
    return out


def cities_with_control(library: Library) -> list[Record]:
    """The cities of which anybody says who held them, by name."""
    return [r for r in library.of("cities") if r.of("control")]
