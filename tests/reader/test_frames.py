"""Facts in frames on a page of another origin: shown alone at any width, kept up to date, quiet, small, sound."""

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import crawl
import looks
import policies
import pytest
from playwright.sync_api import Browser, FrameLocator, Page
from projects import PAPER, ROOT, write_tree
from served import Site, host, print_site

MANY = "".join(
    f"  f{n}:\n    text: 'Fact {n}: {' '.join(f'w{n * i * 7919}' for i in range(30))}.'\n"
    f"    when: {1900 + n}\n    references: [paper]\n"
    for n in range(1, 101)
)
BOARD = """name: The Lake Board
checked: 2024-12-31
lead: {text: The Lake Board looks after the lake., references: [paper]}
facts:
  moved:
    text: The board moved to the hill above the town.
    when: 2019-05
    references: [paper, wire]
  deep: {text: The lake is deep., status: claimed, asserted_by: people/ann, references: [paper]}
  flat: {text: The lake is flat., asserted_by: a visitor, references: [wire]}
disputes:
  how-deep: {question: How deep is the lake?, statements: ["#deep", "#flat"], note: Nobody has measured it.}
"""
CORRECTED = BOARD.replace("to the hill above the town", "to the shore").replace(
    "    references: [paper, wire]",
    "    references: [paper, wire]\n    changes:\n      - kind: correction\n        on: 2024-12-20\n"
    "        was: The board moved to the hill above the town.\n        why: We misread the report.",
)
FILES = {
    "data/site.yml": "languages: [en, ar]\nname: {en: Lake facts, ar: حقائق البحيرة}\n",
    "data/sources/wire.yml": PAPER.replace("origin: paper", "origin: wire").replace(
        "The Paper", "The Wire"
    ),
    "data/people/ann.yml": "name: {en: Ann, ar: آن}\nchecked: 2024-12-31\n",
    "data/groups/board.yml": BOARD,
    "data/groups/lake.yml": f"name: The Lake\nchecked: 2024-12-31\nfacts:\n{MANY}",
    "data/places/hill.yml": "name: {en: The Hill, ar: التل}\nchecked: 2024-12-31\n"
    "point: [{value: [37.16, 36.2], references: [paper]}]\n",
    "content/index.md": '# Lakes\n\n{{ fact("groups/board#moved") }}\n\n{{ fact("groups/lake#f1") }}\n',
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A small site in two languages, built and served; its folder and its address."""
    root = write_tree(tmp_path_factory.mktemp("lakes"), FILES)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0]
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    with host(root / "served") as url:
        print_site(root, url)
        yield root, f"{url}sub/"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """The folder and the address of another site."""
    (tmp_path / "other").mkdir()
    with host(tmp_path / "other") as url:
        yield tmp_path / "other", url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    yield opened
    context.close()


def show(
    page: Page, elsewhere: tuple[Path, str], src: str, width: int, more: str = ""
) -> FrameLocator:
    """A page of the other site with a frame of a width."""
    folder, url = elsewhere
    html = f'<!DOCTYPE html><title>An article</title>{more}<iframe title="A fact" src="{src}" style="width:{width}px;height:400px;border:0"></iframe>'
    (folder / "article.html").write_text(html, encoding="utf-8")
    page.goto(f"{url}article.html")
    return page.frame_locator("iframe")


WIDER = "html => html.scrollWidth - html.clientWidth"


@pytest.mark.parametrize("width", [240, 800])
def test_a_fact_is_shown_alone_in_a_frame_and_nobody_else_is_asked(
    made: tuple[Path, str], elsewhere: tuple[Path, str], page: Page, width: int
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    frame = show(page, elsewhere, f"{made[1]}embed/groups/board/#moved", width)
    frame.get_by_text("moved to the hill").wait_for()
    assert frame.locator("section:visible").count() == 1
    assert "looks after" not in frame.locator("main").inner_text()
    assert frame.locator("html").evaluate(WIDER) <= 0
    page.wait_for_load_state("networkidle")
    hosts = {urlsplit(one).netloc for one in asked}
    assert hosts == {urlsplit(made[1]).netloc, urlsplit(elsewhere[1]).netloc}
    ours = [urlsplit(one).path for one in asked if one.startswith(made[1])]
    assert sorted(ours) == [
        "/sub/embed/groups/board/",
        "/sub/embed/size.js",
        "/sub/embed/style.css",
    ]


def test_a_version_brings_its_rivals_and_they_stand_side_by_side_where_there_is_room(
    made: tuple[Path, str], page: Page
) -> None:
    page.goto(f"{made[1]}embed/groups/board/#deep")
    boxes = [one.bounding_box() for one in page.locator(".v").all()]
    assert len(boxes) == 2 and boxes[0] and boxes[1] and boxes[0]["y"] == boxes[1]["y"]
    page.set_viewport_size({"width": 240, "height": 700})
    below = [one.bounding_box() for one in page.locator(".v").all()]
    assert below[0] and below[1] and below[1]["y"] > below[0]["y"]
    said = page.locator("main").inner_text()
    assert "according to Ann" in said and "according to a visitor" in said and "measured" in said
    assert page.locator("section:visible").count() == 1


def test_the_same_address_shows_a_correction_after_the_next_build(
    made: tuple[Path, str], elsewhere: tuple[Path, str], page: Page
) -> None:
    root, url = made
    src = f"{url}embed/groups/board/#moved"
    said = show(page, elsewhere, src, 480).locator("section:visible").inner_text()
    assert "moved to the hill" in said and "Corrected" not in said
    (root / "data/groups/board.yml").write_text(CORRECTED, encoding="utf-8")
    print_site(root, url.removesuffix("sub/"))
    page.context.clear_cookies()
    page.route("**/embed/**", lambda route: route.continue_())  # past what the browser has kept
    said = show(page, elsewhere, src, 480).locator("section:visible").inner_text()
    assert "moved to the shore" in said
    assert (
        "Corrected on 20 December 2024. It read: “The board moved to the hill above the town.”"
        in said
    )
    (root / "data/groups/board.yml").write_text(BOARD, encoding="utf-8")
    print_site(root, url.removesuffix("sub/"))


HEIGHT = "document.querySelector('iframe').getBoundingClientRect().height"


def test_the_script_of_the_other_page_heeds_a_height_from_its_frames_and_nothing_else(
    made: tuple[Path, str], elsewhere: tuple[Path, str], page: Page
) -> None:
    script = f'<script src="{made[1]}embed/height.js"></script>'
    frame = show(page, elsewhere, f"{made[1]}embed/groups/board/#moved", 480, script)
    page.wait_for_function(f"{HEIGHT} !== 400")
    high = page.evaluate(HEIGHT)
    told = frame.locator("body").evaluate("body => body.getBoundingClientRect().height")
    assert (
        abs(high - told) <= 1
        and frame.locator("html").evaluate("html => html.scrollHeight - html.clientHeight") <= 1
    )
    page.evaluate("postMessage({factsheetHeight: 999}, '*')")
    for wrong in ("79", "4001", "NaN", "Infinity", "'900'", "{}", "null"):
        frame.locator("body").evaluate(
            f"() => parent.postMessage({{factsheetHeight: {wrong}}}, '*')"
        )
    frame.locator("body").evaluate("() => parent.postMessage(null, '*')")
    page.wait_for_timeout(200)
    assert page.evaluate(HEIGHT) == high
    frame.locator("body").evaluate("() => parent.postMessage({factsheetHeight: 600}, '*')")
    page.wait_for_function(f"{HEIGHT} === 600")


def test_a_frame_tells_its_height_and_nothing_else(
    made: tuple[Path, str], elsewhere: tuple[Path, str], page: Page
) -> None:
    listen = "<script>heard = []; addEventListener('message', e => heard.push(e.data))</script>"
    show(page, elsewhere, f"{made[1]}embed/groups/board/", 480, listen)
    page.wait_for_function("heard.length")
    assert all(set(one) == {"factsheetHeight"} for one in page.evaluate("heard"))


@pytest.mark.parametrize("scripts", [True, False])
def test_the_first_part_leads_to_a_fact_of_another(
    made: tuple[Path, str], browser: Browser, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{made[1]}embed/groups/lake/#f1")
    if not scripts:
        rows = page.locator(".more li:visible")
        assert rows.count() == 1 and page.locator("section:visible").count() == 1
        rows.get_by_role("link").click()
    page.wait_for_url(re.compile(r"/embed/groups/lake/\d/#f1$"))
    assert page.locator("section:visible").inner_text().startswith("Reported")
    context.close()


def test_a_browser_that_cannot_choose_shows_all(made: tuple[Path, str], page: Page) -> None:
    def older(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(":has(", ":unheard-of("))

    page.route("**/embed/style.css", older)
    page.goto(f"{made[1]}embed/groups/board/#moved")
    assert page.locator("section:visible").count() == page.locator("section").count() > 2


def test_the_keyboard_goes_through_what_is_shown_in_its_order(
    made: tuple[Path, str], page: Page
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})  # versions below one another
    page.goto(f"{made[1]}embed/groups/board/")
    wanted = page.locator("a[href]:visible").count()
    tops, seen = [], 0
    for _ in range(wanted):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "() => { const {top} = document.activeElement.getBoundingClientRect();"
            " return [document.activeElement.tagName, top + scrollY]; }"
        )
        seen += focused[0] == "A"
        tops.append(focused[1])
    assert seen == wanted and tops == sorted(tops)


VISITED = [
    "embed/groups/hts/", "embed/groups/hts/#us-listing", "embed/places/syria/", "embed/cities/homs/",
    "embed/quotes/trump-not-our-fight/", "embed/dates/offensive-begins/", "embed/people/jolani/#birth",
    "embed/sources/abc-2024-12-08/", "ar/embed/groups/hts/", "ar/embed/cities/homs/#map",
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_they_keep_wcag_and_fit_every_width(site: Site, browser: Browser, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page, wrong = context.new_page(), []
    for name in VISITED:
        page.set_viewport_size({"width": 640, "height": 800})
        page.goto("about:blank")
        page.goto(site.url + name)
        found, practice = looks.axe(page)
        wrong += [f"{name}: {line}" for line in (*found, *practice)]
        for width in (240, 320, 800, 1280):
            wrong += looks.wider(page, name, (width,))
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(23, 28, 31)"}[scheme]
    context.close()
    assert not wrong, "\n".join(wrong)


def test_on_paper_it_is_dark_on_light_and_whole(site: Site, browser: Browser) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{site.url}embed/groups/hts/#us-listing")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.locator("section:visible").count() == 1
    context.close()


def test_the_files_are_sound(site: Site, tmp_path: Path) -> None:
    assert len(site.embeds) > 700
    for name, html in site.embeds.items():
        place = tmp_path / name / "index.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(html, encoding="utf-8")
    assert crawl.validated(tmp_path) == []
    for name, found in crawl.framed(site).items():
        assert len(found.titles["h1"]) == len(found.titles["title"]) == 1, name
        assert found.lang == ("ar" if name.startswith("ar/") else "en"), name


class Code(HTMLParser):
    """The attributes of the one element of a code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def copied(page: Page, url: str, words: str) -> dict[str, str | None]:
    """What the button in the note of a fact puts into the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(url)
    page.locator(".fs-fact, li:has(sup)", has_text=words).first.locator(
        "sup > a.footnote-ref"
    ).first.click()
    page.locator(".fs-pop .fs-embed button").click()
    page.locator(".fs-pop .fs-embed button", has_text=re.compile("Copied|نُسخ|تم")).wait_for()
    (code,) = Code(page.evaluate("navigator.clipboard.readText()")).found
    assert code[0] == "iframe"
    return code[1]


def test_the_note_of_a_fact_copies_the_code_of_its_frame(
    made: tuple[Path, str], elsewhere: tuple[Path, str], page: Page
) -> None:
    code = copied(page, made[1], "moved to the hill")
    assert code["src"] == f"{made[1]}embed/groups/board/#moved"
    assert (
        code["title"] == "The board moved to the hill above the town. – The Lake Board – Lake facts"
    )
    assert (code["width"], code["loading"], code["style"]) == ("100%", "lazy", "border:0")
    assert code["referrerpolicy"] == "no-referrer-when-downgrade"
    assert 220 <= int(code["height"] or 0) <= 600
    frame = show(page, elsewhere, code["src"] or "", 480)
    frame.get_by_text("moved to the hill").wait_for()
    high = frame.locator("body").evaluate("body => body.getBoundingClientRect().height")
    assert high <= int(code["height"] or 0)


def test_the_code_names_the_part_that_has_the_fact_and_the_language(
    made: tuple[Path, str], page: Page
) -> None:
    code = copied(page, made[1], "Fact 1:")
    assert re.search(r"/sub/embed/groups/lake/\d/#f1$", code["src"] or "")
    code = copied(page, f"{made[1]}ar/groups/board/", "moved to the hill")
    assert code["src"] == f"{made[1]}ar/embed/groups/board/#moved"


def test_a_site_without_frames_offers_no_code(tmp_path: Path, page: Page) -> None:
    root = write_tree(tmp_path, {**FILES, "data/site.yml": "outputs: {embeds: false}\n",
                                 "data/people/ann.yml": "name: Ann\nchecked: 2024-12-31\n",
                                 "data/places/hill.yml": "name: The Hill\nchecked: 2024-12-31\n"})  # fmt: skip
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0]
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    with host(root / "served") as url:
        print_site(root, url)
        page.goto(f"{url}sub/")
        page.locator("sup > a.footnote-ref").first.click()
        page.locator(".fs-pop-links a").first.wait_for()
        assert page.locator(".fs-pop .fs-embed").count() == 0
        assert not (root / "served/sub/embed").exists()


def test_they_work_under_the_policy_of_the_manual(made: tuple[Path, str], page: Page) -> None:
    root, url = made
    said = policies.policy(root / "served/sub", "/embed/groups/board/")
    assert "unsafe" not in said and "sha256" not in said
    shutil.copytree(root / "served", root / "strict", dirs_exist_ok=True)
    page.add_init_script(
        "broken = []; addEventListener('securitypolicyviolation', e => broken.push(e.violatedDirective))"
    )
    with host(root / "strict", {"Content-Security-Policy": said}) as strict:
        for name in ("groups/board/#moved", "places/hill/#map", "groups/lake/#f1"):
            page.goto(f"{strict}sub/embed/{name}")
            page.wait_for_load_state("networkidle")
            assert page.evaluate("broken") == [], name
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
