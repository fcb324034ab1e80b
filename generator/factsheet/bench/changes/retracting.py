"""What we no longer stand by: a fact, a quote, an event, or a source with all that it bears."""

from __future__ import annotations

from dataclasses import dataclass, field

from factsheet.bench.changes.reasons import enter, says
from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.refused import Refused
from factsheet.evidence import withdrawals
from factsheet.values import Statement

# What names it has to be mended by hand: prose, disputes, what it superseded
WORK = (
    "withdrawn-source", "missing-reference", "prose-unusable", "prose-address", "unknown-address",
    "seed-claim", "bad-quote",
)  # fmt: skip


@dataclass(slots=True)
class Retracted:
    """What a retraction reached, by address."""

    facts: list[str] = field(default_factory=list)  # withdrawn with it
    alone: list[str] = field(default_factory=list)  # that stand on nothing else now
    kept: list[str] = field(default_factory=list)  # that have other sources
    ended: list[str] = field(default_factory=list)  # disputes that had one version left
    shorter: list[str] = field(default_factory=list)  # disputes that have a version less
    open: list[str] = field(default_factory=list)  # disputes that are left with one version


def retract(edit: Edit, address: str, why: str, with_facts: bool = False) -> Retracted:
    """Withdraw a statement, a quote, or a source; of others the facts one by one.

    `with_facts` withdraws what stands on a source alone too, and ends disputes with one version
    left. Raises `Refused`.
    """
    out = Retracted()
    statements = _statements(edit, address)
    if statements:
        for statement in statements:
            _withdraw(edit, statement, why, entry=True)
        out.facts = [statement.address for statement in statements]
    else:
        _source(edit, address, why, out, with_facts)
    _leave_disputes(edit, set(out.facts), out, with_facts)
    return out


def _statements(edit: Edit, address: str) -> list[Statement]:
    """The published statements of an address; none when it is a source's. Raises `Refused`."""
    edit.place(address)
    statement = edit.library.statements.get(address)
    record = edit.record(address)
    if "#" not in address and record.kind.is_source:
        return []
    if "#" not in address and record.kind.has_wordings:
        if standing := [w for w in record.of("wordings") if w.status != "retracted"]:
            return [*standing]
        raise Refused(f"{address} is withdrawn already, in all its wordings")
    if statement is None:
        what = "a dispute" if "#" in address else f"a whole {record.kind.name}"
        hint = "delete it by hand" if "#" in address else "withdraw its facts, or take it down"
        raise Refused(f"{address} is {what}, which cannot be withdrawn", hint)
    if statement.status == "retracted":
        raise Refused(f"{address} is withdrawn already", statement.note)
    return [statement]


def _withdraw(edit: Edit, statement: Statement, why: str, entry: bool) -> None:
    """Keep a statement as one that we no longer stand by; with an entry that says why."""
    doc, steps = edit.statement(statement.address)
    doc.remove((*steps, "superseded_by"))
    doc.remove((*steps, "preferred"))
    doc.set((*steps, "status"), "retracted")
    doc.put((*steps, "note"), " ".join(filter(None, (why, statement.note))))
    if entry:
        enter(edit, statement.address, "correction", says(edit.library, statement), why)


def _source(edit: Edit, address: str, why: str, out: Retracted, with_facts: bool) -> None:
    """Withdraw a source: what others bear keeps standing, with one source less.

    Of one that is withdrawn, what stood on it alone can still be withdrawn, for the same reason.
    """
    library = edit.library
    gone = library.withdrawn(address)
    if gone and not with_facts:
        hint = "--with-facts withdraws what still stands on it alone"
        raise Refused(f"{address} is withdrawn already", f"{gone.why} {hint}")
    doc, steps = edit.statement(address)
    if gone:
        why = gone.why
    else:
        doc.set((*steps, "withdrawn"), {"on": edit.on.isoformat(), "why": why})
    alone, kept = withdrawals.resting(library, address)
    out.kept = [statement.address for statement in kept]
    for statement in alone if with_facts else ():
        _withdraw(edit, statement, why, entry=False)  # the source says why
    (out.facts if with_facts else out.alone).extend(statement.address for statement in alone)


def _leave_disputes(edit: Edit, gone: set[str], out: Retracted, end: bool) -> None:
    """Take versions that are withdrawn out of disputes, while two are left."""
    for dispute, left in withdrawals.disputes_left(edit.library, gone):
        doc, steps = edit.statement(dispute.address)
        if left < 2 and end:
            doc.remove(steps)
            out.ended.append(dispute.address)
        elif left < 2:
            out.open.append(dispute.address)
        else:
            for at in reversed(range(len(dispute.statements))):
                if dispute.statements[at].text in gone:
                    doc.remove((*steps, "statements", at))
            out.shorter.append(dispute.address)
