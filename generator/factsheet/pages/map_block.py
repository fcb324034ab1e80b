"""A map as blocks of a page: legend, a picture per day with its words, the same as tables.

The table has the sources; where the places lie stands on their sheets. A note says where the shapes
come from. Days that show the same share a picture. In the last one each place has an id,
`map-cities-homs`, to which its sheet leads.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from factsheet.document import Block, Content, Element, Paragraph, Strong, Table, anchor, span
from factsheet.evidence import STATES, Spell, holdings, timing
from factsheet.language import date_words, listed, say, tell
from factsheet.pages import map_regions, sections
from factsheet.pages.line_composer import LineComposer
from factsheet.pages.map_page import place_id
from factsheet.pictures import Days, Dot, Mark, NameBox, Picture, Town, lettering, map_svg, mapped
from factsheet.pictures import signs, spans
from factsheet.reading import Record
from factsheet.values import Address, Statement, parse

ANYBODY = ("",)  # the holder in the legend of shapes and sizes, who has no pattern


@dataclass(slots=True)
class Map:
    """One map on a page.

    `name` starts its ids; `spells` say by address who held each place, drawn or not.
    Without days it shows no holders; without `tables` it says whence it is in a line.
    """

    page: LineComposer
    name: str
    towns: list[Town]
    nowhere: list[Record]  # places without a point
    borders: bool
    known_then: bool = False
    tables: bool = True
    days: list[Days] = field(default_factory=list)
    spells: dict[str, list[Spell]] = field(default_factory=dict)

    def block(self) -> tuple[Block, ...]:
        """All blocks."""
        blocks: list[Block] = [self._pictures(), map_regions.shapes(self.borders)]
        if self.days and self.tables:
            blocks += [Paragraph(Strong(say("map.table"))), self._table()]
        if self.days or not self.tables:
            blocks.append(Paragraph(self._whence()))
        else:
            blocks += [Paragraph(Strong(say("map.where"))), self._places()]
        if self.nowhere:
            blocks.append(Paragraph(map_regions.not_drawn(self.page, self.nowhere)))
        return tuple(blocks)

    def _pictures(self) -> Element:
        picture = Picture(mapped.window([t.at for t in self.towns]))
        dots = [Dot(*picture.at(t.at), signs.RADII[t.size]) for t in self.towns]
        groups = self._holders()
        used = {h for days in self.days for mark in days.marks for h in mark.holders}
        boxes = self._name_boxes(picture, dots)
        places = list(zip(dots, boxes))
        names = [t.record.short_name for t in self.towns]
        titles = list(zip(boxes, names))
        rows = [map_svg.base(picture, self.name, groups, used, titles, self.borders)]
        ids = [place_id(self.name, t.record.address) for t in self.towns]
        for days in self.days:
            said = [(mark, self._who(mark)) for mark in days.marks]
            last = ids if days is self.days[-1] else []
            drawn = map_svg.day(picture, self.name, places, said, groups, last)
            rows.append(self._figure(days, drawn))
        if not self.days:
            text = say("map.places", places=mapped.in_a_row(names))
            head = ("class", "fs-map-only"), ("id", f"{self.name}-places")
            drawn = map_svg.places(picture, self.name, dots, ids)
            rows.append(Element("figure", head, (Element("figcaption", (), text), drawn)))
        rows += (
            [self._legend(groups, used)] if self.tables else []
        )  # the words at each mark say the same
        return Element("div", (("class", "fs-map"),), _rows(*rows))

    def _name_boxes(self, picture: Picture, dots: list[Dot]) -> list[NameBox]:
        """One place for each name, with room for the longest line below it on any day."""
        sizes = []
        for n, town in enumerate(self.towns):
            whos = list(dict.fromkeys(self._who(days.marks[n]) for days in self.days))
            sizes.append(map_svg.name_size(town.record.short_name, whos))
        return lettering.place(dots, sizes, map_svg.WIDTH, picture.height)

    def _who(self, mark: Mark) -> str:
        """The line below a name: who held it, and how sure that is."""
        if mark.state not in ("reported", "claimed"):
            return say(f"state.{mark.state}.short")
        name = mapped.holder(self.page.library, mark.holders[0])
        return say("map.claimed", who=name) if mark.state == "claimed" else name

    def _figure(self, days: Days, drawn: Element) -> Element:
        """A picture with its words; each of a few days has an address of its own."""
        first, said = days.first, mapped.caption(self.page.library, self.towns, days.marks)
        more = min((days.last - first).days, mapped.MAX_NAMED)
        others = [first + timedelta(days=n) for n in range(1, more + 1)]
        key = "map.day.then" if self.known_then else "map.day"
        time = spans.element(days.when, text=date_words(days.when))
        words = tell(key, day=time, said=said)
        head = ("class", "fs-day"), ("data-day", f"{first}"), ("id", f"{self.name}-{first}")
        anchors = tuple([anchor(f"{self.name}-{day}") for day in others])
        return Element("figure", head, (Element("figcaption", (), (anchors, words)), drawn))

    def _holders(self) -> list[str]:
        """All who ever held one of these places, in order: a pattern is theirs on each map."""
        held = sorted((s for t in self.towns for s in t.record.meant("holding")), key=sections.when)
        found = (s.value.text for s in held if isinstance(s.value, Address))
        return list(dict.fromkeys(found))

    def _legend(self, groups: list[str], used: set[str]) -> Element:
        """What the marks, the patterns and the sizes mean, as lists."""

        def item(mark: Mark, text: str, r: float = signs.RADII[2]) -> Element:
            return Element("li", (), (map_svg.key(mark, r, self.name, groups), " ", text))

        parts: dict[str, list[Element]] = {}
        if self.days:
            seen = {mark.state for days in self.days for mark in days.marks}
            states = [state for state in STATES if state in seen]
            shapes = [item(Mark(state, ANYBODY), self._meaning(state)) for state in states]
            shown = [group for group in groups if group in used]
            names = [mapped.full_holder(self.page.library, group) for group in shown]
            patterns = [item(Mark("reported", (g,)), name) for g, name in zip(shown, names)]
            parts = {"map.legend.shape": shapes, "map.legend.pattern": patterns}
        notes = ["map.legend.dots", *(["map.legend.reach"] if self.days else [])]
        if self._peopled():
            dot, sizes = Mark("reported", ANYBODY), zip(mapped.sizes(), signs.RADII)
            parts["map.legend.size"] = [item(dot, text, r) for text, r in sizes]
            notes.append("map.legend.people")
        rows = []
        for key, items in parts.items():
            if items:
                rows += [Element("p", (), say(key)), Element("ul", (), _rows(*items))]
        rows.append(Element("p", (), listed([say(note) for note in notes], "list.blank")))
        return Element("div", (("class", "fs-map-legend"),), _rows(*rows))

    def _peopled(self) -> bool:
        """Whether any of the places is of a kind that says how many live there."""
        return any(town.record.kind.meaning("population") for town in self.towns)

    def _meaning(self, state: str) -> str:
        word, why = say(f"state.{state}"), say(f"state.{state}.meaning")
        if state == "unknown" and self.known_then:
            why = say("map.legend.unknown-then")
        return say("map.legend.state", state=word, meaning=why)

    def _table(self) -> Table:
        """A row for each town and run of days on which the same is said."""
        rows = []
        for address, spells in self.spells.items():
            for spell in spells:
                state, who = holdings.state(spell), self.page.holders(spell.holders)
                if state != "unknown":
                    who = tell("map.table.held", state=Strong(say(f"state.{state}")), who=who)
                time = span("fs-date", date_words(parse(f"{spell.first}/{spell.last}")))
                if unsaid := self.page.unsaid(spell.unsaid):
                    who = (who, " ", unsaid)
                rows.append(((self.page.link(address), " ", time), who))
        return Table((say("map.table.town"), say("map.table.holder")), tuple(rows))

    def _whence(self) -> Content:
        """The places as links: where a table says who held them, to what says where they lie.

        Else to their sheets, with the citation of who held them.
        """
        if self.tables:
            points = {t.point.address: t.record.short_name for t in self.towns}
            self.page.shows |= points.keys()
            rows = [self.page.link(address, name) for address, name in points.items()]
            return tell(
                "map.where-people" if self._peopled() else "map.where-they", places=listed(rows)
            )
        rows = [self.page.link(t.record.address) for t in self.towns]
        spells = [s for town in self.towns for s in self.spells.get(town.record.address, ())]
        held = {s.address: s for spell in spells for s in spell.holders}
        self.page.shows |= held.keys()
        return (tell("map.whence", places=listed(rows)), self.page.cite(*held.values()))

    def _places(self) -> Table:
        """A row for each place: coordinates, how exact they are, the people its dot stands for."""
        rows, peopled = [], self._peopled()
        for town in self.towns:
            points = sorted(mapped.points(town.record), key=lambda s: s is not town.point)
            where = [self._stated(s, mapped.exactness(s.value)) for s in points]
            if len(where) > 1:
                where[0] = tell("map.where.drawn", stated=where[0])
            row = [self.page.link(town.record.address), listed(where, "list.semicolon")]
            rows.append((*row, self._people(town)) if peopled else tuple(row))
        shown = ("place", "point", "people") if peopled else ("place", "point")
        return Table(tuple([say(f"map.where.{head}") for head in shown]), tuple(rows))

    def _people(self, town: Town) -> Content:
        if not town.people:
            return span("fs-meta", say("map.where.people-unknown"))
        return self._stated(town.people, town.people.scope, timing(town.people))

    def _stated(self, statement: Statement, *more: str) -> Content:
        """A value with what is said of it in brackets, who says so, and the source."""
        self.page.shows.add(statement.address)
        what, bracket = self.page.value(statement.value), [text for text in more if text]
        if bracket:
            what = tell("map.where.stated", value=what, more=listed(bracket, "list.comma"))
        said = self.page.attributed(what, statement), self.page.cite(statement)
        return said if statement.status == "accepted" else (*said, " ", self.page.status(statement))


def _rows(*elements: Element) -> Content:
    """Elements with a blank before each, which parts their words for a search."""
    return tuple(part for element in elements for part in (" ", element))
