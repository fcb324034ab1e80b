"""The site is the same whether the engine gets HTML or Markdown; where it would not be, it gets Markdown."""

from pathlib import Path

import pytest
from factsheet.site import settings
from factsheet.site.print_mode import WITHOUT_EFFECT, why_markdown
from markup import document, files, unlike
from mkdocs.config import load_config
from projects import run

PLUGINS = "plugins: [search, factsheet]"
MODE = {"SOURCE_DATE_EPOCH": "0"}
OWN = "def on_page_markdown(markdown, **_):\n    return markdown + '\\n\\nhooked\\n'\n"


def change(root: Path, old: str, new: str) -> None:
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert old in text
    (root / "mkdocs.yml").write_text(text.replace(old, new, 1), encoding="utf-8")


def why(root: Path) -> str:
    config = load_config(str(root / "mkdocs.yml"))
    settings.fill_in(config, settings.said(config.config_file_path))
    return why_markdown(config)


@pytest.mark.slow
@pytest.mark.parametrize("folders", ["true", "false"])
def test_html_and_markdown_give_the_same_pages_search_and_sitemap(
    project: Path, folders: str
) -> None:
    change(project, "docs_dir", f"use_directory_urls: {folders}\ndocs_dir")
    both_ways(project)


@pytest.mark.slow
def test_so_they_do_under_the_engines_own_theme_and_search(project: Path) -> None:
    change(project, "name: material", "name: mkdocs")
    both_ways(project)


def both_ways(project: Path) -> None:
    """Build a project both ways; the two sites read alike."""
    for mode in ("html", "markdown"):
        if mode == "markdown":
            change(project, PLUGINS, "plugins: [search, factsheet: {print: markdown}]")
        done = run("mkdocs", "build", "--strict", "-d", mode, cwd=project, env=MODE)
        assert done.returncode == 0, done.stderr
    one, other = files(project / "html"), files(project / "markdown")
    assert unlike(one, other) == [] and len(one) > 250
    assert one != other, "both went the same way"


def test_documents_are_told_apart() -> None:
    assert document("<p>a&#58;<br />b</p>") == document("<p>a:<br>b</p>")
    for other in ("<p>a: b</p>", "<p>a:<br>b", "<p id=x>a:<br>b</p>", "<p>a:<br><b>b</b></p>"):
        assert document("<p>a:<br>b</p>") != document(other)


CHANGES = [
    ("markdown_extensions: [nl2br]", "nl2br"),
    ("markdown_extensions: [toc: {permalink: ¶}]", "toc is known here with permalink: true alone"),
    ("markdown_extensions: [toc: {permalink: true, toc_depth: 2}]", "toc is known here with"),
    ("markdown_extensions: [toc]", "toc is known here with"),
    (
        "markdown_extensions: [markdown.extensions.tables: {use_align_attribute: true}]",
        "tables is known",
    ),
    (
        "markdown_extensions: [footnotes: {BACKLINK_TEXT: up}]",
        "footnotes is known here without options",
    ),
    ("markdown_extensions: [abbr: {glossary: {A: B}}]", "abbr is known here without options"),
    ("exclude_docs: /people/*", "some pages are left out"),
    ("hooks: [own.py]", "own.py may change the Markdown"),
    ("plugins: [search, factsheet, tags]", "tags may change the Markdown"),
]


@pytest.mark.parametrize(("new", "said"), CHANGES)
def test_what_may_change_the_text_of_pages_gets_it(project: Path, new: str, said: str) -> None:
    (project / "own.py").write_text(OWN, encoding="utf-8")
    assert why(project) == ""
    change(project, PLUGINS, new if new.startswith("plugins") else f"{new}\n{PLUGINS}")
    assert said in why(project)


def test_a_hook_that_reads_no_markdown_does_not_matter(project: Path) -> None:
    (project / "own.py").write_text(OWN.replace("on_page_markdown", "on_page_content"))
    change(project, "docs_dir", "hooks: [own.py]\ndocs_dir")
    assert why(project) == ""


@pytest.mark.slow
def test_a_build_says_once_that_pages_are_printed_as_markdown_and_why(project: Path) -> None:
    (project / "own.py").write_text(OWN, encoding="utf-8")
    change(project, "docs_dir", "hooks: [own.py]\ndocs_dir")
    done = run("mkdocs", "build", cwd=project)
    assert done.stderr.count("every page is printed as Markdown: own.py may change") == 1
    assert "<p>hooked</p>" in (project / "site/groups/hts/index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_extensions_said_to_be_without_effect_have_none(printed: Path, project: Path) -> None:
    """On pages made from facts; hand-written ones may be written for them."""
    plugins = "plugins: [search, factsheet: {print: markdown}]"
    extensions = ", ".join(sorted(WITHOUT_EFFECT))
    change(project, PLUGINS, f"{plugins}\nmarkdown_extensions: [{extensions}]")
    done = run("mkdocs", "build", cwd=project, env=MODE)
    assert done.returncode == 0, done.stderr
    assert unlike(files(printed / "site"), files(project / "site")) == []
