"""How far a change of records reaches: a digest of everything that a page may read, under the name by which it is noted."""

from collections import defaultdict
from collections.abc import Iterable

from generator.library import Library
from generator.memory import ALL, BASE, PATHS, digest
from generator.typed import Record

LINEAGE = ("derived_from", "origin")  # labels by which sources count as one, along chains of any length


def state(library: Library, marks: dict[str, str], settings: bytes, paths: Iterable[str]) -> dict[str, str]:
    """What pages may read (see `memory`), each with a digest. `marks` are those of the files, `paths` all pages of the site."""
    found: dict[str, set[str]] = defaultdict(set)
    lineage = [str(sorted(library.moved.items()))]
    roots = {r.labels.get("origin") for r in library.records.quietly()}
    for record in library.records.quietly():
        address, mark = record.address, marks[record.path]
        keys = {ALL, address, f"to {address}", f"kind {record.kind.plural}"}
        keys |= {f"to {name}" for name in _names(record)}
        keys |= {a.record for d in record.disputes.values() for a in d.statements}
        for key in keys:
            found[key].add(mark)
        if (goes := _lineage(record)) or record.id in roots:
            lineage.append(f"{address} {goes}")
    out = {key: "".join(held) if len(held) == 1 else digest(*sorted(held)).hex() for key, held in found.items()}
    return {**out, BASE: digest(settings, *sorted(lineage)).hex(), PATHS: digest(*sorted(paths)).hex()}


def _lineage(record: Record) -> list[str]:
    """What decides with which others a source counts as one."""
    found = [record.labels.get(key) for key in LINEAGE]
    return [" ".join(a.text for a in f) if isinstance(f, tuple) else str(f) for f in found if f]


def _names(record: Record) -> set[str]:
    """Every record that this one names, anywhere."""
    linked = [*(a for _, a in record.named()), *(a for s in record.statements.values() for a in s.links())]
    return {a.record for a in linked} | {r.address for s in record.statements.values() for r in s.references}
