"""Which events come just before and after each other one, in time."""

from typing import Any

from factsheet.cache import Watched
from factsheet.evidence.library import Library
from factsheet.values import Statement

NEAR = 2  # on either side


def around(library: Library) -> Watched[list[str]]:
    """The events nearest in time to each, by its record: addresses of what they say, in order."""
    if not library.worked_out.get("around"):
        library.worked_out["around"] = True
        with library.unnoted():
            kinds = library.kinds.playing("event")
            events = [record for kind in kinds for record in library.of(kind.plural)]
            found = (record.statements.get("") for record in events)
            told = sorted((s for s in found if s and s.when and _stands(s)), key=_time)
            for n, one in enumerate(told):
                near = [*told[max(n - NEAR, 0) : n], *told[n + 1 : n + 1 + NEAR]]
                library.around[one.record] = [s.address for s in near]
    return library.around


def _stands(statement: Statement) -> bool:
    return statement.status != "retracted"


def _time(statement: Statement) -> tuple[Any, ...]:
    """The order of time."""
    return (*statement.when.sort_key(), statement.address) if statement.when else ()
