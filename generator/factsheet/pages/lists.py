"""A list under a heading: plain, in groups with their sizes, or on pages of its own.

One rule for all lists of generated pages. Groups and pages of their own are those of `grouping`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from factsheet.document import Block, Box, Content, Link, Page, Paragraph, anchor, span, html_parts
from factsheet.evidence import timing
from factsheet.language import listed, say, tell
from factsheet.pages.grouping import Division, Entry, Group, alike, divided
from factsheet.pages.line_composer import small
from factsheet.pages.sheet_composer import SheetComposer
from factsheet.reading import Dispute
from factsheet.values import Statement

PLAIN = 50  # entries; a longer list is divided into groups
WHOLE = 200  # a longer one stands on pages of its own
OPEN = 5  # entries; a longer list that can be is folded
HANDFUL = 8  # a group of no more stays where the others are named
DEEP = 5  # pages below one another that continue a sheet; the last one is divided no further
# Bytes of a page, and when it is packed. A page of the site is to have at most 100,000 and 20,000;
# the theme needs the rest. What packing leaves is reckoned: packers differ, sites must not.
ROOM, PACKED = 78_000, 16_500
HEADING = 350  # bytes of a heading in the theme's tables of contents


def _line(page: SheetComposer, one: Entry) -> Content:
    return (page.named(one.thing, ""), " ", small(timing(one.thing)))


@dataclass(frozen=True, eq=False)
class Chapter:
    """A list under a heading of its sheet or, without a `title`, on an index.

    `name` stands in the address of its pages. `show` prints a group below headings of a level; of a
    list with `own` entries each sets its anchor. `lead` is printed above the list, wherever the
    list stands. An `always` divided list is divided by its first way, however short it is. On its
    sheet or index a list of more than a few is `folded` by such a way. `tell` tells of one entry
    alone, where it is the newest; without it that is none. What pages of its own print follows from
    its entries and from `same`; without that, they are made anew whenever the sheet is.
    """

    name: str
    title: str
    found: list[Entry]
    show: Callable[[SheetComposer, Group, int], Iterable[Block]]
    ways: tuple[Division, ...]
    own: bool = False
    lead: tuple[Block, ...] = ()
    always: bool = False
    folded: Division | None = None
    tell: Callable[[SheetComposer, Entry], Content] | None = _line
    same: str = ""

    def groups(self, found: list[Entry]) -> list[Group]:
        """The groups in which some of the entries are printed on one page; none for a few."""
        first = self.ways[0](found) if self.always else []
        if len(first) > 1 or (first and len(found) <= PLAIN):
            return first
        table = not alike(found)[1]
        return divided(found, self.ways) if len(found) > PLAIN and not table else []


class Place(NamedTuple):
    """Where a group of a list stands: a page, or a heading on one."""

    group: Group
    target: str


def printed(
    page: SheetComposer, chapter: Chapter, found: list[Entry], level: int, groups: list[Group],
    away: dict[str, str],
) -> Iterator[Block]:  # fmt: skip
    """Entries below a heading of the level above; groups `away` on other pages are only named."""
    if not groups:
        if found:
            yield from chapter.show(page, Group("", "", found), level)
        return
    if len(groups) > 1:
        places = [Place(g, away.get(g.name, f"#{place_id(chapter, g)}")) for g in groups]
        yield Paragraph(ways_on(page, chapter, places))
    for group in groups:
        if group.name in away:
            continue
        if group.title:
            yield page.heading(level, group.title, anchor(place_id(chapter, group)))
        yield from chapter.show(page, group, level + 1)


def folds(
    page: SheetComposer, chapter: Chapter, groups: list[Group], level: int
) -> Iterator[Block]:
    """Groups one below the other, each folded behind its title and its size."""
    for group in groups:
        title = say("jump", what=group.title, number=len(group.found))
        yield Box("fold", title, tuple(chapter.show(page, group, level)))


def place_id(chapter: Chapter, group: Group) -> str:
    """The anchor of a group; with two underscores in a row, as in no other id."""
    return "__".join(filter(None, ("part", chapter.name, group.name)))


def ways_on(page: SheetComposer, chapter: Chapter, places: list[Place], words: str = "") -> Content:
    """The groups of a list with their sizes, or in `words`, as links. Anchors stay here.

    An address of a fact is that of its sheet: a reader who comes by it finds the way on there.
    """
    rows, away = [], 0
    for group, target in places:
        anchors: tuple[Content, ...] = ()
        if not target.startswith("#"):
            anchors, away = _targets(page, chapter, group.found), away + 1
        jump = tell("jump", what=Link(group.title, target), number=len(group.found))
        rows.append((*anchors, *((Link(words, target),) if words else jump)))
    looks = f"fs-jumps{' fs-apart' * (away > 0)}{' fs-partly' * (0 < away < len(places))}"
    return span(looks, listed(rows, "list.dot"))


def _targets(page: SheetComposer, chapter: Chapter, found: list[Entry]) -> tuple[Content, ...]:
    """The anchors that these entries have on their sheet."""
    parts = [one.thing for one in found if isinstance(one.thing, (Statement, Dispute))]
    mine = [part for part in parts if chapter.own and part.address.startswith(f"{page.home}#")]
    there = (page.standing.at(page.way(one)) for one in mine if isinstance(one, Dispute))
    known = page.library.statements
    also = [known[a] for some in there for a in sorted(some) if a.startswith(f"{page.home}#")]
    return tuple([page.target(part) for part in (*mine, *also)])


def newest(page: SheetComposer, chapters: Iterable[Chapter]) -> Iterator[Block]:
    """The entry of these lists that is the last in time, planned ones apart."""
    dated = [
        (one.when.sort_key(), c.tell, one)
        for c in chapters
        for one in c.found
        if one.when and c.tell and not getattr(one.thing, "planned", False)
    ]
    if dated:
        _, told, one = max(dated, key=lambda row: row[0])
        yield Paragraph(span("fs-head", tell("list.newest", what=told(page, one))))


def fits(page: Page, composer: SheetComposer) -> bool:
    """Whether a page is small enough. Only one that may not be is written to see it."""
    if composer.bulk < ROOM * 3 / 4:  # which is most often much more than it is
        return True
    written = html_parts(page)
    size = len(written.html.encode()) + HEADING * written.html.count("</h")
    text = sum(len(said.encode()) for _, _, said in written.entries)
    return size <= ROOM and 0.34 * text + 0.1 * (size - text) <= PACKED
