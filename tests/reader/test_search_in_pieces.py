"""A search whose index is in pieces, in a browser: what it finds, how it narrows down, what it asks for.

A small site in two languages under a sub-path, behind the policy that we write for it; texts in it try to act.
"""

from collections.abc import Iterator

import looks
import policies
import pytest
from playwright.sync_api import Browser, Locator, Page
from projects import PAPER
from served import Site, host, print_site

LONG = "Donau" * 60
ACTS = "<img src=x onerror=alert(1)> <b>bold</b> &lt;i&gt; </p><p data-pagefind-filter=is:kind:people>kind:people year:1999"
FILES = {
    "mkdocs.yml": "site_name: Lakes\nsite_url: !ENV [SITE_URL, '']\ndocs_dir: content\n"
    "theme: {name: material}\nplugins: [search, factsheet]\n",
    "data/site.yml": "search: pagefind\nlanguages: [en, ar]\nleast_translated: 0\n",
    "data/sources/paper.yml": PAPER,
    "data/groups/front.yml": """name: {en: Hayʼat Jūlānī, ar: أَحْمَد الشرع}
aliases: [Köln Front]
checked: 2024-12-31
facts:
  founded: {text: The front was founded near the lake., when: 2019, references: [paper]}
  claimed:
    text: The front holds the harbour.
    status: claimed
    asserted_by: groups/front
    when: 2021-03
    references: [paper]
""",
    "data/people/mayor.yml": """name: The Mayor
checked: 2024-12-31
facts:
  spoke: {text: The mayor spoke at the harbour., when: 2020-05-01, references: [paper]}
""",
    "data/people/hostile.yml": f"""name: "Hostile <script>alert(2)</script> Trawler"
checked: 2024-12-31
facts:
  acts: {{text: '{ACTS}', references: [paper]}}
  long: {{text: Trawler {LONG}., references: [paper]}}
""",
    **{f"data/groups/boat-{n}.yml": f"name: Boat number {n}\nchecked: 2024-12-31\n" for n in range(14)},
    "content/index.md": "# Home\n\nAll about lakes.\n\n## What is deep {#deep}\n\nThe quagmire is deep.\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site, served with the header that we write for it."""
    root = tmp_path_factory.mktemp("pieces")
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    headers: dict[str, str] = {}
    with host(root / "served", headers) as url:
        print_site(root, url)
        said = headers["Content-Security-Policy"] = policies.policy(root / "served/sub")
        assert "'wasm-unsafe-eval'" in said and "'unsafe" not in said
        yield Site(f"{url}sub/", root / "served/sub")


@pytest.fixture
def page(made: Site, browser: Browser) -> Iterator[Page]:
    """A desktop window that fails the test for an error, a dialog, or a request to another origin."""
    opened = browser.new_page(base_url=made.url, reduced_motion="reduce")
    opened.set_default_timeout(15_000)
    wrong: list[str] = []
    opened.on("pageerror", lambda e: wrong.append(str(e)))
    opened.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    opened.on("dialog", lambda d: (wrong.append(d.message), d.dismiss()))
    opened.on("request", lambda r: None if r.url.startswith(made.url) else wrong.append(r.url))
    yield opened
    opened.context.close()
    assert [one for one in wrong if "404" not in one] == []


def ask(page: Page, query: str) -> None:
    """Put something into the search, as a keyboard of any script does."""
    if not page.locator("#__search").is_checked():
        page.wait_for_load_state("networkidle")
        page.keyboard.press("/")
        page.locator("#__search:checked").wait_for(state="attached")
    box = page.locator(".md-search__input")
    box.fill(query)
    box.dispatch_event("keyup")


def result(page: Page, title: str) -> Locator:
    return page.locator(".md-search-result__link h1", has_text=title).first


@pytest.mark.parametrize(
    "query",
    [
        "founded",
        "harbour",
        "Hayat Julani",
        "Jūlānī",
        "Hay'at",
        "Koeln",
        "Koln",
        "boats",
    ],  # fmt: skip
)
def test_a_word_is_found_in_any_spelling(page: Page, query: str) -> None:
    page.goto("")
    ask(page, query)
    result(page, "Boat number" if query == "boats" else "Hayʼat Jūlānī").wait_for()
    assert page.locator(".md-search__input").input_value() == query


@pytest.mark.parametrize("query", ["أحمد", "احمد", "أَحْمَد", "شرع", "الشرع"])
def test_arabic_is_found_with_and_without_its_marks_on_the_arabic_pages(
    page: Page, query: str
) -> None:
    page.goto("ar/")
    ask(page, query)
    result(page, "أَحْمَد الشرع").wait_for()
    first = page.locator(".md-search-result__link").first.get_attribute("href") or ""
    assert "/sub/ar/groups/front/" in first
    assert page.locator(".fs-narrow label").first.inner_text().startswith("النوع")


def test_a_sheet_comes_before_those_that_only_tell_of_it(page: Page) -> None:
    page.goto("")
    ask(page, "mayor")
    result(page, "Mayor").wait_for()
    assert page.locator(".md-search-result__link").first.inner_text().startswith("The Mayor")
    assert page.locator(".md-search-result__list mark", has_text="Mayor").count()


def test_results_are_narrowed_down_by_kind_standing_and_year(page: Page) -> None:
    page.goto("")
    ask(page, "harbour")
    result(page, "The Mayor").wait_for()
    result(page, "Hayʼat Jūlānī").wait_for()
    kind, status, year = (page.get_by_label(name) for name in ("Kind", "Standing of facts", "Year"))
    kind.select_option(label="People")
    result(page, "Hayʼat Jūlānī").wait_for(state="detached")
    assert result(page, "The Mayor").is_visible()
    kind.select_option(label="All")
    status.select_option(label="Claimed")
    result(page, "The Mayor").wait_for(state="detached")
    result(page, "Hayʼat Jūlānī").wait_for()
    status.select_option(label="All")
    year.select_option(label="2020")
    result(page, "Hayʼat Jūlānī").wait_for(state="detached")
    result(page, "The Mayor").wait_for()
    ask(page, "")
    page.locator(".md-search-result__meta", has_text="matching").wait_for()
    assert result(page, "The Mayor").is_visible(), "a choice alone lists what it leaves"
    years = year.locator("option").all_inner_texts()
    assert years == ["All", "2021", "2020", "2019"], "the words of a fact are no choice"


def test_controls_are_reached_and_left_by_keyboard(page: Page) -> None:
    page.goto("")
    ask(page, "harbour")
    result(page, "The Mayor").wait_for()
    for _ in range(2):
        page.keyboard.press("Tab")
    kind = page.get_by_label("Kind")
    assert kind.evaluate("e => e === document.activeElement")
    page.keyboard.press("p")  # a letter chooses in some browsers, and leaves no control
    for key in ("Home", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    assert kind.evaluate("e => e === document.activeElement && e.value") == "kind:people"
    result(page, "Hayʼat Jūlānī").wait_for(state="detached")
    page.keyboard.press("Escape")
    page.locator("#__search:not(:checked)").wait_for(state="attached")


def test_tab_past_the_last_control_leaves_the_search(page: Page) -> None:
    page.goto("")
    ask(page, "harbour")
    result(page, "The Mayor").wait_for()
    for _ in range(5):
        page.keyboard.press("Tab")
    page.locator("#__search:not(:checked)").wait_for(state="attached")
    assert page.evaluate("!document.activeElement.closest('.md-search')")


def test_a_section_is_followed_by_keyboard_to_its_place(page: Page) -> None:
    page.goto("people/mayor/")
    ask(page, "quagmire")
    page.locator(".md-search-result__link h2", has_text="What is deep").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sub/?h=quagmire#deep")
    page.locator("article mark", has_text="quagmire").wait_for()


def test_more_results_come_when_they_are_asked_for(page: Page) -> None:
    page.goto("")
    ask(page, "boat number")
    result(page, "Boat number").wait_for()
    items = page.locator(".md-search-result__item")
    assert items.count() == 10
    page.get_by_role("button", name="Show more results").click()
    items.nth(13).wait_for(state="attached")
    page.get_by_role("button", name="Show more results").wait_for(state="hidden")


def test_texts_of_facts_stay_texts(page: Page) -> None:
    page.goto("")
    ask(page, "trawler")
    result(page, "Hostile").wait_for()
    page.locator(".md-search-result summary").first.click()
    found = page.locator(".md-search-result")
    assert "Hostile <script>alert(2)</script> Trawler" in found.inner_text()
    ask(page, "bold")
    page.locator(".md-search-result mark", has_text="bold").first.wait_for()
    assert "<img src=x onerror=alert(1)> <b>bold</b> &lt;i&gt; </p><p" in found.inner_text()
    tags = found.evaluate("e => [...new Set([...e.querySelectorAll('*')].map(n => n.localName))]")
    assert not {"img", "b", "script", "i"} & set(tags)
    ask(page, LONG)
    result(page, "Hostile").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Kind").select_option(label="Groups")
    result(page, "Hostile").wait_for(state="detached")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["", "ar/"])
def test_axe_finds_nothing_while_a_reader_searches(
    made: Site, browser: Browser, scheme: str, name: str
) -> None:
    page = browser.new_page(
        base_url=made.url, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
    )
    page.goto(name)
    ask(page, "boat")
    page.locator(".md-search-result__link").first.wait_for()
    page.locator(".fs-more").scroll_into_view_if_needed()
    assert looks.axe(page) == ([], [])
    page.context.close()


def test_nothing_is_loaded_before_somebody_searches(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.goto("groups/front/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "pagefind/" in url or "search_index" in url]


def test_a_page_that_is_not_there_still_names_those_like_it(page: Page) -> None:
    page.goto("groups/frond-front/")
    page.locator(".fs-near a", has_text="Jūlānī").wait_for()


def test_a_search_that_cannot_be_loaded_says_so(made: Site, browser: Browser) -> None:
    page = browser.new_page(base_url=made.url)
    page.route("**/pagefind.js", lambda route: route.abort())
    page.goto("")
    ask(page, "lake")
    page.locator(".md-search-result__meta", has_text="could not be loaded").wait_for()
    page.context.close()
