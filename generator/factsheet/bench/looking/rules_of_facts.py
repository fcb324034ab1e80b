"""What there is to do about single facts."""

from collections.abc import Iterator
from datetime import date

from factsheet.bench.looking.survey import Survey
from factsheet.bench.looking.task import Task, place, task
from factsheet.bench.web import sightings
from factsheet.build import handwritten
from factsheet.evidence import pins, weight
from factsheet.language import day_words, plural
from factsheet.pages import plain, tellings
from factsheet.values import Statement, Wording

CLAIMS = 30  # days after which a claim that nobody has confirmed is looked at again
PAST = ("retracted", "superseded", "denied")  # what needs no further source


def _live(survey: Survey) -> list[Statement]:
    """The published statements that still say something, by address."""
    found = survey.published.statements.values()
    return sorted((s for s in found if s.status not in PAST), key=lambda s: s.address)


def _cited(survey: Survey, statement: Statement) -> list[str]:
    """The sources that it rests on; withdrawn ones do not count."""
    return list(dict.fromkeys(r.address for r in survey.published.standing(statement)))


def _by_weight(survey: Survey, found: list[Statement]) -> list[tuple[int, Statement]]:
    """Those first that stand on most hand-written pages; how many these are."""
    by_hand = survey.built.by_hand  # made from all pages, so once
    weighed = [(sum(p in by_hand for p in survey.pages.get(s.address, ())), s) for s in found]
    return sorted(weighed, key=lambda one: (-one[0], one[1].address))


def _standing(count: int) -> str:
    return f"; on {plural(count, 'page')} by hand" if count else ""


def single(survey: Survey) -> Iterator[Task]:
    """Accepted facts that rest on one source; what somebody claims or words has one by nature."""
    found = [
        s
        for s in _live(survey)
        if len(_cited(survey, s)) == 1 and s.status == "accepted" and not s.asserted_by
        if not isinstance(s, Wording)
    ]
    for count, s in _by_weight(survey, found):
        yield task(s, f"only {_cited(survey, s)[0]} says so{_standing(count)}")


def one_origin(survey: Survey) -> Iterator[Task]:
    """Facts whose sources are one in the end."""
    library = survey.published
    found = [s for s in _live(survey) if not isinstance(s, Wording) and len(_cited(survey, s)) > 1]
    found = [s for s in found if weight.independent(library, _cited(survey, s))[1] == 1]
    for count, s in _by_weight(survey, found):
        origins = sorted(
            {o for source in _cited(survey, s) for o in weight.origins(library, source)}
        )
        why = f"{plural(len(_cited(survey, s)), 'report')}, all from {', '.join(origins[:3])}"
        yield task(s, f"{why}{_standing(count)}")


def claims(survey: Survey) -> Iterator[Task]:
    """Claims older than some days that still rest on one independent source, the oldest first."""
    days = survey.built.settings.get("todo", {}).get("claims", CLAIMS)
    found: list[tuple[date, Statement]] = []
    for s in _live(survey):
        since = _since(survey, s) if s.status == "claimed" else None
        if since and (survey.on - since).days > days:
            if weight.independent(survey.published, _cited(survey, s))[1] < 2:
                found.append((since, s))
    for since, s in sorted(found, key=lambda one: (one[0], one[1].address)):
        age = plural((survey.on - since).days, "day")
        yield task(s, f"claimed {age} ago ({day_words(since)}), {_standing_on(survey, s)}")


def _standing_on(survey: Survey, statement: Statement) -> str:
    reports, sources = weight.independent(survey.published, _cited(survey, statement))
    return "by one source" if reports == 1 else f"{reports} reports of {plural(sources, 'source')}"


def _since(survey: Survey, statement: Statement) -> date | None:
    """The day on which a claim was surely made: entered, said, or printed last."""
    if statement.recorded and statement.recorded.latest:
        return statement.recorded.latest
    if statement.said and statement.said.latest:
        return statement.said.latest
    issued = survey.published.issued(statement)
    return max((one.latest for one in issued if one and one.latest), default=None)


def tellings_to_read(survey: Survey) -> Iterator[Task]:
    """The passages of free prose whose facts read otherwise than when somebody read both."""
    library = survey.published
    for path, text in handwritten.bodies(survey.tree).items():
        for telling in tellings.read(text):
            known = telling.addresses and all(a in library.statements for a in telling.addresses)
            if known and telling.seen != pins.pin(library, telling.addresses):
                why = f"“{telling.words(text)}” rests on {', '.join(telling.addresses)}"
                concerns = frozenset(telling.addresses)
                yield Task(path, why, place(telling.spot(text, path)), concerns)


def successor(survey: Survey) -> Iterator[Task]:
    """Superseded facts that do not say what took their place."""
    for s in sorted(survey.published.statements.values(), key=lambda s: s.address):
        if s.status == "superseded" and not s.superseded_by:
            yield task(s, "superseded; superseded_by does not say by what")


def dates(survey: Survey) -> Iterator[Task]:
    """The notices on days that sources can hardly know."""
    for issue in survey.notices:
        if issue.code == "unlikely-day":
            address = survey.address_at(issue.spot)
            yield Task(address, issue.message, place(issue.spot))


def quotes(survey: Survey) -> Iterator[Task]:
    """Wordings that no look at a copy of their source has found."""
    for s in _live(survey):
        if not isinstance(s, Wording) or s.rendition == "translation":
            continue
        seen = [
            survey.seen.get(r.source, sightings.Look()).quotes.get(s.address) for r in s.references
        ]
        came = {sightings.best(one) for one in seen if one}
        if "found" in came:
            continue
        worst = next((v for v in ("not found", "near") if v in came), "")
        why = f"its source has it otherwise ({worst})" if worst else "never compared with a copy"
        yield task(s, f"{why}: {plain.sentence(survey.published, s)}")
