"""The law of the encoder: any text the reader allows, anywhere on a page, is read back as exactly that text and makes nothing else."""

from functools import cache
from xml.etree.ElementTree import Element

import html5lib
import markdown
import pytest
from factsheet.document import Content, Link, Web, Writer, head, span
from factsheet.document.escape import in_markdown as encode
from factsheet.pages.composer import foreign
from factsheet.values import repertoire, web
from factsheet.values.characters import fold
from hypothesis import given, settings, strategies as st
from projects import EFFORT

SITE = [  # the last two MkDocs adds
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "tables", "toc", "fenced_code",
]  # fmt: skip
MORE = [  # what a user may add; the law holds under all of these at once
    "nl2br", "sane_lists", "smarty", "wikilinks", "md_in_html", "pymdownx.magiclink", "pymdownx.tilde", "pymdownx.caret",
    "pymdownx.mark", "pymdownx.critic", "pymdownx.betterem", "pymdownx.details", "pymdownx.tasklist", "pymdownx.keys",
    "pymdownx.inlinehilite", "pymdownx.arithmatex", "pymdownx.snippets", "pymdownx.saneheaders", "pymdownx.escapeall",
    "pymdownx.progressbar", "pymdownx.fancylists", "pymdownx.tabbed", "pymdownx.blocks.admonition", "pymdownx.blocks.html",
    "pymdownx.blocks.tab", "pymdownx.blocks.definition", "pymdownx.emoji",
]  # fmt: skip
POSITIONS = {
    "paragraph": "{}\n",
    "first item": "- {} x\n",
    "item": "- x\n- {}\n",
    "item behind an anchor": '- <a id="x"></a>{} <span class="fs-meta">b</span>\n',
    "heading": "# {}\n",
    "heading with a target": '## y\n\n### {} <a id="x"></a>\n',
    "link": "z [{}](x.md) z\n",
    "bold": "**{}**\n",
    "cell": "| a | b |\n| --- | --- |\n| {} | c |\n",
    "footnote": "x[^n]\n\n[^n]: “{}”, [y](x.md).\n",
    "footnote alone": "x[^n]\n\n[^n]: {}\n",
    "quotation": "> {}\n>\n> — x\n",
    "span": 'q <span class="fs-x">{}</span> q\n',
    "definition": "term\n:   {}\n",
    "row": "**y** {} · {}, y\n",
}
FRAGMENTS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "*x*{: onclick=x }", "[x](javascript:alert(1))", '--8<-- "/etc/passwd"',
    "[^n]: x", "[^n]", "*[HTS]: y", "{{ fact }}", "{% x %}", "---", "***", "===", '"><svg onload=x>', "<!--", "-->", "]]>", "<![CDATA[",
    "&amp;lt;", "&#60;", "&lt", "&copy", "#", "## ", "1. ", "1) ", "A. ", "viii. ", "- ", "+ ", "* ", "> ", ": ", "|", "::: ", "/// ", "!!! note",
    "???+ x", "<https://x.example>", "https://x.example/a", "www.x.example", "a@x.example", "`", "``", "```", "\\", "\\*", "$x$", "\\(x\\)", "~~x~~",
    "^^x^^", "==x==", "{++x++}", "++ctrl++", ":smile:", "[x]: y", "[[x]]", "[TOC]", "[ ] ", "!", "![x](y)", "{: #x }", "__x__", "_x_", "klzzwxh:0",
    "wzxhzdk:0", "zz1337820767766393449qq", "qq3936677670287331zz", "هيئة", "ﷺ", "\u00a0", "\u3000", "\u202f", "\u200d", "e\u0301", "😀", "°", "’", "…",
    "U.S.", "a.b", "e.g. x", "a-b", "a--b", "1-2", "x,y", "\t", "\n", "\r\n", "    ", "\n\n", "\n    x",
]  # fmt: skip


def written(node: Content) -> str:
    """A node as Markdown on a page of `people/`."""
    return Writer("people/x.md").line(node)


def external(text: str, url: str) -> str:
    return written(Web(text, url))


chars = st.characters(exclude_categories=["Cs", "Cn", "Co"]).filter(
    lambda c: c in repertoire.ZWNJ + repertoire.ZWJ or not list(repertoire.refused(c))
)
texts = (
    st.one_of(
        st.lists(
            st.one_of(st.sampled_from(FRAGMENTS), st.text(chars, max_size=4)),
            min_size=1,
            max_size=6,
        ).map("".join),
        st.text(
            st.one_of(chars, st.sampled_from([chr(c) for c in range(32, 127)])),
            min_size=1,
            max_size=30,
        ),
    )
    .map(fold)
    .filter(bool)
)


@cache
def reader(more: bool) -> markdown.Markdown:
    return markdown.Markdown(extensions=SITE + MORE if more else SITE)


def seen(text: str, more: bool) -> tuple[list[tuple[object, ...]], str]:
    """(every element with its attributes, the visible text) of a Markdown page, as a browser reads it; heading ids apart."""
    md = reader(more)
    md.reset()
    page: Element = html5lib.parse(
        "<!DOCTYPE html><title>x</title><body>" + md.convert(text), namespaceHTMLElements=False
    )
    elements = [
        (e.tag, sorted((k, v) for k, v in e.items() if k != "id" or e.tag[0] != "h"))
        for e in page.iter()
    ]
    return elements, "".join(page.itertext())


known = cache(seen)  # what a page with only harmless words looks like


def empty(position: str, more: bool) -> tuple[list[tuple[object, ...]], str]:
    return known(POSITIONS[position].replace("{}", "HARMLESS"), more)


@pytest.mark.parametrize("position", POSITIONS)
@settings(max_examples=25 * EFFORT, deadline=None)
@given(text=texts, more=st.booleans())
def test_a_text_comes_back_as_it_was_typed(position: str, text: str, more: bool) -> None:
    elements, around = empty(position, more)
    assert seen(POSITIONS[position].replace("{}", encode(text)), more) == (
        elements,
        around.replace("HARMLESS", fold(text)),
    )


@pytest.mark.parametrize("more", [False, True])
@pytest.mark.parametrize("position", POSITIONS)
def test_each_fragment_at_each_place(position: str, more: bool) -> None:
    elements, around = empty(position, more)
    for text in FRAGMENTS:
        for value in filter(None, (fold(text), fold(f"{text} x"))):
            page = seen(POSITIONS[position].replace("{}", encode(value)), more)
            assert page == (elements, around.replace("HARMLESS", fold(value))), value


hosts = st.sampled_from(["x.example", "www.x.example", "x.xn--90ais", "X.example:8080"])
paths = st.lists(
    st.sampled_from(
        [*map(chr, range(33, 127)), "$a$", "~~", "**", "&copy;", "--", "é", "[a](b)", "#:~:text="]
    ),
    max_size=20,
).map("".join)
urls = (
    st.builds(lambda s, h, p: f"{s}://{h}/{p}", st.sampled_from(["http", "HTTPS"]), hosts, paths)
    .map(lambda u: web.read(u).text)
    .filter(bool)
)


@settings(max_examples=80 * EFFORT, deadline=None)
@given(text=texts, url=urls, more=st.booleans())
def test_a_link_leads_exactly_where_the_field_says(text: str, url: str, more: bool) -> None:
    for place in ("{}\n", "- **x:** {}, y\n", "x[^n]\n\n[^n]: {}, y\n"):
        elements, around = known(
            place.replace("{}", str(external("HARMLESS", "https://u.example"))), more
        )
        want = [
            (tag, [(k, url if v == "https://u.example" else v) for k, v in attributes])
            for tag, attributes in elements
        ]  # type: ignore[attr-defined]
        assert seen(place.replace("{}", str(external(text, url))), more) == (
            want,
            around.replace("HARMLESS", fold(text)),
        )


@given(
    url=st.text(max_size=40).map(lambda t: f"https://x.example/{t}") | st.text(max_size=20) | texts
)
def test_what_is_no_plain_address_is_printed_as_text(url: str) -> None:
    if web.read(url).why or web.read(url).text != url:
        assert external("x", url) == "x"
    else:
        assert (
            url.isascii()
            and url.startswith(("http://", "https://"))
            and not set(url) & set(' \t\n\r"<>\\')
        )


@settings(max_examples=50 * EFFORT, deadline=None)
@given(text=texts, more=st.booleans())
def test_parts_of_a_line(text: str, more: bool) -> None:
    for make in (
        lambda t: written(Link(t, "groups/hts.md#x")),
        lambda t: written(span("fs-note", t)),
        lambda t: written(foreign(t, "ar")),
    ):
        elements, around = known(f"- {make('HARMLESS')} y\n", more)
        assert seen(f"- {make(text)} y\n", more) == (
            elements,
            around.replace("HARMLESS", fold(text)),
        )


@settings(max_examples=60 * EFFORT, deadline=None)
@given(text=texts)
def test_the_head_of_a_page_gives_the_text_back_in_an_attribute(text: str) -> None:
    from mkdocs.utils.meta import get_data

    body, meta = get_data(head({"description": text}) + "# x\n")
    assert set(meta) == {"description"} and body.startswith("# x")
    page = html5lib.parse(
        f'<!DOCTYPE html><meta name="description" content="{meta["description"]}">',
        namespaceHTMLElements=False,
    )
    (element,) = page.iter("meta")
    assert element.attrib == {"name": "description", "content": fold(text)}


@settings(max_examples=60 * EFFORT, deadline=None)
@given(text=texts, fore=texts)
def test_values_side_by_side_do_not_work_together(text: str, fore: str) -> None:
    elements, around = known("- ONE TWO · TWO\n", True)
    page = seen(f"- {encode(fore)} {encode(text)} · {encode(text)}\n", True)
    assert page == (
        elements,
        around.replace("ONE", fold(fore)).replace("TWO", "\0").replace("\0", fold(text)),
    )


@given(st.text())
def test_fold_is_final_and_encode_writes_one_line(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert "\n" not in encode(text) and not set(encode(text)) & set("<>\"'`*_[]{}()|\\!/@$~^=+%?")
