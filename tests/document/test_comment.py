"""What a comment on a host is made of: any text prints there as it is, and does nothing."""

import re
import unicodedata
from html import unescape

import pytest
from comments import HOST, HOSTILE, LOOKED_FOR
from factsheet.document import CHECK, CommentWriter, Element, List, Strong, ticked
from factsheet.document.comment import in_comment
from factsheet.document.escape import folded
from hypothesis import given, settings
from hypothesis import strategies as st
from projects import EFFORT


def printed(markdown: str) -> str:
    """The words that a host prints of a line, each sign that keeps others apart taken out."""
    html = HOST.render(markdown).removesuffix("\n")
    inner = re.fullmatch(r"<p>(.*)</p>", html, re.S)
    assert inner and "<" not in inner[1], html
    return unescape(inner[1])


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_act_on_a_host_is_printed_as_it_was_typed(text: str) -> None:
    said = printed(in_comment(f"x {text}"))
    assert said.replace("\u200b", "") == folded(f"x {text}").rstrip()
    assert not LOOKED_FOR.search(said), said


@settings(max_examples=200 * EFFORT)
@given(
    st.text(
        st.characters(blacklist_categories=["Cc", "Cs"], blacklist_characters="\u200b\u2028\u2029"),
        max_size=40,
    ),
    st.sampled_from(HOSTILE),
)
def test_any_text_is_printed_as_it_is(text: str, hostile: str) -> None:
    whole = f"x{text}{hostile}{text}x"
    said = printed(in_comment(whole))
    assert said.replace("\u200b", "") == folded(unicodedata.normalize("NFC", whole))
    assert not LOOKED_FOR.search(said), said


def test_texts_that_meet_act_no_more_than_one() -> None:
    for parts in (("@", Strong("octocat")), (Strong("#"), "12"), (Strong("GH-"), "12")):
        html = HOST.render(CommentWriter().line(parts))
        assert "\u200b" in html


def test_a_box_keeps_its_tick_by_its_name_and_nobody_can_forge_one() -> None:
    one, other = "0" * 16, "1" * 16
    boxes = [Element("span", (("class", CHECK), ("data-name", name)), "☐") for name in (one, other)]
    rows = List(tuple((box, " [x] <!-- 2222222222222222 --> words") for box in boxes))
    text = CommentWriter(frozenset({other})).blocks([rows])
    assert ticked(text) == {other}
    assert ticked(text.replace("- [ ]", "- [x]")) == {one, other}
