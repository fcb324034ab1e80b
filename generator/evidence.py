"""What the evidence amounts to: which sources are one, what a status means, in what words a statement is attributed."""

from generator.library import Library
from generator.statements import Reference
from generator.typed import Record

STATUS_WORDS = {
    "accepted": ("Reported", "The cited sources report it in their own voice, and no source we know contradicts it."),
    "claimed": ("Claimed", "Somebody with an interest says so, and we know of nobody independent who confirms it. Who says it stands beside it."),
    "denied": ("Denied", "The one it is about, or somebody else named beside it, says that it is not so."),
    "disputed": ("Disputed", "Other sources say something else. The other versions stand beside it or under “Where versions differ”."),
    "superseded": ("No longer so", "It held once; a later fact has taken its place."),
    "retracted": ("Withdrawn", "We published it and no longer stand by it. It is kept so that the correction can be seen."),
}  # fmt: skip


def origins(library: Library, source: str) -> frozenset[str]:
    """Where a source's content comes from in the end: the origins of the sources at the end of `derived_from`."""
    if source not in library.origins:
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
        library.origins[source] = frozenset(found)
    return library.origins[source]


def independent(library: Library, references: tuple[Reference, ...]) -> tuple[int, int]:
    """(reports, independent sources): how many sources are cited, and how many are left when copies count once."""
    sources = list(dict.fromkeys(r.address for r in references))
    groups: list[frozenset[str]] = []
    for source in sources:
        mine = origins(library, source)
        overlapping = [g for g in groups if g & mine]
        groups = [g for g in groups if not g & mine] + [mine.union(*overlapping)]
    return len(sources), len(groups)


def same_origin(library: Library, record: Record) -> list[Record]:
    """The other sources that count as one with this source."""
    mine = origins(library, record.address)
    return [r for r in library.of("sources") if r is not record and origins(library, r.address) & mine]
