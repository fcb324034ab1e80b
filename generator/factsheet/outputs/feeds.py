"""Feeds below `feeds/`: of all changes, of corrections alone, of each hand-written page with facts.

Each is there in each language of the site. Days come from the facts, so the same facts give the
same feeds; an entry keeps its id for ever.
"""

from collections.abc import Callable, Iterator
from functools import cached_property, partial

from factsheet.document import Content, Element, Image, Link, Strong, inline_html
from factsheet.language import RTL, say
from factsheet.outputs import changes
from factsheet.outputs.changes import Event
from factsheet.outputs.entries import Entries, Entry
from factsheet.outputs.facts import Facts
from factsheet.outputs.site import FEEDS, Site, feed_of
from factsheet.outputs.syndication import Feed, atom, json_feed

MAX_ENTRIES = 200  # of a feed, the newest
Make = Callable[[], bytes]
Way = Callable[[str], str]


def files(facts: Facts) -> Iterator[tuple[str, Make]]:
    """Every feed by its path, with what makes it."""
    feeds, site = Feeds(facts), facts.site
    for code in site.libraries:
        at = site.folder(code)
        for name, corrections in (("changes", False), ("corrections", True)):
            path = f"{at}{FEEDS}/{name}.xml"
            yield path, partial(feeds.of_site, path, code, corrections, as_json=False)
        path = f"{at}{FEEDS}/corrections.json"
        yield path, partial(feeds.of_site, path, code, corrections=True, as_json=True)
    for page in sorted(site.titles):
        if site.shows.get(page):
            yield feed_of(page, site.folder_of(page)), partial(feeds.of_page, page)


class Feeds:
    """The feeds of a site; what they share is made once."""

    def __init__(self, facts: Facts) -> None:
        self.site, self.entries = facts.site, Entries(facts)
        self._html: dict[tuple[str, str, str], str] = {}

    @cached_property
    def events(self) -> list[Event]:
        """All that became of statements, the newest first."""
        return changes.events(self.site.library)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The numbers of events by the addresses of which they tell, see `_tells_of`."""
        out: dict[str, list[int]] = {}
        for number, event in enumerate(self.events):
            for address in _tells_of(self.site, event):
                out.setdefault(address, []).append(number)
        return out

    def of_site(self, path: str, code: str, corrections: bool, as_json: bool) -> bytes:
        """The feed of all changes, or of corrections alone."""
        found = [one for one in self.events if one.corrects or not corrections]
        with self.site.speaking(code):
            what = say("theme.feeds.corrections" if corrections else "theme.feeds.changes")
            name = self._name(code)
            title = say("feed.title", who=name, what=what) if name else what
        write = json_feed if as_json else atom
        return self._written(write, path, code, title, "index.md", found)

    def of_page(self, page: str) -> bytes:
        """The feed of what a hand-written page shows."""
        at = self.site.folder_of(page)
        code = at.rstrip("/") or next(iter(self.site.libraries))
        shown = self.site.shows[page]
        keys = {*shown, *(f"{a.partition('#')[0]}#" for a in shown if "#" in a)}
        numbers = {number for key in keys for number in self.places.get(key, ())}
        with self.site.speaking(code):
            title = say("feed.title", who=self.site.titles[page], what=say("feed.changes"))
        found = [self.events[number] for number in sorted(numbers)]
        about = page.removeprefix(at)
        return self._written(atom, feed_of(page, at), code, title, about, found)

    def _written(
        self, write: Callable[..., bytes], path: str, code: str, title: str, about: str,
        found: list[Event],
    ) -> bytes:  # fmt: skip
        """A feed with the newest of these events."""
        site = self.site
        entries = [self.entries.of(code, one) for one in found[:MAX_ENTRIES]]
        author = str(site.settings.get("publisher") or self._name(code) or title)
        rights = str(site.settings.get("licence", {}).get("name", ""))
        html = partial(self._content, code)
        feed = Feed(path, code, title, about, author, rights, entries, html)
        return write(feed, site.place, site.folder(code))

    def _name(self, code: str) -> str:
        """What the site is called in a language."""
        return str(self.site.settings.get("name", {}).get(code) or self.site.place.name)

    def _content(self, code: str, entry: Entry, way: Way | None) -> str:
        """The paragraphs of an entry as HTML."""
        key = code, entry.id, way("") if way else "-"
        if key not in self._html:
            with self.site.speaking(code):
                told = (inline_html(_led(one, way)) for one in entry.told)
                text = "".join(f"<p>{one}</p>" for one in told if one)
            rtl = code.partition("-")[0] in RTL
            self._html[key] = f'<div lang="{code}" dir="rtl">{text}</div>' if rtl else text
        return self._html[key]


def _tells_of(site: Site, event: Event) -> Iterator[str]:
    """The addresses of which an event tells; of a whole record `groups/hts#`.

    No page shows what was withdrawn, so that is told to whoever follows a page with other facts of
    the same record; the withdrawal of a source also where something stands that cites it.
    """
    yield event.address
    if event.what != changes.WITHDRAWN:
        return
    yield f"{event.address.partition('#')[0]}#"
    for statement in site.library.rests_on.get(event.address, ()):
        yield statement.address
        if statement.status == "retracted":
            yield f"{statement.record}#"


def _led(content: Content, way: Way | None) -> Content:
    """Content whose links lead out of a feed; without a way, without links; no pictures."""
    if isinstance(content, str):
        return content
    if isinstance(content, Link):
        inside = _led(content.content, way)
        return Element("a", (("href", way(content.target)),), inside) if way else inside
    if isinstance(content, Image):
        return content.alt
    if isinstance(content, Strong):
        return Strong(_led(content.content, way))
    if isinstance(content, Element):
        return content._replace(content=_led(content.content, way))
    if type(content) is tuple:
        return tuple([_led(one, way) for one in content])
    return content
