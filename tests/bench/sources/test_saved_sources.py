"""What a saved page or a bibliography says becomes the record of a source."""

from datetime import date
from pathlib import Path
from time import process_time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from factsheet.bench import Refused
from factsheet.bench.sources import bibliography, new_source, saved_page, twins
from factsheet.issues import Issue
from factsheet.values import Map, Text, read_yaml
from projects import EFFORT

CASES = sorted(Path(__file__).parent.glob("*.yml"))
DAY = date(2024, 12, 31)


def answer(case: dict) -> dict:
    """Record, id and hints of a case, as it writes them."""
    if "page" in case:
        content = case["page"].encode(case.get("encoding", "utf-8"))
        found = [saved_page.read(content, case.get("address", ""))]
    else:
        form = next(form for form in bibliography.FORMS if form in case)
        text = case[form].replace("\n", "\r\n") if case.get("crlf") else case[form]
        found = bibliography.read(
            text.encode("utf-8-sig" if case.get("bom") else "utf-8"), form, "x"
        )
    new = [new_source.record(one, {}, DAY) for one in found]
    texts = [new_source.written(one, "sources").decode().partition("\n")[2] for one in new]
    ids = list[str]()
    for one in new:
        ids.append(new_source.propose_id(one, [], ids))
    hints = [hint for one in found for hint in one.hints]
    hints += [f"{one.agency}: {one.credit}" for one in found if one.agency]
    return {"record": "---\n".join(texts), "id": " ".join(ids), "hints": hints}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_source_is_read_as_the_case_says(path: Path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    got = answer(case)
    assert got["record"] == case["record"]
    assert got["id"] == case["id"]
    assert got["hints"] == case.get("hints", [])


def test_a_page_of_five_megabytes_is_read_at_once():
    line = '<p class="x">text &amp; <b title="d">more text here and there</b></p>\n'
    page = "<title>Bridge</title>" + line * 75_000
    started = process_time()
    found = saved_page.read(page.encode(), "https://daily.example.org/bridge")
    assert len(page) > 5_000_000 and found.text("title") == "Bridge"
    assert process_time() - started < 20


@pytest.mark.parametrize(
    "part",
    ["<a ", "<a/", "<a b='", "<a b=\"x' ", "<!--", "</", "<script>", "<title><", "<a =", "&#"],
)
def test_no_page_takes_longer_than_its_length(part: str):
    page = ("<p>" + part * (1_000_000 // len(part))).encode()
    started = process_time()
    saved_page.read(page)
    assert process_time() - started < 10


def test_a_page_that_is_too_large_is_refused_in_words():
    with pytest.raises(Refused, match="20,000,001 bytes; 20,000,000 are allowed; save the page"):
        saved_page.read(b"x" * 20_000_001)


@pytest.mark.parametrize(
    "content, told",
    [
        (
            b"%PDF-1.7 <x>",
            "the file is a PDF, not a page; save the page in the browser as HTML only",
        ),
        (b"From: <Saved by Blink>\r\n", "the file is an MHTML archive, not a page"),
        (b"just words", "there is no HTML in the file"),
        (b"", "there is no HTML in the file"),
    ],
)
def test_what_is_no_page_is_refused_in_words(content: bytes, told: str):
    with pytest.raises(Refused) as refused:
        saved_page.read(content)
    assert str(refused.value).startswith(told)


@pytest.mark.parametrize(
    "form, text, told",
    [
        ("csl", "[1, 2", "f.json:1:6: this is no JSON"),
        ("csl", "[" * 100_000, "f.json: its lists and mappings are nested too deeply"),
        ("csl", "[1]", "f.json: CSL-JSON is expected: a list of items, or one item"),
        ("csl", "[]", "f.json: CSL-JSON is expected"),
        ("csl", "[" + ",".join(["{}"] * 501) + "]", "f.json: more than 500 items; take a part"),
        ("ris", "TI  - no beginning", "f.json: no RIS item stands in it"),
        ("bibtex", "just words", "f.json: no BibTeX item stands in it"),
        (
            "bibtex",
            "@book{a, title={x}}\n@book{b, title={unclosed",
            "f.json:2: this entry cannot be",
        ),
        ("bibtex", "@book{a, title={x}}\n@book{a, title={y}}", 'f.json:2: "a" stands twice'),
        ("bibtex", "@book{a, title={x}, title={y}}", "f.json:1: in this entry title stands twice"),
        ("bibtex", "@a{" * 100_000, "f.json: more than 10,000 signs @"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_place(form: str, text: str, told: str):
    with pytest.raises(Refused) as refused:
        bibliography.read(text.encode(), form, "f.json")
    assert str(refused.value).startswith(told)


def test_a_file_of_references_in_another_encoding_is_refused_with_its_line():
    with pytest.raises(Refused, match="f.bib:2: byte 0xFC is not UTF-8; save the file as UTF-8"):
        bibliography.read(b"@book{a,\ntitle={M\xfcll}}", "bibtex", "f.bib")


def test_the_guesses_of_a_file_are_found_again():
    file = b"# first\ntitle: A # b  # guessed from <title>\npublisher: B\nauthor: [C]  # by hand\n"
    assert new_source.guesses(file) == [(2, "title", "guessed from <title>")]


PIECES = st.sampled_from(
    ["<", ">", "</", "<!--", "-->", "<meta ", "property=", "'", '"', "content=", "og:title", "a", " ",
     "<script type='application/ld+json'>", "</script>", '{"@type":"Article","headline":', "[", "]",
     "{", "}", ",", '"x"', "<title>", "<h1>", "<time datetime=", "2024-12-07", "&#9999999999;", "\x00",
     "\u202e", "=", "/", "<html lang=", "<link rel=canonical href=", "http://[", "@id", "é", ":"]
)  # fmt: skip


@settings(max_examples=200 * EFFORT, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=60).map("".join).map(str.encode))
)
def test_whatever_a_page_holds_its_record_is_a_file_that_can_be_read(content: bytes):
    try:
        found = saved_page.read(content)
    except Refused as refused:
        assert "<" not in content.decode("latin-1") or str(refused).startswith("the file is")
        return
    assert_readable(new_source.record(found, {}, DAY))


REFERENCES = st.sampled_from(
    ["TY  - JOUR\n", "ER  - \n", "TI  - ", "AU  - a, b, c\n", "DA  - 2024/13/40/x\n", "PY  - ", "\n",
     "@article{a,", "title=", "{", "}", '"', "#", ",", "\\'e", "\\", "$", "%", "year=2024", "and", "@",
     '{"title":', '"x"', "[", "]", '{"issued":{"date-parts":[[', "2024", "]]}}", ":", "author", "é"]
)  # fmt: skip


@settings(max_examples=200 * EFFORT, deadline=None)
@given(st.lists(REFERENCES, max_size=50).map("".join), st.sampled_from(sorted(bibliography.FORMS)))
def test_whatever_a_file_of_references_holds_it_is_read_or_refused(text: str, form: str):
    try:
        found = bibliography.read(text.encode(), form, "f")
    except Refused as refused:
        assert str(refused).startswith("f:")
        return
    for one in found:
        assert_readable(new_source.record(one, {}, DAY))


def assert_readable(new: new_source.NewSource):
    """The file that is written says what the record says, and holds nothing that we refuse."""
    issues = list[Issue]()
    root = read_yaml(new_source.written(new, "sources"), "new.yml", issues.append)
    assert issues == [] and isinstance(root, Map)
    said = {
        k: n.text if isinstance(n, Text) else [i.text for i in n.items]
        for k, n in root.items.items()
    }
    assert said == new.data


def one(url: str = "", title: str = "", publisher: str = "", carrier: str = "") -> twins.Known:
    return twins.Known("sources/one", title, publisher, carrier, url)


@pytest.mark.parametrize(
    "there, new, same",
    [
        (
            "https://x.example.org/a/b",
            "http://www.x.example.org/a/b/?utm_source=y&fbclid=z#c",
            True,
        ),
        ("https://x.example.org/a?id=1&p=2", "https://m.x.example.org/a?p=2&id=1", True),
        ("https://x.example.org/a/", "https://amp.x.example.org/a/amp/", True),
        ("https://x.example.org/%D8%AC", "https://x.example.org/ج", True),
        (
            "https://doi.org/10.1234/Ab.c",
            "https://journal.example.org/doi/10.1234/ab.c?via=x",
            True,
        ),
        ("https://x.example.org/a?id=1", "https://x.example.org/a?id=2", False),
        ("https://x.example.org/A", "https://x.example.org/a", False),
        ("", "", False),
    ],
)
def test_an_address_is_known_whatever_way_leads_to_it(there: str, new: str, same: bool):
    assert bool(twins.twin(one(new), [one(there)])) == same


def test_the_same_title_counts_with_the_same_house_whoever_is_named_first():
    printed = one(title="Who holds the bridge?", publisher="Reuters", carrier="The Herald")
    assert twins.twin(one(title="Who Holds the Bridge", publisher="The herald"), [printed])
    assert not twins.twin(one(title="Who holds the bridge?", publisher="The Star"), [printed])
    assert twins.reprints(one(title="Who holds the bridge?"), [printed]) == ["sources/one"]


def test_nothing_that_is_told_can_act_on_a_terminal():
    found = saved_page.read("<p>TOWN (AP, \x1b[2J\u202etxt) — It".encode())
    assert found.credit == "(AP, [2Jtxt)"
