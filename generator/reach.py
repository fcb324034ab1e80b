"""How far a change of records reaches: a digest of everything that a page may read, under the name by which it is noted."""

from collections import defaultdict
from collections.abc import Iterable

from generator import evidence
from generator.library import Library
from generator.memory import ALL, BASE, digest
from generator.typed import Dispute, Record


def state(library: Library, marks: dict[str, str], settings: bytes, paths: Iterable[str]) -> dict[str, str]:
    """What pages may read (see `memory`), each with a digest. `marks` are those of the files, `paths` all pages of the site."""
    found: dict[str, set[str]] = defaultdict(set)
    for record in library.records.quietly():
        address, mark = record.address, marks[record.path]
        keys = {ALL, address, f"to {address}", f"kind {record.kind.plural}"}
        keys |= {f"to {name}" for name in _names(record)}
        for key in keys:
            found[key].add(mark)
    out = {key: "".join(held) if len(held) == 1 else digest(*sorted(held)).hex() for key, held in found.items()}
    out |= {f"disputes on {address}": _disputes(found) for address, found in library.disputed.items()}
    out |= {f"name {n.address}": repr((n.name, n.short_name, n.article)) for n in library.names.quietly()}
    out |= {f"origin {s.address}": repr(sorted(evidence.origins(library, s.address))) for s in library.of("sources")}
    out |= {f"kin {origin}": repr([s.address for s in sources]) for origin, sources in evidence.kin(library).items()}
    out |= {f"moved {old}": new for old, new in library.moved.items()} | {f"page {path}": "" for path in paths}
    return {**out, BASE: digest(settings).hex()}


def _disputes(found: list[Dispute]) -> str:
    """What is read of disputes away from the sheets that they stand on."""
    return repr([(d.address, d.question, [a.text for a in d.statements]) for d in found])


def _names(record: Record) -> set[str]:
    """Every record that this one names, anywhere."""
    linked = [*(a for _, a in record.named()), *(a for s in record.statements.values() for a in s.links())]
    return {a.record for a in linked} | {r.address for s in record.statements.values() for r in s.references}
