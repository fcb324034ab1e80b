"""My proposals: go on with one, begin a new one, send one."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from factsheet.bench.edits.places import record_place
from factsheet.bench.edits.refused import Refused
from factsheet.bench.forms.changed import needs_git
from factsheet.bench.forms.heard import heard
from factsheet.bench.forms.here import bench
from factsheet.bench.proposing import mine
from factsheet.bench.proposing.others import Opened, touching
from factsheet.disk import CannotWrite, branches, joining, pushing

pages = Blueprint("proposals", __name__)


@pages.get("/proposals")
def listed() -> str:
    """All of them with their states."""
    needs_git()
    root = bench().root
    return render_template(
        "proposals.html",
        proposals=mine.proposals(root),
        states=mine.STATES,
        here=branches.current(root),
        main=branches.main(root),
        remote=branches.remote(root),
        kept=joining.kept(root),
    )


@pages.post("/proposals/open")
def opened() -> Response:
    """Put the files of a proposal here, or those that are published, to begin a new one."""
    needs_git()
    with bench().editing():
        mine.open_(bench().root, request.form.get("proposal", ""))
    return redirect(url_for("proposals.listed"))


@pages.post("/proposals/send")
def send() -> str:
    """Send a proposal and open a request; where that is not set up, say what to type."""
    root, name = bench().root, request.form.get("proposal", "")
    one = next((one for one in mine.proposals(root) if one.name == name), None)
    if one is None:
        raise Refused("there is no such proposal here")
    said, failed = list[str](), ""
    asked = pushing.program(root)
    try:
        said.append(pushing.push(root, name))
        if asked:
            body = branches.line(root, "log", "-1", "--format=%b", f"refs/heads/{name}")
            said.append(pushing.open_request(root, name, branches.main(root), one.title, body))
    except CannotWrite as why:
        failed = str(why)
    typed = [] if asked and not failed else mine.commands(root, name)[len(said) :]
    return render_template("sent.html", one=one, said=said, failed=failed, typed=typed)


def touched_by_others(address: str) -> list[Opened]:
    """The open proposals of others that touch a record, or the record of a part of it."""
    record = bench().survey().library.records.get(address.partition("#")[0])
    if record is None:
        return []
    path, steps = record_place(record)
    return touching(bench().root, path, str(steps[0]) if steps else "", heard().requests)


@pages.get("/others/<kind>/<id_>")
def others(kind: str, id_: str) -> str:
    """The same as words for a form, which asks for them once it is there; empty for none."""
    return render_template("others.html", found=touched_by_others(f"{kind}/{id_}"))
