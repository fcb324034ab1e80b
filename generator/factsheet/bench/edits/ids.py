"""Ids by the one rule, made from names in any script."""

from collections.abc import Container, Iterable

from factsheet.evidence import Library, folded, id_look
from factsheet.values import id_problem

LONGEST = 80  # characters of an id


def propose(name: str, taken: Iterable[str] = (), otherwise: str = "unnamed") -> str:
    """An id made from a name: `Čeněk O'Neill` is `cenek-oneill`.

    It has a number at its end where an id of `taken` is the same or looks the same, or the id is
    reserved. `otherwise` stands for a name in which nothing can be spelled.
    """
    return propose_beside(name, {id_look(one) for one in taken}, otherwise)


def propose_beside(name: str, looks: Container[str], otherwise: str = "unnamed") -> str:
    """The same, beside ids of which the looks are known."""
    start = _cut(folded(name).replace(" ", "-"), LONGEST) or otherwise
    proposed, number = start, 1
    while id_problem(proposed) or id_look(proposed) in looks:
        number += 1
        proposed = f"{_cut(start, LONGEST - len(str(number)) - 1)}-{number}"
    return proposed


def known(library: Library, plural: str) -> set[str]:
    """The ids of a kind that records have or had, drafts and what cannot be read among them."""
    addresses = (*library.records, *library.moved, *library.unpublished, *library.unread)
    before = f"{plural}/"
    return {a.removeprefix(before) for a in addresses if a.startswith(before) and "#" not in a}


def _cut(id_: str, longest: int) -> str:
    """As much of an id as may be, in whole words unless one word is longer."""
    if len(id_) <= longest:
        return id_
    whole = id_[: longest + 1].rpartition("-")[0]
    return whole or id_[:longest]
