"""What was chosen in a form of conflicts."""

from __future__ import annotations

from collections.abc import Iterable

from flask import request

from factsheet.bench.proposing.conflicts import INCOMING, ONTO, OWN, Answer, Conflict


def chosen(conflict: Conflict) -> Answer | None:
    """The answer to a conflict, by what it is called in the form; None where one is missing."""
    whole = request.form.get(conflict.name, "")
    if whole in (ONTO, INCOMING):
        return Answer({row.key: whole for row in conflict.rows})
    rows, texts = dict[str, str](), dict[str, str]()
    for at, row in enumerate(conflict.rows):
        taken = request.form.get(f"{conflict.name}-{at}", "")
        if taken not in (ONTO, INCOMING) and not (taken == OWN and row.own):
            return None
        rows[row.key] = taken
        texts[row.key] = request.form.get(f"{conflict.name}-{at}-own", "")
    return Answer(rows, texts)


def names(left: Iterable[Conflict]) -> set[str]:
    """Of conflicts that were asked before and not decided, what they are called in the form."""
    return {one.name for one in left} if request.form.get("asked") else set()
