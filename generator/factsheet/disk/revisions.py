"""The facts as git keeps them: the files of `data/` at a revision, read as they are stored."""

import os
import subprocess
from collections.abc import Iterator
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


def _contents(told: bytes) -> Iterator[bytes]:
    """The contents in an answer of `git cat-file --batch`: a line with the size before each."""
    at = 0
    while at < len(told):
        start = told.index(b"\n", at) + 1
        _, size = told[at:start].rsplit(maxsplit=1)  # no number where the object is missing
        yield told[start : start + int(size)]
        at = start + int(size) + 1
