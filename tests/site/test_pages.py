"""A page that is written goes through the engine as one of its own, and its texts stay texts."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from factsheet.cache import Written
from factsheet.site.pages import WrittenPage, adopt, content
from factsheet.site.search import WrittenIndex, use_written_entries
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

WRITTEN = Written.of(
    html='<h1 id="a-b">A &amp; B</h1><h2 id="more">More</h2><p id="x">Text</p>',
    toc=((1, "a-b", "A & B", ((2, "more", "More <b>", ()),)),),
    ids=("a-b", "more", "x"),
    entries=(("", "A &amp; B", ""), ("more", "More", "<p>Text</p>")),
    title="A & B",
    meta={"description": 'Say "A"', "search": {"boost": 2}, "hide": ["toc"]},
)


class Index:
    """As much of Material's index as is used."""

    def __init__(self) -> None:
        self.entries: list[dict[str, Any]] = []

    def add_entry_from_context(self, page: Any) -> None:
        self.entries.append({"location": page.url, "title": "read", "text": page.content})

    def create_entry_for_section(self, section: Any, toc: Any, url: str, page: Any) -> None:
        title, text = "".join(section.title), "".join(section.text)
        self.entries.append({"location": f"{url}#{section.id}", "title": title, "text": text})

    def generate_search_index(self, _: Any) -> str:
        return json.dumps({"docs": self.entries}, separators=(",", ":"))


def page(tmp_path: Path, title: str | None = None, kind: type[Page] = Page) -> Page:
    """A page of the engine that prints what is written, read and rendered."""
    (tmp_path / "mkdocs.yml").write_text("site_name: T\n", encoding="utf-8")
    (tmp_path / "docs").mkdir(exist_ok=True)
    config = load_config(str(tmp_path / "mkdocs.yml"))
    file = File("groups/a.md", None, str(tmp_path), use_directory_urls=True)
    file.content_string = str(content(WRITTEN)) or "# Markdown"
    found = kind(title, file, config)
    adopt(found, WRITTEN)
    found.read_source(config)
    found.render(config, Files([file]))
    return found


def test_a_written_page_is_the_engines_page_but_for_the_markdown(tmp_path: Path) -> None:
    made = page(tmp_path)
    assert isinstance(made, WrittenPage) and made.markdown == "" and made.content == WRITTEN.html
    assert made.title == "A &amp; B" and made.url == "groups/a/"
    assert made.meta == {**WRITTEN.meta, "description": "Say &quot;A&quot;"}
    (top,) = made.toc
    assert (top.title, top.url, top.level, top.active) == ("A &amp; B", "#a-b", 1, True)
    assert [(one.title, one.id) for one in top.children] == [("More &lt;b&gt;", "more")]
    assert made.present_anchor_ids == {"a-b", "more", "x"}


def test_a_page_may_become_a_hand_written_one(tmp_path: Path) -> None:
    made = page(tmp_path)
    made.file.content_string = "# By hand"
    adopt(made, "# By hand")
    made.read_source(config := load_config(str(tmp_path / "mkdocs.yml")))
    made.render(config, Files([made.file]))
    assert made.title == "By hand" and not isinstance(made, WrittenPage)


def test_a_title_of_the_menu_wins(tmp_path: Path) -> None:
    assert page(tmp_path, "Groups").title == "Groups"


def test_a_page_of_another_plug_ins_own_class_stays_as_it_is(tmp_path: Path) -> None:
    class Other(Page):
        pass

    made = page(tmp_path, kind=Other)
    assert type(made) is Other and "Markdown" in (made.content or "")


@pytest.mark.parametrize("changed", [False, True])
def test_search_has_what_is_written_unless_somebody_changed_it(
    tmp_path: Path, changed: bool
) -> None:
    made, index = page(tmp_path), WrittenIndex(Index())
    if changed:
        made.content = f"{made.content}<p>Added</p>"
    for _ in range(2):  # a page that is read anew takes the place of the old one
        index.add_entry_from_context(made)
    docs = json.loads(index.generate_search_index(None))["docs"]
    assert [d["title"] for d in docs] == (["read"] if changed else ["A &amp; B", "More"])
    index.arrange([])
    assert json.loads(index.generate_search_index(None))["docs"] == []


def test_what_only_leads_on_is_not_searched(tmp_path: Path) -> None:
    made, index = page(tmp_path), WrittenIndex(Index())
    made.written = replace(WRITTEN, meta={"moved": "groups/b"})
    made.read_source(load_config(str(tmp_path / "mkdocs.yml")))
    index.add_entry_from_context(made)
    assert json.loads(index.generate_search_index(None))["docs"] == []


def test_an_index_that_is_not_materials_is_left_alone() -> None:
    own, material = SimpleNamespace(_entries=[]), Index()
    plugins: dict[str, Any] = {
        "search": SimpleNamespace(search_index=own, is_dirty=False),
        "material/search": SimpleNamespace(search_index=material, is_dirty=False),
    }
    use_written_entries(plugins)
    assert plugins["search"].search_index is own
    assert isinstance(plugins["material/search"].search_index, WrittenIndex)
