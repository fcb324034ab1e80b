"""A table comes in once, however often it is imported, and goes out again."""

import csv
import io
import re
import shutil
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from projects import EFFORT, ROOT, stand, write_tree

from factsheet.bench.edits.edit import Edit
from factsheet.bench.imports.import_plan import Wish
from factsheet.bench.imports.mapping_guess import guess
from factsheet.bench.imports.table_import import kind_of, prepare
from factsheet.bench.imports.tables import How, read_table
from factsheet.bench.imports.undo_import import named, undo
from factsheet.bench.imports.mapping import filled, gaps
from factsheet.command import main
from factsheet.issues import Issue
from factsheet.values import read_yaml, repertoire

ON = date(2026, 11, 29)
LETTERS = st.characters(codec="utf-8").filter(lambda c: repertoire.clean(f"a{c}"))
TEXTS = st.text(LETTERS, max_size=20).filter(lambda text: "===" not in text)
HOMS = "name: Homs\nchecked: 2024-12-31\n"
MAP = """\
kind: cities
source: paper
records: create
columns:
  Town: {label: name}
  People: {field: population}
  Year: {is: when}
  Note: {is: note}
facts:
  said: {text: "{Town}: {Note}"}
"""


def project(root: Path, **files: str) -> Path:
    named_ = {path.replace("__", "/") + ".yml": text for path, text in files.items()}
    write_tree(root, {"data/cities/homs.yml": HOMS, **named_})
    return root


def as_csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def take(root: Path, rows: list[list[str]], map_: str = MAP, wish: Wish = Wish()) -> Edit:
    """An edit with all sound rows in it."""
    edit, content = Edit(root, ON), as_csv(rows)
    how = How(delimiter="comma")
    found = prepare(edit, ("t.csv", content), ("m.yml", map_.encode()), how)
    assert found.mapping, found.wrong
    found.decide(wish)
    found.apply("t.csv")
    return edit


@settings(max_examples=15 * EFFORT, deadline=None)
@given(
    st.lists(
        st.tuples(
            TEXTS, st.sampled_from(["", "7", "652609", "x"]), st.sampled_from(["", "2004"]), TEXTS
        ),
        max_size=6,
    )
)
@example([("0", "7", "", ""), ("0", "7", "2004", "")])  # two values, the first of which had no id
def test_what_is_imported_twice_is_there_once_and_goes_again(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    root = project(tmp_path_factory.mktemp("twice"))
    table, before = [["Town", "People", "Year", "Note"], *map(list, rows)], stand(root)
    first = take(root, table)
    outcome = first.finish()
    assert not outcome.refused, outcome.refused
    once = stand(root)
    again = take(root, table)
    assert not again.changes()
    assert stand(root) == once
    if outcome.written:
        back = Edit(root, ON)
        assert not undo(back, named(back, "t.csv")).kept
        assert not back.finish().refused
    assert {k: v for k, v in stand(root).items()} == before


@pytest.mark.parametrize(
    "there", ["", "population:\n  - value: 5\n    when: 1990\n    references: [paper]\n"]
)
def test_rows_about_one_record_stand_as_if_each_had_come_alone(tmp_path: Path, there: str) -> None:
    rows = [
        ["Homs", str(100 + n), str(2000 + n), note]
        for n, note in enumerate(["grew", "", "shrank", "stood"])
    ]
    whole = project(tmp_path / "whole", data__cities__homs=HOMS + there)
    assert not take(whole, [["Town", "People", "Year", "Note"], *rows]).finish().refused
    single = project(tmp_path / "single", data__cities__homs=HOMS + there)
    for row in rows:
        assert not take(single, [["Town", "People", "Year", "Note"], row]).finish().refused
    one, other = ((root / "data/cities/homs.yml").read_text() for root in (whole, single))
    assert re.sub("row [0-9]", "row", one) == re.sub("row [0-9]", "row", other)
    assert one.count("  - value: ") == 4 + bool(there) and one.count('text: "Homs: ') == 3
    back = Edit(whole, ON)
    assert not undo(back, named(back, "t.csv")).kept
    back.finish()
    assert (whole / "data/cities/homs.yml").read_text() == HOMS + there


def test_a_hundred_rows_come_in_twice_and_go_out_of_a_real_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "examples" / "nile-dam", tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")
    before = stand(tmp_path / "site")
    rows = [[f"Dam {n}", str(1900 + n), "Ethiopia", f"{10 + n},5"] for n in range(100)]
    Path("dams.csv").write_bytes(as_csv([["Name", "Opened", "Place", "Height"], *rows]))
    guide = ["import", "dams.csv", "--kind", "dams", "--guide", "imports/dams.yml"]
    assert main([*guide, "--source", "wikipedia-2025"]) == 0
    text = Path("imports/dams.yml").read_text(encoding="utf-8")
    mended = text.replace("records: match", "records: create")
    Path("imports/dams.yml").write_text(mended.replace('decimal: ","', 'decimal: ",", unit: m'))
    call = ["import", "dams.csv", "--map", "imports/dams.yml", "--on", "2026-11-29"]
    assert main(call) == 0
    assert "100 new, 0 same, 0 different, 0 rejected" in capsys.readouterr().out
    once = stand(tmp_path / "site")
    assert b"value: 10.5 m" in once["data/dams/dam-0.yml"]
    assert b"references: [wikipedia-2025#row 2]" in once["data/dams/dam-0.yml"]
    assert main(call) == 0
    assert "0 new, 100 same" in capsys.readouterr().out and stand(tmp_path / "site") == once
    assert main(["import", "--undo", "dams.csv"]) == 0
    left = stand(tmp_path / "site")
    assert {k: v for k, v in left.items() if k not in ("dams.csv", "imports/dams.yml")} == before


def test_a_workbook_is_imported_and_its_sheet_and_row_are_the_place_in_the_source(
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    sheet = book.create_sheet("Towns")
    for row in (["Town", "People", "Year", "Note"], ["Homs", 652609, datetime(2004, 12, 7), None]):
        sheet.append(row)
    sheet["C2"].number_format = "yyyy-mm-dd"
    out = BytesIO()
    book.save(out)
    edit, how = Edit(project(tmp_path), ON), How(sheet="Towns")
    found = prepare(edit, ("t.xlsx", out.getvalue()), ("m.yml", MAP.encode()), how)
    found.decide(Wish())
    found.apply("t.xlsx")
    assert not edit.finish().refused
    assert (tmp_path / "data/cities/homs.yml").read_text() == (
        HOMS + "population:\n  - value: 652609\n    id: population-2004-12-07\n"
        '    when: 2004-12-07\n    recorded: 2026-11-29\n    references: ["paper#Towns, row 2"]\n'
    )


def test_what_others_name_is_kept_when_an_import_is_taken_back(tmp_path: Path) -> None:
    root = project(tmp_path)
    rows = [["Town", "People", "Year", "Note"], ["Homs", "1", "2004", "old"], ["Hama", "2", "", ""]]
    take(root, rows).finish()
    page = root / "content/page.md"
    page.parent.mkdir()
    page.write_text('# Page\n\n{{ fact("cities/homs#said-2004") }}\n', encoding="utf-8")
    homs = root / "data/cities/homs.yml"
    homs.write_text(homs.read_text().replace("value: 1", "value: 10"), encoding="utf-8")
    (root / "data/people").mkdir()
    ann = "name: Ann\nchecked: 2024-12-31\nfacts:\n  x:\n    text: Ann lives there.\n"
    ann += "    about: [cities/hama]\n    references: [paper]\n"
    (root / "data/people/ann.yml").write_text(ann, encoding="utf-8")
    edit = Edit(root, ON)
    done = undo(edit, named(edit, "t.csv"))
    assert not edit.finish().refused
    assert done.kept == [
        ("cities/hama", "is named in data/people/ann.yml:6:13"),
        ("cities/homs#said-2004", "is named in content/page.md:3:10"),
        ("cities/homs#population-2004", "was edited since"),
    ]
    assert "population" not in (root / "data/cities/hama.yml").read_text()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_at_a_terminal_each_column_is_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project(tmp_path))
    Path("t.csv").write_bytes(as_csv([["Stadt", "Einwohner", "Land"], ["Homs", "1,5", "Syria"]]))
    monkeypatch.setattr("sys.stdin", Terminal("paper\n\nfield population\n\n"))
    assert main(["import", "t.csv", "--kind", "cities", "--guide", "m.yml"]) == 0
    assert "Einwohner (1,5) [nothing]" in capsys.readouterr().out
    told = Path("m.yml").read_text(encoding="utf-8")
    assert "source: paper" in told and "  Stadt: {label: name}" in told
    assert '  Einwohner: {field: population, decimal: ","}' in told
    assert "  Land: {is: nothing}" in told


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{", b'{"file": 1, "on": "", "kind": "", "made": []}', b"[" * 100_000,
     b'{"file": "t.csv", "on": "", "kind": "", "made": [{"what": "rm", "at": "cities/homs"}]}',
     b'{"file": "t.csv", "on": "", "kind": "", "made": [{"what": "label", "at": "cities/homs"}]}',
     b'{"file": "t.csv", "on": "", "kind": "", "made": [{"what": "change", "at": "x", "was": 1}]}',
     b'{"file": "t.csv", "on": "", "kind": "", "made": [{"what": "id", "at": "cities/homs"}]}'],
)  # fmt: skip
def test_a_memory_that_is_none_of_ours_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
) -> None:
    monkeypatch.chdir(project(tmp_path))
    Path("imports").mkdir()
    Path("imports/x.json").write_bytes(content)
    assert main(["import", "--undo", "x"]) == 1
    assert "imports/x.json is no memory of an import" in capsys.readouterr().err


def test_a_memory_leads_nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project(tmp_path))
    Path("imports").mkdir()
    line = '{"what": "record", "at": "cities/../../mkdocs", "digest": "x"}'
    Path("imports/x.json").write_text(
        f'{{"file": "t.csv", "on": "", "kind": "", "made": [{line}]}}', encoding="utf-8"
    )
    assert main(["import", "--undo", "x"]) == 0
    assert (tmp_path / "data/cities/homs.yml").is_file()


@settings(max_examples=60 * EFFORT, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_a_template_takes_cells_as_they_are(one: str, two: str, more: str) -> None:
    template = "{a} and {b}" + more.replace("{", "{{").replace("}", "}}")
    assert filled(template, {"a": one, "b": two}) == f"{one} and {two}{more}"
    assert gaps(template) == ["a", "b"]


@settings(max_examples=40 * EFFORT, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4, unique_by=lambda pair: pair[0]))
def test_a_guessed_mapping_can_be_read_whatever_the_table_says(
    tmp_path_factory: pytest.TempPathFactory, columns: list[tuple[str, str]]
) -> None:
    edit = _edit(tmp_path_factory)
    names = [f"c{n}{name}" for n, (name, _) in enumerate(columns)]
    table = read_table(
        as_csv([names, [text for _, text in columns]]), "t.csv", How(delimiter="comma")
    )
    text = guess(table, kind_of(edit, "cities"), edit.library, "paper")
    found: list[Issue] = []
    node = read_yaml(text.encode(), "m.yml", found.append)
    assert node and not found, (text, found)
    assert list(node.items["columns"].items) == list(table.columns)  # type: ignore[union-attr]


EDITS: list[Edit] = []


def _edit(factory: pytest.TempPathFactory) -> Edit:
    if not EDITS:
        EDITS.append(Edit(project(factory.mktemp("guess")), ON))
    return EDITS[0]
