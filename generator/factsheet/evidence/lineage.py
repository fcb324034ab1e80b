"""Sources made from one another: circles in `derived_from`, and the origins at its end.

Every step looks at a source once: a chain of thousands takes no longer than as many sources alone.
"""

from collections.abc import Iterator

from factsheet.evidence.addresses import wrong
from factsheet.evidence.library import Library
from factsheet.issues import Issue
from factsheet.reading import Record
from factsheet.values import Address, Put

MAX_ORIGINS = 100  # of one source


def check(library: Library, put: Put) -> None:
    """`derived_from` leads from copy to original, never back, and not to a crowd of origins."""
    for group in _groups(library):
        members = {r.address for r in group}
        for link in (a for record in group for a in _links(record) if a.text in members):
            put(wrong(link, "cycle", f"{link.text} is derived from itself", "cut the circle"))
    for record in origins(library)[1]:
        message = f"derived_from: the source goes back to more than {MAX_ORIGINS} origins"
        put(Issue(record.spot, "limit", message, "name the few that matter"))


def origins(library: Library) -> tuple[dict[str, frozenset[str]], list[Record]]:
    """(the origins of each source by its address, the sources that have too many and keep some).

    A source without an original among the sources has its own `origin`, or is one; any other has
    those of its originals.
    """
    found: dict[str, frozenset[str]] = {}
    crowded: list[Record] = []
    for group in _groups(library):
        members = {r.address for r in group}
        parents = {a.text for r in group for a in _links(r) if a.text in library.records}
        mine = {origin for parent in parents - members for origin in found[parent]}
        if not parents:
            mine = {str(r.labels.get("origin") or r.id) for r in group}
        if len(mine) > MAX_ORIGINS:
            mine = set(sorted(mine)[:MAX_ORIGINS])
            crowded.append(group[0])
        found.update(dict.fromkeys(members, frozenset(mine)))
    return found, crowded


def _links(record: Record) -> tuple[Address, ...]:
    return tuple(record.labels.get("derived_from", ()))


def _groups(library: Library) -> list[list[Record]]:
    """All sources, each after its originals, a circle as one group: Tarjan, without recursion."""
    number: dict[str, int] = {}  # in the order in which sources were met
    low: dict[str, int] = {}  # the earliest source still open that each leads to
    still: list[Record] = []  # open: not yet in a group
    out: list[list[Record]] = []
    closed: set[str] = set()
    path: list[tuple[Record, Iterator[Address]]] = []

    def enter(record: Record) -> None:
        number[record.address] = low[record.address] = len(number)
        still.append(record)
        path.append((record, iter(_links(record))))

    for start in library.sources():
        if start.address not in number:
            enter(start)
        while path:
            record, links = path[-1]
            here = record.address
            link = next(links, None)
            if link is None:
                path.pop()
                if path:
                    above = path[-1][0].address
                    low[above] = min(low[above], low[here])
                if low[here] == number[here]:
                    at = next(n for n in range(len(still) - 1, -1, -1) if still[n] is record)
                    out.append(still[at:])
                    closed |= {r.address for r in out[-1]}
                    del still[at:]
            elif link.text in number and link.text not in closed:
                low[here] = min(low[here], number[link.text])
            elif link.text not in number and (parent := library.records.get(link.text)) is not None:
                enter(parent)
    return out
