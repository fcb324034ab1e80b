"""Readers find the feeds and the calendar: in the head of each page for their programs, and at its foot."""

from pathlib import Path
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest
import yaml
from projects import run, write_tree

SETTINGS = """site_name: Lakes
docs_dir: content
theme: {name: material}
plugins: [search, factsheet]
"""
FACT = "text: It moved., recorded: 2024-12-08, references: [paper]"
FILES = {
    "mkdocs.yml": SETTINGS,
    "content/index.md": "# Home\n\nA page.\n",
    "content/about/board.md": '# The board\n\n{{ fact("groups/board#one") }}\n',
    "content/about/board.ar.md": '# المجلس\n\n{{ fact("groups/board#one") }}\n',
    "content/about/more.md": '# More\n\n{{ fact("groups/board#one") }}\n',
    "data/site.yml": "languages: [en, ar]\n",
    "data/groups/board.yml": f"name: The Board\nchecked: 2024-12-31\nfacts:\n  one: {{{FACT}}}\n",
    "data/dates/flood.yml": f"name: The flood\nwhen: 2024-12-07\n{FACT.replace(', ', chr(10))}\n"
    "checked: 2024-12-31\n",
}
ALL = ["changes.xml", "corrections.xml"]


def links(site: Path, page: str) -> dict[str, list[str]]:
    """Where a page says that feeds are: in its head, at its foot; as paths below the site."""
    tree = html5lib.parse((site / page).read_bytes(), namespaceHTMLElements=False)

    def path(link: object) -> str:
        href = link.get("href")  # type: ignore[attr-defined]
        return urlsplit(urljoin(f"https://lakes.example/{page}", href)).path[1:]

    head = tree.iterfind(".//head/link[@rel='alternate'][@type='application/atom+xml']")
    foot = tree.iterfind(".//p[@class='fs-feeds']/a")
    return {"head": sorted(map(path, head)), "foot": sorted(map(path, foot))}


@pytest.mark.slow
def test_each_page_leads_to_the_feeds_of_its_language_and_to_its_own(tmp_path: Path) -> None:
    root = write_tree(tmp_path, FILES)
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    site = root / "site"
    for page, below, own in (
        ("index.html", "feeds/", ""),
        ("groups/board/index.html", "feeds/", ""),
        ("about/board/index.html", "feeds/", "feeds/pages/about/board.xml"),
        ("ar/about/board/index.html", "ar/feeds/", "ar/feeds/pages/about/board.xml"),
        ("ar/about/more/index.html", "ar/feeds/", "ar/feeds/pages/about/more.xml"),
        ("ar/groups/board/index.html", "ar/feeds/", ""),
        ("404.html", "feeds/", ""),
    ):
        wanted = sorted([*(f"{below}{name}" for name in ALL), *([own] if own else [])])
        assert links(site, page) == {"head": wanted, "foot": wanted}, page
        assert all((site / path).is_file() for path in wanted)
    for page, path in (("dates", "dates.ics"), ("ar/dates", "ar/dates.ics")):
        assert 'href="../dates.ics"' in (site / page / "index.html").read_text(encoding="utf-8")
        assert (site / path).is_file()


@pytest.mark.slow
def test_a_site_without_feeds_leads_to_none(tmp_path: Path) -> None:
    settings = {"data/site.yml": "languages: [en, ar]\noutputs: {feeds: false, calendar: false}\n"}
    root = write_tree(tmp_path, {**FILES, **settings})
    assert run("mkdocs", "build", "--strict", cwd=root).returncode == 0
    for page in ("index.html", "about/board/index.html", "ar/about/board/index.html"):
        assert links(root / "site", page) == {"head": [], "foot": []}
    assert not (root / "site/feeds").exists() and not (root / "site/dates.ics").exists()


def test_the_files_door_tells_the_theme_of_the_feeds(tmp_path: Path) -> None:
    root = write_tree(tmp_path, FILES)
    assert run("factsheet", "build", "pages", cwd=root).returncode == 0
    assert (
        yaml.safe_load((root / "pages.yml").read_text(encoding="utf-8"))["extra"]["feeds"] is True
    )
    assert (root / "pages/feeds/pages/about/board.xml").is_file()
    assert 'feed: "feeds/pages/about/board.xml"' in (root / "pages/about/board.md").read_text(
        "utf-8"
    )
