"""The paragraphs of a saved page: what its author has marked as such, in the article.

Nothing in it is run, nothing it names is loaded: its characters are looked at, once.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from factsheet.bench.texts.passages import MAX_PASSAGES, Passage, clean, placed
from factsheet.bench.web_pages.markup import SILENT, Tag, scan, unescaped
from factsheet.bench.web_pages.page_letters import decoded
from factsheet.bench.web_pages.page_text import INLINE, UNSEEN

_AROUND = ("aside", "button", "dialog", "figure", "footer", "form", "header", "menu", "nav")
_ARTICLES = ("article", "main")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = {  # what ends a text; anything else may stand within one
    *_AROUND, *_ARTICLES, *_HEADINGS, "address", "blockquote", "body", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "hr", "html", "li", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
MAX_PIECES = 500_000  # tags and texts of a page that are looked at
MAX_FOUND = 3 * MAX_PASSAGES  # texts of a page that are looked at
ENOUGH = 0.2  # the part of a page's letters that its paragraphs have; else it has none


@dataclass
class _Found:
    """A text between tags: the element that it stands in, the article, and whether beside it."""

    text: str
    inside: str
    article: int
    around: bool


@dataclass
class _Reading:
    """What was read of a page so far; elements that are open are counted, none is kept."""

    found: list[_Found] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    inside: str = ""  # the paragraph or heading that is open
    broken: bool = False  # a line, by what stands last
    open: Counter[str] = field(default_factory=Counter)
    articles: int = 0  # that have begun outside of others

    def words(self, text: str) -> None:
        """Some text of the page."""
        if not self._any(UNSEEN):
            self.parts.append(unescaped(text))
            self.broken = self.broken and text.isspace()

    def tag(self, tag: Tag) -> None:
        """A tag: what it opens or closes, and the gap it makes between words."""
        if tag.name == "br":
            if self.broken:
                self.flush()
            self.parts.append("\n")
            self.broken = True
        elif tag.name not in INLINE and tag.name not in (*UNSEEN, *SILENT):
            self.parts.append(" ")
        if tag.name in _BLOCKS:
            self.flush()
            self.inside = "" if tag.end else tag.name
        if tag.name == "body":
            for name in UNSEEN:
                self.open[name] = 0
        elif tag.name in (*UNSEEN, *_AROUND, *_ARTICLES):
            if not tag.end and tag.name in _ARTICLES and not self._any(_ARTICLES):
                self.articles += 1
            self.open[tag.name] = max(0, self.open[tag.name] + (-1 if tag.end else 1))

    def _any(self, names: tuple[str, ...]) -> bool:
        return any(self.open[name] for name in names)

    def flush(self) -> None:
        """End a text."""
        text, self.parts = "".join(self.parts), []
        if not text.isspace() and (text := clean(text)):
            article = self.articles if self._any(_ARTICLES) else 0
            self.found.append(_Found(text, self.inside, article, self._any(_AROUND)))


def read(content: bytes) -> list[Passage]:
    """The passages of the page in the bytes of an HTML file, with their places."""
    reading, silent = _Reading(), False
    for token in islice(scan(decoded(content)[0]), MAX_PIECES):
        if len(reading.found) >= MAX_FOUND:
            break
        if isinstance(token, Tag):
            silent = token.name in SILENT and not token.end
            reading.tag(token)
        elif not silent:
            reading.words(token)
    reading.flush()
    return placed(Passage(one.text, counts) for one, counts in _counted(reading.found))


def _counted(found: list[_Found]) -> list[tuple[_Found, bool]]:
    """Each text, and whether it is a paragraph of the page's article."""
    marked = [one.inside == "p" and not one.around for one in found]
    whole = sum(len(one.text) for one in found)
    if sum(len(one.text) for one, is_ in zip(found, marked) if is_) < ENOUGH * whole:
        marked = [one.inside not in _HEADINGS and not one.around for one in found]
    letters = Counter[int]()
    for one, is_ in zip(found, marked):
        letters[one.article] += len(one.text) if is_ and one.article else 0
    article = max(letters, key=lambda number: letters[number], default=0)
    if letters[article] < ENOUGH * whole:
        article = 0  # what the page calls articles are teasers
    return [
        (one, is_ and (not article or one.article == article)) for one, is_ in zip(found, marked)
    ]
