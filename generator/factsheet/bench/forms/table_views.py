"""A table is brought, its columns are said, its rows are looked at, then written all at once.

Nothing of it is kept but in memory. What was chosen stands in the form, and goes with it from page
to page, so that whoever brings the file again after the preview was ended goes on as before.
"""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from factsheet.bench.edits import ids
from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.refused import Refused
from factsheet.bench.forms import table_form, table_rows
from factsheet.bench.forms.attempt import Attempt
from factsheet.bench.forms.form_views import UNFIT, Answer, to_saved
from factsheet.bench.forms.here import bench
from factsheet.bench.forms.refusals import in_browser
from factsheet.bench.forms.sent import Sent
from factsheet.bench.forms.table_form import MAPPING, TableForm
from factsheet.bench.forms.tables_brought import Brought, called
from factsheet.bench.imports import import_memory, mapping_edit, tables
from factsheet.bench.imports.import_plan import Wish
from factsheet.bench.imports.table_import import TableImport, prepare
from factsheet.language import plural
from factsheet.values import MAX_FILE

pages = Blueprint("tables", __name__)
SHOWN = 5  # rows that are shown as they were read
TOLD = 10  # things that are told one by one when they were written
EARLIER = 20  # imports that are listed
GONE = "the table is kept no more: bring it again; what was chosen stands below"
REJECTED = "some rows are rejected: mend them, or tick that the others are taken"
CROWDED = "more than {} facts of {} are changed: let the command import it, or split the table"
DIFFERENT = ("reject", "reference", "rival", "change")


@pages.get("/import")
def begin() -> str:
    """What table it is, and what its rows are about."""
    return _begin(Sent(request.args), Attempt())


@pages.post("/import")
def bring() -> Answer:
    """Keep a table for a while, and lead on to its columns."""
    sent, attempt = Sent(request.form), Attempt()
    name, content = _file("file", tables.MAX_TABLE, attempt)
    _, text = _file(MAPPING, MAX_FILE, attempt)
    mapping = text.decode("utf-8", "replace") or table_form.mapping_of(sent)
    if not content:
        attempt.say("choose the file of a table", "file")
    if not mapping and sent.one("kind") not in bench().built.kinds:
        attempt.say("say what the rows are about", "kind")
    if not attempt.sound:
        return _begin(sent, attempt), UNFIT
    brought = Brought(name, content, mapping)
    said = {key: one for key in ("kind", "source") if (one := sent.one(key))}
    with bench().trying() as edit:
        try:
            table_form.first(edit, brought, sent)
        except Refused as why:
            if not table_form.readable(brought):
                attempt.say(in_browser(why), "file")
                return _begin(sent, attempt), UNFIT
    held = bench().tables.keep(brought.digest, brought)
    return redirect(url_for("tables.columns", held=held, **said), 303)  # type: ignore[arg-type]


def _file(key: str, most: int, attempt: Attempt) -> tuple[str, bytes]:
    """(what a file is called, its bytes), both empty without one."""
    file = request.files.get(key)
    content = file.stream.read(most + 1) if file else b""
    if len(content) > most:
        attempt.say(f"the file has more than {most:,} bytes; split it", key)
    return called(file.filename or "") if file else "", content


def _begin(sent: Sent, attempt: Attempt) -> str:
    names = import_memory.known(bench().root)
    with bench().trying() as edit:
        kinds = table_form.kinds_of(edit)
    return render_template(
        "import_begin.html", sent=sent, attempt=attempt, kinds=kinds, mapping=_sent_mapping(sent),
        earlier=names[: -EARLIER - 1 : -1], older=max(0, len(names) - EARLIER),
    )  # fmt: skip


def _sent_mapping(sent: Sent) -> str:
    """The text of a mapping that a form brings, its answers in it, of a table that is gone."""
    text = table_form.mapping_of(sent)
    try:
        return table_form.answered(text, sent, None, mapping_edit.unmarked) if text else ""
    except Refused:
        return text


def _gone(sent: Sent) -> Answer:
    attempt = Attempt()
    attempt.say(GONE, "file")
    return _begin(sent, attempt), UNFIT


@pages.get("/import/<held>")
def columns(held: str) -> Answer:
    """What was understood of a table, and what its columns may be."""
    sent, attempt = Sent(request.args), Attempt()
    if (brought := bench().tables.get(held)) is None:
        return _gone(sent)
    with bench().trying() as edit:
        try:
            form = table_form.first(edit, brought, sent)
        except Refused as why:
            attempt.say(in_browser(why))
            return _columns(edit, brought, None, sent, attempt), UNFIT
        return _columns(edit, brought, form, sent, attempt)


def _columns(
    edit: Edit, brought: Brought, form: TableForm | None, sent: Sent, attempt: Attempt
) -> str:
    """The page of the columns; without a form that which asks how the table is read."""
    text = form.text if form else table_form.mapping_of(sent)
    try:
        said = opened = mapping_edit.answers(text)
    except Refused:  # the answers wait until the text can be read
        said, opened = table_form.given(sent), table_form.opened(sent) or {}
    return render_template(
        "import_columns.html", brought=brought, form=form, text=text, said=said, sent=sent,
        opened={key: [one] for key, one in opened.items()}, attempt=attempt,
        sheets=table_form.sheets(brought),
        columns=form.columns(said, attempt) if form else [], kinds=table_form.kinds_of(edit),
        roles=[*form.roles()] if form else [], forms=table_form, shown=SHOWN, tables=tables,
    )  # fmt: skip


@pages.post("/import/<held>")
def go_on(held: str) -> Answer:
    """Do what the button says: look at the rows, write them, save the mapping as a file …"""
    sent, attempt = Sent(request.form), Attempt()
    if (brought := bench().tables.get(held)) is None:
        return _gone(sent)
    do = sent.one("do")
    with bench().editing() if do == "write" else bench().trying() as edit:
        try:
            text = table_form.mapping_of(sent)
            form = TableForm(edit, brought, text, table_form.opened(sent))
        except Refused as why:
            attempt.say(in_browser(why))
            return _columns(edit, brought, None, sent, attempt), UNFIT
        return _done(form, sent, attempt, do)


def _done(form: TableForm, sent: Sent, attempt: Attempt, do: str) -> Answer:
    stuck = ""
    try:
        form.answer(sent)
    except Refused as why:
        stuck = in_browser(why)
    if do == "mapping":
        return _sent_file(form.text, form.brought.name, ".yml", "application/yaml")
    found = None if do == "columns" else _found(form, sent, attempt)
    if stuck and attempt.sound:
        attempt.say(stuck, MAPPING)
    if found is None:
        page = _columns(form.edit, form.brought, form, sent, attempt)
        return page, UNFIT if attempt.wrong else 200
    if do == "rejected":
        head, rows = found.rejects()
        return _sent_file(head + rows, form.brought.name, ".rejected.csv", "text/csv")
    return _rows(form, found, sent, attempt, do == "write")


def _found(form: TableForm, sent: Sent, attempt: Attempt) -> TableImport | None:
    """The import as it would be, every row with its verdict; None where the mapping is wrong."""
    table = form.brought.name, form.brought.content
    mapping = MAPPING, form.text.encode()
    found = prepare(form.edit, table, mapping, form.how, form.kind.plural)
    form.wrong(found.wrong, attempt)
    if found.mapping is None:
        return None
    wish = Wish(sent.one("different") or "reject", sent.one("change"), sent.one("why"))
    if wish.different not in DIFFERENT:
        wish = Wish()
    if wish.different == "change" and not (wish.change and wish.why):
        attempt.say("a change says what happened, and why", "why")
        wish = Wish()
    found.decide(wish)
    return found


def _rows(form: TableForm, found: TableImport, sent: Sent, attempt: Attempt, write: bool) -> Answer:
    """What becomes of the rows; written, where that is asked for and nothing stands in the way."""
    edit, counts = form.edit, table_rows.counts(found.rows)
    if write and found.rejected and not sent.has("accept"):
        attempt.say(REJECTED, "accept")
    if crowd := table_rows.crowded(found.rows):
        attempt.say(CROWDED.format(table_rows.MAX_ON_RECORD, crowd))
    memory = found.apply(form.brought.name) if attempt.sound else ""
    if memory and write:
        outcome = edit.finish()
        attempt.judge(outcome, [])
        if outcome.written:
            _tell(form, found, attempt, memory)
            return to_saved(edit, outcome, attempt)
    elif memory:
        attempt.judge(edit.try_out(), [])
    page = render_template(
        "import_rows.html", form=form, brought=form.brought, found=found, sent=sent,
        attempt=attempt, counts=counts, groups=table_rows.groups(found.rows),
        said=mapping_edit.answers(form.text), differs=table_rows.differ(found.rows),
        takes=table_rows.takes(found.rows), shown=table_rows.SHOWN,
    )  # fmt: skip
    return page, UNFIT if attempt.wrong else 200


def _tell(form: TableForm, found: TableImport, attempt: Attempt, memory: str) -> None:
    """Say what was written, the first of it one by one."""
    counts = table_rows.counts(found.rows)
    told = ", ".join(f"{many} {sort}" for sort, many in counts.items() if many)
    rows = plural(len(found.rows), "row")
    attempt.done = f"{rows} of {form.brought.name}: {told}. Remembered in {memory}"
    attempt.address = f"{form.kind.plural}/"
    attempt.shown = table_rows.addresses(found.rows, TOLD)
    more = attempt.warnings[TOLD:]
    attempt.warnings[TOLD:] = [f"and {len(more)} warnings more"] if more else []


def _sent_file(text: str, name: str, ending: str, sort: str) -> Response:
    """A text as a file to be saved, called like the table."""
    stem = ids.propose(name.rpartition(".")[0], otherwise="table")
    return send_file(
        BytesIO(text.encode()), sort, as_attachment=True, download_name=f"{stem}{ending}"
    )
