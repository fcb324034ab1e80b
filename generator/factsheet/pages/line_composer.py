"""Statements as lines: an item of a list, running text, a quotation, an entry of the timeline."""

from factsheet.document import Content, Link, List, Quote, Strong, anchor, behind, span, whole
from factsheet.evidence import Head, Stretch, weight, withdrawals
from factsheet.language import change_words, counted, date_words, instant_words, listed, quoted
from factsheet.language import say, tell
from factsheet.pages import sections
from factsheet.pages.composer import META, foreign
from factsheet.pages.notes import NoteComposer
from factsheet.pictures import spans
from factsheet.reading import Dispute
from factsheet.values import Change, Removal, Statement, Wording, former_ids


def small(*parts: Content) -> Content:
    """The small line beside a statement: what of these there is."""
    found = [part for part in parts if part]
    return span(META, listed(found, "list.dot")) if found else ()


class LineComposer(NoteComposer):
    """Puts a statement's words together with its citation, status, time and what else is beside."""

    inline_changes = False  # a hand-written page lists its corrections at the end

    def in_prose(self, statement: Statement, body: Content) -> Content:
        """`body` for running text, with citation, status and the way to other versions."""
        parts: list[Content] = [behind(body, self.cite(statement))]
        if marks := self.status(statement):
            parts.append(marks)
        beside = [self.then(statement), self.versions(statement)]
        if found := [part for part in beside if part]:
            parts.append(span(META, tell("brackets", what=listed(found, "list.dot"))))
        return self.passage([statement.address], listed(parts, "list.blank"))

    def meta(self, statement: Statement, dated: bool = True, alone: bool = True) -> Content:
        """What a reader must see beside a statement in one small line; all else is in its note."""
        return small(
            self.status(statement),
            weight.held(statement) if dated else "",
            self.then(statement),
            self.earlier(statement) if alone and self.at_home(statement) else "",
            self.versions(statement) if alone else "",
        )

    def then(self, statement: Statement) -> Content:
        """What took the statement's place, as a link with who says so, where that is known."""
        by = statement.superseded_by
        later = self.library.statements.get(by.text) if by else None
        if later is None:  # a view of another day may not have it
            return ()
        return tell("then", what=self.named(later, statement.record))

    def earlier(self, statement: Statement) -> Content:
        """Whose place the statement took, as links; on the statement's own sheet."""
        before = self.library.before.get(statement.address, ())
        found = [self.named(s, statement.record) for s in before]
        return tell("before-that", what=listed(found, "list.semicolon")) if found else ()

    def named(self, statement: Statement, home: str) -> Content:
        """A link in a few words, with who says so and the status; on `home` a value alone."""
        record = self.library.heads[statement.record]
        if statement.taken_down:
            return Link(say("taken-down.name"), f"{statement.record}.md#{statement.anchor}")
        if isinstance(statement, Wording):
            said: Content = foreign(quoted(statement.text), statement.language)
        elif not (said := statement.text.removesuffix(".")):
            said = self.plain_phrase(statement, record, statement.record == home)
        page, hash_, place = statement.address.partition("#")
        link = self.attributed(Link(said, f"{page}.md{hash_}{place}"), statement)
        marks = self.status(statement)
        return (link, " ", marks) if marks else link

    def line(
        self, statement: Statement, here: bool = True, lead: Content = (), dated: bool = True,
        alone: bool = True, cited: bool = True, changed: bool = True,
    ) -> Content:  # fmt: skip
        """A statement as an item of a list: the sentence, its citation, small line.

        `here` sets the anchor of its address; elsewhere the line links to it. `lead` replaces a
        property's phrase; without `dated` the time is left out because it stands before the line;
        not `alone`, its rivals stand beside it; not `changed`, what changed stands below.
        """
        self.shows.add(statement.address)
        target = self.target(statement) if here and statement.anchor else ()
        if statement.taken_down:
            return (target, self.removal(statement.taken_down))
        said = self.attributed(lead, statement) if lead else self.sentence(statement)
        out = [target, behind(said, self.cite(statement) if cited else ())]
        if meta := self.meta(statement, dated, alone):
            out += [" ", meta]
        if not here and (statement.anchor or not self.at_home(statement)):
            place = f"#{statement.anchor}" if statement.anchor else ""
            out += [" ", span("fs-home", Link(say("home"), f"{statement.record}.md{place}"))]
        if statement.changes and changed:
            out.append(self.changes(statement, here))
        if statement.note and statement.status == "retracted":
            out += [" ", span("fs-note", whole(statement.note))]
        return tuple(out)

    def target(self, part: Statement | Dispute) -> Content:
        """The anchor of an address on its own sheet, then those that it had before."""
        names = (part.address.partition("#")[2], *former_ids(part.formerly))
        return tuple([anchor(name) for name in names])

    def settle(self, statement: Statement) -> Content:
        """The anchor of a statement that a drawing tells in full; on its own sheet alone."""
        return ()

    def changes(self, statement: Statement, here: bool) -> Content:
        """What changed after publication: all on the fact's own sheet, elsewhere corrections.

        What the withdrawal of its sources brought about is told by the note on these.
        """
        out: list[Content] = []
        made = statement.changes if self.inline_changes else ()
        for change in (one for one in made if not withdrawals.tells(self.library, statement, one)):
            if (here and self.at_home(statement)) or change.kind == "correction":
                out += [" ", span(f"fs-change fs-{change.kind}", change_words(change))]
        return tuple(out)

    def correction(self, statement: Statement, change: Change) -> Content:
        """A correction as an item of a list, away from the fact it corrected."""
        name = self.link(statement.address, self.library.names[statement.record].name)
        return tell("change.of", who=name, what=change_words(change))

    def withdrawn(self) -> list[Content]:
        """A line for each source cited on the page that was withdrawn, but on its own sheet."""
        out: list[Content] = []
        for address in sorted(self.sources):
            found = self.library.withdrawn(address) if address != self.home else None
            if found:
                out.append(self._withdrawal(address, found))
        return out

    def _withdrawal(self, source: str, found: Removal) -> Content:
        words = {"day": date_words(found.on), "why": found.why}
        return tell("source.withdrawn.note", what=self.link(source), **words)

    def withdrawal(self, source: str, found: Removal) -> Content:
        """A withdrawn source as an item of a list of corrections: with how much stood on it."""
        note = self._withdrawal(source, found)
        alone, kept = withdrawals.stood_on(self.library, source)
        if not alone and not kept:
            return note
        counts = {"alone": counted(alone, "statement"), "kept": counted(kept, "statement")}
        return tell("source.withdrawn.entry", note=note, **counts)

    def removal(self, found: Removal) -> Content:
        """What stands in the place of something that was taken down."""
        words = say("taken-down.text", day=date_words(found.on), ground=found.why)
        return span("fs-removed", words)

    def rivals(self, dispute: Dispute) -> List:
        """The versions of a dispute, those last that were taken down with their records."""
        rows = [self.rival(s) for s in sections.versions(self.library, dispute)]
        return List((*rows, *self.removals(dispute)))

    def removals(self, dispute: Dispute) -> list[Content]:
        """What stands in the place of versions that were taken down with their records."""
        gone = (self.library.removed(version.text) for version in dispute.statements)
        return [self.removal(one) for one in gone if one]

    def rival(self, statement: Statement) -> Content:
        """A statement among versions that contradict it, with the names of those who print it.

        A hand-written page leaves its evidence to its own sheet, to which the line leads.
        """
        here = self.at_home(statement)
        line = self.line(statement, here=here, alone=False, cited=self.inline_changes)
        sources = [self.library.heads[r.address] for r in self.library.standing(statement)]
        names = list(dict.fromkeys(source.labels["publisher"] for source in sources))
        if not names:
            return line
        return (line, " ", span("fs-who", tell("printed-by", who=listed(names, "list.comma"))))

    def quotation(self, record: Head, wording: Wording) -> Quote:
        """A wording as a block quotation: the words, who, when, where, in which rendition."""
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

    def event(self, statement: Statement, cited: bool = True) -> Content:
        """A date as an item: when, what, who says so; on its own sheet whom else it concerns."""
        out: list[Content] = []
        if statement.when:
            out += [spans.element(statement.when, event=True), " "]
        if not self.at_home(statement):
            out += [Strong(self.link(statement.record)), " "]
        out.append(self.line(statement, dated=False, cited=cited))
        concerned = {a.record: self.library.names.get(a.record) for a in statement.about}
        others = {a: n for a, n in concerned.items() if n and a != self.home and not n.taken_down}
        if others and self.at_home(statement):
            links = [self.link(address, name.short_name) for address, name in others.items()]
            out += [" ", span("fs-about", tell("concerns", who=listed(links, "list.comma")))]
        elif others:  # for the filter of a timeline, which is our script's: nothing to read
            names = [f"{a} {name.short_name.replace('|', '/')}" for a, name in others.items()]
            out.append(span("fs-about", about="|".join(names)))
        return tuple(out)

    def spell(self, stretch: Stretch) -> Content:
        """A stretch as an item of a list; a theme can draw its mark as a part of a bar."""
        look = "reported" if stretch.state == "handover" else stretch.state
        faded = "".join(f" fs-{which}" for which in stretch.unsaid)
        classes = f"fs-spell fs-{look} fs-w{stretch.width}{faded}"
        mark = span(classes, say(f"state.{stretch.state}"))
        edge = stretch.when.end if stretch.side == "after" else stretch.when.start
        beyond = stretch.side and edge and instant_words(edge)
        text = say(f"spell.{stretch.side}", when=beyond) if beyond else ""
        out: list[Content] = [mark, " ", spans.element(stretch.when, text=text)]
        if stretch.holders:
            out += [" ", self.holders(stretch.holders, stretch.state)]
        told = "" if stretch.when.end else "until"  # by the words of the time
        if unsaid := self.unsaid(tuple(one for one in stretch.unsaid if one != told)):
            out += [" ", unsaid]
        return tuple(out)

    def unsaid(self, which: tuple[str, ...]) -> Content:
        """That nobody says since when, or until when, somebody held it."""
        said = [say(f"spell.{one}") for one in which]
        return span(META, listed(said, "list.comma")) if said else ()

    def holders(self, found: tuple[Statement, ...], known: str = "") -> Content:
        """Who held it: each with scope, attribution, citation; status unless that is `known`."""
        if not found:
            return span(META, say("not-known"))
        parts: list[Content] = []
        for s in found:
            self.shows.add(s.address)
            said = self.attributed(self.scoped(self.link(s.value.text), s), s)
            marks = self.status(s) if s.status != known else ()
            parts.append((said, self.cite(s), *((" ", marks) if marks else ())))
        return listed(parts, "list.semicolon")
