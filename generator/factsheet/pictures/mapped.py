"""What a map shows: which places, where they lie, how large, which days, and who held what then.

Nothing is drawn here and nothing guessed: a place is drawn where a source puts it, and a day says
what `holdings` says.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from factsheet.evidence import STATES, Library, Spell, holdings
from factsheet.pictures.atlas import Window
from factsheet.reading import Record
from factsheet.values import Amount, Statement

MAX_DAYS, MAX_CHANGES, MAX_PLACES = 14, 30, 60
STEPS = (10_000, 500_000)  # inhabitants from which a dot is larger
MARGIN = 0.16  # around the places, as a part of the window
SMALLEST = 1.2  # degrees of latitude that a window has at least
TALLEST, FLATTEST = 1.1, 0.6  # height of the picture, in widths
# what "not known" means in a map of what was known
THEN = "no source that had appeared by that evening says who held it"
# what one step of the last decimal is worth, roughly, by the number of decimals
EXACT = ("100 km", "10 km", "1 km", "100 m", "10 m", "1 m")
TOWN = ("", "city", "town", "village")  # first words of scopes that are the place itself
_BREAK = re.compile("[,; ]")


@dataclass(frozen=True, slots=True)
class Town:
    """A place on the map: its record, and who says where it lies and how many live there."""

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
        amount = self.people.value if self.people else None
        count = (amount.low or amount.high or 0) if isinstance(amount, Amount) else 0
        return sum(count >= step for step in STEPS)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a map says of a place on a day: one of STATES, and who held it or is said to have.

    `holders` are addresses.
    """

    state: str
    holders: tuple[str, ...]


def town(record: Record) -> Town | None:
    """The place as it can be drawn; None when no source gives its point."""
    points = [s for s in record.of("point") if s.status not in ("retracted", "denied")]
    if not points:
        return None
    return Town(record, min(points, key=lambda s: s.status != "accepted"), _people(record))


def _people(record: Record) -> Statement | None:
    """The newest number of inhabitants of the town itself, not of its surroundings.

    Among equals it is the first in the file.
    """

    def newness(statement: Statement) -> date:
        when = statement.when
        return (when and (when.latest or when.earliest)) or date.min

    accepted = (s for s in record.of("population") if s.status == "accepted")
    own = (s for s in accepted if _BREAK.split(s.scope, maxsplit=1)[0].lower() in TOWN)
    return max(own, key=newness, default=None)


def mark(spell: Spell) -> Mark:
    """The mark of a spell; where hands changed, the holders in the order of time."""
    state, found = holdings.state(spell), spell.holders
    if state == "handover":
        found = tuple(sorted(found, key=lambda s: s.when.bounds[::-1] if s.when else ()))
    return Mark(state, tuple(dict.fromkeys(s.value.text for s in found)))


def on(spells: list[Spell], day: date) -> Mark:
    """The mark of a day, of a town's spells."""
    return next((mark(s) for s in spells if s.first <= day <= s.last), Mark("unknown", ()))


def drawn(spells: Iterable[list[Spell]], days: list[date]) -> list[date]:
    """The days that get a picture: all of a short span, else those on which anything changes.

    None do if these are too many.
    """
    if len(days) <= MAX_DAYS:
        return days
    changes = sorted({spell.first for one in spells for spell in one} & set(days))
    return changes if len(changes) <= MAX_CHANGES else []


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
    half, centre = min(across / narrow, 360) / 2, west + wide / 2
    south, north = max(middle - down / 2, -90), min(middle + down / 2, 90)
    return Window(*(round(side, 3) for side in (centre - half, south, centre + half, north)))


def exactness(point: tuple[str, str]) -> str:
    """How exact a point is, by the decimals with which it was typed: "to about 100 m"."""
    east, north = (EXACT[min(len(text.partition(".")[2]), len(EXACT) - 1)] for text in point)
    if east == north:
        return f"to about {north}"
    return f"north to about {north}, east to about {east}"


def sizes() -> tuple[str, str, str]:
    """What the three sizes of a dot mean."""
    low, high = (f"{step:,}" for step in STEPS)
    least = f"fewer than {low} people, or number not known"
    return least, f"{low} people or more", f"{high} people or more"


def caption(library: Library, towns: list[Town], marks: list[Mark]) -> str:
    """One day in words: "Reported: Homs and Hama by the rebels; … Claimed: … Not known: …"."""
    parts = []
    for state, (word, _) in STATES.items():
        groups: dict[tuple[str, ...], list[str]] = {}
        for one, found in zip(towns, marks):
            if found.state == state:
                groups.setdefault(found.holders, []).append(one.record.short_name)
        if groups:
            said = [_said(library, state, holders, names) for holders, names in groups.items()]
            parts.append(f"{word}: {'; '.join(said)}.")
    return " ".join(parts)


def _said(library: Library, state: str, holders: tuple[str, ...], names: list[str]) -> str:
    places = listed(names)
    if not holders:
        return places
    named = [holder(library, h, article=True) for h in holders]
    if state in ("reported", "claimed"):
        return f"{places} by {named[0]}"
    return f"{places} ({', then '.join(named) if state == 'handover' else ' or '.join(named)})"


def listed(names: list[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def holder(library: Library, address: str, article: bool = False) -> str:
    """The short name of who held a place."""
    found = library.names.get(address)
    if found is None:
        return "not known then"
    return f"{found.article} {found.short_name}" if article and found.article else found.short_name


def full_holder(library: Library, address: str) -> str:
    """The short name and the whole one: `SDF – Syrian Democratic Forces`."""
    found = library.names.get(address)
    short = holder(library, address)
    return f"{short} – {found.name}" if found and found.name != short else short
