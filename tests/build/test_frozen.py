"""Editions on the site: served as they were frozen, but for what was taken down; a bad file is an error with its place."""

import hashlib
import json
import tracemalloc
import zipfile
from io import BytesIO
from typing import Any

import pytest
from factsheet.build import frozen as frozen_files
from factsheet.build.manifest import whole
from factsheet.build.whole import Built, build
from factsheet.cache import Memory
from factsheet.disk import zipped
from factsheet.site.around import menu
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


def archive(
    board: str = BOARD, files: dict[str, bytes] = PAGES, shows: dict[str, list[str]] = SHOWS
) -> bytes:
    """An edition as it was frozen when the facts were these."""
    library = build(tree({"data/groups/board.yml": board})).library
    return zipped(whole({"name": "first"}, library, files, shows))


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
    rows = [row for row in since.split("\n")[1:] if row]
    assert rows == [
        "1 changed:",
        "- [The lake is 3 metres wide.](../groups/board.md#width) · The Board",
        "1 new:",
        "- [The lake is 14 metres deep.](../groups/board.md#deep) · The Board",
        "1 gone:",
        "- [groups&#47;board&#35;depth](../groups/board.md)",
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


GONE = BOARD.replace(
    "{text: The lake is 14 metres deep., references: [paper]}",
    "{taken_down: {on: 2025-02-03, ground: A court said so.}}",
)


@pytest.mark.parametrize("whole_record", [False, True])
def test_a_manifest_that_hides_what_a_page_shows_is_not_believed(whole_record: bool) -> None:
    hiding = archive(shows={})
    board = "taken_down: {on: 2025-02-03, ground: G.}\nchecked: 2025-02-03\n" if whole_record else GONE  # fmt: skip
    built = site(hiding, board)
    assert not [p for p in built.frozen if SECRET.encode() in built.frozen[p]]
    assert b"removed on" in built.frozen["editions/first/groups/board/index.html"]
    assert "editions/first.zip" not in built.frozen
    assert frozen_files.holding({"a.zip": hiding}, ["groups/board"]) == ["a.zip"]


@pytest.mark.parametrize("index", [b"alert(1)", b"var __index=[1]", b'var __index={"docs":[1]}'])
def test_of_an_index_of_the_search_that_is_none_nothing_is_served(index: bytes) -> None:
    files = {**PAGES, "search/search_index.js": index + SECRET.encode()}
    built = site(archive(files=files), GONE)
    found = built.frozen["editions/first/search/search_index.js"].decode()
    assert json.loads(found.removeprefix("var __index=")) == {"docs": []}


def _with(
    name: str, content: bytes = b"x", mode: int = 0o100644, pack: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """An edition with a further entry, which its manifest names."""
    return _zip({**_files({**PAGES, name: content})}, {name: (mode, pack)})


def _files(files: dict[str, bytes], **told: Any) -> dict[str, bytes]:
    """Files with a manifest, of which some may be told otherwise."""
    library = build(tree({"data/groups/board.yml": BOARD})).library
    out = whole({}, library, files, SHOWS)
    manifest = {**json.loads(out["manifest.json"]), **told}
    return {**out, "manifest.json": json.dumps(manifest).encode()}


def _zip(files: dict[str, bytes], odd: dict[str, tuple[int, int]] | None = None) -> bytes:
    """An archive with whatever names, each with its mode and how it is packed."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            mode, pack = (odd or {}).get(name, (0o100644, zipfile.ZIP_DEFLATED))
            entry = zipfile.ZipInfo(name)
            entry.external_attr, entry.compress_type = mode << 16, pack
            archive.writestr(entry, content)
    return out.getvalue()


def _lying(size: int) -> bytes:
    """An edition of which an entry says that it is empty, and unpacks to so many bytes."""
    files = {**_files({**PAGES, "x.html": b""}), "x.html": b"0" * size}
    data = bytearray(_zip(files))
    at = data.rindex(b"x.html") - 46  # its entry in the directory at the end
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 16 : at + 20] = bytes(4)  # the checksum of nothing
    data[at + 24 : at + 28] = bytes(4)  # its length
    return bytes(data)


def test_an_entry_that_says_too_little_of_its_size_is_not_unpacked_further() -> None:
    data = _lying(100_000_000)
    tracemalloc.start()
    try:
        site(data)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 20_000_000


def test_very_many_names_are_looked_at_in_a_moment() -> None:
    names = {f"{'a/' * 400}{n}": b"" for n in range(2_000)}
    assert not [i for i in site(_zip(_files({**PAGES, **names}))).issues if i.severity == "error"]


BAD = {
    "no archive": b"another file",
    "out of its folder": _with("../x.html"),
    "absolute": _with("/etc/x"),
    "of Windows": _with("a\\..\\x"),
    "with a dot at its end": _with("x.html."),
    "a name that no disk takes": _with("x" * 256),
    "a path that no disk takes": _with("a/" * 500 + "x"),
    "a file that is a folder": _zip(_files({**PAGES, "x": b"1", "x-y": b"2", "x/y/z": b"3"})),
    "the same in other letters": _zip(_files({**PAGES, "é": b"1", "e\u0301": b"2"})),
    "packed without a bound": _with("x.html", b"0" * 9, pack=zipfile.ZIP_BZIP2),
    "a statement that runs the other way": _zip(
        _files(PAGES, statements={"groups/\u202ex": "abcdef"})
    ),  # fmt: skip
    "half a character": _zip(_files(PAGES, statements={"groups/\ud800": "abcdef"})),
    "a pin that is none": _zip(_files(PAGES, statements={"groups/board#depth": "<b>"})),
    "a pin that is no text": _zip(_files(PAGES, statements={"groups/board#depth": 1})),
    "a link": _with("x.html", b"/etc/passwd", 0o120777),
    "a bomb": _with("bomb.html", b"0" * 10_000_000),
    "not listed": _zip({**_files(PAGES), "more.html": b"1"}),
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


def test_the_menu_and_the_page_on_data_lead_to_the_list_of_editions() -> None:
    built = site(archive(), **{"data/site.yml": "languages: [en, de]\n"})
    assert menu(built)[-2:] == ["data/index.md", "editions/index.md"]
    for page in ("data/index.md", "de/data/index.md"):
        assert "](../editions/index.md)" in str(built.pages[page])
    without = build(tree({"data/groups/board.yml": BOARD}))
    assert "editions/index.md" not in menu(without)
    assert "editions" not in str(without.pages["data/index.md"])


def test_the_page_on_data_is_made_anew_when_there_is_a_first_edition() -> None:
    memory = Memory()
    files = tree({"data/groups/board.yml": BOARD})
    build(files, memory=memory)
    data = archive()
    more = {"data/editions.yml": line(data).encode(), "editions/first.zip": data}
    built = build(files | more, memory=memory)
    assert "](../editions/index.md)" in str(built.pages["data/index.md"])


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
