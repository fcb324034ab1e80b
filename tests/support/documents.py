"""The same document? Python-Markdown's reading of a page's Markdown, and HTML as a tree that can be compared."""

import re
from functools import cache
from html.parser import HTMLParser
from itertools import zip_longest
from posixpath import join, normpath
from typing import Any

import markdown
from factsheet.document import Page
from factsheet.document.addresses import folder_of, published, relative
from factsheet.document.markdown import body
from factsheet.language import say

EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "tables", "toc"]
BLOCKS = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "div", "blockquote", "table", "thead", "tbody", "tr", "th",
    "td", "hr", "pre", "figure", "figcaption", "svg", "g", "defs", "pattern", "path", "circle", "text", "rect", "use",
}  # fmt: skip
VOID = {"hr", "br", "img"}


@cache
def reader(*more: str) -> markdown.Markdown:
    """Python-Markdown with the site's extensions."""
    settings = {"toc": {"permalink": True}, "footnotes": {"BACKLINK_TITLE": say("page.back")}}
    return markdown.Markdown(extensions=[*EXTENSIONS, *more], extension_configs=settings)


def read(page: Page) -> str:
    """The HTML that Python-Markdown makes of a page's Markdown."""
    html: str = reader().reset().convert(body(page))
    return html


class _Tree(HTMLParser):
    """Elements as [tag, sorted attributes, children]; texts as they are, blanks beside a block left out."""

    def __init__(self, page: str, typed: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self.page, self.typed = page, typed
        self.top: list[Any] = ["", [], []]
        self.path = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one: list[Any] = [tag, sorted((n, self._link(n, v or "")) for n, v in attrs), []]
        self.path[-1][2].append(one)
        if tag not in VOID:
            self.path.append(one)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.path[-1][0] == tag, f"</{tag}> ends <{self.path[-1][0]}>"
            self.path.pop()

    def handle_data(self, data: str) -> None:
        children = self.path[-1][2]
        if children and isinstance(children[-1], str):
            children[-1] += data
        else:
            children.append(data)

    def handle_comment(self, data: str) -> None:
        self.path[-1][2].append(["<!--", [], [data]])

    def _link(self, name: str, value: str) -> str:
        """A link in Markdown, which leads from path to path, as it leads from page to page."""
        path, hash_, anchor = value.partition("#")
        if not self.typed or name not in ("href", "src") or not path or ":" in path:
            return value
        home = published(self.page, True)
        target = published(normpath(join(folder_of(self.page), path)), True)
        return (relative(target, folder_of(home)) or "./") + hash_ + anchor


def _tidied(node: list[Any]) -> Any:
    tag, attributes, children = node
    out: list[Any] = []
    for at, child in enumerate(children):
        if not isinstance(child, str):
            out.append(_tidied(child))
            continue
        text = " ".join(child.split(" ")) if tag not in ("pre", "code") else child
        text = text.replace("\n", " ")
        beside = [children[n][0] for n in (at - 1, at + 1) if 0 <= n < len(children)]
        if (
            not text.strip(" ")
            and (tag in BLOCKS | {""})
            and (set(beside) & (BLOCKS | {"<!--"}) or not beside)
        ):
            continue
        if at == 0 and tag in BLOCKS:
            text = text.lstrip(" ")
        if at == len(children) - 1 and tag in BLOCKS:
            text = text.rstrip(" ")
        out.append(text)
    return [tag, attributes, out]


def tree(html: str, page: str = "groups/x.md", typed: bool = False) -> Any:
    """HTML as nested lists that are equal when the documents are; `typed`: links of Markdown."""
    parser = _Tree(page, typed)
    parser.feed(html)
    parser.close()
    assert parser.path == [parser.top], "an element is not closed"
    return _tidied(parser.top)


def first_difference(one: Any, two: Any, path: str = "") -> str:
    """Where two trees part, for a message; empty when they are equal."""
    if one == two:
        return ""
    if isinstance(one, str) or isinstance(two, str) or one[:2] != two[:2]:
        return f"{path}: {str(one)[:600]} | {str(two)[:600]}"
    pairs = zip_longest(one[2], two[2], fillvalue="nothing")
    found = (first_difference(a, b, f"{path}/{one[0]}") for a, b in pairs)
    return next((difference for difference in found if difference), "")


def told(page: str) -> str:
    """A page without what its head tells machines, which repeats what stands on it."""
    return re.sub(r"(?m)^linked: .*\n", "", page, count=1)
