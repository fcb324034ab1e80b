"""What the script adds for readers: sources where they are cited, cards, filters, the map's slider, a search that folds spellings.

The site is built through the files door, with a few hand-made pages that carry the markup the script works on.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import policies
import pytest
from factsheet.evidence import MARKS
from factsheet.language import say
from looks import SHIFTS
from playwright.sync_api import Browser, Page, TimeoutError
from projects import run, write_project
from served import NO_SEARCH, host

EXPLAINER = "explainers/who-are-the-syrian-rebels/"
REPORT = "https://tracker.example/me/site/issues/new"

FACTS = """# Facts

<span class="fs-asof">as of 8 December 2024</span>

<span class="fs-fact" data-fact="groups/hts#us-listing">The <b>United States</b>
listed it.[^hts-us-listing] <span class="fs-status fs-claimed">Claimed</span>
<span class="fs-meta">(<a href="../../groups/hts/#when-founded">versions differ</a>)</span></span>
<span class="fs-fact" data-fact="groups/hts#us-listing dates/offensive-begins">It was listed, and it marched.[^hts-us-listing-2]</span>
By hand it was written.[^a][^b]

[Hayat Tahrir al-Sham](../groups/hts.md) and again [HTS](../groups/hts.md).

- a line of a sheet.[^a]

## Who and what is on this page {#who-is-who_}

- [Hayat Tahrir al-Sham](../groups/hts.md) – armed group; other names: HTS

## Sources {#sources__}

- [The Paper, 2024](../sources/abc-2024-12-08.md): [“First <i>title</i>”](https://a.example/x), [archived copy](https://archive.example/x).

!!! fold "1 more source"

    - [The Other, 2023](../sources/abc-2024-12-08.md): The Other report.

[^hts-us-listing]: **[The United States listed it](../groups/hts.md#us-listing):** <span class="fs-sources">The Paper, 2024, paragraph 5; The Other, 2023</span> – 3 reports, 2 independent sources; <span class="fs-status fs-claimed">Claimed</span>; according to HTS. Nobody else says so.
[^hts-us-listing-2]: <span class="fs-sources">The Other, 2023</span>. **[The United States listed it](../groups/hts.md#us-listing).** **[It marched](../dates/offensive-begins.md):** time: 27 November 2024.
[^a]: A note of an editor.
[^b]: Another one.
"""


def about(n: int, year: int) -> str:
    group = "groups/hts HTS" if n % 2 else "groups/sna SNA"
    return f"{group}|{'cities/homs Homs' if year == 2023 else 'places/syria Syria'}"


EVENTS = "# Timeline\n\nIntroduction.\n\n" + "".join(
    f"## {year}\n\n"
    + "".join(
        f'1. <time class="fs-date" datetime="{year}-0{n}-01">1.{n}.{year}</time> Event {n}.'
        f'<span class="fs-about" data-about="{about(n, year)}"></span>\n'
        for n in range(1, 6)
    )
    + "\n"
    for year in (2023, 2024)
)

MAP = '# Map\n\n<div class="fs-map">\n' + "".join(
    f'<figure class="fs-day" data-day="2024-12-0{n}" id="map-2024-12-0{n}"><figcaption><time datetime="2024-12-0{n}">{n} December 2024</time></figcaption>'
    f'<svg class="fs-map-picture" viewBox="0 0 100 60"><rect width="{n * 10}" height="60" fill="#888"/>'
    + "".join(
        f'<g class="fs-map-place" id="map-{place}"><circle class="fs-map-halo" cx="{x}" cy="30" r="9"/></g>'
        for place, x in (("homs", 30), ("hama", 60))
        if n == 8
    )
    + "</svg></figure>\n"
    for n in (6, 7, 8)
)
MAP += "</div>\n\nText after the map.\n"

BARS = (
    "# Bars\n\n"
    + "".join(
        f'1. <span class="fs-spell fs-{state} fs-w{w}">{w} December 2024</span> held by somebody with a long name, {state}.\n'
        for w, state in ((1, "reported"), (2, "claimed"), (3, "contested"), (6, "unknown"))
    )
    + "\n"
    + " ".join(
        f'<span class="fs-status fs-{key}">{word}</span>'
        for key, word in (
            ("claimed", "Claimed"),
            ("disputed", "Disputed"),
            ("denied", "Denied"),
            ("superseded", "No longer so"),
            ("retracted", "Withdrawn"),
            ("corrected", "Corrected"),
        )
    )
    + "\n"
)

ARABIC = (
    "---\nlanguage: ar\ndescription: 'a &#34;quoted&#34; &#60;text&#62;'\n---\n# من هم\n\nقال “أحمد”.[^a]\n\n> اقتباس\n\n- واحد\n\n[^a]: المصدر\n\n"
    + "ط" * 300
    + "\n"
)

SPELLINGS = '# Hayʼat Jūlānī & "Sons"\n\nالجَوْلاني wrote to Erdoğan.\n'

PAGES = {
    "facts": FACTS,
    "events": EVENTS,
    "map": MAP,
    "bars": BARS,
    "arabic": ARABIC,
    "spellings": SPELLINGS,
}
OURS = [f"try/{name}/" for name in PAGES]


def status(key: str) -> tuple[str, str]:
    """A status and what it means, in words."""
    return say(f"status.{key}"), say(f"status.{key}.meaning")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with its Markdown on disk, and our hand-made pages among it."""
    root = write_project(tmp_path_factory.mktemp("tools"))
    assert run("factsheet", "build", "build/pages", cwd=root).returncode == 0
    for name, text in PAGES.items():
        place = root / "build/pages/try" / f"{name}.md"
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def headers() -> dict[str, str]:
    """What the server adds to every answer; a test may fill it for a while."""
    return {}


@pytest.fixture(scope="module")
def address(folder: Path, headers: dict[str, str]) -> Iterator[str]:
    with host(folder / "served", headers) as root:
        env = {"SITE_URL": f"{root}sub/", "REPORT_URL": REPORT}
        done = run(
            "mkdocs", "build", "-f", "build/pages.yml", "-d", "../served/sub", cwd=folder, env=env
        )
        assert done.returncode == 0, done.stderr
        yield f"{root}sub/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A desktop window that fails the test when a script fails."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    errors: list[str] = []
    opened.on("pageerror", lambda e: errors.append(str(e)))
    yield opened
    opened.context.close()
    assert not errors


def pop(page: Page) -> str:
    """What the open pop-up says, as a reader sees it."""
    return re.sub(r"\s+", " ", page.locator(".fs-pop").inner_text())


def test_a_click_on_a_mark_shows_the_fact_and_its_sources_and_escape_gives_the_place_back(
    address: str, page: Page
) -> None:
    page.goto(address + "try/facts/")
    mark = page.locator("sup > a.footnote-ref").first
    mark.click()
    text = pop(page)
    assert "The United States listed it." in text and "The Other, 2023" in text
    assert "The Paper, 2024, paragraph 5 “First title” · archived copy · about this source" in text
    said = "3 reports, 2 independent sources; Claimed; according to HTS. Nobody else says so."
    assert said in text and "–" not in text
    assert "↩" not in text and "marched" not in text
    assert page.evaluate("document.querySelector('.fs-pop').contains(document.activeElement)")
    assert (
        page.locator(".fs-pop a", has_text="about this source").first.get_attribute("href")
        == address + "sources/abc-2024-12-08/"
    )
    assert page.url.endswith("try/facts/"), "the page does not jump"
    page.keyboard.press("Escape")
    assert not page.locator(".fs-pop").is_visible()
    assert mark.evaluate("e => e === document.activeElement")


def test_the_keyboard_opens_and_leaves_the_popup(address: str, page: Page) -> None:
    page.goto(address + "try/facts/")
    mark = page.locator("sup > a.footnote-ref").first
    mark.focus()
    page.keyboard.press("Enter")
    assert page.locator(".fs-pop").is_visible() and mark.get_attribute("aria-expanded") == "true"
    for _ in range(12):
        page.keyboard.press("Tab")
        if not page.locator(".fs-pop").is_visible():
            break
    assert page.evaluate("document.activeElement.textContent") == "versions differ", (
        "focus goes on behind the mark"
    )
    mark.click()
    page.mouse.click(5, 500)
    assert not page.locator(".fs-pop").is_visible()
    mark.click()
    page.get_by_role("button", name="Close").click()
    assert not page.locator(".fs-pop").is_visible() and mark.evaluate(
        "e => e === document.activeElement"
    )


def test_hovering_opens_without_moving_the_focus_and_stays_under_the_pointer(
    address: str, page: Page
) -> None:
    page.goto(address + "try/facts/")
    page.locator("sup > a.footnote-ref").first.hover()
    shown = page.locator(".fs-pop")
    shown.wait_for(state="visible")
    assert page.evaluate("document.activeElement === document.body")
    shown.hover()
    page.wait_for_timeout(500)
    assert shown.is_visible()
    page.mouse.move(5, 800)
    shown.wait_for(state="hidden")
    page.locator("sup > a.footnote-ref").first.hover()
    shown.wait_for(state="visible")
    page.keyboard.press("Escape")
    assert not shown.is_visible()


def test_why_this_value_names_the_status_the_reports_and_the_rivals(
    address: str, page: Page
) -> None:
    page.goto(address + "try/facts/")
    page.locator("sup > a.footnote-ref").first.click()
    page.locator(".fs-pop summary").click()
    page.locator(".fs-pop details li").first.wait_for()
    text = pop(page)
    assert all(words in text for words in status("claimed"))
    assert "3 reports, 2 independent sources;" in text
    assert "Jabhat al-Nusra: founded 2011." in text and "printed by" in text, (
        "the rivals, from the other page"
    )
    assert (
        page.locator(".fs-pop a", has_text="Permanent address").get_attribute("href")
        == address + "groups/hts/#us-listing"
    )


def test_a_passage_on_several_facts_tells_of_each_with_the_way_to_it(
    address: str, page: Page
) -> None:
    page.goto(address + "try/facts/")
    page.locator("sup > a.footnote-ref").nth(1).click()
    text = pop(page)
    assert text.index("It was listed, and it marched.") < text.index("The United States listed it.")
    assert text.index("The Other, 2023 about this source") < text.index("The United States listed")
    assert "3 reports, 2 independent" in text, "what an earlier note tells is taken from there"
    assert "time: 27 November 2024." in text and "Permanent address" not in text
    link = page.locator(".fs-pop a", has_text="It marched")
    assert link.get_attribute("href") == address + "dates/offensive-begins/"
    report = page.locator(".fs-pop a", has_text="Report a problem").get_attribute("href") or ""
    body = parse_qs(urlsplit(report).query)["body"][0]
    assert f"{address}groups/hts/#us-listing {address}dates/offensive-begins/" in body


def test_notes_are_folded_after_twelve_and_open_by_their_address_and_by_the_button(
    address: str, page: Page
) -> None:
    page.goto(address + EXPLAINER)
    notes = page.locator(".footnote > ol > li")
    count = notes.count()
    assert count > 13 and notes.nth(11).is_visible() and not notes.nth(12).is_visible()
    button = page.get_by_role("button", name=f"All {count} notes")
    assert button.get_attribute("aria-expanded") == "false"
    button.click()
    assert notes.nth(count - 1).is_visible() and button.get_attribute("aria-expanded") == "true"
    button.click()
    assert not notes.nth(12).is_visible()
    page.goto(address + EXPLAINER + f"#{notes.nth(12).get_attribute('id')}")
    page.reload()
    assert notes.nth(12).is_visible()
    page.goto(address + EXPLAINER)
    page.emulate_media(media="print")
    assert notes.nth(count - 1).is_visible() and not button.is_visible()


def test_without_scripts_all_notes_and_sources_stand_open(address: str, browser: Browser) -> None:
    silent = browser.new_context(java_script_enabled=False).new_page()
    silent.goto(address + EXPLAINER)
    assert silent.locator(".footnote > ol > li").last.is_visible()
    assert silent.locator("#sources__ ~ .fold li").last.is_visible()
    silent.context.close()


def test_a_mark_without_a_status_says_reported_and_hand_written_words_have_sources_too(
    address: str, page: Page
) -> None:
    page.goto(address + "try/facts/")
    page.locator("sup > a.footnote-ref").nth(2).click()
    assert page.locator(".fs-pop-fact").inner_text().strip() == "By hand it was written."
    assert "A note of an editor. Another one." in pop(page), "marks side by side are one citation"
    page.locator(".fs-pop summary").click()
    assert all(words in pop(page) for words in status("accepted"))
    page.keyboard.press("Escape")
    page.locator("li > sup > a.footnote-ref").first.click()
    assert page.locator(".fs-pop-fact").inner_text().strip() == "a line of a sheet."


def test_the_real_sheets_and_explainers_give_their_facts(address: str, page: Page) -> None:
    page.goto(address + "groups/hts/")
    page.locator(':is(li, td):has(a[id="us-listing"]) .footnote-ref').first.click()
    assert (
        page.locator(".fs-pop-fact").inner_text().strip()
        == "Hayat Tahrir al-Sham: Listed as terrorist by: United States"
    )
    assert (
        page.locator(".fs-pop a", has_text="Permanent").get_attribute("href")
        == address + "groups/hts/#us-listing"
    )
    page.goto(address + EXPLAINER)
    mark = page.locator(".fs-fact .footnote-ref:visible").first
    mark.click()
    note = page.locator(f"[id='{(mark.get_attribute('href') or '')[1:]}']")
    named = note.locator(".fs-sources").first.text_content() or ""
    entries = page.locator(".fs-pop-sources li")
    assert entries.count() == len(named.split("; ")) > 1, "each source with its own ways"
    assert all("about this source" in text for text in entries.all_inner_texts())


def test_the_script_has_the_same_words_for_a_status_as_the_pages(folder: Path) -> None:
    script = (folder / "build/pages.theme/assets/factsheet.js").read_text(encoding="utf-8")
    found = re.search(r"const WORDS = (\{.*\});", script)
    assert found
    words = json.loads(found[1])
    said = {key: (words[f"status.{key}"], words[f"status.{key}.meaning"]) for key in MARKS}
    assert said == {key: status(key) for key in MARKS}


def test_a_report_of_a_problem_carries_the_fact_and_is_plain_text(address: str, page: Page) -> None:
    page.goto(address + "try/facts/")
    page.locator("sup > a.footnote-ref").first.click()
    url = page.locator(".fs-pop a", has_text="Report a problem").get_attribute("href") or ""
    assert url.startswith(REPORT + "?") and len(url) < 6000
    query = parse_qs(urlsplit(url).query)
    assert query["title"] == ["Problem with a fact: groups/hts/#us-listing"]
    for part in (
        address + "groups/hts/#us-listing",
        address + "try/facts/",
        "The United States listed it.",
        "- The Paper, 2024, paragraph 5\n- The Other, 2023",
    ):
        assert part in query["body"][0]
    foot = (
        page.locator(".fs-foot a", has_text="Report a problem with this page").get_attribute("href")
        or ""
    )
    assert parse_qs(urlsplit(foot).query)["title"] == ["Problem with a page: Facts"]


def reported(page: Page, address: str, setting: str) -> None:
    """Open the pop-up of a fact on a page that says to report problems there."""

    def other(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        route.fulfill(
            response=answer,
            body=answer.text().replace(f'content="{REPORT}"', f"content='{setting}'"),
        )  # type: ignore[attr-defined]

    page.route("**/try/facts/", other)
    page.goto(address + "try/facts/")
    page.locator("sup > a.footnote-ref").first.click()


def test_a_form_with_fields_of_its_own_is_filled_in(address: str, page: Page) -> None:
    reported(page, address, f"{REPORT}?template=correction.yml")
    url = page.locator(".fs-pop a", has_text="Report a problem").get_attribute("href") or ""
    assert url.startswith(f"{REPORT}?template=correction.yml&") and len(url) < 6000
    query = parse_qs(urlsplit(url).query)
    assert "body" not in query and query["page"] == [f"{address}try/facts/"]
    assert query["fact"] == [f"{address}groups/hts/#us-listing"]
    assert query["says"][0].startswith("The United States listed it.")
    assert query["sources"] == ["- The Paper, 2024, paragraph 5\n- The Other, 2023"]


def test_where_there_is_no_form_a_mail_to_the_desk_is_begun(address: str, page: Page) -> None:
    reported(page, address, "mailto:desk@lakes.example")
    link = page.locator(".fs-pop a", has_text="Report a problem")
    url = link.get_attribute("href") or ""
    assert url.startswith("mailto:desk@lakes.example?subject=Problem%20with%20a%20fact")
    assert "+" not in url and "groups%2Fhts%2F%23us-listing" in url and len(url) < 1900


@pytest.mark.parametrize(
    "setting", ["", "javascript:alert(1)", "http://plain.example/new", '" onclick="x']
)
def test_no_report_link_where_the_address_is_none(address: str, page: Page, setting: str) -> None:
    reported(page, address, setting)
    assert "Permanent address" in pop(page) and "Report a problem" not in pop(page)


def test_a_long_fact_makes_no_overlong_report(address: str, page: Page) -> None:
    page.goto(address + "try/facts/")
    page.evaluate("document.querySelector('.fs-fact b').textContent = '😀ط'.repeat(9000)")
    page.locator("sup > a.footnote-ref").first.click()
    assert (
        len(page.locator(".fs-pop a", has_text="Report a problem").get_attribute("href") or "")
        <= 6000
    )


def test_nothing_that_a_fetched_page_carries_can_act(address: str, page: Page) -> None:
    evil = (
        '<h3 id="when-founded">x</h3><ul onclick="window.hit=1"><li><img src=x onerror="window.hit=1">one'
        '<a href="javascript:window.hit=1">two</a><script>window.hit=1</script></li></ul>'
    )
    page.route("**/groups/hts/", lambda route: route.fulfill(body=evil, content_type="text/html"))
    page.goto(address + "try/facts/")
    page.locator("sup > a.footnote-ref").first.click()
    page.locator(".fs-pop summary").click()
    page.locator(".fs-pop details li").first.wait_for()
    page.locator(".fs-pop details li a").click()
    page.locator(".fs-pop details li").click()
    assert page.evaluate("window.hit") is None
    assert (
        page.locator(".fs-pop :is(script, [onclick], [onerror], [href^=javascript])").count() == 0
    )


def test_on_a_phone_the_popup_is_a_sheet_at_the_foot(address: str, browser: Browser) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address + "try/facts/")
    page.locator("sup > a.footnote-ref").first.tap()
    box = page.locator(".fs-pop").bounding_box()
    assert box and box["x"] == 0 and box["width"] == 390 and round(box["y"] + box["height"]) == 800
    context.close()


def test_without_scripts_and_in_print_the_footnotes_are_all_there(
    address: str, browser: Browser, page: Page
) -> None:
    silent = browser.new_context(java_script_enabled=False).new_page()
    silent.goto(address + "try/facts/")
    silent.locator("sup > a.footnote-ref").first.click()
    assert (
        silent.url.endswith("#fn:hts-us-listing")
        and silent.locator(".footnote li").first.is_visible()
    )
    silent.goto(address + "try/map/")
    assert all(silent.locator(".fs-day").nth(n).is_visible() for n in range(3))
    assert silent.locator(".fs-slider, .fs-filter, .fs-pop").count() == 0
    silent.context.close()
    page.goto(address + "try/facts/")
    page.locator("sup > a.footnote-ref").first.click()
    page.emulate_media(media="print")
    assert (
        not page.locator(".fs-pop").is_visible() and page.locator(".footnote li").first.is_visible()
    )


def test_the_first_link_to_a_sheet_shows_its_card(address: str, page: Page) -> None:
    page.goto(address + "try/facts/")
    links = page.locator("article p > a")
    assert (
        page.locator(".fs-intro").count() == 1 and links.first.get_attribute("class") == "fs-intro"
    )
    links.first.hover()
    page.locator(".fs-pop").wait_for(state="visible")
    assert "armed group; other names: HTS" in pop(page)
    page.keyboard.press("Escape")
    assert not page.locator(".fs-pop").is_visible()
    page.mouse.move(5, 800)
    page.locator("li > sup a.footnote-ref").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert (
        page.locator(".fs-pop").is_visible()
        and page.locator(".fs-intro").get_attribute("aria-describedby") == "fs-pop"
    )
    page.keyboard.press("Enter")
    page.wait_for_url(address + "groups/hts/")


def test_on_touch_the_first_tap_shows_the_card_and_the_second_goes_on(
    address: str, browser: Browser
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address + "try/facts/")
    page.locator(".fs-intro").tap()
    assert "armed group" in pop(page) and page.url.endswith("try/facts/")
    page.locator(".fs-intro").tap()
    page.wait_for_url(address + "groups/hts/")
    context.close()


def test_the_timeline_is_filtered_and_the_address_keeps_the_choice(
    address: str, page: Page
) -> None:
    page.goto(address + "try/events/")
    told = page.locator(".fs-filter [role=status]")
    assert told.inner_text() == "10 events"
    page.get_by_label("Group").select_option(label="HTS (6)")
    assert told.inner_text() == "6 of 10 events: HTS"
    page.get_by_label("Place").select_option(label="Homs (5)")
    assert told.inner_text() == "3 of 10 events: HTS, Homs"
    assert page.locator("article li:visible").count() == 3
    assert (
        page.locator("h2", has_text="2023").is_visible()
        and not page.locator("h2", has_text="2024").is_visible()
    )
    shared = page.url
    page.goto(address)
    page.goto(shared)
    assert told.inner_text() == "3 of 10 events: HTS, Homs"
    page.emulate_media(media="print")
    assert told.is_visible() and not page.get_by_label("Group").is_visible()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Show all").click()
    assert told.inner_text() == "10 events" and page.url == address + "try/events/"


def test_the_map_shows_one_day_at_a_time(address: str, page: Page) -> None:
    page.goto(address + "try/map/")
    days = page.locator(".fs-day")
    slider = page.get_by_role("slider", name="Day")
    assert [days.nth(n).is_visible() for n in range(3)] == [False, False, True], "the last first"
    slider.focus()
    page.keyboard.press("ArrowLeft")
    assert [days.nth(n).is_visible() for n in range(3)] == [False, True, False]
    assert (
        slider.get_attribute("aria-valuetext")
        == page.locator("output").inner_text()
        == "7 December 2024"
    )
    page.get_by_role("button", name="Next day").click()
    assert days.nth(2).is_visible()
    page.emulate_media(media="print")
    assert (
        all(days.nth(n).is_visible() for n in range(3)) and not slider.is_visible()
    )  # paper has no slider
    page.emulate_media(media="screen")
    assert [days.nth(n).is_visible() for n in range(3)] == [False, False, True]
    page.goto(address + "try/map/#map-2024-12-07")
    assert days.nth(1).is_visible() and not days.nth(2).is_visible()


def test_a_place_that_the_address_names_is_marked_on_every_day(
    address: str, page: Page, browser: Browser
) -> None:
    page.goto(address + "try/map/#map-hama")
    ring = page.locator(".fs-map-mark:visible")
    assert (ring.count(), ring.get_attribute("cx")) == (1, "60")
    assert page.locator("output").inner_text() == "8 December 2024"
    page.get_by_role("button", name="Previous day").click()
    assert page.locator("output").inner_text() == "7 December 2024"
    assert (ring.count(), ring.get_attribute("cx")) == (1, "60")
    page.goto(address + "try/map/#map-homs")
    assert page.locator("output").inner_text() == "8 December 2024"
    assert (ring.count(), ring.get_attribute("cx")) == (1, "30")
    silent = browser.new_context(java_script_enabled=False).new_page()
    silent.goto(address + "try/map/#map-hama")
    rings = silent.locator(".fs-day >> nth=2 >> .fs-map-halo")
    assert [rings.nth(n).is_visible() for n in range(2)] == [False, True]
    silent.context.close()


def test_bars_and_marks_are_told_apart_without_colour(address: str, page: Page) -> None:
    page.goto(address + "try/bars/")
    items = page.locator("article ol > li")
    styles = [
        items.nth(n).evaluate("e => getComputedStyle(e, '::before').borderTopStyle")
        for n in range(4)
    ]
    assert styles == ["solid", "dashed", "double", "dotted"]
    tops = {round((items.nth(n).bounding_box() or {})["y"]) for n in range(4)}
    widths = [(items.nth(n).bounding_box() or {})["width"] for n in range(4)]
    assert len(tops) == 1 and widths == sorted(widths) and widths[3] > widths[0] * 1.3
    glyphs = [
        page.locator(".fs-status").nth(n).evaluate("e => getComputedStyle(e, '::before').content")
        for n in range(6)
    ]
    assert len(set(glyphs)) == 6
    page.set_viewport_size({"width": 390, "height": 800})
    assert len({round((items.nth(n).bounding_box() or {})["y"]) for n in range(4)}) == 4


def found(page: Page, address: str, query: str, heading: str) -> None:
    """Wait until a search for `query` shows a page with this heading; the theme hears a key only once its script runs."""
    page.goto(address)
    field, shown = (
        page.locator("[data-md-component=search-query]"),
        page.locator(".md-search-result__link h1", has_text=heading).first,
    )
    for _ in range(20):
        if not field.evaluate("e => e === document.activeElement"):
            page.keyboard.press("/")
            page.wait_for_timeout(100)
            continue
        field.fill(query)
        page.keyboard.press("Shift")
        with suppress(TimeoutError):
            shown.wait_for(timeout=1_000)
            return
    raise AssertionError(f"{query} does not find {heading}")


@pytest.mark.parametrize(
    "query",
    [
        "Golani",
        "Jolani",
        "Jawlani",
        "Julani",
        "Jūlānī",
        "Jôlānī",
        "al-Sharaa",
        "al-Sharaʿ",
        "al‐Sharāa",
    ],
)
def test_every_spelling_finds_the_person(address: str, page: Page, query: str) -> None:
    found(page, address, query, "Ahmed al-Sharaa")
    assert page.locator(".md-search__input").input_value() == query, "what was typed stays as typed"


@pytest.mark.parametrize(
    "query", ["Hayat Julani", "Hay'at", "Jūlānī", "الجولاني", "الجَولاني", "Erdogan"]
)
def test_a_marked_spelling_is_found_by_the_plain_one(address: str, page: Page, query: str) -> None:
    found(page, address, query, "Hayʼat Jūlānī")


def test_the_index_of_the_search_is_asked_for_when_somebody_turns_to_the_search(
    address: str, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if "search_index" in r.url else None)
    page.goto(address + "try/facts/")
    page.wait_for_load_state("networkidle")
    page.locator("sup > a.footnote-ref").first.click()
    assert asked == []
    with page.expect_request("**/search_index.json"):
        page.locator(".md-search__input").click()
    page.goto(address + "try/facts/?h=marched")
    page.locator("article mark >> visible=true").first.wait_for(timeout=10_000)


def test_a_page_in_arabic_runs_from_right_to_left_and_breaks_endless_words(
    address: str, page: Page
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(address + "try/arabic/")
    article = page.locator("article")
    assert article.get_attribute("lang") == "ar" and article.get_attribute("dir") == "rtl"
    assert (
        page.locator("blockquote").evaluate("e => getComputedStyle(e).borderRightStyle") == "solid"
    )
    assert page.locator("blockquote").evaluate("e => getComputedStyle(e).borderLeftWidth") == "0px"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", [*OURS, EXPLAINER, "404.html"])
def test_pages_fit_phones_and_zoom(address: str, browser: Browser, name: str) -> None:
    for width, scale in ((320, 1), (640, 2), (1600, 1)):
        context = browser.new_context(
            viewport={"width": width, "height": 600}, device_scale_factor=scale
        )
        page = context.new_page()
        page.goto(address + name)
        assert (
            page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            <= 0
        ), width
        context.close()


@pytest.mark.parametrize("name", ["try/events/", "try/map/", "try/facts/", EXPLAINER])
def test_nothing_jumps_while_a_page_loads(address: str, page: Page, name: str) -> None:
    page.goto(address + name)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFTS) < 0.01


def test_a_shared_page_says_what_it_is(address: str, page: Page) -> None:
    page.goto(address + "try/spellings/")
    meta = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('meta[property], meta[name]')].map(m => [m.getAttribute('property') || m.name, m.content]))"
    )
    assert meta["og:title"] == 'Hayʼat Jūlānī & "Sons"' and meta["og:type"] == "article"
    assert (
        meta["og:url"] == address + "try/spellings/"
        and meta["og:image"] == address + "assets/preview.png"
    )
    page.goto(address + "try/arabic/")
    assert (
        page.locator('meta[property="og:description"]').get_attribute("content")
        == 'a "quoted" <text>'
    )
    for asset in ("assets/preview.png", "assets/icon.svg", "assets/icon.png"):
        assert page.request.get(address + asset).ok
    page.goto(address + "404.html")
    assert page.locator('meta[property="og:url"]').count() == 0


def test_a_missing_page_shows_the_ways_on(address: str, page: Page) -> None:
    page.goto(address + "groups/deep/hst-rebel/hts2/")
    assert "does not exist" in page.locator("h1").inner_text()
    near = page.locator(".fs-near a", has_text="Hayat Tahrir al-Sham")
    near.wait_for()
    assert page.locator(".fs-near a").count() <= 5
    for link in page.locator("article li a").all():
        assert page.request.get(
            link.get_attribute("href") or ""
            if "://" in (link.get_attribute("href") or "")
            else link.evaluate("e => e.href")
        ).ok
    near.click()
    page.wait_for_url(address + "groups/hts/")


def test_letters_alone_do_nothing_and_the_slash_opens_the_search(address: str, page: Page) -> None:
    page.goto(address)
    page.keyboard.press("s")
    page.wait_for_timeout(100)  # the theme opens the search a moment after the key
    assert not page.locator("#__search").is_checked()
    page.keyboard.press("/")
    page.locator("#__search:checked").wait_for(state="attached")


KINDS = ["", EXPLAINER, "groups/hts/", "people/jolani/", "cities/homs/", "places/syria/", "quotes/trump-not-our-fight/", "dates/",
         "dates/offensive-begins/", "sources/", "sources/abc-2024-12-08/", "about/how-to-read/", "404.html", "no/such/page/", *OURS]  # fmt: skip


def test_every_kind_of_page_works_under_the_strict_policy_of_the_manual(
    folder: Path, address: str, headers: dict[str, str], browser: Browser
) -> None:
    said = policies.policy(folder / "served/sub")
    assert "unsafe" not in said and said.count("sha256-") >= 3
    headers["Content-Security-Policy"] = said
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(
        "window.broken = []; addEventListener('securitypolicyviolation', e => window.broken.push(e.violatedDirective + ' ' + e.blockedURI))"
    )
    page = context.new_page()
    page.set_extra_http_headers(NO_SEARCH)
    heard: list[str] = []
    page.on(
        "console",
        lambda m: (
            heard.append(m.text)
            if "Content Security Policy" in m.text or "Refused" in m.text
            else None
        ),
    )
    for name in KINDS:
        page.goto(address + name)
        assert page.evaluate("window.broken") == [], name
    page.set_extra_http_headers({})
    page.goto(address + EXPLAINER)
    page.locator("sup > a.footnote-ref").first.click()
    page.locator(".fs-pop summary").click()
    assert "Reported" in pop(page)
    page.keyboard.press("Escape")
    page.locator(".fs-cite .fs-citing button").click()
    page.locator(".fs-cite .fs-citing select").wait_for()
    before = page.locator("body").get_attribute("data-md-color-scheme")
    page.locator("label.md-header__button[for^=__palette]:visible").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") != before
    page.keyboard.press("/")
    page.keyboard.type("Julani", delay=20)
    page.locator(".md-search-result__link h1", has_text="Ahmed al-Sharaa").first.wait_for(
        timeout=10_000
    )
    assert page.evaluate("window.broken") == [] and not heard
    context.close()
    headers.clear()
