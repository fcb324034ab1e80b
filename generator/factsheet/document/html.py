"""The page tree as HTML: the same document that Python-Markdown makes of the same tree's Markdown.

With the table of contents, the ids and the entries of the search, which cost next to nothing while the page is written.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from markdown.extensions.toc import slugify

from factsheet.document.addresses import folder_of, published, relative
from factsheet.document.escape import attributes, in_attribute, in_html, web_address
from factsheet.document.markdown import APART
from factsheet.document.nodes import Block, Box, Cite, Content, Element, Heading, Item, Link, List
from factsheet.document.nodes import Page, Paragraph, Quote, Strong, Table, Web
from factsheet.document.text import to_text

SIGN = '<a class="headerlink" href="#{0}" title="Permanent link">&para;</a>'
BACK = '<a class="footnote-backref" href="#{0}" title="Jump back to footnote {1} in the text">&#8617;</a>'


class Written(NamedTuple):
    """A page as HTML, with what an engine wants to know of it; texts, lists and dictionaries only, fit for JSON.

    `toc` is nested (level, id, title, children), `ids` are all in the page, `entries` of the search are
    (anchor or nothing, title, text) of each section, with the few tags that a search keeps. `title` and `meta` are plain.
    """

    html: str
    toc: list[Any]
    ids: list[str]
    entries: list[tuple[str, str, str]]
    title: str
    meta: dict[str, Any]


def to_html(page: Page, folders: bool = True) -> Written:
    """The page with links as they are published: in folders, `../hts/`, or as files, `hts.html`."""
    writer = Writer(page, folders)
    writer.blocks(page.blocks)
    writer.footnotes()
    writer.section()
    toc = nested(writer.toc)
    return Written("".join(writer.out), toc, writer.ids, writer.entries, page.title, page.meta)


def nested(flat: list[tuple[int, str, str]]) -> list[Any]:
    """Headings as a tree: [level, id, title, children], each below the last one of a lower level."""
    top: list[Any] = []
    path: list[tuple[int, list[Any]]] = [(0, top)]
    for level, id_, title in flat:
        while path[-1][0] >= level:
            path.pop()
        one: list[Any] = [level, id_, title, []]
        path[-1][1].append(one)
        path.append((level, one[3]))
    return top


class Writer:
    """Writes one page into `out`, and what the search finds of it into `said`."""

    def __init__(self, page: Page, folders: bool) -> None:
        self.page, self.folders = page, folders
        self.home = published(page.path, folders)
        self.folder = folder_of(self.home)
        self.out: list[str] = []
        self.said: list[str] = []
        self.heading_: tuple[str, str] = ("", "")  # id and title of the section under way
        self.ids: list[str] = []
        # ids of headings, those with one of their own first
        self.taken = {b.id for b in page.blocks if type(b) is Heading and b.id}
        self.toc: list[tuple[int, str, str]] = []
        self.entries: list[tuple[str, str, str]] = []
        self.cited: dict[str, int] = {}  # the number of each footnote, by its first mark
        self.depth = 1  # of the element whose content is written, as Python-Markdown counts
        self.marks: list[tuple[int, int, str]] = []  # (depth, place in `out`, footnote) of each

    def line(self, content: Content) -> None:
        """Content within a line."""
        kind = type(content)
        if kind is str:
            text = in_html(content)  # type: ignore[arg-type]
            self.out.append(text)
            self.said.append(text)
        elif kind is tuple:
            for one in content:
                self.line(one)  # type: ignore[arg-type]
        else:
            _INLINE[kind](self, content)

    def wrap(self, tag: str, content: Content) -> None:
        """Content in an element that the search keeps: a paragraph, an item."""
        self.tag(f"<{tag}>")
        self.line(content)
        self.tag(f"</{tag}>")

    def tag(self, text: str) -> None:
        """A tag that the search keeps too."""
        self.out.append(text)
        self.said.append(text)

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Blocks, each on lines of its own."""
        before: type | None = None
        for block in blocks:
            kind = type(block)
            if before:
                self.end_line()
            if kind is before and kind in (List, Quote):
                self.out.append(f"{APART}\n\n")
            _BLOCKS[kind](self, block)
            before = kind

    def end_line(self) -> None:
        """A line feed, which is a blank to the search."""
        self.out.append("\n")
        self.blank()

    def blank(self) -> None:
        """A blank for the search, unless there is one."""
        if self.said and self.said[-1] != " ":
            self.said.append(" ")

    def section(self) -> None:
        """Keep what the search finds of the section that ends here."""
        id_, title = self.heading_
        if self.toc:
            self.entries.append((id_, title, "".join(self.said).strip()))
        self.said = []

    def strong(self, node: Strong) -> None:
        self.out.append("<strong>")
        self.line(node.content)
        self.out.append("</strong>")

    def link(self, node: Link) -> None:
        path, hash_, name = node.target.partition("#")
        if path == self.page.path and not hash_:
            self.line(node.content)
            return
        self.out.append(f'<a href="{self.way(path)}{hash_}{in_attribute(name)}">')
        self.line(node.content)
        self.out.append("</a>")

    def way(self, path: str) -> str:
        """The link to a page of the site; nothing to this one."""
        if not path:
            return ""
        target = published(path, self.folders)
        return relative(target, self.folder) or "./"

    def web(self, node: Web) -> None:
        if address := web_address(node.url):
            self.out.append(f'<a href="{address}" rel="noopener">')
            self.line(node.words)
            self.out.append("</a>")
        else:
            self.line(node.words)

    def cite(self, node: Cite) -> None:
        for name in node.notes:
            if name not in self.cited:
                self.cited[name] = len(self.cited) + 1
            number = self.cited[name]
            self.marks.append((self.depth, len(self.out), name))
            self.out += ("", f'<a class="footnote-ref" href="#fn:{name}">{number}</a></sup>')
            self.said.append(f"<sup>{number}</sup>")

    def number_marks(self) -> Counter[str]:
        """Give each mark its id: Python-Markdown counts level by level, not line by line. Gives how many each note has."""
        times: Counter[str] = Counter()
        for _, place, name in sorted(self.marks):
            times[name] += 1
            self.ids.append(id_ := reference(name, times[name]))
            self.out[place] = f'<sup id="{id_}">'
        return times

    def element(self, node: Element) -> None:
        said = len(self.said)
        for name, value in node.attributes:
            if name == "id":
                self.ids.append(value)
        self.out.append(f"<{node.tag}{attributes(node.attributes)}>")
        self.line(node.content)
        self.out.append(f"</{node.tag}>")
        if ("data-search-exclude", "true") in node.attributes:
            del self.said[said:]

    def heading(self, node: Heading) -> None:
        self.section()
        words = to_text(node.content)
        id_ = node.id or self._free(slug(words))
        self.out.append(f'<h{node.level} id="{id_}">')
        self.line(node.content)
        self.out.append(f"{SIGN.format(id_)}</h{node.level}>")
        title = "".join(self.said)
        self.said = []
        self.heading_ = id_ if self.toc else "", title
        self.toc.append((node.level, id_, words))
        self.ids.append(id_)

    def _free(self, id_: str) -> str:
        """The id, with a number when a heading has it already."""
        while id_ in self.taken or not id_:
            stem, _, count = id_.rpartition("_")
            id_ = f"{stem}_{int(count) + 1}" if count.isdigit() and _ else f"{id_}_1"
        self.taken.add(id_)
        return id_

    def paragraph(self, node: Paragraph) -> None:
        self.wrap("p", node.content)

    def list(self, node: List) -> None:
        tag = "ol" if node.ordered else "ul"
        self.tag(f"<{tag}>")
        self.depth += 1
        for item in node.items:
            self.end_line()
            if type(item) is Item:
                self.tag("<li>")
                self.line(item.content)
                self.depth += 1
                self.list(item.below)
                self.depth -= 1
                self.end_line()
                self.tag("</li>")
            else:
                self.wrap("li", item)
        self.depth -= 1
        self.end_line()
        self.tag(f"</{tag}>")

    def quote(self, node: Quote) -> None:
        self.out.append("<blockquote>")
        self.depth += 1
        for content in node:
            self.end_line()
            self.wrap("p", content)
        self.depth -= 1
        self.end_line()
        self.out.append("</blockquote>")

    def table(self, node: Table) -> None:
        self.depth += 3
        self.out.append("<table>\n<thead>\n")
        self._row("th", node.head)
        self.out.append("</thead>\n<tbody>\n")
        for row in node.rows:
            self._row("td", row)
        self.out.append("</tbody>\n</table>")
        self.depth -= 3

    def _row(self, tag: str, cells: Iterable[Content]) -> None:
        self.out.append("<tr>\n")
        for cell in cells:
            self.out.append(f"<{tag}>")
            self.line(cell)
            self.out.append(f"</{tag}>\n")
            self.blank()
        self.out.append("</tr>\n")

    def box(self, node: Box) -> None:
        self.out.append(f'<div class="admonition {node.kind}">\n')
        self.out.append('<p class="admonition-title">')
        self.said.append("<p>")
        self.line(node.title)
        self.tag("</p>")
        self.end_line()
        self.depth += 1
        self.blocks(node.blocks)
        self.depth -= 1
        self.end_line()
        self.out.append("</div>")

    def footnotes(self) -> None:
        """The footnotes that are cited, each with the way back to every mark."""
        times = self.number_marks()
        if not self.cited:
            return
        self.end_line()
        self.out.append('<div class="footnote">\n<hr />\n')
        self.tag("<ol>")
        for name, number in self.cited.items():
            self.end_line()
            self.ids.append(f"fn:{name}")
            self.out.append(f'<li id="fn:{name}">\n<p>')
            self.said.append("<li> <p>")
            self.line(self.page.notes[name])
            back = [BACK.format(reference(name, n + 1), number) for n in range(times[name])]
            self.out += ("&#160;", *back)
            self.said.append("\xa0" + "↩" * times[name])
            self.tag("</p>")
            self.end_line()
            self.tag("</li>")
        self.end_line()
        self.tag("</ol>")
        self.out.append("\n</div>")


def reference(name: str, times: int) -> str:
    """The id of a mark: `fnref:abc`, then `fnref2:abc`."""
    return f"fnref{times if times > 1 else ''}:{name}"


@lru_cache(maxsize=5_000)  # most sheets have the same headings
def slug(words: str) -> str:
    """The id of a heading with these words."""
    return slugify(words, "-")


_INLINE: dict[type, Callable[[Writer, Any], None]] = {
    Strong: Writer.strong,
    Link: Writer.link,
    Web: Writer.web,
    Cite: Writer.cite,
    Element: Writer.element,
}
_BLOCKS: dict[type, Callable[[Writer, Any], None]] = {
    Heading: Writer.heading,
    Paragraph: Writer.paragraph,
    List: Writer.list,
    Quote: Writer.quote,
    Table: Writer.table,
    Box: Writer.box,
    Element: Writer.element,
}
