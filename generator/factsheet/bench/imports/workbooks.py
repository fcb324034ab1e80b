"""A sheet of an XLSX workbook as rows of cells, as a person sees them.

A workbook is a zip of XML files that somebody else made. It is looked at before it is read: how
much it unpacks to, that no part declares entities. Formulas are not run: what they last gave
counts. Links to other files are not followed.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import Any

from factsheet.bench.edits.refused import Refused
from factsheet.bench.imports import cell_text
from factsheet.bench.imports.tables import MAX_ROWS, MAX_TABLE, Raw, check_width
from factsheet.issues import nearest

MAX_PARTS = 1_000  # files in a workbook
MAX_UNPACKED = 50_000_000  # bytes of all of them
MAX_TAGS = 3_000_000  # of XML in one of them
MAX_ROW = 100_000  # of them in one row of a sheet
MAX_PACKED = 200  # bytes that one byte of the file may stand for
INSTALL = "install it with: pip install 'mkdocs-factsheet[import]'"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_ENCODING = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")  # how XML begins in letters of two bytes


def rows(
    content: bytes, path: str, sheet: str = ""
) -> tuple[Iterator[tuple[int, list[Raw]]], str, bool]:
    """((number, cells) of each row, the name of the sheet, whether there are others).

    Without the name of a sheet the workbook must have one only. Raises Refused.
    """
    _check(content, path)
    values, formulas = (_book(content, path, data_only) for data_only in (True, False))
    names = _names(path, values)
    name = _sheet(path, names, sheet)
    return _cells(path, values[name], formulas[name]), name, len(names) > 1


def sheets(content: bytes, path: str) -> list[str]:
    """The names of all sheets. Raises Refused."""
    _check(content, path)
    return _names(path, _book(content, path, True))


def _book(content: bytes, path: str, data_only: bool) -> Any:
    """A workbook that was looked at, its cells unread: their results, or their formulas."""
    try:
        import openpyxl
    except ImportError:
        raise Refused(f"{path}: XLSX files are read by openpyxl", INSTALL) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions, which are not read
        try:
            return openpyxl.load_workbook(
                BytesIO(content), True, data_only=data_only, keep_links=False
            )
        except Exception as error:  # of a file that somebody else made, anything may come
            raise _unreadable(path, error) from error


def _names(path: str, book: Any) -> list[str]:
    try:
        return [one.title for one in book.worksheets]
    except Exception as error:
        raise _unreadable(path, error) from error


def _unreadable(path: str, error: Exception) -> Refused:
    why = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
    return Refused(f"{path}: the workbook cannot be read: {why}", "save it anew as XLSX, or as CSV")


def _sheet(path: str, names: list[str], wanted: str) -> str:
    """The name of the sheet that is meant."""
    if wanted in names:
        return wanted
    if wanted:
        hint = nearest(wanted, names) or f"there are: {', '.join(names[:20])}"
        raise Refused(f'{path}: there is no sheet "{wanted}"', hint)
    if len(names) != 1:
        hint = f"say which: --sheet with one of: {', '.join(names[:20])}"
        raise Refused(f"{path}: the workbook has {len(names)} sheets", hint)
    return names[0]


def _check(content: bytes, path: str) -> None:
    """Refuse a zip that unpacks to very much, and XML that declares what it stands for."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_size(path, parts, len(content))
            for part in parts:
                _check_xml(path, _unpacked(archive, part))  # whatever its name: the workbook says
    except Refused:
        raise
    except Exception as error:  # a broken zip: BadZipFile, zlib.error, NotImplementedError …
        raise _unreadable(path, error) from error


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """A part, no more of it than it says: `ZipFile.read` would unpack all before it compares."""
    unpack = archive.open
    with unpack(part) as file:
        return file.read(part.file_size)


def _check_size(path: str, parts: list[zipfile.ZipInfo], size: int) -> None:
    if len(parts) > MAX_PARTS or len({part.filename for part in parts}) < len(parts):
        raise Refused(f"{path}: the workbook has {len(parts):,} parts; {MAX_PARTS:,} are allowed")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > min(MAX_UNPACKED, size * MAX_PACKED):
        what = f"{path}: the workbook unpacks to {unpacked:,} bytes"
        raise Refused(f"{what}; {min(MAX_UNPACKED, size * MAX_PACKED):,} are allowed", "split it")


def _check_xml(path: str, data: bytes) -> None:
    """Refuse what could declare an entity, or be in letters in which nobody would see that."""
    named = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    odd = data[:2] in _WIDE or (named and named[1].lower() not in (b"utf-8", b"us-ascii"))
    if odd or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Refused(f"{path}: the workbook declares entities, which are not read")
    if (tags := data.count(b"<")) > MAX_TAGS or (b"sheetData" in data and _row(data) > MAX_ROW):
        what = f"{path}: a part of the workbook has {tags:,} tags; {MAX_TAGS:,} are allowed"
        raise Refused(f"{what}, and {MAX_ROW:,} in one row", "split it")


def _row(data: bytes) -> int:
    """How many tags the longest row of a sheet has; all of them where a comment may feign rows."""
    return max(row.count(b"<") for row in ([data] if b"<!" in data else data.split(b"<row")))


def _cells(path: str, values: Any, formulas: Any) -> Iterator[tuple[int, list[Raw]]]:
    """(number, cells) of each row; both sheets are the same one, read for different things."""
    for sheet in (values, formulas):
        sheet.reset_dimensions()  # which a file may state as it likes
    pair = [sheet.iter_rows(max_row=MAX_ROWS + 100) for sheet in (values, formulas)]
    number = letters = 0
    try:
        for number, (seen, typed) in enumerate(zip(*pair), 1):
            check_width(path, number, len(seen))
            letters += sum(len(one.value) for one in seen if isinstance(one.value, str))
            if letters > MAX_TABLE:  # one text may be that of many cells
                what = f"{path}: more than {MAX_TABLE:,} characters up to row {number}"
                raise Refused(what, "split it")
            yield number, [_raw(one, two) for one, two in zip(seen, typed)]
    except Refused:
        raise
    except Exception as error:
        raise _unreadable(path, error) from error
    if number >= MAX_ROWS + 100:
        raise Refused(f"{path}: more than {MAX_ROWS:,} rows", "split the file")


def _raw(cell: Any, typed: Any) -> Raw:
    """What one cell shows."""
    value = cell.value
    if value is None:
        unsaved = typed.data_type == "f"
        why = "it is a formula whose result was not saved; open the file and save it again"
        return Raw("=", wrong=why) if unsaved else Raw("")
    if cell.data_type == "e":
        return Raw(str(value), wrong=f"the spreadsheet shows the error {value}")
    if isinstance(value, bool):
        return Raw("TRUE" if value else "FALSE")
    code = cell.number_format or "General"
    try:
        if isinstance(value, int | float):
            return Raw(cell_text.number(value, code), "number")
        if isinstance(value, datetime | time | timedelta):
            return Raw(cell_text.moment(value, code), "date")
    except cell_text.CannotTell as error:
        return Raw(str(value), wrong=str(error))
    return Raw(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value)))
