"""Facts that stand alone in words: each with all that a reader must be told of it, as elements.

Nothing around them explains a mark, a source or a correction: all of it stands with the fact.
"""

from collections.abc import Callable
from typing import NamedTuple

from factsheet.document import Content, Element, Link, Strong, Web, anchor, to_text
from factsheet.evidence import Library, timing
from factsheet.language import change_words, counted, date_words, listed, say, tell
from factsheet.pages import citations
from factsheet.pages.alone import LONGEST, MAP, ROOM, TIMELINE, Piece, ids_of, others
from factsheet.pages.alone_cut import PLACES, cut, fitting, room, shorter
from factsheet.pages.composer import mark
from factsheet.pages.line_composer import LineComposer
from factsheet.pictures import locator, spans
from factsheet.reading import Dispute, Record
from factsheet.values import SENTENCES, Reference, Statement, Wording


class Shared(NamedTuple):
    """What many frames of a language share, by the addresses of statements and sources.

    Sentences; how many reports and independent sources there are; sources in short, as far as they
    are known.
    """

    said: Callable[[str], Content]
    weighed: Callable[[str], tuple[int, int]]
    cited: dict[str, Content]


def block(tag: str, classes: str, *content: Content, id_: str = "") -> Element:
    """An element with class names of ours, and an id if it is given."""
    head = (("id", id_),) if id_ else ()
    return Element(tag, (*head, ("class", classes)) if classes else head, content)


class AloneComposer(LineComposer):
    """Composes pieces for a frame at a path; `name` is what the site is called."""

    def __init__(
        self, library: Library, path: str, home: str, name: str, shared: Shared
    ) -> None:  # fmt: skip
        super().__init__(library, path, home)
        self.name, self.shared = name, shared
        self.room = 0  # bytes of a statement of the piece at hand, if that is too much for a page

    def target(self, part: Statement | Dispute) -> Content:
        """Nothing: what stands around a fact has its id."""
        return ()

    def cite(self, *statements: Statement) -> Content:
        """Nothing: the sources stand below a fact."""
        return ()

    def piece(self, piece: Piece) -> Element:
        """A piece in a section of its own, with all its ids."""
        self.room = room(self.library, piece)
        if piece.what == TIMELINE:
            return self._dates(piece)
        if piece.what == MAP:
            return self._place(piece)
        if piece.dispute:
            return self._dispute(piece, piece.dispute)
        statement, ids = piece.statements[0], piece.ids
        rest = (*map(anchor, ids[1:]), *self.told(statement), self._moved(piece, statement.record))
        return block("section", "f", *rest, id_=ids[0] if ids else "")

    def rows(self, piece: Piece) -> list[tuple[tuple[str, ...], Content, Content]]:
        """(ids, words, who says so) of each thing in a piece, for a list that leads to it."""
        if piece.what in (TIMELINE, MAP):
            key = "sheet.timeline" if piece.what == TIMELINE else "map.where"
            return [(piece.ids, say(key), ())]
        if not piece.dispute:
            return [(piece.ids, *self._briefly(piece.statements[0]))] if piece.ids else []
        mine = [s for s in piece.statements if s.address in piece.own]
        rows = [(ids_of(s), *self._briefly(s)) for s in mine]
        taken = {id_ for ids, *_ in rows for id_ in ids}
        left = tuple(id_ for id_ in piece.ids if id_ not in taken)
        return [(left, piece.dispute.question, ()), *rows] if left else rows

    def _briefly(self, statement: Statement) -> tuple[Content, Content]:
        """Its first words; who says so, and what is to be known before they are read."""
        if statement.taken_down:
            return say("taken-down.name"), ()
        beside = [
            one for one in (self.vouched(statement, self.names), self.status(statement)) if one
        ]
        return self.first_words(statement), listed(beside, "list.dot") if beside else ()

    def _dispute(self, piece: Piece, dispute: Dispute) -> Element:
        """A question with its versions side by side, and why they may differ."""
        mine = [s for s in piece.statements if s.address in piece.own]
        within = {id_ for s in mine for id_ in ids_of(s)}
        ids = [id_ for id_ in piece.ids if id_ not in within]
        versions = [self._version(s, s.address in piece.own, dispute) for s in piece.statements]
        gone = [block("div", "v", one) for one in self.removals(dispute)]
        head = Element("h2", (), Link(dispute.question, self._way(dispute.address)))
        out: list[Content] = [*map(anchor, ids[1:]), head, block("div", "vs", *versions, *gone)]
        note = cut(dispute.note, ROOM // 12) if self.room else dispute.note
        out += [block("p", "n", note)] if note else []
        out.append(self._moved(piece, dispute.address.partition("#")[0]))
        return block("section", "f", *out, id_=ids[0] if ids else "")

    def _version(self, statement: Statement, own: bool, dispute: Dispute) -> Element:
        ids = ids_of(statement) if own else ()
        told = self.told(statement, dispute)
        return block("div", "v", *map(anchor, ids[1:]), *told, id_=ids[0] if ids else "")

    def _moved(self, piece: Piece, record: str) -> Content:
        """Where a thing is now that stood here."""
        where = self.link(record)
        return block("p", "m", tell("embed.moved", where=where)) if piece.moved else ()

    def _way(self, address: str) -> str:
        record, hash_, place = address.partition("#")
        return f"{record}.md{hash_}{place}"

    def told(self, statement: Statement, shown: Dispute | None = None) -> tuple[Content, ...]:
        """All that is to be said of a statement; `shown` is the question that it stands under."""
        s = shorter(statement, self.room // 12) if self.room else statement
        if s.taken_down:
            return block("p", "s", self.removal(s.taken_down)), self._on(s, ())
        out: list[Content] = []
        if s.status == "retracted":  # says so before it says what it said
            out.append(block("p", "k", mark(s.status), " ", say("status.retracted.meaning")))
            out += [block("p", "n", s.note)] if s.note else []
            out.append(block("p", "s", Element("del", (), self._sentence(s))))
        else:
            marks = mark(s.status) if s.status == "accepted" else ()
            status = [one for one in (marks, self.status(s)) if one]
            out += [block("p", "k", listed(status, "list.blank")), *self._words(s)]
        out += [block("p", "h", change_words(one)) for one in s.changes[-1:]]
        out += [self._on(s, self._beside(s, shown)), *self._sources_of(s)]
        out += [block("p", "n", s.note)] if s.note and s.status != "retracted" else []
        return tuple(out)

    def _words(self, statement: Statement) -> list[Content]:
        """The sentence; of a quotation the words, and who said them when and where."""
        if not isinstance(statement, Wording):
            return [block("p", "s", self._sentence(statement))]
        words, source = self.quotation(self.library.records[statement.record], statement)
        return [Element("blockquote", (), (block("p", "s", words), block("p", "m", source)))]

    def _sentence(self, statement: Statement) -> Content:
        """The sentence; of a long one in a piece that is too much its first words, and whose."""
        said = self.shared.said(statement.address)
        if not self.room or len(to_text(said).encode()) <= self.room // 3:
            return said
        words = self.first_words(statement, self.room // 9)
        who = self.vouched(statement, self.names)
        return listed([words, who], "list.dot") if who else words

    def _beside(self, statement: Statement, shown: Dispute | None) -> list[Content]:
        """How well it is known, when it held, what came before and after, what else is disputed."""
        s, said = statement, statement.said if statement.said != statement.when else None
        found: list[Content] = [self._known(s)]
        found += [say("held", when=held)] if (held := timing(s)) else []
        found += [say("said", when=date_words(said, event=True))] if said else []
        found += [s.scope] if s.scope and s.property in SENTENCES else []
        if s.superseded_by:
            found.append(self.then(s))
        if s.address in self.library.before:
            found.append(self.earlier(s))
        for address in others(self.library, s, shown):
            found.append(Link(say("versions-differ"), self._way(address)))
        return [one for one in found if one]

    def _known(self, statement: Statement) -> str:
        """How many reports it rests on, and how many sources these are."""
        reports, sources = self.shared.weighed(statement.address)
        known = counted(sources, "independent-source")
        return known if reports == sources else say("strength", reports=reports, sources=known)

    def _on(self, statement: Statement, beside: "list[Content] | tuple[()]") -> Element:
        """The small line of a statement, with the way to it on its sheet."""
        way = Link(say("embed.fact", site=self.name), self._way(statement.address))
        return block("p", "m", listed([*beside, way], "list.dot"))

    def _sources_of(self, statement: Statement) -> list[Content]:
        """The sources that a statement cites, each once, with the places in it."""
        places: dict[str, list[Reference]] = {}
        for reference in statement.references:
            places.setdefault(reference.address, []).append(reference)
        told = [self._source(a, found) for a, found in places.items()]
        if kept := self.room and fitting(told, self.room // 3):
            more = len(told) - kept
            told = told[:kept] + ([say("page.more-sources", count=more)] if more else [])
        return [block("ul", "c", *(Element("li", (), one) for one in told))] if told else []

    def _source(self, address: str, found: list[Reference]) -> Content:
        record, cited = self.library.records[address], self.shared.cited
        if address not in cited:
            words, url = citations.short(self.library, record), record.labels.get("URL", "")
            cited[address] = Web(words, url) if url else Link(words, f"{address}.md")
        way, places = cited[address], found if not self.room or self.room > PLACES else []
        asides = citations.asides(record, places)
        if self.room and isinstance(way, Web):  # whose address may be long
            way = Link(way.words, f"{address}.md")
        return listed([way, *asides], "list.comma") if asides else way

    def _dates(self, piece: Piece) -> Element:
        """The dates of a record, the newest of very many, in the order in which they happened."""
        rows = [Element("li", (), self._date(s)) for s in piece.statements[-LONGEST:]]
        out: list[Content] = [Element("h2", (), say("sheet.timeline")), block("ol", "t", *rows)]
        if more := len(piece.statements) - len(rows):
            words = say("list.all", entries=counted(more + len(rows), "entry"))
            out.append(block("p", "m", Link(words, f"{self.home}.md")))
        return block("section", "f", *out, id_=piece.ids[0])

    def _date(self, statement: Statement) -> Content:
        name = Strong(self.link(statement.record))
        if not statement.when:
            return name
        return (spans.element(statement.when, event=True), " ", name)

    def _place(self, piece: Piece) -> Element:
        """A small picture of where the record lies, with what says so."""
        point = piece.statements[0]
        picture = locator.picture(point.value)
        note = listed([say("map.shapes"), say("map.borders.none")], "list.blank")
        title = Element("h2", (), say("map.where"))
        told = (title, picture, block("p", "s", self._sentence(point)), *self._sources_of(point))
        out = (*told, block("p", "m", note), self._on(point, self._beside(point, None)))
        return block("section", "f", *out, id_=piece.ids[0])

    def about(self, record: Record) -> list[Content]:
        """What a record is that does not say so itself: of a source, how it is cited."""
        if record.taken_down:
            return [block("p", "s", self.removal(record.taken_down))]
        if not record.kind.is_source:
            type_ = str(record.labels.get("type", ""))
            bare = type_ and not record.lead
            words = say("sentence", what=type_[:1].upper() + type_[1:]) if bare else ""
            return [block("p", "m", words)] if words else []
        out = [
            block("p", "s", tell("sentence", what=listed([*citations.line(record)], "list.comma")))
        ]
        if gone := record.labels.get("withdrawn"):
            words = say("source.withdrawn.text", day=date_words(gone.on), why=gone.why)
            out.append(block("p", "s", words))
        rests = len(self.library.rests_on.get(record.address, ()))
        return [
            *out,
            block(
                "p", "m", say("rest-on-it", count=rests) if rests else say("source.nothing-rests")
            ),
        ]
