"""Passages of free prose whose facts read otherwise now: both side by side, confirmed singly."""

from __future__ import annotations

from hashlib import sha256

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from factsheet.bench.changes import confirming
from factsheet.bench.changes.confirming import Passage
from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.refused import Refused
from factsheet.bench.forms import rereading_translations
from factsheet.bench.forms.here import bench
from factsheet.bench.forms.refusals import finished
from factsheet.bench.forms.tasks import sheet
from factsheet.bench.looking import todo
from factsheet.build import past

pages = Blueprint("rereading", __name__)
SHOWN = 50  # passages on the page at once
OTHERWISE = "the passage or its facts read otherwise by now: load the page anew"


@pages.get("/tellings")
def listed() -> str:
    """The passages to be read again, page by page."""
    survey, folders = bench().survey(), bench().folders()
    with bench().editing() as edit:
        found = [
            (path, [one for one in passages if not one.confirmed])
            for path, passages in _passages(edit, _paths()).items()
        ]
        behind = rereading_translations.behind(edit)
    total, left = sum(len(passages) for _, passages in found), SHOWN
    shown: list[tuple[str, list[Passage]]] = []
    for path, passages in found:
        shown += [(path, passages[:left])] if passages[:left] else []
        left = max(0, left - len(passages))
    return render_template(
        "tellings.html", found=shown, total=total, more=max(0, total - SHOWN), mark=_mark,
        confirmed="confirmed" in request.args, way=lambda path: sheet(survey, path, folders),
        behind=behind, most=SHOWN, how=rereading_translations.HOW,
        translated="translation" in request.args,
    )  # fmt: skip


def _paths() -> list[str]:
    """The pages with such passages."""
    tasks = todo.of(bench().survey(), ("tellings",))
    return list(dict.fromkeys(task.address for _, found in tasks for task in found))


def _passages(edit: Edit, paths: list[str]) -> dict[str, list[Passage]]:
    known = past.of(edit.root)
    return {path: confirming.passages(edit, path, known) for path in paths}


def _mark(one: Passage) -> str:
    """By what a passage is known again with its facts as they were shown."""
    shown = "\0".join((one.words, *one.telling.addresses, one.pin))
    return sha256(shown.encode()).hexdigest()[:16]


@pages.post("/tellings")
def confirm() -> Response:
    """Confirm a passage that was read beside its facts as they are now."""
    path, mark = request.form.get("path", ""), request.form.get("mark", "")
    with bench().editing() as edit:
        found = _passages(edit, [path])[path]
        same = [one for one in found if not one.confirmed and _mark(one) == mark]
        if not same:
            raise Refused(OTHERWISE)
        confirming.confirm(edit, path, same[:1])
        finished(edit)
    return redirect(url_for("rereading.listed", confirmed=""), 303)
