"""A table comes in as a person sees it: each cell the text that is shown, or a reason why not."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from projects import EFFORT

from factsheet.bench.imports.disarming import as_csv, disarmed
from factsheet.bench.edits.refused import Refused
from factsheet.bench.imports.tables import MAX_CELL, MAX_COLUMNS, MAX_ROWS, MAX_TABLE, How
from factsheet.bench.imports.tables import read_table
from factsheet.values import fold, repertoire

LETTERS = st.characters(codec="utf-8").filter(lambda c: repertoire.clean(f"a{c}"))
TEXTS = st.text(LETTERS, max_size=30).filter(lambda text: "===" not in text)


def read(text: str, how: How = How()) -> list[dict[str, str]]:
    table = read_table(text.encode(), "t.csv", how)
    return [{name: cell.text for name, cell in row.cells.items()} for row in table.rows]


def refused(content: bytes, path: str = "t.csv", how: How = How()) -> str:
    with pytest.raises(Refused) as found:
        read_table(content, path, how)
    return str(found.value)


@pytest.mark.parametrize(
    "text", ["007", "12:30", "3-4", "1.10", "NO", "1e5", "=1+1", "TRUE", "0x1F"]
)
def test_what_looks_like_something_else_stays_the_text_that_it_is(text: str) -> None:
    assert read(f"a,b\n{text},x\n") == [{"a": text, "b": "x"}]


@settings(max_examples=100 * EFFORT, deadline=None)
@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_any_text_survives(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["a", "b", "c"], *rows])
    found = read(out.getvalue(), How(delimiter="comma"))
    expected = [{n: t for n, c in zip("abc", row) if (t := fold(c))} for row in rows]
    assert found == [row for row in expected if row]


@settings(max_examples=100 * EFFORT, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_rejected_row_is_no_formula_and_comes_back_as_it_was(texts: list[str]) -> None:
    texts = [fold(text) for text in texts]
    names = [f"c{n}" for n in range(len(texts))]
    text = as_csv([[*names, "row", "rejected because"], [*texts, "17", "no town"]])
    for cell in next(csv.reader(io.StringIO(text.partition("\n")[2]))):
        assert cell.lstrip()[:1] not in tuple("=@|%") and cell[:1] not in ("\t", "\r")
    [row] = read_table(text.encode(), "t.csv", How(delimiter="comma")).rows
    assert {n: c.text for n, c in row.cells.items()} == {n: t for n, t in zip(names, texts) if t}
    assert row.number == "17"


@pytest.mark.parametrize(
    "text, safe",
    [("=1", "'=1"), ("-5", "-5"), ("+3.2", "+3.2"), ("-x", "'-x"), ("@a", "'@a"), ("a=b", "a=b"),
     ("'=1", "''=1"), ("＝1", "'＝1"), ("", "")],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_is_disarmed(text: str, safe: str) -> None:
    assert disarmed(text) == safe


def test_the_sign_between_columns_is_found_when_only_one_fits() -> None:
    assert read("a;b\n1,5;2\n") == [{"a": "1,5", "b": "2"}]
    assert read("a\tb\n1\t2\n") == [{"a": "1", "b": "2"}]
    assert read("town\nAleppo\n") == [{"town": "Aleppo"}]
    assert "--delimiter comma or --delimiter semicolon" in refused(b"a;b,c\n1;2,3\n")
    assert read("a;b,c\n1;2,3\n", How(delimiter="semicolon")) == [{"a": "1", "b,c": "2,3"}]


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    table = read_table(b'a,b\n"two\nlines",1\n\nx,2\n', "t.csv")
    assert [(row.number, row.spot.line) for row in table.rows] == [("2", 2), ("4", 4)]
    assert table.rows[0].cells["a"].text == "two lines"


def test_a_row_with_too_many_or_too_few_cells_is_told() -> None:
    table = read_table(b"a,b\n1,2,3\n1\n1,2\n", "t.csv", How(delimiter="comma"))
    assert [[i.message for i in row.wrong] for row in table.rows] == [
        ["the row has 3 cells, the first row 2"], ["the row has 1 cells, the first row 2"], [],
    ]  # fmt: skip


def test_what_hides_or_turns_text_round_is_told_with_its_cell() -> None:
    [row] = read_table("a,b\nx,y\u202e\n".encode(), "t.csv").rows
    [issue] = row.wrong
    assert (issue.spot.line, issue.spot.column, issue.code) == (2, 2, "bad-character")


def test_another_encoding_is_asked_for() -> None:
    content = "a,b\nÄ,ß\n".encode("cp1252")
    assert "t.csv:2: byte 0xC4 is not UTF-8; save it as" in refused(content)
    table = read_table(content, "t.csv", How("cp1252"))
    assert table.rows[0].cells["a"].text == "Ä"
    assert read_table("a,b\nÄ,ß\n".encode("utf-16"), "t.csv").rows[0].cells["b"].text == "ß"


@pytest.mark.parametrize(
    "text, why",
    [
        (",b\n1,2\n", "t.csv:1:1: a column has no name"),
        ("a,a\n1,2\n", 't.csv:1:2: two columns are called "a"'),
        ('a,b\n"1"x,2\n', "t.csv: row 2 cannot be read"),
        ("\n\n", "there is no row with the names"),
        ("a,b\n" + "1,2\n" * (MAX_ROWS + 1), "more than 5,000 rows"),
        (",".join(f"c{n}" for n in range(MAX_COLUMNS + 1)), "101 columns; 100 are allowed"),
    ],
)
def test_a_table_that_is_none_is_refused_with_the_place(text: str, why: str) -> None:
    assert why in refused(text.encode(), how=How(delimiter="comma"))


def test_what_is_too_large_is_refused_or_told() -> None:
    assert "are allowed; split it" in refused(b"x" * (MAX_TABLE + 1))
    [row] = read_table(f"a,b\n{'x' * (MAX_CELL + 1)},1\n".encode(), "t.csv").rows
    assert row.wrong[0].code == "limit"


def test_a_row_of_a_million_cells_is_refused_at_once() -> None:
    assert "row 2 has 1,000,001 cells; 100 are allowed" in refused(b"a,b\n" + b"," * 1_000_000)


def test_a_workbook_with_the_wrong_ending_is_not_read_as_text() -> None:
    assert "this is no CSV and no XLSX file" in refused(b"PK\3\4rest")
    assert "this is no CSV and no XLSX file" in refused(b"a,b", "t.ods")
