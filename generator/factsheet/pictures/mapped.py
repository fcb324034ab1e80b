"""What a map shows: which places, where, how large, which days, and who held what on each of them.

Nothing is drawn here and nothing guessed: a place is drawn where a source puts it, and a day says
what `holdings` says.
"""

import math
from dataclasses import dataclass, replace
from datetime import date, timedelta

from factsheet.evidence import STATES, Library, Spell, holdings
from factsheet.language import listed, say
from factsheet.pictures.atlas import Window
from factsheet.reading import Record
from factsheet.values import Amount, Statement, When, joined, parse

MAX_PICTURES, MAX_PLACES = 30, 60
MAX_NAMED = 14  # days of one picture that have an address beside the first
STEPS = (10_000, 500_000)  # inhabitants from which a dot is larger
MARGIN = 0.16  # around the places, as a part of the window
SMALLEST = 1.2  # degrees of latitude that a window has at least
TALLEST, FLATTEST = 1.1, 0.6  # height of the picture, in widths
WIDEST = 5  # a point typed in whole degrees is exact to about ten to this power of metres
TOWNS = ("", "city", "town", "village")  # first words of a scope that is no larger than the town


@dataclass(frozen=True, slots=True)
class Town:
    """A place on the map: its record, what says where it lies, what says how many live there."""

    record: Record
    point: Statement
    people: Statement | None

    @property
    def at(self) -> tuple[float, float]:
        """(longitude, latitude) in degrees."""
        longitude, latitude = self.point.value
        return float(longitude), float(latitude)

    @property
    def size(self) -> int:
        """0, 1 or 2: how large the dot is; smallest when nobody says how many live there."""
        return sum(self.inhabitants >= step for step in STEPS)

    @property
    def inhabitants(self) -> float:
        """How many live there; none when nobody says so."""
        amount = self.people.value if self.people else None
        return float(amount.low or amount.high or 0) if isinstance(amount, Amount) else 0


@dataclass(frozen=True, slots=True)
class Days:
    """Days in a row on which a map shows the same: the mark of each place."""

    first: date
    last: date
    marks: list["Mark"]

    @property
    def when(self) -> When:
        """Their time: a day, or from one to another."""
        same = self.first == self.last
        return parse(f"{self.first}" if same else f"{self.first}/{self.last}")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a map says of a place on a day: one of `STATES`, and the addresses of its holders."""

    state: str
    holders: tuple[str, ...]


def town(record: Record) -> Town | None:
    """The place as it can be drawn; None when no source gives its point."""
    if not (found := points(record)):
        return None
    return Town(record, min(found, key=lambda s: s.status != "accepted"), _people(record))


def points(record: Record) -> list[Statement]:
    """What says where a place lies."""
    live = [s for s in record.meant("point") if s.status not in ("retracted", "denied")]
    return [s for s in live if isinstance(s.value, tuple)]


def _people(record: Record) -> Statement | None:
    """The newest number of the town's own inhabitants; among equals the first of the file."""

    def own(scope: str) -> bool:
        return scope.replace(",", " ").replace(";", " ").partition(" ")[0].lower() in TOWNS

    def age(s: Statement) -> date:
        return (s.when and (s.when.latest or s.when.earliest)) or date.min

    found = [s for s in record.meant("population") if s.status == "accepted" and own(s.scope)]
    return max(found, key=age, default=None)


def mark(spell: Spell) -> Mark:
    """The mark of a spell; where hands changed, the holders in the order of time."""
    state, found = holdings.state(spell), spell.holders
    if state == "handover":
        found = tuple(sorted(found, key=lambda s: s.when.bounds[::-1] if s.when else ()))
    return Mark(state, tuple(dict.fromkeys(s.value.text for s in found)))


def on(spells: list[Spell], day: date) -> Mark:
    """The mark of a day, of a town's spells."""
    return next((mark(s) for s in spells if s.first <= day <= s.last), Mark("unknown", ()))


def drawn(spells: list[list[Spell]], first: date, last: date) -> list[Days]:
    """What places' spells between two days look like, each change in a picture of its own."""
    out: list[Days] = []
    for day in sorted({first, *(spell.first for one in spells for spell in one)}):
        marks = [on(one, day) for one in spells]
        if out and out[-1].marks == marks:
            continue
        if out:
            out[-1] = replace(out[-1], last=day - timedelta(days=1))
        out.append(Days(day, last, marks))
    return out


def window(points: list[tuple[float, float]]) -> Window:
    """The part of the world that shows all points with a margin, never too small, flat or tall."""
    lons, lats = sorted(x for x, _ in points), [y for _, y in points]
    gaps = [(after - before, after) for before, after in zip(lons, [*lons[1:], lons[0] + 360])]
    widest, start = max(gaps)  # the places lie on the other side of the widest gap
    west, wide = (start - 360 if start > 180 else start), 360 - widest
    middle, tall = (min(lats) + max(lats)) / 2, max(lats) - min(lats)
    narrow = max(math.cos(math.radians(middle)), 0.1)
    part = 1 - 2 * MARGIN
    across, down = max(wide * narrow, SMALLEST) / part, max(tall, SMALLEST * FLATTEST) / part
    across, down = max(across, down / TALLEST), max(down, across * FLATTEST)
    half = min(across / narrow, 360) / 2
    south, north = max(middle - down / 2, -90), min(middle + down / 2, 90)
    centre = west + wide / 2
    return Window(*(round(v, 3) for v in (centre - half, south, centre + half, north)))


def exactness(point: tuple[str, str]) -> str:
    """How exact a point is, by the decimals with which it was typed: `to about 100 m`."""
    east, north = (_step(len(text.partition(".")[2])) for text in point)
    if east == north:
        return say("map.exact", distance=north)
    return say("map.exact.apart", north=north, east=east)


def _step(decimals: int) -> str:
    """What one step of the last decimal is worth, roughly."""
    metres = 10 ** max(WIDEST - decimals, 0)
    if metres < 1_000:
        return say("map.metres", count=metres)
    return say("map.kilometres", count=metres // 1_000)


def sizes() -> tuple[str, ...]:
    """What the three sizes of a dot mean."""
    larger = [say("map.size.larger", count=step) for step in STEPS]
    return say("map.size.smaller", count=STEPS[0]), *larger


def caption(library: Library, towns: list[Town], marks: list[Mark]) -> str:
    """One day in words: `Reported: Ulm and Linz by the army; … Claimed: … Not known: …`."""
    parts = []
    for state in STATES:
        word = say(f"state.{state}")
        groups: dict[tuple[str, ...], list[str]] = {}
        for one, found in zip(towns, marks):
            if found.state == state:
                groups.setdefault(found.holders, []).append(one.record.short_name)
        if groups:
            said = [_said(library, state, holders, names) for holders, names in groups.items()]
            parts.append(say("map.state", state=word, said=in_a_row(said, "list.semicolon")))
    return in_a_row(parts, "list.blank")


def _said(library: Library, state: str, holders: tuple[str, ...], names: list[str]) -> str:
    places = in_a_row(names)
    if not holders:
        return places
    named = [holder(library, h, article=True) for h in holders]
    if state in ("reported", "claimed"):
        return say("map.held-by", places=places, who=named[0])
    who = in_a_row(named, "map.then" if state == "handover" else "map.or")
    return say("map.held-in-parts", places=places, who=who)


def in_a_row(names: list[str], key: str = "list.and") -> str:
    """`a, b and c`, or as another key of the language has it."""
    return joined(listed(names, key))


def holder(library: Library, address: str, article: bool = False) -> str:
    """The short name of who held a place."""
    found = library.names.get(address)
    if found is None:
        return say("map.holder.unknown")
    short: str = found.short_name
    if article and found.article:
        return say("with-article", article=found.article, name=short)
    return short


def full_holder(library: Library, address: str) -> str:
    """The short name and the whole one: `EU – European Union`."""
    found = library.names.get(address)
    short = holder(library, address)
    if not found or found.name == short:
        return short
    return say("map.holder.full", short=short, name=found.name)
