"""A workbook comes in as it is shown; one that is made to do harm is refused."""

import random
import struct
import tracemalloc
import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO

import openpyxl
import pytest

from factsheet.bench.imports import cell_text, workbooks
from factsheet.bench.edits.refused import Refused
from factsheet.bench.imports.tables import MAX_ROWS, How, read_table


def book(*rows: list[object], formats: dict[str, str] | None = None, title: str = "Data") -> bytes:
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    for cell, code in (formats or {}).items():
        made.active[cell].number_format = code
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def changed(content: bytes, name: str, change: "tuple[bytes, bytes] | bytes") -> bytes:
    """A workbook in which one part was edited by hand, or is other bytes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for part in old.namelist():
            data = old.read(part)
            if part == name:
                data = change if isinstance(change, bytes) else data.replace(*change)
            new.writestr(part, data)
    return out.getvalue()


def refused(content: bytes, how: How = How()) -> str:
    with pytest.raises(Refused) as found:
        read_table(content, "t.xlsx", how)
    return str(found.value)


def test_cells_are_what_a_person_sees() -> None:
    content = book(
        ["a", "b", "c", "d", "e", "f"],
        ["007", "12:30", "3-4", "1.10", "=not a formula".lstrip("="), True],
        [7, time(12, 30), 1.1, 0.45, datetime(2024, 12, 7), 2132100],
        formats={
            "A3": "000",
            "B3": "h:mm",
            "C3": "0.00",
            "D3": "0%",
            "E3": "mm-dd-yy",
            "F3": "#,##0",
        },
    )
    table = read_table(content, "t.xlsx")
    assert [row.texts for row in table.rows] == [
        ["007", "12:30", "3-4", "1.10", "not a formula", "TRUE"],
        ["007", "12:30", "1.10", "45%", "2024-12-07", "2132100"],
    ]
    assert [cell.sort for cell in table.rows[1].cells.values()] == [
        "number", "date", "number", "number", "date", "number",
    ]  # fmt: skip


def test_a_day_that_a_spreadsheet_made_of_three_to_four_is_not_taken() -> None:
    content = book(["a", "b"], [datetime(2024, 4, 3), "x"], formats={"A2": "d-mmm"})
    [row] = read_table(content, "t.xlsx").rows
    assert "as 3-4 does when a spreadsheet takes it for one" in row.wrong[0].message
    assert (row.wrong[0].spot.line, row.wrong[0].spot.column) == (2, 1)


def test_the_result_of_a_formula_counts_and_one_that_was_not_saved_is_told() -> None:
    content = book(["a", "b"], ["=1+1", "x"])
    [row] = read_table(content, "t.xlsx").rows
    assert "a formula whose result was not saved" in row.wrong[0].message
    saved = changed(content, "xl/worksheets/sheet1.xml", (b"<v></v>", b"<v>2</v>"))
    saved = changed(saved, "xl/worksheets/sheet1.xml", (b"<v />", b"<v>2</v>"))
    assert read_table(saved, "t.xlsx").rows[0].texts == ["2", "x"]


def test_an_error_in_a_cell_is_told() -> None:
    content = book(["a", "b"], ["#REF!", "x"])
    [row] = read_table(content, "t.xlsx").rows
    assert "the spreadsheet shows the error #REF!" in row.wrong[0].message


def test_of_several_sheets_one_is_named_and_stands_in_the_reference() -> None:
    made = openpyxl.load_workbook(BytesIO(book(["a"], ["x"], title="One")))
    made.create_sheet("Two").append(["b"])
    made["Two"].append(["y"])
    out = BytesIO()
    made.save(out)
    assert "the workbook has 2 sheets; say which: --sheet with one of: One, Two" in refused(
        out.getvalue()
    )
    table = read_table(out.getvalue(), "t.xlsx", How(sheet="Two"))
    assert table.place == "Two, row" and table.rows[0].texts == ["y"]
    assert 'there is no sheet "Tow"; did you mean "Two"?' in refused(
        out.getvalue(), How(sheet="Tow")
    )


def test_entities_are_not_read_in_whatever_letters() -> None:
    content, part = book(["a"], ["x"]), "xl/worksheets/sheet1.xml"
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert "declares entities" in refused(changed(content, part, bomb))
    wide = bomb.decode().encode("utf-16")
    assert "declares entities" in refused(changed(content, part, wide))
    odd = b'<?xml version="1.0" encoding="utf-7"?><x/>'
    assert "declares entities" in refused(changed(content, part, odd))


@pytest.mark.parametrize(
    "start",
    [
        b'<?xml version="1.0" encoding = "iso-8859-1"?>',
        b'<?xml version="1.0"' + b" " * 300 + b"encoding='utf-7'?>",
        b"\xef\xbb\xbf<?xml version='1.0' encoding='koi8-r'?>",
    ],
)
def test_letters_in_which_an_entity_could_hide_are_not_read(start: bytes) -> None:
    part = "xl/worksheets/sheet1.xml"
    assert "declares entities" in refused(changed(book(["a"]), part, start + b"<worksheet/>"))


def test_a_part_declares_no_entity_whatever_it_is_called() -> None:
    out, old, new = BytesIO(), b"sheet1.xml", b"sheet1.bin"
    bomb = b'<!DOCTYPE x [<!ENTITY a "BOOM">]>'
    with zipfile.ZipFile(BytesIO(book(["name"]))) as zip_, zipfile.ZipFile(out, "w", 8) as other:
        for name in zip_.namelist():
            data = zip_.read(name).replace(old, new)
            if name.endswith(old.decode()):
                data = bomb + data.replace(b"<t>name</t>", b"<t>&a;</t>")
            other.writestr(name.replace(old.decode(), new.decode()), data)
    assert "declares entities" in refused(out.getvalue())


def padded(content: bytes) -> bytes:
    """A workbook with so much of nothing beside that it is no zip bomb by its size."""
    out = BytesIO(content)
    with zipfile.ZipFile(out, "a") as zip_:
        zip_.writestr("xl/media/image1.png", random.Random(1).randbytes(300_000))
    return out.getvalue()


def test_a_row_of_a_million_empty_cells_is_refused_at_once() -> None:
    part = "xl/worksheets/sheet1.xml"
    for comment in (b"", b"<!-- <row -->"):
        cells = (b"<c/>" * 50_000 + comment) * 20
        wide = changed(book(["a"], ["b"]), part, (b"</row>", cells + b"</row>"))
        assert "100,000 in one row" in refused(padded(wide))


def test_one_long_text_in_many_cells_is_refused_at_once() -> None:
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(2, 90)
    )
    content = changed(
        book(["a"]), "xl/worksheets/sheet1.xml", (b"</sheetData>", rows + b"</sheetData>")
    )
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    named = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    out = BytesIO(padded(changed(content, "[Content_Types].xml", (b"</Types>", named))))
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(out, "a", 8) as zip_:
        long = b'<sst xmlns="%s"><si><t>%s</t></si></sst>' % (space, b"q" * 1_000_000)
        zip_.writestr("xl/sharedStrings.xml", long)
    assert "more than 10,000,000 characters up to row 11" in refused(out.getvalue())


def test_a_part_that_says_that_it_is_small_is_not_unpacked_beyond_that() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.xml", b" " * 100_000_000)
    lying = bytearray(out.getvalue())
    for offset in (22, lying.index(b"PK\x01\x02") + 24):
        struct.pack_into("<I", lying, offset, 1_000)
    tracemalloc.start()
    try:
        assert refused(bytes(lying))
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    content = book(["a"], ["x"])
    zeros = b"<x>" + b" " * 20_000_000 + b"</x>"
    found = refused(changed(content, "xl/worksheets/sheet1.xml", zeros))
    assert "the workbook unpacks to 20," in found and found.endswith("are allowed; split it")


def test_rows_and_columns_that_a_file_states_are_not_believed() -> None:
    content, part = book(["a"], ["x"]), "xl/worksheets/sheet1.xml"
    wide = changed(content, part, (b'ref="A1:A2"', b'ref="A1:XFD1048576"'))
    assert [row.texts for row in read_table(wide, "t.xlsx").rows] == [["x"]]
    far = changed(content, part, (b'r="A2"', b'r="XFD2"'))
    assert "has 16,384 cells" in refused(far)
    deep = changed(content, part, (b'<row r="2"', b'<row r="1048576"'))
    assert f"more than {MAX_ROWS:,} rows" in refused(deep)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
@pytest.mark.parametrize("content", [b"", b"<x>", b"<x/>", b"\xff\xfe\0"])
def test_a_broken_workbook_is_refused_in_one_line(part: str, content: bytes) -> None:
    found = changed(book(["a"], ["x"]), part, content)
    try:
        read_table(found, "t.xlsx")
    except Refused as error:
        assert str(error).startswith("t.xlsx: ") and "\n" not in str(error)


def test_no_zip_is_refused() -> None:
    assert refused(b"hello").startswith("t.xlsx: the workbook cannot be read")


def test_too_many_parts_are_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for n in range(workbooks.MAX_PARTS + 1):
            made.writestr(f"p{n}.xml", b"<x/>")
    assert "1,000 are allowed" in refused(out.getvalue())


NUMBERS = [
    (7, "000", "007"), (1.1, "0.00", "1.10"), (0.45, "0%", "45%"), (2132100, "#,##0", "2132100"),
    (-5, "0", "-5"), (-5, "0;(0)", "(5)"), (12.5, '0.0" km"', "12.5 km"), (0.1 + 0.2, "General", "0.3"),
    (1200, '"$"#,##0.00', "$1200.00"), (1200, '_-* #,##0.00\\ "€"_-', "1200.00 €"), (0, "0;-0;–", "–"),
    (1e-7, "General", "0.0000001"), (123456789012345, "General", "123456789012345"), (0.5, ".0", "0.5"),
]  # fmt: skip
DOUBTS = [
    (1.5, "0." + "0" * 30, "more than 20 digits"), (1.5, "0" * 300, "more than 255 characters"),
    (0.455, "0%", "shown as 46 and holds 45.5"), (2.7, "0", "shown as 3 and holds 2.7"),
    (1e16, "General", "keeps 15 digits"), (1234567, "0,", "in thousands"), (5, "# ?/?", "in parts"),
    (5551234, "000-0000", "in parts"), (1.5e6, "0.0E+00", "number format"), (5, "[>3]0;0", "number format"),
]  # fmt: skip
MOMENTS = [
    (datetime(2024, 12, 7), "yyyy-mm-dd", "2024-12-07"), (datetime(2024, 12, 7), "dd/mm/yyyy;@", "2024-12-07"),
    (datetime(2024, 12, 7), "[$-F800]dddd, mmmm dd, yyyy", "2024-12-07"),
    (datetime(2024, 12, 7), "mmmm yyyy", "2024-12"), (datetime(2024, 12, 7), "yyyy", "2024"),
    (datetime(2024, 12, 7, 23, 20), "m/d/yy h:mm", "2024-12-07 23:20"), (time(12, 30, 5), "h:mm:ss", "12:30:05"),
    (timedelta(hours=36, minutes=5), "[h]:mm", "36:05"), (time(0, 5, 6), "mm:ss", "00:05:06"),
]  # fmt: skip
NO_MOMENTS = [
    (datetime(2024, 12, 7), "d-mmm"), (datetime(2024, 12, 7), "mmm-yy"), (datetime(2024, 12, 7), "h:mm"),
    (datetime(2024, 12, 7), "gggee"), (timedelta(hours=-1), "[h]:mm"), (time(1), "h" * 300),
    (time(12, 30, 5), "h:mm"), (time(0, 0), "mm-dd-yy"),
]  # fmt: skip


@pytest.mark.parametrize("value, code, text", NUMBERS)
def test_a_number_is_told_as_it_is_shown(value: float, code: str, text: str) -> None:
    assert cell_text.number(value, code) == text


@pytest.mark.parametrize("value, code, why", DOUBTS)
def test_a_number_that_shows_less_than_it_holds_is_not_told(
    value: float, code: str, why: str
) -> None:
    with pytest.raises(cell_text.CannotTell, match=why):
        cell_text.number(value, code)


@pytest.mark.parametrize("value, code, text", MOMENTS)
def test_a_day_is_told_as_precisely_as_it_is_shown(value: datetime, code: str, text: str) -> None:
    assert cell_text.moment(value, code) == text


@pytest.mark.parametrize("value, code", NO_MOMENTS)
def test_a_day_without_its_year_may_never_have_been_one(value: datetime, code: str) -> None:
    with pytest.raises(cell_text.CannotTell):
        cell_text.moment(value, code)


def test_the_first_day_of_all_is_no_mistake_of_ours() -> None:
    content = book(["a"], [date(1900, 1, 1)], formats={"A2": "yyyy-mm-dd"})
    assert read_table(content, "t.xlsx").rows[0].texts == ["1900-01-01"]
