"""A map as a block of a page: legend, a picture per day with its words, the same as tables with sources, and where shapes come from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from factsheet.document import encode, finalize, join, span
from factsheet.evidence import STATES, Spell, holdings, timing
from factsheet.pages.lines import LineWriter
from factsheet.pictures import Dot, Label, Mark, Picture, Town, lettering, map_svg, mapped, spans
from factsheet.reading import Record
from factsheet.values import Statement, parse, words

SHAPES = (
    "Shapes: Natural Earth 4.1 (public domain), by way of world-atlas, at the scale 1:50 million."
)
NO_BORDERS = "Land and coast are drawn, no borders."
BORDERS = "Borders as Natural Earth draws them, by who is in control, not by law; this says nothing about whose land it is."
MIDDLE = "A dot is the middle of a town as its source gives it. It does not show how far anybody’s control reached."


@dataclass(slots=True)
class Map:
    """One map on a page. `name` starts its ids; `spells` say by address who held each place, drawn or not; no days: no holders."""

    w: LineWriter
    name: str
    towns: list[Town]
    nowhere: list[Record]  # places without a point
    borders: bool
    known_then: bool = False
    days: list[date] = field(default_factory=list)
    spells: dict[str, list[Spell]] = field(default_factory=dict)

    def block(self, holders: Callable[[tuple[Statement, ...]], Markup]) -> Markup:
        """The whole block as Markdown; `holders` prints who held a place, with sources."""
        parts = [self._pictures(), self._note()]
        if self.days:
            parts += [Markup("**The same as a table**"), self._table(holders)]
        parts += [Markup("**Where the places lie**"), self._places()]
        if self.nowhere:
            why = (
                "No source of that day gives" if self.w.library.until else "No source we read gives"
            )
            names = join([self.w.link(r.address) for r in self.nowhere])
            parts.append(
                encode(f"{why} coordinates")
                + Markup(", so these are not drawn: ")
                + names
                + Markup(".")
            )
        return Markup("\n\n").join(parts) + Markup("\n")

    def _pictures(self) -> Markup:
        picture = Picture(mapped.window([t.at for t in self.towns]))
        dots = [Dot(*picture.at(t.at), map_svg.RADII[t.size]) for t in self.towns]
        marks = {
            day: [mapped.on(self.spells[t.record.address], day) for t in self.towns]
            for day in self.days
        }
        groups = list(
            dict.fromkeys(h for found in marks.values() for mark in found for h in mark.holders)
        )
        places = list(zip(dots, self._labels(picture, dots, marks)))
        titles = [(label, town.record.short_name) for (_, label), town in zip(places, self.towns)]
        rows = [
            Markup('<div class="fs-map">'),
            map_svg.base(picture, self.name, groups, titles, self.borders),
        ]
        for day, found in marks.items():
            said = [(mark, self._who(mark)) for mark in found]
            rows.append(
                self._figure(day, found)
                + map_svg.day(picture, self.name, places, said, groups)
                + Markup("\n</figure>")
            )
        if not self.days:
            text = (
                f"Where the places lie: {mapped.listed([t.record.short_name for t in self.towns])}."
            )
            head = (
                Markup(f'<figure class="fs-map-only" id="{self.name}-places">\n<figcaption>')
                + encode(text)
                + Markup("</figcaption>\n")
            )
            rows.append(head + map_svg.places(picture, self.name, dots) + Markup("\n</figure>"))
        return Markup("\n").join([*rows, self._legend(groups), Markup("</div>")])

    def _labels(
        self, picture: Picture, dots: list[Dot], marks: dict[date, list[Mark]]
    ) -> list[Label]:
        """One place for each name, with room for the longest line that stands below it on any day."""
        sizes = []
        for n, town in enumerate(self.towns):
            whos = list(dict.fromkeys(self._who(found[n]) for found in marks.values()))
            sizes.append(map_svg.label_size(town.record.short_name, whos))
        return lettering.place(dots, sizes, map_svg.WIDTH, picture.height)

    def _who(self, mark: Mark) -> str:
        """The line below a name: who held it, and how sure that is."""
        word = STATES[mark.state][0].lower()
        if mark.state not in ("reported", "claimed"):
            return word
        name = mapped.holder(self.w.library, mark.holders[0])
        return f"{word}: {name}" if mark.state == "claimed" else name

    def _figure(self, day: date, marks: list[Mark]) -> Markup:
        iso, said = day.isoformat(), mapped.caption(self.w.library, self.towns, marks)
        then = encode(", as could be known that evening") if self.known_then else Markup("")
        head = f'<figure class="fs-day" data-day="{iso}" id="{self.name}-{iso}">\n<figcaption>'
        return (
            Markup(head)
            + spans.element(parse(iso))
            + then
            + Markup(". ")
            + encode(said)
            + Markup("</figcaption>\n")
        )

    def _legend(self, groups: list[str]) -> Markup:
        """What the marks, the patterns and the sizes mean, as lists."""

        def item(mark: Mark, text: str, r: float = map_svg.RADII[2]) -> Markup:
            key = map_svg.sign(Dot(10, 10, r), mark, self.name, groups)
            picture = '<svg class="fs-map-key" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" data-search-exclude="true">'
            return (
                Markup("<li>")
                + Markup(picture)
                + key
                + Markup("</svg> ")
                + encode(text)
                + Markup("</li>")
            )

        def head(text: str) -> Markup:
            return Markup("<p>") + encode(text) + Markup("</p>")

        plain = ("",)  # nobody's colour
        rows = [Markup('<div class="fs-map-legend">')]
        if self.days:
            then = {"unknown": mapped.THEN} if self.known_then else {}
            states = [
                item(Mark(state, plain), f"{word}: {then.get(state, why)}")
                for state, (word, why) in STATES.items()
            ]
            rows += [
                head("Shape: how sure it is"),
                Markup("<ul>") + join([*states], "\n") + Markup("</ul>"),
            ]
            held = [
                item(Mark("reported", (g,)), mapped.full_holder(self.w.library, g)) for g in groups
            ]
            rows += (
                [
                    head("Pattern: who held it"),
                    Markup("<ul>") + join([*held], "\n") + Markup("</ul>"),
                ]
                if held
                else []
            )
        dots = [
            item(Mark("reported", plain), text, r) for text, r in zip(mapped.sizes(), map_svg.RADII)
        ]
        rows += [
            head("Size: how many people live there"),
            Markup("<ul>") + join([*dots], "\n") + Markup("</ul>"),
        ]
        newest = "Numbers of people: the newest that we cite for the town itself."
        rows.append(Markup("<p>") + encode(f"{MIDDLE} {newest}") + Markup("</p>"))
        return Markup("\n").join([*rows, Markup("</div>")])

    def _note(self) -> Markup:
        return span("fs-note", f"{SHAPES} {BORDERS if self.borders else NO_BORDERS}")

    def _table(self, holders: Callable[[tuple[Statement, ...]], Markup]) -> Markup:
        """A row for each town and run of days on which the same is said."""
        rows = [Markup("| Town and days | Who held it |\n| --- | --- |")]
        for address, spells in self.spells.items():
            for spell in spells:
                state = holdings.state(spell)
                lead = (
                    Markup("**") + encode(STATES[state][0]) + Markup("**: ")
                    if state != "unknown"
                    else Markup("")
                )
                time = span("fs-date", words(parse(f"{spell.first}/{spell.last}")))
                town = self.w.link(address) + Markup(" ") + time
                rows.append(self._row([town, lead + holders(spell.holders)]))
        return Markup("\n").join(rows)

    def _places(self) -> Markup:
        """A row for each place: coordinates as typed and how exact that is, and the number of people behind the size of its dot."""
        rows = [Markup("| Place | Coordinates | People |\n| --- | --- | --- |")]
        for town in self.towns:
            points = [s for s in town.record.of("point") if s.status not in ("retracted", "denied")]
            points.sort(key=lambda s: s is not town.point)
            where = [self._stated(s, mapped.exactness(s.value)) for s in points]
            if len(where) > 1:
                where[0] += Markup(" &#40;drawn&#41;")
            people = (
                self._stated(town.people, town.people.scope, timing(town.people))
                if town.people
                else span("fs-meta", "not known")
            )
            rows.append(self._row([self.w.link(town.record.address), join([*where], "; "), people]))
        return Markup("\n").join(rows)

    def _stated(self, statement: Statement, *more: str) -> Markup:
        """A value with what is said of it in brackets, who says so, and the source."""
        self.w.shows.add(statement.address)
        bracket = [text for text in more if text]
        beside = (
            Markup(" &#40;") + join([*bracket], ", ") + Markup("&#41;") if bracket else Markup("")
        )
        status = (
            Markup(" ") + self.w.status(statement) if statement.status != "accepted" else Markup("")
        )
        return (
            self.w.value(statement.value)
            + beside
            + self.w.attribution(statement)
            + self.w.cite(statement)
            + status
        )

    def _row(self, cells: list[Markup]) -> Markup:
        return Markup("| ") + Markup(" | ").join(finalize(cell) for cell in cells) + Markup(" |")
