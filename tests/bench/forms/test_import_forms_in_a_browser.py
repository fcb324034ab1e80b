"""A table is imported in a real browser: by keyboard alone, for everybody, nothing that was chosen is lost."""

from pathlib import Path
from typing import Any

import pytest
from benches import Visitor, new_source, serving
from looks import axe, wider

pytestmark = pytest.mark.slow
SIZES = (320, 768, 1280, 1920)
ROWS = (
    "Town;People;Year;Note\nHoms;652609;2004;\nحماة;many;2004;<b>=1+1</b>\n"
    + "".join(f"Town {n};{n + 1};2004;\n" for n in range(80))
)  # fmt: skip


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    return Visitor(tmp_path / "site", {"data/cities/homs.yml": "name: Homs\nchecked: 2024-12-31\npopulation:\n  - value: 7\n    when: 2004\n    references: [paper]\n"})  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "towns.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def tab_to(page: Any, selector: str) -> None:
    for _ in range(60):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached")


def columns(page: Any, bench: str, file: Path) -> None:
    """Go on to the columns of a table, with all of them said."""
    page.goto(f"{bench}import?kind=cities&source=wire")
    page.set_input_files("#in-file", file)
    page.click("button.main")
    page.wait_for_selector("#in-records")
    page.select_option("#in-records", "create")
    page.select_option("[name='what People']", "field population")


def rows(page: Any) -> None:
    page.click("button[value=look]")
    page.wait_for_selector(".counts")


def test_a_table_is_imported_by_keyboard_alone(
    page: Any, bench: str, file: Path, visitor: Visitor
) -> None:
    page.goto(bench)
    page.get_by_role("link", name="Import a table").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#in-file")
    page.set_input_files("#in-file", file)
    tab_to(page, "#in-kind")
    page.keyboard.type("Cit")
    tab_to(page, "#in-source")
    page.keyboard.type("the wire")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value("#in-source") == "wire"
    page.keyboard.press("Enter")
    page.wait_for_selector("#in-records")
    tab_to(page, "#in-records")
    page.keyboard.type("makes")
    tab_to(page, "[name='what People']")
    page.keyboard.type("Popu")
    tab_to(page, "button[value=look]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".counts")
    tab_to(page, "#in-accept")
    page.keyboard.press("Space")
    tab_to(page, "button[value=write]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/saved/1")
    assert "references: [wire#row 4]" in (visitor.root / "data/cities/town-0.yml").read_text()
    assert "value: 7" in (visitor.root / "data/cities/homs.yml").read_text()


def test_a_new_source_takes_the_place_of_the_one_that_stands_there(page: Any, bench: str) -> None:
    page.goto(f"{bench}import?source=wire")
    dialog = new_source(page)
    dialog.get_by_role("button", name="Add the source").click()
    page.wait_for_selector("#source-dialog", state="hidden")
    assert page.locator("[name=source]").count() == 1
    assert page.input_value("[name=source]") == "the-new-2024-12-09"


def test_what_was_chosen_is_there_again_when_the_file_is_brought_to_another_preview(
    page: Any, visitor: Visitor, file: Path
) -> None:
    with serving(visitor) as bench:
        columns(page, bench, file)
    other = Visitor(visitor.root)
    with serving(other, int(bench.rpartition(":")[2].partition("/")[0])):
        page.click("button[value=look]")
        assert "load the page anew" in page.inner_text("main")
        page.goto(f"{bench}import?kind=cities&source=wire")
        page.set_input_files("#in-file", file)
        page.click("button.main")
        page.wait_for_selector("#in-records")
        assert page.input_value("[name='what People']") == "field population"
        rows(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out_of_an_import(scheme: str, page: Any, bench: str, file: Path) -> None:
    page.emulate_media(color_scheme=scheme)
    wrong = list[str]()

    def look(name: str) -> None:
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        for width in SIZES:
            wrong.extend(wider(page, name, (width,)))
            if width in (320, 1280):
                wrong.extend(f"{name} at {width}: {line}" for found in axe(page) for line in found)

    page.goto(f"{bench}import")
    look("the table")
    columns(page, bench, file)
    look("the columns")
    page.fill("#in-mapping", page.input_value("#in-mapping").replace("kind:", "kidn:"))
    page.click("button[value=look]")
    page.wait_for_selector(".notice[role=alert]")
    look("the columns, wrong")
    page.fill("#in-mapping", page.input_value("#in-mapping").replace("kidn:", "kind:"))
    rows(page)
    look("the rows")
    page.click("button[value=write]")
    page.wait_for_selector(".notice[role=alert]")
    look("the rows, refused")
    page.check("[name=accept]")
    page.click("button[value=write]")
    page.wait_for_url("**/saved/1")
    look("what was saved")
    page.goto(f"{bench}import")
    page.get_by_role("link", name="take it back").click()
    page.wait_for_selector("text=Goes")
    look("taking back")
    assert not wrong


def test_an_import_works_without_script(
    browser: Any, bench: str, file: Path, visitor: Visitor
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    columns(page, bench, file)
    rows(page)
    page.check("[name=accept]")
    page.click("button[value=write]")
    page.wait_for_url("**/saved/1")
    assert (visitor.root / "data/cities/town-79.yml").is_file()
    context.close()
