"""A proposal as a file: saved for whoever has no account, opened by who received one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from io import BytesIO

from flask import Blueprint, render_template, request, send_file
from werkzeug.wrappers import Response

from factsheet.bench.desk import reporting, writing
from factsheet.bench.desk.report import Report
from factsheet.bench.edits import ids
from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.refused import Refused
from factsheet.bench.forms.changed import needs_git, sent_words, since
from factsheet.bench.forms.deciding import chosen, names
from factsheet.bench.forms.heard import heard
from factsheet.bench.forms.here import bench
from factsheet.bench.proposing import mine, proposal_file, together
from factsheet.bench.proposing.conflicts import Conflict, Decide, undecided
from factsheet.bench.proposing.proposal_file import Sent
from factsheet.disk import branches, compared, joining
from factsheet.evidence import second_reader

pages = Blueprint("exchanged", __name__)


@pages.post("/proposal-file")
def saved() -> Response:
    """What was changed, as a file to send by mail."""
    needs_git()
    title, why = sent_words()
    root = bench().root
    with bench().editing() as edit:
        report = since(edit, "HEAD")
        files = [one.path for one in mine.changed(root)]
        files = [path for path in files if proposal_file.can_be_sent(path)]
        if not files:
            raise Refused("nothing was changed that can go into such a file")
        now = {path: joining.here(root, path) for path in files}
        was = {path: together.like(joining.stored(root, path), now[path]) for path in files}
        texts = {path: (was[path], now[path]) for path in files}
    words = writing.to_markdown(report).split("\n")
    sent = Sent(title, why, branches.author(root), texts, report.base, words)
    content = BytesIO(proposal_file.write(sent))
    name = f"{ids.propose(title, otherwise='change')}.proposal.json"
    return send_file(content, "application/json", as_attachment=True, download_name=name)


@pages.get("/read-proposal")
def asked() -> str:
    """Where a file that somebody sent is opened."""
    return render_template("read_proposal.html")


@pages.post("/read-proposal")
def opened() -> str:
    """What a file would change here, in plain words; nothing is written."""
    file = request.files.get("file")
    content = file.read(proposal_file.MAX_PROPOSAL + 1) if file else b""
    if not content:
        raise Refused("no file was chosen")
    sent = proposal_file.read(content)
    return _shown(sent, heard().hold(content))


@pages.post("/read-proposal/write")
def written() -> str:
    """Write what was shown, with the choices that were made, unless it would cause errors."""
    name = request.form.get("held", "")
    sent = proposal_file.read(heard().held(name))
    with _brought(sent, chosen) as (edit, left):
        if not left:
            outcome = edit.finish()
    if left:
        return _shown(sent, name, names(left))
    if outcome.refused:
        title = "This would cause errors"
        return render_template("not_written.html", title=title, issues=outcome.refused)
    return render_template("taken_over.html", sent=sent, changed=outcome.changed)


@contextmanager
def _brought(sent: Sent, decide: Decide) -> Iterator[tuple[Edit, list[Conflict]]]:
    """An edit with the proposal in it, and what has to be decided first."""
    before, now = proposal_file.versions(sent.texts)
    with bench().editing() as edit:
        here = {path: edit.content(path) for path in now}
        found = together.bring(before, here, now, decide)
        for path, content in found.files.items():
            edit.put(path, content)
        yield edit, found.open


def _shown(sent: Sent, name: str, left: Collection[str] = ()) -> str:
    with _brought(sent, undecided) as (edit, conflicts):
        report = _report(edit)
        written = bool(edit.changes()) or bool(conflicts)
    return render_template(
        "proposal.html", sent=sent, held=name, report=report, sorts=second_reader.SORTS,
        conflicts=conflicts, left=left, written=written,
    )  # fmt: skip


def _report(edit: Edit) -> Report:
    """What an edit that is not written would change in the project as it stands."""
    outcome = edit.check()
    texts = {path: now for path, now in edit.tree.items() if path.endswith(compared.TEXTS)}
    changes = edit.changes()
    how = {
        path: "deleted" if now is None else "changed" if path in edit.tree else "added"
        for path, now in changes.items()
    }
    other = [compared.Difference(path, kind) for path, kind in how.items()]
    base = compared.Compared("", "", texts, other)
    return reporting.of(outcome.built, outcome.tree, base, bench().memory)
