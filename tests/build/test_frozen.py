"""Editions on the site: served as they were frozen, but for what was taken down; a bad file is an error with its place."""

import hashlib
import json
import zipfile
from io import BytesIO
from typing import Any

import pytest
from factsheet.build import frozen as frozen_files
from factsheet.build.manifest import whole
from factsheet.build.whole import Built, build
from factsheet.disk import zipped
from projects import tree

BOARD = """name: The Board
checked: 2024-12-31
facts:
  depth: {text: The lake is 14 metres deep., references: [paper]}
  width: {text: The lake is 2 metres wide., references: [paper]}
"""
SECRET = "The lake is 14 metres deep."
INDEX = {"config": {}, "docs": [{"location": "groups/board/index.html#depth", "title": "", "text": SECRET}, {"location": "index.html", "title": "Home", "text": "<b>x</b>"}]}  # fmt: skip
PAGES = {
    "index.html": b"<p>Home</p>",
    "groups/board/index.html": SECRET.encode(),
    "api/v1/groups/board.json": SECRET.encode(),
    "search/search_index.js": f"var __index={json.dumps(INDEX)}\n".encode(),
}
SHOWS = {p: ["groups/board", "groups/board#depth"] for p in list(PAGES)[1:3]}


def archive(board: str = BOARD, files: dict[str, bytes] = PAGES) -> bytes:
    """An edition as it was frozen when the facts were these."""
    library = build(tree({"data/groups/board.yml": board})).library
    return zipped(whole({"name": "first"}, library, files, SHOWS))


def line(data: bytes, **other: Any) -> str:
    """The line of an edition."""
    about = {"on": "2024-12-31", "title": "First <i>", "sha256": hashlib.sha256(data).hexdigest()}
    return json.dumps({"first": {**about, "size": len(data), **other}})


def site(data: bytes | None, board: str = BOARD, entry: str = "", **more: str) -> Built:
    files = {"data/groups/board.yml": board, "data/editions.yml": entry or line(data or b""), **more}  # fmt: skip
    return build(tree(files) | ({"editions/first.zip": data} if data is not None else {}))


def test_an_edition_is_served_as_it_was_frozen() -> None:
    data = archive()
    built = site(data)
    assert built.issues == []
    assert {p: built.frozen[f"editions/first/{p}"] for p in PAGES} == PAGES
    assert built.frozen["editions/first.zip"] == data
    assert len(built.frozen) == len(PAGES) + 1
    page = built.pages["editions/index.md"]
    assert isinstance(page, str) and "Nothing has changed since" in page and "<i>" not in page
    assert 'href="first.zip"' in page and hashlib.sha256(data).hexdigest() in page


def test_the_page_says_what_has_changed_since() -> None:
    now = BOARD.replace("2 metres", "3 metres").replace("  depth", "  deep")
    page = str(site(archive(), now).pages["editions/index.md"])
    since = page[page.index("What has changed since") :]
    assert [row for row in since.split("\n") if row.startswith("- ")] == [
        "- 1 changed: [groups&#47;board&#35;width](../groups/board.md#width)",
        "- 1 new: [groups&#47;board&#35;deep](../groups/board.md#deep)",
        "- 1 gone: [groups&#47;board&#35;depth](../groups/board.md)",
    ]


@pytest.mark.parametrize("whole_record", [False, True])
def test_what_was_taken_down_since_is_served_no_more(whole_record: bool) -> None:
    gone = "{taken_down: {on: 2025-02-03, ground: A <court> said so.}}"
    board = BOARD.replace("{text: The lake is 14 metres deep., references: [paper]}", gone)
    if whole_record:
        board = "taken_down: {on: 2025-02-03, ground: A <court> said so.}\nchecked: 2025-02-03\n"
    built = site(archive(), board)
    assert not [i for i in built.issues if i.severity == "error"]
    served = {path: built.frozen[path].decode() for path in built.frozen}
    assert not [path for path, text in served.items() if SECRET in text]
    assert "editions/first.zip" not in served and "editions/first/api/v1/groups/board.json" not in served  # fmt: skip
    stub = served["editions/first/groups/board/index.html"]
    assert "3 February 2025" in stub and "A &lt;court&gt; said so." in stub
    index = json.loads(served["editions/first/search/search_index.js"].removeprefix("var __index="))
    assert [one["location"] for one in index["docs"]] == ["index.html"]
    assert served["editions/first/index.html"] == "<p>Home</p>"
    assert "not offered any more" in str(built.pages["editions/index.md"])


def _with(name: str, content: bytes = b"x", mode: int = 0o100644) -> bytes:
    """An edition with a further entry."""
    out = BytesIO(archive())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as more:
        entry = zipfile.ZipInfo(name)
        entry.external_attr, entry.compress_type = mode << 16, zipfile.ZIP_DEFLATED
        more.writestr(entry, content)
    return out.getvalue()


BAD = {
    "no archive": b"another file",
    "out of its folder": _with("../x.html"),
    "absolute": _with("/etc/x"),
    "of Windows": _with("a\\..\\x"),
    "a link": _with("x.html", b"/etc/passwd", 0o120777),
    "a bomb": _with("bomb.html", b"0" * 10_000_000),
    "not listed": _with("more.html"),
    "the same in another case": _with("INDEX.html"),
    "another content": archive().replace(b"SHA256SUMS", b"SHA256SUMZ"),
    "no manifest": zipped(PAGES),
    "a manifest that is none": zipped(
        {**PAGES, "manifest.json": b'{"files": 3, "statements": []}'}
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_is_no_sound_edition_is_an_error_with_its_place(what: str) -> None:
    built = site(BAD[what])
    (issue,) = [i for i in built.issues if i.severity == "error"]
    assert (issue.code, issue.spot.path, issue.spot.line) == ("bad-edition", "data/editions.yml", 1)
    assert not built.frozen and not built.pages
    assert frozen_files.holding({"a.zip": BAD[what]}, ["groups/board"]) == ["a.zip"]


def test_a_file_in_the_manifest_has_to_be_the_one_it_names() -> None:
    library = build(tree({"data/groups/board.yml": BOARD})).library
    files = whole({}, library, PAGES, SHOWS)
    (issue,) = site(zipped({**files, "index.html": b"<p>Other</p>"})).issues
    assert "not the one that its manifest names" in issue.message


def test_another_file_than_the_line_describes_is_an_error() -> None:
    (issue,) = site(archive(), entry=line(b"another")).issues
    assert issue.code == "bad-edition" and "SHA-256" in issue.message


def test_without_its_file_an_edition_is_listed_with_its_address() -> None:
    built = site(None, entry=line(b"", at="https://code.example/first.zip"))
    assert built.issues == [] and not built.frozen
    assert 'href="https://code.example/first.zip"' in str(built.pages["editions/index.md"])


def test_the_page_is_there_in_each_language() -> None:
    built = site(archive(), **{"data/site.yml": "languages: [en, de]\n"})
    page = str(built.pages["de/editions/index.md"])
    assert "Seither hat sich nichts geändert." in page
    assert 'href="../../editions/first/index.html"' in page


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("first: {on: 2024, title: T, sha256: x, size: 1}", "bad-date"),
        ("first: {on: 2024-01-01, title: T, sha256: x, size: 1}", "bad-identifier"),
        ("First: {}", "bad-id"),
        ("first: {title: T}", "missing-key"),
        ("first: {on: 2024-01-01, title: T, sha256: x, size: -1}", "bad-number"),
        ("first: {on: 2024-01-01, title: T, at: 'javascript:x()'}", "bad-url"),
        ("first: {stray: 1}", "unknown-key"),
        ("- first", "wrong-shape"),
    ],
)  # fmt: skip
def test_every_mistake_in_the_list_of_editions_has_its_place(entry: str, code: str) -> None:
    found = [i for i in site(None, entry=entry + "\n").issues if i.code == code]
    assert found and found[0].spot.path == "data/editions.yml" and found[0].spot.line == 1


def test_an_edition_that_holds_an_address_is_named() -> None:
    archives = {"editions/first.zip": archive()}
    for asked, held in (("groups/board", True), ("groups/board#depth", True), ("groups/other", False)):  # fmt: skip
        assert frozen_files.holding(archives, [asked]) == [*archives][: int(held)]
