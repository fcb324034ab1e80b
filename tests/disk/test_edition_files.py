"""The files of editions are read as they lie there; no link is followed, and what is too large is told."""

import os
from pathlib import Path

import pytest
from factsheet.disk import editions as package
from factsheet.disk.archives import plain_path, zipped
from factsheet.disk.edition_files import read


def test_plain_files_are_read_and_links_refused(tmp_path: Path) -> None:
    folder, secret = tmp_path / "editions", tmp_path / "secret.zip"
    folder.mkdir()
    secret.write_bytes(b"secret")
    (folder / "first.zip").write_bytes(b"first")
    (folder / "notes.txt").write_bytes(b"not ours")
    (folder / "folder.zip").mkdir()
    os.symlink(secret, folder / "link.zip")
    files, issues = package(tmp_path)
    assert files == {"editions/first.zip": b"first"}
    assert [(i.code, i.spot.path) for i in issues] == [
        ("stray-file", "editions/folder.zip"),
        ("stray-file", "editions/link.zip"),
    ]


def test_a_folder_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/first.zip").write_bytes(b"first")
    os.symlink(tmp_path / "elsewhere", tmp_path / "editions")
    assert read(tmp_path) == ({}, [])


def test_what_is_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factsheet.disk.edition_files.MAX_EDITION", 4)
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions/a.zip").write_bytes(b"1234")
    (tmp_path / "editions/b.zip").write_bytes(b"12345")
    files, (issue,) = read(tmp_path)
    assert [*files] == ["editions/a.zip"] and issue.code == "limit"


@pytest.mark.parametrize(
    "path",
    ["", "/a", "../a", "a/../b", "a//b", "a\\b", "c:a", "a/.", "a\nb", "a./b", "a ", "x" * 256],
)
def test_no_path_leads_out_of_an_archive(path: str) -> None:
    assert not plain_path(path)
    with pytest.raises(ValueError):
        zipped({path: b""})


def test_the_order_of_files_makes_no_difference() -> None:
    assert zipped({"a": b"1", "b/c": b"2"}) == zipped({"b/c": b"2", "a": b"1"})


def test_what_is_too_much_together_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factsheet.disk.edition_files.MAX_TOGETHER", 5)
    (tmp_path / "editions").mkdir()
    for name in "abc":
        (tmp_path / f"editions/{name}.zip").write_bytes(b"123")
    files, (issue,) = read(tmp_path)
    assert [*files] == ["editions/a.zip"] and issue.spot.path == "editions/b.zip"
