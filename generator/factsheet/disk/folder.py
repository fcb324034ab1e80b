"""Writing into a folder, all or nothing.

A folder we write into carries our marker, a manifest of the files we put there. New files are first
written beside (a full disk fails there, with the old pages untouched), then renamed into place one
by one; a build that is killed in between leaves whole files, and the next puts the rest right.
"""

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from factsheet.disk.files import FOLDERS, shown
from factsheet.reading import filenames

MARKER = ".factsheet.json"
LOCK = ".factsheet.lock"
STAGE = ".factsheet-new"


class CannotWrite(Exception):
    """A folder cannot be written, or a revision not read; the message says why and what to do."""


def keep_apart(target: Path, root: Path, mend: str = "name another one") -> None:
    """Refuse a folder among the facts of the project `root`, or around them. Raises CannotWrite."""
    place = Path(os.path.realpath(target))
    for facts in (Path(os.path.realpath(root)) / name for name in FOLDERS):
        if place in (facts, *facts.parents) or facts in place.parents:
            why = f"{target} is no place for a site: {facts} is kept there"
            raise CannotWrite(f"{why}; {mend}")


def _check(target: Path) -> tuple[set[str], set[str]]:
    """(files of our manifest, files found) of a folder that is ours or empty; any other is refused.

    An engine prints whatever lies in the folder, so what we did not put there is refused. The
    manifest is not believed: only a file that was found is ever taken away. Raises CannotWrite.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise CannotWrite(f"{target} is not a folder; name another one")
    found, marker = set(_files_below(target, target)), target / MARKER
    if MARKER not in found:
        if found - {LOCK}:
            why = f"{target} is not empty and carries no {MARKER}"
            raise CannotWrite(f"{why}; name an empty folder, nothing was written")
        return set(), set()
    try:
        old = set(map(str, json.loads(marker.read_text(encoding="utf-8"))["files"].keys()))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        why = f"{marker} cannot be read"
        raise CannotWrite(f"{why}; delete the folder {target} and build again") from error
    if foreign := sorted(found - old - {MARKER, LOCK}):
        name = shown(str(target / foreign[0]))
        raise CannotWrite(f"{name} is not ours; move it away, nothing was written")
    return old, found


def _files_below(folder: Path, top: Path) -> Iterator[str]:
    """Every file below a folder of ours, by its path. Raises CannotWrite for a link."""
    for entry in os.scandir(folder) if folder.exists() else ():
        place = Path(entry.path)
        if entry.is_symlink():
            name = shown(entry.path)
            raise CannotWrite(f"{name} is a symbolic link; delete it, nothing was written")
        if entry.is_dir():
            if place != top / STAGE:  # what a killed build left is thrown away
                yield from _files_below(place, top)
        elif not filenames.from_a_system(entry.name):
            yield place.relative_to(top).as_posix()


@contextmanager
def locked(lock: Path) -> Iterator[None]:
    """One build at a time; a killed one frees the file `lock`. Raises CannotWrite, OSError."""
    how = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)  # a link in its place leads nowhere
    with open(os.open(lock, how, 0o644), "rb+", buffering=0) as file:
        try:
            _hold(file)
        except (BlockingIOError, PermissionError) as error:
            raise CannotWrite(f"another build holds {lock}; try again when it is done") from error
        except OSError:  # not on every network drive: two builds at once still leave whole files
            pass
        yield


def _hold(file: IO[bytes]) -> None:
    """Have a file for this build alone, until it is closed. Raises OSError."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def write(target: Path, files: dict[str, str | bytes]) -> tuple[int, int]:
    """Make `target` hold exactly `files` of ours. Gives (files changed, stale files removed).

    Only bytes that changed are written: a watching server sees what changed. Without files a folder
    of ours goes, and any other is left. Raises CannotWrite.
    """
    if not files and not (target / MARKER).is_file():
        return 0, 0
    new = {name: c.encode("utf-8") if isinstance(c, str) else c for name, c in files.items()}
    _check(target)
    target.mkdir(parents=True, exist_ok=True)
    with locked(target / LOCK):
        old, found = _check(target)
        changed = {name: c for name, c in sorted(new.items()) if not _same(target / name, c)}
        stale = sorted(found & old - new.keys())
        try:
            _replace(target, changed, stale, _manifest(new))
        except OSError as error:
            why = f"{target}: {error.strerror}"
            raise CannotWrite(f"{why}; the old pages are still there") from error
        finally:
            shutil.rmtree(target / STAGE, ignore_errors=True)
    if not files:
        for name in (MARKER, LOCK):
            (target / name).unlink(missing_ok=True)
        _prune(target, target.parent)
    return len(changed), len(stale)


def _replace(target: Path, new: dict[str, bytes], stale: list[str], manifest: bytes) -> None:
    """Write files and manifest beside, then put them in place; take the stale ones away."""
    stage, marker = target / STAGE, target / MARKER
    shutil.rmtree(stage, ignore_errors=True)
    for name, content in {**new, MARKER: manifest}.items():
        put(stage / name, content)
    if not marker.exists():  # the folder is ours from the first file on
        put(marker, _manifest({}))
    for name in new:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        os.replace(stage / name, target / name)
    for name in stale:
        (target / name).unlink()
        _prune((target / name).parent, target)
    if not _same(marker, manifest):
        os.replace(stage / MARKER, marker)


def _manifest(files: dict[str, bytes]) -> bytes:
    hashes = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
    told = {"made_by": "mkdocs-factsheet", "files": hashes}
    return (json.dumps(told, indent=1) + "\n").encode()


def write_file(path: Path, head: str, text: str | None) -> None:
    """Make a file hold `head` and `text`, or be gone without text.

    Only a file that begins with `head` is ours. Raises CannotWrite, OSError.
    """
    there = path.is_symlink() or path.exists()
    old = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
    ours = old.startswith(head.encode())
    if text is None and ours:
        path.unlink()
    if text is None:
        return
    if there and not ours:
        raise CannotWrite(f"{path} is not ours; move it away, or name another folder")
    if (new := f"{head}{text}".encode()) != old:
        beside = path.with_name(f".{path.name}.new")
        beside.unlink(missing_ok=True)  # a link in its place leads nowhere
        beside.write_bytes(new)
        os.replace(beside, path)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file of its own, in the place of an older one. Raises CannotWrite, OSError."""
    if path.is_symlink() or path.is_dir():
        raise CannotWrite(f"{path} is no plain file; name another one, nothing was written")
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    with open(beside, "xb") as out:
        out.write(content)
    os.replace(beside, path)


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder that has none of them yet. Raises OSError, also for one it has."""
    made = set[str]()
    for name in sorted(files):
        above = os.path.dirname(name)
        if above not in made:
            os.makedirs(folder / above, exist_ok=True)
            made.add(above)
        with open(folder / name, "xb", buffering=0) as out:
            out.write(files[name])


def write_among(folder: Path, files: dict[str, str]) -> None:
    """Write files into a folder that may hold others. Raises CannotWrite for a link, OSError."""
    places = {folder / name: text for name, text in files.items()}
    if link := next((place for place in (folder, *places) if place.is_symlink()), None):
        raise CannotWrite(f"{link} is a symbolic link; delete it, nothing was written")
    folder.mkdir(parents=True, exist_ok=True)
    for place, text in places.items():
        place.write_text(text, encoding="utf-8", newline="\n")


def _same(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def put(path: Path, content: bytes) -> None:
    """Write a file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _prune(folder: Path, top: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
