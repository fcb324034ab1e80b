"""A spreadsheet as rows of texts: CSV by hand-proof rules, XLSX by `workbooks`.

A cell is data. It stays the text that the spreadsheet shows until a mapping says what it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from factsheet.bench.edits.refused import Refused
from factsheet.bench.imports.disarming import armed
from factsheet.issues import Issue, Spot
from factsheet.values import fold, repertoire, scan

MAX_TABLE = 10_000_000  # bytes of a table's file
MAX_ROWS = 5_000
MAX_COLUMNS = 100
MAX_CELL = 5_000  # characters
ENCODINGS = (
    "utf-8", "utf-16", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256",
    "cp1257", "cp1258", "iso8859-1", "iso8859-2", "iso8859-15", "koi8-r", "koi8-u", "mac-roman",
    "shift_jis", "gb18030", "big5", "euc-kr",
)  # fmt: skip
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
ROW, REASON = "row", "rejected because"  # the last two columns of a file of rejected rows


@dataclass(frozen=True, slots=True)
class How:
    """How a table is read; what is empty is found out. `delimiter` is a key of `DELIMITERS`."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Raw:
    """A cell as a file has it: what is shown, its sort (see `Cell`), or why it cannot be told."""

    text: str
    sort: str = "text"
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text with its place: `spot.line` is the row as a spreadsheet counts, `spot.column` too.

    `sort` is `number` for digits whose decimal mark is a point whatever the column's is, `date` for
    what a spreadsheet keeps as a date, written as we write it; else `text`.
    """

    text: str
    spot: Spot
    sort: str = "text"


@dataclass(slots=True)
class Row:
    """A row: its cells that hold something by the names of their columns, and what is wrong."""

    number: str  # in the file that it first stood in
    spot: Spot
    cells: dict[str, Cell] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)  # of all cells, as shown
    wrong: list[Issue] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """The rows below the row of names. `how` says how the file was read."""

    path: str
    columns: dict[str, Cell]
    rows: list[Row]
    how: How
    place: str = "row"  # what a row is called in a reference, before its number


def read_table(content: bytes, path: str, how: How = How()) -> Table:
    """The table in a file; `path` is what it is called. Raises Refused for one that is none."""
    if len(content) > MAX_TABLE:
        size = f"{path}: the file has {len(content):,} bytes; {MAX_TABLE:,} are allowed"
        raise Refused(size, "split it")
    ending = path.rpartition(".")[2].lower()
    if ending == "xlsx":
        from factsheet.bench.imports import workbooks

        found, sheet, many = workbooks.rows(content, path, how.sheet)
        place = f"{sheet}, row" if many else "row"
        return _table(path, found, How(sheet=sheet if many else ""), place)
    if ending not in ("csv", "tsv", "txt") or content[:4] in (b"PK\3\4", b"\xd0\xcf\x11\xe0"):
        raise Refused(f"{path}: this is no CSV and no XLSX file", "save it as one of these")
    text, encoding = _decoded(content, path, how.encoding)
    delimiter = how.delimiter or _delimiter(text, path)
    found = _records(text, path, DELIMITERS[delimiter])
    return _table(path, found, How(encoding, delimiter), "row")


def _decoded(content: bytes, path: str, encoding: str) -> tuple[str, str]:
    """The text of a file and its encoding, which is UTF-8 unless it is named."""
    encoding = encoding or ("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
    try:
        text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"{path}:{line}: byte 0x{content[error.start]:02X} is not {encoding.upper()}"
        hint = "save it as “CSV UTF-8”, or say its encoding: cp1252 in western Europe"
        raise Refused(what, hint) from None
    return text, encoding


def _delimiter(text: str, path: str) -> str:
    """The sign between columns: the only one that parts every line alike, or the first line."""
    fits, heads = [], []
    for name, sign in DELIMITERS.items():
        try:
            widths = [len(row) for _, row in zip(range(50), _parsed(text, sign)) if row]
        except csv.Error:
            continue
        if widths and widths[0] > 1:
            heads.append(name)
            fits += [name] if len(set(widths)) == 1 else []
    if len(fits) == 1 or len(heads) == 1:
        return (fits if len(fits) == 1 else heads)[0]
    if heads:
        signs = " or by a ".join(fits or heads)
        hint = f"say which: {' or '.join(f'--delimiter {one}' for one in fits or heads)}"
        raise Refused(f"{path}: its columns may be parted by a {signs}", hint)
    return "comma"


def _parsed(text: str, sign: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)


def _records(text: str, path: str, sign: str) -> Iterator[tuple[int, list[Raw]]]:
    """(number, cells) of each record; a blank line counts, as it does in a spreadsheet."""
    reader, number = _parsed(text, sign), 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            what = f"{path}: row {number} cannot be read: {error}"
            raise Refused(
                what, 'put a text with " in it between ", and write "" for each'
            ) from None
        check_width(path, number, len(cells))
        yield number, [Raw(cell) for cell in cells]


def check_width(path: str, number: int, cells: int) -> None:
    """Refuse a row of very many cells; a few too many are wrong in their row alone."""
    if cells > 2 * MAX_COLUMNS:
        what = f"{path}: row {number} has {cells:,} cells; {MAX_COLUMNS} are allowed"
        raise Refused(what, "delete those that are of no use here")


def _table(path: str, found: Iterable[tuple[int, list[Raw]]], how: How, place: str) -> Table:
    """The table of these rows, of which the first that is not blank names the columns."""
    rows = ((n, cells) for n, cells in found if any(cell.text.strip() for cell in cells))
    number, head = next(rows, (0, []))
    columns = _columns(path, number, head)
    if not columns:
        raise Refused(f"{path}: there is no row with the names of columns")
    table = Table(path, columns, [], how, place)
    for number, cells in rows:
        if len(table.rows) == MAX_ROWS:
            raise Refused(f"{path}: more than {MAX_ROWS:,} rows", "split the file")
        table.rows.append(_row(table, number, cells))
    return table


def _columns(path: str, number: int, head: list[Raw]) -> dict[str, Cell]:
    """The columns by their names, in their order."""
    while head and not head[-1].text.strip():
        head.pop()
    if len(head) > MAX_COLUMNS:
        what = f"{path}: {len(head):,} columns; {MAX_COLUMNS} are allowed"
        raise Refused(what, "delete those that are of no use here")
    out: dict[str, Cell] = {}
    for at, raw in enumerate(head, 1):
        spot, name = Spot(path, number, at), fold(raw.text)
        where = f"{path}:{number}:{at}"
        if not name:
            raise Refused(f"{where}: a column has no name", "name it in the first row")
        if name in out:
            raise Refused(f'{where}: two columns are called "{name}"', "give one another name")
        if raw.wrong or not repertoire.clean(name):
            raise Refused(f"{where}: the name of a column cannot be read", "type it anew")
        out[name] = Cell(name, spot)
    return out


def _row(table: Table, number: int, cells: list[Raw]) -> Row:
    """One row. What is wrong in it is kept with it."""
    row = Row(str(number), Spot(table.path, number))
    cells = cells[: len(table.columns)] + [c for c in cells[len(table.columns) :] if c.text.strip()]
    if len(cells) > len(table.columns) or (table.how.delimiter and len(cells) < len(table.columns)):
        what = f"the row has {len(cells):,} cells, the first row {len(table.columns):,}"
        hint = "put a text that holds the sign between columns in quotation marks"
        row.wrong.append(Issue(row.spot, "wrong-shape", what, hint))
    rejected = list(table.columns)[-2:] == [ROW, REASON]
    for at, (name, raw) in enumerate(zip(table.columns, cells), 1):
        text = fold(raw.text)
        row.texts.append(text)
        spot = Spot(table.path, number, at)
        if issue := _wrong(raw, spot, name):
            row.wrong.append(issue)
        elif rejected and name == ROW and text:
            row.number = text
        elif text and not (rejected and name == REASON):
            row.cells[name] = Cell(armed(text) if rejected else text, spot, raw.sort)
    return row


def _wrong(raw: Raw, spot: Spot, column: str) -> Issue | None:
    """Why a cell is not read, if it is not."""
    if raw.wrong:
        return Issue(spot, "wrong-shape", f"{column}: {raw.wrong}")
    if len(raw.text) > MAX_CELL:
        what = f"{column}: {len(raw.text):,} characters; {MAX_CELL:,} are allowed"
        return Issue(spot, "limit", what, "shorten it")
    found: list[Issue] = []
    spaced = raw.text.translate(dict.fromkeys(map(ord, "\t\r\n"), " "))  # they part words only
    if not scan(spaced, "", found.append):
        return replace(found[0], spot=spot, message=f"{column}: {found[0].message}")
    return None
