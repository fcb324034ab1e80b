"""What the evidence amounts to: which sources are one, what a status means, in what words a statement is attributed."""

from collections.abc import Iterable

from generator.dates import at_words, words
from generator.library import Library
from generator.memory import Watched
from generator.numbers import Amount
from generator.statements import Statement
from generator.typed import Record
from generator.words import lasting

STATUS_WORDS = {
    "accepted": ("Reported", "The cited sources report it. Where others say something else, “versions differ” stands beside it."),
    "claimed": ("Claimed", "Somebody with an interest says so, and we know of nobody independent who confirms it. Who says it stands beside it."),
    "denied": ("Denied", "The one it is about, or somebody else named beside it, says that it is not so."),
    "disputed": ("Disputed", "Other sources say something else. The other versions stand beside it or under “Where versions differ”."),
    "superseded": ("No longer so", "It held once; a later fact has taken its place."),
    "retracted": ("Withdrawn", "We published it and no longer stand by it. It is kept so that the correction can be seen."),
    "corrected": ("Corrected", "It was wrong when we first published it. What it said then, and why it was changed, stands with it."),
}  # fmt: skip


def origins(library: Library, source: str) -> frozenset[str]:
    """Where a source's content comes from in the end: the origins of the sources at the end of `derived_from`."""
    found = library.origins.get(source)
    if found is None:
        with library.unnoted():
            found = library.origins[source] = frozenset(_ends(library, source))
    return found


def _ends(library: Library, source: str) -> set[str]:
    found, seen, queue = set(), set(), [source]
    while queue:
        address = queue.pop()
        record = library.records.get(address)
        if address in seen or record is None:
            continue
        seen.add(address)
        parents = [a.text for a in record.labels.get("derived_from", ())]
        queue += parents
        if not any(p in library.records for p in parents):
            found.add(str(record.labels.get("origin") or record.id))
    return found


def independent(library: Library, addresses: Iterable[str]) -> tuple[int, int]:
    """(reports, independent sources): how many of these sources there are, and how many are left when copies count once."""
    sources = list(dict.fromkeys(addresses))
    groups: list[frozenset[str]] = []
    for source in sources:
        mine = origins(library, source)
        if overlapping := [g for g in groups if not mine.isdisjoint(g)]:
            groups = [g for g in groups if mine.isdisjoint(g)]
        groups.append(mine.union(*overlapping))
    return len(sources), len(groups)


def kin(library: Library) -> Watched[list[Record]]:
    """The sources that go back to each origin."""
    if not library.kin:
        with library.unnoted():
            for source in library.of("sources"):
                for origin in origins(library, source.address):
                    library.kin.setdefault(origin, []).append(source)
    return library.kin


def same_origin(library: Library, record: Record) -> list[Record]:
    """The other sources that count as one with this source."""
    found = {r.address: r for origin in origins(library, record.address) for r in kin(library)[origin] if r is not record}
    return sorted(found.values(), key=lambda r: (r.name.casefold(), r.id))


def contested(library: Library, address: str) -> str:
    """The address of a dispute that the statement takes part in, or the empty string."""
    for dispute in library.disputed.get(address.partition("#")[0], ()):
        if address in [a.text for a in dispute.statements]:
            return dispute.address
    return ""


def timing(statement: Statement) -> str:
    """When it holds or happened, in words; empty when not known."""
    if not statement.when:
        return ""
    if (
        statement.property not in ("", "facts") and statement.when.single and statement.when.start
    ):  # a state is not known to begin or end there
        if isinstance(statement.value, Amount):
            return words(statement.when) if statement.when.start.mark else f"as of {words(statement.when)}"
        return f"at least {at_words(statement.when)}"
    event = statement.property == "" or (statement.property == "facts" and not lasting(statement.when))
    return words(statement.when, event)
