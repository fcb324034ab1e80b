"""What of the library stands on a page, and in which order.

A record's properties under the questions that its kind asks, what the record itself says or claims,
statements on other sheets, disputes, dates, quotes.
"""

from dataclasses import dataclass
from typing import Any

from factsheet.evidence import Library, Stretch, bars
from factsheet.kinds import Section
from factsheet.language import say
from factsheet.reading import Dispute, Record
from factsheet.values import Statement, When, Wording

# on every sheet; each says in its scope what is counted, so it needs no label
FIGURES = ("figures",)
LONG_NAME = 60  # characters; a longer name is not repeated in headings


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a sheet.

    (label, statement) of the record's own properties, the same of others that lead back to it, a
    bar of time.
    """

    section: Section
    own: list[tuple[str, Statement]]
    back: list[tuple[str, Statement]]
    bar: list[Stretch]
    same: list[Statement]  # those that say the same as `own` from the other side


def when(statement: Statement) -> tuple[Any, ...]:
    """The order of time; what has none comes last."""
    when = statement.when
    return (0, *when.sort_key(), statement.address) if when else (1, statement.address)


def versions(library: Library, dispute: Dispute) -> list[Statement]:
    """The versions of a dispute in the order of time, undated ones last; then as in the file."""

    def time(statement: Statement) -> tuple[int, ...]:
        at = statement.value if isinstance(statement.value, When) else statement.when
        return (0, *at.bounds) if at else (1,)

    found = [library.statements[a.text] for a in dispute.statements if a.text in library.statements]
    return sorted(found, key=time)


def parts(library: Library, record: Record) -> list[Part]:
    """The sections of the record's kind that have something to say."""
    mentions, held = _mentions(library, record), {*record.kind.meaning("holding")}
    out = []
    for section in (*record.kind.sections, Section(say("sheet.figures"), FIGURES)):
        own = [one for key in section.fields for one in _labelled(record, key)]
        told = [_tie(s) for _, s in own]
        back = []
        for label in section.back:
            found = sorted((s for named, s in mentions if named == label), key=when)
            back += [(label, s) for s in found]
        same = [s for _, s in back if _tie(s, turned=True) in told]
        back = [(label, s) for label, s in back if _tie(s, turned=True) not in told]
        bar = bars.bar(library, record) if held.intersection(section.fields) else []
        if own or back:
            out.append(Part(section, own, back, bar, same))
    return out


def _tie(statement: Statement, turned: bool = False) -> tuple[Any, ...]:
    """What a statement says of two records, on what ground; `turned`: as the other one sees it."""
    s, ends = statement, (statement.record, getattr(statement.value, "text", ""))
    sources = frozenset(r.address for r in s.references)
    return s.property, ends[::-1] if turned else ends, s.when, s.scope, s.status, sources


def glance(record: Record) -> list[tuple[str, Statement]]:
    """The properties that no section of the kind has."""
    taken = {*FIGURES, *(key for section in record.kind.sections for key in section.fields)}
    left = [key for key in record.kind.all_fields if key not in taken]
    return [one for key in left for one in _labelled(record, key)]


def _labelled(record: Record, key: str) -> list[tuple[str, Statement]]:
    label = "" if key in FIGURES else record.kind.fields[key].label
    return [(label, s) for s in record.of(key) if s.status != "retracted"]


def who(record: Record) -> str:
    """The record within a heading: its short name with its article."""
    name = record.short_name
    if article := record.labels.get("article"):
        name = say("with-article", article=article, name=name)
    return name if len(name) <= LONG_NAME else say("sheet.it")


def said(library: Library, record: Record) -> dict[str, tuple[str, list[Statement]]]:
    """What rests on the record's own word, on any sheet: (heading, statements), claims first."""
    mine = [s for s in record.of("facts") if s.status != "retracted"]
    others = [s for _, s in _mentions(library, record)]
    found = {s.address: s for s in (*mine, *others) if _speaks(record, s)}
    groups: dict[str, list[Statement]] = {"claimed": [], "denied": [], "said": []}
    for statement in sorted(found.values(), key=when):
        groups[statement.status if statement.status in groups else "said"].append(statement)
    return {h: (say(f"sheet.{h}", who=who(record)), some) for h, some in groups.items() if some}


def elsewhere(library: Library, record: Record) -> list[tuple[str, Statement]]:
    """What other sheets say of the record, by the label of the way back."""
    found = _mentions(library, record)
    return sorted(found, key=lambda one: (one[0], when(one[1])))


def disputes_elsewhere(library: Library, record: Record) -> list[tuple[str, str]]:
    """(question, address) of disputes on other sheets in which the record takes part."""
    found = library.disputed.get(record.address, ())
    home = record.address
    return [(d.question, d.address) for d in found if d.address.partition("#")[0] != home]


def dates(library: Library, about: set[str]) -> list[Statement]:
    """The dates that name one of these records, or all when `about` is empty, in order of time."""
    if about:
        named = (s for address in about for _, s in library.mentions.get(address, ()))
        found = {s.address: s for s in named if not s.property}
    else:
        kinds = library.kinds.playing("event")
        events = (record for kind in kinds for record in library.of(kind.plural))
        found = {r.address: s for r in events if (s := r.statements.get(""))}
    return sorted((s for s in found.values() if s.status != "retracted"), key=when)


def turning(library: Library, found: list[Statement]) -> list[Statement]:
    """The dates among these that are marked as turning points."""
    return [s for s in found if library.heads[s.record].labels.get("turning_point")]


def quotes_in_order(found: list[Record]) -> list[tuple[Record, Wording]]:
    """Quotes with their preferred wording, in the order in which they were said."""
    quotes: list[tuple[Record, Wording]] = []
    for record in found:
        wordings = (w for w in record.statements.values() if isinstance(w, Wording))
        live = [w for w in wordings if w.preferred and w.status != "retracted"]
        quotes += [(record, wording) for wording in live]

    def key(quote: tuple[Record, Wording]) -> tuple[Any, ...]:
        said = quote[0].labels.get("said")
        return (0, *said.sort_key(), quote[0].id) if said else (1, quote[0].id)

    return sorted(quotes, key=key)


def _mentions(library: Library, record: Record) -> list[tuple[str, Statement]]:
    """(label of the way back, statement) of all but events and wordings, which stand elsewhere."""
    named = [one for one in library.mentions.get(record.address, []) if one[1].property]
    live = [one for one in named if one[1].status != "retracted"]
    return [one for one in live if not isinstance(one[1], Wording)]


def _speaks(record: Record, statement: Statement) -> bool:
    return any(getattr(party, "record", "") == record.address for party in statement.asserted_by)
