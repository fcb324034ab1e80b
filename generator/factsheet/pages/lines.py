"""Statements as lines: an item of a list, a sentence of running text, a block quotation, an entry of the timeline."""

from functools import lru_cache

from markupsafe import Markup

from factsheet.document import (
    NOTHING,
    SPACE,
    anchor,
    encode,
    foreign,
    glue,
    internal,
    join,
    placed,
    span,
)
from factsheet.evidence import timing, weight
from factsheet.language import RENDITION_WORDS, change_words, plural, quoted
from factsheet.pages.writer import Writer
from factsheet.pictures import spans
from factsheet.reading import Dispute, Record
from factsheet.values import Change, Statement, Wording, words


@lru_cache(
    maxsize=50_000, typed=True
)  # most come again on other pages; typed: a text that looks like Markdown is not Markdown
def small(*parts: str | Markup) -> Markup:
    """The small line beside a statement."""
    return span("fs-meta", join([*parts], " · ")) if parts else NOTHING


@lru_cache(maxsize=50_000)
def home(record: str, anchor: str, folder: str) -> Markup:
    """The way to where a statement stands on its own sheet, the same from every page of a folder."""
    return span(
        "fs-home", internal("↗", f"{record}.md#{anchor}" if anchor else f"{record}.md", folder)
    )


class LineWriter(Writer):
    """Puts a statement's words together with its citation, status, time and what else stands beside it."""

    inline_changes = False  # a hand-written page lists its corrections at the end

    def in_prose(self, statement: Statement, body: Markup) -> Markup:
        """`body` with the statement's citation, its status, its time and the way to other versions, for running text."""
        marks = [m for m in (self.status(statement),) if m]
        if beside := [
            part
            for part in (timing(statement), self.then(statement), self.versions(statement))
            if part
        ]:
            marks.append(
                span("fs-meta", glue(Markup("&#40;"), join(beside, " · "), Markup("&#41;")))
            )
        return placed(
            statement.address,
            self.strength(statement),
            join([glue(body, self.cite(statement)), *marks], " "),
        )

    def strength(self, statement: Statement) -> str:
        """How many reports a statement rests on, and how many are left when copies count once; empty for a single report."""
        if len(statement.references) < 2:
            return ""
        reports, sources = weight.independent(
            self.library, [r.address for r in statement.references]
        )
        return f"{reports} reports, {plural(sources, 'independent source')}" if reports > 1 else ""

    def meta(self, statement: Statement, dated: bool = True, alone: bool = True) -> Markup:
        """Status, time, scope and strength of a statement in one small line."""
        parts = (
            self.status(statement),
            timing(statement) if dated else "",
            self.then(statement),
            self.earlier(statement) if alone and self._at_home(statement) else "",
            f"said {words(statement.said, event=True)}"
            if statement.said and statement.said != statement.when
            else "",
            f"recorded {words(statement.recorded)}" if statement.recorded else "",
            statement.scope if statement.property == "facts" else "",
            self.strength(statement),
            self.versions(statement) if alone else "",
        )
        return small(*filter(None, parts))

    def then(self, statement: Statement) -> Markup:
        """What took the statement's place, as a link with who says so; nothing where that is not known."""
        by = statement.superseded_by
        later = self.library.statements.get(by.text) if by else None
        if later is None:  # a view of another day may not have it
            return NOTHING
        marks = [SPACE, mark] if (mark := self.status(later)) else []
        return glue(
            Markup("then: "), self._named(later, statement.record), self.attribution(later), *marks
        )

    def earlier(self, statement: Statement) -> Markup:
        """Whose place the statement took, as links, each marked as holding no longer; on the statement's own sheet."""
        before = self.library.before.get(statement.address, ())
        found = [
            glue(self._named(s, statement.record), self.attribution(s), SPACE, self.status(s))
            for s in before
        ]
        return glue(Markup("before that: "), join([*found], "; ")) if found else NOTHING

    def _named(self, statement: Statement, home: str) -> Markup:
        """A statement in a few words that lead to it; on its own record's sheet a value stands alone."""
        record = self.library.records[statement.record]
        words_ = statement.text.removesuffix(".")
        if isinstance(statement, Wording):
            words_ = quoted(statement.text)
        elif not words_:
            words_ = self.plain_phrase(statement, record, statement.record == home)
        page, hash_, place = statement.address.partition("#")
        return internal(words_, f"{page}.md{hash_}{place}", self.folder)

    def line(
        self,
        statement: Statement,
        here: bool = True,
        lead: str | Markup = "",
        dated: bool = True,
        alone: bool = True,
    ) -> Markup:
        """A statement as an item of a list: the sentence, its citation, its small line and its note.

        `here` sets the anchor of its address; elsewhere the line links to it. `lead` replaces a property's phrase, and
        without `dated` the time is left out because it stands before the line; not `alone`, its rivals stand beside it.
        """
        out = [self.target(statement)] if here and statement.anchor else []
        if lead:
            self.shows.add(statement.address)
            out += [lead, self.attribution(statement)]
        else:
            out.append(self.sentence(statement))
        out.append(self.cite(statement))
        if meta := self.meta(statement, dated, alone):
            out += [SPACE, meta]
        if not here:
            out += [SPACE, home(statement.record, statement.anchor, self.folder)]
        if statement.changes:
            out.append(self.changes(statement, here))
        if statement.note:
            out += [SPACE, span("fs-note", statement.note)]
        return glue(*out)

    def target(self, part: Statement | Dispute) -> Markup:
        """The anchor of an address on its own sheet, and those that it had before; the present one comes first."""
        return glue(*[anchor(name) for name in (part.address.partition("#")[2], *part.formerly)])

    def changes(self, statement: Statement, here: bool) -> Markup:
        """What was changed after publication: all of it on the fact's own sheet, corrections wherever the fact stands."""
        out = []
        for change in statement.changes if self.inline_changes else ():
            if (here and self._at_home(statement)) or change.kind == "correction":
                out += [
                    SPACE,
                    span(
                        f"fs-change fs-{change.kind}",
                        change_words(change.kind, change.on, change.was, change.why),
                    ),
                ]
        return glue(*out) if out else NOTHING

    def correction(self, statement: Statement, change: Change) -> Markup:
        """A correction as an item of a list, away from the fact it corrected."""
        name = self.link(statement.address, self.library.names[statement.record].name)
        return (
            Markup("- ")
            + name
            + Markup(": ")
            + encode(change_words(change.kind, change.on, change.was, change.why))
        )

    def rival(self, statement: Statement) -> Markup:
        """A statement among the versions that contradict it: with the names of those who print it."""
        names = [
            str(self.library.records[r.address].labels["publisher"]) for r in statement.references
        ]
        who = span("fs-who", glue(Markup("printed by "), join(list(dict.fromkeys(names)))))
        return glue(self.line(statement, here=False, alone=False), SPACE, who)

    def quotation(self, record: Record, wording: Wording) -> Markup:
        """A wording as a block quotation: the words, who, when, where, in which rendition, and the citation."""
        self.shows |= {record.address, wording.address}
        label = record.labels
        parts: list[str | Markup] = [self.link(self._speaker(wording).text)]
        parts += [words(label["said"], event=True)] if label.get("said") else []
        parts += [label["occasion"]] if label.get("occasion") else []
        parts += [self.link(label["where"].text)] if label.get("where") else []
        rendition = RENDITION_WORDS[wording.rendition]
        by = [Markup(" by "), self.party(wording.translated_by)] if wording.translated_by else []
        parts.append(span("fs-rendition", glue(rendition, *by)))
        parts += [part for part in (self.status(wording), self.then(wording)) if part]
        at_home = self._at_home(wording)
        here = self.target(wording) if at_home else NOTHING
        said = foreign(quoted(wording.text), wording.language)
        source = [Markup("\n>\n> — "), join(parts), self.changes(wording, at_home)]
        return glue(Markup("> "), here, said, self.cite(wording), *source, Markup("\n"))

    def event(self, statement: Statement) -> Markup:
        """A date of the timeline as an item of a list: when, what, who says so, and whom else it concerns."""
        when = glue(spans.element(statement.when, event=True), SPACE) if statement.when else NOTHING
        name = (
            NOTHING if self._at_home(statement) else Markup(f"**{self.link(statement.record)}** ")
        )
        concerned = {a.record: self.library.names.get(a.record) for a in statement.about}
        others = [
            self.link(a, n.short_name) for a, n in concerned.items() if n and f"{a}.md" != self.path
        ]
        about = (
            glue(SPACE, span("fs-about", Markup(f"concerns {join(others)}"))) if others else NOTHING
        )
        return glue(when, name, self.line(statement, dated=False), about)
