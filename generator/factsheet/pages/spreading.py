"""A sheet or an index on as many pages as its lists take.

A page is continued by pages in a folder of its own name, where no record can be: `groups/hts.md`
by `groups/hts/reported.md`, that by `groups/hts/reported/2024.md`, `dates/index.md` by
`dates/index/2024.md`.
"""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

from factsheet.cache import digest
from factsheet.document import Block, Box, Link, Page, Paragraph, span
from factsheet.evidence import Library
from factsheet.language import counted, listed, say, tell
from factsheet.pages.grouping import Entry, Group, divided
from factsheet.pages.lists import DEEP, HANDFUL, OPEN, WHOLE, Chapter, Place, fits, folds, newest
from factsheet.pages.lists import place_id, printed, ways_on
from factsheet.pages.sheet_composer import SheetComposer
from factsheet.reading import Record
from factsheet.values import joined

Again = Callable[[str, str], bool | None]  # see `Root`
Blocks = Callable[[SheetComposer], Iterable[Block | Chapter]]
Titles = tuple[tuple[str, str], ...]  # (title, path) of the pages above one another


class Made(NamedTuple):
    """A page by its path; `page` is none where a former build made the same.

    Of one that continues another `same` is a digest of the entries on it, `read` what was read for
    it; without `same`, all that was read for its sheet was.
    """

    path: str
    page: Page | None
    same: str = ""
    read: Set[str] = frozenset()
    small: bool = True


@dataclass(frozen=True)
class Root:
    """A page that may be continued: what stands on it, its lists as chapters.

    `again` tells by path and entries of a page that continues it whether a former build made the
    same: whether that one was small, or nothing.
    """

    path: str
    title: str
    blocks: Blocks
    compose: Callable[[str], SheetComposer]
    description: str
    library: Library
    again: Again
    source: str = ""

    def page(self, composer: SheetComposer, title: str, blocks: list[Block], said: str) -> Page:
        """A page of the tree, with what search engines are told of it."""
        meta = {"description": said}
        return Page(composer.path, title, tuple(blocks), composer.notes, meta, self.source)


def pages(root: Root) -> list[Made]:
    """The page itself, then those that continue it.

    Lists of more than WHOLE entries go, then as many as it takes for the page to be small: first
    those that are folded and what stands on other sheets, the one that takes most room first.
    """
    apart: dict[str, Spread] = {}
    while True:
        page, chapters, small = _root(root, apart)
        here = [c for c in chapters if c.name not in apart and len(c.found) > HANDFUL]
        if small or not here:
            more = (one for spread in apart.values() for one in spread.pages)
            return [Made(page.path, page), *more]
        largest = max(here, key=lambda one: (bool(one.folded) or not one.own, chapters[one]))
        apart[largest.name] = Spread(root, largest)


def _root(root: Root, apart: "dict[str, Spread]") -> tuple[Page, dict[Chapter, int], bool]:
    """The page with some lists elsewhere; its lists and their bulk; whether it is small enough."""
    composer = root.compose(root.path)
    blocks: list[Block] = []
    chapters: dict[Chapter, int] = {}
    for part in root.blocks(composer):
        if not isinstance(part, Chapter):
            blocks.append(part)
            continue
        while any(part.name == other.name for other in chapters):
            part = replace(part, name=f"{part.name}_")
        before = composer.bulk
        if len(part.found) > WHOLE and part.name not in apart:
            apart[part.name] = Spread(root, part)
        blocks += _chapter(composer, part, apart.get(part.name))
        chapters[part] = composer.bulk - before
    if apart:
        first = 1 + isinstance(blocks[1], Paragraph)
        first += sum(isinstance(b, Box) for b in blocks[first : first + 1])  # a card
        blocks[first:first] = newest(composer, chapters)
    blocks += _foot(composer)
    page = root.page(composer, root.title, blocks, root.description)
    return page, chapters, fits(page, composer)


def _foot(page: SheetComposer) -> list[Block]:
    """What stands below a page: a note for each withdrawn source on it; its sources."""
    return [*(Paragraph(span("fs-note", note)) for note in page.withdrawn()), *page.bibliography()]


def _chapter(page: SheetComposer, chapter: Chapter, spread: "Spread | None") -> Iterator[Block]:
    """A list on its sheet: there, or the way to the pages where it is; on an index, both."""
    if chapter.title:
        yield page.heading(2, chapter.title)
    yield from chapter.lead
    if spread is None:
        found, level = chapter.found, 3 if chapter.title else 2
        if chapter.folded and len(found) > OPEN:
            yield from folds(page, chapter, chapter.folded(found), level)
        else:
            yield from printed(page, chapter, found, level, chapter.groups(found), {})
    elif not chapter.title:
        yield from printed(page, chapter, chapter.found, 2, spread.groups, spread.away)
    else:
        entries = counted(len(chapter.found), "entry")
        if len(spread.places) == 1:
            yield Paragraph(ways_on(page, chapter, spread.places, say("list.all", entries=entries)))
            return
        ways = ways_on(page, chapter, spread.places)
        yield Paragraph(tell("list.apart", entries=entries, ways=ways))


class Spread:
    """A list on pages of its own; that of an index begins on the index itself.

    `pages` are all others, `places` tell where the groups of the list stand; of an index, `groups`
    are those that it names, and `away` has the page of each that does not stand on it.
    """

    def __init__(self, root: Root, chapter: Chapter) -> None:
        self.root, self.chapter = root, chapter
        self.pages: list[Made] = []
        self.groups: list[Group] = []
        self.away: dict[str, str] = {}
        stem = root.path.removesuffix(".md")
        self.path = f"{stem}/{chapter.name}.md" if chapter.title else root.path
        above = (root.title, root.path)
        titles = (above, (chapter.title, self.path)) if chapter.title else (above,)
        self.places = self._put(titles, chapter.found)

    def _put(self, titles: Titles, found: list[Entry]) -> list[Place]:
        """Put entries on the last of these pages, and on pages below it."""
        title, path = titles[-1]
        here = Place(Group("", title, found), path)
        if len(found) <= WHOLE:
            page, small = self._page(titles, found, self.chapter.groups(found), {})
            if small:
                self.pages += [page] if page else []
                return [here]
        groups = divided(found, self.chapter.ways) if len(titles) <= DEEP else []
        away: dict[str, str] = {}
        for few in (HANDFUL, 0):
            many = [group for group in groups if len(group.found) > few]
            away = {g.name: f"{path.removesuffix('.md')}/{g.name}.md" for g in many}
            page, small = self._page(titles, found, groups, away)
            if small or not groups:
                break
        self.pages += [page] if page else []
        for group in groups:
            if below := away.get(group.name):
                self._put((*titles, (group.title, below)), group.found)
        there = [Place(g, away.get(g.name, f"{path}#{place_id(self.chapter, g)}")) for g in groups]
        return there or [here]

    def _page(
        self, titles: Titles, found: list[Entry], groups: list[Group], away: dict[str, str]
    ) -> tuple[Made | None, bool]:
        """A page with these entries, but for the groups that stand away; whether it is small.

        None for the page on which the list begins, which is made with all else on it.
        """
        path, root = titles[-1][1], self.root
        if path == root.path:
            self.groups, self.away = groups, away
            return None, _root(root, {self.chapter.name: self})[2]
        here = [one for g in groups if g.name not in away for one in g.found] if groups else found
        same = self._same(titles, here, groups, away) if self.chapter.same else ""
        if same and (small := root.again(path, same)) is not None:
            return Made(path, None, same), small
        with root.library.apart() as read:
            page, composer = self._composed(titles, found, groups, away)
            _touch(root.library, here)
        small = fits(page, composer)
        return Made(path, page, same, read, small), small

    def _same(
        self, titles: Titles, here: list[Entry], groups: list[Group], away: dict[str, str]
    ) -> str:
        """A digest of what is printed on a page, as far as nothing is read for it."""
        named = [(g.name, g.title, len(g.found), away.get(g.name)) for g in groups]
        rows = [(e.id, e.name, e.when.edtf if e.when else "", e.label, e.what) for e in here]
        return digest(repr((titles, self.chapter.name, self.chapter.same, named, rows))).hex()

    def _composed(
        self, titles: Titles, found: list[Entry], groups: list[Group], away: dict[str, str]
    ) -> tuple[Page, SheetComposer]:
        """Such a page, and who composed it."""
        path, root = titles[-1][1], self.root
        composer, name = root.compose(path), titles[0][0]
        what = joined(listed([title for title, _ in titles[1:]], "list.comma"))
        title = say("list.title", who=name, what=what)
        entries = counted(len(found), "entry")
        above = [Link(words, target) for words, target in titles[:-1]]
        blocks: list[Block] = [composer.heading(1, title)]
        blocks.append(Paragraph(span("fs-up", tell("list.up", above=listed(above, "list.up")))))
        blocks.append(Paragraph(say("sentence", what=entries)))
        blocks += printed(composer, self.chapter, found, 2, groups, away)
        blocks += _foot(composer)
        said = say("list.about", who=title, entries=entries)
        return root.page(composer, title, blocks, said), composer


def _touch(library: Library, entries: Iterable[Entry]) -> None:
    """Read, for those who note it, what these are."""
    for one in entries:
        (library.heads if isinstance(one.thing, Record) else library.statements).get(one.id)
