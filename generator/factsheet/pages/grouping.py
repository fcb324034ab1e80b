"""Long lists in groups that are easy to scan: by period, by type, by label, by first letter.

A group has a name for its address. It follows from what stands in the group, never from its number,
so that it stays when others are added.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, NamedTuple

from factsheet.language import day_words, index_form, index_letters, month_words, order, say
from factsheet.language import several, unmarked
from factsheet.values import RESERVED, Instant, When, cut

MANY = 8  # a year with more than so many a month is divided by months
YEARS = 30  # of more years, decades are made; of more decades, centuries
STRETCH = 4  # entries of a folded part at least, where others follow
ALIKE = 4  # so many statements of one property are a table
FEW = 12  # a shorter list of records is not divided at all
LETTERS = 30  # a longer one without types is divided by first letters
LENGTH = 80  # characters of a name at most


class Entry(NamedTuple):
    """One of a list: what is printed; the name, the time, the labels that it is found under.

    `what` is that of its property, if it has one. No other of the list has its `id`.
    """

    thing: Any
    id: str
    name: str = ""
    when: When | None = None
    label: str = ""
    what: str = ""


class Group(NamedTuple):
    """Some of a list, under a title."""

    name: str
    title: str
    found: list[Entry]

    @property
    def things(self) -> list[Any]:
        """What is printed of each."""
        return [one.thing for one in self.found]


Division = Callable[[list[Entry]], list[Group]]


def divided(found: list[Entry], ways: Iterable[Division]) -> list[Group]:
    """The entries in two groups or more, by the first way that makes so many; else none."""
    return next((groups for way in ways if len(groups := way(found)) > 1), [])


def by_period(found: list[Entry]) -> list[Group]:
    """In the order of time, by the longest periods of which there are several; undated last."""
    dated = [(_instant(one.when), one) for one in _in_time(found) if one.when]
    years = Counter(instant.first.year for instant, _ in dated)
    months = {(i.first.year, i.first.month) for i, _ in dated}
    busy = {y for y, n in years.items() if n > MANY * len([m for m in months if m[0] == y])}

    def period(instant: Instant) -> tuple[str, str]:
        first, last = instant.first, instant.last
        if len(years) > YEARS:
            length = 100 if len({year // 10 for year in years}) > YEARS else 10
            return _since(first.year // length * length)
        if first.year != last.year:
            return _since(first.year)
        if first.year not in busy or first.month != last.month:
            return f"{first.year:04}", str(first.year)
        if len(months) > 1 or first != last:
            return f"{first.year:04}-{first.month:02}", month_words(first)
        return first.isoformat(), day_words(first)

    rows = [(*period(instant), one) for instant, one in dated]
    undated = [("undated", say("group.undated"), one) for one in found if not one.when]
    return _grouped([*rows, *undated])


def by_day(found: list[Entry]) -> list[Group]:
    """As `by_period`, but a month with more than MANY by the days on which they begin."""
    out: list[Group] = []
    for group in by_period(found):
        dated = [(_instant(one.when), one) for one in group.found if one.when]
        within = {(i.first.year, i.first.month) for i, _ in dated}
        if len(dated) <= MANY or len(within) > 1 or group.name.endswith("s"):
            out.append(group)
            continue
        days = [(i.first if i.first == i.last else None, one) for i, one in dated]
        rows = [(d.isoformat(), day_words(d), one) for d, one in days if d]
        whole = [(group.name, group.title, one) for d, one in days if not d]
        out += _grouped([*whole, *rows])
    return out


def by_stretch(found: list[Entry], divide: Division = by_period) -> list[Group]:
    """In the order of time, by periods that are one until a few entries stand together."""
    stretches: list[list[Group]] = []
    for group in divide(found):
        before = stretches[-1] if stretches else []
        undated = any(one.name == "undated" for one in (group, *before))
        if before and not undated and sum(len(one.found) for one in before) < STRETCH:
            before.append(group)
        else:
            stretches.append([group])
    return [_one(stretch) for stretch in stretches]


def _one(stretch: list[Group]) -> Group:
    """Groups that follow one another as one, from the title of the first to that of the last."""
    first, last = stretch[0], stretch[-1]
    title = say("group.stretch", first=first.title, last=last.title) if last is not first else ""
    return Group(first.name, title or first.title, [e for group in stretch for e in group.found])


def _in_time(found: list[Entry]) -> list[Entry]:
    return sorted((e for e in found if e.when), key=lambda e: e.when.sort_key() if e.when else ())


def _instant(when: When | None) -> Instant:
    known = when and (when.start or when.end)
    assert known
    return known


def _since(year: int) -> tuple[str, str]:
    return f"{year:04}s", say("group.decade", year=str(year))


def by_type(found: list[Entry]) -> list[Group]:
    """Records by type, the most frequent first, single ones last; without types by first letter."""
    if len(found) < FEW:
        return [Group("", "", found)]
    types: dict[str, list[Entry]] = {}
    for one in found:
        types.setdefault(_type(one), []).append(one)
    shared = [kind for kind, some in types.items() if kind and len(some) > 1]
    if not shared:
        return by_letter(found) if len(found) > LETTERS else [Group("", "", found)]
    names, often = _names(shared), sorted(shared, key=lambda kind: (-len(types[kind]), kind))
    rows = [(names[kind], several(kind), one) for kind in often for one in types[kind]]
    rest = [("other_", say("group.other"), one) for one in found if _type(one) not in names]
    return _grouped([*rows, *rest])


def _type(one: Entry) -> str:
    """`city, national capital` is a city."""
    said: str = one.thing.labels.get("type", "")
    return cut(said, len(said.partition(",")[0].rstrip()))


def by_label(found: list[Entry]) -> list[Group]:
    """By labels, in their order."""
    titles = [one.label or say("group.facts") for one in found]
    names = _names(titles)
    return _grouped((names[title], title, one) for title, one in zip(titles, found))


def by_property(found: list[Entry]) -> list[Group]:
    """Statements that are tables, by their properties; then all others."""
    tables, others = alike(found)
    names = _names([what for what, _ in tables])
    rows = [(names[what], what, one) for what, some in tables for one in some]
    return _grouped([*rows, *(("facts_", say("group.facts"), one) for one in others)])


def alike(found: list[Entry]) -> tuple[list[tuple[str, list[Entry]]], list[Entry]]:
    """Entries of one property, where there are ALIKE of them; and all others."""
    tables: dict[str, list[Entry]] = {}
    for one in found:
        tables.setdefault(one.what, []).append(one)
    many = {what: some for what, some in tables.items() if what and len(some) >= ALIKE}
    return list(many.items()), [one for one in found if one.what not in many]


def by_letter(found: list[Entry]) -> list[Group]:
    """By the letters with which names begin: as many as it takes to tell some apart."""
    return _by_start(found, [one.name for one in found])


def by_id(found: list[Entry]) -> list[Group]:
    """By the letters with which ids begin: what nothing else tells apart."""
    return _by_start(found, [one.id for one in found])


def _by_start(found: list[Entry], texts: list[str]) -> list[Group]:
    spelled = [index_letters(text) for text in texts]
    first, last = min(spelled), max(spelled)
    shared = next((n for n, (a, b) in enumerate(zip(first, last)) if a != b), len(first))
    length = shared + 1
    rows = [(s[:length], text, one) for s, text, one in zip(spelled, texts, found)]
    rows.sort(key=lambda row: (order(row[0]), order(row[1])))
    groups: dict[str, Group] = {}
    for start, run in groupby(rows, key=lambda row: row[0]):
        some, name = [*run], _name(start)
        group = groups.setdefault(name, Group(name, _title(some[0][1], length), []))
        group.found.extend(one for _, _, one in some)
    return list(groups.values())


def _title(text: str, length: int) -> str:
    """The beginning of a text, with so many letters and digits."""
    bare = index_form(text)
    ends = [at for at, char in enumerate(bare, 1) if char.isalnum()][:length] or [len(bare)]
    start = bare[: ends[-1]].lstrip("".join(c for c in bare if not c.isalnum()))
    start = start[:1].upper() + start[1:]
    return start + "…" if start and length > 1 else start or say("group.other")


def name_of(text: str) -> str:
    """A text as a part of an address: letters beyond ASCII by their numbers."""
    text = getattr(text, "original", text)  # an address is the same in every language
    return _name(unmarked(text).casefold())


def _name(text: str) -> str:
    plain = (c if c.isascii() else f"u{ord(c):x}" for c in text)
    words = re.findall("[a-z0-9]+", "".join(plain))
    name = "-".join(words)[:LENGTH].strip("-") or "other_"
    return f"{name}_" if name in RESERVED else name


def _names(titles: list[str]) -> dict[str, str]:
    """The name of the group under each title; no two titles, as “C” and “C++”, have the same."""
    names: dict[str, str] = {}
    taken = {"other_", "facts_"}  # of those that no title has
    for title in sorted(set(titles)):
        name = name_of(title)
        while name in taken:
            name += "_"
        names[title] = name
        taken.add(name)
    return names


def _grouped(rows: Iterable[tuple[str, str, Entry]]) -> list[Group]:
    """Groups in the order in which their names come up."""
    groups: dict[str, Group] = {}
    for name, title, one in rows:
        groups.setdefault(name, Group(name, title, [])).found.append(one)
    return list(groups.values())
