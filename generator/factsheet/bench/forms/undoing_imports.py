"""An earlier import is taken back: what would go and what stays is shown first."""

from __future__ import annotations

from flask import Blueprint, render_template

from factsheet.bench.forms.attempt import Attempt
from factsheet.bench.forms.form_views import UNFIT, Answer, to_saved
from factsheet.bench.forms.here import bench
from factsheet.bench.imports import undo_import
from factsheet.bench.imports.undo_import import Undone
from factsheet.language import plural

pages = Blueprint("imports", __name__)
SHOWN = 50  # things that are named


@pages.get("/imports/<name>")
def asked(name: str) -> str:
    """What taking an import back would do."""
    with bench().trying() as edit:
        return _shown(undo_import.undo(edit, undo_import.named(edit, name)), Attempt())


@pages.post("/imports/<name>")
def back(name: str) -> Answer:
    """Take an import back."""
    attempt = Attempt()
    with bench().editing() as edit:
        done = undo_import.undo(edit, undo_import.named(edit, name))
        outcome = edit.finish()
        attempt.judge(outcome, [])
        if not outcome.written:
            return _shown(done, attempt), UNFIT
        gone = plural(len(done.removed), "thing")
        attempt.done = f"{done.name} is taken back: {gone} gone, {len(done.kept)} kept"
        attempt.warnings += [f"kept: {address} {why}" for address, why in done.kept[:SHOWN]]
        attempt.address = f"{done.kind}/"
        return to_saved(edit, outcome, attempt)


def _shown(done: Undone, attempt: Attempt) -> str:
    return render_template("import_back.html", done=done, attempt=attempt, shown=SHOWN)
