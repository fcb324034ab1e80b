"""What a record came out of, what it was called when, what it merged into: a strip over time.

As a list it says the same: each part with its time, marks and citation, one after the other. Only
what a field of the kind says stands there: one that means lineage or merger, a name with its time,
the beginning and the end that the kind names as its `span`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from factsheet.document import Block, Content, List, span
from factsheet.evidence import bars, timing
from factsheet.language import date_words, listed, say, tell
from factsheet.pages import sections
from factsheet.pages.composer import META
from factsheet.pages.line_composer import LineComposer
from factsheet.pages.sections import Part
from factsheet.pictures import spans
from factsheet.reading import Record
from factsheet.values import Address, Statement, When

DEEP = 5  # generations before and after a record
WIDTH = 4  # of a part of which nobody says how long it was
GONE = ("retracted", "denied")
Tie = tuple[Record, Statement]  # the record at the other end, and what ties it to this one


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of a strip: what it is called, its time and that in words, what says so."""

    name: Content
    when: When | None
    words: str
    said: tuple[Statement, ...]
    here: bool  # of the record whose strip it is
    more: Content = ()


def strip(page: LineComposer, record: Record) -> list[Block]:
    """The strip of a record; nothing where it has but one part."""
    seen = {record.address}
    before, after = _ties(page, record, True), _ties(page, record, False)
    found = [
        *_chain(page, before, True, seen, DEEP),
        *_stages(page, record, before, after),
        *_chain(page, after, False, seen, DEEP),
    ]
    rows = [_item(page, stage) for stage in found] if len(found) > 1 else []
    return [List(tuple(rows), ordered=True)] if rows else []


def of_part(page: LineComposer, record: Record, part: Part) -> list[Block]:
    """The strip of a record above the part of its sheet that has the fields for it."""
    fields = {*record.kind.meaning("lineage"), *record.kind.meaning("merger")}
    return strip(page, record) if fields.intersection(part.section.fields) else []


def tells(record: Record) -> bool:
    """Whether a record is of a kind that can say what it came out of, or what became of it."""
    return any(record.kind.meaning(what) for what in ("lineage", "merger", "name"))


def _ties(page: LineComposer, record: Record, back: bool) -> list[Tie]:
    """What a record came out of, in the order of time; or else what came out of it."""
    own, theirs = ("lineage", "merger") if back else ("merger", "lineage")
    records, out = page.library.records, list[Tie]()
    for s in record.meant(own):
        if isinstance(s.value, Address) and (other := records.get(s.value.record)):
            out.append((other, s))
    for _, s in page.library.mentions.get(record.address, ()):
        field = page.library.kind_of(s.record).fields.get(s.property)
        leads = isinstance(s.value, Address) and s.value.record == record.address
        if field and field.means == theirs and leads:
            out.append((records[s.record], s))
    live = [one for one in out if one[1].status not in GONE and not one[0].taken_down]
    return sorted(live, key=lambda one: sections.when(one[1]))


def _chain(
    page: LineComposer, ties: list[Tie], back: bool, seen: set[str], deep: int
) -> Iterator[Stage]:
    """The stages of what stood before a record, or came after it, each record once."""
    for other, tie in ties if deep else ():
        if other.address in seen:
            continue
        seen.add(other.address)
        further, nearer = _ties(page, other, back), [(other, tie)]
        beyond = list(_chain(page, further, back, seen, deep - 1))
        before, after = (further, nearer) if back else (nearer, further)
        own = list(_stages(page, other, before, after, tie))
        yield from [*beyond, *own] if back else [*own, *beyond]


def _stages(
    page: LineComposer, record: Record, before: list[Tie], after: list[Tie],
    tie: Statement | None = None,
) -> Iterator[Stage]:  # fmt: skip
    """A record from its beginning to its end, then the names that it had for a time.

    What no field says of its ends, that which ties it to others says. `tie` leads towards the
    record whose strip it is.
    """
    bounds = [_bound(record, n, ties) for n, ties in enumerate((before, after))]
    since, until = (at for _, at in bounds)
    said = {s.address: s for s in (bounds[0][0], bounds[1][0], tie) if s}
    when = _from_to(since, until)
    more = next((s.scope for s in said.values() if s.scope and s is not tie), "")
    yield Stage(
        page.link(record.address), when, _words(since, until), (*said.values(),), not tie, more
    )
    for s in sorted(record.meant("name"), key=sections.when):
        if s.when and s.status not in GONE:
            name_of = tell("lineage.name-of", who=record.short_name)
            yield Stage(page.value(s.value), s.when, timing(s), (s,), not tie, name_of)


def _bound(record: Record, n: int, ties: list[Tie]) -> tuple[Statement | None, When | None]:
    """When a record began (0) or ended (1), and what says so."""
    for s in record.of(record.kind.span[n]) if n < len(record.kind.span) else ():
        if s.status == "accepted" and isinstance(s.value, When):
            return s, s.value
    for _, s in ties:
        if s.when and (at := s.when.end or s.when.start):
            return s, When(at.first.isoformat(), at, at)
    return None, None


def _from_to(since: When | None, until: When | None) -> When | None:
    """From the beginning of one time to the end of another."""
    start = since and (since.start or since.end)
    end = until and (until.end or until.start)
    if not start and not end:
        return None
    edtf = f"{start.first if start else ''}/{end.last if end else ''}"
    return When(edtf, start or None, end or None)


def _words(since: When | None, until: When | None) -> str:
    """`2011 to January 2017`, `from 2017`, `until January 2017`, or nothing."""
    said = {"since": since, "until": until}
    known = {key: date_words(when, event=True) for key, when in said.items() if when}
    return say(f"lineage.{'-'.join(known)}", **known) if known else ""


def _item(page: LineComposer, stage: Stage) -> Content:
    """A stage as an item of a list; a theme can draw its mark as a part of a bar."""
    page.shows |= {s.address for s in stage.said}
    when, look = stage.when, "reported" if stage.here else "other"
    faded = "" if when and when.start else " fs-since"
    faded += "" if when and (when.end or when.open_end) else " fs-until"
    mark = span(f"fs-spell fs-stage fs-{look} fs-w{_width(when)}{faded}", stage.name)
    time: Content = spans.element(when, text=stage.words) if when else ()
    told = tell("scoped", what=time, scope=stage.more) if stage.more else time
    for s in stage.said:
        told = page.attributed(told, s)
    names = [s for s in stage.said if s in page.library.records[s.record].meant("name")]
    here = tuple([page.settle(s) for s in (names if stage.here else stage.said)])
    out: list[Content] = [here, mark, " ", told, page.cite(*stage.said)]
    out += [part for s in stage.said if (status := page.status(s)) for part in (" ", status)]
    versions = next((link for s in stage.said if (link := page.versions(s))), ())
    unsaid = () if when and when.start else say("spell.since")
    ties = {_label(page, s): None for s in stage.said if page.at_home(s) and not stage.here}
    if beside := [part for part in (*ties, unsaid, versions) if part]:
        out += [" ", span(META, listed(beside, "list.dot"))]
    return tuple(out)


def _label(page: LineComposer, statement: Statement) -> str:
    """What the field of a statement is called, within a sentence."""
    field = page.library.kind_of(statement.record).fields.get(statement.property)
    return field.within if field else ""


def _width(when: When | None) -> int:
    if not when or not when.earliest or not when.latest:
        return WIDTH
    return bars.width((when.latest - when.earliest).days + 1)
