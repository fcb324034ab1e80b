"""A fact, a quote or a source that we no longer stand by: what rests on it first, then why."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from factsheet.bench.changes import retracting
from factsheet.bench.edits.refused import Refused
from factsheet.bench.forms import beside
from factsheet.bench.forms.attempt import Attempt
from factsheet.bench.forms.form_views import BOTH, UNFIT, Answer, to_saved
from factsheet.bench.forms.here import bench
from factsheet.bench.forms.sent import Sent
from factsheet.bench.looking import impact

pages = Blueprint("withdrawing", __name__)
WHY = "tell readers why, in a sentence"


@pages.route("/withdraw", methods=BOTH)
def withdraw() -> Answer:
    """Withdraw what stands at `address`."""
    address, sent, attempt = request.args.get("address", ""), Sent(request.form), Attempt()
    if request.method == "POST" and not sent.one("why"):
        attempt.say(WHY, "why")
    elif request.method == "POST":
        with bench().editing() as edit, attempt.telling():
            reached = retracting.retract(edit, address, sent.one("why"), sent.has("with_facts"))
            outcome = edit.finish(retracting.WORK)
            attempt.judge(outcome, [])
            attempt.address, attempt.done = address, f"{address} is withdrawn"
            attempt.shown = list(dict.fromkeys([address, *reached.facts]))
            if outcome.written:
                return to_saved(edit, outcome, attempt)
    return _asked(address, sent, attempt), UNFIT if attempt.wrong else 200


def _asked(address: str, sent: Sent, attempt: Attempt) -> str:
    """The form, with what would be left without it."""
    survey = bench().survey()
    if not survey.library.known(address):
        raise Refused(f'there is no "{address}"')
    found = impact.of(survey, address)
    record = survey.library.records.get(address)
    return render_template(
        "withdraw.html", address=address, sent=sent, attempt=attempt, impact=found,
        source=bool(record and record.kind.is_source), frame=beside.frame(survey, address),
    )  # fmt: skip
