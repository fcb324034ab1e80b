"""Statements in words: one Writer per page turns statements into Markdown, keeps its footnotes, and notes what it shows."""

from functools import lru_cache
from itertools import count

from markupsafe import Markup

from factsheet.document import (
    DASH,
    NOTHING,
    SPACE,
    STOP,
    encode,
    folder_of,
    foreign,
    glue,
    internal,
    join,
    made,
    mark,
    relative,
)
from factsheet.evidence import Library, weight
from factsheet.language import amount_words, plain_value, point_words, quoted
from factsheet.pages import citations
from factsheet.reading import Record
from factsheet.values import Address, Amount, Reference, Statement, When, Wording, words


@lru_cache(maxsize=50_000)  # it stands on the sheet of each source too
def plain_sentence(text: str) -> Markup:
    """A sentence to which nothing is added."""
    return glue(text.removesuffix("."), NOTHING if text[-1] in "?!…" else STOP)


class Writer:
    """Writes the statements of one page. `path` is the page's Markdown path; `shows` collects every address printed."""

    def __init__(self, library: Library, path: str) -> None:
        self.library = library
        self.path = path
        self.folder = folder_of(path)
        self.shows: set[str] = set()
        self.linked: dict[str, None] = {}  # records named, in the order of their first link
        self.anchors: set[str] = set()  # those of the page's own record
        self.note_names: set[str] = set()  # of footnotes
        self.weight = 0  # characters of the footnotes
        self.notes: dict[
            tuple[str, str], tuple[Markup, Markup]
        ] = {}  # (source, locator) -> (mark, text)

    def link(self, address: str, text: str = "") -> Markup:
        """A link to the sheet of a record or to a statement on it; on its own sheet just the name."""
        found = self.library.names.get(address.partition("#")[0])
        if found is None:  # a view of another day does not have it
            return encode(text or "not known then")
        target = f"{found.address}.md{address[len(found.address) :]}"
        if target == self.path:
            return encode(text or found.name)
        self.linked[found.address] = None
        return internal(text or found.name, target, self.folder)

    def party(self, party: Address | str) -> Markup:
        """Somebody within a sentence: an address as a link, with its article; words as they are."""
        if not isinstance(party, Address):
            return encode(party)
        found = self.library.names.get(party.record)
        name = self.link(party.text)
        return glue(found.article, SPACE, name) if found and found.article else name

    def parties(self, found: tuple[Address | str, ...]) -> Markup:
        """Several in a row; where one has a comma of its own, semicolons part them."""
        comma = any(isinstance(p, str) and "," in p for p in found) and len(found) > 1
        return join(
            [self.party(p) for p in found], "; " if comma else ", ", ", and " if comma else " and "
        )

    def value(self, value: object) -> Markup:
        """A property's value in words."""
        if isinstance(value, Address):
            return self.link(value.text)
        if isinstance(value, Amount):
            return encode(amount_words(value))
        if isinstance(value, When):
            return encode(words(value, event=True))
        if isinstance(value, tuple):
            return encode(point_words(value))
        return encode(str(value))

    def cite(self, statement: Statement) -> Markup:
        """The footnote marks of a statement; a source cited twice at the same place is one footnote."""
        return made("".join([self._note(r) for r in statement.references]))

    def _note(self, reference: Reference) -> Markup:
        key = (reference.source, reference.locator)
        if key not in self.notes:
            name = base = citations.note_name(*key)
            if base in self.note_names:
                name = next(n for i in count(2) if (n := f"{base}-{i}") not in self.note_names)
            self.note_names.add(name)
            self.notes[key] = (
                made(f"[^{name}]"),
                self._footnote(self.library.records[reference.address], reference.locator),
            )
            self.weight += len(self.notes[key][1])
        return self.notes[key][0]

    def _footnote(self, record: Record, locator: str) -> Markup:
        """The text of a footnote: the same on every page of a folder, apart from the source's own sheet."""
        own = self.path == f"{record.address}.md"
        key = record.id, self.path if own else self.folder
        if not own:
            self.linked[record.address] = None
        if key not in self.library.cited:
            sheet = NOTHING if own else self.link(record.address, "about this source")
            self.library.cited[key] = citations.line(record), citations.ending(record, sheet)
        line, end = self.library.cited[key]
        return made("".join((line, citations.place(locator), end)))

    def footnotes(self) -> Markup:
        """The text of every footnote, in the order of first use."""
        return made("\n".join([f"{mark}: {text}" for mark, text in self.notes.values()]))

    def attribution(self, statement: Statement) -> Markup:
        """`, according to HTS (via Telegram)`, or nothing when the source speaks in its own voice."""
        if not statement.asserted_by and not statement.via:
            return NOTHING
        out, said_by = [], self.parties(statement.asserted_by)
        if statement.asserted_by and statement.status == "denied":
            out += [
                Markup(", which "),
                said_by,
                Markup(" denies" if len(statement.asserted_by) == 1 else " deny"),
            ]
        elif self._own_account(statement):
            out.append(Markup(", by its own account"))
        elif statement.asserted_by:
            out += [Markup(", according to "), said_by]
        if statement.via:
            out += [Markup(" &#40;via "), self.parties(statement.via), Markup("&#41;")]
        return glue(*out)

    def _own_account(self, statement: Statement) -> bool:
        """True when a group speaks of itself: it is the value, or the subject of the sentence."""
        if len(statement.asserted_by) != 1 or not isinstance(
            party := statement.asserted_by[0], Address
        ):
            return False
        if isinstance(statement.value, Address):
            return statement.value.text == party.text
        found = self.library.names[party.record]
        names = tuple(
            f"{the}{name} " for the in ("", "The ") for name in (found.name, found.short_name)
        )
        return found.address.startswith(("groups/", "places/")) and statement.text.startswith(names)

    def sentence(self, statement: Statement) -> Markup:
        """The statement as a sentence, with who says so."""
        self.shows.add(statement.address)
        if isinstance(statement, Wording):
            words_ = foreign(quoted(statement.text), statement.language)
            return (
                words_
                if self._at_home(statement)
                else glue(words_, DASH, self.link(self._speaker(statement).text))
            )
        attribution = self.attribution(statement)
        if statement.text and not attribution:
            return plain_sentence(statement.text)
        body = (
            encode(statement.text.removesuffix("."))
            if statement.text
            else self.property_phrase(statement)
        )
        return glue(body, attribution, STOP)

    def property_phrase(self, statement: Statement) -> Markup:
        """A property as a phrase that stands alone: `Homs: population 652,609 (city, census)`."""
        record = self.library.records[statement.record]
        label = (
            record.kind.all_properties[statement.property].label
            if statement.property != "figures"
            else ""
        )
        head = f"{record.name}: {label[:1].lower()}{label[1:]}".strip()
        return glue(head, SPACE, self.value(statement.value), self.scope(statement))

    def plain_phrase(self, statement: Statement, record: Record, bare: bool) -> str:
        """A property's value for the words of a link: `Homs: population 652,609`; `bare` without what comes before it."""
        value = statement.value
        text = (
            self.library.names[value.record].name
            if isinstance(value, Address)
            else words(value, event=True)
            if isinstance(value, When)
            else plain_value(value)
        )
        label = (
            record.kind.all_properties[statement.property].label
            if statement.property != "figures"
            else ""
        )
        scope = f" ({statement.scope})" if statement.scope else ""
        return (
            f"{text}{scope}"
            if bare
            else f"{record.name}: {label[:1].lower()}{label[1:]} {text}{scope}"
        )

    def scope(self, statement: Statement) -> Markup:
        """` (city, census)`: what exactly was counted or listed; or nothing."""
        return glue(SPACE, f"({statement.scope})") if statement.scope else NOTHING

    def status(self, statement: Statement) -> Markup:
        """The marks of a statement: its status unless that is the usual one, and that it was corrected."""
        if statement.status == "accepted" and not statement.changes:
            return NOTHING
        marks = [statement.status] if statement.status != "accepted" else []
        marks += (
            ["corrected"]
            if any(change.kind == "correction" for change in statement.changes)
            else []
        )
        return join([mark(status, weight.STATUS_WORDS[status][0]) for status in marks], " ")

    def relative(self, path: str) -> Markup:
        """The relative link target of another Markdown path."""
        return Markup(relative(path, self.folder))

    def versions(self, statement: Statement) -> Markup:
        """A link to the other versions, where there are any."""
        home, _, name = weight.contested(self.library, statement.address).partition("#")
        return internal("versions differ", f"{home}.md#{name}", self.folder) if home else NOTHING

    def _at_home(self, statement: Statement) -> bool:
        return self.path == f"{statement.record}.md"

    def _speaker(self, wording: Wording) -> Address:
        """Whom this source credits; usually the speaker of the quote."""
        speaker: Address = wording.speaker or self.library.records[wording.record].labels["speaker"]
        return speaker
