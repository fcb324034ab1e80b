"""What is printed, read as files: valid HTML, links that lead somewhere, ids that are unique, pages that weigh little."""

import gzip
import re
from pathlib import Path

import pytest
from crawl import bad_ids, broken_links, invalid, parsed
from served import Site

KIB = 1024
BY_MENU = (
    "",
    "map/",
    "ar/",
    "ar/map/",
    "ar/sources/",
    "404.html",
)  # pages with a title that is not their heading


def test_every_page_is_valid_html(site: Site, tmp_path: Path) -> None:
    assert len(site.pages) > 250
    wrong = invalid(site, tmp_path)
    assert not wrong, "\n".join(wrong[:200])


@pytest.mark.slow
def test_the_validator_sees_what_is_wrong(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    article = '<article class="md-content__inner"><h1>A</h1><p id="x" style="color: red">a<ul id="x"><li>b</ul><img src="y.png"></article>'
    (folder / "index.html").write_text(f"<html><body>{article}</body></html>", encoding="utf-8")
    rules = " ".join(invalid(Site("http://x.example/sub/", folder), tmp_path / "out"))
    assert all(rule in rules for rule in ("no-inline-style", "no-dup-id", "wcag/h37"))


def test_every_link_of_the_site_leads_somewhere(site: Site) -> None:
    wrong = broken_links(site)
    assert not wrong, "\n".join(wrong[:200])
    assert sum(len(page.addresses) for page in parsed(site).values()) > 10_000


def test_the_crawl_sees_what_is_wrong(tmp_path: Path) -> None:
    html = '<h1>A</h1><a href="b/#no">b</a><a href="c/">c</a><a href="/d/">d</a><p id="e"><p id="e"><label for="f">f</label>'
    (tmp_path / "b").mkdir()
    (tmp_path / "b/index.html").write_text("<h1>B</h1>", encoding="utf-8")
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    (tmp_path / "search").mkdir()
    (tmp_path / "search/search_index.json").write_text(
        '{"docs": [{"location": "b/"}]}', encoding="utf-8"
    )
    site = Site("http://x.example/sub/", tmp_path)
    assert broken_links(site) == [
        ": b/#no has no such anchor",
        ": c/ leads nowhere",
        ": /d/ leads nowhere",
    ]
    assert bad_ids(site) == [": the id e stands 2 times", ": f is referred to and is no id"]


def test_ids_are_unique_and_references_to_them_are_whole(site: Site) -> None:
    wrong = bad_ids(site)
    assert not wrong, "\n".join(wrong[:200])


def test_every_page_has_one_main_heading(site: Site) -> None:
    assert [name for name, page in parsed(site).items() if len(page.titles["h1"]) != 1] == []


def test_every_page_has_one_title_that_names_it_and_a_language(site: Site) -> None:
    for name, page in parsed(site).items():
        (title,), (heading,) = page.titles["title"], page.titles["h1"]
        assert page.lang == ("ar" if name.startswith("ar/") else "en"), name
        assert name in BY_MENU or " ".join(heading.replace("¶", "").split()) in " ".join(
            title.split()
        ), name


def test_the_sitemap_names_every_page_once(site: Site) -> None:
    named = re.findall(
        r"<loc>([^<]+)</loc>", (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    )
    assert sorted(named) == sorted(site.url + name for name in site.pages if name != "404.html")


EXPLAINERS = (
    "who-are-the-syrian-rebels",
    "how-did-the-rebels-advance",
    "who-held-what-when",
    "what-do-the-powers-say",
)


@pytest.mark.parametrize("explainer", EXPLAINERS)
def test_an_explainer_weighs_little(site: Site, explainer: str) -> None:
    assert len(gzip.compress(site.pages[f"explainers/{explainer}/"].encode(), 6)) <= 60 * KIB


@pytest.mark.parametrize("ending", ["css", "js"])
def test_what_we_add_to_the_theme_weighs_little(site: Site, ending: str) -> None:
    (added,) = (site.folder / "assets").glob(f"factsheet.????????.{ending}")
    assert len(gzip.compress(added.read_bytes(), 6)) <= 12 * KIB


@pytest.mark.parametrize("name", EXPLAINERS)
def test_an_explainer_is_no_labyrinth_of_elements(site: Site, name: str) -> None:
    assert len(re.findall(r"<[a-z]", site.pages[f"explainers/{name}/"])) <= 1500


@pytest.mark.parametrize("name", ["", "groups/hts/", *(f"explainers/{n}/" for n in EXPLAINERS)])
def test_no_script_stands_before_the_first_words_and_few_files_do(site: Site, name: str) -> None:
    text = site.pages[name]
    assert re.findall(r"<script (?!defer|id=)[^>]*src=", text) == [], "none that is waited for"
    inline = re.findall(r"<script>(.*?)</script>", text, re.S)
    assert sum(map(len, inline)) <= 2 * KIB
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)
    assert len(sheets) == 3, "the theme's two, and ours"
    files = [(site.folder / name / sheet.split("?")[0]).read_bytes() for sheet in sheets]
    assert sum(len(gzip.compress(one, 6)) for one in [text.encode(), *files]) <= 56 * KIB
