"""The application that the preview puts at `_bench/`."""

from __future__ import annotations

from flask import Flask, Response, abort, current_app, render_template, request
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException

from factsheet.bench.edits.refused import Refused
from factsheet.bench.forms import changed, exchanged, form_views, guard, home, newest, picking
from factsheet.bench.forms import undoing_imports, proposals, readdressing, reading, rereading
from factsheet.bench.forms import rereading_translations, seeing, source_views, table_views, tasks
from factsheet.bench.forms import uniting, withdrawing
from factsheet.bench.forms.bench import Bench
from factsheet.bench.forms.here import form_of
from factsheet.bench.forms.refusals import in_browser, optionless
from factsheet.disk import CannotWrite
from factsheet.issues import plain
from factsheet.language import plural

PARTS = (
    home.pages, tasks.pages, form_views.pages, picking.pages, source_views.pages, withdrawing.pages,
    readdressing.pages, uniting.pages, reading.pages, rereading.pages,
    rereading_translations.pages, seeing.pages,
    changed.pages, proposals.pages, newest.pages, exchanged.pages,
    table_views.pages, undoing_imports.pages,
)  # fmt: skip


def application(bench: Bench) -> Flask:
    """The bench as a WSGI application, to be asked for paths from `/_bench/` on."""
    app = Flask("factsheet.bench.forms", static_folder="assets", static_url_path="/_bench/assets")
    app.url_map.merge_slashes = False  # an address with two is none, and leads nowhere
    app.config.update(
        BENCH=bench,
        MAX_CONTENT_LENGTH=guard.MAX_SENT,
        MAX_FORM_MEMORY_SIZE=guard.MAX_FIELD,
        MAX_FORM_PARTS=guard.MAX_PARTS,
    )
    app.jinja_env.autoescape = True
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters.update(plain=plain, optionless=optionless, form_of=form_of, plural=plural)
    app.before_request(_guarded)
    app.after_request(_headed)
    app.context_processor(lambda: {"bench": bench, "token": bench.token})
    app.register_error_handler(HTTPException, _said)
    app.register_error_handler(Refused, lambda why: _told(400, in_browser(why)))
    app.register_error_handler(CannotWrite, lambda why: _told(409, str(why)))
    for one in PARTS:
        app.register_blueprint(one, url_prefix="/_bench")
    return app


def _guarded() -> None:
    why = guard.refusal(request.method, dict(request.headers), request.remote_addr or "")
    if not why and request.method in guard.CHANGES:  # only now is a form read
        sent = request.headers.get(guard.HEADER, "") or request.form.get(guard.TOKEN, "")
        why = guard.mistaken(sent, current_app.config["BENCH"].token)
    if why:
        abort(403, why)


def _headed(response: Response) -> Response:
    response.headers.update(guard.HEADERS)
    return response


def _said(error: HTTPException) -> tuple[str, int]:
    return _told(error.code or 500, error.description or error.name)


def _told(status: int, why: str) -> tuple[str, int]:
    """A page that says why not; within a page that is there, the words alone."""
    if request.headers.get("HX-Request"):
        return render_template("refused_words.html", why=plain(why)), status
    return render_template("refused.html", why=plain(why)), status
