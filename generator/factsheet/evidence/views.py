"""The facts as they stood: in the world on one day (`as_of`), and as far as sources issued by a day could know (`known_by`).

A view is a library with less in it. Nothing is guessed: what has no start is taken to hold from the day its first source
was issued, not since ever, and what a view cannot know is left out, notes included, because they were written later.
"""

from dataclasses import dataclass, replace
from datetime import date

from factsheet.evidence.library import Library, publish
from factsheet.language import lasting
from factsheet.reading import Record
from factsheet.values import Statement, When, day_words, parse


@dataclass(frozen=True, slots=True)
class View:
    """Which day of the world and which day's knowledge; None means: all of it."""

    as_of: date | None = None
    known_by: date | None = None

    def __bool__(self) -> bool:
        return bool(self.as_of or self.known_by)

    def words(self) -> str:
        """The view in a sentence for the head of every page."""
        parts = [f"as things stood on {day_words(self.as_of)}"] if self.as_of else []
        parts += [f"as could be known on {day_words(self.known_by)}"] if self.known_by else []
        return f"This is not the present site. It shows the facts {' and '.join(parts)}."


NOW = View()
LATER = ("note", "issued_basis")  # labels that we wrote afterwards


def issued_by(source: Record, day: date) -> bool:
    """True when a source had certainly been issued by the end of a day."""
    issued = source.labels.get("issued")
    return bool(issued and issued.latest and issued.latest <= day)


def first_report(library: Library, statement: Statement) -> date | None:
    """The day by which the first of a statement's sources had certainly been issued."""
    return min(reports(library, statement), default=None)


def reports(library: Library, statement: Statement) -> list[date]:
    """The days by which each of a statement's dated sources had certainly been issued."""
    return [
        i.latest
        for r in statement.references
        if (i := library.records[r.address].labels.get("issued")) and i.latest
    ]


def holds(library: Library, statement: Statement, day: date) -> bool | None:
    """Did the statement hold on a day? None when the sources do not say.

    An event counts from the day it can first have happened; a state only within its bounds. A state without a known start
    is known to hold from its first report on, or from its last day if that is earlier; before that nobody says. One without
    a known end is known to hold up to its last report.
    """
    when = statement.when
    if when is None:
        return None
    event = statement.property == "" or (statement.property == "facts" and not lasting(when))
    if when.earliest and day < when.earliest:
        return False
    if event:
        return True if when.latest and when.latest <= day else None
    if when.latest and day > when.latest:
        return None if when.single else False
    if when.earliest is None:
        first = min((d for d in (first_report(library, statement), when.latest) if d), default=None)
        return True if first and day >= first else None
    if when.single or when.end or when.edtf.endswith("/.."):
        return True
    last = max([when.start.last, *reports(library, statement)]) if when.start else day
    return (
        True if day <= last else None
    )  # the end is not known: it counts up to the last report on it


def known(
    library: Library, statement: Statement, source_ids: set[str], day: date
) -> Statement | None:
    """The statement as its sources of that day gave it, or None."""
    references = tuple(r for r in statement.references if r.address in source_ids)
    said = statement.said
    if not references or (said and said.earliest and said.earliest > day):
        return None
    when = statement.when
    if when and when.earliest and when.earliest > day:
        return (
            None
            if not statement.planned
            else replace(statement, references=references, note="", changes=())
        )
    if when and not when.single and when.latest and when.latest > day:  # its end was not known yet
        if when.start:
            state = lasting(when) or statement.property not in ("", "facts")
            when = When(f"{when.edtf}/", when.start, None, open_end=state)
        else:  # nor its start: it is known for the days on which it was reported
            days = sorted(reports(library, replace(statement, references=references)))
            when = parse(f"{days[0]}/{days[-1]}") if days else None
    return replace(statement, references=references, when=when, note="", changes=())


def take(library: Library, view: View) -> Library:
    """The library as a view of it shows it. Without a view, the library itself."""
    if not view:
        return library
    sources = {
        r.address for r in library.of("sources") if not view.known_by or issued_by(r, view.known_by)
    }
    until = min(d for d in (view.as_of, view.known_by) if d)
    out = Library(unpublished=set(library.unpublished), until=until)
    out.moved.update(library.moved)
    out.renamed.update(library.renamed)
    for record in library.records.values():
        if record.kind.plural == "sources" and record.address not in sources:
            continue
        kept: dict[str, Statement] = {}
        for id_, statement in record.statements.items():
            one: Statement | None = statement
            if view.known_by:
                one = known(library, statement, sources, view.known_by)
            if one and view.as_of and _gone(library, one, view.as_of):
                one = None
            if one:
                kept[id_] = one
        labels = (
            {k: v for k, v in record.labels.items() if k not in LATER}
            if view.known_by
            else record.labels
        )
        seen = replace(record, statements=kept, disputes={}, labels=labels)
        if _shown(record, seen):
            publish(out, seen)
    _disputes(library, out, view)
    return out


def _gone(library: Library, statement: Statement, day: date) -> bool:
    """Leave it out: nobody had said it, it did not hold, or it has no known start and nobody says so yet."""
    said = statement.said or library.records[statement.record].labels.get("said")
    if said and said.earliest and said.earliest > day:
        return True
    found = holds(library, statement, day)
    return found is False or (
        found is None and statement.when is not None and statement.when.earliest is None
    )


def _shown(record: Record, seen: Record) -> bool:
    """A date needs its statement and a quote a wording; everything else keeps its sheet, be it empty."""
    if record.kind.has_wordings:
        wordings = list(seen.statements.values())
        if wordings and not any(getattr(w, "preferred", False) for w in wordings):
            seen.statements[next(iter(seen.statements))] = replace(wordings[0], preferred=True)  # type: ignore[call-arg]
        return bool(wordings)
    return bool(seen.statements) if record.kind.is_statement else True


def _disputes(library: Library, out: Library, view: View) -> None:
    """Disputes of which at least two versions are left; their notes only with all that is known today."""
    for dispute in library.disputes.values():
        left = tuple(a for a in dispute.statements if a.text in out.statements)
        home = out.records.get(dispute.address.partition("#")[0])
        if home and len(left) > 1:
            note = "" if view.known_by else dispute.note
            home.disputes[dispute.address.partition("#")[2]] = replace(
                dispute, statements=left, note=note
            )
            out.declare(home.disputes[dispute.address.partition("#")[2]])
