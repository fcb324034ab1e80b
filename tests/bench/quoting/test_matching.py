"""Quotations are compared with pages as a person would: typesetting makes no difference, a word does."""

import time
from typing import Any

import pytest
import yaml
from factsheet.bench.quoting.folding import Folded
from factsheet.bench.quoting.matching import AROUND, MAX_LEFT_OUT, look_for
from factsheet.bench.web_pages.page_text import read, read_html
from hypothesis import example, given, settings
from hypothesis import strategies as st
from projects import EFFORT, ROOT

CASES = yaml.safe_load((ROOT / "tests/bench/quoting/quotations.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    html = case["page"].replace("LONG", "word " * MAX_LEFT_OUT)
    match = look_for(case["quote"], Folded(read_html(html).text))
    assert match.verdict == case["says"]
    for key in ("there", "differs", "before", "behind"):
        assert getattr(match, key) == case.get(key, getattr(match, key))


WORDS = st.lists(
    st.sampled_from(["the", "gate", "of", "an", "old", "city", "was", "closed", "at", "night"]),
    min_size=3,
)


@given(WORDS, WORDS, WORDS)
@settings(max_examples=100 * EFFORT, deadline=None)
def test_what_stands_on_a_page_is_found_at_its_place(
    before: list[str], quoted: list[str], behind: list[str]
) -> None:
    quote = " ".join(quoted)
    page = Folded(f"{' '.join(before)} — “{quote}” ({' '.join(behind)})")
    match = look_for(quote, page)
    assert match.verdict == "found"
    assert page.plain[match.start : match.end] == match.there
    assert match.there.casefold() == quote.casefold()


@given(st.text(max_size=200), st.text(max_size=400))
@example("[", "[")
@example("\0\1\2", "\0")
@example("[a]", "b")
@settings(max_examples=200 * EFFORT, deadline=None)
def test_any_text_is_looked_for_on_any_page(quote: str, text: str) -> None:
    page = Folded(text)
    match = look_for(quote, page)
    assert match.verdict in ("found", "near", "not found")
    assert 0 <= match.start <= match.end <= len(page.plain)
    assert len(match.before) <= AROUND and len(match.behind) <= AROUND


@given(st.binary(max_size=600), st.text(max_size=60))
@settings(max_examples=200 * EFFORT, deadline=None)
def test_any_bytes_are_read_as_a_page(body: bytes, content_type: str) -> None:
    read(body, content_type)


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<script>", "<a ", "<a b='", "&#", "</x", "<title>", "<p>", "<svg>", '"><a "',
     "<meta name=a content=b>", '<script type="application/ld+json">[', "<template>"],
)  # fmt: skip
def test_a_hostile_page_is_read_in_time(piece: str) -> None:
    start = time.perf_counter()
    read((piece * (1_000_000 // len(piece))).encode())
    assert time.perf_counter() - start < 8


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("a " * 2_000, "a " * 300_000),
        ("… ".join(["the"] * 300), "the man " * 100_000),
        (
            "the war in the town of men and women went on " * 50,
            "the war in the city of men " * 50_000,
        ),
        ("x" * 5_000, "x" * 1_000_000),
    ],
    ids=["one word", "gaps", "near", "no blanks"],
)
def test_a_hostile_page_is_searched_in_time(quote: str, text: str) -> None:
    start = time.perf_counter()
    look_for(quote, Folded(text))
    assert time.perf_counter() - start < 10


def test_the_title_and_day_of_a_page_are_its_own() -> None:
    linked = '<script type="application/ld+json">{"@graph": [{"headline": "H", "datePublished": "2024-12-08T01:00:00+02:00"}]}</script>'
    assert read_html(f"<title>T | Paper</title>{linked}").day == "2024-12-08"
    assert read_html(f"<title>T | Paper</title>{linked}").title == "H"
    meta = '<meta name="citation_publication_date" content="2024/12/08"><meta property="og:title" content="O &amp; P">'
    assert (read_html(meta).title, read_html(meta).day) == ("O & P", "2024-12-08")
    assert read_html("<title>T</title><meta name=date content='2024-02-31'>").day == ""
    assert read_html('<script type="application/ld+json">{"a": </script><title>T').title == "T"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<p>مدينة".encode("windows-1256"), "text/html; charset=windows-1256"),
        ("<meta charset='windows-1256'><p>مدينة".encode("windows-1256"), ""),
        ("<p>مدينة".encode(), "text/html"),
        (b"\xef\xbb\xbf" + "<p>مدينة".encode(), "text/html; charset=iso-8859-1"),
        (b"\xff\xfe" + "<p>مدينة".encode("utf-16-le"), ""),
    ],
)
def test_a_page_is_read_in_its_encoding(body: bytes, content_type: str) -> None:
    assert read(body, content_type).text.strip() == "مدينة"


def test_an_encoding_that_is_none_of_text_is_not_used() -> None:
    for name in ("zip", "hex", "punycode", "unicode_escape", "idna", "rot13", "nonsense"):
        assert read(b"<p>a", f"text/html; charset={name}").text.strip() == "a"
