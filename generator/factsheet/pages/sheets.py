"""What only generated pages need of a writer: headlines, entries of an index, properties and the way back."""

from typing import Any

from markupsafe import Markup

from factsheet.document import (
    DASH,
    NOTHING,
    anchor,
    encode,
    foreign,
    glue,
    heading,
    join,
    listed,
    span,
)
from factsheet.evidence import Stretch, review
from factsheet.kinds import Kind
from factsheet.language import LANGUAGES, plural, unmarked
from factsheet.pages import grouping, spells
from factsheet.pages.lines import LineWriter
from factsheet.pages.sections import Part
from factsheet.reading import Record
from factsheet.values import Address, Statement, Wording, day_words, words

BOLD, LINE, ALSO = Markup("**"), Markup("\n"), Markup("also written ")


class SheetWriter(LineWriter):
    """The writer of a generated page."""

    inline_changes = True
    periods: dict[str, int] = {}  # kind -> days until a check should be renewed

    def lines(self, found: list[Statement], home: Record | None = None) -> Markup:
        """Statements as a list; those of `home` stand at their address here."""
        return listed([self.line(s, home is not None and s.record == home.address) for s in found])

    def by_record(self, found: list[tuple[Record, list[Statement]]]) -> Markup:
        """Statements as one list for each record, its name above."""
        return glue(
            *[
                part
                for r, some in found
                for part in (BOLD, self.link(r.address), BOLD, LINE, LINE, self.lines(some), LINE)
            ]
        )

    def properties(self, found: list[tuple[str, Statement]]) -> Markup:
        """Statements of properties on their own record's sheet as a list."""
        return listed([self._property(label, s) for label, s in found])

    def mentions(self, found: list[Statement]) -> Markup:
        """Properties of other records that lead back here, as a list below their label."""
        return listed([self._mention(s) for s in found])

    def part(self, part: Part, record: Record) -> Markup:
        """What a part of a sheet lists: names, own properties, and those of others that lead back here."""
        names = listed(self._names(record) if part.section.names else [])
        return glue(
            names,
            self.properties(part.own),
            listed([self._mention(s, label) for label, s in part.back]),
        )

    def rivals(self, found: list[Statement]) -> Markup:
        """The versions of a dispute as a list."""
        return listed([self.rival(s) for s in found])

    def timeline(self, found: list[Statement]) -> Markup:
        """Dates as a list."""
        return listed([self.event(s) for s in found], "1. ")

    def quotations(self, found: list[tuple[Record, Wording]]) -> Markup:
        """Wordings, each with the way to the quote's own sheet."""
        more = "All wordings and sources"
        return glue(
            *[
                part
                for r, w in found
                for part in (self.quotation(r, w), LINE, self.link(r.address, more), LINE, LINE)
            ]
        )

    def _property(self, label: str, statement: Statement) -> Markup:
        """Label, value and scope; without a label the value stands out."""
        value = self.value(statement.value)
        lead = [self._label(label), value] if label else [BOLD, value, BOLD]
        return self.line(statement, lead=glue(*lead, self.scope(statement)))

    def _mention(self, statement: Statement, label: str = "") -> Markup:
        """The other record stands in the place of the value."""
        lead = self._label(label) if label else NOTHING
        return self.line(
            statement,
            here=False,
            lead=glue(lead, self.link(statement.record), self.scope(statement)),
        )

    def _label(self, label: str) -> Markup:
        return glue(BOLD, label, Markup(":** "))

    def spells(self, found: list[Stretch]) -> Markup:
        """Who held a city, as a list."""
        return listed([spells.row(self, stretch) for stretch in found], "1. ")

    def headline(self, record: Record, parts: list[Part]) -> Markup:
        """The line under a sheet's title: type, other names (unless a part has them), and when it was last checked."""
        label = record.labels
        out: list[str | Markup] = [str(label["type"])] if label.get("type") else []
        out += [
            foreign(text, language)
            for language, text in sorted(label.get("native_name", {}).items())
        ]
        if any(part.section.names for part in parts):
            out = out[:1] if label.get("type") else []
        elif others := self._spellings(record):
            out.append(glue(ALSO, join(others)))
        if record.checked and record.checked.start:
            out.append(f"checked on {day_words(record.checked.start.first)}")
        return glue(span("fs-head", join(out, " · ")), self.review(record))

    def _names(self, record: Record) -> list[Markup]:
        """The short name, the native names and the other spellings, one line each."""
        label = record.labels
        rows = [("Short name", encode(label["short_name"]))] if label.get("short_name") else []
        for language, text in sorted(label.get("native_name", {}).items()):
            rows.append((f"In {LANGUAGES.get(language, language)}", foreign(text, language)))
        if others := self._spellings(record, short=False):
            rows.append(("Also written", join(others)))
        return [glue(self._label(name), value) for name, value in rows]

    def _spellings(self, record: Record, short: bool = True) -> list[str | Markup]:
        """Other names, then the spellings without marks that none of the names has: the site's search folds nothing."""
        names = [record.name, *record.other_names]
        known = {name.casefold() for name in names}
        folded = [unmarked(name) for name in names] if record.kind.named else []
        others = names[1:] if short else list(dict.fromkeys(record.labels.get("aliases", ())))
        return [
            *others,
            *(
                span("fs-fold", name)
                for name in dict.fromkeys(folded)
                if name.casefold() not in known
            ),
        ]

    def review(self, record: Record) -> Markup:
        """The day by which the record should be checked again, for the reader's browser; it prints nothing by itself."""
        last = review.due(record, self.periods)
        return (
            Markup(f'<span class="fs-review" data-review-by="{last.isoformat()}"></span>')
            if last
            else NOTHING
        )

    def heading(self, text: str) -> Markup:
        """A heading whose id meets no anchor on this page."""
        return heading(text, self.anchors)

    def links(self, found: "tuple[Address, ...] | list[Record]") -> Markup:
        """Records in a row, as links."""
        return join(
            [self.link(f.text if isinstance(f, Address) else f.address) for f in found],
            ", ",
            " and ",
        )

    def tally(self, count: int, homes: int) -> Markup:
        """How much rests on a source: `19 statements on 9 sheets.`"""
        return encode(f"{plural(count, 'statement')} on {plural(homes, 'sheet')}.")

    def count(self, kind: Kind, records: list[Record]) -> Markup:
        """How long an index is: `31 groups.`"""
        noun = kind.name if len(records) == 1 else kind.plural
        return encode(f"{len(records):,} {noun}.")

    def jumps(self, groups: list[tuple[str, list[Any]]]) -> Markup:
        """The groups of an index with their sizes, as links; nothing when there is only one."""
        if len(groups) < 2:
            return Markup("")
        rows = [
            Markup("[") + encode(name) + Markup(f"](#part-{n}) &#40;{len(found)}&#41;")
            for n, (name, found) in enumerate(groups, 1)
        ]
        return span("fs-jumps", join(list(rows), " · "))

    def group(self, groups: list[tuple[str, list[Any]]], number: int) -> Markup:
        """The heading of a group, with the target of the link at the top of the page."""
        return anchor(f"part-{number}") + self.heading(groups[number - 1][0])

    def entries(self, found: list[Record], group: str = "") -> Markup:
        """Records of an index as a list."""
        return listed([self._entry(record, group) for record in found])

    def _entry(self, record: Record, group: str) -> Markup:
        """A record in an index: its name, type (unless its group says it) and spellings; a source: its date and what rests on it."""
        label = record.labels
        if record.kind.plural == "sources":
            count = len(self.library.rests_on.get(record.address, []))
            date = (
                [words(label["issued"]) if label.get("issued") else "date not known"]
                if label.get("title")
                else []
            )
            parts = [
                *date,
                "1 statement rests on it" if count == 1 else f"{count} statements rest on it",
            ]
            return glue(self.link(record.address), DASH, join(list(parts)))
        parts = (
            [label["type"]]
            if label.get("type") and grouping.several(label["type"]) != group
            else []
        )
        out = [encode(p) for p in parts]
        if label.get("aliases"):
            out.append(glue(ALSO, join(list(label["aliases"]))))
        return glue(self.link(record.address), *((DASH, join(list(out), "; ")) if out else ()))
