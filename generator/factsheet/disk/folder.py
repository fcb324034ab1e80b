"""The room that reads and writes files. Reading refuses whatever is no plain file; writing is all or nothing.

A folder we write into carries our marker, a manifest of the files we put there. New files are first written beside
(a full disk fails there, with the old pages untouched), then renamed into place one by one; a build that is killed in
between leaves whole files, and the next build puts the rest right.
"""

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factsheet.evidence import MAX_FILES
from factsheet.issues import Issue, Spot
from factsheet.reading import filenames
from factsheet.values import MAX_FILE

FOLDERS = ("data", "content", "seeds")
MARKER = ".factsheet.json"
LOCK = ".factsheet.lock"
STAGE = ".factsheet-new"
MAX_ASSET = 20_000_000


class CannotWrite(Exception):
    """A folder cannot be written, or a revision not be read; the message says why and what to do."""


def read(root: Path) -> tuple[dict[str, bytes], list[Issue]]:
    """Every file below `data/`, `content/` and `seeds/` by its path with forward slashes."""
    files: dict[str, bytes] = {}
    issues: list[Issue] = []
    for folder in FOLDERS:
        top = root / folder
        if top.is_symlink():
            _refuse(folder, issues, f"{folder} is a symbolic link", "use a real folder")
        elif top.is_dir():
            _walk(str(top), folder, files, issues)
        elif top.exists():
            _refuse(folder, issues, f"{folder} is no folder", "make it one")
        elif folder == "data":
            hint = "run this in the project's folder, or give --root"
            issues.append(Issue(Spot(folder), "missing-key", "there is no data folder here", hint))
    return files, issues


def _refuse(
    name: str, issues: list[Issue], message: str, hint: str, code: str = "stray-file"
) -> None:
    issues.append(Issue(Spot(shown(name)), code, message, hint))


def _walk(folder: str, below: str, files: dict[str, bytes], issues: list[Issue]) -> None:
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as error:
        return _refuse(below, issues, f"cannot be read: {error.strerror}", "mend its permissions")
    for entry in entries:
        if len(files) + len(issues) >= MAX_FILES:
            hint = "gather records in one file per kind"
            return _refuse(below, issues, f"more than {MAX_FILES:,} files", hint, "limit")
        try:
            _entry(entry, f"{below}/{entry.name}", files, issues)
        except FileNotFoundError:
            continue  # an editor has just put another file in its place
        except OSError as error:
            _refuse(
                f"{below}/{entry.name}",
                issues,
                f"cannot be read: {error.strerror}",
                "mend its permissions",
            )


def _entry(
    entry: os.DirEntry[str], name: str, files: dict[str, bytes], issues: list[Issue]
) -> None:
    """Read one entry of a folder, or say why it is not read. What its name makes of it is in `filenames`."""
    folder = entry.is_dir(follow_symlinks=False)
    if not folder and filenames.from_a_system(entry.name):
        return
    if entry.is_symlink():
        _refuse(name, issues, "symbolic links are not followed", "copy the file here")
    elif not folder and (what := filenames.copy(entry.name)):
        message = f"{shown(entry.name)} looks like {what}; it is not read"
        _refuse(name, issues, message, "delete it, or rename it if you need it", "temp-file")
    elif entry.name.startswith("."):
        _refuse(name, issues, "no hidden file belongs here", "delete it")
    elif shown(entry.name) != entry.name:
        _refuse(name, issues, "the name is not UTF-8", "rename it")
    elif folder and name.count("/") >= filenames.MAX_DEPTH:
        _refuse(
            name, issues, f"folders lie more than {filenames.MAX_DEPTH} deep", "move it up", "limit"
        )
    elif folder:
        _walk(entry.path, name, files, issues)
    elif not stat.S_ISREG((found := entry.stat()).st_mode):
        _refuse(name, issues, "this is no plain file", "delete it")
    elif found.st_size > (MAX_FILE if name.endswith((".yml", ".md")) else MAX_ASSET):
        _refuse(
            name, issues, f"the file has {found.st_size:,} bytes, too many", "split it", "limit"
        )
    else:
        with open(entry.path, "rb", buffering=0) as file:
            files[name] = file.read()


def shown(name: str) -> str:
    """A file's name as it can be printed, whatever bytes it has."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _check(target: Path) -> tuple[dict[str, str], set[str]]:
    """(manifest, files found) of a folder that is ours or empty; raises CannotWrite for any other.

    An engine prints whatever lies in the folder, so what we did not put there is refused. The manifest is not believed:
    only a file that was found is ever taken away.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise CannotWrite(f"{target} is not a folder; name another one")
    found = set(_found(target, target))
    marker = target / MARKER
    if MARKER not in found:
        if found - {LOCK}:
            raise CannotWrite(
                f"{target} is not empty and carries no {MARKER}; name an empty folder, nothing was written"
            )
        return {}, set()
    try:
        old = {
            str(name): str(hash_)
            for name, hash_ in json.loads(marker.read_text(encoding="utf-8"))["files"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CannotWrite(
            f"{marker} cannot be read; delete the folder {target} and build again"
        ) from error
    foreign = sorted(found - old.keys() - {MARKER, LOCK})
    if foreign:
        raise CannotWrite(
            f"{shown(str(target / foreign[0]))} is not ours; move it away, nothing was written"
        )
    return old, found


def _found(folder: Path, top: Path) -> Iterator[str]:
    """Every file below a folder we write into, by its path; raises CannotWrite for a link, behind which we would write elsewhere."""
    if not folder.exists():
        return
    for entry in os.scandir(folder):
        place = Path(entry.path)
        if entry.is_symlink():
            raise CannotWrite(
                f"{shown(entry.path)} is a symbolic link; delete it, nothing was written"
            )
        if entry.is_dir():
            if place != top / STAGE:  # what a killed build left is thrown away
                yield from _found(place, top)
        elif not filenames.from_a_system(entry.name):
            yield place.relative_to(top).as_posix()


@contextmanager
def locked(lock: Path) -> Iterator[None]:
    """One build at a time; `lock` is the lock's file. The system frees it when a build is killed. Raises CannotWrite, OSError."""
    how = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)  # a link in its place leads nowhere
    with open(os.open(lock, how, 0o644), "rb+", buffering=0) as file:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # no flock on Windows: two builds at once still leave whole files
            pass
        except BlockingIOError as error:
            raise CannotWrite(f"another build holds {lock}; try again when it is done") from error
        except OSError:  # nor on every network drive
            pass
        yield


def write(target: Path, files: dict[str, str | bytes]) -> tuple[int, int]:
    """Make `target` hold exactly `files` of ours. Gives (files changed, stale files removed).

    Only bytes that changed are written, so that a watching server sees what changed. Raises CannotWrite.
    """
    new = {name: c.encode("utf-8") if isinstance(c, str) else c for name, c in files.items()}
    _check(target)
    target.mkdir(parents=True, exist_ok=True)
    with locked(target / LOCK):
        old, found = _check(target)
        stage = target / STAGE
        shutil.rmtree(stage, ignore_errors=True)
        changed = [n for n, c in sorted(new.items()) if not _same(target / n, c)]
        stale = sorted(found & old.keys() - new.keys())
        try:
            for name in changed:
                _put(stage / name, new[name])
            manifest = {
                "made_by": "mkdocs-factsheet",
                "files": {n: _hash(c) for n, c in sorted(new.items())},
            }
            _put(stage / MARKER, (json.dumps(manifest, indent=1) + "\n").encode())
            if not (target / MARKER).exists():  # the folder is ours from the first file on
                _put(target / MARKER, b'{"made_by": "mkdocs-factsheet", "files": {}}\n')
            for name in changed:
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                os.replace(stage / name, target / name)
            for name in stale:
                (target / name).unlink()
                _prune((target / name).parent, target)
            if changed or stale or not _same(target / MARKER, (stage / MARKER).read_bytes()):
                os.replace(stage / MARKER, target / MARKER)
        except OSError as error:
            raise CannotWrite(
                f"{target}: {error.strerror}; the old pages are still there"
            ) from error
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    return len(changed), len(stale)


def remove(target: Path) -> None:
    """Take away what `write` put into a folder; the folder too, when nothing else is in it."""
    if not (target / MARKER).is_file():
        return
    write(target, {})
    for name in (MARKER, LOCK):
        (target / name).unlink(missing_ok=True)
    _prune(target, target.parent)


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
        beside.write_bytes(new)
        os.replace(beside, path)


def _same(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _prune(folder: Path, top: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
