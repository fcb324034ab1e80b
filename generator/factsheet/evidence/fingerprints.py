"""How far a change of records reaches: a digest of everything that a page may read, by its name."""

import re
from collections import defaultdict
from collections.abc import Iterable

from factsheet.cache import ALL, BASE, REMOVED, Memory, digest
from factsheet.evidence import pinned, weight
from factsheet.evidence.library import Library
from factsheet.reading import Dispute, Record
from factsheet.values import Worded

_SPOT = re.compile(r"Spot\([^)]*\)")  # a translation more moves what stands below it


def state(
    library: Library, memory: Memory, settings: bytes, paths: Iterable[str],
    originals: bool = False,
) -> dict[str, str]:  # fmt: skip
    """What pages may read (see `Memory`), each with a digest. `paths` are all pages of the site.

    Of `originals` alone where pages print no translation.
    """
    out: dict[str, str] = {}
    for key, marks in _reached(library, memory, originals).items():
        out[key] = "".join(marks) if len(marks) == 1 else digest("".join(sorted(marks))).hex()
    for address, disputes in library.disputed.items():
        out[f"disputes on {address}"] = _disputes(disputes)
    for name in library.names.quietly():
        out[f"name {name.address}"] = repr(name)
    for source in library.sources():
        out[f"origin {source.address}"] = repr(sorted(weight.origins(library, source.address)))
        out[f"alike {source.address}"] = str(weight.alike(library, source))
    for origin, sources in weight.kin(library).items():
        out[f"kin {origin}"] = repr([s.address for s in sources])
    for old, new in library.moved.items():
        out[f"moved {old}"] = new
    for home, gone in library.left.items():
        out[f"left {home}"] = repr(gone)
    gone = [r.address for r in library.records.quietly() if r.taken_down]
    gone += [s.address for s in library.statements.quietly() if s.taken_down]
    out[REMOVED] = " ".join(sorted(gone))
    out |= {f"page {path}": "" for path in paths}
    return {**out, BASE: digest(settings).hex()}


def _reached(library: Library, memory: Memory, originals: bool) -> dict[str, set[str]]:
    """Everything that records reach, each with the marks of the files that reach it."""
    found: dict[str, set[str]] = defaultdict(set)
    for record in library.records.quietly():
        mark = memory.marks[record.path]
        was, keys = memory.reached.get(record.address, ("", ()))
        if was != mark:
            keys = _keys(record)
            memory.reached[record.address] = mark, keys
        mark = _original(record, mark, memory) if originals else mark
        for key in keys:
            found[key].add(mark)
    return found


def _original(record: Record, mark: str, memory: Memory) -> str:
    """The mark of a record without its translations; that of its file where it has none."""
    was, found = memory.originals.get(record.address, ("", ""))
    if was != mark:
        found = mark
        if any(isinstance(place.text, Worded) for place in pinned.of_record(record)):
            said = repr((record.labels, record.statements, record.disputes, sorted(record.drafts)))
            found = digest(_SPOT.sub("", said)).hex()
        memory.originals[record.address] = mark, found
    return found


def _disputes(found: list[Dispute]) -> str:
    """What is read of disputes away from the sheets that they stand on."""
    return repr([(d.address, d.question, [a.text for a in d.statements]) for d in found])


def _keys(record: Record) -> tuple[str, ...]:
    """What a record's file changes: itself, its kind, the ways back from all that it names."""
    named = {record.address, *(a.record for _, a in record.named())}
    after: set[str] = set()
    for statement in record.statements.values():
        named |= {a.record for a in statement.links()}
        named |= {r.address for r in statement.references}
        if statement.superseded_by:
            after.add(statement.superseded_by.record)
    back = (*(f"to {a}" for a in sorted(named)), *(f"before {a}" for a in sorted(after)))
    return (ALL, record.address, f"kind {record.kind.plural}", *back)
