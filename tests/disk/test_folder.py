"""Reading refuses whatever is no plain file; writing is all or nothing, only into our own folder."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from factsheet import disk
from factsheet.disk import folder
from factsheet.reading import filenames
from factsheet.values import MAX_FILE
from projects import PAPER, run


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
    assert codes(root) == [
        ("data/groups", "stray-file"),
        ("data/sources/leak.yml", "stray-file"),
        ("content", "stray-file"),
    ]
    assert set(files) == {"data/sources/paper.yml"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    root = project(tmp_path, {})
    os.mkfifo(root / "data" / "sources" / "pipe.yml")
    assert codes(root) == [("data/sources/pipe.yml", "stray-file")]


def test_what_a_system_or_an_open_editor_keeps_for_itself_is_passed_over_in_silence(
    tmp_path: Path,
) -> None:
    names = [
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "._army.yml",
        "~$army.yml",
        ".~lock.army.yml#",
    ]
    names += [
        "4913",
        ".army.yml.swp",
        "#army.yml#",
        ".goutputstream-A1B2C3",
        ".nfs0000123",
        "army.yml___jb_tmp___",
    ]
    root = project(tmp_path, {f"data/groups/{name}": b"x" for name in names})
    (root / "data/groups/.#army.yml").symlink_to("ann@desk.example.4711:1733600000")
    files, issues = disk.read(root)
    assert issues == [] and set(files) == {"data/sources/paper.yml"}


COPIES = {
    "army.yml~": "a backup",
    "army.yml.bak": "a backup",
    "army.yml.orig": "what a merge left of a file",
    "army.yml.rej": "a patch that could not be applied",
    "army (1).yml": "a copy",
    "army copy 2.yml": "a copy",
    "Copy of army.yml": "a copy",
    "army - Copy.yml": "a copy",
    "army (Ann's conflicted copy 2024-12-07).yml": "a copy that a sync program made of a conflict",
    "army.sync-conflict-20241207-101112-ABCDEF.yml": "a copy that a sync program made of a conflict",
    "army_LOCAL_4711.yml": "what a merge tool left of a file",
}


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_that_was_left_behind_is_one_warning_that_says_what_it_is(
    tmp_path: Path, name: str
) -> None:
    root = project(tmp_path, {f"data/groups/{name}": b"x", f"content/{name}": b"x"})
    files, issues = disk.read(root)
    assert set(files) == {"data/sources/paper.yml"}
    assert [(i.spot.path, i.severity, i.message) for i in issues] == [
        (f"{folder}/{name}", "warning", f"{name} looks like {COPIES[name]}; it is not read")
        for folder in ("data/groups", "content")
    ]


@pytest.mark.parametrize(
    "name",
    [
        ".gitattributes",
        ".htaccess",
        ".env",
        ".well-known/x.md",
        ".git/config",
        "groups/.hidden.yml",
    ],
)
def test_no_other_hidden_file_belongs_to_a_project(tmp_path: Path, name: str) -> None:
    root = project(tmp_path, {f"{folder}/{name}": b"x" for folder in ("data", "content", "seeds")})
    files, issues = disk.read(root)
    assert set(files) == {"data/sources/paper.yml"}
    assert {(i.code, i.message) for i in issues} == {
        ("stray-file", "no hidden file belongs here")
    } and len(issues) == 3


@pytest.mark.parametrize("folder", ["x.tmp", "x~", "x.swp", "Thumbs.db", "x (1)"])
def test_a_folder_is_never_passed_over_by_its_name(tmp_path: Path, folder: str) -> None:
    files, _ = disk.read(
        project(tmp_path, {f"content/{folder}/evil.html": b"<script>alert(1)</script>"})
    )
    assert f"content/{folder}/evil.html" in files  # and is an error there: it is no page


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
def test_names_that_no_terminal_should_print_are_refused_with_their_place(tmp_path: Path) -> None:
    root = project(
        tmp_path,
        {
            "content/a\x1b[2J.md": b"# A\n",
            "content/b\u202e.md": b"# B\n",
            "content/c\nd.md": b"# C\n",
        },
    )
    Path(os.fsdecode(os.fsencode(root / "content") + b"/e\xff.md")).write_bytes(b"# E\n")
    done = run("factsheet", "check", cwd=root)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "\x1b" not in done.stdout and "\u202e" not in done.stdout
    places = [line for line in done.stdout.splitlines() if line.startswith("content/")]
    assert sorted(line.partition(":")[0] for line in places) == [
        "content/a\\u{1B}[2J.md", "content/b\\u{202E}.md", "content/c\\u{A}d.md", "content/e\\xff.md",
    ]  # fmt: skip
    assert all("error[" in line for line in places)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes no such folders")
def test_very_deep_folders_are_told_once_and_not_walked(tmp_path: Path) -> None:
    here = os.getcwd()
    try:
        for name in ["p", "content", *["deep"] * 1_100]:
            where = tmp_path if name == "p" else Path()
            os.mkdir(where / name)
            os.chdir(where / name)
    finally:
        os.chdir(here)
    root = project(tmp_path / "p", {})
    assert codes(root) == [("content" + "/deep" * filenames.MAX_DEPTH, "limit")]
    done = subprocess.run(
        ["rm", "-r", str(root / "content")]
    )  # Python's own removal would go as deep
    assert done.returncode == 0


def test_a_folder_that_cannot_be_listed_is_an_error_and_no_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path, {"data/groups/army.yml": b"name: A\n"})
    real = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith("groups"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refused)
    files, issues = disk.read(root)
    assert [(i.spot.path, i.message) for i in issues] == [
        ("data/groups", "cannot be read: Permission denied")
    ]
    assert set(files) == {"data/sources/paper.yml"}


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    root = project(tmp_path, {"data/sources/big.yml": b"a" * (MAX_FILE + 1)})
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


@pytest.mark.parametrize("name", ["evil.html", "groups/evil.md", ".htaccess", "leak.txt"])
def test_what_an_engine_would_print_beside_our_pages_is_refused(tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    disk.write(out, {"a.md": "A\n"})
    (out / name).parent.mkdir(exist_ok=True)
    (out / name).write_text("not ours")
    with pytest.raises(disk.CannotWrite, match=f"{Path(name).name} is not ours"):
        disk.write(out, {"a.md": "B\n"})
    assert (out / "a.md").read_text() == "A\n" and (out / name).exists()


def test_a_folder_opened_on_a_desk_is_still_ours(tmp_path: Path) -> None:
    out = tmp_path / "out"
    disk.write(out, {"a.md": "A\n"})
    (out / ".DS_Store").write_text("x")
    assert disk.write(out, {"a.md": "B\n"}) == (1, 0)


@pytest.mark.parametrize("name", [folder.STAGE, folder.LOCK, folder.MARKER])
def test_a_link_in_the_place_of_our_own_files_is_not_written_through(
    tmp_path: Path, name: str
) -> None:
    out, victim = tmp_path / "out", tmp_path / "victim"
    disk.write(out, {"a.md": "A\n"})
    victim.mkdir()
    if (out / name).exists():
        (out / name).unlink()
    (out / name).symlink_to(victim / ("" if name == folder.STAGE else "made-by-us"))
    with pytest.raises(disk.CannotWrite, match="is a symbolic link"):
        disk.write(out, {"a.md": "B\n"})
    assert not list(victim.iterdir())


def test_a_manifest_that_names_other_peoples_files_deletes_none(tmp_path: Path) -> None:
    out, letter = tmp_path / "out", tmp_path / "letter.txt"
    letter.write_text("mine")
    disk.write(out, {"a.md": "A\n"})
    named = {str(letter): "x", "../letter.txt": "x", "a.md": "x"}
    (out / folder.MARKER).write_text(json.dumps({"files": named}))
    disk.write(out, {"b.md": "B\n"})
    assert letter.read_text() == "mine" and sorted(p.name for p in out.glob("*.md")) == ["b.md"]


def test_a_full_disk_leaves_the_old_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    disk.write(out, {"a.md": "A\n", "b.md": "B\n"})
    real, written = folder.put, []

    def full(path: Path, content: bytes) -> None:
        if len(written) == 1:
            raise OSError(28, "No space left on device")
        written.append(path)
        real(path, content)

    monkeypatch.setattr(folder, "put", full)
    with pytest.raises(disk.CannotWrite, match="No space left"):
        disk.write(out, {"a.md": "new\n", "b.md": "new\n"})
    assert (out / "a.md").read_text() == "A\n"
    assert (out / "b.md").read_text() == "B\n"
    assert not (out / folder.STAGE).exists()


def test_a_killed_build_is_put_right_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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


def test_on_windows_too_two_builds_at_once_do_not_mix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def locking(_: int, how: int, size: int) -> None:
        asked.append(how)
        if len(asked) > 1:
            raise PermissionError(13, "Permission denied")

    windows = SimpleNamespace(LK_NBLCK=2, locking=locking)
    monkeypatch.setitem(sys.modules, "msvcrt", windows)
    monkeypatch.setattr(folder.sys, "platform", "win32")
    with folder.locked(tmp_path / "lock"):
        with (
            pytest.raises(disk.CannotWrite, match="another build"),
            folder.locked(tmp_path / "lock"),
        ):
            pass
    assert asked == [2, 2]


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    out = tmp_path / "out"
    disk.write(out, {"a.md": "A\n"})
    with folder.locked(out / folder.LOCK), pytest.raises(disk.CannotWrite, match="another build"):
        disk.write(out, {"a.md": "B\n"})
    assert (out / "a.md").read_text() == "A\n"
