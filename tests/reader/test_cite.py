"""Citing a page at its foot and a fact in its pop-up: by keyboard, from right to left, on paper, with and without the data."""

import json
import re
from collections.abc import Iterator

import looks
import pytest
from playwright.sync_api import Browser, Page, Route
from projects import PAPER, git
from served import Site, host, print_site

STORY = """# Who “marched”, & why?

{{ fact("groups/army#marched") }}
"""
FILES = {
    "data/site.yml": "languages: [en, ar]\nauthors: {ann: {name: Ann Lake}}\n",
    "data/sources/paper.yml": PAPER,
    "data/groups/army.yml": "name: {en: The Army, ar: الجيش}\nchecked: 2024-12-31\nfacts:\n  marched:\n"
    '    text: {en: The "army" marched., ar: سار الجيش.}\n    references: [paper]\n',
    "content/index.md": "# Home\n\n[Story](story.md)\n",
    "content/story.md": f"---\nauthors: [ann]\n---\n\n{STORY}",
    "content/story.ar.md": STORY.replace("Who “marched”, & why?", "من سار؟"),
    "mkdocs.yml": "site_name: Lakes\nsite_url: !ENV SITE_URL\ndocs_dir: content\n"
    "theme: {name: material}\nplugins: [search, factsheet]\n",
    ".gitignore": "served/\n.cache/\n",
}  # fmt: skip
DAY = re.compile(r"accessed on \d{4}-\d\d-\d\d$")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("cite")
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for args in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "one")):
        git(root, *args)
    with host(root / "served") as url:
        print_site(root, url)
        yield Site(f"{url}sub/", root / "served" / "sub")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def copied(page: Page, form: str, within: str = ".fs-cite", done: str = "Copied") -> str:
    """What lies on the clipboard when a form was chosen and the button pressed, by keyboard."""
    if not page.locator(f"{within} select").count():
        page.locator(f"{within} .fs-citing button").focus()
        page.keyboard.press("Enter")
        page.locator(f"{within} select:focus").wait_for()
    page.locator(f"{within} select").select_option(label=form)
    page.locator(f"{within} .fs-citing button").focus()
    page.keyboard.press("Enter")
    page.locator(f"{within} .fs-citing button", has_text=done).wait_for()
    return str(page.evaluate("navigator.clipboard.readText()"))


def index(small: Site) -> str:
    found = json.loads((small.folder / "api/v1/index.json").read_text(encoding="utf-8"))
    return str(found["generated_from"]["revision"])[:12]


def pin(small: Site) -> str:
    found = json.loads((small.folder / "api/v1/groups/army.json").read_text(encoding="utf-8"))
    return str(found["statements"]["marched"]["pin"])


def test_a_page_is_cited_in_each_form_with_its_authors_its_day_and_the_revision(
    small: Site, page: Page
) -> None:
    page.goto(f"{small.url}story/")
    url, revision = f"{small.url}story/", index(small)
    assert re.fullmatch("[0-9a-f]{12}", revision)
    head = f"“Who “marched”, & why?”, Lakes, facts checked by 31 December 2024, {url}"
    text = copied(page, "Plain text")
    assert text.startswith(f"{head}, revision {revision}, ") and DAY.search(text)
    apa = f"Ann Lake. (2024, December 31). Who “marched”, & why? Lakes. {url}"
    assert copied(page, "APA") == f"{apa} [revision {revision}]"
    assert copied(page, "Chicago").startswith(
        "Ann Lake. “Who ‘marched’, & why?” Lakes, December 31"
    )
    assert "author = {{Ann Lake}}" in copied(page, "BibTeX")
    assert "\nDA  - 2024/12/31/" in copied(page, "RIS").replace("\r", "")
    (csl,) = json.loads(copied(page, "CSL-JSON"))
    assert csl["issued"] == {"date-parts": [[2024, 12, 31]]} and csl["URL"] == url


def test_a_fact_is_cited_with_its_pin(small: Site, page: Page) -> None:
    page.goto(f"{small.url}story/")
    page.locator("sup > a.footnote-ref").first.click()
    url = f"{small.url}groups/army/#marched"
    apa = copied(page, "APA", ".fs-pop")
    tail = f"[pin {pin(small)}, revision {index(small)}]"
    assert apa == f"The “army” marched. (2024, December 31). Lakes. {url} {tail}"
    text = copied(page, "Plain text", ".fs-pop")
    assert text.startswith(
        f'“The "army" marched.”, Lakes, facts checked by 2024-12-31, {url}, pin '
    )
    assert page.locator(".fs-pop").is_visible(), "it stays open"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Copy the code to embed it"


def test_without_the_data_a_citation_has_neither_pin_nor_revision(small: Site, page: Page) -> None:
    page.route("**/api/**", lambda route: route.fulfill(status=404, body="no"))
    page.goto(f"{small.url}story/")
    assert "revision" not in copied(page, "Plain text") and "[" not in copied(page, "APA")
    page.locator("sup > a.footnote-ref").first.click()
    apa = copied(page, "APA", ".fs-pop")
    assert apa.startswith("The “army” marched. (2024, December 31). Lakes. http")
    assert apa.endswith("groups/army/#marched")


def test_nothing_is_asked_for_before_somebody_wants_to_cite(small: Site, page: Page) -> None:
    asked: list[str] = []

    def note(route: Route) -> None:
        asked.append(route.request.url.removeprefix(small.url))
        route.continue_()

    page.route(re.compile("/api/|/cite\\.js"), note)
    page.goto(f"{small.url}story/")
    page.locator(".fs-citing").wait_for()
    assert asked == []
    page.get_by_role("button", name="Copy as …").click()
    page.get_by_role("combobox", name="Form of the citation").wait_for()
    assert asked == ["assets/cite.js"]
    copied(page, "APA")
    assert asked == ["assets/cite.js", "api/v1/index.json"]


def test_without_network_it_says_so_and_can_be_tried_again(small: Site, page: Page) -> None:
    page.goto(f"{small.url}story/")
    page.route("**/*.js", lambda route: route.abort())
    page.locator("sup > a.footnote-ref").first.click()
    failed = page.get_by_role("alert")
    for name in ("Cite this fact …", "Copy the code to embed it"):
        for _ in range(2):
            page.get_by_role("button", name=name).click()
            failed.filter(has_text="perhaps there is no network").wait_for()
        page.wait_for_function("document.querySelectorAll('.fs-pop [role=alert]').length === 1")
        page.keyboard.press("Escape")
        page.locator("sup > a.footnote-ref").first.click()
    page.unroute("**/*.js")
    assert "The “army” marched." in copied(page, "APA", ".fs-pop") and failed.count() == 0
    page.get_by_role("button", name="Copy the code").click()
    page.locator(".fs-embed", has_text="Copied").wait_for()


def test_in_arabic_the_menu_stands_at_the_right_and_speaks_arabic(small: Site, page: Page) -> None:
    page.goto(f"{small.url}ar/story/")
    menu, line = page.locator(".fs-citing").bounding_box(), page.locator(".fs-cite").bounding_box()
    assert menu and line and abs(menu["x"] + menu["width"] - line["x"] - line["width"]) < 2
    page.locator("sup > a.footnote-ref").first.click()
    text = copied(page, "نص عادي", ".fs-pop", "تم النسخ")
    assert text.startswith("«سار الجيش.»، Lakes، ") and pin(small) in text
    apa = copied(page, "APA", ".fs-pop", "تم النسخ")
    sheet = f"{small.url}ar/groups/army/#marched"
    assert apa.startswith(f"سار الجيش. (2024, December 31). Lakes. {sheet} [pin ")


def test_the_menu_moves_nothing_is_not_printed_and_fits_a_phone(small: Site, page: Page) -> None:
    page.set_viewport_size(looks.PHONE)
    page.goto(f"{small.url}story/")
    page.locator(".fs-citing").wait_for()
    assert page.evaluate(looks.SHIFTS) < 0.01
    said = page.locator(".fs-cite > span").first
    for opened in (False, True):
        if opened:
            page.locator(".fs-citing button").click()
            page.locator(".fs-citing select").wait_for()
        menu, above = page.locator(".fs-citing").bounding_box(), said.bounding_box()
        assert menu and above and above["y"] + above["height"] <= menu["y"] + 1, "over no word"
        assert menu["x"] + menu["width"] <= looks.PHONE["width"]
    page.emulate_media(media="print")
    assert page.locator(".fs-citing").is_hidden() and page.locator(".fs-cite").is_visible()


def test_nothing_is_in_the_way_of_anybody(small: Site, page: Page) -> None:
    for path in ("story/", "ar/story/"):
        page.goto(small.url + path)
        page.locator("sup > a.footnote-ref").first.click()
        page.locator(".fs-pop .fs-citing").wait_for()
        assert looks.axe(page) == ([], [])
        page.locator(".fs-pop .fs-citing button").click()
        page.locator(".fs-pop select").wait_for()
        assert looks.axe(page) == ([], [])
