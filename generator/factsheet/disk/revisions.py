"""The facts as git keeps them: the files of `data/` at a revision, read as they are stored."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from factsheet.disk import folder
from factsheet.reading import filenames


def files(root: Path, revision: str) -> dict[str, bytes]:
    """The files below `data/` as they stood where our branch left a git revision. Raises
    disk.CannotWrite when git knows no such.

    What git stores is read as it is: no attribute, filter or setting that one of the two states carries has a say.
    """
    if revision.startswith("-"):
        raise folder.CannotWrite(f'"{revision}" is no revision; name a commit, branch or tag')
    try:
        base = _git(root, "merge-base", "HEAD", revision, may_fail=True).decode().strip()
        tree = _git(root, "rev-parse", "--verify", f"{base or revision}:./data").decode().strip()
        rows = [
            row.split(b"\t", 1)
            for row in _git(root, "ls-tree", "-r", "-z", "--full-tree", tree).split(b"\0")
            if row
        ]
        blobs = {
            f"data/{os.fsdecode(path)}": head.split()[2]
            for head, path in rows
            if head.startswith(b"100")
        }
        read = {name: blob for name, blob in sorted(blobs.items()) if _read_at_all(name)}
        told = _git(
            root, "cat-file", "--batch", given=b"".join(blob + b"\n" for blob in read.values())
        )
        return dict(zip(read, _contents(told), strict=True))
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        said = getattr(error, "stderr", b"").decode("utf-8", "replace").strip() or str(error)
        raise folder.CannotWrite(f'git cannot give data/ of "{revision}": {said}') from error


def _git(root: Path, *args: str, given: bytes = b"", may_fail: bool = False) -> bytes:
    """What git answers; objects that stand in for others are not taken for them."""
    env = {**os.environ, "GIT_NO_REPLACE_OBJECTS": "1"}
    return subprocess.run(
        ["git", *args], cwd=root, env=env, input=given, capture_output=True, check=not may_fail
    ).stdout


def _read_at_all(name: str) -> bool:
    """Whether `read` would have read a file of this name."""
    last = name.rpartition("/")[2]
    passed = filenames.from_a_system(last) or filenames.copy(last)
    return not passed and "/." not in name and folder.shown(name) == name


def _contents(told: bytes) -> Iterator[bytes]:
    """The contents in an answer of `git cat-file --batch`: a line with the size, then so many bytes, each time."""
    at = 0
    while at < len(told):
        start = told.index(b"\n", at) + 1
        _, size = told[at:start].rsplit(maxsplit=1)  # no number where the object is missing
        yield told[start : start + int(size)]
        at = start + int(size) + 1
