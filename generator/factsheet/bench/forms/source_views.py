"""A source is added: from an address, a saved page or references, then looked at and saved.

Within another form the same pages stand in a dialog, and the source is picked there when saved.
"""

from __future__ import annotations

from secrets import token_urlsafe

from flask import Blueprint, redirect, render_template, request, url_for

from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.refused import Refused
from factsheet.bench.forms.attempt import Attempt
from factsheet.bench.forms.fields import fields
from factsheet.bench.forms.form_views import UNFIT, Answer, keep
from factsheet.bench.forms.here import bench
from factsheet.bench.forms.sent import Sent, as_typed
from factsheet.bench.forms.source_entry import NewSource, sort_of
from factsheet.bench.sources import adding_sources
from factsheet.bench.sources.found import Found
from factsheet.values import web

pages = Blueprint("sources", __name__)
MOST = 200  # sources of a file that are listed


@pages.get("/add/source")
def add() -> Answer:
    """What is known of it: an address, a saved page, references."""
    return _begin(Attempt(), Sent(request.args))


@pages.post("/add/source")
def read() -> Answer:
    """Read what is given, and show what it says of a source, or of several."""
    sent, attempt = Sent(request.form), Attempt()
    found = list[Found]()
    with attempt.telling():
        found = _found(sent)
    if not attempt.sound:
        return _begin(attempt, sent), UNFIT
    kept = bench().readings.keep(token_urlsafe(12), found)
    with bench().trying() as edit:
        if len(found) > 1:
            return _listed(edit, kept, found)
        return _looked_at(NewSource(edit, found[0]), kept, None, Attempt())


@pages.post("/add/source/<kept>")
def save(kept: str) -> Answer:
    """Add what was looked at."""
    found, sent = bench().readings.get(kept) or [], Sent(request.form)
    if not found and sent.has("several"):  # one alone stands in its form
        raise Refused("what was read is kept no more", "read it once more")
    with bench().editing() as edit:
        if len(found) > 1:
            return _added_all(edit, found)
        entry, attempt = NewSource(edit, found[0] if found else Found()), Attempt()
        with attempt.telling():
            entry.enter(sent, attempt)
        if attempt.sound:
            outcome = edit.finish()
            attempt.judge(outcome, entry.questions)
            if outcome.written:
                number = keep(edit, outcome.built, attempt)
                return _done(attempt.address, number)
        return _looked_at(entry, kept, sent, attempt), UNFIT


def _begin(attempt: Attempt, sent: Sent) -> str:
    return render_template("source_begin.html", attempt=attempt, sent=sent, inside=_inside())


def _inside() -> bool:
    """Whether it stands in a dialog of another form."""
    return bool(request.values.get("inside"))


def _found(sent: Sent) -> list[Found]:
    """What the file, the pasted text or the address tells of sources. Raises Refused."""
    url, file = sent.one("URL"), request.files.get("file")
    pasted = sent.fields.get("pasted", "").strip()
    if url and (wrong := web.read(url)).why:
        raise Refused(wrong.why, wrong.hint)
    name, content = "what was pasted", pasted.encode()
    if file and file.filename:
        name, content = file.filename, file.stream.read(adding_sources.READ_AT_MOST)
    if not content and not url:
        if sent.has("by_hand"):
            return [Found()]
        raise Refused("nothing is given", "an address, a saved page, or references")
    return adding_sources.found_in(content, sort_of(name, content), name, url)


def _looked_at(entry: NewSource, kept: str, sent: Sent | None, attempt: Attempt) -> str:
    """What was found of a source, in a form, with what is perhaps the same."""
    added, twin = entry.planned(sent, attempt)
    typed = as_typed(entry.questions, added.source.data)
    values = sent.typed(entry.questions) if sent else typed
    codes = [one.code for one in entry.edit.built.speeches]
    shown = fields(entry.questions, values, codes, attempt.wrong)
    edit = entry.edit
    sources = edit.built.kinds.sources
    attempt.understand(entry.questions, values, bench().names(edit), sources, fact=True)
    return render_template(
        "source_form.html", fields=shown, attempt=attempt, sent=sent, kept=kept, added=added,
        twin=twin, inside=_inside(), called={f.key: f.question.label for f in shown},
    )  # fmt: skip


def _listed(edit: Edit, kept: str, found: list[Found]) -> str:
    """Several sources of one file: which are new."""
    plan = adding_sources.plan(edit.library, found, {}, edit.on)
    new = adding_sources.without_twins(edit.library, found, {}, edit.on)
    return render_template(
        "source_list.html", plan=plan, kept=kept, new=len(new), inside=_inside(), most=MOST
    )


def _added_all(edit: Edit, found: list[Found]) -> Answer:
    """Add those of several that are not there already."""
    new = adding_sources.without_twins(edit.library, found, {}, edit.on)
    plan, attempt = adding_sources.plan(edit.library, new, {}, edit.on), Attempt()
    nobody = [one.name for one in plan.added if not one.source.text("publisher")]
    if nobody or not plan.added:
        raise Refused(f"nobody is named as publisher of {', '.join(nobody[:5])}" if nobody else
                      "all of them are there already")  # fmt: skip
    for one in plan.added:
        edit.put(*adding_sources.file_of(edit.library, one))
    outcome = edit.finish()
    attempt.judge(outcome, [])
    if not outcome.written:
        raise Refused("; ".join(attempt.wrong.get("", ["nothing was written"])))
    attempt.shown = [one.address for one in plan.added]
    attempt.address, attempt.done = plan.added[0].address, f"added: {len(plan.added)} sources"
    return _done(attempt.address, keep(edit, outcome.built, attempt))


def _done(address: str, number: int) -> Answer:
    """Lead on: to what was saved, or in a dialog to the form in which it is picked."""
    if _inside():
        return render_template("source_picked.html", id=address.partition("/")[2])
    return redirect(url_for("forms.saved", number=number), 303)
