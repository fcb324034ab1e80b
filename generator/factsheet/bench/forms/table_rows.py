"""What would become of the rows of a table, in groups of bounded length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from factsheet.bench.imports.import_acts import Act, Changed, Cited, NewRecord, NewStatement
from factsheet.bench.imports.import_plan import RowPlan

SHOWN = 50  # rows of a sort before the rest is folded away
MOST = 200  # of a sort on the page at all
MAX_ON_RECORD = 300  # changes of what a record has: its file is read again for each
SORTS = {
    "rejected": "Rejected", "different": "Different from what is there", "new": "New",
    "same": "The same as what is there",
}  # fmt: skip


@dataclass(frozen=True)
class RowGroup:
    """The rows of one sort: the first ones as (place, what is told of it), and how many."""

    sort: str
    title: str
    count: int
    rows: list[tuple[str, str]]


def counts(rows: list[RowPlan]) -> dict[str, int]:
    """How many rows there are of each sort."""
    found = Counter("rejected" if row.rejected else row.verdict for row in rows)
    return {sort: found[sort] for sort in SORTS}


def differ(rows: list[RowPlan]) -> bool:
    """Whether one of them differs from what is there."""
    return any(row.verdict == "different" for row in rows)


def takes(rows: list[RowPlan]) -> bool:
    """Whether something is done for one of them."""
    return any(row.acts for row in rows if not row.rejected)


def crowded(rows: list[RowPlan]) -> str:
    """A record of which more is changed than the bench does at once; empty where there is none.

    New facts of a record are put in together.
    """
    acts = (act for row in rows if not row.rejected for act in row.acts)
    changes = (_about(act) for act in acts if not isinstance(act, NewStatement))
    found = Counter(address.partition("#")[0] for address in changes).most_common(1)
    return found[0][0] if found and found[0][1] > MAX_ON_RECORD else ""


def groups(rows: list[RowPlan]) -> Iterator[RowGroup]:
    """The rows by what becomes of them, those first that somebody has to look at."""
    for sort, title in SORTS.items():
        found = [r for r in rows if ("rejected" if r.rejected else r.verdict) == sort]
        told = [(str(row.row.spot.line), _told(row)) for row in found[:MOST]]
        yield RowGroup(sort, title, len(found), told)


def _told(row: RowPlan) -> str:
    """What is done with a row, or why nothing is, with the column."""
    wrong = [
        f"{f'column {i.spot.column}: ' if i.spot.column > 1 else ''}{i.message}"
        f"{f'; {i.hint}' if i.hint else ''}"
        for i in row.wrong
    ]
    return "; ".join([*wrong, *row.told])


def addresses(rows: list[RowPlan], most: int) -> list[str]:
    """The first addresses of which something else will be told."""
    acts = (act for row in rows if not row.rejected for act in row.acts)
    return [*islice(dict.fromkeys(filter(None, map(_about, acts))), most)]


def _about(act: Act) -> str:
    match act:
        case NewRecord() | NewStatement():
            return act.address
        case Cited() | Changed():
            return act.statement
    return ""
