"""A statement that a row asks for beside those that are there: which says the same, which not."""

from __future__ import annotations

from factsheet.bench.imports.row_asked import Part
from factsheet.evidence import Library, rivals
from factsheet.kinds import Kind
from factsheet.values import Address, Reference, Statement, When

GONE = ("retracted", "denied")


def same_value(one: object, two: object) -> bool:
    """Whether two values say the same, wherever they stand."""
    if isinstance(one, tuple) and isinstance(two, tuple):
        return len(one) == len(two) and all(same_value(a, b) for a, b in zip(one, two))
    if isinstance(one, Address) and isinstance(two, Address):
        return one.text == two.text
    return one == two


def same_time(one: When | None, two: When | None) -> bool:
    """Whether two times are written alike, or both are not given."""
    return (one.edtf if one else "") == (two.edtf if two else "")


def alike_labels(one: object, two: object) -> bool:
    """Whether two labels say the same; dates do that when they are written alike."""
    if isinstance(one, When) and isinstance(two, When):
        return same_time(one, two)
    return same_value(one, two)


def same(part: Part, alike: list[Statement]) -> Statement | None:
    """The statement of this property that says what the row says, by whom the row says it.

    Who vouches for it may have been mended since an import of the row.
    """
    mine = part.statement
    for one in alike:
        if not same_value(one.value, mine.value) or one.text != mine.text:
            continue
        if not same_time(one.when, mine.when) or one.scope != mine.scope:
            continue
        if not mine.asserted_by or _who(one) == _who(mine) or _is_of(one, mine.references[0]):
            return one
    return None


def _cites(statement: Statement, source: str) -> bool:
    return any(reference.source == source for reference in statement.references)


def _is_of(statement: Statement, reference: Reference) -> bool:
    there = {(r.source, r.locator) for r in statement.references}
    return (reference.source, reference.locator) in there


def _who(statement: Statement) -> list[str]:
    return [str(getattr(party, "text", party)) for party in statement.asserted_by]


def others_of(
    part: Part, alike: list[Statement], source: str, kind: Kind, library: Library
) -> list[Statement]:
    """The statements that the row contradicts, or that an earlier import made of it."""
    field = kind.all_fields.get(part.property)
    single = field is not None and field.single
    addresses = (library.present(part.statement.address), part.statement.address)
    by_id = [s for s in alike if s.address in addresses]
    if field is not None and not part.keyed and not single:
        by_id = []  # one of several values: nothing tells which row it was
    ours = [s for s in by_id if _cites(s, source)]
    if ours or (by_id and field is None):
        return ours or by_id
    live = [s for s in alike if s.status not in (*GONE, "superseded")]
    return [s for s in live if rivals.contradict(s, part.statement)] if single else []
