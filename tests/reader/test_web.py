"""The site in a real browser by the rules of the trade: WCAG 2.2 AA, zoom, reduced motion, paper, nothing that jumps."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import looks
import pytest
from playwright.sync_api import Browser, Page
from served import PAGES, Site

THOROUGHLY = (
    "",
    "explainers/who-are-the-syrian-rebels/",
    "groups/hts/",
    "cities/homs/",
    "dates/",
    "map/",
)  # in both schemes, from 320 px to a desk, at 200 per cent


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=looks.PHONE, reduced_motion="reduce")
    yield page
    page.close()


def judged(wcag: list[str], practice: list[str]) -> None:
    """Fail on what breaks WCAG; good practice is reported as a warning."""
    if practice:
        warnings.warn("good practice, says axe:\n" + "\n".join(practice), stacklevel=2)
    assert not wcag, "\n".join(wcag)


@pytest.mark.parametrize("name", PAGES, ids=lambda name: name or "home")
def test_a_page_keeps_wcag_and_fits_every_screen_200_per_cent_and_paper(
    site: Site, browser: Browser, name: str
) -> None:
    views = looks.ALL_VIEWS if name in THOROUGHLY else looks.TWO_VIEWS
    judged(*looks.visit(browser, site, name, views))


def test_axe_finds_nothing_with_the_menu_open(site: Site, phone: Page) -> None:
    phone.goto(site.url + "explainers/who-are-the-syrian-rebels/")
    phone.locator("label.md-header__button[for=__drawer]").click()
    phone.locator(".md-sidebar--primary .md-nav__title").first.wait_for(state="visible")
    judged(*looks.axe(phone))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_a_reader_searches(
    site: Site, browser: Browser, scheme: str
) -> None:
    page = browser.new_page(color_scheme=scheme, reduced_motion="reduce")
    page.goto(site.url)
    page.keyboard.press("/")
    page.keyboard.type("Homs", delay=30)
    page.locator(".md-search-result__link").first.wait_for(timeout=15_000)
    judged(*looks.axe(page))
    page.close()


def test_axe_sees_what_is_wrong(phone: Page) -> None:
    phone.set_content(
        '<html lang="en"><title>x</title><main><h1 style="color: #ccc">pale</h1><img src="data:,"></main></html>'
    )
    wcag, _ = looks.axe(phone)
    assert [line.split(",")[0] for line in wcag] == ["color-contrast", "image-alt"]


def test_the_looks_see_what_is_wrong(browser: Browser) -> None:
    page = "<p class=md-header style=width:3000px>wide</p><script>console.error('oh')</script><img src=http://127.0.0.1:9/x.png>"
    style = "<style>@keyframes a{to{opacity:0}}p{animation:a 9s}</style>"
    site = Site("data:text/html,", Path())
    assert len(looks.too_wide(browser, site, [page])) == 3
    said = looks.printed_badly(browser, site, [page])
    assert [line.rpartition("x.png>")[2].split()[-1] for line in said] == [
        "paper",
        "heading",
        ".md-header",
    ]
    assert any(
        "asks http://127.0.0.1:9/x.png" in line for line in looks.unquiet(browser, site, [page])
    )
    opened = browser.new_page()
    opened.goto(site.url + style + page)
    assert opened.evaluate(looks.MOVING)
    opened.evaluate(
        "document.body.prepend(Object.assign(document.createElement('h1'), {textContent: 'late', style: 'height: 300px'}))"
    )
    assert opened.evaluate(looks.SHIFTS) > 0.01
    opened.close()


def test_forty_pages_ask_no_other_host_and_log_no_error(site: Site, browser: Browser) -> None:
    rest = [name for name in site.pages if name not in PAGES]
    assert looks.unquiet(browser, site, [*PAGES, *rest[:: len(rest) // 25]], at_rest=PAGES) == []


def test_nothing_moves_for_who_asked_for_less_motion(site: Site, phone: Page) -> None:
    for name in ("", "explainers/who-are-the-syrian-rebels/", "cities/homs/", "dates/"):
        phone.goto(site.url + name)
        moving = phone.evaluate(looks.MOVING)
        phone.locator("label.md-header__button[for=__drawer]").click()
        moving += phone.evaluate(looks.MOVING)
        phone.keyboard.press("Escape")
        phone.goto(site.url + name + "#__search")
        moving += phone.evaluate(looks.MOVING)
        assert moving == [], name


@pytest.mark.parametrize("size", [looks.WIDE, looks.PHONE], ids=["wide", "phone"])
def test_nothing_jumps_while_a_page_loads(
    site: Site, browser: Browser, size: dict[str, int]
) -> None:
    for name in ("explainers/who-are-the-syrian-rebels/", "dates/", "cities/homs/"):
        page = browser.new_page(viewport=size)
        page.goto(site.url + name)
        assert page.evaluate(looks.SHIFTS) < 0.01, name
        page.close()
