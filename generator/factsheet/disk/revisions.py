"""The facts as git keeps them: the files of `data/` at a revision, read as they are stored."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factsheet.disk.files import shown
from factsheet.disk.folder import CannotWrite
from factsheet.reading import filenames


def files(root: Path, revision: str) -> dict[str, bytes]:
    """The files below `data/` as they stood where our branch left a git revision.

    What git stores is read as it is: no attribute, filter or setting that one of the two states
    carries has a say. Raises CannotWrite when git knows no such revision.
    """
    if revision.startswith("-"):
        raise CannotWrite(f'"{revision}" is no revision; name a commit, branch or tag')
    try:
        base = _git(root, "merge-base", "HEAD", revision, may_fail=True).decode().strip()
        tree = _git(root, "rev-parse", "--verify", f"{base or revision}:./data").decode().strip()
        rows = _git(root, "ls-tree", "-r", "-z", "--full-tree", tree).split(b"\0")
        parts = (row.split(b"\t", 1) for row in rows if row.startswith(b"100"))
        blobs = {f"data/{os.fsdecode(path)}": head.split()[2] for head, path in parts}
        blobs = {name: blobs[name] for name in sorted(blobs) if _read_at_all(name)}
        asked = b"".join(blob + b"\n" for blob in blobs.values())
        told = _git(root, "cat-file", "--batch", given=asked)
        return dict(zip(blobs, _contents(told), strict=True))
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        said = getattr(error, "stderr", b"").decode("utf-8", "replace").strip() or str(error)
        if said.endswith("Needed a single revision"):  # git's words for what it does not know
            said = "it knows no such commit, branch or tag, or no data/ in it"
            said += "; commit your files first, or name another"
        raise CannotWrite(f'git cannot give data/ of "{revision}": {said}') from error


def _git(root: Path, *args: str, given: bytes = b"", may_fail: bool = False) -> bytes:
    """What git answers; objects that stand in for others are not taken for them."""
    env = {**os.environ, "GIT_NO_REPLACE_OBJECTS": "1"}
    call, fail = ["git", *args], not may_fail
    done = subprocess.run(call, cwd=root, env=env, input=given, capture_output=True, check=fail)
    return done.stdout


def _read_at_all(name: str) -> bool:
    """Whether `read` would have read a file of this name."""
    last = name.rpartition("/")[2]
    passed = filenames.from_a_system(last) or filenames.copy(last)
    return not passed and "/." not in name and shown(name) == name


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
        shape = "--format=%x01%h%x02%as%x02%an%x02%s%x03"
        said = _git(
            root, "-c", "core.quotePath=false", "-c", "log.showSignature=false",
            "log", "--follow", f"-n{most}", "--no-ext-diff",
            "--no-textconv", "--no-color", "--name-only", "--relative", shape, "--", path,
        )  # fmt: skip
        rows = [_row(row) for row in said.decode("utf-8", "replace").split("\x01")[1:]]
        asked = "".join(f"{row[0]}:./{row[4]}\n" for row in rows).encode()
        told = _git(root, "cat-file", "--batch", given=asked)
    except (OSError, subprocess.CalledProcessError):
        return []
    contents = _contents(told, gone=b"")  # where a commit took it away
    return [Version(*row, content) for row, content in zip(rows, contents)]


def _row(text: str) -> tuple[str, str, str, str, str]:
    """(commit, day, author, subject, path) of an entry of the log."""
    head, _, rest = text.partition("\x03")
    commit, day, who, subject = head.split("\x02", 3)
    names = [name for name in rest.split("\n") if name]
    return commit, day, who, subject, names[0] if names else ""
