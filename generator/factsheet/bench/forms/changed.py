"""What I changed since the last commit, in plain words; each thing can be taken back."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from factsheet.bench.desk import reporting
from factsheet.bench.desk.report import Report
from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.refused import Refused
from factsheet.bench.forms.here import bench
from factsheet.bench.proposing import mine, prefilled, proposal_file, together
from factsheet.bench.proposing.taking_back import take_back
from factsheet.disk import FOLDERS, branches, compared, joining
from factsheet.evidence import second_reader

pages = Blueprint("changed", __name__)


@pages.get("/changes")
def listed() -> str:
    """Everything that is other than in the last commit, and the form that proposes it."""
    needs_git()
    with bench().editing() as edit:
        report = since(edit, "HEAD")
    here = branches.current(bench().root)
    return render_template(
        "changes.html",
        report=report,
        sorts=second_reader.SORTS,
        others=other_files(report),
        left_out=[one.path for one in report.files if not _proposed(one.path)],
        unsent=[p for p in _paths(report) if not proposal_file.can_be_sent(p)],
        proposal=here if here.startswith(branches.PREFIX) else "",
        title=prefilled.title(report),
        why=prefilled.why(report),
    )


def needs_git() -> None:
    """Raises `Refused` where git keeps nothing of the project yet."""
    if not branches.commit_of(bench().root, "HEAD"):
        how = 'type in its folder: git init, then git add . and git commit -m "The site begins"'
        raise Refused("git does not keep this project yet", how)


def since(edit: Edit, revision: str) -> Report:
    """What is other in the files of a project than in a revision of git. Raises CannotWrite."""
    base = compared.with_revision(edit.root, revision)
    return reporting.of(edit.built, edit.tree, base, bench().memory)


def _proposed(path: str) -> bool:
    return path.startswith(tuple(f"{folder}/" for folder in FOLDERS))


def _paths(report: Report) -> list[str]:
    return [one.path for one in report.files if _proposed(one.path)]


def other_files(report: Report) -> list[str]:
    """The files of the facts in which no single change is told: comments, settings, seeds."""
    told = {one.at.path for one in report.changes}
    return [path for path in _paths(report) if path not in told]


@pages.post("/changes/back")
def back() -> Response | str:
    """Take one change back: a fact, a record, a page, or what else stands in a file."""
    needs_git()
    address, path = request.form.get("address", ""), request.form.get("file", "")
    with bench().editing() as edit:
        report = since(edit, "HEAD")
        places = {one.address: one.at.path for one in report.changes}
        if address in places:
            path = places[address]
        if path not in _paths(report):
            raise Refused("this is as it was in the last commit already")
        before = together.like(joining.stored(edit.root, path), edit.content(path))
        done = take_back(edit, path, address if address in places else "", before)
        outcome = edit.finish()
    if outcome.refused:
        title = "This cannot be taken back alone"
        return render_template("not_written.html", title=title, issues=outcome.refused)
    if not outcome.changed:
        raise Refused("it reads otherwise because of another change here", "take that one back")
    return redirect(url_for("changed.listed", back=done))


@pages.post("/propose")
def propose() -> Response:
    """Make a proposal of what was changed, or add it to the one that is open."""
    needs_git()
    title, why = sent_words()
    with bench().editing():
        mine.save(bench().root, title, why)
    return redirect(url_for("proposals.listed"))


def sent_words() -> tuple[str, str]:
    """The title and the reasons that were typed. Raises `Refused`."""
    return prefilled.checked(request.form.get("title", ""), request.form.get("why", ""))
