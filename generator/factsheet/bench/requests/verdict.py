"""Whether a request may be taken in, or waits until somebody else has read it.

The rules are those of the main branch, never those that a request brings along. What a report says
is believed only where nothing that makes reports was touched.
"""

from dataclasses import dataclass

from factsheet.bench.desk.report import Report
from factsheet.bench.desk.shapes import cut
from factsheet.bench.requests.request import Request, Review
from factsheet.bench.requests.rules import Rules
from factsheet.bench.requests.scope import others, untold
from factsheet.evidence import second_reader

MAX_LINE = 140  # letters that the host takes for a status
_RIGHTS = ("OWNER", "MEMBER", "COLLABORATOR")
_JUDGING = ("APPROVED", "CHANGES_REQUESTED", "DISMISSED")  # a comment takes no approval back


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a commit: `state` is success, pending or error; `why` is one line."""

    state: str
    why: str


def judge(request: Request, report: Report | str, rules: Rules) -> Verdict:
    """What is said of a request, by its report, or by why it has none."""
    if not rules.words:
        return Verdict("success", "data/site.yml asks for no second reader")
    if request.writers is None:
        return Verdict("error", "it has too many commits to say who wrote it: make it smaller")
    why = distrust(request) or _unknown(request, report) or _asked(report, rules)
    if not why:
        return Verdict("success", "nothing in it asks for a second reader")
    if name := reader(request, rules):
        return Verdict("success", _line(f"read by {name}: {why}"))
    return Verdict("pending", _line(f"waits for a second reader: {why}"))


def distrust(request: Request) -> str:
    """Why the report of a request is not believed; empty where it is.

    Its job ran all that the request brings along.
    """
    if request.paths is None:
        return "it touches too many files to list"
    if not (found := others(request.paths)):
        return ""
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return f"it touches more than facts and prose: {cut(found[0], 40)}{more}"


def _unknown(request: Request, report: Report | str) -> str:
    """Why a report does not tell all that readers would find; empty where it does."""
    if isinstance(report, str):
        return report
    if not report.ok:
        return "the facts have errors"
    if report.notes or report.more():
        return "not all of it could be compared"
    pictures = untold(request.paths or ())
    return f"somebody has to look at {cut(pictures[0], 60)}" if pictures else ""


def _asked(report: Report | str, rules: Rules) -> str:
    """The words of the rules that its changes have; empty where they have none."""
    if isinstance(report, str):
        return report
    asked = [second_reader.asked(rules.words, c.sort, c.traits) for c in report.changes]
    found = {word for words in asked for word in words}
    return ", ".join(word for word in second_reader.WORDS if word in found)


def reader(request: Request, rules: Rules) -> str:
    """Who else has approved exactly this commit and has not taken it back; empty for nobody."""
    last: dict[str, Review] = {}
    for review in request.reviews:
        if review.state in _JUDGING:
            last[review.who] = review
    found = (
        review.who
        for review in last.values()
        if review.state == "APPROVED" and review.commit == request.head
        if review.who not in (request.writers or ())
        if review.standing in _RIGHTS or review.who in rules.reviewers
    )
    return next(found, "")


def _line(text: str) -> str:
    return text if len(text) <= MAX_LINE else f"{text[: MAX_LINE - 1]}…"
