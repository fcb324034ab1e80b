"""Allies, opponents, backers and what a record is part of, as one table."""

from factsheet.document import Block, Content, Table
from factsheet.evidence import timing
from factsheet.language import say
from factsheet.pages.grouping import Entry
from factsheet.pages.sheet_composer import SheetComposer
from factsheet.pages.tables import cell
from factsheet.values import Address, Statement

MEANT = {"alliance", "opposition", "backing"}  # what a field means that asks for the table


def table(page: SheetComposer, found: list[Entry]) -> tuple[list[Block], list[Entry]]:
    """The table of what ties a record to others, in the order given; and the other entries.

    It is made where any entry is of a field with one of these meanings, of all that lead from
    record to record.
    """
    ties = [one for one in found if isinstance(getattr(one.thing, "value", None), Address)]
    if len(ties) < 2 or not any(_means(page, one.thing) in MEANT for one in ties):
        return [], found
    rows = [(one.label, one.thing) for one in ties]
    columns: list[tuple[str, list[Content]]] = [
        (say("ties.how"), [label for label, _ in rows]),
        (say("ties.who"), [_who(page, s) for _, s in rows]),
        (say("table.when"), [timing(s) for _, s in rows]),
        (say("table.scope"), [s.scope for _, s in rows]),
    ]
    shown = [(title, cells) for title, cells in columns if any(cells)]
    head = tuple([title for title, _ in shown])
    body = tuple(zip(*[cells for _, cells in shown]))
    return [Table(head, body)], [one for one in found if one not in ties]


def _means(page: SheetComposer, statement: Statement) -> str:
    field = page.library.kind_of(statement.record).fields.get(statement.property)
    return field.means if field else ""


def _who(page: SheetComposer, statement: Statement) -> Content:
    """The record at the other end, with citation, marks and the address of the fact."""
    own = page.at_home(statement)
    other = statement.value.text if own else statement.record
    return cell(page, statement, page.link(other), own)
