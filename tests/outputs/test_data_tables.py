"""The facts as tables: each text as it was typed, whatever it would do to a spreadsheet."""

import csv
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from factsheet.build.whole import build
from factsheet.outputs.cells import armed, disarmed, joined, parted
from hypothesis import given, strategies as st
from projects import ROOT, real, tree
from tabled import FILES, HOSTILE, SITE, file, small

Row = dict[str, str]


def table(name: str) -> dict[str, Row]:
    """The rows of a file, by address, as Python reads them."""
    lines = file(name).decode("utf-8").splitlines(keepends=True)
    return {row["address"]: row for row in csv.DictReader(lines)}


def by_the_rfc(text: str) -> list[list[str]]:
    """The rows of a file, read letter by letter as RFC 4180 has it: CRLF, doubled quotes, nothing else."""
    rows: list[list[str]] = [[]]
    cell, quoted, at = "", False, 0
    while at < len(text):
        char, two = text[at], text[at : at + 2]
        if quoted and two == '""':
            cell, at = f'{cell}"', at + 1
        elif char == '"':
            assert quoted or not cell, "a quotation mark within a cell that is not quoted"
            quoted = not quoted
        elif quoted:
            cell += char
        elif char == ",":
            rows[-1].append(cell)
            cell = ""
        elif two == "\r\n":
            rows[-1].append(cell)
            rows.append([])
            cell, at = "", at + 1
        else:
            assert char not in "\r\n", "a line ends with both"
            cell += char
        at += 1
    assert rows.pop() == [] and not quoted
    return rows


@pytest.mark.parametrize("name", ["facts.csv", "records.csv", "sources.csv"])
def test_two_readers_read_the_same_cells(name: str) -> None:
    text = file(name).decode("utf-8")
    rows = by_the_rfc(text)
    assert rows == list(csv.reader(text.splitlines(keepends=True)))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len({column.casefold() for column in rows[0]}) == len(rows[0])


def test_every_text_comes_back_as_it_was_typed() -> None:
    facts = table("facts.csv")
    assert [facts[f"groups/nasty#x{n}"]["text"] for n in range(len(HOSTILE))] == HOSTILE
    nasty = table("records.csv")["groups/nasty"]
    assert nasty["name"] == HOSTILE[0] and parted(nasty["aliases"]) == HOSTILE


def test_a_row_says_all_that_a_statement_says() -> None:
    facts = table("facts.csv")
    moved = facts["groups/board#moved"]
    expected = {
        "record": "groups/board", "property": "facts", "text": "It moved to the hill.",
        "words": "It moved to the hill.", "words-ar": "انتقل إلى التل.", "status": "accepted",
        "when": "2019-05", "earliest": "2019-05-01", "latest": "2019-05-31", "planned": "no",
        "recorded": "2024-12-08", "reports": "2", "independent_sources": "1",
        "disputes": "groups/board#where", "change_kind": "correction", "change_on": "2024-12-10",
        "change_was": "It moved to the lake.", "change_why": "We misread it.",
        "url": "https://lakes.example/groups/board/#moved", "taken_down": "",
    }  # fmt: skip
    assert {key: moved[key] for key in expected} == expected
    assert parted(moved["references"]) == ["sources/paper#P5; P6", "sources/other"]
    assert "https://lakes.example/" in parted(moved["pages"]) and len(moved["pin"]) == 6
    leader = facts["groups/board#leader"]
    assert (leader["label"], leader["value"]) == ("Leader", "people/ann")
    assert parted(leader["claimants"]) == ["Ann", "a man; of the board"]
    assert parted(leader["asserted_by"]) == ["people/ann", "a man; of the board"]


def test_a_value_has_its_digits_and_its_bounds() -> None:
    facts = table("facts.csv")

    def number(address: str) -> list[str]:
        return [facts[address][key] for key in ("value", "low", "high", "approximate")]

    assert number("groups/board#strength") == ["5..7", "5", "7", "no"]
    assert number("groups/board#strength-2022") == ["~30", "30", "30", "yes"]
    assert facts["cities/lakeside#point"]["value"] == "10.50 -3.25"
    quote = facts["quotes/ours#english"]
    assert (quote["speaker"], quote["preferred"]) == ("people/ann", "yes")
    town = table("records.csv")["cities/lakeside"]
    assert (town["longitude"], town["latitude"]) == ("10.50", "-3.25")


def test_a_draft_is_nowhere_and_of_what_was_taken_down_the_day_and_the_ground_are_left() -> None:
    assert not [p for p, data in small().outputs.items() if b"secret" in data]
    facts, records = table("facts.csv"), table("records.csv")
    hidden = {key: cell for key, cell in facts["groups/board#hidden"].items() if cell}
    assert hidden.pop("url") and hidden == {
        "address": "groups/board#hidden", "record": "groups/board", "property": "facts",
        "status": "retracted", "taken_down": "2024-12-11", "ground": "A person asked.",
    }  # fmt: skip
    gone = {key: cell for key, cell in records["people/gone"].items() if cell}
    assert gone == {
        "address": "people/gone", "kind": "people", "id": "gone", "ground": "A court.",
        "taken_down": "2024-12-12", "url": "https://lakes.example/people/gone/",
    }  # fmt: skip
    assert facts["groups/board#gone"]["status"] == "retracted"


def test_a_source_has_its_labels_and_says_when_it_was_withdrawn() -> None:
    sources = table("sources.csv")
    old, paper = sources["sources/old"], sources["sources/paper"]
    assert (old["withdrawn"], old["ground"]) == ("2024-12-13", "It was made up.")
    assert (paper["title"], paper["issued"]) == ("A report", "2024-12-08")
    assert paper["URL"] == "https://paper.example/report"
    assert int(paper["cited_by"]) > len(HOSTILE)


def test_in_the_file_for_spreadsheets_nothing_runs_and_nothing_is_lost() -> None:
    for name in ("facts", "records", "sources"):
        text = file(f"{name}-excel.csv").decode("utf-8")
        assert text.startswith("\ufeff")
        rows = by_the_rfc(text.removeprefix("\ufeff"))
        sheet = openpyxl.Workbook().active
        for row in rows:
            sheet.append(row)
        assert not [c.value for row in sheet.iter_rows() for c in row if c.data_type == "f"]
        plain = by_the_rfc(file(f"{name}.csv").decode("utf-8"))
        assert [[disarmed(cell) for cell in row] for row in rows] == plain
    assert "'=cmd" in file("facts-excel.csv").decode("utf-8")


RUNS = ["=1", " =1", "\t=1", "\tx", "-5 ", "\u200d=1", "＋1", "+x", "@a"]
HARMLESS = ["x", "-5", "+4.5", "", "5=1", "a'", " x", "−5"]


def test_what_may_run_is_armed_and_what_may_not_stays() -> None:
    assert [armed(text) for text in RUNS] == [f"'{text}" for text in RUNS]
    assert [armed(text) for text in HARMLESS] == HARMLESS
    assert [disarmed(armed(text)) for text in ("'x", "''x", "'=1")] == ["'x", "''x", "'=1"]


letters = st.text(st.sampled_from("'=+-@|%; ,\"\t\r\n＝＋a1é\u200d\ufeff"), max_size=8) | st.text()


@given(letters)
def test_any_text_comes_back_disarmed_and_none_runs(text: str) -> None:
    cell = armed(text)
    assert disarmed(cell) == text
    number = re.fullmatch(r"[-+]?[0-9]+([.][0-9]+)?", cell)
    assert number or not re.match(r"[\s\u200d\ufeff]*[-=+@|%＝＋－＠｜％]|[\t\r\n]", cell)


@given(st.lists(letters.filter(bool)))
def test_any_list_comes_back_from_its_cell(entries: list[str]) -> None:
    entries = [one.replace("\0", "") or "x" for one in entries]
    assert parted(joined(entries)) == entries


def test_every_file_has_its_checksum_and_the_tool_agrees(tmp_path: Path) -> None:
    files = {p.removeprefix("data/v1/"): d for p, d in small().outputs.items() if "data/v1/" in p}
    lines = files["SHA256SUMS"].decode("ascii").splitlines()
    found = dict(reversed(line.split("  ")) for line in lines)  # type: ignore[misc]
    assert [*found] == sorted(files.keys() - {"SHA256SUMS"})
    assert all(hashlib.sha256(files[name]).hexdigest() == sum_ for name, sum_ in found.items())
    if shutil.which("sha256sum"):
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
        done = subprocess.run(["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=tmp_path)
        assert done.returncode == 0


def test_the_file_to_read_first_names_licence_files_and_columns() -> None:
    text = file("README.txt").decode("utf-8")
    assert text.startswith("Lakes\n=====\n")
    assert "CC BY 4.0 – https://creativecommons.org/licenses/by/4.0/" in " ".join(text.split())
    for name in ("facts", "records", "sources"):
        assert f"\n{name}-excel.csv\n" in text
        columns = by_the_rfc(file(f"{name}.csv").decode("utf-8"))[0]
        assert all(f"\n{column}\n    " in text for column in columns)


def test_a_site_can_leave_them_out() -> None:
    files = {**FILES, "data/site.yml": "outputs: {tables: false, bibliography: false}\n"}
    built = build(tree(files))
    assert built.ok and not [path for path in built.outputs if path.startswith("data/")]
    assert "data/index.md" in built.pages  # the API is still to be told of
    files["data/site.yml"] = "outputs: {tables: false, bibliography: false, api: false}\n"
    built = build(tree(files))
    assert built.ok and "data/index.md" not in built.pages


SUMS = """
import sys
sys.path.insert(0, sys.argv[1])
from tabled import file
print(file("SHA256SUMS").decode())
"""


def test_the_same_facts_give_the_same_bytes_whatever_the_order_of_sets() -> None:
    found = set()
    for seed in ("1", "2"):
        call = [sys.executable, "-c", SUMS, str(ROOT / "tests/support")]
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C"}
        found.add(subprocess.run(call, env=env, capture_output=True, check=True).stdout)
    assert len(found) == 1


def test_every_fact_of_the_real_site_has_its_row() -> None:
    built = build(real(), place=SITE)
    rows = by_the_rfc(built.outputs["data/v1/facts.csv"].decode("utf-8"))
    texts = {row[0]: row[rows[0].index("text")] for row in rows[1:]}
    assert texts == {address: str(s.text) for address, s in built.library.statements.items()}
