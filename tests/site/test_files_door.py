"""What an engine needs to print the pages on disk is written beside them, and kept as they are."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from factsheet.build import Built
from factsheet.disk import CannotWrite
from factsheet.site import files_door
from factsheet.site.defaults import defaults

MATERIAL = "site_name: T\ntheme: {name: material, direction: ltr}\nplugins: [search, factsheet]\n"


def door(root: Path, settings: str = MATERIAL, pages: str = "build/pages") -> Path:
    """Write settings and theme beside a folder of pages; gives that folder."""
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (root / pages).mkdir(parents=True, exist_ok=True)
    assert files_door.write(root, root / pages, Built()) == ""
    return root / pages


def told(pages: Path) -> dict[str, Any]:
    """The settings beside the pages as plain data."""
    found = yaml.safe_load(pages.with_name("pages.yml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_the_project_s_settings_are_inherited_and_what_they_lack_is_said(tmp_path: Path) -> None:
    needed = {**defaults(), "not_in_nav": ""}
    needed["extra"] = {**needed["extra"], "feeds": True}
    assert told(door(tmp_path)) == {
        **needed,
        "INHERIT": "../mkdocs.yml",
        "docs_dir": "pages",
        "site_dir": "pages.site",
        "theme": {"name": "material", "custom_dir": "pages.theme", **needed["theme"]},
        "plugins": ["search"],
    }
    assert told(door(tmp_path, pages="pages"))["INHERIT"] == "mkdocs.yml"


@pytest.mark.parametrize(
    ("plugins", "left"),
    [
        ("plugins: [factsheet]", []),
        ("plugins: [search, tags]", None),
        ("plugins: {search: {lang: en}, factsheet: {cache: false}}", [{"search": {"lang": "en"}}]),
        ("plugins: [factsheet: {as_of: 2024-12-08}, search: {lang: en}]", [{"search": {"lang": "en"}}]),
    ],
)  # fmt: skip
def test_only_our_plug_in_is_left_out(tmp_path: Path, plugins: str, left: object) -> None:
    assert told(door(tmp_path, f"theme: mkdocs\n{plugins}\n")).get("plugins") == left


def test_tags_that_only_the_engine_understands_stay_as_they_are(tmp_path: Path) -> None:
    pages = door(
        tmp_path,
        "slug: !!python/name:os.sep\nplugins:\n  - factsheet\n  - search: {lang: !ENV [L, en]}\n",
    )
    assert "lang: !ENV [L, en]" in pages.with_name("pages.yml").read_text(encoding="utf-8")


def test_pages_on_another_drive_of_windows_find_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def relpath(*_: object) -> str:
        raise ValueError("path is on mount 'C:', start on mount 'D:'")

    monkeypatch.setattr(files_door.os.path, "relpath", relpath)
    assert told(door(tmp_path))["INHERIT"] == (tmp_path / "mkdocs.yml").as_posix()


def test_a_theme_of_the_site_s_own_goes_before_ours(tmp_path: Path) -> None:
    own = tmp_path / "overrides"
    (own / ".icons").mkdir(parents=True)
    (own / "404.html").write_text("gone", encoding="utf-8")
    (own / ".icons/star.svg").write_text("<svg/>", encoding="utf-8")
    pages = door(tmp_path, MATERIAL.replace("direction: ltr", "custom_dir: overrides"))
    theme = pages.with_name("pages.theme")
    assert (theme / "404.html").read_text(encoding="utf-8") == "gone"
    assert (theme / ".icons/star.svg").exists() and (theme / "main.html").exists()
    before = (theme / "404.html").stat().st_mtime_ns
    (own / ".icons/star.svg").unlink()
    door(tmp_path, MATERIAL.replace("direction: ltr", "custom_dir: overrides"))
    assert not (theme / ".icons").exists()
    assert (theme / "404.html").stat().st_mtime_ns == before
    assert files_door.sources(tmp_path) == [tmp_path / "mkdocs.yml", own]


def test_another_theme_gets_nothing_of_ours(tmp_path: Path) -> None:
    pages = door(tmp_path)
    assert pages.with_name("pages.theme").exists()
    assert "theme" not in told(door(tmp_path, "theme: {name: mkdocs}\nplugins: [factsheet]\n"))
    assert not pages.with_name("pages.theme").exists()


def test_hooks_are_found_from_the_new_place_and_inherited_settings_count(tmp_path: Path) -> None:
    base = "theme: material\nplugins: {factsheet: {}, tags: {}}\nhooks: [hooks/one.py]\n"
    (tmp_path / "base.yml").write_text(base, encoding="utf-8")
    found = told(door(tmp_path, "INHERIT: base.yml\nplugins: {search: {}}\n"))
    assert found["hooks"] == ["../hooks/one.py"]
    assert found["plugins"] == [{"tags": {}}, {"search": {}}]
    assert found["theme"].items() >= {"name": "material", "custom_dir": "pages.theme"}.items()


def test_without_settings_nothing_is_written_and_what_was_goes(tmp_path: Path) -> None:
    pages = door(tmp_path)
    (tmp_path / "mkdocs.yml").unlink()
    assert files_door.write(tmp_path, pages, Built()) == ""
    assert [path.name for path in pages.parent.iterdir()] == ["pages"]


def test_what_others_wrote_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    mine = tmp_path / "build/pages.yml"
    mine.write_text("site_name: Mine\n", encoding="utf-8")
    with pytest.raises(CannotWrite, match="pages.yml is not ours"):
        door(tmp_path)
    (tmp_path / "mkdocs.yml").unlink()
    assert files_door.write(tmp_path, tmp_path / "build/pages", Built()) == ""
    assert mine.read_text(encoding="utf-8") == "site_name: Mine\n"


def test_the_site_s_own_settings_are_never_written_over(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="mkdocs.yml is not ours"):
        door(tmp_path, pages="mkdocs")
    assert (tmp_path / "mkdocs.yml").read_text(encoding="utf-8") == MATERIAL


@pytest.mark.parametrize("settings", ["theme: [", "INHERIT: gone.yml\n", "INHERIT: mkdocs.yml\n"])
def test_settings_that_cannot_be_read_leave_what_was_written(tmp_path: Path, settings: str) -> None:
    pages = door(tmp_path)
    before = told(pages)
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert files_door.write(tmp_path, pages, Built()).startswith("mkdocs.yml cannot be read: ")
    assert told(pages) == before
    assert files_door.sources(tmp_path) == [tmp_path / "mkdocs.yml"]


def test_a_link_in_the_theme_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides/leak.txt").symlink_to("/etc/passwd")
    with pytest.raises(CannotWrite, match=r"leak\.txt is a symbolic link"):
        door(tmp_path, MATERIAL.replace("direction: ltr", "custom_dir: overrides"))


def test_a_theme_that_is_itself_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "overrides").symlink_to("/etc", target_is_directory=True)
    with pytest.raises(CannotWrite, match="overrides is a symbolic link"):
        door(tmp_path, MATERIAL.replace("direction: ltr", "custom_dir: overrides"))


def test_nothing_is_written_through_a_link_that_waits_beside(tmp_path: Path) -> None:
    (tmp_path / "victim").write_text("mine", encoding="utf-8")
    (tmp_path / ".pages.yml.new").symlink_to(tmp_path / "victim")
    assert door(tmp_path, pages="pages").with_name("pages.yml").is_file()
    assert (tmp_path / "victim").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "pages.yml").is_symlink()


@pytest.mark.parametrize(
    "odd",
    [
        "plugins: [{}, factsheet]",
        "plugins: [[a, b], null, factsheet]",
        "plugins: {? [a, b] : c, factsheet: {}}",
        "? [a, b]\n: c\nINHERIT: base.yml",
        "theme: &t {name: material, x: *t}",
        "theme: {name: material, custom_dir: mkdocs.yml}",
    ],
)
def test_odd_settings_are_the_engine_s_to_refuse(tmp_path: Path, odd: str) -> None:
    (tmp_path / "base.yml").write_text("? [a, b]\n: d\n", encoding="utf-8")
    assert door(tmp_path, f"{odd}\n").with_name("pages.yml").is_file()
