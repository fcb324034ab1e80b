"""The law of the page tree: HTML written from it is the document that Python-Markdown reads in its Markdown."""

from typing import Any

import pytest
from documents import first_difference, read, tree
from factsheet.document import Block, Box, Cite, Content, Element, Heading, Item, Link, List, Page
from factsheet.document import Paragraph, Quote, Strong, Table, Web, anchor, span, to_html
from factsheet.pages import plans
from factsheet.values.characters import fold
from hypothesis import given, settings, strategies as st
from projects import EFFORT, built
from test_encoding import FRAGMENTS, texts

NOTES = ("a", "b-p5", "c")


def same(page: Page) -> None:
    written = to_html(page)
    difference = first_difference(tree(read(page), page.path), tree(written.html, page.path))
    assert not difference, f"{page.path} {difference}"


@pytest.mark.parametrize("part", range(4))
def test_every_real_page_is_one_document(part: int) -> None:
    makers = plans.Plan(built().library, {"groups": 365}).pages()
    pages = [make() for make in list(makers.values())[part::4]]
    assert len(pages) > 60
    for page in pages:
        same(page)


words = texts  # whatever a value may be, folded as it is read
ids = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4})?", fullmatch=True)
targets = st.sampled_from(
    [
        "groups/x.md",
        "groups/x.md#q",
        "people/y.md",
        "people/y.md#z",
        "index.md",
        "#part-1",
        "groups/index.md",
    ]
)
leaf: Any = st.one_of(
    words,
    st.builds(Link, words, targets),
    st.builds(
        Web, words, st.sampled_from(["https://x.example/a?b=c&d", "javascript:alert(1)", ""])
    ),
    st.builds(Cite, st.lists(st.sampled_from(NOTES), min_size=1, max_size=3).map(tuple)),
    st.builds(lambda text, data: span("fs-note", text, fact=data), words, words),
    st.builds(lambda text: Element("bdi", (("lang", "ar"), ("dir", "rtl")), text), words),
)


def row(*parts: Content) -> Content:
    """Parts with a blank between, as sentences have it; an anchor may stand in front."""
    out: list[Content] = []
    for part in parts:
        out += [" ", part] if out else [part]
    return tuple(out)


lines: Any = st.one_of(
    leaf,
    st.lists(leaf, min_size=1, max_size=4).map(lambda found: row(*found)),
    st.builds(lambda text, rest: row(Strong(text), rest), words, leaf),
    st.builds(lambda name, rest: (anchor(f"{name}_"), rest), ids, leaf),
    st.builds(lambda one, two: row(span("fs-meta", row(one, two))), leaf, leaf),
)
some = st.lists(lines, min_size=1, max_size=4).map(tuple)
flat = st.builds(List, some, st.booleans())
nested = st.builds(lambda items, below: List((*items[:-1], Item(items[-1], below))), some, flat)
plain: Any = st.one_of(st.builds(Paragraph, lines), flat, nested, st.builds(Quote, lines, lines))
blocks: Any = st.one_of(
    plain,
    st.builds(lambda level, text: Heading(level, text), st.integers(2, 4), words),
    st.builds(lambda text, name: Heading(2, text, f"{name}_"), words, ids),
    st.builds(
        lambda head, rows: Table(head, tuple((*r, *head)[: len(head)] for r in rows)),
        some,
        st.lists(some, min_size=1, max_size=3),
    ),
    st.builds(
        lambda title, inside: Box("abstract", title, tuple(inside)),
        words,
        st.lists(plain, min_size=1, max_size=3),
    ),
    st.builds(
        lambda text: Element("div", (("class", "fs-map"),), (Element("p", (), text),)), words
    ),
)


@settings(max_examples=1500 * EFFORT, deadline=None)
@given(
    title=words, found=st.lists(blocks, max_size=6), notes=st.lists(lines, min_size=3, max_size=3)
)
def test_any_page_is_one_document(title: str, found: list[Block], notes: list[Content]) -> None:
    texts_ = dict(zip(NOTES, ["A note", *[without_cites(note) for note in notes[1:]]]))
    same(Page("groups/x.md", title, (Heading(1, title), *found), texts_))


def without_cites(content: Content) -> Content:
    """Footnotes cite nothing themselves."""
    if isinstance(content, Cite):
        return "x"
    if type(content) is tuple:
        return tuple(without_cites(one) for one in content)
    if isinstance(content, Element):
        return content._replace(content=without_cites(content.content))
    return content


@pytest.mark.parametrize("text", [t for t in {fold(f) for f in FRAGMENTS} if t])
def test_each_hostile_text_at_each_place(text: str) -> None:
    kinds: tuple[Content, ...] = (
        text, Link(text, "people/y.md"), Web(text, "https://x.example/"), span("fs-x", text),
    )  # fmt: skip
    for node in kinds:
        found: tuple[Block, ...] = (
            Heading(1, text), Heading(2, text), Paragraph(node), Paragraph((node, Cite(("a",)))),
            List((node, (Strong(text), " ", node))), Quote(node, node),
            Table((text, text), ((node, node),)), Box("abstract", text, (List((node,)),)),
            Element("div", (("class", text),), (Element("p", (("title", text),), text),)),
        )  # fmt: skip
        same(Page("groups/x.md", text, found, {"a": node}))
