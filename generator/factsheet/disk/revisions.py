"""The facts as git keeps them: the files of `data/` at a revision, read as they are stored.

And since when: what each commit changed in `data/`, from the first one on.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from factsheet.disk.files import shown
from factsheet.disk.folder import CannotWrite
from factsheet.disk.running import git, said_of
from factsheet.reading import filenames
from factsheet.values import MAX_FILE

AT_ONCE = 500  # files that one process of git reads: as many stand in memory together
# no setting, attribute or filter has a say in what these print
_LOG = (
    "-c", "log.showSignature=false", "-c", "log.follow=false", "log", "--full-history",
    "--topo-order", "--reverse", "--date=short", "--format=%x01%ad", "--raw", "--no-abbrev", "-z",
    "-m", "-M50%", "-l400", "--no-ext-diff", "--no-textconv", "--no-color", "--relative",
)  # fmt: skip
_DAY = re.compile(rb"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Written:
    """A file below `data/` as a commit wrote it: the day, the path, and git's name of the content.

    `was` is the path that it had before, where the commit renamed it.
    """

    on: date
    path: str
    blob: bytes
    was: str = ""


def files(root: Path, revision: str) -> dict[str, bytes]:
    """The files below `data/` as they stood where our branch left a git revision.

    What git stores is read as it is: no attribute, filter or setting that one of the two states
    carries has a say. Raises CannotWrite when git knows no such revision.
    """
    if revision.startswith("-"):
        raise CannotWrite(f'"{revision}" is no revision; name a commit, branch or tag')
    try:
        base = git(root, "merge-base", "HEAD", revision, may_fail=True).decode().strip()
        tree = git(root, "rev-parse", "--verify", f"{base or revision}:./data").decode().strip()
        rows = git(root, "ls-tree", "-r", "-z", "--full-tree", tree).split(b"\0")
        parts = (row.split(b"\t", 1) for row in rows if row.startswith(b"100"))
        blobs = {f"data/{os.fsdecode(path)}": head.split()[2] for head, path in parts}
        blobs = {name: blobs[name] for name in sorted(blobs) if read_at_all(name)}
        asked = b"".join(blob + b"\n" for blob in blobs.values())
        told = git(root, "cat-file", "--batch", given=asked)
        return dict(zip(blobs, _contents(told), strict=True))
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        said = said_of(error)
        if said.endswith("Needed a single revision"):  # git's words for what it does not know
            said = "it knows no such commit, branch or tag, or no data/ in it"
            said += "; commit your files first, or name another"
        raise CannotWrite(f'git cannot give data/ of "{revision}": {said}') from error


def last(root: Path) -> list[str]:
    """The last commit, if there is one."""
    return _commits(root, "rev-parse", "--verify", "--quiet", "HEAD")


def wrote(root: Path, text: str, folder: str) -> list[str]:
    """The commits of this branch that put a text into a file below a folder, or took it out.

    The newest first; none where there is no git.
    """
    log = ("-c", "log.showSignature=false", "log", "--no-textconv", "--no-ext-diff")
    return _commits(root, *log, "--format=%H", f"-S{text}", "HEAD", "--", folder)


def _commits(root: Path, *args: str) -> list[str]:
    try:
        return git(root, *args).decode("ascii").split()
    except (OSError, subprocess.CalledProcessError, ValueError):
        return []


def kept(root: Path, path: str) -> bool:
    """Whether git keeps something below a path; not where there is no git."""
    try:
        return bool(git(root, "ls-files", "-z", "--", path))
    except (OSError, subprocess.CalledProcessError):
        return False


def since_when(root: Path) -> list[Written]:
    """Every file below `data/` as each commit of this branch wrote it, the oldest commit first.

    The day is the author's. Raises CannotWrite where there is no git, no commit, or where the
    history was cut off (a shallow clone): then the first days are not known.
    """
    try:
        shallow = git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
        told = b"" if shallow else git(root, *_LOG, "HEAD", "--", "data")
        found = list(_written(told))
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        raise CannotWrite(f"git cannot tell the history of data/: {said_of(error)}") from error
    if shallow:
        why = "git has only the last commits here (a shallow clone)"
        raise CannotWrite(f"{why}; fetch the others with: git fetch --unshallow")
    return found


def contents(root: Path, blobs: Iterable[bytes]) -> Iterator[bytes]:
    """What git stores under these names, in their order; some hundred are read at once.

    What is longer than a file of facts may be (MAX_FILE) is given as nothing.
    Raises CannotWrite when one of them is missing.
    """
    rest = iter(blobs)
    while asked := list(islice(rest, AT_ONCE)):
        try:
            yield from _small(root, asked)
        except (OSError, subprocess.CalledProcessError, ValueError) as error:
            raise CannotWrite(f"git cannot give an old file of data/: {said_of(error)}") from error


def _written(told: bytes) -> Iterator[Written]:
    """What `git log --raw -z` tells: a day, then for each file a row and one path or two."""
    on = date.min
    fields = iter(told.split(b"\0"))
    for part in fields:
        *_, row = part.rpartition(b"\x01")
        if day := _DAY.search(row.partition(b":")[0]):
            with suppress(ValueError):  # a clock that went mad: the day before it is the best known
                on = date.fromisoformat(day[0].decode())
        head = row.partition(b":")[2].split()
        if len(head) < 5:
            continue
        moved = head[4][:1] in (b"R", b"C")
        was = os.fsdecode(next(fields, b"")) if moved else ""
        path = os.fsdecode(next(fields, b""))
        if head[1].startswith(b"100") and read_at_all(path):
            yield Written(on, path, head[3], was)


def read_at_all(name: str) -> bool:
    """Whether `read` would have read a file of this name."""
    last = name.rpartition("/")[2]
    passed = filenames.from_a_system(last) or filenames.copy(last)
    return not passed and "/." not in name and shown(name) == name


def _small(root: Path, names: list[bytes], gone: bytes | None = None) -> Iterator[bytes]:
    """What git stores under these names; nothing for what is longer than any file of facts.

    Old files may have been of any length. `gone` and errors are those of `_contents`.
    """
    asked = b"".join(name + b"\n" for name in names)
    told = git(root, "cat-file", "--batch-check=%(objectsize)", given=asked).splitlines()
    fits = [not size.isdigit() or int(size) <= MAX_FILE for size in told]
    asked = b"".join(name + b"\n" for name, small in zip(names, fits, strict=True) if small)
    contents = _contents(git(root, "cat-file", "--batch", given=asked), gone)
    return (next(contents) if small else b"" for small in fits)


def _contents(told: bytes, gone: bytes | None = None) -> Iterator[bytes]:
    """The contents in an answer of `git cat-file --batch`: a line with the size before each.

    `gone` is given for an object that is missing. Raises ValueError for one without it.
    """
    at = 0
    while at < len(told):
        start = told.index(b"\n", at) + 1
        _, size = told[at:start].rsplit(maxsplit=1)  # no number where the object is missing
        if size == b"missing" and gone is not None:
            yield gone
            at = start
            continue
        yield told[start : start + int(size)]
        at = start + int(size) + 1


@dataclass(frozen=True, slots=True)
class Version:
    """A file as a commit left it; `who` is the author's name, `day` the day of authorship."""

    commit: str
    day: str  # as 2024-12-07
    who: str
    subject: str
    path: str  # below the project; another one before the file was renamed
    content: bytes


def versions(root: Path, path: str, most: int) -> list[Version]:
    """The last versions of a file, the newest first; none where git is not there or knows it not.

    Renames are followed. What git stores is read as it is.
    """
    try:
        shape = "--format=%x00%h%x00%as%x00%an%x00%s%x00"  # no name and no subject has a NUL
        said = git(
            root, "-c", "core.quotePath=false", "-c", "log.showSignature=false",
            "log", "--follow", f"-n{most}", "--no-ext-diff",
            "--no-textconv", "--no-color", "--name-only", "--relative", shape, "--", path,
        )  # fmt: skip
        rows = _rows(said.decode("utf-8", "replace").split("\0")[1:])
        contents = _small(root, [f"{row[0]}:./{row[4]}".encode() for row in rows], gone=b"")
        return [Version(*row, content) for row, content in zip(rows, contents)]
    except (OSError, subprocess.CalledProcessError):
        return []


def _rows(fields: list[str]) -> list[tuple[str, str, str, str, str]]:
    """(commit, day, author, subject, path) of each entry of the log."""
    out = []
    for commit, day, who, subject, rest in zip(*(fields[at::5] for at in range(5))):
        names = [name for name in rest.split("\n") if name]
        out.append((commit, day, who, subject, names[0] if names else ""))
    return out
