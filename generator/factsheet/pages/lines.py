"""Statements as lines: an item of a list, a sentence of running text, a block quotation, an entry of the timeline."""

from factsheet.document import Content, Link, Quote, Strong, anchor, span
from factsheet.evidence import timing, weight
from factsheet.language import change_words, counted, date_words, listed, quoted, say, tell
from factsheet.pages.composer import META, Composer, foreign, placed
from factsheet.pictures import spans
from factsheet.reading import Dispute, Record
from factsheet.values import Change, Statement, Wording


def small(*parts: Content) -> Content:
    """The small line beside a statement: what of these there is."""
    found = [part for part in parts if part]
    return span(META, listed(found, "list.dot")) if found else ()


class Lines(Composer):
    """Puts a statement's words together with its citation, status, time and what else stands beside it."""

    inline_changes = False  # a hand-written page lists its corrections at the end

    def in_prose(self, statement: Statement, body: Content) -> Content:
        """`body` with the statement's citation, its status, its time and the way to other versions, for running text."""
        parts = [(body, self.cite(statement))]
        if marks := self.status(statement):
            parts.append(marks)
        beside = [timing(statement), self.then(statement), self.versions(statement)]
        if found := [part for part in beside if part]:
            parts.append(span(META, tell("brackets", what=listed(found, "list.dot"))))
        said = listed(parts, "list.blank")
        return placed(statement.address, self.strength(statement), said)

    def strength(self, statement: Statement) -> str:
        """How many reports a statement rests on, and how many are left when copies count once; empty for a single report."""
        if len(statement.references) < 2:
            return ""
        cited = [r.address for r in statement.references]
        reports, sources = weight.independent(self.library, cited)
        if reports < 2:
            return ""
        return say("strength", reports=reports, sources=counted(sources, "independent-source"))

    def meta(self, statement: Statement, dated: bool = True, alone: bool = True) -> Content:
        """Status, time, scope and strength of a statement in one small line."""
        said = statement.said if statement.said != statement.when else None
        recorded = statement.recorded
        return small(
            self.status(statement),
            timing(statement) if dated else "",
            self.then(statement),
            self.earlier(statement) if alone and self.at_home(statement) else "",
            say("said", when=date_words(said, event=True)) if said else "",
            say("recorded", when=date_words(recorded)) if recorded else "",
            statement.scope if statement.property == "facts" else "",
            self.strength(statement),
            self.versions(statement) if alone else "",
        )

    def then(self, statement: Statement) -> Content:
        """What took the statement's place, as a link with who says so; nothing where that is not known."""
        by = statement.superseded_by
        later = self.library.statements.get(by.text) if by else None
        if later is None:  # a view of another day may not have it
            return ()
        return tell("then", what=self._named(later, statement.record))

    def earlier(self, statement: Statement) -> Content:
        """Whose place the statement took, as links, each marked as holding no longer; on the statement's own sheet."""
        before = self.library.before.get(statement.address, ())
        found = [self._named(s, statement.record) for s in before]
        return tell("before-that", what=listed(found, "list.semicolon")) if found else ()

    def _named(self, statement: Statement, home: str) -> Content:
        """A statement in a few words that lead to it, with who says so and its status; on `home` a value stands alone."""
        record = self.library.records[statement.record]
        said: Content = statement.text.removesuffix(".")
        if isinstance(statement, Wording):
            said = quoted(statement.text)
        elif not said:
            said = self.plain_phrase(statement, record, statement.record == home)
        page, hash_, place = statement.address.partition("#")
        link = self.attributed(Link(said, f"{page}.md{hash_}{place}"), statement)
        marks = self.status(statement)
        return (link, " ", marks) if marks else link

    def line(
        self, statement: Statement, here: bool = True, lead: Content = (), dated: bool = True,
        alone: bool = True,
    ) -> Content:  # fmt: skip
        """A statement as an item of a list: the sentence, its citation, its small line and its note.

        `here` sets the anchor of its address; elsewhere the line links to it. `lead` replaces a property's phrase, and
        without `dated` the time is left out because it stands before the line; not `alone`, its rivals stand beside it.
        """
        out: list[Content] = [self.target(statement)] if here and statement.anchor else []
        if lead:
            self.shows.add(statement.address)
            out.append(self.attributed(lead, statement))
        else:
            out.append(self.sentence(statement))
        out.append(self.cite(statement))
        if meta := self.meta(statement, dated, alone):
            out += [" ", meta]
        if not here and (statement.anchor or not self.at_home(statement)):
            target = f"{statement.record}.md" + (f"#{statement.anchor}" if statement.anchor else "")
            out += [" ", span("fs-home", Link(say("home"), target))]
        if statement.changes:
            out.append(self.changes(statement, here))
        if statement.note:
            out += [" ", span("fs-note", statement.note)]
        return tuple(out)

    def target(self, part: Statement | Dispute) -> Content:
        """The anchor of an address on its own sheet, and those that it had before; the present one comes first."""
        return tuple([anchor(name) for name in (part.address.partition("#")[2], *part.formerly)])

    def changes(self, statement: Statement, here: bool) -> Content:
        """What was changed after publication: all of it on the fact's own sheet, corrections wherever the fact stands."""
        out: list[Content] = []
        for change in statement.changes if self.inline_changes else ():
            if (here and self.at_home(statement)) or change.kind == "correction":
                out += [" ", span(f"fs-change fs-{change.kind}", change_words(change))]
        return tuple(out)

    def correction(self, statement: Statement, change: Change) -> Content:
        """A correction as an item of a list, away from the fact it corrected."""
        name = self.link(statement.address, self.library.names[statement.record].name)
        return tell("change.of", who=name, what=change_words(change))

    def rival(self, statement: Statement) -> Content:
        """A statement among the versions that contradict it: with the names of those who print it."""
        sources = [self.library.records[r.address] for r in statement.references]
        names = list(dict.fromkeys(str(source.labels["publisher"]) for source in sources))
        who = span("fs-who", tell("printed-by", who=listed(names, "list.comma")))
        return (self.line(statement, here=False, alone=False), " ", who)

    def quotation(self, record: Record, wording: Wording) -> Quote:
        """A wording as a block quotation: the words, who, when, where, in which rendition, and the citation."""
        self.shows |= {record.address, wording.address}
        label = record.labels
        parts: list[Content] = [self.link(self.speaker(wording).text)]
        parts += [date_words(label["said"], event=True)] if label.get("said") else []
        parts += [label["occasion"]] if label.get("occasion") else []
        parts += [self.link(label["where"].text)] if label.get("where") else []
        rendition: Content = say(f"rendition.{wording.rendition}")
        if wording.translated_by:
            rendition = tell("rendition.by", what=rendition, who=self.party(wording.translated_by))
        parts.append(span("fs-rendition", rendition))
        parts += [part for part in (self.status(wording), self.then(wording)) if part]
        at_home = self.at_home(wording)
        here = self.target(wording) if at_home else ()
        said = foreign(quoted(wording.text), wording.language)
        source = tell("quoted.source", who=listed(parts, "list.comma"))
        return Quote((here, said, self.cite(wording)), (source, self.changes(wording, at_home)))

    def event(self, statement: Statement) -> Content:
        """A date of the timeline as an item of a list: when, what, who says so, and whom else it concerns."""
        out: list[Content] = []
        if statement.when:
            out += [spans.element(statement.when, event=True), " "]
        if not self.at_home(statement):
            out += [Strong(self.link(statement.record)), " "]
        out.append(self.line(statement, dated=False))
        concerned = {a.record: self.library.names.get(a.record) for a in statement.about}
        others = [
            self.link(address, name.short_name)
            for address, name in concerned.items()
            if name and f"{address}.md" != self.path
        ]
        if others:
            about = tell("concerns", who=listed(others, "list.comma"))
            out += [" ", span("fs-about", about)]
        return tuple(out)
