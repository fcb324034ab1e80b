"""What was taken down is nowhere in what a later build makes or keeps, and no build stops for it."""

import re
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from factsheet.build import load
from projects import PAPER, ROOT, run

SECRET = "Zanzibar"
ARMY = f"""name: The Army
checked: 2024-12-31
facts:
  moved:
    text: The army moved to {SECRET}.
    references: [paper]
    note: Told by somebody of {SECRET}.
  stayed:
    text: The army stayed.
    references: [paper]
disputes:
  what:
    question: Did it move?
    statements: ['#moved', '#stayed', people/ann#saw]
    note: Nobody knows.
"""
STUB = ARMY.replace(
    f"""    text: The army moved to {SECRET}.
    references: [paper]
    note: Told by somebody of {SECRET}.
""",
    "    taken_down: {on: 2024-12-20, ground: A court ordered it.}\n",
)
ANN = f"""name: Ann of {SECRET}
aliases: [{SECRET}ian]
checked: 2024-12-31
facts:
  saw:
    text: Ann saw it in {SECRET}.
    when: 2024-12-08
    references: [diary#{SECRET}]
"""
FALL = f"name: The fall of {SECRET}\nchecked: 2024-12-31\nwhen: 2024-12-08\ntext: It fell.\nabout: [people/ann]\nreferences: [paper]\n"
WORD = f"""name: Ann on {SECRET}
speaker: people/ann
checked: 2024-12-31
wordings:
  one: {{text: I am from {SECRET}., rendition: original, language: en, preferred: true, references: [paper]}}
"""
GONE = "taken_down: {on: 2024-12-20, ground: She asked for it.}\n"
PAGE = """# Page

{{ fact("groups/army#moved") }} {{ fact("people/ann#saw") }} {{ link("people/ann") }} {{ cite("people/ann#saw") }}

[She](people/ann.md#saw) [It](groups/army.md#moved) [What](groups/army.md#what)

{{ quote("quotes/word") }}

{{ timeline("people/ann") }}

{{ keyfacts("groups/army#moved", "people/ann#saw") }}

{{ dispute("groups/army#what") }}

{{ who() }}
"""
FILES = {
    "data/sources/paper.yml": PAPER,
    "data/sources/diary.yml": f"title: A diary of {SECRET}\npublisher: Ann\nissued: 2024-12-09\nchecked: 2024-12-31\n",
    "data/groups/army.yml": ARMY,
    "data/people/ann.yml": ANN,
    "data/dates/fall.yml": FALL,
    "data/quotes/word.yml": WORD,
    "content/index.md": "# Home\n\n[Page](page.md)\n\n{{ certainty() }}\n\n{{ latest() }}\n",
    "content/page.md": PAGE,
}
AFTER = {
    "data/sources/diary.yml": GONE,
    "data/groups/army.yml": STUB,
    "data/people/ann.yml": GONE,
    "data/dates/fall.yml": GONE,
    "data/quotes/word.yml": GONE,
}


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def holding(folder: Path) -> list[str]:
    """The files below a folder that hold the secret, in whatever letters, compressed or not."""
    found = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    told = {path: [path.read_bytes(), *unpacked(path)] for path in found}
    secret = SECRET.lower().encode()
    return [f"{path}" for path, parts in told.items() if any(secret in p.lower() for p in parts)]


def unpacked(path: Path) -> Iterator[bytes]:
    """All that is compressed in the rows of a file that is a database."""
    if not path.read_bytes().startswith(b"SQLite format 3"):
        return
    with closing(sqlite3.connect(path)) as db:
        rows = (
            [row for (row,) in db.execute("SELECT value FROM kept")]
            if ".cache" in path.parts
            else []
        )
    for row in rows:
        for start in (match.start() for match in re.finditer(rb"\x78\x01", row)):
            with suppress(zlib.error):
                yield zlib.decompressobj().decompress(row[start:])


def test_neither_the_pages_nor_the_cache_of_a_later_build_have_it(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    before, _, _ = load(tmp_path)
    assert before.issues == [] and SECRET in str(before.files["page.md"])
    assert holding(tmp_path / ".cache")
    write(tmp_path, AFTER)
    after, _, _ = load(tmp_path)
    assert [issue.code for issue in after.issues] == ["lone-version"]
    shown = {path for path, page in after.files.items() if SECRET.lower() in str(page).lower()}
    assert not shown and after.files.keys() == before.files.keys()
    assert after.files == load(tmp_path, cached=False)[0].files
    assert holding(tmp_path / ".cache") == []


@pytest.mark.slow
def test_a_strict_build_of_the_engine_publishes_the_removal_at_once(tmp_path: Path) -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0]
    write(tmp_path, {**FILES, "mkdocs.yml": settings})
    done = run("mkdocs", "build", "--strict", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert holding(tmp_path / "site") and holding(tmp_path / ".cache")
    write(tmp_path, AFTER)
    done = run("mkdocs", "build", "--strict", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert holding(tmp_path / "site") == [] and holding(tmp_path / ".cache") == []
