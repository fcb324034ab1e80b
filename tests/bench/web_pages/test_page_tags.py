"""Tags are told as browsers tell them."""

from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes
from hypothesis import given, settings
from hypothesis import strategies as st
from projects import EFFORT

from factsheet.bench.web_pages.markup import Tag, scan

PIECES = st.sampled_from(
    ["<", ">", "</", "/>", "<!--", "-->", "--", "<a", "<b ", "<br/>", "x", " ", "\n", "=", "'", '"', "/",
     "<p class=", "<P ID='x y'", "&amp;", "<?x", "<!doctype html", "é", "1"]
)  # fmt: skip


def browser(text: str) -> list[tuple[str, bool, dict[str, str]]]:
    """The tags by the rules of HTML 5."""
    found = []
    for token in HTMLTokenizer(text):
        if token["type"] in (tokenTypes["StartTag"], tokenTypes["EmptyTag"]):
            pairs = token["data"]
            first: dict[str, str] = {}
            for key, value in pairs.items() if hasattr(pairs, "items") else pairs:
                first.setdefault(key, value)
            found.append((token["name"], False, first))
        elif token["type"] == tokenTypes["EndTag"]:
            found.append((token["name"], True, {}))
    return found


@settings(max_examples=300 * EFFORT, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_tags_and_attributes_are_those_of_a_browser(text: str):
    ours = [t for t in scan(text) if isinstance(t, Tag)]
    assert [(t.name, t.end, {} if t.end else t.attributes) for t in ours] == browser(text)


def test_what_stands_in_a_script_is_no_tag():
    parts = list(scan('<script type="x">if (a < b) "</p>" <b></SCRIPT ><i>'))
    assert parts == [
        Tag("script", False, {"type": "x"}), 'if (a < b) "</p>" <b>', Tag("script", True), Tag("i"),
    ]  # fmt: skip
