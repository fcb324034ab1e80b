"""The state of a project that a request is compared with, and the files in which the two differ."""

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import relpath

from factsheet.disk.files import BESIDE, FOLDERS, shown
from factsheet.disk.folder import CannotWrite
from factsheet.disk.revisions import contents, read_at_all
from factsheet.disk.running import git, said_of
from factsheet.values import MAX_FILE

TEXTS = (".yml", ".md", ".json")  # of a state, what is read of it
CACHE = ".cache/"  # what a build keeps for the next one
LINK = b"120000"  # git's word for a symbolic link
_DIFF = (
    "-c", "core.quotePath=false", "diff", "--raw", "-z", "--no-renames", "--no-abbrev",
    "--no-ext-diff", "--no-textconv", "--no-color", "--no-relative", "--ignore-submodules=none",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is other: its path from the project's folder, `added`, `changed` or `deleted`."""

    path: str
    how: str
    link: bool = False  # it is one now


@dataclass(frozen=True, slots=True)
class Compared:
    """The state: its commit, ours, the texts in it by path, and what is other in the project."""

    base: str
    head: str
    files: dict[str, bytes]
    differences: list[Difference] = field(default_factory=list)


def with_revision(root: Path, revision: str) -> Compared:
    """The state where our branch left a git revision, and how the project differs from it.

    What git stores is read as it is. Raises CannotWrite when git knows no such revision.
    """
    if revision.startswith("-"):
        raise CannotWrite(f'"{revision}" is no revision; name a commit, branch or tag')
    try:
        asked = "--verify", "--quiet", f"{revision}^{{commit}}"
        named = git(root, "rev-parse", *asked, may_fail=True).decode().strip()
        if not named:
            raise ValueError("it knows no such commit, branch or tag")
        head = git(root, "rev-parse", "--verify", "--quiet", "HEAD", may_fail=True).decode().strip()
        met = git(root, "merge-base", "HEAD", named, may_fail=True).decode().strip()
        base = met or named
        return Compared(base, head, _texts(root, base), _each_once(_differences(root, base)))
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        raise CannotWrite(f'git cannot give "{revision}": {said_of(error)}') from error


def _each_once(found: Iterable[Difference]) -> list[Difference]:
    """The files in order; one that git was told to forget, and that is there, is changed."""
    out = dict[str, Difference]()
    for one in found:
        how = "changed" if one.path in out else one.how
        out[one.path] = Difference(one.path, how, one.link)
    return [out[path] for path in sorted(out)]


def _texts(root: Path, commit: str) -> dict[str, bytes]:
    """The texts of the facts, the prose and the settings in a commit."""
    tree = git(root, "rev-parse", "--verify", f"{commit}:./").decode().strip()
    wanted = ("--", *FOLDERS, *BESIDE)
    rows = git(root, "ls-tree", "-r", "-z", "--full-tree", tree, *wanted).split(b"\0")
    parts = (row.split(b"\t", 1) for row in rows if row.startswith(b"100"))
    blobs = {os.fsdecode(path): head.split()[2] for head, path in parts}
    names = [name for name in sorted(blobs) if name.endswith(TEXTS) and read_at_all(name)]
    found = dict(zip(names, contents(root, [blobs[name] for name in names]), strict=True))
    return {name: content for name, content in found.items() if len(content) <= MAX_FILE}


def _differences(root: Path, commit: str) -> Iterator[Difference]:
    """Every file that is other than in a commit, committed or not, new ones too."""
    above = git(root, "rev-parse", "--show-prefix").decode().strip() or "."
    fields = iter(git(root, *_DIFF, commit, "--").split(b"\0"))
    for row in fields:
        if not row.startswith(b":"):
            continue
        modes, path = row.split(), os.fsdecode(next(fields, b""))
        letter = modes[4][:1].decode()
        how = {"A": "added", "D": "deleted"}.get(letter, "changed")
        yield Difference(shown(relpath(path, above)), how, modes[1] == LINK)
    there = git(root, "ls-files", "--others", "--exclude-standard", "-z").split(b"\0")
    for path in map(os.fsdecode, filter(None, there)):
        if path.startswith(CACHE):
            continue
        yield Difference(shown(path), "added", (root / path).is_symlink())
