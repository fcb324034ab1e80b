"""Long lists in groups that are easy to scan: by period, by type, by first letter."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from factsheet.language import month_words, say, several, unmarked
from factsheet.reading import Record
from factsheet.values import Instant, When

MANY = 8  # a year with more than so many is divided by months
FEW = 12  # a shorter list is not divided at all
LETTERS = 30  # a longer list without types is divided by first letters
T = TypeVar("T")


def by_period(found: Sequence[T], when_of: Callable[[T], When | None]) -> list[tuple[str, list[T]]]:
    """Things in the order of time, by years, and by months where there are many; undated last."""
    dated = [(when, one) for one in found if (when := when_of(one))]
    dated.sort(key=lambda pair: pair[0].sort_key())
    years = Counter(_instant(when).first.year for when, _ in dated)
    groups: dict[str, list[T]] = {}
    for when, one in dated:
        groups.setdefault(_period(_instant(when), years), []).append(one)
    undated = [one for one in found if not when_of(one)]
    return [*groups.items(), *([(say("group.undated"), undated)] if undated else [])]


def _instant(when: When) -> Instant:
    known = when.start or when.end
    assert known
    return known


def _period(instant: Instant, years: Counter[int]) -> str:
    first, last = instant.first, instant.last
    if first.year != last.year:
        return say("group.decade", year=str(first.year))
    if years[first.year] <= MANY or first.month != last.month:
        return str(first.year)
    return month_words(first)


def by_type(found: list[Record]) -> list[tuple[str, list[Record]]]:
    """Records by type, the most frequent first, single ones last; without types by first letter."""
    if len(found) < FEW:
        return [("", found)]
    kinds = sorted(Counter(map(_type, found)).items(), key=lambda one: (-one[1], one[0]))
    shared = [kind for kind, count in kinds if kind and count > 1]
    if not shared:
        return _by_letter(found) if len(found) > LETTERS else [("", found)]
    groups = [(several(kind), [r for r in found if _type(r) == kind]) for kind in shared]
    rest = [r for r in found if _type(r) not in shared]
    return [*groups, *([(say("group.other"), rest)] if rest else [])]


def _type(record: Record) -> str:
    """`city, national capital` is a city."""
    return str(record.labels.get("type", "")).partition(",")[0].strip()


def _by_letter(found: list[Record]) -> list[tuple[str, list[Record]]]:
    groups: dict[str, list[Record]] = {}
    for record in found:
        groups.setdefault(unmarked(record.name)[:1].upper(), []).append(record)
    return sorted(groups.items())
