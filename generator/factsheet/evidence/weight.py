"""What the evidence amounts to: which sources are one, what a status means, when a fact holds."""

from collections.abc import Iterable

from factsheet.cache import Watched
from factsheet.evidence import lineage
from factsheet.evidence.library import Library
from factsheet.language import date_words, dated, lasting, span_words
from factsheet.reading import Record
from factsheet.values import SENTENCES, STATUSES, Amount, Statement, When

MAX_KIN = 50  # sources of one origin that each other's sheets name
MARKS = (*STATUSES, "corrected")  # what a page may say of a statement's standing


def origins(library: Library, source: str) -> frozenset[str]:
    """Where a source's content comes from in the end: those at the end of `derived_from`."""
    if not library.origins:
        with library.unnoted():
            library.origins.update(lineage.origins(library)[0])
    found: frozenset[str] = library.origins.get(source, frozenset())
    return found


def independent(library: Library, addresses: Iterable[str]) -> tuple[int, int]:
    """(how many of these sources there are, how many are left when copies count once).

    What is withdrawn or taken down counts for nothing.
    """
    sources = [one for one in dict.fromkeys(addresses) if library.counts(one)]
    group: dict[str, str] = {}  # origin -> another one of its group; the last leads to itself

    def last(origin: str) -> str:
        while group[origin] != origin:
            group[origin] = origin = group[group[origin]]
        return origin

    alone = 0
    for source in sources:
        mine = sorted(origins(library, source))
        alone += not mine
        for origin in mine:
            group.setdefault(origin, origin)
            group[last(origin)] = last(mine[0])
    return len(sources), alone + sum(origin == other for origin, other in group.items())


def kin(library: Library) -> Watched[list[Record]]:
    """The sources that go back to each origin."""
    if not library.kin:
        with library.unnoted():
            for source in library.sources():
                for origin in sorted(origins(library, source.address)):
                    library.kin.setdefault(origin, []).append(source)
    return library.kin


def same_origin(library: Library, record: Record) -> list[Record]:
    """The other sources that count as one with this source, by name; of very many the first."""
    groups = (kin(library)[origin] for origin in origins(library, record.address))
    found = {r.address: r for group in groups for r in group[: MAX_KIN + 1] if r is not record}
    return sorted(found.values(), key=lambda r: (r.name.casefold(), r.id))[:MAX_KIN]


def alike(library: Library, record: Record) -> bool:
    """Whether another source has the publisher and the day of this one."""
    if not library.alike:
        with library.unnoted():
            groups: dict[tuple[str, str], list[str]] = {}
            for source in library.sources():
                issued = source.labels.get("issued")
                named = str(source.labels.get("publisher")), issued.edtf if issued else ""
                groups.setdefault(named, []).append(source.address)
            for group in groups.values():
                library.alike.update(dict.fromkeys(group, len(group) > 1))
    found: bool = library.alike.get(record.address, False)
    return found


def contested(library: Library, address: str) -> str:
    """The address of a dispute that the statement takes part in, or the empty string."""
    # asking `disputed` notes it: the page must be made anew when that changes
    disputed = address.partition("#")[0] in library.disputed
    return library.contested.get(address, "") if disputed else ""


def event(statement: Statement, when: When) -> bool:
    """Whether a statement of this time is of something that happened, not of a state."""
    sentence = statement.property in SENTENCES
    return sentence and (not statement.property or not lasting(when))


def timing(statement: Statement) -> str:
    """When it holds or happened, in words; empty when not known."""
    when = statement.when
    if not when:
        return ""
    if statement.property in SENTENCES:
        return date_words(when, event(statement, when))
    if not when.single or not when.start:
        return date_words(when)
    # a state is not known to begin or end there
    known = "date.as-of" if isinstance(statement.value, Amount) else "date.at-least"
    return dated(known, when.start)


def held(statement: Statement) -> str:
    """The time without which a value would be read as that of today: a span, a number's day."""
    when = statement.when
    if not when or statement.property in SENTENCES:
        return ""
    if isinstance(statement.value, Amount):
        return timing(statement)
    return "" if when.single else span_words(when)
