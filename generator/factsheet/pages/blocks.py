"""The functions of prose that print blocks: quotations, disputes, timelines, lists."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from itertools import groupby

from factsheet.document import Block, Box, Content, Item, List, Paragraph, Strong, whole
from factsheet.evidence import bars, holdings, withdrawals
from factsheet.issues import Spot
from factsheet.language import date_words, listed, month_words, say, tell
from factsheet.pages import lineage, sections
from factsheet.pages.composer import shown
from factsheet.pages.functions import UNKNOWN, Functions, NotThen, Printed, Refused, TakenDown
from factsheet.pages.lists import PLAIN, WHOLE
from factsheet.pages.map_function import MapFunction, day_of, span_of_days
from factsheet.pages.overview import Overview
from factsheet.values import Change, File, Statement, When, Wording, parse

# of a list of changes: its day, what it is about, what makes its words
Entry = tuple[When, str, Callable[[], Content]]


class Blocks(Overview, MapFunction):
    """Every function of prose; those declared here must stand alone on their line, too."""

    def keyfacts(self, *addresses: str) -> Printed:
        """A box of facts, each with its citation."""
        if not addresses:
            raise Refused("keyfacts() names no fact", 'write keyfacts("groups/some-id#fact")')
        rows: list[Content] = []
        for address in addresses:
            with suppress(NotThen, TakenDown):  # some of them are there
                rows.append(self.fact(address))
        if not rows:
            raise NotThen
        return (Box("abstract", say("keyfacts.title"), (List(tuple(rows)),)),)

    def latest(self, count: str = "5") -> Printed:
        """The last changes to published facts, the newest first."""
        changes = self._changes(lambda change: True, _count(count))
        return changes or (Paragraph(say("changes.none")),)

    def quote(self, address: str) -> Printed:
        """The preferred wording of a quote as a quotation; `quotes/id#wording` for another."""
        self._renamed(address)
        record = self._record(address.partition("#")[0])
        if "#" in address:
            found = [self._usable(address)]
        else:
            found = [w for _, w in sections.quotes_in_order([record])]
            whole = [self.library.records[record.address]]  # of which a view may lack the original
            for _, original in sections.quotes_in_order(whole)[:1]:
                self._retranslated(original)
            self._there(record.address)
            gone = (w.taken_down for w in record.statements.values() if w.taken_down)
            if not found and (removal := next(gone, None)):
                raise TakenDown(removal)
            for wording in record.of("wordings") if not found else ():
                self._usable(wording.address)  # all are withdrawn: the first says why
        if not record.kind.has_wordings or not found or not isinstance(found[0], Wording):
            hint = "give the address of a quote: quotes/some-id"
            raise Refused(f'"{address}" is no quote', hint)
        return (self.page.quotation(record, found[0]),)

    def picture(self, path: str, *, alt: str, licence: str, credit: str) -> Printed:
        """A picture of `content/` with its licence and who made it; `alt` says what it shows."""
        for key, text in (("alt", alt), ("licence", licence), ("credit", credit)):
            if not text.strip("… "):
                raise Refused(f"the picture has no {key}", f'write {key}="…"')
        file = File(path, alt, licence, credit, Spot(""))
        if not file.is_picture or path not in self.files:
            hint = self.hints.nearest(path, self.files) or "write its path below content/"
            raise Refused(f'there is no picture "{path}"', hint, "prose-link")
        return (Paragraph(shown(file)),)

    def dispute(self, address: str) -> Printed:
        """Rival versions side by side with the note on why they may differ, folded away."""
        if address not in self.library.disputes:
            self._await(address)
            self._there(address)
            self._renamed(address)
            like = self._like(address, self.library.disputes)
            raise Refused(f'no dispute "{address}"', like, UNKNOWN)
        self._printing()
        if (found := self.page.library.disputes.get(address)) is None:
            raise NotThen
        rows = self.page.rivals(found)
        self.page.shows.add(address)
        title = say("dispute.title", question=found.question, count=len(rows.items))
        note = (Paragraph(whole(found.note)),) if found.note else ()
        return (Box("fold", title, (*note, rows)),)

    def timeline(
        self, *about: str, since: str = "", until: str = "", turning: str = "no"
    ) -> Printed:
        """The dates that concern these records, or all when none is named, from day to day."""
        if turning not in ("yes", "no"):
            raise Refused(f'turning="{turning}" is not read', 'write "yes" or "no"')
        first = day_of(since) if since else date.min
        last = day_of(until) if until else date.max
        named = self._listed(about)
        self._printing()

        def within(s: Statement) -> bool:
            when = s.when
            if not when:
                return False
            return (when.earliest or date.min) <= last and (when.latest or date.max) >= first

        facts = self.page.library
        dates = sections.dates(facts, set(named)) if named or not about else []
        there = {s.address: s for s in dates}
        there |= {a: s for a in named if (s := facts.statements.get(a)) and s.status != "retracted"}
        found = sorted(filter(within, there.values()), key=sections.when)
        found = sections.turning(facts, found) if turning == "yes" else found
        if not found:
            self._nothing("this timeline has no dates", "name other records or a wider span")
        return (List(tuple([self.page.event(s) for s in found]), ordered=True),)

    def control(self, *of: str, since: str, until: str, known: str = "now") -> Printed:
        """Who held each of these records or kinds on each day, or all; "then": as known then."""
        if known not in ("now", "then"):
            raise Refused(f'known="{known}" is not read', 'write "now" or "then"')
        first, last = span_of_days("control", since, until)
        named = self._listed(of)
        self._printing()
        places = [r for r in holdings.held(self.page.library) if not of or r.address in named]
        if not places:
            hint = "write them under a field that means holding, such as control:"
            self._nothing("nobody says who held any of these", hint)
        rows, facts = [], self.page.library
        for place in places:
            found = holdings.spells(facts, place, first, last, known == "then")
            rows_ = [self.page.spell(one) for one in bars.stretches(facts, place, found)]
            name = Strong(self.page.link(place.address))
            rows.append(Item(name, List(tuple(rows_), ordered=True)))
        return (List(tuple(rows)),)

    def lineage(self, address: str) -> Printed:
        """What a record came out of, was called when and merged into, in the order of time."""
        record = self._record(address)
        if not lineage.tells(record):
            kinds = [k for k, kind in self.library.kinds.items() if kind.meaning("lineage")]
            raise Refused(f'"{address}" has no lineage', f"these have: {', '.join(kinds)}")
        if not (found := lineage.strip(self.page, record)):
            hint = "write it under a field that means lineage, such as predecessor:"
            self._nothing(f'nobody says what "{address}" came out of or what became of it', hint)
        return tuple(found)

    def corrections(self, year: str = "", latest: str = "") -> Printed:
        """The corrections of published facts, or those of a year or a month, the newest first.

        With `latest` so many of them, in one line that leads to the facts.
        """
        if year and not re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2]))?", year):
            raise Refused(f'"{year}" is no year or month', 'write "2024" or "2024-12"')

        def wanted(change: Change) -> bool:
            return change.kind == "correction" and change.on.edtf.startswith(year)

        if latest:
            return self._in_a_line(self._changed(wanted)[: _count(latest)])
        return self._changes(wanted) or (Paragraph(say("corrections.none")),)

    def _in_a_line(self, found: list[Entry]) -> Printed:
        """Changes in one line: what each is about, below its day."""
        rows: list[Content] = []
        for on, some in groupby(found, lambda one: one[0].edtf):
            links = [self.page.link(address, self._called(address)) for _, address, _ in some]
            day = date_words(parse(on))
            rows.append(tell("corrections.of-day", what=listed(links, "list.comma"), day=day))
        if not rows:
            return (Paragraph(say("corrections.none")),)
        return (Paragraph(tell("corrections.latest", what=listed(rows, "list.semicolon"))),)

    def _called(self, address: str) -> str:
        return self.page.library.names[address.partition("#")[0]].name

    def _changes(self, wanted: Callable[[Change], bool], count: int | None = None) -> Printed:
        """The changes to published facts that are wanted, the newest first; many under months.

        Of very many the newest, and how many more there are.
        """
        found = self._changed(wanted)[:count]
        rows = self._by_month([(on, told()) for on, _, told in found[:WHOLE]])
        older = len(found) - WHOLE
        return (*rows, Paragraph(say("corrections.older", count=older))) if older > 0 else rows

    def _changed(self, wanted: Callable[[Change], bool]) -> list[Entry]:
        """The changes to published facts that are wanted, the newest first."""
        self._printing()
        library = self.page.library
        if library.until:
            raise NotThen
        all_ = [(c, s) for s in library.statements.values() for c in s.changes]
        found: list[Entry] = [
            (c.on, s.address, partial(self.page.correction, s, c))
            for c, s in all_
            if wanted(c) and not withdrawals.tells(library, s, c)
        ]
        for source in library.sources():
            gone = library.withdrawn(source.address)
            if gone and wanted(Change("correction", gone.on, "", gone.why)):
                told = partial(self.page.withdrawal, source.address, gone)
                found.append((gone.on, source.address, told))
        return sorted(found, key=lambda one: (one[0].edtf, one[1]), reverse=True)

    def _by_month(self, rows: list[tuple[When, Content]]) -> Printed:
        """Dated rows as a list; many under their months."""
        if len(rows) <= PLAIN:
            return (List(tuple([row for _, row in rows])),) if rows else ()
        out: list[Block] = []
        for month, some in groupby(rows, lambda row: month_words(date.fromisoformat(row[0].edtf))):
            listed = tuple([row for _, row in some])
            heading = Strong(tell("jump", what=month, number=len(listed)))
            out += [Paragraph(heading), List(listed)]
        return tuple(out)


def _count(text: str) -> int:
    """How many changes an expression asks for. Raises Refused."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 100:
        raise Refused(f'"{text}" is no number of changes', 'write a number, such as "5"')
    return int(text)


def _callable(room: type) -> set[str]:
    """What a page may call of a class."""
    return {name for name, what in vars(room).items() if name[0] != "_" and callable(what)}


BLOCKS = _callable(Blocks) | _callable(Overview) | _callable(MapFunction)
LATE = {"as_of", "who"}  # printed last, because they tell of the whole page
CALLS = BLOCKS | _callable(Functions)
