"""The page tree as HTML: the same document that Python-Markdown makes of the same tree's Markdown.

With the table of contents, the ids and the entries of the search, which cost next to nothing while
the page is written.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from markdown.extensions.toc import slugify

from factsheet.cache import Entry, Written
from factsheet.document.escape import in_attribute, in_code, plain_signs
from factsheet.document.html_lines import LineWriter
from factsheet.document.markdown import APART
from factsheet.document.nodes import Block, Box, Code, Content, Element, Heading, Item, Known
from factsheet.document.nodes import List, Page, Paragraph, Quote, Table
from factsheet.document.text import to_text
from factsheet.language import say

SIGN = '<a class="headerlink" href="#{}" title="{}">&para;</a>'


class Parts(NamedTuple):
    """A page as HTML, and what an engine wants to know of it; see `Written`."""

    html: str
    toc: list[Any]
    ids: list[str]
    entries: list[Entry]


def to_html(page: Page, known: Known | None = None, folders: bool = True) -> Written:
    """The page with links as published: in folders, `../mary/`, or as files, `mary.html`."""
    return Written.of(*html_parts(page, known, folders), page.title, page.meta)


def html_parts(page: Page, known: Known | None = None, folders: bool = True) -> Parts:
    """The same before it is compressed."""
    writer = PageWriter(page, folders, {} if known is None else known)
    writer.blocks(page.blocks)
    writer.footnotes()
    writer.end_section()
    html = plain_signs("".join(writer.out))  # nothing will read Markdown in it
    return Parts(html, _nested(writer.toc), writer.ids, writer.entries)


def inline_html(content: Content) -> str:
    """What stands within a line and leads to other sites only, for the theme to print."""
    writer = LineWriter(Page("", "", ()), True, {})
    writer.line(content)
    return "".join(writer.out)


@lru_cache(maxsize=5_000)  # most sheets have the same headings
def slug(words: str) -> str:
    """The id of a heading with these words."""
    return slugify(words, "-")


class PageWriter(LineWriter):
    """Writes the blocks of one page, its table of contents and its entries of the search."""

    def __init__(self, page: Page, folders: bool, known: Known) -> None:
        super().__init__(page, folders, known)
        self.section = ("", "")  # anchor and title of the one under way
        self.taken = set(_own_ids(page.blocks))
        self.last: dict[str, str] = {}  # what a heading with these words got last
        self.toc: list[tuple[int, str, str]] = []
        self.entries: list[Entry] = []

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

    def end_section(self) -> None:
        """Keep what the search finds of the section that ends here."""
        if self.toc:
            self.entries.append((*self.section, "".join(self.said).strip()))
        self.said = []

    def _heading(self, node: Heading) -> None:
        self.end_section()
        words = to_text(node.content)
        id_ = node.id or self._free(slug(words))
        sign = SIGN.format(id_, in_attribute(say("theme.permalink")))
        self._between(f'<h{node.level} id="{id_}">', node.content, f"{sign}</h{node.level}>")
        self.section = (id_ if self.toc else "", "".join(self.said))
        self.said = []
        self.toc.append((node.level, id_, words))
        self.ids.append(id_)

    def _free(self, id_: str) -> str:
        """The id, with a number when a heading has it already."""
        words, id_ = id_, self.last.get(id_, id_)
        while id_ in self.taken or not id_:
            stem, joined, count = id_.rpartition("_")
            id_ = f"{stem}_{int(count) + 1}" if joined and count.isdigit() else f"{id_}_1"
        self.taken.add(id_)
        self.last[words] = id_
        return id_

    def _paragraph(self, node: Paragraph) -> None:
        self.wrap("p", node.content)

    def _list(self, node: List) -> None:
        tag = "ol" if node.ordered else "ul"
        self.tag(f"<{tag}>")
        self.depth += 1
        for item in node.items:
            self.end_line()
            if isinstance(item, Item):
                self.tag("<li>")
                self.line(item.content)
                self.depth += 1
                self._list(item.below)
                self.depth -= 1
                self.end_line()
                self.tag("</li>")
            else:
                self.wrap("li", item)
        self.depth -= 1
        self.end_line()
        self.tag(f"</{tag}>")

    def _quote(self, node: Quote) -> None:
        self.out.append("<blockquote>")
        self.depth += 1
        for content in node:
            self.end_line()
            self.wrap("p", content)
        self.depth -= 1
        self.end_line()
        self.out.append("</blockquote>")

    def _table(self, node: Table) -> None:
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
            self._between(f"<{tag}>", cell, f"</{tag}>\n")
            self.blank()
        self.out.append("</tr>\n")

    def _code(self, node: Code) -> None:
        text = in_code(node.text)
        self.out.append(f'<pre lang="en" dir="ltr"><code tabindex="0">{text}</code></pre>')
        said = escape(node.text, quote=False)
        self.said.append(f"<pre><code>{said}</code></pre>")

    def _box(self, node: Box) -> None:
        self.out.append(f'<div class="admonition {node.kind}">\n<p class="admonition-title">')
        self.said.append("<p>")
        self.text(node.title)
        self.tag("</p>")
        self.end_line()
        self.depth += 1
        self.blocks(node.blocks)
        self.depth -= 1
        self.end_line()
        self.out.append("</div>")


def _own_ids(blocks: Iterable[Block]) -> Iterator[str]:
    """The ids that headings bring along; no other heading gets them."""
    for block in blocks:
        if isinstance(block, Heading) and block.id:
            yield block.id
        elif isinstance(block, Box):
            yield from _own_ids(block.blocks)


def _nested(flat: list[tuple[int, str, str]]) -> list[Any]:
    """Headings as a tree of [level, id, title, children], below the last one of a lower level."""
    top: list[Any] = []
    path: list[tuple[int, list[Any]]] = [(0, top)]
    for level, id_, title in flat:
        while path[-1][0] >= level:
            path.pop()
        one: list[Any] = [level, id_, title, []]
        path[-1][1].append(one)
        path.append((level, one[3]))
    return top


_BLOCKS: dict[type, Callable[[PageWriter, Any], None]] = {
    Heading: PageWriter._heading, Paragraph: PageWriter._paragraph, List: PageWriter._list,
    Quote: PageWriter._quote, Table: PageWriter._table, Code: PageWriter._code,
    Box: PageWriter._box, Element: PageWriter.element,
}  # fmt: skip
