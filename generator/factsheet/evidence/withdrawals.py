"""Sources that were withdrawn: what cites them keeps the reference, and does not rest on it."""

from factsheet.evidence.library import Library
from factsheet.issues import Issue
from factsheet.reading import Dispute
from factsheet.values import Change, Put, Statement


def check(library: Library, put: Put) -> None:
    """Put an issue for each statement that is published with withdrawn sources alone.

    Also one for each dispute of whose versions fewer than two stand.
    """
    gone = [source.address for source in library.sources() if library.withdrawn(source.address)]
    lost: dict[str, Statement] = {}
    for address in gone:
        for statement in library.rests_on.get(address, ()):
            cited = (reference.address for reference in statement.references)
            if statement.status != "retracted" and all(map(library.withdrawn, cited)):
                lost[statement.address] = statement
    for statement in lost.values():
        first = statement.references[0]
        message = f'"{statement.address}": all its sources are withdrawn'
        hint = "cite another source, or write status: retracted and a note"
        put(Issue(first.spot, "withdrawn-source", message, hint, first.width))
    for dispute in library.disputes.values():
        gone = [v for v in dispute.statements if v.text in lost or _removed(library, v.text)]
        left = len(dispute.statements) - len(gone)
        if gone and left < 2:
            message = f'"{dispute.address}" is left with {left or "none"} of its versions'
            hint = "delete the dispute, or name another version"
            put(Issue(dispute.spot, "lone-version", message, hint))


def _removed(library: Library, version: str) -> bool:
    statement = library.statements.get(version)
    return bool(library.removed(version) or (statement and statement.taken_down))


def resting(library: Library, source: str) -> tuple[list[Statement], list[Statement]]:
    """(what rests on a source alone, what has others too), but for what is retracted, by address.

    Other sources that were withdrawn do not count.
    """
    found = [s for s in library.rests_on.get(source, ()) if s.status != "retracted"]
    found.sort(key=lambda s: s.address)
    others = {s.address: any(r.address != source for r in library.standing(s)) for s in found}
    alone = [s for s in found if not others[s.address]]
    return alone, [s for s in found if others[s.address]]


def disputes_left(library: Library, gone: set[str]) -> list[tuple[Dispute, int]]:
    """Each dispute that names some of these, with how many of its versions would be left."""
    out = []
    for dispute in sorted(library.disputes.values(), key=lambda one: one.address):
        names = [version.text for version in dispute.statements]
        left = [name for name in names if name not in gone and name in library.statements]
        if not gone.isdisjoint(names) and dispute.address not in gone:
            out.append((dispute, len(left)))
    return out


def stood_on(library: Library, source: str) -> tuple[int, int]:
    """(statements that cite no source but withdrawn ones, those that have others) of a source."""
    citing = library.rests_on.get(source, ())
    kept = sum(bool(library.standing(statement)) for statement in citing)
    return len(citing) - kept, kept


def tells(library: Library, statement: Statement, change: Change) -> bool:
    """Whether a change is told by the withdrawal of a source, which took the statement along."""
    if statement.status != "retracted" or library.standing(statement):
        return False
    found = (library.withdrawn(reference.address) for reference in statement.references)
    return any(gone is not None and gone.on == change.on for gone in found)
