"""The page tree: what stands on a page, before it is Markdown, HTML or plain text.

Text is a `str` and prints exactly as it is, white space folded; no node takes markup from a value.
`Content` is a text, a node within a line, or a tuple of such, as deep as is handy. Nodes are
tuples: made quickly, never changed, and free to stand on many pages.
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Strong(NamedTuple):
    """Words that stand out."""

    content: "Content"


class Link(NamedTuple):
    """A link within the site: `target` is the Markdown path of a page, with an anchor if wanted.

    Or it is the path of a document, such as `papers/treaty.pdf`. On the page that it leads to, a
    link without an anchor is just its words.
    """

    content: "Content"
    target: str


class Web(NamedTuple):
    """A link to another site; when `url` is not as `values.web` reads it, just the words."""

    words: "Content"
    url: str


class Image(NamedTuple):
    """A picture of the site: its path below the site, and what it shows in words.

    Where `path` is no plain path, just the words.
    """

    path: str
    alt: str


class Cite(NamedTuple):
    """The marks of footnotes, by their names on this page."""

    notes: tuple[str, ...]


class Element(NamedTuple):
    """An element of HTML that Markdown has no words for: `<span>`, `<bdi>`, `<time>`, `<svg>`.

    Tag and names of attributes are ours, their values and the content may be anybody's. As a block
    of its own it holds texts and elements only, for Markdown is not read within it.
    """

    tag: str
    attributes: tuple[tuple[str, str], ...]
    content: "Content" = ()


Inline = str | Strong | Link | Web | Image | Cite | Element
Content = Inline | tuple["Content", ...]


class Heading(NamedTuple):
    """A heading; without an `id` of its own it gets one from its words."""

    level: int
    content: Content
    id: str = ""


class Paragraph(NamedTuple):
    """A paragraph."""

    content: Content


class Item(NamedTuple):
    """An item of a list that has a list of its own below its line."""

    content: Content
    below: "List"


class List(NamedTuple):
    """A list; `ordered` where the order says something."""

    items: tuple[Content | Item, ...]
    ordered: bool = False


class Quote(NamedTuple):
    """A block quotation: the words, and who said them."""

    words: Content
    source: Content


class Table(NamedTuple):
    """A table: a row of heads, and at least one row, all as wide as the first."""

    head: tuple[Content, ...]
    rows: tuple[tuple[Content, ...], ...]


class Code(NamedTuple):
    """Lines of a program, as they are: in words of English, from left to right."""

    text: str


class Box(NamedTuple):
    """Blocks in a box with a title: key facts, a warning. `kind` is a class name of ours."""

    kind: str
    title: str
    blocks: tuple["Block", ...]


# What was written of footnotes, which many pages share: by the identity of a note and the folder
# of the page, the note (so that it stays what it is) and its texts. Hand one to all pages.
Known = dict[tuple[int, str], tuple["Content", str, str]]
Block = Heading | Paragraph | List | Quote | Table | Code | Box | Element


@dataclass(slots=True)
class Page:
    """A page: its Markdown path below the site, what stands on it, its footnotes by name, its head.

    `meta` has what a front matter says: description, edit_url, moved, preview, checked …, as plain
    text; `source` is the file that "edit this page" opens, relative to the project.
    """

    path: str
    title: str
    blocks: tuple[Block, ...]
    notes: dict[str, Content] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)
    source: str = ""


def span(classes: str, *content: Content, **data: str) -> Element:
    """Words with class names of ours, and `data-` attributes."""
    more = tuple((f"data-{name.replace('_', '-')}", value) for name, value in data.items())
    return Element("span", (("class", classes), *more), content)


def anchor(name: str) -> Element:
    """A target for links; `name` is an id."""
    return Element("a", (("id", name),))
