"""A further source for what is there, and what it adds to its weight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factsheet.bench.changes.changing import Part
from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.refused import Refused
from factsheet.evidence import Library, weight
from factsheet.issues import nearest


@dataclass(frozen=True)
class Weight:
    """How many reports something rests on, and how many without copies; `once` says of new ones
    with which other they count once.
    """

    before: tuple[int, int]
    after: tuple[int, int]
    once: tuple[str, ...]


def cite(edit: Edit, of: Part, refs: Iterable[str]) -> list[str]:
    """Add references (`abc-2024-12-08#P5`); gives those that were added.

    One to the whole of a source gets the place, when there is one now. Raises Refused for one that
    is there, and for a source that is unknown or withdrawn.
    """
    refs = list(refs)
    if refs and not of.statement:
        raise Refused(f"{of.address} rests on no sources", "name a fact, a value or a wording")
    added, where = list[str](), (*of.steps, "references")
    for ref in refs:
        source, _, place = ref.partition("#")
        _known(edit, source)
        if ref in of.cited or (not place and source in {_source(one) for one in of.cited}):
            raise Refused(f"{of.address} cites {source} already", "name another place in it")
        if source in of.cited:
            of.doc.set((*where, of.cited.index(source)), ref)
        else:
            of.doc.append(where, ref)
        added.append(ref)
    return added


def replace(of: Part, places: Mapping[str, str]) -> None:
    """Give references another place in their source (`abc-2024-12-08#P6`), where they stand.

    Raises Refused when one would stand there twice.
    """
    now = [places.get(ref, ref) for ref in of.cited]
    for at, ref in enumerate(now):
        if ref != of.cited[at] and now.count(ref) > 1:
            raise Refused(f"{of.address} cites {ref} already", "name another place, or take it out")
    for at, ref in enumerate(now):
        if ref != of.cited[at]:
            of.doc.set((*of.steps, "references", at), ref)


def weighed(edit: Edit, of: Part, library: Library, added: Iterable[str]) -> Weight:
    """What references add, by the library that has all of their sources."""
    new = {_source(ref) for ref in added}
    cited = list(dict.fromkeys(_source(ref) for ref in of.cited))
    old = edit.library.statements.get(of.address)
    before = [reference.address for reference in old.references] if old else []
    after = [f"{library.kinds.sources}/{source}" for source in cited]
    once = [_once(library, source, cited) for source in sorted(new)]
    counts = weight.independent(edit.library, before), weight.independent(library, after)
    return Weight(*counts, tuple(filter(None, once)))


def recounted(before: Library, after: Library, source: str) -> dict[str, tuple[int, int]]:
    """The statements on a source that count more or fewer independent ones now: (before, now)."""
    out = {}
    for address, statement in after.statements.items():
        cited = [reference.address for reference in statement.references]
        if source in cited and address in before.statements:
            counts = weight.independent(before, cited)[1], weight.independent(after, cited)[1]
            if counts[0] != counts[1]:
                out[address] = counts
    return out


def _once(library: Library, source: str, cited: list[str]) -> str:
    """With which other source this one counts once, if it does."""
    origins = weight.origins(library, f"{library.kinds.sources}/{source}")
    for other in cited:
        shared = origins & weight.origins(library, f"{library.kinds.sources}/{other}")
        if other != source and shared:
            return f"{source} and {other} go back to one origin ({min(shared)}): they count once"
    return ""


def _known(edit: Edit, source: str) -> None:
    """Raise Refused for a source that cannot be cited."""
    address = f"{edit.built.kinds.sources}/{source}"
    if gone := edit.library.withdrawn(address):
        raise Refused(f"{address} is withdrawn: {gone.why}", "what cites it does not rest on it")
    try:
        edit.place(address)
    except Refused:
        sources = [one.id for one in edit.library.sources()]
        hint = nearest(source, sources) or "factsheet add source adds one"
        raise Refused(f'there is no source "{source}"', hint) from None


def _source(ref: str) -> str:
    return ref.partition("#")[0].strip()
