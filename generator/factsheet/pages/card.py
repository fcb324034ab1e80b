"""The card beside a sheet: what its kind names for it, and what the record is called."""

from collections.abc import Iterator
from typing import Any

from factsheet.document import Block, Box, Content, Link, List
from factsheet.language import counted, language_name, listed, say
from factsheet.pages.composer import foreign
from factsheet.pages.sheet_composer import SheetComposer
from factsheet.reading import Record
from factsheet.values import Statement

FEW = 3  # statements of a field that stand on the card; more are named there and stand below
FORMS = 3  # names that are not folded


def card(page: SheetComposer, record: Record) -> Iterator[Block]:
    """The card of a record, in a box; none where there is nothing to put on it."""
    rows, names = [*_fields(page, record)], [*_names(page, record)]
    spellings = page.spellings(record)
    if spellings:
        names.append(page.labelled(say("name.other"), listed(spellings, "list.comma")))
    forms = len(record.labels.get("native_name", ())) + len(spellings)
    blocks: list[Block] = []
    if forms > FORMS:
        title = say("name.forms", forms=counted(forms, "form"))
        blocks.append(Box("fold", title, (List(tuple(names)),)))
    else:
        rows += names
    if rows:
        blocks.insert(0, List(tuple(rows)))
    if blocks:
        yield Box("card", say("card.title"), tuple(blocks))


def _fields(page: SheetComposer, record: Record) -> Iterator[Content]:
    """Its short name, its beginning and its end, and what the kind names, one line each."""
    if (short := record.labels.get("short_name")) and short != record.name:
        yield page.labelled(say("name.short"), short)
    for key in dict.fromkeys((*record.kind.span, *record.kind.card)):
        if found := sorted((s for s in record.of(key) if s.status == "accepted"), key=_time):
            values = listed(list(_values(page, found)), "list.semicolon")
            yield page.labelled(record.kind.fields[key].label, values)


def _time(statement: Statement) -> tuple[Any, ...]:
    """The order of time; what has none comes last, as it stands in the file."""
    return (0, *statement.when.sort_key()) if statement.when else (1,)


def _values(page: SheetComposer, found: list[Statement]) -> Iterator[Content]:
    """The statements of a field: here, as links, or of many versions only how many there are."""
    many, disputes = len(found) > FEW, page.standing.places(found)
    if many and disputes:
        yield Link(say("card.versions", count=len(found)), disputes[0].target)
        return
    for s in found:
        yield _short(page, s) if many or s in page.standing else _whole(page, s)


def _whole(page: SheetComposer, statement: Statement) -> Content:
    """A statement that stands here: with its address, citation and marks."""
    page.standing.take([statement])
    value = page.scoped(page.value(statement.value), statement)
    return page.passage([statement.address], page.line(statement, lead=value))


def _short(page: SheetComposer, statement: Statement) -> Content:
    """The value of a statement that stands further below, to which it leads."""
    record = page.library.heads[statement.record]
    words = page.plain_phrase(statement, record, bare=True)
    link = Link(words, f"{statement.record}.md#{statement.anchor}")
    meta = page.meta(statement, alone=False)
    return (link, " ", meta) if meta else link


def _names(page: SheetComposer, record: Record) -> Iterator[Content]:
    """Its names in other languages, one line each."""
    for language, text in sorted(record.labels.get("native_name", {}).items()):
        title = say("name.in", language=language_name(language))
        yield page.labelled(title, foreign(text, language))
