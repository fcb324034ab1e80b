"""The facts as they stood: on one day of the world (`as_of`), as far as known on one (`known_by`).

A view is a library with less in it. Nothing is guessed: what has no start is taken to hold from
the day its first source was issued, not since ever, and what a view cannot know is left out, notes
included, because they were written later.
"""

from dataclasses import dataclass, replace
from datetime import date

from factsheet.evidence import forwarding
from factsheet.evidence.library import Library, publish, said
from factsheet.evidence.weight import event
from factsheet.language import day_words, lasting, say
from factsheet.reading import Record
from factsheet.values import SENTENCES, Statement, When, Wording, parse


@dataclass(frozen=True, slots=True)
class View:
    """Which day of the world and which day's knowledge; None means: all of it."""

    as_of: date | None = None
    known_by: date | None = None

    def __bool__(self) -> bool:
        return bool(self.as_of or self.known_by)

    def words(self) -> str:
        """The view in a sentence for the head of every page."""
        days = {"as_of": self.as_of, "known_by": self.known_by}
        given = {name: day_words(day) for name, day in days.items() if day}
        return say("view.both" if len(given) > 1 else f"view.{next(iter(given))}", **given)


NOW = View()
LATER = ("note", "issued_basis")  # labels that we wrote afterwards


def issued_by(source: Record, day: date) -> bool:
    """True when a source had certainly been issued by the end of a day."""
    issued = source.labels.get("issued")
    return bool(issued and issued.latest and issued.latest <= day)


def reports(library: Library, statement: Statement) -> list[date]:
    """The days by which each of a statement's dated sources had certainly been issued."""
    return [i.latest for i in library.issued(statement) if i and i.latest]


def holds(library: Library, statement: Statement, day: date) -> bool | None:
    """Did the statement hold on a day? None when the sources do not say.

    An event counts from the day it can first have happened; a state only within its bounds.
    A state without a known start is known to hold from its first report on, or from its last day if
    that is earlier; before that nobody says. One without a known end holds up to its last report.
    """
    when = statement.when
    if when is None:
        return None
    if when.earliest and day < when.earliest:
        return False
    if event(statement, when):
        return True if when.latest and when.latest <= day else None
    if when.latest and day > when.latest:
        return None if when.single else False
    reported = reports(library, statement)
    if when.start is None:
        first = min([*reported, *([when.latest] if when.latest else [])], default=None)
        return True if first and day >= first else None
    if when.single or when.end or when.edtf.endswith("/.."):
        return True
    return True if day <= max([when.start.last, *reported]) else None


def known(
    library: Library, statement: Statement, source_ids: set[str], day: date
) -> Statement | None:
    """The statement as its sources of that day gave it, or None."""
    references = tuple(r for r in statement.references if r.address in source_ids)
    when, on = statement.when, statement.said
    stands = any(not library.withdrawn(r.address) for r in references)
    stands = stands or (statement.status == "retracted" and bool(references))
    if not stands or (on and on.earliest and on.earliest > day):
        return None
    then = replace(statement, references=references, note="", changes=())
    if when and when.earliest and when.earliest > day:
        return then if statement.planned else None
    if when and not when.single and when.latest and when.latest > day:
        then.when = _unended(library, then, when)
    return then


def _unended(library: Library, statement: Statement, when: When) -> When | None:
    """A time before its end was known; without a start, the days on which it was reported."""
    if when.start:
        state = lasting(when) or statement.property not in SENTENCES
        return When(f"{when.edtf}/", when.start, None, open_end=state)
    days = sorted(reports(library, statement))
    return parse(f"{days[0]}/{days[-1]}") if days else None


def take(library: Library, view: View) -> Library:
    """The library as a view of it shows it. Without a view, the library itself."""
    if not view:
        return library
    day, sources = view.known_by, library.sources()
    cited = {r.address for r in sources if not day or issued_by(r, day)}
    removed = {r.address for r in library.records.values() if r.taken_down}
    cited |= set() if day else removed
    until = min(d for d in (view.as_of, day) if d)
    out = Library(library.kinds, library.unpublished, until)
    out.moved.update(library.moved)
    out.renamed.update(library.renamed)
    for record in library.records.values():
        if record.kind.is_source and record.address not in cited | removed:
            continue
        kept: dict[str, Statement] = {}
        for id_, statement in record.statements.items():
            then = known(library, statement, cited, day) if day else statement
            if then and not (view.as_of and _gone(library, then, view.as_of)):
                kept[id_] = then
        labels = {k: v for k, v in record.labels.items() if not (day and k in LATER)}
        seen = replace(record, statements=kept, disputes={}, labels=labels)
        if _shown(seen):
            publish(out, seen)
    _disputes(library, out, view)
    forwarding.elsewhere(library, out)
    return out


def _gone(library: Library, statement: Statement, day: date) -> bool:
    """Leave it out: nobody had said it, it did not hold, or nobody says since when it did."""
    when, on = statement.when, said(library.records[statement.record], statement)
    if on and on.earliest and on.earliest > day:
        return True
    found = holds(library, statement, day)
    return found is False or (found is None and when is not None and when.start is None)


def _shown(seen: Record) -> bool:
    """A date needs its statement and a quote a wording; everything else keeps its sheet, if empty.

    The first wording of a quote is preferred when the preferred one is not there.
    """
    if seen.taken_down:
        return True
    if not seen.kind.has_wordings:
        return bool(seen.statements) or not seen.kind.is_statement
    wordings = [w for w in seen.statements.values() if isinstance(w, Wording)]
    if wordings and not any(w.preferred for w in wordings):
        seen.statements[wordings[0].anchor] = replace(wordings[0], preferred=True)
    return bool(wordings)


def _disputes(library: Library, out: Library, view: View) -> None:
    """Disputes of which two versions are left; their notes only with all that is known today."""
    for dispute in library.disputes.values():
        left = tuple(a for a in dispute.statements if a.text in out.statements)
        home, _, id_ = dispute.address.partition("#")
        if len(left) > 1 and (record := out.records.get(home)):
            note = "" if view.known_by else dispute.note
            record.disputes[id_] = replace(dispute, statements=left, note=note)
            out.declare(record.disputes[id_])
