"""Statements that say the same of many things, as a table: what differs stands in columns."""

from collections.abc import Iterator

from factsheet.document import Block, Content, List, Paragraph, Strong, Table
from factsheet.evidence import timing
from factsheet.language import date_words, listed, say, tell
from factsheet.pages.grouping import Entry, alike
from factsheet.pages.sheet_composer import SheetComposer
from factsheet.values import Address, Statement


def tabled(
    page: SheetComposer, found: list[Entry], own: bool = False
) -> tuple[list[Block], list[Entry]]:
    """Tables of what is alike, under labels; and all others. `own` set anchors."""
    tables, others = alike(found)
    blocks: list[Block] = []
    for what, some in tables:
        if not any(one.when for one in some):
            some.sort(key=lambda one: one.name.casefold())
        blocks += _table(page, what, [one.thing for one in some], own)
    return blocks, others


def _table(page: SheetComposer, label: str, found: list[Statement], own: bool) -> Iterator[Block]:
    """A table under its label, with what all of its rows share; of `own` facts with anchors."""
    scope, when = [s.scope for s in found], [timing(s) or _said(s) for s in found]
    shared = [texts[0] for texts in (scope, when) if len({*texts}) == 1 and texts[0]]
    few = sum(map(bool, scope)) * 2 < len(found)  # they stand with the values
    value = _value(page, label, found, own, few)
    exactly = (say("table.scope"), [] if few and value[1] else _differing(scope))
    linked = any(isinstance(s.value, Address) for s in found)  # a number is of what is counted
    columns = [_who(page, found), *((value, exactly) if linked else (exactly, value))]
    columns.append((say("table.when"), _differing(when)))
    shown = [(title, cells) for title, cells in columns if cells]
    common = (" ", tell("brackets", what=listed(shared, "list.comma"))) if shared else ()
    heads = tuple([title for title, _ in shown])
    if common or label not in heads:
        yield Paragraph((Strong(label), *common))
    rows = tuple(zip(*[cells for _, cells in shown]))
    yield Table(heads, rows) if len(heads) > 1 else List(tuple([cell for (cell,) in rows]))
    if changed := [told for s in found for told in page.told_changes(s)]:
        yield List(tuple(changed))


def _said(statement: Statement) -> str:
    """When it was said, of what has no other time."""
    said = statement.said
    return say("said", when=date_words(said, event=True)) if said else ""


def _differing(texts: list[str]) -> list[Content]:
    """What a column has; nothing where all rows have the same."""
    return list(texts) if len({*texts}) > 1 else []


def _who(page: SheetComposer, found: list[Statement]) -> tuple[str, list[Content]]:
    """Whose each statement is; nothing where all are of the page's own record."""
    records = [page.library.heads[s.record] for s in found]
    if all(record.address == page.home for record in records):
        return "", []
    kinds = {record.kind.plural: record.kind for record in records}
    title = say("table.sheet")
    if len(kinds) == 1:
        (kind,) = kinds.values()
        title = kind.name[:1].upper() + kind.name[1:]
    if all(_leads_here(page, s) for s in found):
        return title, [cell(page, s, page.link(s.record), False) for s in found]
    return title, [page.link(record.address) for record in records]


def _value(
    page: SheetComposer, label: str, found: list[Statement], own: bool, scoped: bool
) -> tuple[str, list[Content]]:
    """What each statement says, with its scope or not; nothing where all say the page's record."""
    if all(_leads_here(page, s) for s in found):
        return "", []
    values = ((s, page.value(s.value)) for s in found)
    return label, [cell(page, s, page.scoped(v, s) if scoped else v, own) for s, v in values]


def _leads_here(page: SheetComposer, statement: Statement) -> bool:
    value = statement.value
    return isinstance(value, Address) and value.record == page.home


def cell(page: SheetComposer, statement: Statement, lead: Content, own: bool) -> Content:
    """The cell that is the fact: with its address, citation, marks and notes."""
    here = own and page.at_home(statement)
    said = page.line(statement, here, lead, dated=False, changed=False)
    return page.passage([statement.address], said)
