"""What others have open: proposals that were sent and are not published, by their files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from factsheet.bench.edits.doc import Doc
from factsheet.bench.edits.refused import Refused
from factsheet.disk import CannotWrite, branches, joining, pushing


@dataclass(frozen=True, slots=True)
class Opened:
    """A proposal of somebody else: its title, who wrote it, the day, where it can be read."""

    title: str
    who: str
    day: str
    branch: str
    url: str = ""


def touching(
    root: Path, path: str, id_: str = "", requests: Iterable[pushing.Request] = ()
) -> list[Opened]:
    """Who else changes a file; in a file of many records, the record of an id.

    Told from what was fetched last. Where the host told which requests are open, only those count.
    Nothing is raised: where git cannot tell, nobody is named.
    """
    there = branches.remote(root)
    published, ours = branches.newest(root), branches.current(root)
    if not there or not published:
        return []
    far = f"refs/remotes/{there}/"
    open_ = {one.branch: one for one in requests}
    out = []
    for one in branches.below(root, far):
        name = one.name.removeprefix(far)
        own = name in ("HEAD", branches.main(root), ours)
        if (
            own
            or (open_ and name not in open_)
            or path not in _changed(root, one.commit, published)
        ):
            continue
        if id_ and not _other(root, one.commit, published, path, id_):
            continue
        known = open_.get(name)
        title = known.title if known else one.subject
        out.append(Opened(title, one.who, one.on.isoformat(), name, known.url if known else ""))
    return out


@lru_cache(maxsize=2 * branches.MAX_BRANCHES)
def _changed(root: Path, commit: str, published: str) -> set[str]:
    """The files that a proposal changes, and that are not published so."""
    base = branches.line(root, "merge-base", commit, published)
    if not base or base == commit:
        return set()
    return branches.paths(root, base, commit) & branches.paths(root, commit, published)


@lru_cache(maxsize=2 * branches.MAX_BRANCHES)
def _other(root: Path, commit: str, published: str, path: str, id_: str) -> bool:
    """Whether a proposal changes one record of a file of many."""
    base = branches.line(root, "merge-base", commit, published)
    step = joining.steps(root, base, commit).get(f"{joining.above(root)}{path}")
    try:
        was, now = (joining.blob(root, at) if step else b"" for at in _both(step))
        return bool(Doc(was or b"", path).data((id_,)) != Doc(now or b"", path).data((id_,)))
    except (Refused, CannotWrite):
        return True  # what cannot be read may well be it


def _both(step: joining.Step | None) -> tuple[tuple[str, str], tuple[str, str]]:
    return (step.was, step.now) if step else (("0", "0"), ("0", "0"))
