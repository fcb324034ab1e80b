"""The page tree as Markdown, for engines with footnotes, tables, attribute lists, admonitions."""

import json
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from factsheet.document.addresses import folder_of, relative
from factsheet.document.directions import WHOLE, mixed, parted
from factsheet.document.escape import attributes, edit_address, in_code, in_markdown, is_file
from factsheet.document.escape import leads, web_address
from factsheet.document.nodes import Block, Box, Cite, Code, Content, Element, Heading, Image, Item
from factsheet.document.nodes import Known, Link, List, Page, Paragraph, Quote, Strong, Table, Web
from factsheet.document.tongues import marked

APART = "<!-- -->"  # between two lists or quotations, which would be read as one


def to_markdown(page: Page, known: Known | None = None) -> str:
    """A page with its head and its footnotes."""
    return f"{head(page.meta)}\n{body(page, known)}"


def body(page: Page, known: Known | None = None) -> str:
    """A page without its head; it ends with a line feed."""
    writer = Writer(page.path)
    text = writer.blocks(page.blocks)
    notes = writer.footnotes(page.notes, {} if known is None else known)
    return f"{text}\n\n{notes}\n" if notes else f"{text}\n"


def head(meta: dict[str, Any]) -> str:
    """The front matter. Values are encoded: a theme may print them raw in text and attributes.

    It is never empty: MkDocs would take the page's text, up to its first rule, for the head.
    """
    lines = [line for key, value in meta.items() for line in _entry(key, value)]
    return "\n".join(["---", *(lines or ["{}"]), "---", ""])


def _entry(key: str, value: str | tuple[str, ...]) -> list[str]:
    if key == "moved":  # what only leads on is not searched
        return [f"moved: {value}", "search: {exclude: true}"]
    if key == "writers":
        named = ", ".join(f'"{in_markdown(one)}"' for one in value)
        return [f"{key}: [{named}]"]
    if isinstance(value, tuple):  # words of our own choice
        return [f"{key}: [{', '.join(value)}]"]
    if key == "linked":  # JSON, which is a text of YAML as it is
        return [f"linked: {json.dumps(value)}"]
    plain = edit_address(value) if key in ("edit_url", "preview", "feed") else in_markdown(value)
    return [f'{key}: "{plain}"']


class Writer:
    """Writes what stands on the page at `path`; `cited` are its footnotes by their first marks."""

    def __init__(self, path: str) -> None:
        self.path, self.folder = path, folder_of(path)
        self.cited: dict[str, None] = {}
        self.mixed = mixed()  # whether words of the other direction have to be kept whole

    def line(self, content: Content) -> str:
        """Content within a line."""
        if type(content) is str:
            pieces = parted(content) if self.mixed else content
            return in_markdown(pieces) if isinstance(pieces, str) else self.line(pieces)
        if isinstance(content, str):
            return self.line(marked(content))
        if type(content) is not tuple:
            return _INLINE[type(content)](self, content)
        out: list[str] = []
        text = self._run(content, out, "")
        return "".join([*out, in_markdown(text)]) if text else "".join(out)

    def _run(self, row: Iterable[Content], out: list[str], text: str) -> str:
        """Write a row of content into `out`, behind a text that waits; gives what waits now.

        Texts that meet are written as one: a full stop is seen with the word before it.
        """
        for one in row:
            if self.mixed and type(one) is str:
                one = parted(one)
            if type(one) is str:
                text += one
            elif isinstance(one, str):
                text = self._run((marked(one),), out, text)
            elif type(one) is tuple:
                text = self._run(one, out, text)
            else:
                if text:
                    out.append(in_markdown(text))
                    text = ""
                out.append(_INLINE[type(one)](self, one))
        return text

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Blocks with a blank line between them."""
        out: list[str] = []
        before: type | None = None
        for block in blocks:
            kind = type(block)
            if kind is before and kind in (List, Quote):
                out.append(APART)
            out.append(_BLOCKS[kind](self, block))
            before = kind
        return "\n\n".join(out)

    def footnotes(self, notes: dict[str, Content], known: Known) -> str:
        """The text of every footnote that is cited, in the order of first marks."""
        return "\n".join([f"[^{name}]: {self._note(notes[name], known)}" for name in self.cited])

    def _note(self, note: Content, known: Known) -> str:
        key = id(note), self.folder
        if key not in known:
            known[key] = note, self.line(note), ""
        return known[key][1]

    def _strong(self, node: Strong) -> str:
        return f"**{self.line(node.content)}**"

    def _link(self, node: Link) -> str:
        path, hash_, name = node.target.partition("#")
        words = self.line(node.content)
        if (path == self.path and not hash_) or not leads(path):
            return words
        way = relative(path, self.folder) if path else ""
        return f"[{words}]({way}{hash_}{escape(name)})"

    def _web(self, node: Web) -> str:
        address, words = web_address(node.url), self.line(node.words)
        return f'<a href="{address}" rel="noopener">{words}</a>' if address else words

    def _image(self, node: Image) -> str:
        if not is_file(node.path):
            return self.line(node.alt)
        return f"![{in_markdown(node.alt)}]({relative(node.path, self.folder)})"

    def _cite(self, node: Cite) -> str:
        self.cited.update(dict.fromkeys(node.notes))
        return "".join([f"[^{name}]" for name in node.notes])

    def element(self, node: Element) -> str:
        """An element within a line; its content is Markdown."""
        outside, self.mixed = self.mixed, self.mixed and node.tag not in WHOLE
        words = self.line(node.content)
        self.mixed = outside
        return f"<{node.tag}{attributes(node.attributes)}>{words}</{node.tag}>"

    def _heading(self, node: Heading) -> str:
        id_ = f" {{: #{node.id} }}" if node.id else ""
        return f"{'#' * node.level} {self.line(node.content)}{id_}"

    def _paragraph(self, node: Paragraph) -> str:
        return self.line(node.content)

    def _list(self, node: List) -> str:
        mark = "1. " if node.ordered else "- "
        return "\n".join([self._item(item, mark) for item in node.items])

    def _item(self, item: Content | Item, mark: str) -> str:
        if isinstance(item, Item):
            return f"{mark}{self.line(item.content)}\n{_indented(self._list(item.below))}"
        return f"{mark}{self.line(item)}"

    def _quote(self, node: Quote) -> str:
        return f"> {self.line(node.words)}\n>\n> {self.line(node.source)}"

    def _table(self, node: Table) -> str:
        rows = [_row(map(self.line, cells)) for cells in (node.head, *node.rows)]
        rows.insert(1, _row(["---"] * len(node.head)))
        return "\n".join(rows)

    def _code(self, node: Code) -> str:
        return f'<pre lang="en" dir="ltr"><code tabindex="0">{in_code(node.text)}</code></pre>'

    def _box(self, node: Box) -> str:
        head = f'!!! {node.kind} "{in_markdown(node.title)}"'
        return f"{head}\n\n{_indented(self.blocks(node.blocks))}"

    def _figure(self, node: Element) -> str:
        """An element as a block of its own, in which Markdown is not read."""
        return _markup(node, self.mixed)


def _row(cells: Iterable[str]) -> str:
    """A row of a table."""
    return f"| {' | '.join(cells)} |"


def _markup(node: Content, mixed: bool) -> str:
    """Elements and texts as HTML. Raises TypeError for any other node."""
    if mixed and type(node) is str:
        node = parted(node)
    if type(node) is str:
        return in_markdown(node)
    if isinstance(node, str):
        return _markup(marked(node), mixed)
    if isinstance(node, Element):
        inner = _markup(node.content, mixed and node.tag not in WHOLE)
        return f"<{node.tag}{attributes(node.attributes)}>{inner}</{node.tag}>"
    if type(node) is tuple:
        return "".join([_markup(one, mixed) for one in node])
    raise TypeError(f"{type(node).__name__} cannot stand in an element that is a block")


def _indented(text: str) -> str:
    """Text of several lines, four blanks further in."""
    return "\n".join([f"    {line}" if line else line for line in text.split("\n")])


_INLINE: dict[type, Callable[[Writer, Any], str]] = {
    Strong: Writer._strong, Link: Writer._link, Web: Writer._web, Image: Writer._image,
    Cite: Writer._cite, Element: Writer.element,
}  # fmt: skip
_BLOCKS: dict[type, Callable[[Writer, Any], str]] = {
    Heading: Writer._heading, Paragraph: Writer._paragraph, List: Writer._list,
    Quote: Writer._quote, Table: Writer._table, Code: Writer._code, Box: Writer._box,
    Element: Writer._figure,
}  # fmt: skip
