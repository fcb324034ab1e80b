"""What the evidence amounts to: which sources are one, what a status means, in what words a statement is attributed."""

from collections.abc import Iterable

from factsheet.cache import Watched
from factsheet.evidence import lineage
from factsheet.evidence.library import Library
from factsheet.language import lasting
from factsheet.reading import Record
from factsheet.values import Amount, Statement, at_words, words

MAX_KIN = 50  # sources of one origin that each other's sheets name
STATUSES = (
    "accepted", "claimed", "denied", "disputed", "superseded", "retracted", "corrected",
)  # fmt: skip


def origins(library: Library, source: str) -> frozenset[str]:
    """Where a source's content comes from in the end: the origins of the sources at the end of `derived_from`."""
    if not library.origins:
        with library.unnoted():
            library.origins.update(lineage.origins(library)[0])
    return library.origins.get(source, frozenset())


def independent(library: Library, addresses: Iterable[str]) -> tuple[int, int]:
    """(reports, independent sources): how many of these sources there are, and how many are left when copies count once."""
    sources = list(dict.fromkeys(addresses))
    group: dict[
        str, str
    ] = {}  # origin -> another one of the same group; the last one leads to itself

    def last(origin: str) -> str:
        while group[origin] != origin:
            group[origin] = origin = group[group[origin]]
        return origin

    alone = 0
    for source in sources:
        mine = list(origins(library, source))
        alone += not mine
        for origin in mine:
            group.setdefault(origin, origin)
            group[last(origin)] = last(mine[0])
    return len(sources), alone + sum(origin == other for origin, other in group.items())


def kin(library: Library) -> Watched[list[Record]]:
    """The sources that go back to each origin."""
    if not library.kin:
        with library.unnoted():
            for source in library.of("sources"):
                for origin in origins(library, source.address):
                    library.kin.setdefault(origin, []).append(source)
    return library.kin


def same_origin(library: Library, record: Record) -> list[Record]:
    """The other sources that count as one with this source, by name; of very many the first."""
    near = [
        r
        for origin in origins(library, record.address)
        for r in kin(library)[origin][: MAX_KIN + 1]
    ]
    found = {r.address: r for r in near if r is not record}
    return sorted(found.values(), key=lambda r: (r.name.casefold(), r.id))[:MAX_KIN]


def contested(library: Library, address: str) -> str:
    """The address of a dispute that the statement takes part in, or the empty string."""
    disputed = (
        address.partition("#")[0] in library.disputed
    )  # noted: the page must be made anew when that changes
    return library.contested.get(address, "") if disputed else ""


def timing(statement: Statement) -> str:
    """When it holds or happened, in words; empty when not known."""
    if not statement.when:
        return ""
    if (
        statement.property not in ("", "facts") and statement.when.single and statement.when.start
    ):  # a state is not known to begin or end there
        if isinstance(statement.value, Amount):
            return (
                words(statement.when)
                if statement.when.start.mark
                else f"as of {words(statement.when)}"
            )
        return f"at least {at_words(statement.when)}"
    event = statement.property == "" or (
        statement.property == "facts" and not lasting(statement.when)
    )
    return words(statement.when, event)
