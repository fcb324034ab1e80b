"""How far a change of records reaches: what a page may have read that is no longer as it was."""

from generator.library import Library
from generator.memory import ALL
from generator.typed import Record

LINEAGE = ("derived_from", "origin")  # labels by which sources count as one, along chains of any length


def touched(old: Library, new: Library) -> set[str] | None:
    """What pages may have read (see `memory`) that differs between two libraries; None when it cannot be told."""
    was, now = dict(old.records), dict(new.records)
    out: set[str] = set()
    roots = {r.labels.get("origin") for r in (*was.values(), *now.values())}
    if old.moved != new.moved:
        return None
    for address in was.keys() | now.keys():
        before, after = was.get(address), now.get(address)
        if before is after:
            continue
        lost = before is None or after is None
        if _lineage(before) != _lineage(after) or (lost and address.partition("/")[2] in roots):
            return None
        out |= {ALL, address, f"to {address}", f"kind {address.partition('/')[0]}"}
        for record in (before, after):
            if record:
                out |= {f"to {name}" for name in _names(record)}
                out |= {a.record for d in record.disputes.values() for a in d.statements}
    return out


def _lineage(record: Record | None) -> list[object]:
    """What decides with which others a source counts as one."""
    if record is None:
        return []
    found = [record.labels.get(key) for key in LINEAGE]
    return [tuple(a.text for a in f) if isinstance(f, tuple) else f for f in found if f]


def _names(record: Record) -> set[str]:
    """Every record that this one names, anywhere."""
    linked = [*(a for _, a in record.named()), *(a for s in record.statements.values() for a in s.links())]
    return {a.record for a in linked} | {r.address for s in record.statements.values() for r in s.references}
