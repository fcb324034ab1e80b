"""A theme that loads pages itself (navigation.instant), renamed records and facts, and pages with odd markup, in a browser.

One small site with the feature on, under a sub-path, behind a strict policy, with a page that holds every part of the script.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from looks import SHIFTS
from playwright.sync_api import Browser, Page
from projects import PAPER, ROOT, run
from served import host

DATES = {
    f"data/dates/d{n}.yml": f"name: Day {n}\nchecked: 2024-12-31\nwhen: 2024-{n:02}-01\ntext: Event {n}.\n"
    f"about: [{'groups/army' if n % 2 else 'groups/rebels'}, cities/town]\nreferences: [paper]\n"
    for n in range(1, 13)
}
FILES = {
    **DATES,
    "data/site.yml": "review: {groups: 1}\n",
    "data/sources/paper.yml": PAPER,
    "data/groups/army.yml": """name: The Army
short_name: Army
checked: 2024-12-31
formerly: [troops, old-army]
facts:
  marched:
    formerly: [moved]
    text: The army marched.
    references: [paper]
  rested:
    text: The army rested.
    references: [paper]
  camped:
    formerly: [groups/rebels#camped, groups/old-army#marched]
    text: The army camped.
    references: [paper]
disputes:
  what:
    question: Did it march?
    statements: ['#marched', '#rested']
    note: Neither reporter was there.
""",
    "data/groups/rebels.yml": "name: The Rebels\nshort_name: Rebels\nchecked: 2024-12-31\n",
    "data/cities/town.yml": """name: Town
checked: 2024-12-31
point:
  - {value: [36.1, 32.6], references: [paper]}
control:
  - {value: groups/army, id: army, when: 2024-12-01/2024-12-03, references: [paper]}
  - {value: groups/rebels, id: rebels, when: 2024-12-03/2024-12-05, references: [paper]}
""",
    "content/index.md": "# Home\n\n[Timeline](dates/index.md) [Map](map.md) [Facts](facts.md) [Army](groups/army.md) [Odd](odd.md) [Folded](folded.md)\n",
    "content/map.md": '# Map\n\n[The third](#map-2024-12-03) [Timeline](dates/index.md)\n\n{{ map(since="2024-12-01", until="2024-12-05") }}\n',
    "content/facts.md": "# Facts\n\n[Home](index.md)\n\n"
    'The army is {{ link("groups/army") }}. {{ fact("groups/army#marched") }}\n\n{{ who() }}\n',
    "content/odd.md": "# Odd\n\n[Home](index.md)\n",
    "content/folded.md": "# Folded\n\n[Inside](#inside) [Home](index.md)\n\n"
    '!!! fold "What the others say"\n\n    ## Inside {#inside}\n\n    The army rested.\n\n'
    '    !!! fold "Deeper"\n\n        ### Deepest {#deepest}\n\n        It slept.\n\nAfter it.\n',
}
ODD = """
*like a mark*{: .footnote-ref } [x](#fn:%zz){: .footnote-ref }

- by hand [broken](http://a:b) and [empty](){: #anchor }[^a] [other](#nowhere){: .footnote-ref }

[a link](../groups/army/){: .fs-intro }

[^a]: A note with a [broken link](http://a:b).
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's folder, its site built into `served/sub` with navigation.instant."""
    root = tmp_path_factory.mktemp("instant")
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0]
    features = "name: material, features: [navigation.instant, navigation.footer]"
    settings = settings.replace("name: material", features)
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert run("factsheet", "build", "build/pages", cwd=root).returncode == 0
    odd = (
        root / "build/pages/odd.md"
    )  # what the check of pages refuses: the script stands on its own feet
    odd.write_text(odd.read_text(encoding="utf-8") + ODD, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def headers() -> dict[str, str]:
    return {}


@pytest.fixture(scope="module")
def address(site: Path, headers: dict[str, str]) -> Iterator[str]:
    with host(site / "served", headers) as root:
        command = ("build", "-f", "build/pages.yml", "-d", str(site / "served/sub"))
        done = run("mkdocs", *command, cwd=site, env={"SITE_URL": f"{root}sub/"})
        assert done.returncode == 0, done.stderr
        inline = {
            s
            for p in (site / "served").rglob("*.html")
            for s in re.findall(r"<script>(.*?)</script>", p.read_text(), re.S)
        }
        hashes = " ".join(
            f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'"
            for s in inline
        )
        headers["Content-Security-Policy"] = (
            f"default-src 'none'; script-src 'self' {hashes}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
        )
        yield f"{root}sub/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A desktop window that fails the test when anything is wrong on the console."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(15_000)
    errors: list[str] = []
    opened.on("pageerror", lambda e: errors.append(str(e)))
    opened.on(
        "console",
        lambda m: errors.append(m.text) if m.type == "error" and "404" not in m.text else None,
    )
    yield opened
    opened.context.close()
    assert not errors


def follow(page: Page, name: str, heading: str) -> None:
    """Click a link of the page; the theme puts the next page in place without loading it."""
    page.locator("article").get_by_role("link", name=name, exact=True).first.click()
    page.locator("h1", has_text=heading).wait_for()
    page.wait_for_load_state("load")  # our script is deferred


def all_works(page: Page) -> None:
    """From the first page to the timeline, the map, a page with a citation and a card, and to a sheet; each part acts."""
    follow(page, "Timeline", "Timeline")
    page.locator(".fs-filter").get_by_label("Group").select_option(label="Army (6)")
    assert page.locator(".fs-filter [role=status]").inner_text() == "6 of 12 events: Army"
    page.go_back()
    page.locator("h1", has_text="Home").wait_for()
    page.go_forward()
    page.locator("h1", has_text="Timeline").wait_for()
    page.locator(".fs-filter").wait_for()
    assert page.locator(".fs-filter").count() == 1
    assert page.locator(".fs-filter [role=status]").inner_text() == "6 of 12 events: Army", (
        "the address keeps the choice"
    )
    page.go_back()
    page.locator("h1", has_text="Home").wait_for()
    follow(page, "Map", "Map")
    slider = page.get_by_role("slider", name="Day")
    slider.wait_for()
    assert page.locator(".fs-day:visible").count() == 1 and slider.count() == 1
    slider.focus()
    last = page.locator("output").inner_text()
    page.keyboard.press("ArrowLeft")
    assert page.locator("output").inner_text() != last
    page.keyboard.press("Home")
    assert page.locator("output").inner_text() == "1 to 2 December 2024"
    page.get_by_role("link", name="The third").click()
    page.locator("output", has_text="3 December 2024").wait_for()
    page.go_back()
    page.go_back()
    page.locator("h1", has_text="Home").wait_for()
    follow(page, "Facts", "Facts")
    page.locator("sup > a.footnote-ref[aria-haspopup]").first.click()
    assert "The army marched." in page.locator(".fs-pop").inner_text() and page.url.endswith(
        "/facts/"
    ), "the page does not jump"
    page.locator(".fs-pop summary").click()
    page.locator(".fs-pop details li").first.wait_for()
    page.keyboard.press("Escape")
    page.locator(".fs-intro").first.hover()
    page.locator(".fs-pop-card").wait_for()
    page.locator(".fs-intro").first.click()
    page.locator("h1", has_text="The Army").wait_for()
    page.locator(".fs-review").wait_for()
    assert not page.locator(".fs-pop").is_visible(), "a pop-up does not outlive its page"
    assert "due for review since" in page.locator(".fs-review").inner_text()
    page.locator("article li:has([id=marched]) sup > a.footnote-ref[aria-haspopup]").first.click()
    assert (
        page.locator(".fs-pop a", has_text="Permanent")
        .get_attribute("href", timeout=1000)
        .endswith("groups/army/#marched")
    )
    page.keyboard.press("Escape")


def folds(page: Page) -> None:
    """On the page with folded parts: they are shut, and open by a click, by the keyboard and by an address within."""
    title, within = page.get_by_role("button", name="What the others say"), page.locator("#inside")
    assert title.get_attribute("aria-expanded") == "false" and not within.is_visible()
    title.click()
    assert title.get_attribute("aria-expanded") == "true" and within.is_visible()
    assert not page.get_by_text("It slept.").is_visible(), "what is folded in it stays shut"
    title.focus()
    page.keyboard.press("Enter")
    assert not within.is_visible()
    for _ in range(2):
        page.locator("article").get_by_role("link", name="Inside").click()
        within.wait_for(timeout=2000)
        title.click()
        assert not within.is_visible()


def test_a_folded_part_opens_on_a_page_that_the_theme_puts_in_place(
    address: str, page: Page
) -> None:
    page.goto(address)
    follow(page, "Folded", "Folded")
    page.locator(".fs-ready").first.wait_for()
    folds(page)


def test_a_folded_part_is_shut_from_the_first_and_an_address_within_opens_it(
    address: str, page: Page
) -> None:
    page.goto(address + "folded/")
    folds(page)
    page.goto(address + "folded/")
    assert page.evaluate(SHIFTS) < 0.01
    page.goto(address)
    page.goto(address + "folded/#deepest")
    assert page.get_by_text("It slept.").is_visible() and page.evaluate(SHIFTS) < 0.01
    assert page.get_by_role("button", expanded=True).count() == 2


@pytest.mark.parametrize("without", ["scripts", "our script", "a screen"])
def test_a_folded_part_stands_open_where_nothing_could_open_it(
    address: str, browser: Browser, without: str
) -> None:
    page = browser.new_page(java_script_enabled=without != "scripts")
    page.route(
        "**/factsheet*.js", lambda r: r.abort() if without == "our script" else r.continue_()
    )
    page.emulate_media(media="print" if without == "a screen" else "screen")
    page.goto(address + "folded/")
    assert page.get_by_text("It slept.").is_visible()
    page.context.close()


def test_everything_works_on_pages_that_the_theme_puts_in_place(address: str, page: Page) -> None:
    page.goto(address)
    page.evaluate("window.stayed = true")
    all_works(page)
    assert page.evaluate("window.stayed"), "no page was loaded anew"
    for _ in range(40):  # the theme closes a search when it has put a page in place
        page.keyboard.press("/")
        page.wait_for_timeout(250)
        if page.evaluate("document.querySelector('#__search').checked"):
            break
        page.evaluate("document.activeElement.blur()")
    page.locator("[data-md-component=search-query]").fill("ármy")
    page.keyboard.press("Shift")
    page.locator(".md-search-result__link h1", has_text="The Army").first.wait_for(timeout=10_000)


def test_everything_works_in_a_theme_without_such_pages(address: str, page: Page) -> None:
    def other(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        route.fulfill(response=answer, body=answer.text().replace('"navigation.instant",', ""))  # type: ignore[attr-defined]

    page.route(re.compile(r"/sub/([\w-]+/)*$"), other)
    page.goto(address)
    page.evaluate("window.stayed = true")
    all_works(page)
    assert not page.evaluate("window.stayed")


def test_a_page_loaded_directly_has_its_parts_once(address: str, page: Page) -> None:
    page.goto(address + "map/#map-2024-12-03")
    assert (
        page.locator(".fs-slider").count() == 1
        and page.locator("output").inner_text() == "3 December 2024"
    )
    page.goto(address + "groups/armyy/")
    page.locator(".fs-near a", has_text="The Army").first.wait_for()
    assert page.locator(".fs-near h2").count() == 1


@pytest.mark.parametrize("old", ["troops", "old-army"])
def test_an_old_address_leads_on_at_once_with_all_that_it_asked_for(
    address: str, page: Page, old: str
) -> None:
    page.goto(address)
    page.goto(f"{address}groups/{old}/?from=mail#moved")
    page.wait_for_url(f"{address}groups/army/?from=mail#moved")
    fact = page.locator("li", has=page.locator("#moved")).first
    assert "The army marched." in fact.inner_text() and page.locator("#moved:target").count() == 1
    page.go_back()
    page.wait_for_url(address)  # the old address is not in the way back


@pytest.mark.parametrize("old", ["old-army/?from=mail#marched", "rebels/?from=mail#camped"])
def test_the_old_address_of_what_stands_on_another_record_leads_there(
    address: str, page: Page, old: str
) -> None:
    page.goto(f"{address}groups/{old}")
    page.wait_for_url(f"{address}groups/army/?from=mail#camped")
    fact = page.locator("li", has=page.locator("#camped:target"))
    assert "The army camped." in fact.inner_text()


@pytest.mark.parametrize("old", ["old-army/#marched", "rebels/#camped"])
def test_without_scripts_the_page_itself_says_where_it_stands(
    address: str, browser: Browser, old: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    silent = context.new_page()
    silent.goto(f"{address}groups/{old}")
    way = silent.locator("li", has=silent.locator(":target")).get_by_role("link")
    assert way.inner_text() == "The army camped"
    way.click()
    silent.wait_for_url(address + "groups/army/#camped")
    context.close()


def test_without_scripts_an_old_address_leads_on_too(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    silent = context.new_page()
    silent.goto(address + "groups/troops/")
    silent.wait_for_url(address + "groups/army/")
    context.close()


def test_an_old_address_says_where_it_leads_and_is_nowhere_listed(address: str, site: Path) -> None:
    folder = site / "served/sub"
    html = (folder / "groups/troops/index.html").read_text(encoding="utf-8")
    assert re.findall(r'<link rel="canonical" href="([^"]*)"', html) == [address + "groups/army/"]
    assert f'<meta property="og:url" content="{address}groups/army/">' in html
    assert '<a href="../army/">The Army</a>' in html
    assert (
        "groups/army/" in (folder / "sitemap.xml").read_text()
        and "troops" not in (folder / "sitemap.xml").read_text()
    )
    docs = json.loads((folder / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    assert not [doc for doc in docs if "troops" in doc["location"]]


def test_odd_markup_of_a_page_sets_nothing_off(address: str, page: Page) -> None:
    page.goto(address + "odd/")
    for link in page.locator("article em, article p a, article li a").all():
        link.hover(force=True)
        page.wait_for_timeout(250)
    page.locator(".footnote-ref", has_text="1").last.click()
    text = page.locator(".fs-pop").inner_text()
    assert (
        "by hand broken and empty" in re.sub(r"\s+", " ", text)
        and "A note with a broken link." in text
    )
    assert page.locator(".fs-pop a", has_text="Permanent").count() == 0, (
        "only what the generator printed has such an address"
    )
    page.keyboard.press("Escape")
    page.locator(".footnote-ref", has_text="other").click()
    assert not page.locator(".fs-pop").is_visible() and page.url.endswith("#nowhere")
    page.goto(address + "odd/#%zz")
