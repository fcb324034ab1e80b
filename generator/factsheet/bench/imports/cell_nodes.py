"""A cell as the node that a type reads: decimal marks, dates and lists as their column says.

What cannot be told for sure stays the text that it is, and the type says what is wrong with it.
"""

from __future__ import annotations

import re

from factsheet.bench.imports.mapping import Column
from factsheet.bench.imports.tables import Cell
from factsheet.issues import Issue
from factsheet.values import ByLanguage, Date, Many, Map, Node, Number, OrAbsent, Put, Seq, Text
from factsheet.values import Type, readings

_BLANKS = " \u00a0\u2009\u202f'’"  # between thousands, whatever the decimal mark
_DOUBTFUL = re.compile(r"[-−]?[0-9]{1,3}[.,][0-9]{3}(?![0-9.,]).*")
_DAY = re.compile(r"([0-9]{1,4})[/. -]([0-9]{1,2})[/. -]([0-9]{1,4})")
_ORDER = {"day-month-year": (2, 1, 0), "month-day-year": (2, 0, 1), "year-month-day": (0, 1, 2)}


def inner(type_: Type) -> Type:
    """The type of one value: that of a list's entries, of what may be unknown."""
    if isinstance(type_, OrAbsent):
        return inner(type_.type)
    return inner(type_.item) if isinstance(type_, Many) else type_


def is_many(type_: Type) -> bool:
    """Whether a type takes a list."""
    return isinstance(type_.type if isinstance(type_, OrAbsent) else type_, Many)


def parted(cell: Cell, column: Column, many: bool) -> list[Text]:
    """The texts of a cell, of which a column of lists has several."""
    texts = cell.text.split(column.separator) if many and column.separator else [cell.text]
    return [Text(t, cell.spot, len(t)) for text in texts if (t := text.strip())]


def node(cell: Cell, column: Column, type_: Type, put: Put) -> Node:
    """A cell that is no link, as a field or label of this type takes it."""
    many = is_many(type_)
    made = [_one(text, cell, column, inner(type_), put) for text in parted(cell, column, many)]
    return Seq(made, cell.spot) if many or not made else made[0]


def _one(text: Text, cell: Cell, column: Column, type_: Type, put: Put) -> Node:
    if meant := column.values.get(text.text):
        return meant
    if isinstance(type_, ByLanguage) and column.language:
        language = Text(column.language, cell.spot)
        return Map({column.language: text}, {column.language: language}, cell.spot)
    if isinstance(type_, Number):
        return Text(_number(text, cell, column, put), text.spot, text.width)
    if isinstance(type_, Date) and cell.sort != "date":
        return Text(_date(text.text, column.dates), text.spot, text.width)
    return text


def degrees(cell: Cell, column: Column, put: Put) -> Text:
    """A longitude or latitude."""
    text = Text(cell.text, cell.spot, len(cell.text))
    return Text(_number(text, cell, column, put), cell.spot, len(cell.text))


def _number(text: Text, cell: Cell, column: Column, put: Put) -> str:
    """A number with a point before decimals and the unit of its column."""
    plain = text.text
    if cell.sort != "number":
        plain = _plain(plain, column.decimal)
        if not column.decimal and _DOUBTFUL.fullmatch(plain):
            bare = re.sub("[.,]", "", plain)
            message = f'{column.name.text}: "{plain}" may be {bare} or {plain.replace(",", ".")}'
            hint = 'say decimal: "." or decimal: "," in the column of the mapping'
            put(Issue(text.spot, "bad-number", message, hint, text.width))
    alone = re.fullmatch(r"[-−]?[0-9][0-9., ]*", plain)
    return f"{plain} {column.unit}" if column.unit and alone else plain


def _plain(text: str, decimal: str) -> str:
    """`1.234,50 km` as `1234.50 km` where a comma is the decimal mark; else as it is."""
    if not decimal:
        return text
    group = re.escape(f"{'.' if decimal == ',' else ','}{_BLANKS}")
    whole = rf"[0-9]{{1,3}}(?:[{group}][0-9]{{3}})+|[0-9]+"
    pattern = rf"([-−]?)({whole})(?:{re.escape(decimal)}([0-9]+))?(?![0-9.,])(.*)"
    if not (found := re.fullmatch(pattern, text, re.S)):
        return text
    sign, whole, decimals, rest = found.groups()
    whole = re.sub("[^0-9]", "", whole)
    return f"{'-' if sign else ''}{whole}{f'.{decimals}' if decimals else ''}{rest}"


def _date(text: str, order: str) -> str:
    """A day as we write it, when it can be read in one way only."""
    if order and (parts := _DAY.fullmatch(text)):
        year, month, day = (parts[at + 1] for at in _ORDER[order])
        if len(year) == 4 and max(len(month), len(day)) <= 2:
            return f"{year}-{month:0>2}-{day:0>2}"
    found = readings(text)
    return found[0] if len(found) == 1 else text
