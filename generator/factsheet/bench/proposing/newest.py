"""What is published by others is brought here, and one's own changes on top of it.

Changes that are not saved yet stay so; a proposal gets a commit that joins both. Before anything is
written, everything as it was is kept under a name of git's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from factsheet.bench.edits.refused import Refused
from factsheet.bench.proposing import together
from factsheet.bench.proposing.conflicts import Conflict, Decide
from factsheet.bench.proposing.mine import SAVED, changed
from factsheet.disk import branches, joining


@dataclass(slots=True)
class Brought:
    """What came of it: conflicts, and then nothing was written; or how many commits, and files.

    `kept` is the name under which git keeps how it was.
    """

    commits: int = 0
    files: list[str] = field(default_factory=list)
    open: list[Conflict] = field(default_factory=list)
    kept: str = ""


def bring(root: Path, decide: Decide) -> Brought:
    """Bring here what was fetched last. Raises `Refused`, CannotWrite; nothing is changed then."""
    branches.refuse_half_done(root)
    theirs, ours = branches.newest(root), branches.commit_of(root, "HEAD")
    base = branches.met(root, theirs) if theirs else ""
    if not base:
        raise Refused("what is published and what is here have no commit in common")
    if base == theirs:
        return Brought()
    news = joining.steps(root, base, theirs)
    unsaved = [one.path for one in changed(root)]
    if base == ours:
        return _below_changes(root, theirs, news, unsaved, decide)
    if unsaved:
        raise Refused(f"{unsaved[0]} was changed and is not saved", SAVED)
    return _joined(root, (base, ours, theirs), news, decide)


def _below_changes(
    root: Path, theirs: str, news: dict[str, joining.Step], unsaved: list[str], decide: Decide
) -> Brought:  # fmt: skip
    """Go on to theirs, with changes that are not saved on top."""
    prefix = joining.above(root)
    both = [path for path in unsaved if f"{prefix}{path}" in news]
    mine = {path: joining.here(root, path) for path in both}
    steps = {path: news[f"{prefix}{path}"] for path in both}
    _refuse_odd(steps)
    before = {
        path: together.like(joining.blob(root, step.was), mine[path])
        for path, step in steps.items()
    }
    onto = {
        path: together.like(joining.blob(root, step.now), mine[path])
        for path, step in steps.items()
    }
    found = together.bring(before, onto, mine, decide)
    if found.open:
        return Brought(open=found.open)
    out = _told(root, "HEAD", theirs, news, prefix)
    joining.forward_under(root, theirs, {**onto, **found.files})
    return out


def _joined(
    root: Path, commits: tuple[str, str, str], news: dict[str, joining.Step], decide: Decide
) -> Brought:  # fmt: skip
    """Join the commits here with theirs; `commits` are where they parted, ours, theirs."""
    base, ours, theirs = commits
    prefix, own = joining.above(root), joining.steps(root, base, ours)
    both = {p: s for p, s in own.items() if p in news and s.now != news[p].now}
    odd = [path for path in both if not joining.of_facts(path, prefix)]
    if odd:
        why = f"{odd[0]} was changed here and there, and is neither fact nor prose"
        name = branches.main(root)
        raise Refused(why, f"bring it together by hand: git merge {branches.remote(root)}/{name}")
    _refuse_odd({**both, **{path: news[path] for path in both}})
    before = {path: joining.blob(root, step.was) for path, step in both.items()}
    incoming = {path: joining.blob(root, step.now) for path, step in both.items()}
    onto = {path: joining.blob(root, news[path].now) for path in both}
    found = together.bring(before, onto, incoming, decide)
    if found.open:
        return Brought(open=found.open)
    out = _told(root, base, theirs, news, prefix)
    alone = {path: step.now for path, step in own.items() if path not in news}
    joining.forward(root, joining.joined(root, theirs, alone, found.files))
    return out


def _told(
    root: Path, since: str, theirs: str, news: dict[str, joining.Step], prefix: str
) -> Brought:
    """What will have come, once everything as it is was kept."""
    files = [path.removeprefix(prefix) for path in news if joining.of_facts(path, prefix)]
    return Brought(branches.count(root, since, theirs), sorted(files), [], joining.keep(root))


def _refuse_odd(steps: dict[str, joining.Step]) -> None:
    for path, step in steps.items():
        if not step.plain:
            raise Refused(f"{path} is no plain file in what is published", "ask who changed it")
