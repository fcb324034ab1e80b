"""What stands around a page's text: its headings on a phone, how to cite it, where to tell what is wrong; and how it prints."""

import re
from collections.abc import Iterator

import looks
import pytest
from playwright.sync_api import Browser, Page
from projects import PAPER, write_tree
from served import Site, served

REPORT = "https://tracker.example/new?labels=reader"
FILES = {
    "data/site.yml": "contact: desk@lakes.example\n",
    "data/sources/paper.yml": PAPER,
    "data/groups/army.yml": "name: The <b>Army</b>\nchecked: 2024-12-31\nfacts:\n  marched:\n    text: The army marched.\n    references: [paper]\n",
    "content/index.md": "# Home\n\n[Story](story.md)\n",
    "content/story.md": '# Who “marched”, & why?\n\n{{ as_of() }}\n\n{{ fact("groups/army#marched") }}\n\n## One {#one}\n\nText.\n\n'
    '## Two {#two}\n\nText.\n\n!!! fold "More"\n\n    It is folded.\n\n## Three {#three}\n\n' + "Long.\n\n" * 80,
    "mkdocs.yml": "site_name: Lakes\nsite_url: !ENV SITE_URL\ndocs_dir: content\ntheme: {name: material}\n"
    f'plugins: [search, factsheet]\nextra: {{report_url: "{REPORT}"}}\n',
}  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("around")
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    with served(root) as site:
        yield site


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=looks.PHONE)
    yield page
    page.context.close()


def test_on_a_phone_the_headings_are_folded_above_the_text_and_shut_when_one_is_chosen(
    small: Site, phone: Page
) -> None:
    phone.goto(small.url + "story/")
    assert phone.evaluate(looks.SHIFTS) < 0.01
    contents = phone.locator(".fs-contents")
    assert contents.get_by_role("link").count() == 0, "folded"
    contents.locator("summary").click()
    assert contents.get_by_role("link").all_inner_texts()[:3] == ["One", "Two", "Three"]
    contents.get_by_role("link", name="Three").click()
    phone.wait_for_function("!document.querySelector('.fs-contents').open")
    heading = phone.locator("#three").bounding_box()
    bar = phone.locator(".fs-contents").bounding_box()
    assert heading and bar and bar["y"] + bar["height"] <= heading["y"] < 400, "nothing covers it"


def test_the_headings_stand_once_whatever_the_width(small: Site, browser: Browser) -> None:
    for width in (390, 800, 1000, 1280):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(small.url + "story/")
        beside = page.locator(".md-sidebar--secondary").is_visible()
        assert page.locator(".fs-contents").is_visible() is not beside, width
        page.close()


def test_without_scripts_the_headings_open_too(small: Site, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False, viewport=looks.PHONE)
    page.goto(small.url + "story/")
    page.locator(".fs-contents summary").click()
    assert page.locator(".fs-contents").get_by_role("link", name="Two").is_visible()
    page.context.close()


def test_a_page_with_few_headings_has_no_list_of_them(small: Site, phone: Page) -> None:
    phone.goto(small.url)
    assert phone.locator(".fs-contents").count() == 0


def test_a_page_says_how_to_cite_it_and_the_citation_is_copied(
    small: Site, browser: Browser
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    for path, title in (("story/", "Who “marched”, & why?"), ("groups/army/", "The <b>Army</b>")):
        page.goto(small.url + path)
        said = f"“{title}”, Lakes, facts checked by 31 December 2024, {small.url}{path}"
        assert page.locator(".fs-cite > span").first.inner_text() == said
        page.get_by_role("button", name="Copy as").click()
        page.get_by_role("button", name="Copy", exact=True).click()
        page.get_by_role("button", name="Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert re.fullmatch(rf"{re.escape(said)}, accessed on \d{{4}}-\d\d-\d\d", copied)
    page.goto(small.url)
    assert page.locator(".fs-cite").count() == 0, "nobody cites the first page"
    context.close()


def test_a_problem_is_reported_by_form_or_by_mail_and_the_page_is_named(
    small: Site, phone: Page
) -> None:
    phone.goto(small.url + "groups/army/")
    form, mail = (one.get_attribute("href") or "" for one in phone.locator(".fs-report a").all())
    place = small.url.replace(":", "%3A") + "groups/army/"
    assert form.startswith(f"{REPORT}&title=Problem%20with%20a%20page%3A%20The") and place in form
    assert mail.startswith("mailto:desk@lakes.example?subject=Problem%20with") and place in mail
    phone.goto(small.url + "nowhere/")
    assert phone.locator(".fs-report a").count() == 2


def test_a_form_gets_the_page_and_without_one_the_desk_gets_a_mail(
    tmp_path_factory: pytest.TempPathFactory, phone: Page
) -> None:
    for setting, said in (
        (f"{REPORT}&template=correction.yml", "&page="),
        ("", "mailto:desk@lakes.example"),
    ):
        root = tmp_path_factory.mktemp("form")
        settings = FILES["mkdocs.yml"].replace(REPORT, setting)
        write_tree(root, {**FILES, "mkdocs.yml": settings})
        with served(root) as site:
            phone.goto(site.url + "groups/army/")
            meta = phone.locator('meta[name="factsheet:report"]').get_attribute("content")
            link = phone.locator(".fs-report a").first.get_attribute("href") or ""
        assert said in link and (meta == setting or link.startswith(str(meta)))
        assert ("body=" in link) is not ("template=" in link)


def test_on_paper_a_page_is_an_article(small: Site, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(small.url + "story/")
    page.emulate_media(media="print")
    for gone in (".md-header", ".md-tabs", ".md-sidebar", ".fs-contents", ".fs-report"):
        assert page.locator(f"{gone} >> visible=true").count() == 0, gone
    assert page.get_by_text("It is folded.").is_visible()
    assert page.locator(".fs-cite").is_visible(), "where it came from, and from when it is"
    source = page.locator("article :is(p, li) a[href='https://paper.example/report']").first
    after = source.evaluate("one => getComputedStyle(one, '::after').content")
    assert source.get_attribute("href") in after, "an address that can be typed"
    running = "getComputedStyle(document.documentElement).getPropertyValue('--fs-running')"
    assert page.evaluate(f"JSON.parse({running})") == "Who “marched”, & why? – Lakes"
    assert page.pdf(format="A4").count(b"/Type /Page\n") in (3, 4), "a page has its margins"
    page.close()


def test_the_line_of_an_explainer_is_neither_long_nor_short(site: Site, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(site.url + "explainers/who-are-the-syrian-rebels/")
    for width, least, most in ((1280, 45, 75), (1920, 45, 75), (800, 45, 75), (390, 35, 60)):
        page.set_viewport_size({"width": width, "height": 900})
        longest = page.evaluate(LETTERS)
        assert least <= longest <= most, (width, longest)
    page.close()


# How many letters the lines of running text have, in the middle: those of each paragraph by its height.
LETTERS = """() => {
  const counts = [...document.querySelectorAll('article > p')].filter(p => p.textContent.length > 300).map(p => {
    const lines = Math.round(p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight));
    return p.textContent.length / lines;
  }).sort((a, b) => a - b);
  return counts[Math.floor(counts.length / 2)];
}"""


def test_the_feeds_are_named_for_programs_and_fetched_by_nobody(
    small: Site, browser: Browser
) -> None:
    page, asked = browser.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(small.url + "story/")
    page.wait_for_load_state("networkidle")
    feeds = page.locator('head link[rel~="alternate"][type="application/atom+xml"]')
    named = feeds.evaluate_all("all => all.map(one => one.href)")
    assert [one.removeprefix(small.url) for one in named] == [
        "feeds/changes.xml", "feeds/corrections.xml", "feeds/pages/story.xml",
    ]  # fmt: skip
    assert len(asked) > 3 and not [one for one in asked if "feeds" in one or "sitemap" in one]
    page.context.close()
