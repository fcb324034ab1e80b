"""What there is to do about records, sources and pages."""

from collections.abc import Iterator

from factsheet.bench.looking.survey import Survey
from factsheet.bench.looking.task import Task, place, task
from factsheet.bench.sources import new_source
from factsheet.bench.web import sightings
from factsheet.evidence import review
from factsheet.issues import Spot
from factsheet.language import day_words, plural
from factsheet.pages import naming
from factsheet.reading import Record

FEW = 5  # facts on a page below which its coverage is thin
MANY_SINGLE = 0.6  # the part of a page's facts with one source above which it is
NAMES = ("look-alike-name", "same-name")
ELSEWHERE = (*NAMES, "unlikely-day", "unrecorded")  # notices that have a rule of their own
FRAME = {"as_of", "questions", "who"}  # the functions that frame an explainer


def due_for_review(survey: Survey) -> Iterator[Task]:
    """Records whose check no longer counts, the longest overdue first."""
    periods = survey.built.settings.get("review", {})
    for last, record in review.overdue(survey.published, periods, survey.on):
        if record.taken_down:
            continue
        checked = record.checked
        day = f", checked {day_words(checked.start.first)}" if checked and checked.start else ""
        yield task(record, f"due by {day_words(last)}{day}")


def _sources(survey: Survey) -> list[tuple[int, Record]]:
    """The sources with the number of statements that rest on each, the weightiest first.

    Withdrawn ones are left out.
    """
    library = survey.published
    standing = [r for r in library.sources() if not library.withdrawn(r.address)]
    found = [(len(library.rests_on.get(r.address, ())), r) for r in standing]
    return sorted(found, key=lambda one: (-one[0], one[1].address))


def gone(survey: Survey) -> Iterator[Task]:
    """Sources whose address a look has found to lead elsewhere, or nowhere."""
    for count, record in _sources(survey):
        seen = survey.seen.get(record.id, sightings.Look())
        if seen.verdict in sightings.NEWS:
            since = f" since {seen.since}" if seen.since else ""
            more = f": {seen.why}" if seen.why else ""
            yield task(record, f"{seen.verdict}{since}{more}; {plural(count, 'statement')} on it")


def archive(survey: Survey) -> Iterator[Task]:
    """Sources on the web that have no archived copy, those first on which most rests."""
    for count, record in _sources(survey):
        if count and record.labels.get("URL") and not record.labels.get("archive"):
            yield task(record, f"{plural(count, 'statement')} on it, and no archived copy")


def names(survey: Survey) -> Iterator[Task]:
    """The notices on names that may be those of one thing."""
    for issue in survey.notices:
        if issue.code in NAMES:
            yield Task(survey.address_at(issue.spot), issue.message, place(issue.spot))


def guesses(survey: Survey) -> Iterator[Task]:
    """All other notices."""
    for issue in survey.notices:
        if issue.code not in ELSEWHERE:
            address = survey.address_at(issue.spot) or issue.spot.path
            yield Task(address, f"{issue.code}: {issue.message}", place(issue.spot))


def drafts(survey: Survey) -> Iterator[Task]:
    """Draft records, and draft statements of published ones."""
    for address in sorted(survey.drafts):
        record, library = address.partition("#")[0], survey.library
        if record in survey.drafts and address != record:
            continue  # told with its record
        thing = survey.part(address) or library.records.get(address)
        if thing:
            what = "fact" if "#" in address else library.records[record].kind.name
            yield task(thing, f"a {what} that is not published")


def guessed(survey: Survey) -> Iterator[Task]:
    """Sources with values that were guessed when they were entered, and nobody has confirmed."""
    paths = {record.path for record in survey.library.sources()}
    for path in sorted(paths):
        found: dict[str, list[str]] = {}
        for line, key, how in new_source.guesses(survey.tree[path]):
            found.setdefault(survey.address_at(Spot(path, line)), []).append(f"{key} {how}")
        for address, values in found.items():
            yield Task(address, ", ".join(values), place(survey.library.records[address].spot))


def unlinked(survey: Survey) -> Iterator[Task]:
    """Records that no other one, and no hand-written page, names; sources that nothing cites."""
    library = survey.published
    by_hand = {use.names.partition("#")[0] for use in survey.uses if use.path[:6] != "seeds/"}
    for record in sorted(library.records.values(), key=lambda r: r.address):
        address = record.address
        if record.taken_down or address in by_hand:
            continue
        if record.kind.is_statement or record.kind.has_wordings:
            continue  # what happened and what was said is found by whom it concerns
        named = library.mentions.get(address) or library.named_by.get(address)
        disputed = any(d.address.partition("#")[0] != address
                       for d in library.disputed.get(address, ()))  # fmt: skip
        if record.kind.is_source and not library.rests_on.get(address):
            yield task(record, "no statement rests on it")
        elif not record.kind.is_source and not named and not disputed:
            yield task(record, "no record and no page by hand names it")


def thin(survey: Survey) -> Iterator[Task]:
    """Explainers that tell few facts, or mostly such as one source has."""
    statements = survey.published.statements
    for page in sorted(survey.built.by_hand):
        path = survey.built.sources[page]
        if FRAME.isdisjoint(naming.functions(survey.tree[path].decode("utf-8-sig"))):
            continue  # no explainer
        shown = sorted(a for a in survey.built.shows[page] if a in statements)
        cited = [{r.address for r in survey.published.standing(statements[a])} for a in shown]
        alone = sum(len(sources) == 1 for sources in cited)
        why = ""
        if len(shown) < FEW:
            why = f"it tells {plural(len(shown), 'fact')}"
        elif shown and alone / len(shown) > MANY_SINGLE:
            why = f"{alone} of its {len(shown)} facts have one source"
        if why:
            yield Task(path, why, f"{path}:1", frozenset(shown))


def unrecorded(survey: Survey) -> Iterator[Task]:
    """Records with published statements that do not say when these were entered."""
    for record in sorted(survey.published.records.values(), key=lambda r: r.address):
        found = [s for s in record.statements.values() if not (s.recorded or s.taken_down)]
        if found:
            count = f"{len(found)} of {plural(len(record.statements), 'statement')}"
            addresses = frozenset(s.address for s in found)
            yield Task(record.address, f"{count} without recorded", place(record.spot), addresses)
