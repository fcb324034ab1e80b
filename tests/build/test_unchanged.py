"""Where no file changed and only the pages are wanted, those of the last build are given; else the facts are read."""

from pathlib import Path

from factsheet.build import load
from projects import PAPER, published

GROUP = "name: The Army\nchecked: 2024-12-31\n"


def project(root: Path) -> Path:
    for name, text in {
        "data/sources/paper.yml": PAPER,
        "data/groups/army.yml": GROUP,
        "content/index.md": "# Home\n",
        "content/a.png": "a",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_the_pages_of_an_unchanged_project_are_given_without_reading_its_facts(
    tmp_path: Path,
) -> None:
    first, again = published(project(tmp_path)), published(tmp_path)
    assert len(first.library.records) == 2 and not again.library.records
    assert again.files == first.files and again.shows == first.shows
    assert again.counts == first.counts == (0, 2) and again.sources == first.sources


def test_what_is_hardly_translated_stays_out_of_menu_and_search_in_the_second_build(
    tmp_path: Path,
) -> None:
    project(tmp_path)
    (tmp_path / "data/site.yml").write_text("languages: [en, ar]\n")
    (tmp_path / "data/groups/army.yml").write_text(
        f"{GROUP}facts: {{a: {{text: It left., references: [paper]}}}}\n"
    )
    first, again = (published(tmp_path) for _ in range(2))
    assert not again.library.records and "ar/groups/army.md" in first.thin == again.thin


def test_a_changed_file_and_whoever_wants_the_facts_have_them_read_and_warnings_are_told_again(
    tmp_path: Path,
) -> None:
    published(project(tmp_path))
    assert load(tmp_path)[0].library.records
    (tmp_path / "content/a.png").write_text("b")
    built = published(tmp_path)
    assert built.library.records and built.files["a.png"] == b"b"
    (tmp_path / "data/groups/army.yml").write_text(GROUP + "type: an army #1\n")  # perhaps cut
    for _ in range(2):
        assert [i.code for i in published(tmp_path).issues] == ["cut-value"]
