"""The footnotes of a page, one for each passage; and its sources, each once.

A footnote says on what its passage rests and how well that is known; a source stands in full in the
list below the page, to which the footnotes lead.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import count

from factsheet.document import Block, Box, Cite, Content, Element, Heading, Link, List
from factsheet.document import Strong, in_tongues, span, whole
from factsheet.evidence import Library, timing, weight
from factsheet.language import counted, date_words, listed, quoted, say, tell
from factsheet.pages import citations
from factsheet.pages.composer import Composer, foreign, shortened
from factsheet.values import SENTENCES, Address, Reference, Statement, Wording

LINE, MARK = 400, 130  # bytes of a line beside its text, of a mark
NOTE, PLACE, SOURCE = 400, 110, 420  # of a footnote, of a source in it, of one in the list
WORDS = 50  # characters of a statement in a footnote
OPEN = 12  # sources that are not folded


class NoteComposer(Composer):
    """A composer with the footnotes of its page."""

    def __init__(self, library: Library, path: str, home: str = "") -> None:
        super().__init__(library, path, home)
        self.notes: dict[str, Content] = {}  # the text of each footnote by its name
        self._numbers: dict[str, Iterator[int]] = {}  # for those that would be called the same
        self.passages: dict[tuple[str, ...], str] = {}  # the facts of a passage -> its footnote
        self.explained: set[str] = set()  # the facts of which a footnote tells all
        self.sources: dict[str, None] = {}  # the addresses of those cited, in order
        self.bulk = 0  # bytes of what is printed, roughly

    def passage(self, addresses: Iterable[str], content: Content) -> Element:
        """Words of running text that rest on these facts together; their note leads to several."""
        told = [*addresses]
        return span("fs-fact", content, **({"fact": told[0]} if len(told) == 1 else {}))

    def cite(self, *statements: Statement) -> Content:
        """The footnote mark of a passage that rests on these; one with the same shares the note.

        On the sheet of a source that is none: what rests on it has its notes where it stands.
        """
        told = {s.address: s for s in statements if s.references or s.note}
        for s in told.values():
            self.bulk += LINE + len(s.text) + len(getattr(s.value, "text", ""))
        if not told or any(map(self._rests_here, told.values())):
            return ()
        for reference in (r for s in told.values() for r in s.references):
            self.bulk += SOURCE * (reference.address not in self.sources)
            self.sources[reference.address] = None
        self.bulk += MARK
        name = self.passages.get(tuple(sorted(told)))
        return Cite((name or self._note(list(told.values())),))

    def _rests_here(self, statement: Statement) -> bool:
        """Whether the page is a source's, and the statement another record's."""
        source = self.home.startswith(f"{self.library.kinds.sources}/")
        return source and statement.record != self.home

    def _note(self, found: list[Statement]) -> str:
        """Write the footnote of a passage; gives its name."""
        name = base = found[0].address.partition("/")[2].replace("#", "-")
        if name in self.notes:
            numbers = self._numbers.setdefault(base, count(2))
            name = next(n for i in numbers if (n := f"{base}-{i}") not in self.notes)
        self.passages[tuple(sorted(s.address for s in found))] = name
        self.notes[name] = self._alone(found[0]) if len(found) == 1 else self._together(found)
        self.explained |= {s.address for s in found}
        for s in found:
            self.bulk += NOTE + PLACE * len(s.references) + len(s.note)
        return name

    def _alone(self, statement: Statement) -> Content:
        """What a footnote says of one statement: the same on every page but for its own sheet."""
        key = "note", statement.address, self.at_home(statement)
        found: Content = self.library.once(key, partial(self._entry, statement, True))
        return found

    def _together(self, found: list[Statement]) -> Content:
        """A footnote of several statements: their sources, each once, then what is told of each.

        What a footnote above tells of one is not told again; the script looks there.
        """
        places = self._sources(r for s in found for r in s.references)
        entries = [self._entry(s, False, brief=s.address in self.explained) for s in found]
        named = tell("sentence", what=places) if places else ()
        return listed([one for one in (named, *entries) if one], "list.blank")

    def _entry(self, s: Statement, alone: bool, brief: bool = False) -> Content:
        """The first words, the sources if it is alone; unless `brief` how well it is known."""
        words: Content = self.first_words(s)
        if not self.at_home(s):
            words = Link(words, f"{s.record}.md#{s.anchor}" if s.anchor else f"{s.record}.md")
        if brief:
            return Strong(tell("sentence", what=words))
        parts: list[Content] = [Strong(tell("labelled", what=words))]
        how, places = listed(self.aside(s), "list.semicolon"), self._sources(s.references)
        if known := [one for one in (places if alone else (), how) if one]:
            parts.append(tell("sentence", what=listed(known, "list.dash")))
        if s.note:
            parts.append(whole(s.note))
        return listed(parts, "list.blank")

    def _sources(self, references: Iterable[Reference]) -> Content:
        """The sources that are cited, each once, as the list of the page begins with them."""
        found = [*self._places(references)]
        return span("fs-sources", listed(found, "list.semicolon")) if found else ()

    def first_words(self, statement: Statement, most: int = WORDS) -> Content:
        """A statement in so many characters."""
        if isinstance(statement, Wording):
            return foreign(quoted(shortened(statement.text, most)), statement.language)
        text = statement.text.removesuffix(".")
        if not text:
            record, own = self.library.heads[statement.record], self.at_home(statement)
            text = in_tongues(self.plain_phrase(statement, record, own))
            if own and (field := record.kind.all_fields.get(statement.property)):
                text = say("phrase.own", what=field.label, value=text)
        return shortened(text, most)

    def _places(self, references: Iterable[Reference]) -> Iterator[Content]:
        """The sources that are cited in short, each once, with the places in it."""
        places: dict[str, list[Reference]] = {}
        for reference in dict.fromkeys(references):
            places.setdefault(reference.address, []).append(reference)
        for address, found in places.items():
            record = self.library.records[address]
            words = [citations.short(self.library, record), *citations.asides(record, found)]
            yield listed(words, "list.comma")

    def aside(self, statement: Statement) -> list[Content]:
        """How well a statement is known: what of these there is."""
        s, said = statement, statement.said if statement.said != statement.when else None
        scope = s.scope if s.property in SENTENCES else ""
        found = [
            self.strength(s), self.status(s), self.vouched(s, self.names),
            say("held", when=held) if (held := timing(s)) else "",
            say("said", when=date_words(said, event=True)) if said else "", scope,
        ]  # fmt: skip
        return [one for one in found if one]

    def names(self, parties: tuple[Address | str, ...]) -> Content:
        """Several in a row as plain text: the sentence above has the links."""
        row: list[Content] = []
        for party in parties:
            known = self.library.names.get(party.record) if isinstance(party, Address) else None
            if not isinstance(party, Address):
                row.append(party)
            elif known and not known.taken_down:
                named = tell("with-article", article=known.article, name=known.name)
                row.append(named if known.article else known.name)
            else:
                row.append(say("taken-down.name" if known else "not-known-then"))
        return listed(row, "list.and")

    def strength(self, statement: Statement) -> str:
        """How many reports a statement rests on, and how many without copies; empty for one."""
        if len(statement.references) < 2:
            return ""
        cited = [r.address for r in statement.references]
        reports, sources = weight.independent(self.library, cited)
        if reports < 2:
            return ""
        known = counted(sources, "independent-source")
        return known if reports == sources else say("strength", reports=reports, sources=known)

    def bibliography(self) -> list[Block]:
        """The sources of the page under a heading, the first few open; that of the footnotes."""
        if not self.notes:
            return []
        records = (self.library.records[address] for address in self.sources)
        found = sorted(records, key=citations.order)
        rows = [citations.entry(self.library, r, self.home == r.address) for r in found]
        out: list[Block] = []
        if rows:
            out += [Heading(2, say("page.sources"), "sources__"), List(tuple(rows[:OPEN]))]
        if more := rows[OPEN:]:
            out.append(Box("fold", say("page.more-sources", count=len(more)), (List(tuple(more)),)))
        return [*out, Heading(2, say("page.notes"), "notes__")]
