"""Page models: which pages there are, their addresses and titles, and what stands on each. No Markdown is made here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from factsheet.evidence import Library, weight
from factsheet.kinds import Kind, register
from factsheet.language import plural
from factsheet.pages import grouping, sections
from factsheet.reading import Record
from factsheet.values import Statement, When, Wording, day_words


@dataclass(slots=True)
class Page:
    """A generated page: `path` below the site's Markdown folder, the template, and what it is given."""

    path: str
    title: str
    template: str
    edit: str  # the file a reader's "edit this page" opens, relative to the project
    description: str
    context: dict[str, Any] = field(default_factory=dict)
    moved: str = ""  # the address of the record that the page's own address leads to now


def paths(library: Library) -> set[str]:
    """The path of every generated page."""
    sheets = {f"{address}.md" for address in (*library.records, *library.moved)}
    return sheets | {f"{plural}/index.md" for plural in register()}


def plan(library: Library) -> dict[str, Callable[[], Page]]:
    """Every generated page by its path, not yet made: a sheet per record, an index per kind, a stub per former address."""
    out: dict[str, Callable[[], Page]] = {
        f"{r.address}.md": partial(_sheet, library, r) for r in library.records.values()
    }
    out |= {
        f"{kind.plural}/index.md": partial(_index, library, kind) for kind in register().values()
    }
    out |= {
        f"{old}.md": partial(_moved, library, old)
        for old, new in library.moved.items()
        if new in library.records
    }
    return dict(sorted(out.items()))


def _sheet(library: Library, record: Record) -> Page:
    live = [s for s in record.statements.values() if s.status != "retracted"]
    named = library.named_by.get(record.address, [])
    parts, said = sections.parts(library, record), sections.said(library, record)
    properties = sections.glance(record)
    labels = list(dict.fromkeys(label for label, _ in properties))
    printed = {a for part in parts for a in part.shown} | {
        s.address for _, found in said for s in found
    }
    context = {
        "record": record,
        "about": f"Said about {sections.who(record)}",
        "properties": properties,
        "glance": labels[0] if len(labels) == 1 else "At a glance",
        "late": len(labels) == 1 and any(part.section.names for part in parts),
        "sections": parts,
        "said": said,
        "facts": [s for s in live if s.property == "facts" and s.address not in printed],
        "withdrawn": [s for s in record.statements.values() if s.status == "retracted"],
        "disputes": [(d, sections.versions(library, d)) for d in record.disputes.values()],
        "elsewhere": _elsewhere(library, record),
        "mentions": sections.elsewhere(library, record, printed),
        "events": events(library, {record.address}),
        "spoken": by_said([r for key, r in named if key == "speaker"]),
        "quotes_about": by_said([r for key, r in named if key == "about"]),
    }  # fmt: skip
    cites = {r.source for s in live for r in s.references}
    known = (
        f"{plural(len(live), 'statement')} from {plural(len(cites), 'source')}, " if live else ""
    )
    if record.kind.plural == "sources":
        context |= _source(library, record)
        known = f"a source that bears {plural(len(library.rests_on.get(record.address, [])), 'statement')}, "
    description = f"{record.name}: {known}{checked_words(record.checked)}."
    return Page(
        f"{record.address}.md",
        record.name,
        f"{record.kind.plural}.md",
        record.path,
        description,
        context,
    )


def _source(library: Library, record: Record) -> dict[str, Any]:
    """What only a source's sheet shows: its kin, and what rests on it, record by record; the quotes apart."""
    rests = [s for s in library.rests_on.get(record.address, []) if s.status != "retracted"]
    homes: dict[str, list[Statement]] = {}
    for statement in rests:
        if not isinstance(statement, Wording):
            homes.setdefault(statement.record, []).append(statement)
    order = {plural: kind.order for plural, kind in register().items()}
    found = sorted(
        (library.records[a] for a in homes),
        key=lambda r: (order[r.kind.plural], r.name.casefold(), r.id),
    )
    events = [homes[r.address][0] for r in found if r.kind.is_statement]
    return {
        "siblings": (siblings := weight.same_origin(library, record)),
        "crowd": len(siblings) == weight.MAX_KIN,
        "derived": [
            r for key, r in library.named_by.get(record.address, []) if key == "derived_from"
        ],
        "rests_on": [(r, homes[r.address]) for r in found if not r.kind.is_statement],
        "dates_on": sorted(events, key=sections.when),
        "quotes_on": [(library.records[s.record], s) for s in rests if isinstance(s, Wording)],
        "count": len(rests),
        "homes": len({s.record for s in rests}),
    }


def checked_words(checked: When | None) -> str:
    return (
        f"checked on {day_words(checked.start.first)}"
        if checked and checked.start
        else "not checked"
    )


def absent(whole: Library, seen: Library) -> list[Page]:
    """A page for every record that a view does not have, so that no link breaks; it does not tell the name."""
    missing = {a: a for a in whole.records if a not in seen.records}
    missing |= {old: new for old, new in whole.moved.items() if new not in seen.records}
    return [
        Page(
            f"{a}.md",
            "Not known then",
            "absent.md",
            whole.records[r].path,
            "Nothing was known of this then.",
        )
        for a, r in sorted(missing.items())
    ]


def _elsewhere(library: Library, record: Record) -> list[tuple[str, str]]:
    """(question, address) of disputes on other sheets in which a statement of this record takes part."""
    return [
        (d.question, d.address)
        for d in library.disputed.get(record.address, ())
        if d.address.partition("#")[0] != record.address
    ]


def events(library: Library, about: set[str]) -> list[Statement]:
    """The dates that name one of these records, in order of time; every date when `about` is empty."""
    if about:
        found = {
            s.address: s
            for address in about
            for _, s in library.mentions.get(address, ())
            if not s.property
        }
    else:
        dates = (
            r for kind in register().values() if kind.is_statement for r in library.of(kind.plural)
        )
        found = {r.address: s for r in dates if (s := r.statements.get(""))}
    return sorted((s for s in found.values() if s.status != "retracted"), key=sections.when)


def by_said(found: list[Record]) -> list[tuple[Record, Wording]]:
    """Quotes with their preferred wording, in the order in which they were said."""
    quotes = [
        (r, w)
        for r in found
        for w in r.statements.values()
        if isinstance(w, Wording) and w.preferred and w.status != "retracted"
    ]

    def key(quote: tuple[Record, Wording]) -> tuple[Any, ...]:
        said = quote[0].labels.get("said")
        return (0, *said.sort_key(), quote[0].id) if said else (1, quote[0].id)

    return sorted(quotes, key=key)


def _index(library: Library, kind: Kind) -> Page:
    found = library.of(kind.plural)
    context: dict[str, Any] = {"kind": kind, "records": found}
    if kind.is_statement:
        context["groups"] = grouping.by_period(events(library, set()), lambda s: s.when)
    elif kind.has_wordings:
        speakers: dict[str, list[Record]] = {}
        for record in found:
            speakers.setdefault(record.labels["speaker"].text, []).append(record)
        order = sorted(speakers, key=lambda a: library.records[a].name.casefold())
        context["speakers"] = [(library.records[a], by_said(speakers[a])) for a in order]
    else:
        dated = "issued" in kind.labels
        context["groups"] = (
            grouping.by_period(found, lambda r: r.labels.get("issued"))
            if dated
            else grouping.by_type(found)
        )
    description = f"{kind.title}: {plural(len(found), 'fact sheet')}, with sources."
    template = (
        "timeline.md" if kind.is_statement else "speakers.md" if kind.has_wordings else "index.md"
    )
    return Page(f"{kind.plural}/index.md", kind.title, template, "", description, context)


def _moved(library: Library, old: str) -> Page:
    record = library.records[library.moved[old]]
    return Page(
        f"{old}.md",
        record.name,
        "moved.md",
        record.path,
        f"{record.name} has a new address.",
        {"record": record},
        record.address,
    )
