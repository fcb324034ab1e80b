"""In a real browser: a source is read and marked by keyboard alone, and by mouse; the pages are sound for everybody."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import looks
import pytest
from playwright.sync_api import expect
from benches import Visitor, serving
from test_acting_on_tasks import CREW, PAGE
from test_reading_sources import SAID, bring

ARABIC = "<p>أعلنت الهيئة أن مقاتليها دخلوا العاصمة.</p><p>قال آن ليك: «لقد ذهبوا» أمس.</p>"
VIEWS = [(1280, 800), (1920, 1000), (320, 700)]
# marks words of a paragraph, as shift and the arrows do where a browser shows a caret
MARK = """([place, from, to]) => {
  const words = document.querySelector(`[data-place=${place}] > p`).firstChild, range = document.createRange();
  range.setStart(words, from); range.setEnd(words, to);
  getSelection().removeAllRanges(); getSelection().addRange(range);
}"""


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    files = {
        "content/page.md": PAGE,
        "data/groups/crew.yml": CREW,
        "data/site.yml": "review: {sources: 100}\n",
    }
    visitor = Visitor(tmp_path, files)
    bring(visitor)
    bring(visitor, "wire", ARABIC)
    return visitor


@pytest.fixture
def page(browser: Any, visitor: Visitor) -> Iterator[Any]:
    with serving(visitor) as url:
        context = browser.new_context(base_url=url, viewport={"width": 1280, "height": 800})
        page = context.new_page()
        page.set_default_timeout(10_000)
        yield page
        context.close()


def tab_to(page: Any, name: str) -> None:
    """Press Tab until something of that name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"
        if page.evaluate(focus).strip() == name:
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def test_a_fact_is_made_of_a_paragraph_by_keyboard_alone(page: Any) -> None:
    page.goto("read/paper")
    tab_to(page, "Make a fact of P1")
    page.keyboard.press("Enter")
    assert page.input_value("#words") == "The army left the town, Ann Lake saw."
    assert page.evaluate("document.activeElement.name") == "record"
    tab_to(page, "Make a fact")
    page.keyboard.press("Enter")
    page.wait_for_url("**/add/fact/**")
    assert "/add/fact/groups/army?" in page.url and "references=paper%23P1" in page.url


def test_marked_words_are_taken_by_keyboard_and_a_record_is_found_while_typing(page: Any) -> None:
    page.goto("read/paper")
    page.locator("[data-place=P1] > p").click()
    page.evaluate(MARK, ["P1", 0, len("The army left")])
    page.locator("#marked").wait_for()  # it comes after the browser has told of the marking
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.what") == "fact"
    page.keyboard.press("Enter")
    assert page.input_value("#words") == "The army left"
    page.focus("#q")
    page.keyboard.type("anna")
    page.wait_for_selector("#records input[value='people/ann']:checked")
    tab_to(page, "Make a fact")
    page.keyboard.press("Enter")
    page.wait_for_url("**/add/fact/people/ann?*")
    assert "text=The+army+left&" in page.url


def test_a_bar_at_the_marked_words_makes_a_quote_or_leaves_them_out(page: Any) -> None:
    page.goto("read/paper")
    assert page.locator("#marked").is_hidden()
    page.evaluate(MARK, ["P3", 0, 12])
    page.locator("#marked button[data-what=leave]").click()
    assert page.evaluate("document.activeElement.id") == "claim"
    assert page.input_value("#left-place") == "P3"
    page.evaluate(MARK, ["P3", 0, 12])
    page.locator("#marked button[data-what=quote]").click()
    page.keyboard.press("Enter")
    page.wait_for_url("**/add/record/quotes?*")
    assert "text=Nobody+knows" in page.url


def test_nothing_in_a_text_is_run_or_loaded(page: Any, visitor: Visitor) -> None:
    evil = "<p>See <img src=//evil.example/x onerror=alert(1)> &lt;img src=//evil.example/y onerror=alert(1)&gt;</p>"
    bring(visitor, page=f"{SAID}<script src=//evil.example/z></script>{evil}")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append("a script was run"))
    page.goto("read/paper")
    assert page.locator("[data-place=P4] > p").inner_text() == (
        "See <img src=//evil.example/y onerror=alert(1)>"
    )
    assert not [one for one in asked if "127.0.0.1" not in one]


def test_the_text_stands_beside_the_form_and_is_gone_on_with_when_it_is_saved(
    page: Any, visitor: Visitor
) -> None:
    more = "<p>Nobody knows what the army thought of it, or of the weather that day.</p>" * 60
    said_it = "<p>“We shall come back to the mill.” Ann Lake said.</p>"
    bring(visitor, page=f"<p>One.</p>{said_it}{more}")
    page.goto("read/paper?at=1")
    page.locator("button[value=quote]", has_text="Make a quote").click()
    page.wait_for_selector(".source-text [data-place=P2] mark")
    assert page.input_value("[name=speaker]") == "people/ann"
    said = page.locator("#said-text")
    page.fill("[name=text]", "We shall all come back to the mill.")
    expect(said).to_contain_text("paper: otherwise in P2")
    page.fill("[name=text]", "We shall come back to the mill.")
    expect(said).to_contain_text("paper: as it stands in P2")
    page.fill("[name=name]", "Back to the mill")
    page.fill("[name=language]", "en")
    page.locator("[name=rendition]").first.select_option("as-printed")
    page.locator("#form button.main").click()
    page.locator("main a", has_text="Go on reading paper").click()
    expect(page.locator("#passages")).to_be_visible()
    assert "We shall come back" in (visitor.root / "data/quotes/back-to-the-mill.yml").read_text()


def test_the_text_beside_a_form_is_shown_at_its_paragraph(page: Any, visitor: Visitor) -> None:
    bring(visitor, page="".join(f"<p>Paragraph {n} of a long report.</p>" for n in range(1, 90)))
    page.goto("add/fact/groups/army?text=x&references=paper%23P70&reading=paper%23P70")
    expect(page.locator(".source-text mark")).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    ["read/paper?at=1", "read/paper?counting=", "read/wire?at=1", "read/copy", "sources", "tellings",
     "todo", "add/fact/groups/crew?text=x&reading=paper%23P2"],
)  # fmt: skip
def test_the_pages_are_sound_for_everybody(page: Any, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(path or "./")
    page.wait_for_load_state("networkidle")
    for width, height in VIEWS:
        page.set_viewport_size({"width": width, "height": height})
        assert looks.axe(page) == ([], []), width
        assert not looks.wider(page, path, (width,))
