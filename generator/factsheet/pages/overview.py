"""What frames a hand-written page: how fresh it is, its questions, who is on it; and what the site as a whole knows."""

from collections import Counter

from markupsafe import Markup

from factsheet.document import encode, foreign, join, mark, span
from factsheet.evidence import STATUS_WORDS, Library, independent
from factsheet.kinds import register
from factsheet.language import plural
from factsheet.pages.lines import LineWriter
from factsheet.reading import Record
from factsheet.values import Address, day_words, words

MANY_NAMES = 4  # other spellings that an introduction tells


def as_of(w: LineWriter) -> Markup:
    """The day of the newest source cited on the page, and when its facts were last checked; computed, never typed."""
    dated = [
        i
        for source, _ in w.notes
        if (i := w.library.records[f"sources/{source}"].labels.get("issued")) and i.earliest
    ]
    homes = {address.partition("#")[0] for address in w.shows}
    checks = sorted(
        {
            c.start.first
            for a in homes
            if (r := w.library.records.get(a)) and (c := r.checked) and c.start
        }
    )
    parts = (
        [
            f"As of {words(max(dated, key=lambda i: i.earliest))}, the date of the newest source cited here"
        ]
        if dated
        else []
    )
    if checks and checks[0] != checks[-1]:
        parts.append(f"facts checked between {day_words(checks[0])} and {day_words(checks[-1])}")
    elif checks:
        parts.append(f"facts checked on {day_words(checks[0])}")
    return span("fs-asof", " · ".join(parts)) + Markup("\n")


def questions(headings: list[tuple[str, str]]) -> Markup:
    """The page's headings, as links; a heading's text is the Markdown that stands in the page itself."""
    return (
        Markup("This page answers:\n\n")
        + Markup("\n").join(
            Markup("- [") + Markup(text) + Markup("](#") + Markup(name) + Markup(")")
            for text, name in headings
        )
        + Markup("\n")
    )


def who(w: LineWriter) -> Markup:
    """Everybody whom the page links to or tells facts of, introduced once, and the other sheets it leads to."""
    named = dict.fromkeys([*w.linked, *(address.partition("#")[0] for address in sorted(w.shows))])
    found = sorted(
        (w.library.records[a] for a in named if a in w.library.records),
        key=lambda r: (r.name.casefold(), r.id),
    )
    rows = [Markup("- ") + introduction(w, r) for r in found if r.kind.intro is not None]
    out = (
        Markup("## Who is who on this page {: #who-is-who_ }\n\n")
        + Markup("\n").join(rows)
        + Markup("\n")
        if rows
        else Markup("")
    )
    for kind in register().values():
        more = [r for r in found if r.kind is kind and kind.related]
        if more:
            links = join([w.link(r.address) for r in more])
            out += (
                Markup("\n")
                + encode(kind.title)
                + Markup(" on this page: ")
                + links
                + Markup(".\n")
            )
    return out


def introduction(w: LineWriter, record: Record) -> Markup:
    """A record in one line: its name, what it is and what it does, with sources, and its other names."""
    label = record.labels
    parts: list[str | Markup] = [label["type"]] if label.get("type") else []
    for statement in (
        s for key in record.kind.intro or () for s in record.of(key) if s.status == "accepted"
    ):
        label_ = (
            record.kind.all_properties[statement.property].label.lower()
            if isinstance(statement.value, Address)
            else ""
        )
        parts.append(
            w.in_prose(
                statement,
                encode(label_)
                + Markup(" " * bool(label_))
                + w.value(statement.value)
                + w.attribution(statement),
            )
        )
        w.shows.add(statement.address)
    parts += [
        foreign(text, language) for language, text in sorted(label.get("native_name", {}).items())
    ]
    if names := record.other_names:
        more = (
            [f"and {len(names) - MANY_NAMES} more spellings"] if len(names) > MANY_NAMES + 1 else []
        )
        shown = names[:MANY_NAMES] if more else names
        parts.append(Markup("also written ") + join([*shown, *more]))
    return w.link(record.address) + (Markup(" – ") + join(parts, "; ") if parts else Markup(""))


def certainty(library: Library) -> Markup:
    """How sure the site is: its statements counted by status, its open contradictions, its sources."""
    count = Counter(s.status for s in library.statements.values())
    rows = []
    for status, (word, _) in STATUS_WORDS.items():
        if count[status]:
            rows.append(
                Markup("- ")
                + mark(status, word)
                + Markup(" – ")
                + encode(plural(count[status], "statement"))
            )
    sources = library.of("sources")
    _, roots = independent(library, [r.address for r in sources])
    rows.append(
        Markup("- ")
        + encode(
            f"{plural(len(library.disputes), 'question')} on which the versions differ, all of them printed"
        )
    )
    rows.append(
        Markup("- ")
        + encode(f"{plural(len(sources), 'source')}, {roots:,} of them independent of one another")
    )
    return Markup("\n").join(rows) + Markup("\n")
