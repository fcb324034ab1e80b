"""What a saved page says of itself, gathered from its bytes: metas, JSON-LD, links, dates, text.

Nothing that the page names is loaded, and nothing in it is run.
"""

import re
from dataclasses import dataclass, field

from factsheet.bench.edits.refused import Refused
from factsheet.bench.web_pages.json_ld import Things
from factsheet.bench.web_pages.markup import SILENT, Tag, scan, unescaped
from factsheet.bench.web_pages.page_letters import decoded

MAX_PAGE = 20_000_000  # bytes
MAX_BODY = 200_000  # characters of the text of a page that are looked at
MAX_METAS = 2_000
_SAVED_FROM = re.compile(r"(?:saved from url=\(\d{1,6}\)|url: ?)\s*(https?://\S{1,2000})", re.I)
SAVE = "save the page in the browser as HTML only"
# How files of other sorts begin
_OTHERS = {
    b"%PDF-": "a PDF",
    b"From: <Saved by": "an MHTML archive",
    b"MIME-Version:": "an MHTML archive",
    b"bplist00": "a web archive",
    b"PK\x03\x04": "a zip archive",
}
_HEARD = ("h1", "time", "title")  # elements whose text is gathered


@dataclass(slots=True)
class PageData:
    """What stood on a page, each thing in the order of the page."""

    language: str = ""  # of its <html>
    titles: list[str] = field(default_factory=list)  # its <title>
    headings: list[str] = field(default_factory=list)  # its <h1>
    metas: dict[str, list[str]] = field(default_factory=dict)  # by name, property or itemprop
    canonical: list[str] = field(default_factory=list)  # as written: it may be relative
    saved_from: str = ""  # what the browser noted that saved it
    times: list[tuple[str, str]] = field(default_factory=list)  # (class and more, date) of <time>
    json_ld: Things = field(default_factory=Things)
    body: str = ""  # its text, shortened
    encoding_guessed: bool = False


def read(content: bytes) -> PageData:
    """What a page says of itself. Raises Refused for one that is too large, and for no page."""
    for beginning, what in _OTHERS.items():
        if content.lstrip()[:20].startswith(beginning):
            raise Refused(f"the file is {what}, not a page", SAVE)
    if len(content) > MAX_PAGE:
        message = f"the page has {len(content):,} bytes; {MAX_PAGE:,} are allowed"
        raise Refused(message, SAVE)
    text, guessed = decoded(content)
    if "<" not in text:
        raise Refused("there is no HTML in the file", SAVE)
    page = PageData(encoding_guessed=guessed)
    found = _SAVED_FROM.search(text[:20_000])
    page.saved_from = found[1] if found else ""
    _Reader(page).read(text)
    return page


class _Reader:
    """Goes through a page once."""

    def __init__(self, page: PageData) -> None:
        self.page = page
        self.inside = Tag("")  # the last tag that opened
        self.heard: list[str] | None = None  # the texts of the element in `_HEARD` that is open
        self.hearing = Tag("")  # and its tag
        self.body: list[str] = []
        self.room = MAX_BODY
        self.counted = 0

    def read(self, text: str) -> None:
        """Take up all that is wanted of the page."""
        for part in scan(text):
            if isinstance(part, str):
                self._text(part)
            elif part.end:
                self._end(part)
            else:
                self._start(part)
        self._heard()
        self.page.body = " ".join("".join(self.body).split())

    def _text(self, text: str) -> None:
        tag = self.inside
        if tag.name == "script":
            if tag.attributes.get("type", "").strip().lower().startswith("application/ld+json"):
                self.page.json_ld.add(text)
            return
        if self.heard is not None:
            self.heard.append(text[:2_000])
        if tag.name not in SILENT and self.room > 0:
            self.body.append(unescaped(text[: self.room]) + " ")
            self.room -= len(text)

    def _end(self, tag: Tag) -> None:
        self.inside = Tag("")
        if tag.name == self.hearing.name:
            self._heard()

    def _start(self, tag: Tag) -> None:
        self.inside = tag
        attributes = tag.attributes
        if tag.name == "html":
            self.page.language = self.page.language or attributes.get("lang", "")
        elif tag.name == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self.page.canonical.append(attributes.get("href", "").strip())
        elif tag.name in _HEARD:
            self._heard()
            self.heard, self.hearing = [], tag
        self._meta(tag)

    def _meta(self, tag: Tag) -> None:
        """A meta by its name, or any element that says which property its content is."""
        attributes = tag.attributes
        named = [attributes.get(key, "") for key in ("property", "name", "itemprop", "http-equiv")]
        if tag.name != "meta":
            named = named[2:3]
        content = attributes.get("content") or attributes.get("datetime") or ""
        for name in {name.strip().lower() for name in named if name.strip()}:
            if content.strip() and self.counted < MAX_METAS:
                self.counted += 1
                self.page.metas.setdefault(name, []).append(content.strip())

    def _heard(self) -> None:
        """An element whose text was gathered is done."""
        if self.heard is None:
            return
        name, attributes = self.hearing.name, self.hearing.attributes
        text = " ".join(unescaped(" ".join(self.heard[:100])).split())
        self.heard, self.hearing = None, Tag("")
        if name == "time":
            told = " ".join(attributes.get(key, "") for key in ("class", "itemprop", "id"))
            told += " pubdate" if "pubdate" in attributes else ""
            if len(self.page.times) < 100:
                self.page.times.append((told.lower(), attributes.get("datetime") or text))
        elif text and len(self.page.titles) + len(self.page.headings) < 100:
            (self.page.titles if name == "title" else self.page.headings).append(text)
