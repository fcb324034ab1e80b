"""What the head of a page tells programs that keep references."""

import re
from html import unescape
from pathlib import Path

import pytest
from projects import PAPER, run, write_tree

NAME = 'Ann <b>"L"</b> & Co'
FILES = {
    "mkdocs.yml": "site_name: Lakes & Seas\nsite_url: https://lakes.example/\ndocs_dir: content\n"
    "theme: {name: material}\nplugins: [search, factsheet]\n",
    "data/site.yml": f"publisher: The “Desk” <x>\nauthors:\n  ann: {{name: '{NAME}'}}\n"
    "  bob: {name: Bob}\n",
    "data/sources/paper.yml": PAPER,
    "data/groups/army.yml": 'name: The <b>Army</b> "A"\nchecked: 2024-12-31\n'
    "facts: {marched: {text: It marched., references: [paper]}}\n",
    "content/index.md": "# Home\n\n[Story](story.md)\n",
    "content/story.md": "---\nauthors: [ann, bob]\n---\n\n# Who “marched”, & why?\n\n"
    '{{ fact("groups/army#marched") }}\n',
    "content/arabic.md": "---\nlanguage: ar\n---\n\n# من سار؟\n\nText.\n",
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_tree(tmp_path_factory.mktemp("metas"), FILES)
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def metas(printed: Path, page: str) -> list[tuple[str, str]]:
    text = (printed / page / "index.html").read_text(encoding="utf-8")
    found = re.findall(r'<meta name="citation_(\w+)" content="([^"<>]*)">', text)
    assert text.count("citation_") == len(found)
    return [(name, unescape(content)) for name, content in found]


@pytest.mark.slow
def test_an_explainer_tells_title_authors_day_publisher_address_and_language(printed: Path) -> None:
    assert metas(printed, "story") == [
        ("title", "Who “marched”, & why?"),
        ("author", NAME),
        ("author", "Bob"),
        ("online_date", "2024/12/31"),
        ("publisher", "The “Desk” <x>"),
        ("public_url", "https://lakes.example/story/"),
        ("language", "en"),
    ]


@pytest.mark.slow
def test_a_sheet_has_no_author_and_the_day_of_its_check(printed: Path) -> None:
    found = dict(metas(printed, "groups/army"))
    assert (found["title"], found["online_date"]) == ('The <b>Army</b> "A"', "2024/12/31")
    assert found["public_url"] == "https://lakes.example/groups/army/" and "author" not in found
    assert dict(metas(printed, "sources/paper"))["title"] == "“A report”, The Paper"


@pytest.mark.slow
def test_a_page_without_facts_has_no_day_and_says_its_language(printed: Path) -> None:
    found = dict(metas(printed, "arabic"))
    assert found["language"] == "ar" and "online_date" not in found
    assert not metas(printed, "."), "nobody cites the first page"
