"""Where a site is built, so that a build which fails or is killed leaves the old site whole.

A build goes on in a folder beside the site, which then takes the site's place by two renames. The
preview keeps its folder, because its server looks there: it puts the old pages aside and takes
them back when a build fails.
"""

import errno
import shutil
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from factsheet.disk.folder import CannotWrite, keep_apart, locked

MARK = ".building"
_MEND = {
    "; make room on the disk": ("ENOSPC", "EDQUOT", "EFBIG"),
    "; allow writing there, or name another folder with -d": ("EACCES", "EPERM", "EROFS"),
    "; name another folder with -d": ("ENOTDIR", "EEXIST"),
    "; the folder itself cannot be replaced; name one inside it with -d": ("EBUSY", "EXDEV"),
}


def words(error: OSError, folder: Path | str) -> str:
    """In one line: the path (else `folder`), what the system says, and how to mend it."""
    code = errno.errorcode.get(error.errno or 0)
    mend = next((mend for mend, codes in _MEND.items() if code in codes), "")
    return f"{error.filename or folder}: {error.strerror or error}{mend}"


class Stage:
    """A build beside the site `target` of the project `root`. Raises CannotWrite or OSError."""

    def __init__(self, target: Path, root: Path) -> None:
        self.target, self.folder = target, target.with_name(f".{target.name}.new")
        self.lock = ExitStack()
        if target.is_symlink() or (target.exists() and not target.is_dir()):
            raise CannotWrite(f"{target} is not a folder; name another one with -d")
        keep_apart(target, root, "name another one with -d")
        target.parent.mkdir(parents=True, exist_ok=True)
        self.lock.enter_context(locked(_lock(target)))
        try:
            if aside(target).is_dir() and not target.exists():  # killed between two renames
                aside(target).rename(target)
            remove(self.folder)
            self.folder.mkdir()
            (self.folder / MARK).touch()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Stage":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def finish(self) -> None:
        """Put what was built in the place of the site."""
        if not (self.folder / MARK).exists():
            raise CannotWrite(f"{self.folder} was removed during the build; build again")
        (self.folder / MARK).unlink()
        swap(self.folder, self.target)

    def close(self) -> None:
        """Drop what is not finished, and let the next build begin."""
        with suppress(OSError):
            remove(self.folder)
        self.lock.close()


def swap(new: Path, target: Path) -> None:
    """Put the folder `new` in the place of `target` by two renames; the old folder goes last."""
    old = aside(target)
    _drop(old, target)
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except BaseException:
        if old.exists():
            old.rename(target)
        raise
    _drop(old, target)


def _drop(old: Path, target: Path) -> None:
    """Delete an old site; what is hidden in it, a `.git` say, the engine never wrote: it stays."""
    if old.is_dir() and not old.is_symlink():
        for entry in old.glob(".*"):
            if target.is_dir() and not (target / entry.name).exists():
                entry.rename(target / entry.name)
    remove(old)


def aside(target: Path) -> Path:
    """Where the old folder is kept for a moment; a build that finds it alone puts it back."""
    return target.with_name(f".{target.name}.old")


def set_aside(target: Path) -> None:
    """Begin with an empty folder; `put_back` or `forget` ends it."""
    remove(aside(target))
    if target.exists():
        target.rename(aside(target))
    target.mkdir(mode=0o700, parents=True)  # drafts are nobody else's business


def put_back(target: Path) -> None:
    """Take the pages back that were set aside, if any were."""
    if aside(target).exists():
        remove(target)
        aside(target).rename(target)


def forget(target: Path) -> None:
    """The new pages are good."""
    remove(aside(target))


def leave(target: Path) -> None:
    """Nothing of ours stays beside a folder that goes away with the preview."""
    forget(target)
    remove(_lock(target))


def _lock(target: Path) -> Path:
    return target.with_name(f".{target.name}.lock")


def remove(path: Path) -> None:
    """Delete a folder, or the link or file that stands in its place; what a link leads to stays."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
