"""The room that reads and writes files. Reading refuses whatever is no plain file; writing is all or nothing.

A folder we write into carries our marker, a manifest of the files we put there. New files are first written beside
(a full disk fails there, with the old pages untouched), then renamed into place one by one; a build that is killed in
between leaves whole files, and the next build puts the rest right.
"""

import hashlib
import io
import json
import os
import shutil
import stat
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.issues import Issue, Spot
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
            issues.append(Issue(Spot(folder), "stray-file", f"{folder} is a symbolic link", "use a real folder"))
        elif top.is_dir():
            _walk(str(top), folder, files, issues)
        elif folder == "data":
            issues.append(
                Issue(Spot(folder), "missing-key", "there is no data folder here", "run this in the project's folder, or give --root")
            )
    return files, issues


def _walk(folder: str, below: str, files: dict[str, bytes], issues: list[Issue]) -> None:
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        name = f"{below}/{entry.name}"
        if entry.is_symlink():
            issues.append(Issue(Spot(_shown(name)), "stray-file", "symbolic links are not followed", "copy the file here"))
        elif entry.name.startswith(".") or entry.name.endswith(("~", ".swp", ".tmp")):
            issues.append(Issue(Spot(_shown(name)), "temp-file", f"{_shown(name)} is not read", "delete it"))
        elif entry.is_dir():
            _walk(entry.path, name, files, issues)
        elif not stat.S_ISREG((found := entry.stat()).st_mode):
            issues.append(Issue(Spot(_shown(name)), "stray-file", "this is no plain file", "delete it"))
        elif found.st_size > (MAX_FILE if name.endswith((".yml", ".md")) else MAX_ASSET):
            issues.append(Issue(Spot(_shown(name)), "limit", f"the file has {found.st_size:,} bytes, too many", "split it"))
        else:
            try:
                with open(entry.path, "rb", buffering=0) as file:
                    files[name] = file.read()
            except OSError as error:
                issues.append(Issue(Spot(_shown(name)), "encoding", f"cannot be read: {error.strerror}", "mend its permissions"))


def _shown(name: str) -> str:
    """A file's name as it can be printed, whatever bytes it has."""
    return name.encode("utf-8", "backslashreplace").decode()


def at_revision(root: Path, revision: str) -> dict[str, bytes]:
    """The files below `data/` as they stood where our branch left a git revision. Raises CannotWrite when git knows no such."""
    if revision.startswith("-"):
        raise CannotWrite(f'"{revision}" is no revision; name a commit, branch or tag')
    base = subprocess.run(["git", "merge-base", "HEAD", revision], cwd=root, capture_output=True, text=True).stdout.strip()
    try:
        tree = subprocess.run(["git", "rev-parse", "--verify", f"{base or revision}:./data"], cwd=root, capture_output=True, check=True)
        top = subprocess.run(["git", "rev-parse", "--show-toplevel"], cwd=root, capture_output=True, check=True)
        command = ["git", "archive", "--format=tar", "--prefix=data/", tree.stdout.decode().strip()]
        done = subprocess.run(command, cwd=top.stdout.decode().removesuffix("\n"), capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", b"").decode("utf-8", "replace").strip() or str(error)
        raise CannotWrite(f'git cannot give data/ of "{revision}": {said}') from error
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        members = {m.name: archive.extractfile(m) for m in archive if m.isfile()}
        return {name: file.read() for name, file in sorted(members.items()) if file}


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


def _same(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _prune(folder: Path, top: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
