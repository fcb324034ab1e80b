"""What others published is brought here; where both changed one thing, somebody chooses."""

from __future__ import annotations

from flask import Blueprint, render_template

from factsheet.bench.forms.changed import needs_git
from factsheet.bench.forms.deciding import chosen, names
from factsheet.bench.forms.heard import heard
from factsheet.bench.forms.here import bench
from factsheet.bench.proposing import newest
from factsheet.bench.proposing.conflicts import Decide, undecided
from factsheet.disk import joining, pushing
from factsheet.issues import errors

pages = Blueprint("newest", __name__)


@pages.post("/newest")
def asked() -> str:
    """Ask what is new, and bring it here."""
    needs_git()
    root = bench().root
    joining.fetch(root)
    heard().requests = pushing.open_requests(root)
    return _bring(undecided)


@pages.post("/newest/settle")
def settled() -> str:
    """The same, of what was fetched, with the choices that were made."""
    needs_git()
    return _bring(chosen)


def _bring(decide: Decide) -> str:
    with bench().editing():
        brought = newest.bring(bench().root, decide)
        left = brought.open
        if left and decide is chosen:  # all of them are asked again, with what was chosen
            brought = newest.bring(bench().root, undecided)
    if left:
        return render_template("conflicts.html", conflicts=brought.open, left=names(left))
    with bench().editing() as edit:
        wrong = errors(edit.built.issues)
    return render_template("brought.html", brought=brought, issues=wrong)
