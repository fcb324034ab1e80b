"""What is kept of a source: its paragraphs as references count them, whatever the page it came from tries."""

import io
import subprocess
import time
from pathlib import Path

import pytest
from factsheet.bench import Refused
from factsheet.bench.texts import from_page, kept, passages, pdf_process
from factsheet.bench.texts.used import compared, pieces
from factsheet.values import MAX_FILE
from hypothesis import given
from hypothesis import strategies as some
from pdfs import pdf

PAGE = """<!DOCTYPE html><html><head><title>No</title><style>p {x: "No"}</style></head><body>
<nav><p>Home</p></nav><main><h1>The army leaves</h1><article><header><p>By Eve</p></header>
<p>The <b>ar</b>my left<br>the town.</p><div>Share this</div><script>document.write("<p>No</p>")</script>
<p>&ldquo;They are gone,&rdquo; said Ann Lake.</p><h2>What next</h2><ul><li>Nothing</li></ul>
<p>Nobody <img src=x alt=No>kn<wbr>ows<script>no()</script><noscript>No</noscript>.</p></article><article><p>More news</p></article></main><footer><p>Imprint</p></footer>"""


def numbered(found: list[passages.Passage]) -> list[tuple[str, str]]:
    return [(one.place, one.text) for one in found if one.place]


def test_of_a_saved_page_the_paragraphs_of_its_article_are_counted() -> None:
    found = from_page.read(PAGE.encode())
    assert numbered(found) == [
        ("P1", "The army left the town."), ("P2", "“They are gone,” said Ann Lake."),
        ("P3", "Nobody knows."), ("P4", "More news"),
    ]  # fmt: skip
    beside = [one.text for one in found if not one.place]
    assert "Share this" in beside and "What next" in beside and "Home" in beside
    assert not [one for one in found if one.text == "No" or "write" in one.text]


def test_teasers_beside_the_article_are_not_counted() -> None:
    news = "<article><p>Teaser of other news</p></article>"
    long = f"<p>{'The army left the town. ' * 20}</p>"
    found = from_page.read(f"{news}<article>{long}{long}</article>{news}".encode())
    assert [place for place, _ in numbered(found)] == ["P1", "P2"]
    assert numbered(found)[0][1].startswith("The army")


def test_a_page_that_marks_no_paragraphs_is_counted_by_its_lines() -> None:
    found = from_page.read(b"<body><h1>T</h1><div>One<br>\n <br>Two</div><td>Three</td></body>")
    assert numbered(found) == [("P1", "One"), ("P2", "Two"), ("P3", "Three")]


def test_what_hides_or_turns_text_is_not_kept() -> None:
    evil = "<p>A\x00 b\u202eevil\u2066 \u200bc\ufeff نص\u200cي</p><p>\u202e\x00</p>"
    assert numbered(kept.read(evil.encode())) == [("P1", "A bevil c نص\u200cي")]
    assert numbered(kept.read("one\u202e\n\n\x1b[31mtwo".encode())) == [
        ("P1", "one"), ("P2", "[31mtwo"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<article><p>x", "<p>\u202e", "\x00", "<p", "<!--", "a\f", "\n \n", "<select>"],
)
def test_a_page_of_ten_megabytes_takes_seconds_whatever_is_in_it(piece: str) -> None:
    content = ("<body>" + piece * (10_000_000 // len(piece.encode()))).encode()
    start = time.perf_counter()
    found = kept.read(content)
    assert time.perf_counter() - start < 30
    assert len(passages.write(found)[0].encode()) <= MAX_FILE + 1


def test_a_pasted_text_is_counted_by_its_empty_lines_or_lines() -> None:
    assert numbered(passages.read("One\r\nline\r\n \r\n# Head\n\nTwo")) == [
        ("P1", "One line"), ("P2", "Two"),
    ]  # fmt: skip
    assert [place for place, _ in numbered(passages.read("One\nTwo\nThree"))] == ["P1", "P2", "P3"]


@given(some.lists(some.text(), max_size=5), some.booleans())
def test_what_is_kept_reads_back_as_it_was(texts: list[str], paged: bool) -> None:
    found = passages.placed(
        passages.Passage(text, counted=number % 3 != 1, page=number + 1 if paged else 0)
        for number, one in enumerate(texts)
        if (text := passages.clean(one)) and not text.startswith("# ")
    )
    text, whole = passages.write(found)
    assert whole and passages.read(text) == found


def test_somebody_says_where_the_text_begins_and_ends_and_can_say_it_anew() -> None:
    found = passages.read("a\n\nb\n\n# head\n\nc\n\nd")
    assert numbered(passages.counted_from(found, 1)) == [("P1", "b"), ("P2", "c"), ("P3", "d")]
    later = passages.counted_from(found, 3)
    assert numbered(later) == [("P1", "c"), ("P2", "d")]
    back = passages.counted_from(later, 1)
    assert numbered(back)[0] == ("P1", "b") and ("P1", "a") not in numbered(back)
    assert numbered(passages.counted_until(found, 1)) == [("P1", "a"), ("P2", "b")]
    assert ("P3", "head") in numbered(passages.turned(found, 2))


def test_a_text_that_is_too_long_is_cut_and_that_is_said(tmp_path: Path) -> None:
    found = passages.placed(passages.Passage("word " * 1_000) for _ in range(400))
    assert not kept.keep(tmp_path, "paper", found)
    assert 0 < (tmp_path / "reading/paper.txt").stat().st_size <= MAX_FILE
    assert len(kept.of(tmp_path, "paper").passages) == 199


def test_a_pdf_is_read_by_its_pages() -> None:
    first = [
        "The army left the town on Saturday, as two wit-",
        "nesses have said.",
        "It stayed out.",
    ]
    found = kept.read(pdf([first, ["Nobody knows (yet)."]]))
    assert numbered(found) == [
        ("p1", "The army left the town on Saturday, as two witnesses have said."),
        ("p1", "It stayed out."), ("p2", "Nobody knows (yet)."),
    ]  # fmt: skip
    assert passages.read(passages.write(found)[0]) == found


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7\nnothing of the sort", "this PDF cannot be read"),
        (pdf([[""]]), "this PDF has no text"),
        (b"PK\x03\x04\x00\x00", "this is no page, no PDF and no text"),
        (b"From: <Saved by Blink>\nContent-Type: multipart/related\n\n<p>x", "an archive of a page"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(content: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        kept.read(content)


def test_a_system_that_grants_no_limit_reads_a_pdf_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    resource = pytest.importorskip("resource")

    def refuse(*_: object) -> None:
        raise ValueError("current limit exceeds maximum limit")  # as macOS does

    monkeypatch.setattr(resource, "setrlimit", refuse)
    content = io.TextIOWrapper(io.BytesIO(pdf([["Nobody knows (yet)."]])))
    monkeypatch.setattr("sys.stdin", content)
    pdf_process.main()
    assert b"Nobody knows (yet)." in capfdbinary.readouterr().out


def test_a_pdf_that_takes_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factsheet.bench.texts.from_pdf.MAX_SECONDS", 0.01)
    with pytest.raises(Refused, match="more than 0.01 seconds"):
        kept.read(pdf([["x"]]))


def test_without_the_reader_of_pdf_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("factsheet.bench.texts.from_pdf.find_spec", lambda name: None)
    with pytest.raises(Refused, match=r"pip install 'mkdocs-factsheet\[read\]'"):
        kept.read(pdf([["x"]]))


def test_git_ignores_what_is_kept_also_in_an_older_project(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    kept.keep(tmp_path, "paper", passages.read("A text."))
    told = subprocess.run(
        ["git", "status", "--porcelain"], cwd=tmp_path, capture_output=True, check=True
    )
    assert told.stdout == b""


def test_nothing_is_written_through_a_link_or_by_a_name_that_is_no_id(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    root = tmp_path / "project"
    root.mkdir()
    (root / "reading").symlink_to(elsewhere)
    text = passages.read("A text.")
    for name in ("paper", "../paper", "a/b", ""):
        with pytest.raises(Exception, match="nothing was written"):
            kept.keep(root, name, text)
    assert not list(elsewhere.iterdir()) and kept.of(root, "../../etc/passwd").passages == []
    (elsewhere / "paper.txt").write_text("secret")
    assert kept.of(root, "paper").passages == []


def test_words_are_compared_with_the_text_that_is_kept(tmp_path: Path) -> None:
    assert compared(tmp_path, "paper", "P1", "They are gone") == ""
    text = "The army left.\n\n“They are gone,” said Ann. She saw them go past the mill.\n\nNobody knows."
    kept.keep(tmp_path, "paper", passages.read(text))
    assert compared(tmp_path, "paper", "P2", "They are gone") == "as it stands in P2"
    assert compared(tmp_path, "paper", "P1", "They are gone") == "as it stands in P2, not in P1"
    assert compared(tmp_path, "paper", "", "They … past the mill. Nobody knows") == (
        "as it stands in P2 and P3"
    )
    otherwise = compared(tmp_path, "paper", "P2", "She saw them all go past the mill")
    assert otherwise == 'otherwise in P2: without "all"'
    nowhere = compared(tmp_path, "paper", "P2", "The moon is made of cheese, they said")
    assert nowhere == "not in the text that is kept of this source"
    assert compared(tmp_path, "paper", "P2", "  ") == ""


@given(some.text(), some.lists(some.tuples(some.integers(0, 30), some.integers(0, 30))))
def test_the_pieces_of_a_marked_text_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    inside = [(start, min(end, len(text))) for start, end in spans if start < min(end, len(text))]
    assert "".join(piece for piece, _ in pieces(text, inside)) == text
