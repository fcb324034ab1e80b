"""My proposals: the branches of this repository that hold one, and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from factsheet.bench.edits import ids
from factsheet.bench.edits.refused import Refused
from factsheet.disk import FOLDERS, branches, compared

HERE, SENT, CHANGED, MERGED = "here", "sent", "changed", "merged"
STATES = {
    HERE: "on this machine alone",
    SENT: "sent",
    CHANGED: "sent, and changed since",
    MERGED: "published",
}
SAVED = "save what you changed as a proposal, or take it back, first"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal: its branch, first line, day and state, and whether its files are here."""

    name: str
    title: str
    day: str  # as 2024-12-07
    state: str
    open: bool


def proposals(root: Path) -> list[Proposal]:
    """My proposals, the newest first."""
    here, published = branches.current(root), branches.newest(root)
    found = branches.below(root, f"refs/heads/{branches.PREFIX}")
    return [
        Proposal(
            one.name, one.subject, one.on.isoformat(), _state(root, one, published),
            one.name == here,
        )
        for one in found
    ]  # fmt: skip


def _state(root: Path, one: branches.Branch, published: str) -> str:
    base = branches.line(root, "merge-base", one.commit, published) if published else ""
    changed = branches.paths(root, base, one.commit) if base else set()
    if base and not changed & branches.paths(root, one.commit, published):
        return MERGED
    far = branches.commit_of(root, f"refs/remotes/{branches.remote(root)}/{one.name}")
    if not far:
        return HERE
    return SENT if far == one.commit else CHANGED


def changed(root: Path) -> list[compared.Difference]:
    """The files of the facts that are other than in the last commit. Raises CannotWrite."""
    found = compared.with_revision(root, "HEAD").differences
    return [one for one in found if one.path.startswith(tuple(f"{name}/" for name in FOLDERS))]


def save(root: Path, title: str, why: str) -> str:
    """Make a proposal of what was changed, or add it to the one that is open; gives its branch.

    Raises `Refused`, and CannotWrite with what git says.
    """
    branches.refuse_half_done(root)
    files = changed(root)
    if not files:
        raise Refused("nothing was changed", "there is nothing to propose yet")
    if links := [one.path for one in files if one.link]:
        raise Refused(f"{links[0]} is a symbolic link", "make it a plain file first")
    if not branches.author(root):
        typed = 'git config --global user.name "YOUR NAME"'
        typed += " and: git config --global user.email YOU@EXAMPLE.ORG"
        raise Refused("git does not know who you are", f"type once, in a terminal: {typed}")
    here = branches.current(root)
    mine = here.startswith(branches.PREFIX)
    name = "" if mine else new_name(root, title)
    branches.commit(root, [one.path for one in files], title, why, name)
    return name or here


def new_name(root: Path, title: str) -> str:
    """A branch for a title: `proposal/the-army-left`, with a number where that is taken."""
    there = branches.remote(root)
    taken = {
        one.name.partition(branches.PREFIX)[2]
        for refs in ("refs/heads/", f"refs/remotes/{there}/" if there else "refs/heads/")
        for one in branches.below(root, f"{refs}{branches.PREFIX}")
    }
    return branches.PREFIX + ids.propose(title, taken, "change")


def open_(root: Path, name: str) -> None:
    """Put the files of a proposal here, or those that are published for an empty name.

    Raises `Refused` while something is not saved, and for what is no proposal of this machine.
    """
    known = [one.name for one in proposals(root)]
    if name and name not in known:
        raise Refused("there is no such proposal here")
    if files := changed(root):
        raise Refused(f"{files[0].path} was changed and is not saved", SAVED)
    branches.switch(root, name or branches.main(root))


def commands(root: Path, name: str) -> list[str]:
    """What to type instead, where the bench cannot send a proposal itself."""
    there = branches.remote(root) or "origin"
    return [
        f"git push --set-upstream {there} {name}",
        f"gh pr create --head {name} --base {branches.main(root)}",
    ]
