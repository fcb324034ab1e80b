"""What others have published is fetched and brought together with what is here, by git.

Which bytes a file has afterwards is decided elsewhere; nothing here writes into a text.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from factsheet.disk import journal
from factsheet.disk.branches import Branch, answer, author, below, remote, told
from factsheet.disk.files import FOLDERS, shown
from factsheet.disk.folder import CannotWrite
from factsheet.disk.running import NETWORK

KEPT = "refs/factsheet/before/"  # everything as it was before something was brought together
MAX_KEPT = 20  # such states, the last ones
_PLAIN = b"100"  # how the mode of a plain file begins
_NOBODY = ("-c", "user.name=The bench", "-c", "user.email=bench@localhost")
_RAW = ("diff", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv")


@dataclass(frozen=True, slots=True)
class Step:
    """How a file differs between two commits: its mode and blob in each; all zeros for none."""

    was: tuple[str, str]
    now: tuple[str, str]

    @property
    def plain(self) -> bool:
        """Whether it is a plain file in both, where it is there."""
        modes = [mode for mode, _ in (self.was, self.now) if mode.strip("0")]
        return all(mode.encode().startswith(_PLAIN) for mode in modes)


def fetch(root: Path) -> None:
    """Ask where proposals are sent what is new there. Raises CannotWrite."""
    there = remote(root)
    if not there:
        why = "this project is on this machine alone: git knows no place to fetch from"
        raise CannotWrite(f"{why}; type: git remote add origin ADDRESS")
    why = f"{there} could not be asked for the newest; is this machine online?"
    told(root, why, "fetch", "--quiet", "--no-tags", "--", there, within=NETWORK)


def steps(root: Path, was: str, now: str) -> dict[str, Step]:
    """Every file that differs between two commits, by its path from the top of the repository."""
    fields = iter(
        answer(root, "no difference", *_RAW, "--no-relative", was, now, "--").split(b"\0")
    )
    out = dict[str, Step]()
    for row in fields:
        if row.startswith(b":"):
            old, new, before, after, _ = row[1:].decode("ascii").split()
            path = os.fsdecode(next(fields, b""))
            out[path] = Step((old, before), (new, after))
    return out


def above(root: Path) -> str:
    """The way from the top of the repository to the project, a slash at its end; or nothing."""
    return told(root, "no repository", "rev-parse", "--show-prefix")


def of_facts(path: str, prefix: str) -> bool:
    """Whether a path from the top of the repository is one in a folder of the facts."""
    return path.startswith(tuple(f"{prefix}{folder}/" for folder in FOLDERS))


def blob(root: Path, at: tuple[str, str]) -> bytes | None:
    """What git stores of a file; None for a file that is not there."""
    return answer(root, "no file", "cat-file", "blob", at[1]) if at[0].strip("0") else None


def stored(root: Path, path: str) -> bytes | None:
    """A file as the last commit has it; None for no plain file. Raises CannotWrite."""
    rows = answer(root, "no file", "ls-tree", "-z", "HEAD", "--", path).split(b"\0")
    row = next((row for row in rows if row.startswith(_PLAIN)), b"")
    mode, _, name = row.partition(b"\t")[0].decode("ascii").split() if row else ("0", "", "")
    return blob(root, (mode, name))


def here(root: Path, path: str) -> bytes | None:
    """A file as it stands on the disk. Raises CannotWrite for one behind a symbolic link."""
    place, whole = root / path, [root / path, *(root / path).parents]
    if any(one.is_symlink() for one in whole if root in one.parents):
        raise CannotWrite(f"{shown(path)} is a symbolic link; make it a plain file first")
    return place.read_bytes() if place.is_file() else None


def keep(root: Path) -> str:
    """Keep the last commit and all files of the facts as they stand now; gives the name of it.

    Of states that were kept before, the oldest go when there are too many.
    """
    with _index() as setting:
        answer(root, "nothing was kept", "read-tree", "HEAD", setting=setting)
        there = [one for one in FOLDERS if (root / one).is_dir()]
        answer(root, "nothing was kept", "add", "--all", "--", *there, setting=setting)
        tree = answer(root, "nothing was kept", "write-tree", setting=setting).decode().strip()
    words = "As it was before the newest was brought here"
    commit = _commit(root, tree, ("HEAD",), words)
    told(root, "nothing was kept", "update-ref", f"{KEPT}{commit[:12]}", commit)
    for old in kept(root)[MAX_KEPT:]:
        told(root, "an old state stays", "update-ref", "-d", old.name)
    return f"{KEPT}{commit[:12]}"


def kept(root: Path) -> list[Branch]:
    """The states that are kept, the newest first."""
    return below(root, KEPT)


def _commit(root: Path, tree: str, parents: tuple[str, ...], words: str) -> str:
    named = [part for parent in parents for part in ("-p", parent)]
    nobody = () if author(root) else _NOBODY
    return told(root, "no commit", *nobody, "commit-tree", tree, *named, "-m", words)


@contextmanager
def _index() -> Iterator[dict[str, str]]:
    """A list of files of git's for one moment; the user's own is not touched."""
    with TemporaryDirectory(prefix="factsheet-") as folder:
        yield {"GIT_INDEX_FILE": str(Path(folder) / "index")}


def joined(
    root: Path, theirs: str, ours: Mapping[str, tuple[str, str]], texts: Mapping[str, bytes | None]
) -> str:  # fmt: skip
    """A commit upon ours and theirs: the files of theirs, but for those that are given.

    `ours` are modes and blobs by path from the top, `texts` bytes by the same; None is deleted.
    """
    put = dict(ours)
    for path, content in texts.items():
        gone = content is None
        write = ("hash-object", "-w", "--stdin")
        name = answer(root, "not stored", *write, given=content or b"").decode().strip()
        put[path] = ("0", "0" * len(name)) if gone else ("100644", name)
    rows = (f"{mode} {name}\t".encode() + os.fsencode(path) for path, (mode, name) in put.items())
    with _index() as setting:
        answer(root, "nothing was kept", "read-tree", theirs, setting=setting)
        given = b"".join(row + b"\0" for row in rows)
        asked = ("update-index", "-z", "--index-info")
        answer(root, "not brought together", *asked, given=given, setting=setting)
        tree = answer(root, "nothing was kept", "write-tree", setting=setting).decode().strip()
    return _commit(root, tree, ("HEAD", theirs), "Merge: the newest of what is published")


def forward(root: Path, commit: str) -> None:
    """Go on to a commit that stands upon the last one here. Raises CannotWrite."""
    told(root, "the newest cannot be put here", "merge", "--quiet", "--ff-only", commit)


def forward_under(root: Path, commit: str, files: Mapping[str, bytes | None]) -> None:
    """The same below changes that are not committed yet: these files are so afterwards.

    They are those that differ here and there. Raises CannotWrite; then all is as it was.
    """
    mine = {path: here(root, path) for path in files}
    known = set(told(root, "git", "ls-tree", "-r", "-z", "--name-only", "HEAD").split("\0"))
    listed = ("--pathspec-from-file=-", "--pathspec-file-nul")
    old = b"\0".join(os.fsencode(path) for path in files if path in known)
    new = [path for path, content in mine.items() if path not in known and content is not None]
    try:
        if new:
            journal.replace_all(root, dict.fromkeys(new), {path: mine[path] for path in new})
        if old:
            asked = ("restore", "--source=HEAD", "--staged", "--worktree", *listed)
            told(root, "your files could not be put aside", *asked, given=old)
        forward(root, commit)
    except CannotWrite:
        _put(root, mine)
        raise
    _put(root, files)


def _put(root: Path, files: Mapping[str, bytes | None]) -> None:
    """Let files be so, all or none."""
    there = {path: here(root, path) for path in files}
    other = {path: content for path, content in files.items() if content != there[path]}
    if other:
        journal.replace_all(root, other, there)
