"""Sources to be checked: what the last looks at them have seen, and a way to say they are sound."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from factsheet.bench.changes import upkeep
from factsheet.bench.edits.refused import Refused
from factsheet.bench.forms.here import bench
from factsheet.bench.forms.refusals import finished
from factsheet.bench.looking.survey import Survey
from factsheet.bench.texts import kept
from factsheet.bench.web import sightings
from factsheet.bench.web.looks_told import verdict
from factsheet.evidence import review
from factsheet.language import day_words, plural
from factsheet.reading import Record

pages = Blueprint("seeing", __name__)


class Row(NamedTuple):
    """A source as it is listed: what was seen of it, what is due; its text is `kept` or not."""

    record: Record
    seen: str
    due: str
    quotes: list[str]  # quotations that no copy has as they are quoted
    resting: str
    kept: bool


@pages.get("/sources")
def listed() -> str:
    """The sources: first those of which something is to be done."""
    survey = bench().survey()
    periods = survey.built.settings.get("review", {})
    overdue = review.overdue(survey.published, periods, survey.on)
    due = {record.address: f"due by {day_words(day)}" for day, record in overdue}
    rows = [_row(survey, record, due) for record in survey.published.sources()]
    rows.sort(key=lambda row: row.record.address)
    news = [
        row for row in rows if row.quotes or _look(survey, row.record).verdict in sightings.NEWS
    ]
    waiting = [row for row in rows if row.due and row not in news]
    others = [row for row in rows if row not in news and row not in waiting]
    parts = (
        ("news", "Gone, moved, changed, or quoted otherwise", news),
        ("due", "Due for review", waiting),
        ("others", "All others", others),
    )
    said = request.args.get("said", "") == "checked"
    return render_template("sources.html", parts=parts, day=day_words(survey.on), said=said)


def _look(survey: Survey, record: Record) -> sightings.Look:
    return survey.seen.get(record.id, sightings.Look())


def _row(survey: Survey, record: Record, due: dict[str, str]) -> Row:
    look = _look(survey, record)
    wrong = [address for address, one in look.quotes.items() if sightings.wrong(one)]
    seen = f"{verdict(look)}; looked at on {look.tried}" if look.verdict else "never looked at"
    count = len(survey.published.rests_on.get(record.address, ()))
    text = kept.there(bench().root, record.id)
    return Row(record, seen, due.get(record.address, ""), wrong, plural(count, "statement"), text)


@pages.post("/sources")
def checked() -> Response:
    """Note that a source was compared today, and by whom if that is said."""
    address, by = request.form.get("address", ""), request.form.get("by", "").strip()
    with bench().editing() as edit:
        if not edit.record(address).kind.is_source:
            raise Refused(f"{address} is no source")
        upkeep.checked(edit, [address], by)
        finished(edit)
    anchor = f"source-{address.rpartition('/')[2]}"
    return redirect(url_for("seeing.listed", said="checked", _anchor=anchor), 303)
