"""What only generated pages need of a composer.

Headings, headlines, entries of an index, properties, the way back.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from factsheet.document import Block, Content, Heading, Link, List, Paragraph, Quote, Strong, anchor
from factsheet.document import slug, span, whole
from factsheet.evidence import Head, Library, Stretch, due
from factsheet.kinds import Kind
from factsheet.language import day_words, listed, say, several, tell
from factsheet.language import unmarked
from factsheet.pages import sections
from factsheet.pages.composer import META
from factsheet.pages.line_composer import LineComposer
from factsheet.pages.map_page import MapPage
from factsheet.pages.notes import LINE
from factsheet.pages.standing import Standing
from factsheet.pictures import spans
from factsheet.reading import Dispute, Record
from factsheet.values import Address, Statement, Wording


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
    calendar = ""  # the path of the dates as a calendar

    def __init__(self, library: Library, path: str, home: str = "") -> None:
        super().__init__(library, path, home)
        self.own_ids: Counter[str] = Counter()
        self.standing = Standing()  # of the sheet itself, not of the pages that continue it
        self.targets: set[str] = set()  # the addresses whose anchors stand on the page

    def heading(self, level: int, text: str, before: Content = ()) -> Heading:
        """A heading whose id meets no anchor on this page; `before` are targets in front of it."""
        if id_ := own_id(text, self.anchors):
            self.own_ids[id_] += 1
            times = self.own_ids[id_]
            id_ = f"{id_}_{times}" if times > 1 else id_  # two underscores, as in no other id
        return Heading(level, (before, text) if before else text, id_)

    def way(self, dispute: Dispute) -> str:
        """The target of a link to a dispute."""
        return dispute.address.replace("#", ".md#")

    def target(self, part: Statement | Dispute) -> Content:
        """The anchors of an address, where it stands first on the page."""
        if part.address in self.targets:
            return ()
        self.targets.add(part.address)
        return super().target(part)

    def settle(self, statement: Statement) -> Content:
        """The anchor of a statement of this sheet that stands nowhere yet, and from now on here.

        One of which more is to be said than a drawing has room for stands below it.
        """
        more = statement.status != "accepted" or statement.scope or statement.changes
        if more or not self.at_home(statement) or statement in self.standing:
            return ()
        self.standing.take([statement])
        return self.target(statement)

    def lines(self, found: list[Statement], own: bool = False) -> List:
        """Statements as a list; with `own` those of this sheet's record stand at their address."""
        return List(tuple([self.line(s, own and self.at_home(s)) for s in found]))

    def by_record(self, found: list[Statement]) -> list[Block]:
        """Statements of other sheets, a list for each that follow one another, its name above."""
        out: list[Block] = []
        for address, some in groupby(found, lambda statement: statement.record):
            out += [Paragraph(Strong(self.link(address))), self.lines(list(some))]
        return out

    def timeline(self, found: list[Statement], cited: bool = True) -> List:
        """Dates as a list; of those that stand on the sheet in full, time and name.

        Those that are not `cited` have their sources on their own sheets, to which they lead.
        """
        self.bulk += 0 if cited else sum(LINE + len(s.text) for s in found)
        rows = [self.dated(s) if s in self.standing else self.event(s, cited) for s in found]
        return List(tuple(rows), ordered=True)

    def dated(self, statement: Statement) -> Content:
        """A date with its name, which leads to its sheet."""
        name = Strong(self.link(statement.record))
        if not statement.when:
            return name
        return (spans.element(statement.when, event=True), " ", name)

    def rivals(self, dispute: Dispute) -> List:
        """The versions of a dispute; those that stand in another one of the sheet are links."""
        here = self.standing.at(self.way(dispute))
        rows: list[Content] = []
        for s in sections.versions(self.library, dispute):
            away = s in self.standing and s.address not in here
            rows.append(tell("above", what=self.named(s, "")) if away else self.rival(s))
        return List((*rows, *self.removals(dispute)))

    def holders(self, found: tuple[Statement, ...], known: str = "") -> Content:
        """Who held it in a few words that lead to the statements, which stand on the sheet."""
        parts: list[Content] = []
        for s in found:
            link = Link(self.library.names[s.value.record].name, f"{s.record}.md#{s.anchor}")
            said, marks = self.attributed(self.scoped(link, s), s), self.status(s)
            parts.append((said, " ", marks) if marks and s.status != known else said)
        return listed(parts, "list.semicolon") if parts else super().holders(found, known)

    def quotations(self, found: list[Wording]) -> list[Block]:
        """Wordings, each with the way to the quote's own sheet."""
        return [self._quoted(self.library.heads[one.record], one) for one in found]

    def _quoted(self, record: Head, wording: Wording) -> Quote:
        words, source = self.quotation(record, wording)
        more = span("fs-home", Link(say("home"), f"{record.address}.md"))
        return Quote(words, (source, " ", more))

    def wording(self, wording: Wording) -> Iterator[Block]:
        """A wording on the sheet of its quote, with its note."""
        yield self.quotation(self.library.heads[wording.record], wording)
        if wording.note:
            yield Paragraph(whole(wording.note))

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

    def told_changes(self, statement: Statement) -> list[Content]:
        """What changed of a statement in a table, as an item of a list below it; or nothing."""
        changes = self.changes(statement, here=True)
        return [(self.named(statement, self.home), changes)] if changes else []

    def mention(self, label: str, statement: Statement) -> Content:
        """A property of another record that leads back here: that record in the value's place."""
        link = self.link(statement.record)
        lead = self.scoped(self.labelled(label, link) if label else link, statement)
        return self.line(statement, here=False, lead=lead)

    def mentions(self, found: list[Statement]) -> List:
        """Properties of other records that lead back here, as a list below their label."""
        return List(tuple([self.mention("", s) for s in found]))

    def foot(self, record: Record) -> Content:
        """The line at the end of a sheet: type, last check, the newest fact."""
        label = record.labels
        typed = label.get("type") and (record.lead or record.kind.is_statement)  # else it is first
        out: list[Content] = [label["type"]] if typed else []
        if record.checked and record.checked.start:
            out.append(say("checked", day=day_words(record.checked.start.first)))
        if entered := record.entered:
            out.append(say("recorded", day=day_words(entered)))
        return (span("fs-head", listed(out, "list.dot")), self.review(record))

    def spellings(self, record: Record) -> list[Content]:
        """Other names, and new spellings without marks, since the site's search folds nothing."""
        names = [record.name, *record.other_names]
        known = {name.casefold() for name in names}
        bare = [unmarked(name) for name in names] if record.kind.named else []
        new = [name for name in dict.fromkeys(bare) if name.casefold() not in known]
        others = dict.fromkeys(record.labels.get("aliases", ()))
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
        return self.named(statement, statement.record)

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
