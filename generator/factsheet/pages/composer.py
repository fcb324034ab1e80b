"""Statements in words.

One composer per page turns statements into content, and notes what it shows.
"""

from collections.abc import Callable
from typing import Any

from factsheet.document import Content, Image, Link, Web, as_marked, marked, span, whole
from factsheet.evidence import Head, Library, weight
from factsheet.language import date_words, language as spoken, listed, plain_value, quoted
from factsheet.language import say, tell
from factsheet.values import Absent, Address, File, Foreign, Name, Outward, Passage, Statement
from factsheet.values import When, Wording, cut

Names = Callable[[tuple[Address | str, ...]], Content]
META = "fs-meta"
APART = (bool, Absent, File, Passage)  # values that read like no part of a phrase
ENDS = ".?!…؟"  # with one of them a sentence ends
LONGEST = 80  # characters of a text in the words of a link


def foreign(text: str, language: str) -> Content:
    """A text in another language, marked with its language and direction."""
    return text if language == spoken() else marked(Foreign(text, language))


def named(name: Name) -> Content:
    """A name in its own language, with its other spellings."""
    said = foreign(name.text, name.language) if name.language else name.text
    if not name.spellings:
        return said
    return tell("name.spelt", name=said, spellings=listed(list(name.spellings), "list.comma"))


def shown(file: File) -> Content:
    """A picture, or the way to a document, with licence and credit."""
    picture = file.is_picture
    what = as_marked(file.alt, Image(file.path, file.alt)) if picture else Link(file.alt, file.path)
    credit = say("file.credit", credit=file.credit, licence=file.licence)
    return (what, " ", span(META, credit))


def mark(status: str) -> Content:
    """The mark of a status; the usual one is a word like any other."""
    word = say(f"status.{status}")
    return word if status == "accepted" else span(f"fs-status fs-{status}", word)


def shortened(text: str, most: int) -> str:
    """A text of so many characters at most, cut behind a word."""
    if len(text) <= most:
        return text
    end = text[:most].rfind(" ")
    return say("cut", text=cut(text, end if end > 0 else most))


class Composer:
    """Composes what one page says; `path` is its Markdown path, `shows` every address printed.

    `home` is the address of the sheet that the page belongs to: its own, or that of the sheet whose
    long lists it continues.
    """

    def __init__(self, library: Library, path: str, home: str = "") -> None:
        self.library = library
        self.path = path
        self.home = home or path.removesuffix(".md")
        self.shows: set[str] = set()
        self.linked: dict[str, None] = {}  # records named, in the order of their first link
        self.anchors: set[str] = set()  # those of the page's own record

    def link(self, address: str, text: str = "") -> Content:
        """A link to the sheet of a record or to a statement on it."""
        found = self.library.names.get(address.partition("#")[0])
        if found is None:  # a view of another day does not have it
            return text or say("not-known-then")
        if found.taken_down:  # whatever it was called, and whatever stood there
            return Link(say("taken-down.name"), f"{found.address}.md")
        target = f"{found.address}.md{address[len(found.address) :]}"
        if target != self.path:
            self.linked[found.address] = None
        return Link(text or found.name, target)

    def party(self, party: Address | str) -> Content:
        """Somebody within a sentence: an address as a link, with its article; words as they are."""
        if not isinstance(party, Address):
            return party
        found = self.library.names.get(party.record)
        name = self.link(party.text)
        if not found or not found.article:
            return name
        return tell("with-article", article=found.article, name=name)

    def parties(self, found: tuple[Address | str, ...]) -> Content:
        """Several in a row; where one has a comma of its own, semicolons part them."""
        comma = any(isinstance(p, str) and "," in p for p in found) and len(found) > 1
        row = [self.party(p) for p in found]
        return listed(row, "list.semicolon-and" if comma else "list.and")

    def value(self, value: object) -> Content:
        """A property's value in words."""
        if isinstance(value, Address):
            return self.link(value.text)
        if isinstance(value, When):
            return date_words(value, event=True)
        if isinstance(value, Outward):
            return Web(value.text, value.url) if value.url else value.text
        if isinstance(value, Name):
            return named(value)
        return shown(value) if isinstance(value, File) else plain_value(value)

    def attributed(self, what: Content, statement: Statement) -> Content:
        """`what`, according to the army (via a video); alone where the source speaks for itself."""
        by, via = statement.asserted_by, statement.via
        if not by and not via:
            return what
        values: dict[str, Any] = {"what": what, "count": len(by)}
        how = "denied" if statement.status == "denied" else "according"
        if how != "denied" and self._own_account(statement):
            how = "own"
        elif by:
            values["who"] = self.parties(by)
        if via:
            values["via"] = self.parties(via)
            how = f"{how}.via" if by else "via"
        return tell(f"attribution.{how}", **values)

    def _own_account(self, statement: Statement) -> bool:
        """True when a group speaks of itself: it is the value, or the subject of the sentence."""
        library = self.library.untranslated  # in whose words the subject comes first
        statement = library.statements[statement.address]
        parties = statement.asserted_by
        if len(parties) != 1 or not isinstance(party := parties[0], Address):
            return False
        if isinstance(statement.value, Address):
            return statement.value.text == party.text
        found = library.names[party.record]
        before = ("", *(f"{one} ".replace("’ ", "’") for one in say("articles").split()))
        subjects = {f"{the}{n} " for the in before for n in (found.name, found.short_name)}
        collective = self.library.kinds[found.address.partition("/")[0]].collective
        return collective and statement.text.startswith(tuple(subjects))

    def sentence(self, statement: Statement) -> Content:
        """The statement as a sentence, with who says so."""
        self.shows.add(statement.address)
        if isinstance(statement, Wording):
            said = foreign(quoted(statement.text), statement.language)
            if self.at_home(statement):
                return said
            return tell("quoted.by", what=said, who=self.link(self.speaker(statement).text))
        text = statement.text
        if not text:
            return tell("sentence", what=self.attributed(self.phrase(statement), statement))
        if isinstance(text, Foreign):
            return self._in_two(text, statement)
        if not statement.asserted_by and not statement.via:
            return text if text[-1] in ENDS else tell("sentence", what=text)
        return tell("sentence", what=self.attributed(text.removesuffix("."), statement))

    def _in_two(self, text: Foreign, statement: Statement) -> Content:
        """A sentence in another language as it is, then in that of the page who says so."""
        if who := self.vouched(statement, self.parties):
            return tell("sentence", what=listed([whole(text), who], "list.dash"))
        return whole(text) if text[-1] in ENDS else tell("sentence", what=whole(text))

    def vouched(self, statement: Statement, names: Names) -> Content:
        """Who says so, and through whom, as `names` puts parties into words."""
        by, via = (names(found) for found in (statement.asserted_by, statement.via))
        if not by:
            return tell("vouched.via", via=via) if via else ()
        key = "vouched.denied" if statement.status == "denied" else "vouched"
        told = tell(key, who=by, count=len(statement.asserted_by))
        return tell("vouched.by-via", what=told, via=via) if via else told

    def phrase(self, statement: Statement) -> Content:
        """A property as a phrase that stands alone: `Oslo: population 652,609 (city, census)`."""
        record = self.library.heads[statement.record]
        value = statement.value
        whole = value.text.removesuffix(".") if isinstance(value, Passage) else self.value(value)
        said = self._labelled(record, statement, whole)
        return self.scoped(said, statement)

    def _labelled(self, record: Head, statement: Statement, value: Content) -> Content:
        if statement.property == "figures":
            return tell("phrase.bare", who=record.name, value=value)
        what, told = record.kind.all_fields[statement.property].within, statement.value
        key = "phrase.answer" if isinstance(told, APART) else "phrase"
        return tell(key, who=record.name, what=what, value=value)

    def plain_phrase(self, statement: Statement, record: Head, bare: bool) -> Content:
        """A value for the words of a link: `Oslo: population 652,609`; `bare` without its lead."""
        value = statement.value
        text = date_words(value, event=True) if isinstance(value, When) else plain_value(value)
        if isinstance(value, Address):
            text = self.library.names[value.record].name
        elif isinstance(value, Passage):
            text = shortened(text, LONGEST)
        elif isinstance(value, Name) and value.language not in ("", spoken()):
            text = Foreign(text, value.language)
        said = text if bare else self._labelled(record, statement, text)
        return self.scoped(said, statement)

    def scoped(self, what: Content, statement: Statement) -> Content:
        """`… (city, census)`: with what exactly was counted or listed, if that is said."""
        return tell("scoped", what=what, scope=statement.scope) if statement.scope else what

    def status(self, statement: Statement, told: bool = False) -> Content:
        """The marks of a statement: a status that is not the usual one; that it was corrected.

        Where it is `told` who claims or denies it, that has no mark.
        """
        if statement.status == "accepted" and not statement.changes:
            return ()
        usual = ("accepted", "claimed", "denied") if told else ("accepted",)
        marks = [mark(statement.status)] if statement.status not in usual else []
        corrected = any(change.kind == "correction" for change in statement.changes)
        marks += [mark("corrected")] if corrected else []
        return listed(marks, "list.blank") if marks else ()

    def versions(self, statement: Statement) -> Content:
        """A link to the other versions, where there are any."""
        home, _, name = weight.contested(self.library, statement.address).partition("#")
        return Link(say("versions-differ"), f"{home}.md#{name}") if home else ()

    def at_home(self, statement: Statement) -> bool:
        """True on the sheet of the statement's own record."""
        return self.home == statement.record

    def speaker(self, wording: Wording) -> Address:
        """Whom this source credits; usually the speaker of the quote."""
        record = self.library.heads[wording.record]
        speaker: Address = wording.speaker or record.labels["speaker"]
        return speaker
