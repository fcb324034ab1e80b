"""The parts of a sheet: a record's properties under the questions its kind asks, and what the record itself says or claims."""

from dataclasses import dataclass
from typing import Any

from factsheet.evidence import Library, holdings
from factsheet.kinds import Section
from factsheet.language import say
from factsheet.reading import Dispute, Record
from factsheet.values import Statement, When, Wording

# on every sheet; each says in its scope what is counted, so it needs no label
FIGURES = Section(say("sheet.figures"), ("figures",))
LONG_NAME = 60  # characters; a longer name is not repeated in headings


@dataclass(frozen=True, slots=True)
class Part:
    """One section: (label, statement) of the record's own properties, the same of others that lead back to it, a bar of time."""

    section: Section
    own: list[tuple[str, Statement]]
    back: list[tuple[str, Statement]]
    bar: list[holdings.Stretch]
    shown: frozenset[str]  # addresses of `back`, and of those that say the same from the other side


def when(statement: Statement) -> tuple[Any, ...]:
    """The order of time; what has none comes last."""
    return (
        (0, *statement.when.sort_key(), statement.address)
        if statement.when
        else (1, statement.address)
    )


def versions(library: Library, dispute: Dispute) -> list[Statement]:
    """The versions of a dispute in the order of time, undated ones last; the order of the file decides among equals."""

    def time(statement: Statement) -> tuple[int, ...]:
        at = statement.value if isinstance(statement.value, When) else statement.when
        return (0, *at.bounds) if at else (1,)

    found = [library.statements[a.text] for a in dispute.statements if a.text in library.statements]
    return sorted(found, key=time)


def parts(library: Library, record: Record) -> list[Part]:
    """The sections of the record's kind that have something to say."""
    mentions = _mentions(library, record)
    out = []
    for section in (*record.kind.sections, FIGURES):
        own = [one for key in section.properties for one in _labelled(record, key)]
        told = [_tie(s) for _, s in own]
        back = [
            (label, s)
            for label in section.back
            for s in sorted((s for back, s in mentions if back == label), key=when)
        ]
        shown = frozenset(s.address for _, s in back)
        back = [(label, s) for label, s in back if _tie(s, turned=True) not in told]
        bar = holdings.bar(library, record) if "control" in section.properties else []
        if own or back:
            out.append(Part(section, own, back, bar, shown))
    return out


def _tie(statement: Statement, turned: bool = False) -> tuple[Any, ...]:
    """What a statement says of two records and on what ground; `turned`, as seen from the other one: allies are each other's."""
    ends = (statement.record, getattr(statement.value, "text", ""))
    sources = frozenset(r.address for r in statement.references)
    return (
        statement.property,
        ends[::-1] if turned else ends,
        statement.when,
        statement.scope,
        statement.status,
        sources,
    )


def glance(record: Record) -> list[tuple[str, Statement]]:
    """The properties that no section of the kind has."""
    taken = {key for section in (*record.kind.sections, FIGURES) for key in section.properties}
    return [
        one
        for key in record.kind.all_properties
        if key not in taken
        for one in _labelled(record, key)
    ]


def _labelled(record: Record, key: str) -> list[tuple[str, Statement]]:
    label = "" if key in FIGURES.properties else record.kind.properties[key].label
    return [(label, s) for s in record.of(key) if s.status != "retracted"]


def who(record: Record) -> str:
    """The record within a heading: its short name with its article."""
    name = record.short_name
    if article := record.labels.get("article"):
        name = say("with-article", article=article, name=name)
    return name if len(name) <= LONG_NAME else say("sheet.it")


def said(library: Library, record: Record) -> list[tuple[str, list[Statement]]]:
    """What rests on the record's own word, on any sheet: (heading, statements), claims first."""
    mine = [s for s in record.of("facts") if s.status != "retracted"]
    found = {
        s.address: s
        for s in (*mine, *(s for _, s in _mentions(library, record)))
        if _speaks(record, s)
    }
    groups: dict[str, list[Statement]] = {"claimed": [], "denied": [], "said": []}
    for statement in sorted(found.values(), key=when):
        groups[statement.status if statement.status in groups else "said"].append(statement)
    return [(say(f"sheet.{how}", who=who(record)), some) for how, some in groups.items() if some]


def elsewhere(
    library: Library, record: Record, printed: set[str]
) -> list[tuple[str, list[Statement]]]:
    """Statements on other sheets that name the record, those `printed` left out, grouped by the label of the way back."""
    groups: dict[str, list[Statement]] = {}
    for label, statement in _mentions(library, record):
        if statement.address not in printed:
            groups.setdefault(label, []).append(statement)
    return sorted((label, sorted(found, key=when)) for label, found in groups.items())


def _mentions(library: Library, record: Record) -> list[tuple[str, Statement]]:
    """(label of the way back, statement); events and wordings have places of their own, but not what else is said of an event."""
    return [
        (label, s)
        for label, s in library.mentions.get(record.address, [])
        if s.property and not isinstance(s, Wording) and s.status != "retracted"
    ]


def _speaks(record: Record, statement: Statement) -> bool:
    return any(getattr(party, "record", "") == record.address for party in statement.asserted_by)
