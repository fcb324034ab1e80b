"""What a reader sees of a page: its words across tags, its title, the day it gives for itself."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from factsheet.bench.web_pages.markup import SILENT, Tag, scan, unescaped
from factsheet.bench.web_pages.page_letters import decoded

MAX_JSON = 300_000  # characters of one piece of JSON-LD
MAX_TITLE = 500  # characters of a title that are kept
INLINE = {  # elements that end no word
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
UNSEEN = ("head", "noscript", "select", "template")
_DAY = re.compile(r"\s*(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)")
_TITLES = ("og:title", "twitter:title", "citation_title", "dc.title")
_DAYS = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "citation_publication_date", "citation_date", "dc.date.issued", "dc.date", "dcterms.date",
    "pubdate", "publish-date", "date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A page's text, its title, and the day that it says it was published; empty when unknown."""

    text: str
    title: str = ""
    day: str = ""


def read(body: bytes, content_type: str = "") -> Page:
    """The page in the bytes of an HTML file; `content_type` as the server has said it."""
    return read_html(decoded(body, content_type)[0])


def read_html(html: str) -> Page:
    """The page in a text of HTML."""
    reading = _Reading()
    for token in scan(html):
        if isinstance(token, Tag):
            reading.tag(token)
        else:
            reading.words(token)
    return reading.page()


class _Reading:
    """What was read of a page so far."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.unseen: list[str] = []  # elements that no reader sees, and that are open
        self.inside = Tag("")  # the last tag that opened
        self.title = ""
        self.metas: dict[str, str] = {}
        self.linked: list[Any] = []

    def words(self, text: str) -> None:
        """Some text: of the title, of a script, or of the page."""
        inside = self.inside.name
        if inside == "title":
            self.title = self.title or unescaped(text[: 4 * MAX_TITLE])
        elif inside == "script" and "ld+json" in self.inside.attributes.get("type", "").lower():
            self._json(text)
        elif inside not in SILENT and not self.unseen:
            self.parts.append(unescaped(text))

    def tag(self, tag: Tag) -> None:
        """A tag: what it opens or closes, what it says, and the gap it makes between words."""
        self.inside = Tag("") if tag.end else tag
        if tag.name == "body":
            self.unseen.clear()
        elif tag.name in UNSEEN and not tag.end:
            if len(self.unseen) < 20:
                self.unseen.append(tag.name)
        elif tag.name in self.unseen:
            del self.unseen[self.unseen.index(tag.name) :]
        elif tag.name == "meta":
            self._meta(tag.attributes)
        elif tag.name == "q" and not self.unseen:
            self.parts.append('"')
        if tag.name not in INLINE and self.parts[-1:] != ["\n"] and not self.unseen:
            self.parts.append("\n")

    def _meta(self, said: dict[str, str]) -> None:
        name = said.get("property") or said.get("name") or said.get("itemprop") or ""
        if name and "content" in said and len(self.metas) < 1_000:
            self.metas.setdefault(name.lower(), said["content"])

    def _json(self, raw: str) -> None:
        if len(raw) <= MAX_JSON:
            try:
                self.linked.append(json.loads(raw))
            except (ValueError, RecursionError):
                return

    def page(self) -> Page:
        """All that was read."""
        titles = [self.metas.get(name, "") for name in _TITLES]
        titles += [*_named(self.linked, "headline"), self.title]
        days = [
            *_named(self.linked, "datePublished"),
            *(self.metas.get(name, "") for name in _DAYS),
        ]
        title = next((found for one in titles if (found := " ".join(one.split()))), "")
        day = next((found for one in days if (found := _day(one))), "")
        return Page("".join(self.parts), title[:MAX_TITLE], day)


def _named(linked: list[Any], key: str) -> Iterator[str]:
    """The texts under a key of JSON-LD, of things that stand three levels deep at most."""
    level = linked
    for _ in range(4):
        below: list[Any] = []
        for thing in level:
            if isinstance(thing, list):
                below += thing
            elif isinstance(thing, dict):
                if isinstance(thing.get(key), str):
                    yield thing[key]
                below += [thing.get("@graph"), thing.get("mainEntity")]
        level = below


def _day(text: str) -> str:
    """The day at the beginning of a date and time, as its publisher counts; empty when none is."""
    if not (found := _DAY.match(text)):
        return ""
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return ""
