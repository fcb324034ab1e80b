"""The page that tells of the files: its links lead to them, its examples run as they are printed."""

import csv
import html
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import openpyxl
import pytest
from factsheet.build.built import Built
from factsheet.build.whole import build
from factsheet.document import Code, Element, Paragraph, to_text
from factsheet.outputs import data_page
from factsheet.outputs.cells import disarmed
from factsheet.outputs.offers import OFFERS
from factsheet.pages.data_page import PATH, SHEET
from projects import run, tree, write_tree
from tabled import FILES, file, small

SETTINGS = """site_name: Lakes
site_url: https://lakes.example/
docs_dir: content
theme: {name: material}
plugins: [search, factsheet]
"""


def found(node: Any, sort: type) -> Iterator[Any]:
    """Every node of a sort in a page."""
    if isinstance(node, sort):
        yield node
    elif isinstance(node, tuple):
        for one in node:
            yield from found(one, sort)


def page(at: str = "") -> Any:
    made = data_page(small().settings)
    assert made
    return made.page(at)


def code(language: str) -> str:
    """What the page prints below a heading."""
    blocks = page().blocks
    start = next(n for n, one in enumerate(blocks) if getattr(one, "id", "") == language)
    return next(one.text for one in blocks[start:] if isinstance(one, Code))


def test_every_file_for_readers_is_offered_once_and_is_there() -> None:
    ways = [dict(one.attributes)["href"] for one in found(page().blocks, Element)]
    offered = {unquote(urljoin("/data/", way)).lstrip("/") for way in ways}
    assert offered <= set(small().outputs)
    assert offered >= {path for path in small().outputs if path.startswith("data/v1/")}
    assert offered >= {path for files in OFFERS.values() for path in files}


def test_below_a_language_the_ways_lead_to_the_same_files() -> None:
    def leads(at: str) -> set[str]:
        ways = (dict(one.attributes)["href"] for one in found(page(at).blocks, Element))
        return {urljoin(f"/{at}data/", way) for way in ways}

    assert leads("") == leads("ar/")


def test_the_page_names_the_licence_or_says_that_there_is_none() -> None:
    assert (
        '<a href="https://creativecommons.org/licenses/by/4.0/" rel="noopener">CC BY 4.0</a>'
        in text(small())
    )
    bare = build(tree({"content/index.md": "# Home\n"}))
    assert "This site names no licence." in text(bare)


def text(built: Built, path: str = PATH) -> str:
    return html.unescape(str(built.pages[path]))


def test_the_python_example_runs_as_it_is_printed(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_bytes(file("facts.csv"))
    call = [sys.executable, "-X", "utf8", "-c", code("python")]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    claims = [s for s in small().library.statements.values() if s.status == "claimed"]
    lines = done.stdout.splitlines()
    assert done.stderr == "" and len(claims) == 2 and len(lines) == 3 * len(claims)
    assert "The Lake Board: leader Ann, according to Ann and a man; of the board." in lines
    assert "https://lakes.example/groups/board/#leader" in lines


def test_the_sql_example_runs_as_it_is_printed() -> None:
    with closing(sqlite3.connect(":memory:")) as facts:
        facts.deserialize(file("facts.sqlite"))
        rows = facts.execute(code("sql")).fetchall()
    assert len(rows) == 10 and all(len(row) == 3 for row in rows)
    addresses = {row[2] for row in rows}
    assert all(address.startswith("https://lakes.example/") for address in addresses)
    retracted = small().library.statements["groups/board#gone"]
    assert retracted.status == "retracted" and not [row for row in rows if row[0] == retracted.text]


def test_the_filter_of_the_spreadsheet_finds_what_the_page_says(tmp_path: Path) -> None:
    told = [to_text(one.content) for one in page().blocks if isinstance(one, Paragraph)]
    assert [one for one in told if all(word in one for word in SHEET.values())]
    book = openpyxl.Workbook()
    for row in csv.reader(file(SHEET["file"]).decode("utf-8-sig").splitlines(keepends=True)):
        book.active.append(row)
    book.save(tmp_path / "facts.xlsx")
    head, *rows = openpyxl.load_workbook(tmp_path / "facts.xlsx").active.iter_rows(values_only=True)
    column = head.index(SHEET["column"])
    left = [row[head.index("text")] for row in rows if row[column] == SHEET["value"]]
    assert [disarmed(cell) for cell in left] == ["It stayed where it was."]


@pytest.mark.parametrize("settings", ["", "use_directory_urls: false\n"])
@pytest.mark.parametrize("print_", ["html", "markdown"])
@pytest.mark.slow
def test_every_way_leads_to_a_file_of_the_built_site(
    tmp_path: Path, settings: str, print_: str
) -> None:
    said = SETTINGS.replace("factsheet]", f"factsheet: {{print: {print_}}}]") + settings
    root = write_tree(tmp_path, {**FILES, "mkdocs.yml": said})
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    for folder in ("data", "ar/data"):
        place = root / "site" / folder / "index.html"
        ways = re.findall(r'href="([^"#:]*/v1/[^"]+)"', place.read_text(encoding="utf-8"))
        assert len(ways) >= 11
        assert not [way for way in ways if not (place.parent / way).is_file()]


@pytest.mark.slow
def test_the_files_door_has_page_and_files_and_an_engine_prints_them(tmp_path: Path) -> None:
    root = write_tree(tmp_path, {**FILES, "mkdocs.yml": SETTINGS})
    assert run("factsheet", "build", "pages", cwd=root).returncode == 0
    done = run("mkdocs", "build", "--strict", "-f", "pages.yml", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    place = root / "pages.site/data/index.html"
    ways = re.findall(r'href="([^"#:]*/v1/[^"]+)"', place.read_text(encoding="utf-8"))
    assert len(ways) >= 11 and all((place.parent / way).is_file() for way in ways)
    assert (root / "pages.site/data/v1/facts.csv").read_bytes() == (
        root / "pages/data/v1/facts.csv"
    ).read_bytes()
