"""The same sentence with the same source twice on one record: most likely entered twice."""

from collections.abc import Iterator

from factsheet.evidence.library import Library
from factsheet.issues import Issue
from factsheet.language import plain_value
from factsheet.values import Doubt, Statement


def doubts(library: Library) -> Iterator[Doubt]:
    """A doubt for each statement that an earlier one of its record has said already."""
    for record in library.records.values():
        said: dict[tuple[object, ...], Statement] = {}
        for statement in record.statements.values():
            if statement.status in ("retracted", "superseded"):
                continue
            words = _words(statement)
            for source in dict.fromkeys(r.source for r in statement.references):
                first = said.setdefault((*words, source), statement)
                if first is not statement:
                    yield _doubt(first, statement, source)
                    break


def _words(statement: Statement) -> tuple[object, ...]:
    """All that makes a sentence another one; a bare value may come again at another time."""
    who = tuple(getattr(p, "text", p) for p in statement.asserted_by)
    if statement.text:
        return statement.text.casefold().removesuffix("."), statement.status, who
    when, value = statement.when.edtf if statement.when else "", plain_value(statement.value)
    return statement.property, value, statement.scope, when, statement.status, who


def _doubt(first: Statement, again: Statement, source: str) -> Doubt:
    other = f'"{first.anchor}" (line {first.spot.line}), with the same source {source}'
    message, hint = f'"{again.anchor}" says the same as {other}', "delete one of the two"
    issue = Issue(again.spot, "same-sentence", message, hint)
    return Doubt(again.record, issue, (first.anchor, again.anchor))
