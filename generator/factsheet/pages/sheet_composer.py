"""What only generated pages need of a composer.

Headings, headlines, entries of an index, properties, the way back.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from factsheet.document import Block, Box, Content, Heading, Link, List, Paragraph, Strong, anchor
from factsheet.document import slug, span
from factsheet.evidence import Library, Stretch, due
from factsheet.kinds import Kind
from factsheet.language import date_words, day_words, language_name, listed, say, several, tell
from factsheet.language import unmarked
from factsheet.pages.composer import META, foreign
from factsheet.pages.line_composer import LineComposer
from factsheet.pages.map_page import MapPage
from factsheet.pages.notes import LINE
from factsheet.pages.sections import Part
from factsheet.reading import Record
from factsheet.values import Address, Statement, When, Wording


def own_id(words: str, taken: set[str]) -> str:
    """An id for a heading whose own would meet an anchor of ours or the theme's; else empty."""
    name = slug(words)
    if name not in taken and not name.startswith("_"):
        return ""
    parts = [part for part in name.replace("_", "-").split("-") if part]
    return f"{'-'.join(parts) or 'heading'}_"


class SheetComposer(LineComposer):
    """The composer of a generated page."""

    inline_changes = True
    periods: dict[str, int] = {}  # kind -> days until a check should be renewed
    map_page: MapPage | None = None

    def __init__(self, library: Library, path: str, home: str = "") -> None:
        super().__init__(library, path, home)
        self.own_ids: Counter[str] = Counter()

    def heading(self, level: int, text: str, before: Content = ()) -> Heading:
        """A heading whose id meets no anchor on this page; `before` are targets in front of it."""
        if id_ := own_id(text, self.anchors):
            self.own_ids[id_] += 1
            times = self.own_ids[id_]
            id_ = f"{id_}_{times}" if times > 1 else id_  # two underscores, as in no other id
        return Heading(level, (before, text) if before else text, id_)

    def lines(self, found: list[Statement], own: bool = False) -> List:
        """Statements as a list; with `own` those of this sheet's record stand at their address."""
        return List(tuple([self.line(s, own and self.at_home(s)) for s in found]))

    def by_record(self, found: list[Statement]) -> list[Block]:
        """Statements of other sheets, a list for each that follow one another, its name above."""
        out: list[Block] = []
        for address, some in groupby(found, lambda statement: statement.record):
            out += [Paragraph(Strong(self.link(address))), self.lines(list(some))]
        return out

    def timeline(self, found: list[Statement]) -> List:
        """Dates as a list."""
        return List(tuple([self.event(s) for s in found]), ordered=True)

    def quotations(self, found: list[Wording]) -> list[Block]:
        """Wordings, each with the way to the quote's own sheet."""
        out: list[Block] = []
        for wording in found:
            record = self.library.records[wording.record]
            more = self.link(record.address, say("quote.more"))
            out += [self.quotation(record, wording), Paragraph(more)]
        return out

    def wording(self, wording: Wording) -> Iterator[Block]:
        """A wording on the sheet of its quote, with its note."""
        yield self.quotation(self.library.records[wording.record], wording)
        if wording.note:
            yield Paragraph(wording.note)

    def spells(self, found: list[Stretch]) -> List:
        """Who held a city, as a list."""
        return List(tuple([self.spell(stretch) for stretch in found]), ordered=True)

    def way_to_map(self, record: Record) -> list[Block]:
        """A link to the site's map, if the record stands on it."""
        place = self.map_page.place(self.library, record) if self.map_page else ""
        return [Paragraph(Link(say("sheet.map"), place))] if place else []

    def labelled(self, label: str, value: Content) -> Content:
        """A label that stands out, and its value."""
        return (Strong(say("labelled", what=label)), " ", value)

    def told(self, label: str, statement: Statement) -> Content:
        """A property on its own sheet: label, value and scope; without a label the value alone."""
        value = self.value(statement.value)
        lead = self.labelled(label, value) if label else Strong(value)
        return self.line(statement, lead=self.scoped(lead, statement))

    def mention(self, label: str, statement: Statement) -> Content:
        """A property of another record that leads back here: that record in the value's place."""
        link = self.link(statement.record)
        lead = self.scoped(self.labelled(label, link) if label else link, statement)
        return self.line(statement, here=False, lead=lead)

    def mentions(self, found: list[Statement]) -> List:
        """Properties of other records that lead back here, as a list below their label."""
        return List(tuple([self.mention("", s) for s in found]))

    def headline(self, record: Record, parts: list[Part]) -> Content:
        """The line under a sheet's title: type, other names unless a part has them, last check."""
        label = record.labels
        out: list[Content] = [str(label["type"])] if label.get("type") else []
        if not any(part.section.names for part in parts):
            native = sorted(label.get("native_name", {}).items())
            out += [foreign(text, language) for language, text in native]
            if others := self._spellings(record):
                out.append(tell("also-written", names=listed(others, "list.comma")))
        if span_ := self._span(record):
            out.append(span_)
        if record.checked and record.checked.start:
            out.append(say("checked", day=day_words(record.checked.start.first)))
        if entered := record.entered:
            out.append(say("recorded", day=day_words(entered)))
        return (span("fs-head", listed(out, "list.dot")), self.review(record))

    def _span(self, record: Record) -> Content:
        """From when to when, by the fields that the kind names for it, with their sources."""
        ends: list[Content] = []
        for key in record.kind.span:
            dated = (s for s in record.of(key) if isinstance(s.value, When))
            found = next((s for s in dated if s.status == "accepted"), None)
            ends.append((date_words(found.value, event=True), self.cite(found)) if found else ())
        since, until = (*ends, (), ())[:2]
        if since and until:
            return tell("span", since=since, until=until)
        if since:
            return tell("span.since", since=since)
        return tell("span.until", until=until) if until else ()

    def card(self, record: Record) -> list[Block]:
        """The fields that the kind names for its card, each with its source, in a box."""
        rows: list[Content] = []
        for key in record.kind.card:
            found = [s for s in record.of(key) if s.status == "accepted"]
            values = [self.in_prose(s, self._told(s)) for s in found]
            if values:
                label = record.kind.fields[key].label
                rows.append(self.labelled(label, listed(values, "list.semicolon")))
        return [Box("abstract", say("card.title"), (List(tuple(rows)),))] if rows else []

    def _told(self, statement: Statement) -> Content:
        """A value with what it covers and who says so."""
        value = self.scoped(self.value(statement.value), statement)
        return self.attributed(value, statement)

    def names(self, record: Record) -> list[Content]:
        """The short name, the native names and the other spellings, one line each."""
        label = record.labels
        rows: list[tuple[str, Content]] = []
        if label.get("short_name"):
            rows.append((say("name.short"), label["short_name"]))
        for language, text in sorted(label.get("native_name", {}).items()):
            title = say("name.in", language=language_name(language))
            rows.append((title, foreign(text, language)))
        if others := self._spellings(record, short=False):
            rows.append((say("name.other"), listed(others, "list.comma")))
        return [self.labelled(name, value) for name, value in rows]

    def _spellings(self, record: Record, short: bool = True) -> list[Content]:
        """Other names, and new spellings without marks, since the site's search folds nothing."""
        names = [record.name, *record.other_names]
        known = {name.casefold() for name in names}
        bare = [unmarked(name) for name in names] if record.kind.named else []
        others = names[1:] if short else dict.fromkeys(record.labels.get("aliases", ()))
        new = [name for name in dict.fromkeys(bare) if name.casefold() not in known]
        return [*others, *(span("fs-fold", name) for name in new)]

    def review(self, record: Record) -> Content:
        """The day by which to check the record again, for the reader's browser; prints nothing."""
        last = due(record, self.periods)
        return span("fs-review", review_by=last.isoformat()) if last else ()

    def links(self, found: "tuple[Address, ...] | list[Record]") -> Content:
        """Records in a row, as links."""
        row = [self.link(f.text if isinstance(f, Address) else f.address) for f in found]
        return listed(row, "list.and")

    def left_ids(self, home: str) -> set[str]:
        """The anchors of what stood on a record and is on another one now."""
        return {id_ for id_, _ in self.library.left.get(home, ())}

    def left(self, home: str) -> list[Block]:
        """The way on from each address of what stood on a record and is on another one now.

        Our script follows the link that stands behind the anchor.
        """
        rows: list[Content] = []
        for id_, now in self.library.left.get(home, ()):
            dispute = self.library.disputes.get(now)
            way = self.link(now, dispute.question) if dispute else self._moved(now)
            name = self.library.names[now.partition("#")[0]].name
            rows.append(span("fs-gone", anchor(id_), tell("moved.part", what=way, where=name)))
        return [Paragraph(span(META, say("moved.parts"))), List(tuple(rows))] if rows else []

    def _moved(self, address: str) -> Content:
        statement = self.library.statements[address]
        return self._named(statement, statement.record)

    def entries(self, found: list[Record], group: str = "") -> List:
        """Records of an index as a list."""
        return List(tuple([self.entry(record, group) for record in found]))

    def entry(self, record: Record, group: str = "") -> Content:
        """A record in an index, with its type and spellings."""
        label, link = record.labels, self.link(record.address)
        self.bulk += LINE + len(record.name) + sum(map(len, label.get("aliases", ())))
        kind, aliases = label.get("type"), label.get("aliases")
        parts: list[Content] = [kind] if kind and several(kind) != group else []
        if aliases:
            parts.append(tell("also-written", names=listed(list(aliases), "list.comma")))
        return tell("entry", who=link, what=listed(parts, "list.semicolon")) if parts else link


def count(kind: Kind, records: list[Record]) -> str:
    """How long an index is: `31 groups.`"""
    noun = kind.name if len(records) == 1 else kind.several or kind.plural
    return say("index.count", number=len(records), what=noun)
