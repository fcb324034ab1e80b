"""Addresses of web pages: what publishers use is taken, what could fool a reader or a browser is not, and one mended hint suffices."""

import json
from pathlib import Path

import pytest
from factsheet.build.whole import build
from factsheet.values import web
from hypothesis import given, settings, strategies as st
from projects import tree
from served import node

TAKEN = {  # as copied -> as printed
    "https://x.example": "https://x.example",
    "HTTPS://WWW.X.Example/Path": "https://www.x.example/Path",
    "https://x.example/syria's-rebels": "https://x.example/syria's-rebels",
    "https://x.example/?ids[]=1&ids[]=2": "https://x.example/?ids[]=1&ids[]=2",
    "https://x.example/a!$&'()*+,;=b": "https://x.example/a!$&'()*+,;=b",
    "https://x.example/~a/a~b/x|y/{z}`^": "https://x.example/~a/a~b/x|y/{z}`^",
    "https://x.example/@desk/1?to=a@b.example#@": "https://x.example/@desk/1?to=a@b.example#@",
    "https://x.example/#:~:text=the%20rebels,-took": "https://x.example/#:~:text=the%20rebels,-took",
    "https://x.example/%D8%AD%D9%84%D8%A8?q=%zz": "https://x.example/%D8%AD%D9%84%D8%A8?q=%zz",
    "https://x.example/Zürich/حلب?q=é#ü": "https://x.example/Z%C3%BCrich/%D8%AD%D9%84%D8%A8?q=%C3%A9#%C3%BC",
    "https://x.example/نمی\u200cخواهم": "https://x.example/%D9%86%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D9%85",
    "https://x.example:8443/a": "https://x.example:8443/a",
    "https://x.example./a": "https://x.example/a",
    "https://a_b.x.example/": "https://a_b.x.example/",
    "http://xn--zrich-kva.example/": "http://xn--zrich-kva.example/",
    "https://web.archive.org/web/2024/http://1.2.3.4:80/a": "https://web.archive.org/web/2024/http://1.2.3.4:80/a",
}
MENDED = {  # refused -> what the hint says to type
    "x.example/report": "https://x.example/report",
    "//x.example/report": "https://x.example/report",
    "https:x.example": "https://x.example",
    "https:/\\x.example": "https://x.example",
    "https:///x.example/a": "",
    "https://x.example/a report": "https://x.example/a%20report",
    'https://x.example/"a"<b>': "https://x.example/%22a%22%3Cb%3E",
    "https://evil.example\\@good.example/": "https://evil.example/@good.example/",
    "https://good.example@evil.example/a": "https://evil.example/a",
    "https://a:b@c:d@evil.example/": "https://evil.example/",
    "https://zürich.example/a": "https://xn--zrich-kva.example/a",
    "https://straße.example": "https://xn--strae-oqa.example",
    "https://pаypal.example/": "https://xn--pypal-4ve.example/",  # the first а is Cyrillic
    "https://ｘ.example": "https://x.example",
    "https://x.example:/a": "https://x.example/a",
    "https://x.example:99999/a": "https://x.example/a",
    "https://x.example/\u200bb\x00": "https://x.example/b",
    "javascript:alert(1)": "",
    "java\nscript:alert(1)": "",
    "data:text/html,x": "",
    "mailto:a@x.example": "",
    "ftp://x.example/": "",
    "https://": "",
    "https://a": "",
    "http://localhost:8000/": "",
    "https://x.localhost/": "",
    "https://printer.local/": "",
    "http://1.2.3.4/": "",
    "http://1.2.3.4./": "",
    "https://x.localhost./": "",
    "https://x.example../": "",
    "http://0x7f.1/": "",
    "http://2130706433/": "",
    "http://[::1]/": "",
    "https://x..example/": "",
    "https://-x.example/": "",
    "https://good.example%2f.evil.example/": "",
    "https://" + "a" * 64 + ".example/": "",
    "https://" + "a." * 130 + "example/": "",
    "https://x.example/" + "é" * 400: "",
}


@pytest.mark.parametrize("typed", TAKEN)
def test_an_address_as_publishers_use_it_is_taken(typed: str) -> None:
    found = web.read(typed)
    assert (found.why, found.text) == ("", TAKEN[typed])
    assert web.read(found.text) == found


@pytest.mark.parametrize("typed", MENDED)
def test_what_is_refused_comes_with_an_address_to_type_where_there_is_one(typed: str) -> None:
    found = web.read(typed)
    assert found.why and not found.text and not found.host
    if MENDED[typed]:
        assert found.hint.split(",")[0] == f"write {MENDED[typed]}"
        assert not web.read(MENDED[typed]).why
    else:
        assert "http" not in found.hint


PIECES = ["http", "https:", "//", "/", "\\", "@", ":", ":80", "%2e", "%", "?", "#", ".", "..", "a", "A.example", "evil.example", "1.2.3.4", "0x7f", "xn--", "ü", "ｅ", "。", "а",
          "\t", "\n", " ", "\u00a0", "'", '"', "<", "[", "]", "|", "^", "`", "{", "&amp;", "\u202e", "\u00ad", "ß"]  # fmt: skip
typed_ones = st.builds(
    lambda start, rest: start + "".join(rest),
    st.sampled_from(["https://", "HTTP://x.example", "https://x.example/", "", "http:"]),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=7),
)


@settings(max_examples=300, deadline=None)
@given(text=typed_ones)
def test_reading_is_final_and_the_hint_is_an_address(text: str) -> None:
    found = web.read(text)
    assert bool(found.why) != bool(found.text)
    if found.text:
        assert web.read(found.text) == found and found.text.isascii() and found.text.isprintable()
    elif found.hint.startswith("write "):
        assert web.read(
            found.hint.removeprefix("write ").removesuffix(", if that is the site you mean")
        ).text


def browsers_view(addresses: list[str], folder: Path) -> list[list[str]]:
    """[address, host] of each as the rules of browsers read it, without a full stop behind the host; empty where they refuse it."""
    (folder / "typed.json").write_text(json.dumps(addresses), encoding="utf-8")
    script = """const seen = (a) => { try { const u = new URL(a); u.hostname = u.hostname.replace(/\\.$/, ""); return [u.href, u.hostname] }
                                     catch { return [] } };
                console.log(JSON.stringify(JSON.parse(require("fs").readFileSync("typed.json", "utf8")).map(seen)))"""
    done = node("-e", script, cwd=folder)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_browser_goes_where_we_looked(tmp_path: Path) -> None:
    typed = list(TAKEN)

    @settings(max_examples=1000, deadline=None, database=None)
    @given(text=typed_ones)
    def collect(text: str) -> None:
        typed.append(text)

    collect()
    read = [(t, web.read(t)) for t in typed if web.read(t).text]
    assert len(read) > len(TAKEN) + 20
    before = browsers_view([t for t, _ in read], tmp_path)
    after = browsers_view([found.text for _, found in read], tmp_path)
    for (text, found), there, here in zip(read, before, after, strict=True):
        assert there == here, f"{text!r} and {found.text!r} lead to different pages"
        assert not here or here[1] == found.host, text


def test_an_address_stands_on_the_page_as_it_is_printed_and_is_escaped() -> None:
    built = build(
        tree(
            {
                "data/sources/copy.yml": "title: A\npublisher: P\nchecked: 2024-12-31\nURL: HTTPS://X.example/it's?ids[]=é|*\n"
            }
        )
    )
    assert built.issues == []
    page = str(built.files["sources/copy.md"])
    assert 'href="https://x.example/it&#39;s?ids&#91;&#93;=%C3%A9&#124;&#42;"' in page


NAMED = [
    ("https://good.example", "evil.example", "good.example"),
    ("see HTTPS://Good.example/a?b for more", "evil.example", "Good.example"),
    ("www.good.example/x", "evil.example", "www.good.example"),
    ("“good.example”.", "evil.example", "good.example"),
    ("bbc.co.uk", "bbc.com", "bbc.co.uk"),
    ("https:/\\good.example", "evil.example", "good.example"),
    ("https://good.example@evil.example", "evil.example", "good.example@evil.example"),
    ("https://good.example:80@evil.example", "evil.example", "good.example"),
    ("https://pаypal.example", "paypal.example", "pаypal.example"),
    ("аpple.com", "apple.com", "аpple.com"),
    ("https://ｇood．example", "evil.example", "good.example"),
    ("good。example", "evil.example", "good.example"),
    ("good.example", "notgood.example", "good.example"),
    ("https://good.example", "www.good.example", ""),
    ("www.good.example", "good.example", ""),
    ("good.example", "news.good.example", ""),
    ("zürich.example", "xn--zrich-kva.example", ""),
    ("The BBC reports, e.g. on 1.2.2024, that U.S. troops …", "bbc.com", ""),
    ("report.pdf", "x.example", ""),
    ("Node.js and ASP.NET by A. B.", "x.example", ""),
]


@pytest.mark.parametrize("words, host, name", NAMED)
def test_words_that_name_another_site_than_the_link_are_found(
    words: str, host: str, name: str
) -> None:
    assert web.misleads(words, host) == name
