"""What I changed, proposed, chose and opened, in a real browser: by keyboard, in any width, in the dark."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from benches import serving, watched
from looks import axe, wider
from repositories import Desk, said

pytestmark = pytest.mark.slow
ARMY = "data/groups/army.yml"
LEFT = "The army left the town."
ARABIC = "غادر الجيش المدينة عند الظهر."
SIZES = (320, 768, 1280, 1920)
DRAWN = {("light", 1280), ("dark", 1280), ("light", 320), ("light", 1920)}


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """With changes of all sorts that nobody has proposed yet."""
    desk.publish(ARMY, LEFT, "The army left at dusk.")
    desk.publish("content/index.md", "# Home", "# Welcome")
    changes = "    changes: [{kind: correction, on: 2025-05-30, was: It left., why: The hour was not told.}]\n"
    desk.edit(ARMY, f"    text: {LEFT}\n", f"    text: {ARABIC}\n{changes}")
    desk.edit(ARMY, "name: The Army", "name: The Army  # as it calls itself")
    desk.edit("content/index.md", "# Home", "# Home, home")
    (desk.root / "data/people/bob.yml").write_text("name: Bob\nchecked: 2025-05-31\nfacts:\n  was:\n    text: Bob was there.\n    references: [paper#P3]\n")  # fmt: skip
    desk.edit("data/people/ann.yml", "checked: 2024-12-31", "checked: 2025-05-31")
    return desk


@pytest.fixture
def bench(desk: Desk) -> Iterator[str]:
    with serving(desk) as address:
        yield address


@pytest.fixture
def page(browser: Any, bench: str) -> Iterator[Any]:  # it goes before the bench, which it may ask
    with watched(browser, console=True) as page:
        yield page


def looked_at(page: Any, name: str) -> None:
    """Nothing is wrong with the page as it is open, in any width, light and dark; with PICTURES it is drawn."""
    wrong = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in SIZES:
            wrong += wider(page, name, (width,))
            wrong += [f"{scheme} {width}: {line}" for found in axe(page) for line in found]
            if (folder := os.environ.get("PICTURES")) and (scheme, width) in DRAWN:
                page.screenshot(path=f"{folder}/{name}-{scheme}-{width}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert not wrong, "\n".join([name, *wrong])


def test_every_page_is_fit_for_everybody(page: Any, bench: str, desk: Desk, tmp_path: Path) -> None:
    page.goto(f"{bench}changes")
    assert page.inner_text("h1") == "What I changed"
    for one in page.query_selector_all("summary"):
        one.click()
    looked_at(page, "changes")
    with page.expect_download() as download:
        page.click("text=Save it as a file")
    download.value.save_as(tmp_path / "a.proposal.json")
    page.click("text=Get the newest")
    assert page.inner_text("h1") == "Both of you changed this"
    looked_at(page, "conflicts")
    page.get_by_label("Mine", exact=True).first.check()
    page.click("text=Bring it together so")
    assert "Say what this shall be" in page.inner_text("fieldset:nth-of-type(2)")
    assert page.get_by_label("Mine", exact=True).first.is_checked()  # what was chosen stays
    looked_at(page, "asked-again")
    page.get_by_label("In other words:").last.check()
    page.get_by_label("In other words", exact=True).last.fill("It left at noon, or at dusk.")
    page.click("text=Bring it together so")
    assert page.inner_text("h1") == "The newest is here"
    assert "It left at noon, or at dusk." in (desk.root / ARMY).read_text()
    looked_at(page, "brought")
    page.goto(f"{bench}changes")
    page.click("text=Save as a proposal")
    assert page.inner_text("h1") == "Proposals"
    looked_at(page, "proposals")
    page.click("text=Begin a new proposal")
    page.click("text=Open a proposal that somebody sent")
    looked_at(page, "read-proposal")
    page.set_input_files("#file", tmp_path / "a.proposal.json")
    page.click("text=Show what it changes")
    assert page.inner_text("h1") == "A proposal that was sent"
    looked_at(page, "proposal")


def test_it_is_proposed_by_keyboard_alone(page: Any, bench: str, desk: Desk) -> None:
    page.goto(f"{bench}changes")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "title":
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Control+a")
    page.keyboard.type("It left at noon")
    page.keyboard.press("Enter")
    page.wait_for_url("**/proposals")
    assert said(desk.root, "log", "-1", "--format=%s") == "It left at noon"
