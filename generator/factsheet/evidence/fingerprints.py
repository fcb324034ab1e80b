"""How far a change of records reaches: a digest of everything that a page may read, under the name by which it is noted."""

from collections import defaultdict
from collections.abc import Iterable

from factsheet.cache import ALL, BASE, Memory, digest
from factsheet.evidence import weight
from factsheet.evidence.library import Library
from factsheet.reading import Dispute, Record


def state(
    library: Library, memory: Memory, settings: bytes, paths: Iterable[str]
) -> dict[str, str]:
    """What pages may read (see `memory`), each with a digest. `paths` are all pages of the site."""
    found: dict[str, set[str]] = defaultdict(set)
    for record in library.records.quietly():
        mark = memory.marks[record.path]
        was, keys = memory.reached.get(record.address, ("", ()))
        if was != mark:
            keys = _keys(record)
            memory.reached[record.address] = mark, keys
        for key in keys:
            found[key].add(mark)
    out = {
        key: "".join(held) if len(held) == 1 else digest("".join(sorted(held))).hex()
        for key, held in found.items()
    }
    out |= {
        f"disputes on {address}": _disputes(found) for address, found in library.disputed.items()
    }
    out |= {
        f"name {n.address}": repr((n.name, n.short_name, n.article))
        for n in library.names.quietly()
    }
    out |= {
        f"origin {s.address}": repr(sorted(weight.origins(library, s.address)))
        for s in library.of("sources")
    }
    out |= {
        f"kin {origin}": repr([s.address for s in sources])
        for origin, sources in weight.kin(library).items()
    }
    out |= {f"moved {old}": new for old, new in library.moved.items()} | {
        f"page {path}": "" for path in paths
    }
    return {**out, BASE: digest(settings).hex()}


def _disputes(found: list[Dispute]) -> str:
    """What is read of disputes away from the sheets that they stand on."""
    return repr([(d.address, d.question, [a.text for a in d.statements]) for d in found])


def _keys(record: Record) -> tuple[str, ...]:
    """Everything that differs when the record's file does: the record, its kind, what leads back from all that it names, anywhere."""
    linked = [
        *(a for _, a in record.named()),
        *(a for s in record.statements.values() for a in s.links()),
    ]
    named = {
        record.address,
        *(a.record for a in linked),
        *(r.address for s in record.statements.values() for r in s.references),
    }
    after = {s.superseded_by.record for s in record.statements.values() if s.superseded_by}
    led = (*(f"to {address}" for address in named), *(f"before {address}" for address in after))
    return (ALL, record.address, f"kind {record.kind.plural}", *led)
