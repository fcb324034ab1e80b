"""The site in a real browser: it needs no other host, fits a phone, and marks foreign text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import run, served, write_project
from playwright.sync_api import Browser

PAGES = ["", "explainers/who-are-the-syrian-rebels/", "explainers/how-did-the-rebels-advance/", "explainers/what-do-the-powers-say/",
         "groups/hts/", "people/jolani/", "cities/homs/", "places/syria/", "quotes/trump-not-our-fight/", "dates/offensive-begins/",
         "sources/abc-2024-12-08/", "groups/", "quotes/", "dates/", "sources/", "about/how-to-read/", "404.html"]  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real site, served under a sub-path as GitHub Pages serves it."""
    root = write_project(tmp_path_factory.mktemp("site"))
    with served(root / "served") as host:
        done = run("mkdocs", "build", "--strict", "-d", "served/sub", cwd=root, env={"SITE_URL": f"{host}sub/"})
        assert done.returncode == 0, done.stderr
        yield f"{host}sub/"


def test_no_page_asks_another_host_or_fails(address: str, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.on("response", lambda r: errors.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    for name in PAGES:
        page.goto(address + name)
        page.wait_for_load_state("networkidle")
    assert not [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert not errors
    page.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_pages_fit_the_width_of_the_screen(address: str, browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for name in PAGES:
        page.goto(address + name)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} is {wide} px too wide at {width} px"
    page.close()


def test_every_page_has_one_title_one_heading_and_a_language(address: str, browser: Browser) -> None:
    page = browser.new_page()
    for name in PAGES[:-1]:
        page.goto(address + name)
        heading = page.locator("h1")
        assert heading.count() == 1, name
        assert page.locator("html").get_attribute("lang") == "en"
        assert name == "" or heading.inner_text().replace("¶", "").strip() in page.title(), name
    page.close()


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
    page.locator(".md-search-result__link h1", has_text="Ahmed al-Sharaa").first.wait_for(timeout=10_000)
    page.close()


def test_print_keeps_the_footnotes_and_drops_the_chrome(address: str, browser: Browser, tmp_path: Path) -> None:
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
