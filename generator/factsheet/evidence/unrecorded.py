"""Published statements that do not say on which day they were entered: one doubt for a record."""

from collections.abc import Iterator

from factsheet.evidence.library import Library
from factsheet.issues import Issue
from factsheet.values import Doubt

NAMED = 3  # statements that are named; the others are counted
HINT = "factsheet upgrade finds the days in git's history, or write recorded: and the day"


def doubts(library: Library) -> Iterator[Doubt]:
    """A doubt for each record with such statements, at the first of them."""
    for record in library.records.values():
        statements = [s for s in record.statements.values() if not s.taken_down]
        found = [s for s in statements if s.recorded is None]
        if not found:
            continue
        names = [f'"{s.anchor}"' for s in found[:NAMED] if s.anchor]
        names += ["…"] if len(found) > NAMED else []
        which = f" ({', '.join(names)})" if names else ""
        count = f"{len(found)} of {len(statements)} statements{which}"
        if len(statements) == 1:
            count = f"the statement{which}"
        lacks = "does not say when we entered it"
        lacks = lacks if len(found) == 1 else "do not say when we entered them"
        message = f"recorded: {count} {lacks}"
        yield Doubt(record.address, Issue(found[0].spot, "unrecorded", message, HINT))
