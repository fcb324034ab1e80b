"""A site in which a few records are named by hundreds of facts: every page small, every link and address alive, with and without script."""

import gzip
from collections.abc import Iterator

import crawl
import hubs
import looks
import pytest
from playwright.sync_api import Browser, Page, expect
from served import NO_SEARCH, Site, served


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("hubs")
    hubs.write(root)
    with served(root) as site:
        yield site


@pytest.fixture
def page(browser: Browser, made: Site) -> Iterator[Page]:
    page = browser.new_page(base_url=made.url, extra_http_headers=NO_SEARCH)
    yield page
    page.close()


def test_no_page_has_more_than_100_kilobytes_or_20_compressed(made: Site) -> None:
    sizes = {name: text.encode() for name, text in made.pages.items()}
    large = {name: len(text) for name, text in sizes.items() if len(text) > 100_000}
    packed = {
        name: n for name, text in sizes.items() if (n := len(gzip.compress(text, 9))) > 20_000
    }
    assert not large and not packed


def test_every_link_and_address_on_hundreds_of_pages_leads_somewhere(made: Site) -> None:
    assert crawl.broken_links(made) == []
    assert crawl.bad_ids(made) == []
    assert [name for name, page in crawl.parsed(made).items() if len(page.titles["h1"]) != 1] == []


def test_the_address_of_a_fact_leads_to_the_page_on_which_it_stands(page: Page, made: Site) -> None:
    page.goto(f"{made.url}people/talker/#fact-7")
    page.wait_for_url("**/people/talker/reported/2018/#fact-7")
    assert page.locator("li:has(> #fact-7)").is_visible()
    page.goto(f"{made.url}people/talker/")
    page.evaluate("location.hash = 'fact-8'")
    page.wait_for_url("**/people/talker/reported/*/#fact-8")


def test_without_script_the_address_of_a_fact_is_marked_beside_the_link_that_leads_on(
    browser: Browser, made: Site
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{made.url}people/talker/#fact-7")
    mark = page.locator("#fact-7")
    assert "→" in mark.evaluate("node => getComputedStyle(node, '::before').content")
    on = page.locator("#fact-7 ~ a[href]").first
    assert on.get_attribute("href") == "reported/2018/" and on.inner_text() == "2018"
    page.close()


def test_a_fact_on_a_page_that_continues_a_sheet_has_the_address_of_the_sheet(
    page: Page, made: Site
) -> None:
    page.goto(f"{made.url}people/talker/reported/2018/")
    page.locator("li:has(> #fact-7) .footnote-ref").first.click()
    address = page.locator(".fs-pop a", has_text="Permanent address of this fact")
    assert address.evaluate("link => link.href") == f"{made.url}people/talker/#fact-7"


def test_a_row_of_a_table_says_in_its_pop_up_whose_number_it_is(page: Page, made: Site) -> None:
    page.goto(f"{made.url}cities/held/")
    page.locator("tbody tr").first.locator(".footnote-ref").click()
    expect(page.locator(".fs-pop-fact")).to_contain_text("Held: Held by: ")


def test_a_page_of_a_list_that_is_gone_leads_to_its_sheet(browser: Browser, made: Site) -> None:
    page = browser.new_page()
    page.goto(f"{made.url}people/talker/reported/1999/#fact-7")
    page.wait_for_url("**/people/talker/reported/2018/#fact-7")
    page.goto(f"{made.url}dates/index/1999/")
    page.wait_for_url("**/dates/")
    page.close()


def test_the_filter_of_a_timeline_says_that_it_sees_this_page_and_goes_along_to_the_others(
    page: Page, made: Site
) -> None:
    page.goto(f"{made.url}dates/")
    expect(page.locator(".fs-filter-told")).to_have_text("20 events on this page")
    page.locator(".fs-filter select[name=group]").select_option(index=1)
    chosen = page.locator(".fs-filter select[name=group]").input_value()
    page.locator(".fs-partly a", has_text="December 2024").click()
    page.wait_for_url("**/dates/index/2024-12/?group=*")
    assert page.locator(".fs-filter select[name=group]").input_value() == chosen


@pytest.mark.parametrize("name", ["sources/hub/", "sources/hub/rests/", "sources/census/rests/population/", "people/talker/", "cities/held/", "groups/", "groups/index/militia/"])  # fmt: skip
def test_long_lists_keep_wcag_and_fit_every_screen(browser: Browser, made: Site, name: str) -> None:
    found, _ = looks.visit(browser, made, name, looks.TWO_VIEWS)
    assert not found, "\n".join(found)
