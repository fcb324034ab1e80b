"""What became of a statement, as an entry of a feed: in plain words, in each language of the site.

An entry tells what changed, from what to what, why, who says so now, and on which pages it stands.
What was taken down has none of its words in it.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from factsheet.document import Content, Link
from factsheet.evidence import Library
from factsheet.language import change_told, counted, language_name, listed, say, tell
from factsheet.outputs.changes import WITHDRAWN, Event, id_of
from factsheet.outputs.facts import Facts
from factsheet.pages import citations, plain
from factsheet.values import Foreign, Passage, Statement, Wording

MAX_TITLE = 150  # characters of a sentence in a title
MAX_SOURCES = 5  # that are named; the others are counted
MAX_PAGES = 10  # that are named


class Entry(NamedTuple):
    """An entry; `target` is where its statement or record stands, as links have it."""

    id: str
    day: date
    kind: str
    title: str
    target: str
    told: tuple[Content, ...]  # its paragraphs


class Entries:
    """The entries of a site, each made once in each language."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.site = facts, facts.site
        self._made: dict[tuple[str, str], Entry] = {}

    def of(self, code: str, event: Event) -> Entry:
        """The entry of an event."""
        id_ = id_of(self.site.library, event)
        if (code, id_) not in self._made:
            with self.site.speaking(code) as library:
                self._made[code, id_] = self._entry(id_, code, library, event)
        return self._made[code, id_]

    def _entry(self, id_: str, code: str, library: Library, event: Event) -> Entry:
        kind = WITHDRAWN if event.what == WITHDRAWN and not event.taken_down else event.kind
        title = self._title(code, library, event, kind)
        told = tuple(self._told(code, library, event))
        return Entry(id_, event.day, kind, title, _target(event.address), told)

    def _title(self, code: str, library: Library, event: Event, kind: str) -> str:
        name = library.records[event.address.partition("#")[0]].name
        if event.taken_down:
            part = event.address in library.statements
            return say("feed.taken-down.part", who=name) if part else say("feed.taken-down.page")
        if event.removal:
            return say(f"feed.{kind}", what=_shortened(str(name)))
        statement = library.statements[event.address]
        said = self.facts.sentence(code, event.address)
        if statement.text and not isinstance(statement, Wording) and name not in said:
            said = say("entry", who=name, what=said)
        marks = [say("feed.in", language=language_name(own))] if (own := _own(statement)) else []
        if statement.status != "accepted" and event.what != WITHDRAWN:
            marks.append(say(f"status.{statement.status}"))
        said = _shortened(said)
        if marks:
            mark = "".join(listed(marks, "list.comma"))
            said = say("feed.marked", what=said.removesuffix("."), mark=mark)
        return say(f"feed.{kind}", what=said)

    def _told(self, code: str, library: Library, event: Event) -> Iterator[Content]:
        """The paragraphs of an entry."""
        gone = event.removal
        if gone and event.taken_down:
            yield plain.removal(library, gone)
        elif gone:
            yield plain.withdrawal(library, event.address, gone)
        else:
            yield from self._statement(code, library, event)
        if pages := self._pages(code, library, event.address):
            yield tell("feed.pages", pages=listed(pages, "list.comma"))

    def _statement(self, code: str, library: Library, event: Event) -> Iterator[Content]:
        """What a statement says now, what it said before, how sure that is, on what it rests."""
        statement = library.statements[event.address]
        said = plain.told(library, statement)
        key = "feed.no-longer" if event.what == WITHDRAWN else "feed.now" if event.change else ""
        yield tell(key, what=said) if key else said
        if event.change:
            original = next(iter(self.site.libraries))
            yield change_told(event.change, lambda text: _typed(text, original, code))
        if statement.status != "accepted":
            mark = say(f"status.{statement.status}")
            meaning = say(f"status.{statement.status}.meaning")
            yield say("feed.status", mark=mark, meaning=meaning)
            yield statement.note or ()
        if statement.status != "retracted":
            yield self._sources(library, statement)

    def _sources(self, library: Library, statement: Statement) -> Content:
        """The sources that it rests on, and how many of them are independent of one another."""
        data = self.facts.statement(statement.address)
        found = dict.fromkeys(one["source"] for one in data["references"] if one["counts"])
        if not found:
            return ()
        named: list[Content] = [
            listed(list(citations.line(library.records[address])), "list.comma")
            for address in list(found)[:MAX_SOURCES]
        ]
        if more := len(found) - len(named):
            named.append(say("page.more-sources", count=more))
        sources: Content = listed(named, "list.semicolon")
        if (reports := data["reports"]) > 1:
            independent = counted(data["independent_sources"], "independent-source")
            strength = say("strength", reports=reports, sources=independent)
            sources = (sources, " ", tell("brackets", what=strength))
        return tell("feed.sources", sources=sources)

    def _pages(self, code: str, library: Library, address: str) -> list[Content]:
        """The sheet on which something stands, then the other pages that show it, by name."""
        home = address.partition("#")[0]
        by_hand: list[Content] = []
        sheets: list[Content] = []
        for path in self.site.pages.get(address, ()):
            record = library.records.get(path.removesuffix(".md"))
            if title := self.site.titles.get(f"{self.site.folder(code)}{path}"):
                by_hand.append(Link(title, path))
            elif record and record.address != home and not record.kind.is_source:
                sheets.append(Link(record.name, path))
        own = Link(library.records[home].name, _target(address))
        return [own, *by_hand, *sheets][:MAX_PAGES]


def _target(address: str) -> str:
    home, hash_, anchor = address.partition("#")
    return f"{home}.md{hash_}{anchor}"


def _shortened(text: str) -> str:
    """A text for a title, cut behind a word."""
    if len(text) <= MAX_TITLE:
        return text
    return say("cut", text=text[:MAX_TITLE].rpartition(" ")[0] or text[:MAX_TITLE])


def _own(statement: Statement) -> str:
    """The language of a statement that is printed in its own; empty for that of the feed."""
    value = statement.value
    texts = (statement.text, value.text if isinstance(value, Passage) else value)
    return next((one.language for one in texts if isinstance(one, Foreign)), "")


def _typed(text: str, original: str, code: str) -> str:
    """What the site has typed in the language of the original alone."""
    return text if original == code else Foreign(text, original)
