"""The views of every form: shown, tried while somebody types, saved."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from factsheet.bench.edits.edit import Edit, Outcome
from factsheet.bench.edits.refused import Refused
from factsheet.bench.forms import attempt as attempts, beside, guard
from factsheet.bench.forms.adding_entries import AddFact, AddRecord, AddWording
from factsheet.bench.forms.attempt import Attempt
from factsheet.bench.forms.editing_entries import Change
from factsheet.bench.forms.entry import Entry
from factsheet.bench.forms.fields import fields
from factsheet.bench.forms.here import bench
from factsheet.bench.forms.parts_listed import parts_listed
from factsheet.bench.forms.saves import Save
from factsheet.bench.forms.sent import Sent, Texts
from factsheet.bench.texts.used import quoted
from factsheet.bench.web.quotations import marked

pages = Blueprint("forms", __name__)
Answer = Response | str | tuple[str, int]
UNFIT = 422  # of a form that is shown again, with what is wrong in it
SAME = "nothing is other than it was"
BOTH = ["GET", "POST"]
OWN = ("part", "field", "reading")  # what an address says of a form, beside what stands in it
# part of a form -> what it asks for
ASKED = {
    "rivals": ("way", "question", "dispute_note", "supersedes_why"), "anyway": ("anyway",),
    "id": ("id",), "reasons": ("kind", "why", "successor"), "ended": ("ended",),
    "cited": ("holds",),
}  # fmt: skip


@pages.route("/edit/<kind>/<id_>", methods=BOTH)
def edit(kind: str, id_: str) -> Answer:
    """Change a record, or a part of one."""
    part = request.args.get("part", "")
    return _answer(lambda edit: Change(edit, f"{kind}/{id_}{'#' if part else ''}{part}"))


@pages.route("/add/fact/<kind>/<id_>", methods=BOTH)
def add_fact(kind: str, id_: str) -> Answer:
    """Add a fact to a record, or a value of a field."""
    field = request.args.get("field", "")
    return _answer(lambda edit: AddFact(edit, f"{kind}/{id_}", field))


@pages.route("/add/wording/<kind>/<id_>", methods=BOTH)
def add_wording(kind: str, id_: str) -> Answer:
    """Add a wording to a quote."""
    return _answer(lambda edit: AddWording(edit, f"{kind}/{id_}"))


@pages.route("/add/record/<kind>", methods=BOTH)
def add_record(kind: str) -> Answer:
    """Add a record of a kind."""
    if kind == bench().built.kinds.sources:
        return redirect(url_for("sources.add"))
    return _answer(lambda edit: AddRecord(edit, kind))


def _answer(make: Callable[[Edit], Entry]) -> Answer:
    if request.method in guard.READS:
        return begun(lambda edit: _form(make(edit), Sent(_asked()), Attempt()))
    if request.args.get("check"):
        with bench().trying() as edit:
            return _check(make(edit))
    with bench().editing() as edit:
        return _save(make(edit))


def begun(show: Callable[[Edit], str]) -> str:
    """A form as it is opened, on what the preview has read; else on what stands on the disk."""
    with suppress(Refused), bench().trying() as edit:
        return show(edit)
    with bench().editing() as edit:
        return show(edit)


def _asked() -> MultiDict[str, str]:
    """What an address says of fields, as if it was typed."""
    return MultiDict((k, v) for k, v in request.args.items(multi=True) if k not in OWN)


def _try(entry: Entry, sent: Sent) -> Attempt:
    """Do to the edit what a form says, as far as it can be done."""
    attempt = Attempt()
    with attempt.telling():
        entry.enter(sent, attempt)
        if attempt.address and attempt.sound:
            entry.translate(sent, attempt)
    return attempt


def _form(entry: Entry, sent: Sent, attempt: Attempt) -> str:
    """The page of a form, with what is typed in it already."""
    survey, edit = bench().survey(), entry.edit
    fresh = request.method in guard.READS
    typed = sent.typed(entry.questions)
    values = {**entry.values, **typed} if fresh else typed
    shown = fields(entry.questions, values, entry.codes, attempt.wrong)
    for field in shown:
        field.translate(entry.translations.get(field.key, {}), sent)
    attempt.understand(entry.questions, values, bench().names(edit), edit.built.kinds.sources)
    bench().warm()
    changes = isinstance(entry, Change)
    return render_template(
        "form.html", entry=entry, fields=shown, attempt=attempt, sent=sent, fresh=fresh,
        frame=beside.frame(survey, entry.address),
        touched=beside.touched(survey, entry.address) if changes else beside.Touched(),
        parts=parts_listed(edit, entry.address) if changes else [],
        action=_action(), names=bench().names(edit), sources=edit.built.kinds.sources,
    )  # fmt: skip


def _action() -> str:
    """The address of the form."""
    kept: dict[str, Any] = {k: request.args[k] for k in OWN if k in request.args}
    return url_for(request.endpoint or "", **(request.view_args or {}), **kept)


def _check(entry: Entry) -> str:
    """What is to be said of a form while somebody fills it in."""
    edit, sent = entry.edit, Sent(request.form)
    attempt = _try(entry, sent)
    rows: list[attempts.Printed] = []
    if attempt.address and edit.changes():
        outcome = edit.try_out()
        attempt.judge(outcome, entry.questions)
        rows = [
            attempts.printed(outcome.built.library, one) for one in dict.fromkeys(attempt.shown)
        ]
    typed = sent.typed(entry.questions)
    attempt.understand(entry.questions, typed, bench().names(edit), edit.built.kinds.sources)
    cited = [*sent.placed().values(), *typed.get("references", [])]
    attempt.words["text"] = _quoted(typed, cited, "rendition" in {q.key for q in entry.questions})
    keys = [question.key for question in entry.questions]
    more = [key for part in sorted(entry.parts) for key in ASKED.get(part, ())]
    return render_template("check.html", attempt=attempt, rows=rows, keys=[*keys, *more])


def _quoted(typed: Texts, cited: list[str], whole: bool) -> str:
    """Whether the texts that are kept of the sources have what is quoted from them, in words."""
    if typed.get("translated_by"):
        return ""
    text = " ".join(typed.get("text", ()))
    words = [text] if whole else marked(text)
    return "; ".join(quoted(bench().root, cited, words))


def _save(entry: Entry) -> Answer:
    """Write what a form says; or show it again, with what is wrong."""
    edit, sent = entry.edit, Sent(request.form)
    attempt = _try(entry, sent)
    if attempt.sound:
        outcome = edit.finish()
        attempt.judge(outcome, entry.questions)
        if outcome.written:
            return to_saved(edit, outcome, attempt)
        if not outcome.changed and attempt.sound:
            attempt.say(SAME)
    return _form(entry, sent, attempt), UNFIT


def to_saved(edit: Edit, outcome: Outcome, attempt: Attempt) -> Response:
    """Remember what was written, and lead on to the page that tells it."""
    return redirect(url_for("forms.saved", number=keep(edit, outcome.built, attempt)), 303)


def keep(edit: Edit, built: Any, attempt: Attempt) -> int:
    """Remember what was written; gives the number of the save."""
    bench().wrote(built, edit.files())
    after = edit.changes()
    before = {path: edit.before(path) for path in after}
    told = attempts.told(edit.library, built.library, attempt.shown)
    form = f"{request.script_root}{request.full_path.removesuffix('?')}"
    warned = tuple(attempt.warnings)
    made = Save(form, attempt.done, attempt.address, tuple(told), before, after, warned)
    return bench().keep(made).number


@pages.get("/saved/<int:number>")
def saved(number: int) -> Answer:
    """What was written, with the page beside it."""
    saves = bench().saves  # another page may take one back meanwhile
    found = next((one for one in saves if one.number == number), None)
    if found is None:
        return redirect(url_for("home.first"))
    last = saves[0] is found
    frame = beside.frame(bench().survey(), found.address)
    home = found.address.partition("#")[0]
    kinds = bench().built.kinds
    kind = kinds.get(home.partition("/")[0])
    reading = parse_qs(urlsplit(found.form).query).get("reading", [""])[0].partition("#")
    return render_template(
        "saved.html", save=found, last=last, frame=frame, home=home, kind=kind, reading=reading
    )


@pages.post("/undo/<int:number>")
def undo(number: int) -> Answer:
    """Take the last save back."""
    if (found := bench().undo(number)) is None:
        raise Refused("this is not the last save any more", "take back the later ones first")
    frame = beside.frame(bench().survey(), found.address)
    before = next(iter(bench().saves), None)
    return render_template("undone.html", save=found, before=before, frame=frame)
