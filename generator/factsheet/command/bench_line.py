"""What every editing command has: a day, a dry run, and how it tells what it did."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from factsheet.command import prompts
from factsheet.command.judging import summary
from factsheet.command.parameters import Day

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path
    from typing import Any

    from factsheet.bench import Edit, Outcome
    from factsheet.issues import Issue


def editing(run: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options of an edit, and tell a refusal in one line (exit 1)."""
    from functools import wraps

    @click.option("--dry-run", is_flag=True, help="show the difference, write nothing")
    @click.option("--on", type=Day(), metavar="DATE", help="the day of the edit (default: today)")
    @click.pass_obj
    @wraps(run)
    def told(root: Path, /, *, on: date | None, dry_run: bool, **given: Any) -> int:
        from factsheet.bench import Edit, Refused
        from factsheet.build import complain

        try:
            edit = Edit(root, on or date.today())
            if edit.finished:
                complain(f"an interrupted edit of {len(edit.finished)} files is finished now")
            return run(edit, dry_run=dry_run, **given)
        except Refused as refused:
            complain(f"factsheet: {refused}")
            return 1

    return told


def agreed(outcome: Outcome, dry_run: bool) -> None:
    """Ask at a terminal whether an edit that can be written shall be. Raises Abort when not."""
    asked = outcome.changed and not outcome.refused and not dry_run and prompts.at_terminal()
    if asked and not prompts.sure("write it?"):
        raise click.Abort


def finish(edit: Edit, dry_run: bool, work: Collection[str] = (), done: str = "") -> int:
    """Write an edit, or show what it would do; gives the exit status.

    `work` are the codes of errors that it makes on purpose; they are listed, with exit 1. `done`
    says in a line what was done.
    """
    from factsheet.build import complain, say

    outcome = edit.finish(work, dry_run)
    if dry_run and outcome.diff:
        say(outcome.diff)
    if outcome.refused:
        complain(_told(outcome.refused, outcome))
        complain("nothing was written: the edit would cause these errors")
        return 1
    if not outcome.changed:
        say("nothing to change")
        return 0
    if done and outcome.written:
        say(done)
    if outcome.warnings:
        say(_told(outcome.warnings, outcome))
    files = ", ".join(outcome.changed[:5]) + (", …" if len(outcome.changed) > 5 else "")
    say(f"{'written' if outcome.written else 'would write'}: {files}")
    return _closing(outcome)


def _closing(outcome: Outcome) -> int:
    """What is left to do, and how the site stands."""
    from factsheet.build import complain, say
    from factsheet.issues import errors

    if outcome.work:
        complain(_told(outcome.work, outcome))
        complain(f"work to do: {len(outcome.work)}; the site is not built until it is done")
        return 1
    if older := errors(outcome.built.issues):
        complain(f"the site had errors before, and has them still: {len(older)}; factsheet check")
        return 1
    say(f"all is well: {summary(outcome.built)}")
    return 0


def _told(issues: list[Issue], outcome: Outcome) -> str:
    from factsheet.build import report

    return report(issues, outcome.tree, sys.stdout)
