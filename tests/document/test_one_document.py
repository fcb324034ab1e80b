"""The law of the page tree: its HTML is the document that Python-Markdown reads in its Markdown."""

import re
from html import unescape
from typing import Any

import pytest
from documents import first_difference, read, tree
from factsheet.document import Block, Box, Cite, Code, Content, Element, Heading, Image, Item, Link
from factsheet.document import (
    List,
    Page,
    Paragraph,
    Quote,
    Strong,
    Table,
    Web,
    anchor,
    span,
    to_html,
)
from factsheet.language import say, speaking, speech
from factsheet.pages import plans
from factsheet.values.characters import fold
from hypothesis import given, settings, strategies as st
from projects import EFFORT, built
from test_encoding import FRAGMENTS, texts

NOTES = ("a", "b-p5", "c")


def same(page: Page) -> None:
    written = to_html(page)
    difference = first_difference(
        tree(read(page), page.path, typed=True), tree(written.html, page.path)
    )
    assert not difference, f"{page.path} {difference}"


def same_either_way(page: Page) -> None:
    """The same on a site that runs from right to left, where Latin words are kept whole."""
    same(page)
    english = {key: (say(key),) for key in ("page.back", "theme.permalink")}
    with speaking(speech("ar", own=english)):
        same(page)


@pytest.mark.parametrize("part", range(4))
def test_every_real_page_is_one_document(part: int) -> None:
    makers = plans.Plan(built().library, {"groups": 365}).pages()
    pages = [
        page
        for make in list(makers.values())[part::4]
        for page in (one.page for one in make())
        if page
    ]
    assert len(pages) > 60
    for page in pages:
        same(page)


@st.composite
def typed(draw: st.DrawFn) -> str:
    """Whatever a value may be, folded as it is read."""
    return draw(texts)


words: Any = typed()  # it prints short
alike = st.sampled_from(["Same", "same", "Same 1", "Same_1", "same_2", "…", "1"]) | words
ids = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4})?", fullmatch=True)
own_ids = st.sampled_from(["same", "same_1", "same_2", "_1", "1"]) | ids.map("{}_".format)
paths = ("groups/x.md", "people/y.md", "index.md", "groups/index.md", "people/y.md#z")
files = st.sampled_from(
    ["pictures/a.jpg", "a_b.png", "groups/c.png", "../x.png", "a b.png", "x)", ""]
)
pictures = st.builds(Image, files, words)
targets = st.sampled_from(
    [*paths, "papers/a.pdf", "groups/b.pdf", "x) y.pdf", "../a.pdf", "groups/x.md#q", "#part-1"]
)
urls = st.sampled_from(["https://x.example/a?b=c&d", "javascript:alert(1)", ""])
cites: Any = st.lists(st.sampled_from(NOTES), min_size=1, max_size=3).map(tuple).map(Cite)


def row(*parts: Content) -> Content:
    """Parts with a blank between, as sentences have it; an anchor may stand in front."""
    out: list[Content] = []
    for part in parts:
        out += [" ", part] if out else [part]
    return tuple(out)


def spanned(inside: Any) -> Any:
    """Content of an element within a line."""
    noted = st.builds(lambda text, data: span("fs-note", text, fact=data), inside, words)
    foreign = (("lang", "ar"), ("dir", "rtl"))
    return noted | st.builds(lambda text: Element("bdi", foreign, text), inside)


def rows(inside: Any, most: int) -> Any:
    """Several in a row, nested as is handy."""
    flat = st.lists(inside, min_size=1, max_size=most).map(lambda found: row(*found))
    return flat | st.builds(lambda one, two: row((one, ()), ((two,),)), inside, inside)


# what may stand in a link; in what stands out; anywhere: no link in a link, no bold in bold
plain = words | spanned(words)
linked = plain | st.builds(Strong, plain)
links = st.builds(Link, linked | rows(linked, 2), targets) | st.builds(Web, words, urls)
unlinked_bold = st.builds(Strong, plain | rows(plain, 2))
leaf: Any = st.one_of(
    words, links, cites, unlinked_bold, pictures, spanned(words),
    st.builds(Strong, st.builds(Link, plain, targets) | st.builds(Web, words, urls)),
)  # fmt: skip
deep: Any = st.recursive(leaf, lambda inside: spanned(inside) | rows(inside, 3), max_leaves=6)
anchored = st.builds(lambda name, rest: (anchor(f"{name}_"), rest), ids, deep)
lines: Any = deep | anchored
some = st.lists(lines, min_size=1, max_size=4).map(tuple)
flat = st.builds(List, some, st.booleans())
items = st.lists(lines | st.builds(Item, lines, flat), min_size=1, max_size=4).map(tuple)
nested = st.builds(List, items, st.booleans())
headings: Any = st.builds(Heading, st.integers(2, 4), alike, own_ids | st.just(""))
plain_blocks: Any = st.one_of(
    st.builds(Paragraph, lines), flat, nested, st.builds(Quote, lines, lines)
)
boxed = st.lists(plain_blocks | headings, min_size=1, max_size=3).map(tuple)
boxes = st.builds(Box, st.sampled_from(["abstract", "warning", "fs-fold"]), words, boxed)
tables = st.builds(
    lambda head, rows: Table(head, tuple((*r, *head)[: len(head)] for r in rows)),
    some, st.lists(some, min_size=1, max_size=3),
)  # fmt: skip
figures = st.builds(
    lambda text: Element("div", (("class", "fs-map"),), (Element("p", (), text),)), words
)
codes = st.builds(
    lambda lines: Code("\n".join([*lines, ""])), st.lists(words, min_size=1, max_size=4)
)
blocks: Any = plain_blocks | headings | tables | boxes | figures | codes


def with_ids_of_their_own(found: list[Block], taken: set[str]) -> tuple[Block, ...]:
    """The blocks without those headings whose own id another one has."""
    out: list[Block] = []
    for block in found:
        if isinstance(block, Box):
            block = block._replace(blocks=with_ids_of_their_own(list(block.blocks), taken))
        elif isinstance(block, Heading) and block.id in taken:
            continue
        elif isinstance(block, Heading) and block.id:
            taken.add(block.id)
        out.append(block)
    return tuple(out)


@settings(max_examples=80 * EFFORT, deadline=None)
@given(
    title=alike, found=st.lists(blocks, max_size=5), notes=st.lists(lines, min_size=3, max_size=3)
)
def test_any_page_is_one_document(title: str, found: list[Block], notes: list[Content]) -> None:
    texts_ = dict(zip(NOTES, ["A note", *map(without_cites, notes[1:])]))
    same_either_way(
        Page(
            "groups/x.md", title, (Heading(1, title), *with_ids_of_their_own(found, set())), texts_
        )
    )


def without_cites(content: Content) -> Content:
    """Footnotes cite nothing themselves."""
    if isinstance(content, Cite):
        return "x"
    if type(content) is tuple:
        return tuple(without_cites(one) for one in content)
    if isinstance(content, (Element, Strong)):
        return content._replace(content=without_cites(content.content))
    return content


@pytest.mark.parametrize("text", sorted({fold(f) for f in FRAGMENTS} - {""}))
def test_each_hostile_text_at_each_place(text: str) -> None:
    kinds: tuple[Content, ...] = (
        text, Image("pictures/a.jpg", text), Image(text, "x"), Link(text, "people/y.md"), Web(text, "https://x.example/"), span("fs-x", text),
    )  # fmt: skip
    for node in kinds:
        found: tuple[Block, ...] = (
            Heading(1, text), Heading(2, text), Paragraph(node), Paragraph((node, Cite(("a",)))),
            List((node, (Strong(text), " ", node))), Quote(node, node),
            Table((text, text), ((node, node),)), Box("abstract", text, (List((node,)),)),
            Element("div", (("class", text),), (Element("p", (("title", text),), text),)),
        )  # fmt: skip
        same_either_way(Page("groups/x.md", text, found, {"a": node}))


def test_a_picture_within_a_line_leaves_one_blank_to_the_search() -> None:
    line = "A", " ", Image("pictures/a.jpg", "x"), " ", "b"
    page = Page("groups/x.md", "X", (Heading(1, "X"), Paragraph(line)))
    assert "A b" in "".join(text for _, _, text in to_html(page).more.entries)


def test_lines_of_a_program_keep_their_blanks_and_run_from_left_to_right() -> None:
    text = 'if a < b & c:\n    print("*x* [^1] &amp; {{ y }}")\n\n\ttab\n'
    page = Page("groups/x.md", "A", (Heading(1, "A"), Code(text), Paragraph("After.")))
    same_either_way(page)
    for html in (read(page), to_html(page).html):
        (printed,) = re.findall(
            '<pre lang="en" dir="ltr"><code tabindex="0">(.*)</code></pre>', html, re.S
        )
        assert unescape(printed) == text
    assert (
        to_html(page).more.entries[0][2].startswith("<pre><code>if a &lt; b &amp; c:\n    print(")
    )
