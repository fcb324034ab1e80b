"""Reading refuses whatever is no plain file; writing is all or nothing, only into our own folder."""

import os
from pathlib import Path

import pytest
from conftest import PAPER

from generator import disk


def project(root: Path, files: dict[str, bytes]) -> Path:
    for name, content in {"data/sources/paper.yml": PAPER.encode(), **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def codes(root: Path) -> list[tuple[str, str]]:
    return [(i.spot.path, i.code) for i in disk.read(root)[1]]


def test_symbolic_links_are_refused_wherever_they_lead(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.yml").write_text("name: X\nchecked: 2024-12-31\n")
    root = project(tmp_path / "p", {})
    (root / "data" / "groups").symlink_to(outside)
    (root / "data" / "sources" / "leak.yml").symlink_to("/etc/passwd")
    (root / "content").symlink_to(outside)
    files, _ = disk.read(root)
    assert codes(root) == [("data/groups", "stray-file"), ("data/sources/leak.yml", "stray-file"), ("content", "stray-file")]
    assert set(files) == {"data/sources/paper.yml"}


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    root = project(tmp_path, {})
    os.mkfifo(root / "data" / "sources" / "pipe.yml")
    assert codes(root) == [("data/sources/pipe.yml", "stray-file")]


def test_hidden_and_backup_files_are_told_but_do_not_stop_the_editor(tmp_path: Path) -> None:
    root = project(tmp_path, {"data/sources/.paper.yml.swp": b"x", "data/sources/paper.yml~": b"x"})
    assert codes(root) == [("data/sources/.paper.yml.swp", "temp-file"), ("data/sources/paper.yml~", "temp-file")]


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    root = project(tmp_path, {"data/sources/big.yml": b"a" * (disk.MAX_FILE + 1)})
    assert codes(root) == [("data/sources/big.yml", "limit")]


def test_no_data_folder_is_an_error_with_a_hint(tmp_path: Path) -> None:
    assert codes(tmp_path) == [("data", "missing-key")]


def test_only_changed_bytes_are_written_and_stale_files_go(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert disk.write(out, {"a.md": "A\n", "g/b.md": "B\n"}) == (2, 0)
    before = (out / "a.md").stat().st_mtime_ns
    assert disk.write(out, {"a.md": "A\n", "c.md": "C\n"}) == (1, 1)
    assert (out / "a.md").stat().st_mtime_ns == before
    assert not (out / "g").exists()
    assert disk.write(out, {"a.md": "A\n", "c.md": "C\n"}) == (0, 0)


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(disk.CannotWrite, match="carries no .factsheet.json"):
        disk.write(tmp_path, {"a.md": "A\n"})
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_of_somebody_else_in_our_folder_is_not_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "out"
    disk.write(out, {"a.md": "A\n"})
    (out / "b.md").write_text("mine")
    with pytest.raises(disk.CannotWrite, match="is not ours"):
        disk.write(out, {"a.md": "changed\n", "b.md": "B\n"})
    assert (out / "b.md").read_text() == "mine"
    assert (out / "a.md").read_text() == "A\n"


def test_a_link_planted_in_our_folder_is_not_followed(tmp_path: Path) -> None:
    out, victim = tmp_path / "out", tmp_path / "victim"
    victim.mkdir()
    disk.write(out, {"a.md": "A\n"})
    (out / "groups").symlink_to(victim)
    with pytest.raises(disk.CannotWrite, match="symbolic link"):
        disk.write(out, {"a.md": "A\n", "groups/x.md": "X\n"})
    assert not list(victim.iterdir())


def test_a_full_disk_leaves_the_old_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    disk.write(out, {"a.md": "A\n", "b.md": "B\n"})
    real, written = disk._put, []

    def full(path: Path, content: bytes) -> None:
        if len(written) == 1:
            raise OSError(28, "No space left on device")
        written.append(path)
        real(path, content)

    monkeypatch.setattr(disk, "_put", full)
    with pytest.raises(disk.CannotWrite, match="No space left"):
        disk.write(out, {"a.md": "new\n", "b.md": "new\n"})
    assert (out / "a.md").read_text() == "A\n"
    assert (out / "b.md").read_text() == "B\n"
    assert not (out / disk.STAGE).exists()


def test_a_killed_build_is_put_right_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    disk.write(out, {"a.md": "A\n", "b.md": "B\n"})
    real = os.replace

    def killed(source: object, target: Path) -> None:
        if Path(target).name == "b.md":
            raise KeyboardInterrupt
        real(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        disk.write(out, {"a.md": "new\n", "b.md": "new\n"})
    monkeypatch.undo()
    assert {(out / n).read_text() for n in ("a.md", "b.md")} == {"new\n", "B\n"}  # each file whole
    disk.write(out, {"a.md": "new\n", "b.md": "new\n"})
    assert (out / "b.md").read_text() == "new\n"


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    out = tmp_path / "out"
    disk.write(out, {"a.md": "A\n"})
    with disk.locked(out / disk.LOCK), pytest.raises(disk.CannotWrite, match="another build"):
        disk.write(out, {"a.md": "B\n"})
    assert (out / "a.md").read_text() == "A\n"
