"""Proposals as git keeps them: a branch each, with commits of files of the facts and no others."""

import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from factsheet.disk.files import FOLDERS
from factsheet.disk.folder import CannotWrite
from factsheet.disk.running import WITHIN, git, said_of

PREFIX = "proposal/"  # of the names of their branches
MAX_BRANCHES = 200  # of a sort that are looked at, the newest first
_WORDS = "%(objectname)%00%(committerdate:short)%00%(authorname)%00%(contents:subject)"
_LITERAL = {"GIT_LITERAL_PATHSPECS": "1"}  # a path is a path, whatever signs are in it
_UNDER_WAY = ("MERGE_HEAD", "rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD", "REVERT_HEAD")
FAILURES = (OSError, subprocess.CalledProcessError, ValueError)


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch: its name, its last commit, the day of that, who wrote it, its first line."""

    name: str
    commit: str
    on: date
    who: str
    subject: str


def answer(
    root: Path, what: str, *args: str, given: bytes = b"", within: float = WITHIN,
    setting: Mapping[str, str] | None = None,
) -> bytes:  # fmt: skip
    """What git answers. Raises CannotWrite, with what was wanted and what git said."""
    try:
        told_to = {**_LITERAL, **(setting or {})}
        return git(root, *args, given=given, within=within, setting=told_to)
    except FAILURES as error:
        raise CannotWrite(f"{what}: git said: {said_of(error)}") from error


def told(root: Path, what: str, *args: str, given: bytes = b"", within: float = WITHIN) -> str:
    """The same as text."""
    said = answer(root, what, *args, given=given, within=within)
    return said.decode("utf-8", "surrogateescape").strip("\n")


def line(root: Path, *args: str) -> str:
    """What git answers to a question that it may not know, in a line; empty where there is none."""
    try:
        answer = git(root, *args, may_fail=True, within=WITHIN)
    except FAILURES:
        return ""
    return answer.decode("utf-8", "replace").strip()


def author(root: Path) -> str:
    """Who commits here, as `Ann Lake <ann@paper.example>`; empty when git was not told."""
    ident = line(root, "-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT")
    return f"{ident.rpartition('>')[0]}>" if ">" in ident else ""


def current(root: Path) -> str:
    """The branch that the files are of; empty for none."""
    return line(root, "symbolic-ref", "--quiet", "--short", "HEAD")


def commit_of(root: Path, name: str) -> str:
    """The commit that a name stands for; empty where there is none."""
    return line(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")


def remote(root: Path) -> str:
    """Where proposals are sent: what git was told, else origin, else the only one there is."""
    names = line(root, "remote").split()
    asked = line(root, "config", "--get", "remote.pushDefault")
    likely = [name for name in (asked, "origin") if name in names]
    return likely[0] if likely else names[0] if len(names) == 1 else ""


def main(root: Path) -> str:
    """The branch that is published: the remote's own, else main or master, else this one."""
    there = remote(root)
    head = line(root, "symbolic-ref", "--quiet", "--short", f"refs/remotes/{there}/HEAD")
    if there and head:
        return head.removeprefix(f"{there}/")
    for name in ("main", "master"):
        if commit_of(root, f"refs/heads/{name}") or commit_of(root, f"refs/remotes/{there}/{name}"):
            return name
    return current(root)


def newest(root: Path) -> str:
    """The commit of the branch that is published, as last heard of it."""
    name = main(root)
    far = commit_of(root, f"refs/remotes/{remote(root)}/{name}")
    return far or commit_of(root, f"refs/heads/{name}")


def below(root: Path, refs: str) -> list[Branch]:
    """The branches below `refs/heads/proposal/` or `refs/remotes/origin/`, the newest first."""
    count, order = f"--count={MAX_BRANCHES}", "--sort=-committerdate"
    rows = line(root, "for-each-ref", count, order, f"--format=%(refname)%00{_WORDS}", refs)
    found = (row.split("\0", 4) for row in rows.split("\n") if row.count("\0") >= 4)
    return [
        Branch(name.removeprefix("refs/heads/"), commit, date.fromisoformat(day), who, subject)
        for name, commit, day, who, subject in found
    ]


def paths(root: Path, *between: str) -> set[str]:
    """The files of the facts that differ between two commits."""
    plain = ("--no-ext-diff", "--no-renames", "--name-only", "-z", "--relative")
    names = line(root, "diff", *plain, *between, "--", *FOLDERS).split("\0")
    return {name for name in names if name}


def met(root: Path, other: str) -> str:
    """The commit from which our branch and another commit went their ways; empty for none."""
    return line(root, "merge-base", "HEAD", other)


def count(root: Path, since: str, until: str) -> int:
    """How many commits the second has that the first has not."""
    return int(line(root, "rev-list", "--count", f"{since}..{until}") or 0)


def refuse_half_done(root: Path) -> None:
    """Raises CannotWrite while git is in the midst of a merge or a rebase."""
    for name in _UNDER_WAY:
        path = line(root, "rev-parse", "--git-path", name)
        if path and (root / path).exists():
            why = "git is in the midst of a merge or a rebase here"
            raise CannotWrite(f"{why}; finish it or take it back first: git status says how")


def commit(root: Path, changed: Iterable[str], title: str, why: str, branch: str = "") -> str:
    """Commit these files, as they stand on the disk, and no others; on a new branch if it has one.

    What else is staged stays so. The user's hooks run. Gives the commit. Raises CannotWrite; then
    everything is as it was.
    """
    names, was = sorted(changed), current(root)
    known = set(line(root, "ls-files", "-z", "--", *FOLDERS).split("\0"))
    new = b"\0".join(os.fsencode(name) for name in names if name not in known)
    all_ = b"\0".join(os.fsencode(name) for name in names)
    listed = ("--pathspec-from-file=-", "--pathspec-file-nul")
    if branch:
        told(root, "no branch could be made", "switch", "--quiet", "--no-track", "-c", branch)
    try:
        if new:
            told(root, "new files", "add", "--intent-to-add", *listed, given=new)
        words = [f"--message={one}" for one in (title, why) if one]
        told(root, "not saved", "commit", "--quiet", "--only", *words, *listed, given=all_)
    except CannotWrite:
        if new:
            git(root, "reset", "--quiet", *listed, given=new, may_fail=True, setting=_LITERAL)
        if branch:
            _go_back(root, was)
            line(root, "branch", "--quiet", "-D", branch)
        raise
    return commit_of(root, "HEAD")


def _go_back(root: Path, was: str) -> None:
    """Be on the branch `was` again, or on none, whose commit is that of this one.

    Neither files nor what is staged are touched, so this works while another git holds them.
    """
    if was:
        line(root, "symbolic-ref", "HEAD", f"refs/heads/{was}")
    else:
        line(root, "update-ref", "--no-deref", "HEAD", commit_of(root, "HEAD"))


def switch(root: Path, name: str) -> None:
    """Put the files of another branch here. Raises CannotWrite where git will not."""
    refuse_half_done(root)
    told(root, f"{name} could not be opened", "switch", "--quiet", "--no-guess", name)
