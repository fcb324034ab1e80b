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
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator import filenames
from generator.issues import Issue, Spot
from generator.reading import MAX_FILES
from generator.records import MAX_FILE

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
        elif folder == "data":
            hint = "run this in the project's folder, or give --root"
            issues.append(Issue(Spot(folder), "missing-key", "there is no data folder here", hint))
    return files, issues


def _refuse(name: str, issues: list[Issue], message: str, hint: str, code: str = "stray-file") -> None:
    issues.append(Issue(Spot(_shown(name)), code, message, hint))


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
            _refuse(f"{below}/{entry.name}", issues, f"cannot be read: {error.strerror}", "mend its permissions")


def _entry(entry: os.DirEntry[str], name: str, files: dict[str, bytes], issues: list[Issue]) -> None:
    """Read one entry of a folder, or say why it is not read. What its name makes of it is in `filenames`."""
    folder = entry.is_dir(follow_symlinks=False)
    if not folder and filenames.from_a_system(entry.name):
        return
    if entry.is_symlink():
        _refuse(name, issues, "symbolic links are not followed", "copy the file here")
    elif not folder and (what := filenames.copy(entry.name)):
        message = f"{_shown(entry.name)} looks like {what}; it is not read"
        _refuse(name, issues, message, "delete it, or rename it if you need it", "temp-file")
    elif entry.name.startswith("."):
        _refuse(name, issues, "no hidden file belongs here", "delete it")
    elif _shown(entry.name) != entry.name:
        _refuse(name, issues, "the name is not UTF-8", "rename it")
    elif folder and name.count("/") >= filenames.MAX_DEPTH:
        _refuse(name, issues, f"folders lie more than {filenames.MAX_DEPTH} deep", "move it up", "limit")
    elif folder:
        _walk(entry.path, name, files, issues)
    elif not stat.S_ISREG((found := entry.stat()).st_mode):
        _refuse(name, issues, "this is no plain file", "delete it")
    elif found.st_size > (MAX_FILE if name.endswith((".yml", ".md")) else MAX_ASSET):
        _refuse(name, issues, f"the file has {found.st_size:,} bytes, too many", "split it", "limit")
    else:
        with open(entry.path, "rb", buffering=0) as file:
            files[name] = file.read()


def _shown(name: str) -> str:
    """A file's name as it can be printed, whatever bytes it has."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def at_revision(root: Path, revision: str) -> dict[str, bytes]:
    """The files below `data/` as they stood where our branch left a git revision. Raises CannotWrite when git knows no such.

    What git stores is read as it is: no attribute, filter or setting that one of the two states carries has a say.
    """
    if revision.startswith("-"):
        raise CannotWrite(f'"{revision}" is no revision; name a commit, branch or tag')
    try:
        base = _git(root, "merge-base", "HEAD", revision, may_fail=True).decode().strip()
        tree = _git(root, "rev-parse", "--verify", f"{base or revision}:./data").decode().strip()
        rows = [row.split(b"\t", 1) for row in _git(root, "ls-tree", "-r", "-z", "--full-tree", tree).split(b"\0") if row]
        blobs = {f"data/{os.fsdecode(path)}": head.split()[2] for head, path in rows if head.startswith(b"100")}
        read = {name: blob for name, blob in sorted(blobs.items()) if _read_at_all(name)}
        told = _git(root, "cat-file", "--batch", given=b"".join(blob + b"\n" for blob in read.values()))
        return dict(zip(read, _contents(told), strict=True))
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        said = getattr(error, "stderr", b"").decode("utf-8", "replace").strip() or str(error)
        raise CannotWrite(f'git cannot give data/ of "{revision}": {said}') from error


def _git(root: Path, *args: str, given: bytes = b"", may_fail: bool = False) -> bytes:
    """What git answers; objects that stand in for others are not taken for them."""
    env = {**os.environ, "GIT_NO_REPLACE_OBJECTS": "1"}
    return subprocess.run(["git", *args], cwd=root, env=env, input=given, capture_output=True, check=not may_fail).stdout


def _read_at_all(name: str) -> bool:
    """Whether `read` would have read a file of this name."""
    last = name.rpartition("/")[2]
    passed = filenames.from_a_system(last) or filenames.copy(last)
    return not passed and "/." not in name and _shown(name) == name


def _contents(told: bytes) -> Iterator[bytes]:
    """The contents in an answer of `git cat-file --batch`: a line with the size, then so many bytes, each time."""
    at = 0
    while at < len(told):
        start = told.index(b"\n", at) + 1
        _, size = told[at:start].rsplit(maxsplit=1)  # no number where the object is missing
        yield told[start : start + int(size)]
        at = start + int(size) + 1


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _check(target: Path, files: dict[str, bytes]) -> dict[str, str]:
    """The manifest of a folder that is ours or empty; raises CannotWrite for any other."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise CannotWrite(f"{target} is not a folder; name another one")
    marker = target / MARKER
    if not marker.is_file():
        if target.exists() and any(p.name not in (LOCK, STAGE) for p in target.iterdir()):
            raise CannotWrite(f"{target} is not empty and carries no {MARKER}; name an empty folder, nothing was written")
        return {}
    try:
        old = json.loads(marker.read_text(encoding="utf-8"))["files"]
    except (ValueError, KeyError, TypeError) as error:
        raise CannotWrite(f"{marker} cannot be read; delete the folder {target} and build again") from error
    for name in files:
        place = target / name
        if name not in old and place.exists():
            raise CannotWrite(f"{place} is not ours; move it away, nothing was written")
        if any(parent.is_symlink() for parent in [place, *place.parents] if parent != target and target in parent.parents):
            raise CannotWrite(f"{place} lies behind a symbolic link; delete the link, nothing was written")
    return {str(k): str(v) for k, v in old.items()}


@contextmanager
def locked(lock: Path) -> Iterator[None]:
    """One build at a time; `lock` is the lock's file. The system frees it when a build is killed. Raises CannotWrite."""
    with open(lock, "a", encoding="utf-8") as file:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # no flock on Windows: two builds at once still leave whole files
            pass
        except OSError as error:
            raise CannotWrite(f"another build holds {lock}; try again when it is done") from error
        yield


def write(target: Path, files: dict[str, str | bytes]) -> tuple[int, int]:
    """Make `target` hold exactly `files` of ours. Gives (files changed, stale files removed).

    Only bytes that changed are written, so that a watching server sees what changed. Raises CannotWrite.
    """
    new = {name: c.encode("utf-8") if isinstance(c, str) else c for name, c in files.items()}
    _check(target, new)
    target.mkdir(parents=True, exist_ok=True)
    with locked(target / LOCK):
        old = _check(target, new)
        stage = target / STAGE
        shutil.rmtree(stage, ignore_errors=True)
        changed = [n for n, c in sorted(new.items()) if not _same(target / n, c)]
        stale = [n for n in sorted(old) if n not in new and (target / n).is_file() and ".." not in Path(n).parts]
        try:
            for name in changed:
                _put(stage / name, new[name])
            manifest = {"made_by": "mkdocs-factsheet", "files": {n: _hash(c) for n, c in sorted(new.items())}}
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
            raise CannotWrite(f"{target}: {error.strerror}; the old pages are still there") from error
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    return len(changed), len(stale)


def swap(new: Path, target: Path) -> None:
    """Put the folder `new` in the place of `target` by two renames; the old folder goes last."""
    old = aside(target)
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def aside(target: Path) -> Path:
    """Where `swap` keeps the old folder for a moment; a build that finds it without `target` puts it back."""
    return target.with_name(f".{target.name}.old")


def _same(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _prune(folder: Path, top: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
