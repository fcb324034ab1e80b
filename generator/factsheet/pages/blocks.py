"""The functions of prose that print a block of their own: quotations, disputes, timelines, lists."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial

from factsheet.document import Block, Box, Content, Item, Link, List, Paragraph, Strong
from factsheet.evidence import STATUSES, holdings
from factsheet.kinds import register
from factsheet.language import say, tell
from factsheet.pages import overview, sections, selection, spells
from factsheet.pages.composer import mark
from factsheet.pages.functions import Functions, NotThen, Refused
from factsheet.pages.map_block import Map
from factsheet.pictures import mapped
from factsheet.reading import Record
from factsheet.values import Change, Statement, Wording

MAX_MAPS = 6  # on one page
Printed = tuple[Block, ...]


class Blocks(Functions):
    """Every function of prose; those declared here must stand alone on their line."""

    def as_of(self) -> Printed:
        """How fresh the page is: the day of the newest source it cites, and when its facts were checked."""
        self._printing()
        return overview.as_of(self.w)

    def questions(self) -> Printed:
        """The page's headings as a list of links."""
        if not self.headings:
            raise Refused(
                "prose-expression",
                "this page has no questions",
                'write headings: "## Who led? {#who-led}"',
            )
        if odd := next((text for text, _ in self.headings if "{{" in text or "[" in text), ""):
            raise Refused(
                "prose-expression",
                f'the heading "{odd}" cannot be listed',
                "write it without links and expressions",
            )
        return overview.questions(self.headings)

    def keyfacts(self, *addresses: str) -> Printed:
        """A box of facts, each with its citation."""
        if not addresses:
            raise Refused(
                "prose-expression",
                "keyfacts() names no fact",
                'write keyfacts("groups/some-id#fact")',
            )
        rows: list[Content] = []
        for address in addresses:
            with suppress(NotThen):  # a view has some of them
                rows.append(self.fact(address))
        if not rows:
            raise NotThen
        return (Box("abstract", say("keyfacts.title"), (List(tuple(rows)),)),)

    def who(self) -> Printed:
        """Everybody named on the page, introduced once; and the other sheets it leads to."""
        self._printing()
        return overview.who(self.w)

    def certainty(self) -> Printed:
        """How sure the site is: statements by status, open contradictions, sources."""
        self._printing()
        return overview.certainty(self.w.library)

    def latest(self, count: str = "5") -> Printed:
        """The last changes to published facts, the newest first."""
        if not count.isascii() or not count.isdigit() or not 1 <= int(count) <= 100:
            raise Refused(
                "prose-expression", f'"{count}" is no number of changes', 'write latest("5")'
            )
        changes = self._changes(lambda change: True, int(count))
        return changes or (Paragraph(say("changes.none")),)

    def quote(self, address: str) -> Printed:
        """The preferred wording of a quote as a block quotation; `quotes/id#wording` for another one."""
        self._renamed(address)
        record = self._record(address.partition("#")[0])
        found = (
            [w for r, w in selection.by_said([record])]
            if "#" not in address
            else [self._usable(address)]
        )
        if not record.kind.has_wordings or not found or not isinstance(found[0], Wording):
            raise Refused(
                "prose-expression",
                f'"{address}" is no quote',
                "give the address of a quote: quotes/some-id",
            )
        return (self.w.quotation(record, found[0]),)

    def dispute(self, address: str) -> Printed:
        """Rival versions side by side with the note on why they may differ."""
        if address not in self.library.disputes:
            self._await(address)
            self._renamed(address)
            raise Refused(
                "prose-address",
                f'no dispute "{address}"',
                self._like(address, self.library.disputes),
            )
        self._printing()
        if (found := self.w.library.disputes.get(address)) is None:
            raise NotThen
        rows = [self.w.rival(s) for s in sections.versions(self.w.library, found)]
        self.w.shows.add(address)
        return (Paragraph((Strong(found.question), " ", found.note)), List(tuple(rows)))

    def timeline(self, *about: str, since: str = "", until: str = "") -> Printed:
        """The dates that concern these records (all when none is named), from one day to another."""
        first, last = _day(since, "0001-01-01"), _day(until, "9999-12-31")
        for address in about:
            self._known(address)
        self._printing()

        def within(s: Statement) -> bool:
            return (
                bool(s.when)
                and (s.when.earliest or date.min) <= last
                and (s.when.latest or date.max) >= first
            )  # type: ignore[union-attr]

        found = [s for s in selection.events(self.w.library, set(about)) if within(s)]
        if not found and self.w.library is self.library:
            raise Refused(
                "prose-expression",
                "this timeline has no dates",
                "name other records or a wider span",
            )
        if not found:
            raise NotThen
        return (List(tuple([self.w.event(s) for s in found]), ordered=True),)

    def control(self, since: str, until: str, known: str = "now") -> Printed:
        """Who held each city on each day, as a list; `known="then"`: as could be known on the evening of each day."""
        if known not in ("now", "then"):
            raise Refused(
                "prose-expression", f'known="{known}" is not read', 'write "now" or "then"'
            )
        first, last = _span("control", since, until)
        self._printing()
        cities = holdings.cities_with_control(self.w.library)
        if not cities and self.w.library is not self.library:
            raise NotThen
        if not cities:
            raise Refused(
                "prose-expression",
                "no city has control statements",
                "write them under control: in data/cities",
            )
        rows, facts = [], self.w.library
        for city in cities:
            found = holdings.spells(facts, city, first, last, known == "then")
            bars = [spells.row(self.w, one) for one in holdings.stretches(facts, city, found)]
            name = Strong(self.w.link(city.address))
            rows.append(Item(name, List(tuple(bars), ordered=True)))
        return (List(tuple(rows)),)

    def map(
        self,
        *places: str,
        since: str = "",
        until: str = "",
        known: str = "now",
        borders: str = "no",
    ) -> Printed:
        """Towns on a map: who held them on each day, in pictures and as a table; without days only where they lie."""
        for given, allowed in ((known, ("now", "then")), (borders, ("no", "yes"))):
            if given not in allowed:
                raise Refused(
                    "prose-expression",
                    f'"{given}" is not read',
                    f'write "{allowed[0]}" or "{allowed[1]}"',
                )
        for address in places:
            self._known(address)
            if "point" not in self.library.records[address].kind.properties:
                raise Refused(
                    "prose-expression",
                    f'"{address}" has no place on a map',
                    "name cities and places",
                )
        if bool(since) != bool(until):
            raise Refused(
                "prose-expression",
                "a map needs both since and until, or neither",
                'write since="2024-12-07", until="2024-12-08"',
            )
        first, last = _span("a map", since, until) if since else (None, None)
        if self.maps >= MAX_MAPS:
            raise Refused(
                "prose-expression",
                f"a page has room for {MAX_MAPS} maps",
                "put this one on another page",
            )
        self.maps += 1
        self._printing()
        found = self._places(places, bool(first))
        drawn = [town for r in found if (town := mapped.town(r))]
        if not drawn and self.w.library is not self.library:
            raise NotThen
        if not drawn:
            raise Refused(
                "prose-expression",
                "no source gives the coordinates of any of these places",
                "write them under point: in data",
            )
        if len(drawn) > mapped.MAX_PLACES:
            message = f"{len(drawn)} places are too many for a map; {mapped.MAX_PLACES} are allowed"
            raise Refused("prose-expression", message, 'name them: map("cities/some-id")')
        name = "map" if self.maps == 1 else f"map-{self.maps}"
        out = Map(
            self.w,
            name,
            drawn,
            [r for r in found if not r.of("point")],
            borders == "yes",
            known == "then",
        )
        if first and last:
            self._held(out, found, holdings.span(first, last))
        return out.block(partial(spells.holders, self.w, known=""))

    def _places(self, addresses: tuple[str, ...], held: bool) -> list[Record]:
        """The records that a map is to show: those named, else every city, or every one of which anybody says who held it."""
        library = self.w.library
        if addresses:
            return [library.records[a] for a in dict.fromkeys(addresses) if a in library.records]
        return holdings.cities_with_control(library) if held else library.of("cities")

    def _held(self, out: Map, found: list[Record], span_: list[date]) -> None:
        """Put the days of a map and who held what on them."""
        if self.w.library.until:
            span_ = [d for d in span_ if d <= self.w.library.until]
        if not span_:
            raise NotThen
        out.spells = {
            r.address: holdings.control(self.w.library, r, span_, out.known_then) for r in found
        }
        out.days = mapped.drawn(out.spells.values(), span_)
        if not out.days:
            raise Refused(
                "prose-expression",
                f"in this span more than {mapped.MAX_CHANGES} days differ",
                "give a shorter span, or fewer places",
            )

    def corrections(self) -> Printed:
        """Every correction of a published fact, the newest first."""
        changes = self._changes(lambda change: change.kind == "correction")
        return changes or (Paragraph(say("corrections.none")),)

    def _changes(self, wanted: Callable[[Change], bool], count: int | None = None) -> Printed:
        """The changes to published facts that are wanted, the newest first; empty when there is none."""
        self._printing()
        if self.w.library.until:
            raise NotThen
        found = [(c, s) for s in self.w.library.statements.values() for c in s.changes if wanted(c)]
        found.sort(key=lambda one: (one[0].on.edtf, one[1].address), reverse=True)
        rows = [self.w.correction(s, change) for change, s in found[:count]]
        return (List(tuple(rows)),) if rows else ()

    def legend(self) -> Printed:
        """The list of statuses with their meaning."""
        rows = [tell("legend", what=mark(s), meaning=say(f"status.{s}.meaning")) for s in STATUSES]
        return (List(tuple(rows)),)

    def overview(self) -> Printed:
        """What the site knows, in numbers: one line per kind, with a link to its index."""
        rows = []
        for plural, kind in register().items():
            link = Link(kind.title, f"{plural}/index.md")
            rows.append(tell("overview", what=link, number=len(self.w.library.of(plural))))
        return (List(tuple(rows)),)


def _span(what: str, since: str, until: str) -> tuple[date, date]:
    first, last = _day(since, ""), _day(until, "")
    if not 0 <= (last - first).days <= 365:
        raise Refused(
            "prose-expression",
            f"{what} needs a span of at most a year",
            "give since and until, in this order",
        )
    return first, last


def _day(text: str, default: str) -> date:
    try:
        return date.fromisoformat(text or default)
    except ValueError:
        raise Refused(
            "prose-expression", f'"{text}" is not a day', "write it as 2024-12-07"
        ) from None


BLOCKS = {name for name in vars(Blocks) if not name.startswith("_")}
LATE = {"as_of", "who"}  # printed last, because they tell of the whole page
CALLS = BLOCKS | {
    name
    for name in vars(Functions)
    if not name.startswith("_") and callable(getattr(Functions, name))
}
