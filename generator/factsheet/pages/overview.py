"""What frames a hand-written page: how fresh it is, its questions, who is on it; and what the site as a whole knows."""

from collections import Counter

from factsheet.document import Block, Content, Heading, Link, List, Paragraph, span
from factsheet.evidence import STATUSES, Library, weight
from factsheet.kinds import register
from factsheet.language import counted, date_words, day_words, listed, say, tell
from factsheet.pages.composer import foreign, mark
from factsheet.pages.lines import Lines
from factsheet.reading import Record
from factsheet.values import Address

MANY_NAMES = 4  # other spellings that an introduction tells


def as_of(w: Lines) -> tuple[Block, ...]:
    """The day of the newest source cited on the page, and when its facts were last checked; computed, never typed."""
    records = w.library.records
    issued = [records[f"sources/{source}"].labels.get("issued") for source, _ in w.cites]
    dated = [when for when in issued if when and when.earliest]
    homes = {address.partition("#")[0] for address in w.shows}
    known = [r.checked for a in homes if (r := records.get(a)) and r.checked]
    checks = sorted({checked.start.first for checked in known if checked.start})
    parts: list[Content] = []
    if dated:
        newest = max(dated, key=lambda when: when.earliest)
        parts.append(say("as-of.source", day=date_words(newest)))
    if checks and checks[0] != checks[-1]:
        first, last = day_words(checks[0]), day_words(checks[-1])
        parts.append(say("as-of.between", first=first, last=last))
    elif checks:
        parts.append(say("as-of.on", day=day_words(checks[0])))
    return (Paragraph(span("fs-asof", listed(parts, "list.dot"))),)


def questions(headings: list[tuple[str, str]]) -> tuple[Block, ...]:
    """The page's headings (text, id), as links."""
    rows = [Link(text, f"#{name}") for text, name in headings]
    return (Paragraph(say("questions")), List(tuple(rows)))


def who(w: Lines) -> tuple[Block, ...]:
    """Everybody whom the page links to or tells facts of, introduced once, and the other sheets it leads to."""
    homes = (address.partition("#")[0] for address in sorted(w.shows))
    named = [r for a in {**w.linked, **dict.fromkeys(homes)} if (r := w.library.records.get(a))]
    found = sorted(named, key=lambda r: (r.name.casefold(), r.id))
    out: list[Block] = []
    if rows := [introduction(w, r) for r in found if r.kind.intro is not None]:
        out += [Heading(2, say("who.heading"), "who-is-who_"), List(tuple(rows))]
    for kind in register().values():
        if more := [r for r in found if r.kind is kind and kind.related]:
            links = listed([w.link(r.address) for r in more], "list.comma")
            out.append(Paragraph(tell("who.related", what=kind.title, links=links)))
    return tuple(out)


def introduction(w: Lines, record: Record) -> Content:
    """A record in one line: its name, what it is and what it does, with sources, and its other names."""
    label = record.labels
    parts: list[Content] = [label["type"]] if label.get("type") else []
    shown = (s for key in record.kind.intro or () for s in record.of(key))
    for statement in (s for s in shown if s.status == "accepted"):
        value = w.value(statement.value)
        if isinstance(statement.value, Address):
            what = record.kind.all_properties[statement.property].label.lower()
            value = tell("who.property", what=what, value=value)
        parts.append(w.in_prose(statement, w.attributed(value, statement)))
        w.shows.add(statement.address)
    native = sorted(label.get("native_name", {}).items())
    parts += [foreign(text, language) for language, text in native]
    if names := record.other_names:
        few = len(names) <= MANY_NAMES + 1
        more = say("who.spellings", count=len(names) - MANY_NAMES)
        told = names if few else [*names[:MANY_NAMES], say("who.and-more", what=more)]
        parts.append(tell("also-written", names=listed(list(told), "list.comma")))
    link = w.link(record.address)
    if not parts:
        return link
    return tell("who.introduction", who=link, what=listed(parts, "list.semicolon"))


def certainty(library: Library) -> tuple[Block, ...]:
    """How sure the site is: its statements counted by status, its open contradictions, its sources."""
    count = Counter(s.status for s in library.statements.values())
    rows = [
        tell("certainty.status", what=mark(status), statements=counted(count[status], "statement"))
        for status in STATUSES
        if count[status]
    ]
    sources = library.of("sources")
    _, roots = weight.independent(library, [r.address for r in sources])
    rows.append(counted(len(library.disputes), "dispute"))
    told = counted(len(sources), "source")
    rows.append(say("certainty.sources", sources=told, count=roots))
    return (List(tuple(rows)),)
