"""Many files of a project changed together: all of them or none, also when we are killed.

What is to be written stands whole in a folder beside first. The moment its journal is there the
edit counts, and whoever comes next finishes it. A file that somebody else changed meanwhile is
never overwritten.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from factsheet.disk import revisions
from factsheet.disk.files import UNFINISHED, shown
from factsheet.disk.folder import CannotWrite, locked

FOLDER, _JOURNAL = UNFINISHED.split("/")

Changes = dict[str, bytes | None]  # a path with forward slashes -> its bytes, None: deleted


def replace_all(root: Path, changes: Changes, before: Changes) -> None:
    """Write and delete files of the project `root`, all or none.

    `before` is what each of them was when it was read. Raises CannotWrite when one is not so any
    more, or lies behind a symbolic link, and OSError; nothing was written then.
    """
    with locked(_lock(root)):
        _finish(root)
        for path in changes:
            _check(root, path, before.get(path))
        stage = root / FOLDER
        if stage.is_symlink():
            raise CannotWrite(f"{stage} is a symbolic link; delete it, nothing was written")
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir(mode=0o700)
        steps = []
        for number, (path, content) in enumerate(sorted(changes.items())):
            if content is not None:
                _put(stage / str(number), content)
            digests = {"old": _digest(before.get(path)), "new": _digest(content)}
            steps.append({"path": path, "file": str(number), **digests})
        _put(stage / "journal.new", json.dumps(steps, indent=1).encode())
        os.replace(stage / "journal.new", stage / _JOURNAL)
        _sync(stage)
        _finish(root)


def pending(root: Path) -> bool:
    """Whether an edit was interrupted and is not finished."""
    journal = root / FOLDER / _JOURNAL
    return journal.is_file() and not journal.is_symlink() and not (root / FOLDER).is_symlink()


def finish(root: Path) -> list[str]:
    """Finish an edit that was interrupted; gives the paths of its files.

    Raises CannotWrite when one of them was changed by somebody since, or when git keeps the edit:
    then somebody sent it along, to write here what nobody has asked for.
    """
    stage = root / FOLDER
    if stage.is_symlink() or not stage.is_dir():
        return []
    if pending(root):
        with locked(_lock(root)):
            return _finish(root)
    with suppress(CannotWrite), locked(_lock(root)):  # else another edit is under way
        shutil.rmtree(stage, ignore_errors=True)
    return []


def _lock(root: Path) -> Path:
    """A file that is held during an edit; it stays, so that no two hold different ones."""
    folder = root / ".cache"
    if folder.is_symlink():
        raise CannotWrite(f"{folder} is a symbolic link; delete it, nothing was written")
    folder.mkdir(exist_ok=True)
    return folder / "edit.lock"


def _finish(root: Path) -> list[str]:
    stage = root / FOLDER
    if not pending(root):
        return []
    if revisions.kept(root, FOLDER):
        why = f"{FOLDER} came with the repository, and is no edit of yours; nothing was written"
        raise CannotWrite(f"{why}; look at it, then: git rm -r {FOLDER}")
    steps = _steps(stage)
    waiting = [step for step in steps if _digest(_read(root / step["path"])) != step["new"]]
    for step in waiting:
        _refuse_links(root, step["path"])
        if _digest(_read(root / step["path"])) != step["old"]:
            why = f"{step['path']} was changed while an edit of {len(steps)} files was interrupted"
            mend = f"put your changes of it aside (git stash), or delete {FOLDER} to drop the edit"
            raise CannotWrite(f"{why}; {mend}")
        if step["new"] and _digest(_read(stage / step["file"])) != step["new"]:
            why = f"what an interrupted edit would write to {step['path']} is not whole"
            raise CannotWrite(f"{why}; delete the folder {FOLDER}, and look at git diff")
    for step in waiting:
        _apply(root / step["path"], stage / step["file"], step["new"])
    (stage / _JOURNAL).unlink()
    shutil.rmtree(stage, ignore_errors=True)
    return [step["path"] for step in steps]


def _steps(stage: Path) -> list[dict[str, Any]]:
    """The steps of a journal. Raises CannotWrite for one that is not ours."""
    try:
        steps = json.loads((stage / _JOURNAL).read_bytes())
        for step in steps:
            texts = [step[key] for key in ("path", "file", "old", "new")]
            sound = all(isinstance(text, str) and shown(text) == text for text in texts)
            if not sound or not _inside(step["path"]) or not step["file"].isdecimal():
                raise ValueError(texts)
        return list(steps)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        why = f"{FOLDER}/{_JOURNAL} cannot be read"
        raise CannotWrite(f"{why}; delete the folder {FOLDER}, and look at git diff") from error


def _apply(target: Path, staged: Path, new: str) -> None:
    """Put one file in place, or take it away."""
    if not new:
        target.unlink(missing_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        shutil.copymode(target, staged)
    os.replace(staged, target)
    _sync(target.parent)


def _check(root: Path, path: str, before: bytes | None) -> None:
    """Refuse a file that is not as it was read, or behind a link."""
    if not _inside(path):
        raise CannotWrite(f"{shown(path)} is no file of this project; nothing was written")
    _refuse_links(root, path)
    if _read(root / path) != before:
        why = f"{shown(path)} was changed by somebody meanwhile"
        raise CannotWrite(f"{why}; nothing was written, call again")


def _inside(path: str) -> bool:
    """Whether a path is one of a file in the project, and none of git's own."""
    parts = Path(path).parts
    own = all(part != ".." and part.lower() != ".git" for part in parts)
    return own and bool(parts) and not Path(path).is_absolute() and "\\" not in path


def _refuse_links(root: Path, path: str) -> None:
    place = root
    for part in Path(path).parts:
        place = place / part
        if place.is_symlink():
            raise CannotWrite(f"{shown(path)}: {part} is a symbolic link; nothing was written")


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def _digest(content: bytes | None) -> str:
    return "" if content is None else hashlib.sha256(content).hexdigest()


def _put(path: Path, content: bytes) -> None:
    with open(path, "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Let the names in a folder outlast a power cut, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
