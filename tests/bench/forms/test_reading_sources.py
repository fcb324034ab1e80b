"""A source is read at the bench: its text stands there numbered, and what is marked goes into forms."""

import io
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import html5lib
import pytest
import yaml
from benches import Visitor
from factsheet.build import load
from projects import run, stand

SAID = """<html><body><script>alert(1)</script><p>The army left the town, Ann Lake saw.</p>
<p>“They are gone.” Ann Lake said it.</p><p>Nobody knows &lt;b&gt;why&lt;/b&gt; it went.</p></body></html>"""


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    return Visitor(tmp_path)


def bring(visitor: Visitor, source: str = "paper", page: str = SAID, name: str = "a.html") -> None:
    file = (io.BytesIO(page.encode()), name)
    assert visitor.post(f"read/{source}/keep", {"file": file}).status_code == 303


def led_to(visitor: Visitor, path: str) -> tuple[str, dict[str, str]]:
    """The form that a page leads to, and what is filled in."""
    answer = visitor.get(path)
    assert answer.status_code == 303, answer.text
    where = urlsplit(answer.headers["Location"])
    return where.path, {key: values[0] for key, values in parse_qs(where.query).items()}


def test_a_source_without_a_text_asks_for_one_and_then_shows_it(visitor: Visitor) -> None:
    assert "Keep this text" in visitor.get("read/paper").text
    bring(visitor)
    page = visitor.get("read/paper").text
    html5lib.HTMLParser(strict=True).parse(page)
    assert 'data-place="P3"' in page and 'data-place="P4"' not in page
    assert "Nobody knows &lt;b&gt;why&lt;/b&gt; it went." in page and "alert(1)" not in page
    assert visitor.get("read/nobody").status_code == visitor.get("read/..%2fx").status_code == 404


def test_a_text_can_be_pasted_renewed_and_given_up(visitor: Visitor) -> None:
    visitor.post("read/paper/keep", {"text": "One.\n\nTwo."})
    assert 'data-place="P2"' in visitor.get("read/paper").text
    bring(visitor, page="plain\n\ntext\n\nhere", name="a.txt")
    assert 'data-place="P3"' in visitor.get("read/paper").text
    visitor.post("read/paper/forget", {})
    assert "Keep this text" in visitor.get("read/paper").text
    nothing = visitor.post("read/paper/keep", {"text": "  "})
    assert nothing.status_code == 400 and "there is no text in it" in nothing.text


def test_what_is_used_of_a_text_is_shown_at_its_place(visitor: Visitor) -> None:
    bring(visitor)
    page = visitor.get("read/paper").text
    second = page.partition('id="b1"')[2].partition('id="b2"')[0]
    assert "<mark>“They are gone.”</mark> Ann Lake said it." in second
    assert "edit/quotes/gone?part=original" in second
    elsewhere = page.partition("without a place in this text")[2]
    assert 'edit/groups/army?part=stayed">groups/army#stayed' in elsewhere
    assert "groups/army#stayed" in elsewhere and "quotes/gone" not in elsewhere


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("<p>One.</p><p>The moon is made of cheese.</p>", "Not in this text:"),
        ("<p>They are gone.</p><p>Two.</p>", "It stands at"),
        ("<p>One.</p><p>They are all gone.</p>", "Quoted otherwise at"),
    ],
)
def test_a_quote_that_is_not_there_as_it_is_cited_is_told(
    visitor: Visitor, page: str, told: str
) -> None:
    bring(visitor, page=page)
    assert told in visitor.get("read/paper").text


def test_marked_words_go_into_the_form_of_a_fact(visitor: Visitor) -> None:
    bring(visitor)
    call = "read/paper/make?what=fact&record=people/ann&place=P1&words=The+army+left"
    path, given = led_to(visitor, call)
    assert path == "/_bench/add/fact/people/ann"
    assert given == {"text": "The army left", "references": "paper#P1", "reading": "paper#P1"}
    again = visitor.get("read/paper").text
    first = again.partition('name="record"')[2].partition(">")[0]
    assert 'value="people/ann"' in first and "checked" in first  # the one used last
    refused = visitor.get("read/paper/make?what=fact&record=sources/paper&words=x")
    assert refused.status_code == 400 and "choose the record" in refused.text


def test_a_quote_gets_its_speaker_and_day_where_the_text_says_them(visitor: Visitor) -> None:
    bring(visitor)
    words = "%E2%80%9CThey+are+gone.%E2%80%9D+Ann+Lake+said+it."
    path, given = led_to(visitor, f"read/paper/make?what=quote&place=P2&words={words}")
    assert path == "/_bench/add/record/quotes"
    assert given.pop("reading") == given["references"] == "paper#P2"
    assert (given["text"], given["speaker"], given["said"]) == (
        "They are gone.", "people/ann", "2024-12-08",
    )  # fmt: skip
    nobody = led_to(visitor, "read/paper/make?what=quote&place=P3&words=it+went")[1]
    assert "speaker" not in nobody and nobody["text"] == "it went"


def test_of_two_persons_in_a_paragraph_none_is_taken_for_the_speaker(tmp_path: Path) -> None:
    bob = "name: Bob Hill\nchecked: 2024-12-31\n"
    visitor = Visitor(tmp_path, {"data/people/bob.yml": bob})
    bring(
        visitor, page="<p>“Gone.” Ann Lake told Bob Hill.</p><p>“Gone Ann Lake.” Bob Hill said.</p>"
    )
    given = [
        led_to(visitor, f"read/paper/make?what=quote&place={p}&words=x")[1] for p in ("P1", "P2")
    ]
    assert "speaker" not in given[0]
    assert given[1]["speaker"] == "people/bob"  # who is named in the quotation does not speak


def test_records_are_found_by_any_spelling(visitor: Visitor) -> None:
    assert "people/ann" in visitor.get("read/paper/records?q=anna+al-lak").text
    assert 'value="quotes/' not in visitor.get("read/paper/records?q=gone").text
    assert "Nothing was found for “<bdi>zzz</bdi>”" in visitor.get("read/paper/records?q=zzz").text


def test_without_a_script_the_words_of_a_paragraph_are_filled_in(visitor: Visitor) -> None:
    bring(visitor)
    page = visitor.get("read/paper?at=0").text
    assert ">The army left the town, Ann Lake saw.</textarea>" in page and 'value="P1"' in page
    for odd in ("99", "-1", "x", "9" * 400):
        assert visitor.get(f"read/paper?at={odd}").status_code == 200


def test_what_is_left_out_gets_its_reason_in_the_ledger(visitor: Visitor) -> None:
    ledger = visitor.root / "seeds/wire.yml"
    before = ledger.read_text()
    sent = {"place": "P4", "claim": "It rained: hard.", "why": "It is no matter."}
    assert visitor.post("read/wire/leave-out", sent).status_code == 303
    now = ledger.read_text()
    assert now.startswith(before)
    assert [*yaml.safe_load(now)["claims"].values()][-1] == {
        "place": "P4", "claim": "It rained: hard.", "left_out": "It is no matter.",
    }  # fmt: skip
    bring(visitor, "wire", "<p>1</p><p>2</p><p>3</p><p>It rained a lot.</p>")
    fourth = visitor.get("read/wire").text.partition('data-place="P4"')[2]
    assert "left out" in fourth and "It is no matter." in fourth
    assert visitor.post("read/paper/leave-out", sent).status_code == 303
    visitor.post("read/paper/leave-out", {**sent, "place": ""})
    made = yaml.safe_load((visitor.root / "seeds/paper.yml").read_text())
    assert made["source"] == "sources/paper" and [*made["claims"]] == [1, 2]
    assert load(visitor.root, cached=False)[0].ok
    empty = visitor.post("read/paper/leave-out", {**sent, "why": " "})
    assert empty.status_code == 400 and "why it is left out" in empty.text


def test_somebody_says_what_is_counted(visitor: Visitor) -> None:
    bring(visitor)
    page = visitor.get("read/paper?counting=").text
    digest = page.partition('name="digest" value="')[2].partition('"')[0]
    assert visitor.post("read/paper/count", {"how": "from 1", "digest": digest}).status_code == 303
    after = visitor.get("read/paper").text
    assert 'id="b1" data-place="P1"' in after and 'data-place="P3"' not in after
    late = visitor.post("read/paper/count", {"how": "from 2", "digest": digest})
    assert late.status_code == 400 and "changed meanwhile" in late.text
    for odd in ("from 99", "into 1", "from x", ""):
        assert visitor.post("read/paper/count", {"how": odd, "digest": ""}).status_code == 400


def test_the_text_stands_beside_the_form_until_it_is_saved_and_then_reading_goes_on(
    visitor: Visitor,
) -> None:
    bring(visitor)
    form = visitor.get("add/fact/people/ann?text=x&references=paper%23P2&reading=paper%23P2").text
    assert "/_bench/read/paper/beside?place=P2" in form
    assert "/_bench/read/paper/beside" not in visitor.get("add/fact/people/ann?text=x").text
    part = visitor.get("read/paper/beside?place=P2").text
    assert part.count("<mark>") == 1 and "<mark>“They are gone.” Ann Lake said it.</mark>" in part
    action = form.partition('id="form" method="post" action="')[2].partition('"')[0]
    sent = {"text": "She waited at the mill.", "references": "paper", "references.place": "P2"}
    saved = visitor.post(unescape(action).removeprefix("/_bench/"), sent)
    assert saved.status_code == 303, saved.text
    assert (
        "/_bench/read/paper?place=P2"
        in visitor.get(saved.headers["Location"].removeprefix("/_bench/")).text
    )
    assert "She waited at the mill." in (visitor.root / "data/people/ann.yml").read_text()


@pytest.mark.parametrize(
    ("form", "text", "said"),
    [
        ("add/fact/people/ann", "She said “they are gone” there.", "paper: as it stands in P2"),
        ("add/fact/people/ann", "She said “they are all gone” then.", "paper: otherwise in P2"),
        ("add/fact/people/ann", "She said no word at all.", ""),
        ("add/record/quotes", "They are gone.", "paper: as it stands in P2"),
        ("add/record/quotes", "Cheese made of moonlight", "paper: not in the text that is kept"),
    ],
)
def test_what_is_quoted_is_compared_while_it_is_typed(
    visitor: Visitor, form: str, text: str, said: str
) -> None:
    bring(visitor)
    sent = {"text": text, "references": "paper", "references.place": "P2"}
    check = visitor.post(f"{form}?check=1", sent).text
    there = check.partition('id="said-text"')[2].partition("</span>")[0]
    assert (said in there) if said else ("paper" not in there)


def test_what_is_kept_to_be_read_is_no_fact_and_on_no_page(visitor: Visitor) -> None:
    bring(visitor, page="<p>A secret paragraph of another’s text.</p>")
    before = stand(visitor.root)
    assert b"secret paragraph" in before["reading/paper.txt"]
    built, tree, _ = load(visitor.root, cached=False)
    assert built.ok and not [path for path in tree if "reading" in path]
    assert run("factsheet", "build", "out", cwd=visitor.root).returncode == 0
    written = [one.read_bytes() for one in (visitor.root / "out").rglob("*") if one.is_file()]
    assert len(written) > 5 and not [one for one in written if b"secret paragraph" in one]


@pytest.mark.slow
def test_no_printed_site_has_a_text_that_is_kept(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path)
    bring(visitor, page="<p>A secret paragraph of another’s text.</p>")
    engine = "site_name: T\ndocs_dir: content\ntheme: {name: material}\n"
    (tmp_path / "mkdocs.yml").write_text(f"{engine}plugins: [search, factsheet]\n")
    assert run("mkdocs", "build", cwd=tmp_path).returncode == 0
    files = [one for one in (tmp_path / "site").rglob("*") if one.is_file()]
    assert files and not [one for one in files if b"secret paragraph" in one.read_bytes()]


def test_a_text_that_is_kept_comes_back_out_of_no_hostile_name(visitor: Visitor) -> None:
    (visitor.root / "reading").mkdir()
    (visitor.root / "secret.txt").write_text("secret")
    for name in ("../secret", "..%2Fsecret", "%2e%2e%2fsecret", "secret%00", "paper%0a", "PAPER"):
        assert visitor.get(f"read/{name}").status_code in (404, 308), name
