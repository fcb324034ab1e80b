"""Which commit of git has the very files that were read."""

import hashlib
import os
import subprocess
from pathlib import Path

from factsheet.disk.revisions import last, read_at_all
from factsheet.disk.running import git


def holding(root: Path, tree: dict[str, bytes]) -> str:
    """The last commit, if it has exactly these files in their folders; else the empty text."""
    folders = sorted({path.partition("/")[0] for path in tree})
    if not (found := last(root)):
        return ""
    try:
        rows = git(root, "ls-tree", "-r", "-z", found[0], "--", *folders).split(b"\0")
    except (OSError, subprocess.CalledProcessError):
        return ""
    stored = dict(_blob(row) for row in rows if row.startswith(b"100"))
    stored = {name: blob for name, blob in stored.items() if read_at_all(name)}
    read = {name: data for name, data in tree.items() if read_at_all(name)}
    there = stored.keys() == read.keys()
    same = there and all(_named(data, stored[name]) for name, data in read.items())
    return found[0] if same else ""


def _blob(row: bytes) -> tuple[str, str]:
    """The path in a row of `git ls-tree`, and the name of its content."""
    head, _, path = row.partition(b"\t")
    return os.fsdecode(path), head.split()[2].decode("ascii")


def _named(data: bytes, blob: str) -> bool:
    """Whether git gives some content this name."""
    made = hashlib.sha1 if len(blob) == 40 else hashlib.sha256
    return made(b"blob %d\0" % len(data) + data).hexdigest() == blob
