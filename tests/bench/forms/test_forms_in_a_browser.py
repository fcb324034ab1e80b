"""The forms in a real browser: by keyboard alone, checked while typing, nothing that was typed is lost."""

from pathlib import Path
from typing import Any

import pytest
from benches import Visitor, new_source, serving
from looks import SHIFTS, axe, wider

pytestmark = pytest.mark.slow
ARMY = "data/groups/army.yml"
GUARD = "name: The Guard\nchecked: 2024-12-31\naliases: [Guards]\nfacts:\n  a:\n    text: {en: It stood., ar: {text: وقف الحرس., seen: 12345678}}\n    references: [paper]\n"
FILES = {"data/groups/guard.yml": GUARD, "data/site.yml": "languages: [en, ar]\n"}
BIBTEX = (
    "@misc{sun, title={Sun}, publisher={The New}, date={2024-12-10}, url={https://new.example/sun}}"
)
SIZES = (320, 768, 1280, 1920)
FORMS = (
    "", "edit/groups/army?part=left", "edit/groups/guard", "edit/groups/guard?part=a", "add/fact/groups/army",
    "add/fact/groups/army?field=strength", "add/record/quotes", "add/source",
    "withdraw?address=groups/army%23left", "rename?address=groups/army", "move?address=groups/army%23left",
    "merge?address=groups/army", "find?q=army",
)  # fmt: skip


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    return Visitor(tmp_path, FILES)


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_fact_is_added_by_keyboard_alone(page: Any, bench: str, visitor: Visitor) -> None:
    page.goto(f"{bench}add/fact/groups/army")
    for _ in range(30):
        press(page, "Tab")
        if page.evaluate("document.activeElement.name") == "text":
            break
    page.keyboard.type("Birds sang in the town.")
    press(page, "Tab")
    while page.evaluate("document.activeElement.name") != "when":
        press(page, "Tab")
    page.keyboard.type("2024-12")
    while page.evaluate("document.activeElement.name") != "references":
        press(page, "Tab")
    page.keyboard.type("the wire")
    page.wait_for_selector("[role=option]")
    field = page.locator("[name=references]").first
    assert field.get_attribute("aria-expanded") == "true"
    press(page, "ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("data-value") == "wire"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    press(page, "Enter")
    assert field.input_value() == "wire" and field.get_attribute("aria-expanded") == "false"
    press(page, "Tab")
    page.keyboard.type("P7")
    page.wait_for_selector("#check .right")
    assert "Birds sang in the town." in page.inner_text("#check")
    assert page.inner_text("#said-when").startswith("December 2024")
    press(page, "Enter")
    page.wait_for_url("**/saved/1")
    assert "references: [wire#P7]" in (visitor.root / ARMY).read_text()
    page.get_by_role("button", name="Undo").focus()
    press(page, "Enter")
    page.wait_for_url("**/undo/1")
    assert "Birds" not in (visitor.root / ARMY).read_text()


def test_what_is_wrong_stands_at_its_field_while_it_is_typed(page: Any, bench: str) -> None:
    page.goto(f"{bench}edit/groups/army?part=left")
    assert page.locator("[data-need]:visible").count() == 0
    page.fill("[name=when]", "2024-02-31")
    page.wait_for_selector("#said-when .wrong")
    assert page.get_attribute("[name=when]", "aria-invalid") == "true"
    page.fill("[name=when]", "2024-12-08")
    page.wait_for_selector("#said-when .wrong", state="detached")
    page.wait_for_selector("[name=why]")  # what is published changes with its reason
    assert "8 December 2024" in page.inner_text("#check")
    assert page.evaluate(SHIFTS) < 0.1


def test_a_source_is_added_within_the_form(page: Any, bench: str, visitor: Visitor) -> None:
    page.goto(f"{bench}add/fact/groups/army")
    page.fill("[name=text]", "It rained.")
    dialog = new_source(page)
    assert axe(page) == ([], [])
    dialog.get_by_role("button", name="Add the source").click()
    page.wait_for_selector("#source-dialog", state="hidden")
    assert page.locator("[name=references]").first.input_value() == "the-new-2024-12-09"
    assert page.input_value("[name=text]") == "It rained."
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/saved/2")
    assert "references: [the-new-2024-12-09]" in (visitor.root / ARMY).read_text()


def test_what_was_found_of_a_source_stands_in_its_form(
    page: Any, bench: str, visitor: Visitor
) -> None:
    page.goto(f"{bench}add/source")
    page.fill("[name=pasted]", BIBTEX)
    page.get_by_role("button", name="Look at it").click()
    assert page.input_value("[name=URL]") == "https://new.example/sun"
    page.get_by_role("button", name="Add the source").click()
    page.wait_for_url("**/saved/1")
    source = visitor.root / "data/sources/the-new-2024-12-10.yml"
    assert "URL: https://new.example/sun" in source.read_text()
    page.goto(f"{bench}add/source")  # and nothing of it in the next one
    assert page.input_value("[name=pasted]") == ""


def test_what_is_typed_outlives_a_reload_and_another_preview(page: Any, visitor: Visitor) -> None:
    with serving(visitor) as bench:
        page.goto(f"{bench}add/fact/groups/army")
        page.fill("[name=text]", "It rained.")
        page.get_by_role("button", name="One more").first.click()
        page.locator("[name=references]").nth(0).fill("wire")
        page.locator("[name=references]").nth(1).fill("paper")
        page.reload()
        assert page.input_value("[name=text]") == "It rained."
    page.fill("[name=text]", "It rained a lot.")
    page.wait_for_selector("#kept:has-text('does not answer')")
    visitor.bench.token = "another"
    port = int(bench.rpartition(":")[2].partition("/")[0])
    with serving(visitor, port):
        page.get_by_role(
            "button", name="Add it"
        ).click()  # with the token of the preview that has ended
        assert "load the page anew, what you typed is kept" in page.inner_text("main")
        page.goto(f"{bench}add/fact/groups/army")
        assert page.input_value("[name=text]") == "It rained a lot."
        sources = page.locator("[name=references]").all()
        assert [one.input_value() for one in sources][:2] == ["wire", "paper"]
        page.get_by_role("button", name="Add it").click()
        page.wait_for_url("**/saved/1")
        assert "It rained a lot." in (visitor.root / ARMY).read_text()
        page.goto(f"{bench}add/fact/groups/army")
        assert page.input_value("[name=text]") == ""
        assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_form_that_comes_filled_in_drops_nothing(page: Any, bench: str) -> None:
    page.goto(f"{bench}add/fact/groups/army")
    page.fill("[name=text]", "It rained.")
    page.goto(f"{bench}add/fact/groups/army?text=It+snowed.")
    assert page.input_value("[name=text]") == "It snowed."
    page.get_by_role("button", name="Give it back").click()
    assert page.input_value("[name=text]") == "It rained."
    page.reload()
    assert page.input_value("[name=text]") == "It rained."
    page.locator("[name=references]").first.fill("wire")
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/saved/1")
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_form_that_comes_filled_in_is_checked_at_once(page: Any, bench: str) -> None:
    page.goto(f"{bench}add/fact/groups/army?field=strength&value=5000&references=wire")
    page.wait_for_selector("#check .prints")
    page.goto(f"{bench}add/fact/groups/army")
    assert page.locator("#check .verdict").count() == 0


def test_a_sentence_stands_on_the_side_from_which_it_is_read(page: Any, bench: str) -> None:
    page.goto(f"{bench}add/fact/groups/army?references=wire")
    page.fill("[name=text]", "وقف الحرس.")
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/saved/1")
    said = page.locator(".told dd").last
    assert said.evaluate("one => getComputedStyle(one).direction") == "rtl"
    page.goto(f"{bench}add/fact/groups/army?references=wire&text=نام.")
    prints = page.locator("#check .prints")
    assert prints.evaluate("one => getComputedStyle(one).direction") == "rtl"


def test_a_source_is_read_beside_the_form(page: Any, bench: str, visitor: Visitor) -> None:
    visitor.post("read/wire/keep", {"text": "The army left the town.\n\nNobody saw it."})
    page.goto(f"{bench}add/record/quotes?references=wire%23P2&reading=wire%23P2")
    page.wait_for_selector(".source-text >> text=Nobody saw it.")
    page.fill("[name=text]", "Nobody saw it.")
    page.fill("[name=name]", "Nobody")
    page.select_option("[name=rendition]", "original")
    page.wait_for_selector("#said-text:has-text('wire')")
    assert page.evaluate(SHIFTS) < 0.1


def test_two_who_change_the_same_choose(page: Any, bench: str, visitor: Visitor) -> None:
    page.goto(f"{bench}edit/groups/army?part=left")
    other = page.context.new_page()
    other.goto(f"{bench}edit/groups/army?part=left")
    page.wait_for_selector("#other-tab")
    file = visitor.root / ARMY
    file.write_text(file.read_text().replace("The army left the town.", "The army left at dawn."))
    page.fill("[name=text]", "The army has left.")
    page.wait_for_selector("#check .wrong")
    page.get_by_role("button", name="Save").click()
    assert "The army left at dawn." in page.inner_text(".clash")
    assert page.input_value("[name=text]") == "The army has left."
    assert axe(page) == ([], [])
    page.select_option("[name=holds]", "keep")
    page.check("[name=kind][value=correction]")
    page.fill("[name=why]", "We misread it.")
    page.check("[name='take.text'][value=mine]")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/saved/1")
    assert "text: The army has left." in file.read_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(scheme: str, page: Any, bench: str) -> None:
    page.emulate_media(color_scheme=scheme)
    wrong = []
    for path in FORMS:
        page.goto(f"{bench}{path}")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        for width in SIZES:
            wrong += wider(page, path, (width,))
            if width in (320, 1280):
                wrong += [f"{path} at {width}: {line}" for found in axe(page) for line in found]
    assert not wrong, "\n".join(wrong)


def test_a_form_works_without_script(browser: Any, bench: str, visitor: Visitor) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{bench}add/fact/groups/army")
    page.fill("[name=text]", "It rained.")
    page.locator("[name=references]").first.fill("wire#P3")
    page.get_by_role("button", name="Add it").click()
    assert "Saved" in page.inner_text("h1")
    assert "references: [wire#P3]" in (visitor.root / ARMY).read_text()
    context.close()
