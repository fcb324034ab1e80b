"""The site in a real browser: it marks foreign text, leads to facts, finds people, prints, and knows what day it is."""

from pathlib import Path

from playwright.sync_api import Browser


def test_arabic_is_marked_and_runs_from_right_to_left(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(address + "groups/hts/")
    arabic = page.locator('bdi[lang="ar"]').first
    assert arabic.inner_text() == "هيئة تحرير الشام"
    assert arabic.evaluate("e => getComputedStyle(e).direction") == "rtl"
    page.close()


def test_an_address_leads_to_its_fact(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(address + "cities/homs/#control-hts")
    assert page.locator(":target").count() == 1
    line = page.locator("li:has(:target)")
    assert "Claimed" in line.inner_text() and "account" in line.inner_text()
    page.close()


def test_a_reader_finds_a_person_by_another_spelling(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("Jolani", delay=30)
    page.locator(".md-search-result__link h1", has_text="Ahmed al-Sharaa").first.wait_for(
        timeout=10_000
    )
    page.close()


def test_print_keeps_the_footnotes_and_drops_the_chrome(
    address: str, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(address + "explainers/who-are-the-syrian-rebels/")
    assert page.locator(".footnote li").first.is_visible()
    assert not page.locator(".md-sidebar").first.is_visible()
    page.close()


def test_the_review_date_speaks_up_only_when_it_has_passed(address: str, browser: Browser) -> None:
    for on, shown in (("2026-12-01", ""), ("2028-01-01", "due for review since 2027-11-22")):
        page = browser.new_page()
        page.clock.set_fixed_time(on)
        page.goto(address + "groups/hts/")
        assert page.locator(".fs-review").inner_text().strip(" ·") == shown
        page.close()
    silent = browser.new_context(java_script_enabled=False).new_page()
    silent.goto(address + "groups/hts/")
    assert silent.locator(".fs-review").inner_text() == ""
    silent.context.close()


LETTERS = """text => {
  const draw = part => {
    const canvas = Object.assign(document.createElement("canvas"), {width: 60, height: 60});
    const pen = canvas.getContext("2d");
    pen.font = getComputedStyle(document.body).font.replace(/^[^"]*?px/, "32px");
    pen.fillText(part, 15, 40);
    return canvas.toDataURL();
  };
  const drawn = new Set([...text].map(draw));
  return {different: drawn.size, missing: drawn.has(draw("\\u{10fffd}")) || drawn.has(draw(" "))};
}"""


def test_letters_of_every_script_that_the_pages_use_have_a_font(
    address: str, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(address + "groups/hts/")
    for text in ("abcdefg", "هيئةتحرشم", "ḤḥṬṭāīūʿʼğş", "→←✓–"):
        assert page.evaluate(LETTERS, text) == {"different": len(text), "missing": False}, text
    assert page.evaluate(LETTERS, "\U0010fffd\U0010fffc")["missing"], (
        "what has no font is told from what has one"
    )
    page.close()


def test_arabic_letters_are_joined(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(address + "groups/hts/")
    width = "text => { const e = document.createElement('bdi'); e.textContent = text; e.style.position = 'fixed'; document.body.append(e); return e.offsetWidth; }"
    assert page.evaluate(width, "هيئ") < page.evaluate(width, "ه\u200cي\u200cئ")
    page.close()
