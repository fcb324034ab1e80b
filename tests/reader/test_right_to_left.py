"""A site in Arabic: pages run from right to left, maps do not, nothing within a line jumps.

It is made here, with names and texts in Arabic; a source, a quotation and points in Latin letters.
"""

from collections.abc import Iterator
from pathlib import Path

import crawl
import looks
import pytest
from playwright.sync_api import Browser, Locator, Page
from projects import PAPER, ROOT
from served import Site, served

TOWNS = {  # (name, point, when the army was there, when the others were)
    "aleppo": ("حلب", "[37.16, 36.2]", "../2024-11-28", "2024-11-30/"),
    "homs": ("حمص", "[36.71, 34.73]", "../2024-12-05", "2024-12-07/"),
    "damascus": ("دمشق", "[36.28, 33.51]", "2024-11-20/2024-12-06", "2024-12-08/"),
    "port": ("مرفأ الساحل الكبير", "[35.78, 35.52]", "2024-11-20/2024-12-08", "2024-12-09/"),
}
TOWN = """name: {name}
checked: 2024-12-31
lead: {{text: "{name} مدينة في سوريا.", references: [paper]}}
point: [{{value: {point}, references: [wire]}}]
population: [{{value: 652609, scope: "المدينة، تعداد", when: 2004, references: [paper]}}]
control:
  - {{value: groups/army, id: army, when: {before}, references: [paper, wire]}}
  - value: groups/rebels
    id: rebels
    when: {after}
    status: claimed
    asserted_by: groups/rebels
    references: [wire]
"""
EVENT = """name: اليوم {n}
checked: 2024-12-31
when: 2024-12-{n:02}
text: تقدم الثوار في اليوم {n} من الشهر (بحسب BBC).
about: [{about}, cities/homs]
references: [{source}]
"""
FILES = {
    "data/site.yml": "language: ar\nreview: {groups: 1}\n",
    "data/sources/paper.yml": PAPER.replace("A report", "تقرير من حلب")
    .replace("The Paper", "صحيفة الفرات"),
    "data/sources/wire.yml": PAPER.replace("A report", "Who holds Homs? (live)")
    .replace("The Paper", "BBC News (UK)")
    .replace("origin: paper", "origin: wire\nlanguage: en\nread: كاملًا"),
    "data/sources/agency.yml": PAPER.replace("A report", "Rebels “near” the city, says army")
    .replace("The Paper", "AFP")
    .replace("origin: paper", "origin: agency\nlanguage: en"),
    "data/people/leader.yml": """name: أحمد الشرع
checked: 2024-12-31
lead: {text: أحمد الشرع قائد الثوار., references: [paper]}
""",
    "data/groups/army.yml": "name: الجيش السوري\nshort_name: الجيش\nchecked: 2024-12-31\n",
    "data/groups/front.yml": """name: جبهة النصرة
checked: 2024-12-31
founded: [{value: 2012-01, references: [paper]}]
""",
    "data/groups/rebels.yml": """name: هيئة تحرير الشام
short_name: الثوار
aliases: [HTS, Hayat Tahrir al-Sham (HTS)]
native_name: {en: Hayat Tahrir al-Sham}
checked: 2025-02-28
lead: {text: هيئة تحرير الشام (HTS) قادت الهجوم عام 2024., references: [paper, wire]}
leader: [{value: people/leader, when: 2017~/2025-01-29, references: [paper]}]
predecessor: [{value: groups/front, when: ../2017-01, references: [paper, agency]}]
founded: [{value: 2017-01, scope: بهذا الاسم, references: [paper]}]
ended: [{value: 2025-01-29, references: [wire]}]
strength:
  - {value: {low: 10000, high: 30000}, id: range, when: 2024-12-09, references: [wire]}
  - value: {about: 25000}
    id: about
    when: 2024-11
    status: claimed
    asserted_by: groups/rebels
    references: [agency]
facts:
  marched: {text: سار الثوار إلى دمشق., when: 2024-12-07, references: [paper, wire, agency]}
  stayed: {text: بقي الثوار في حمص., when: 2024-12-07, references: [agency]}
  talked:
    text: قال الثوار إنهم 5-3 أضعاف الجيش (تقدير BBC).
    status: claimed
    asserted_by: groups/rebels
    references: ["wire#P5"]
disputes:
  where: {question: أين كان الثوار؟, statements: ["#marched", "#stayed"], note: اختلفت الروايات.}
""",
    "data/quotes/said.yml": """name: قول الشرع في النصر
speaker: people/leader
said: 2024-12-08
checked: 2024-12-31
wordings:
  original:
    text: هذا نصر تاريخي
    rendition: original
    language: ar
    preferred: true
    references: [paper]
  english:
    text: This is a historic victory!
    rendition: translation
    language: en
    references: [wire]
""",
    "content/index.md": """# سوريا 2024

الثوار في دمشق. {{ fact("groups/rebels#marched") }}

- **[من هم الثوار؟](explainer.md)**

    {{ fact("groups/rebels#lead") }}

- **[من سيطر على المدن؟](map.md)**

    {{ fact("groups/rebels#stayed") }}

## الخريطة {#map}

{{ map("cities", since="2024-12-08", until="2024-12-08", borders="yes", tables="no") }}
""",
    "content/map.md": """# من سيطر على المدن؟

{{ map(since="2024-11-27", until="2024-12-08", borders="yes") }}
""",
    "content/explainer.md": """# من هم الثوار؟

{{ as_of() }}

{{ fact("groups/rebels#lead") }} {{ fact("groups/rebels#talked") }} وقال *الشرع*:

{{ quote("quotes/said") }}

{{ keyfacts("groups/rebels#founded", "groups/rebels#ended") }}

## أين كانوا؟ {#where}

{{ fact("groups/rebels#stayed") }}

{{ dispute("groups/rebels#where") }}

## من سيطر، ومتى؟ {#held}

{{ control("cities", since="2024-11-26", until="2024-12-08") }}

!!! fold "ما لم يُذكر"

    {{ fact("groups/rebels#marched") }}

{{ who() }}
""",
    "content/english.md": """---
language: en
---

# What is this?

A page in another language, with a list:

- one
- two (2)
""",
}  # fmt: skip
NAV = """
nav:
  - الرئيسية: index.md
  - المقالات: [explainer.md, english.md]
  - الخريطة: map.md
  - التسلسل: dates/index.md
  - المصادر: sources/index.md
"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site, built and served."""
    root = tmp_path_factory.mktemp("arabic")
    files = dict(FILES)
    for slug, (name, point, before, after) in TOWNS.items():
        files[f"data/cities/{slug}.yml"] = TOWN.format(
            name=name, point=point, before=before, after=after
        )
    for n in range(1, 13):
        about, source = ("groups/army", "paper") if n % 2 else ("groups/rebels", "agency")
        files[f"data/dates/d{n:02}.yml"] = EVENT.format(n=n, about=about, source=source)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0]
    features = "name: material, features: [navigation.tabs, navigation.footer, navigation.path]"
    settings = settings.replace("name: material", features).replace(
        "Syria fact sheets", "بطاقات سوريا"
    )
    files["mkdocs.yml"] = settings + NAV
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    with served(root) as site:
        yield site


@pytest.fixture
def page(arabic: Site, browser: Browser) -> Iterator[Page]:
    """A desktop window."""
    opened = browser.new_page(viewport=looks.WIDE, base_url=arabic.url)
    opened.set_default_timeout(15_000)
    yield opened
    opened.context.close()


# where the pieces of an element's text stand, from the left, each looked for behind the one before
PLACES = """(element, pieces) => {
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), letters = [];
  for (let node; node = walk.nextNode();)
    for (let at = 0; at < node.length; at++) letters.push([node, at]);
  const text = letters.map(([node, at]) => node.data[at]).join("");
  let from = 0;
  return pieces.map(piece => {
    const at = text.indexOf(piece, from);
    if (at < 0) throw new Error(`no ${piece} in ${text}`);
    from = at + piece.length;
    const range = document.createRange();
    range.setStart(...letters[at]);
    range.setEnd(letters[from - 1][0], letters[from - 1][1] + 1);
    const box = range.getBoundingClientRect();
    return box.left + box.width / 2;
  });
}"""


def places(within: Locator, *pieces: str) -> list[float]:
    """How far to the right these pieces of its text stand, in the order in which they are read."""
    found: list[float] = within.evaluate(PLACES, pieces)
    return found


def leftwards(found: list[float]) -> bool:
    return len(found) > 1 and found == sorted(set(found), reverse=True)


def rightwards(found: list[float]) -> bool:
    return leftwards(found[::-1])


def lefts(found: Locator) -> list[float]:
    """The left edges of elements, in the order of the page."""
    return [box["x"] for one in found.all() if (box := one.bounding_box())]


def before(found: Locator, name: str) -> str:
    """A computed property of what stands before an element."""
    told: str = found.evaluate("(e, name) => getComputedStyle(e, '::before')[name]", name)
    return told


def test_time_runs_from_right_to_left_in_bars_and_fades_at_its_beginning(page: Page) -> None:
    page.goto("explainer/")
    for town in page.locator("ul > li:has(> ol)").all():
        bars = town.locator("ol > li")
        assert bars.count() == 1 or leftwards(lefts(bars)), town.inner_text()
    faded = page.locator("ol > li:has(> .fs-since)").first
    assert "to left, rgba(0, 0, 0, 0)" in before(faded, "maskImage")
    page.goto("groups/rebels/")
    strip = page.locator("ol > li:has(> .fs-stage)")
    assert "جبهة النصرة" in strip.first.inner_text() and leftwards(lefts(strip))


def test_the_slider_goes_on_in_time_to_the_left(page: Page) -> None:
    page.goto("map/")
    slider, output = page.get_by_role("slider"), page.locator("output")
    slider.wait_for()
    slider.focus()
    page.keyboard.press("Home")
    first = output.inner_text()
    page.keyboard.press("ArrowLeft")
    assert output.inner_text() == "29 نوفمبر 2024"
    page.keyboard.press("ArrowRight")
    assert output.inner_text() == first
    back, on = page.locator(".fs-slider button").all()
    assert leftwards(lefts(page.locator(".fs-slider :is(button, input)")))
    on.click()
    assert output.inner_text() == "29 نوفمبر 2024"
    back.click()
    assert output.inner_text() == first


LETTERING = """picture => {
  picture.append(document.querySelector(".fs-map-base defs > g").cloneNode(true));
  return [...picture.querySelectorAll("text")].map(text => {
    const {x, y, width, height} = text.getBBox();
    const [at, anchor] = ["x", "text-anchor"].map(name => text.getAttribute(name));
    const box = {left: x, right: x + width, top: y, bottom: y + height};
    return {words: text.textContent, anchor, at: Number(at), ...box};
  });
}"""
SIGNS = """picture => [...picture.querySelectorAll("g[class^=fs-map-]")].map(sign => {
  const {x, y, width, height} = sign.getBBox();
  return {left: x, right: x + width, top: y, bottom: y + height};
})"""


def test_names_on_a_map_stand_beside_their_marks_as_from_left_to_right(page: Page) -> None:
    page.goto("map/")
    picture = page.locator(".fs-day:visible .fs-map-picture")
    signs = [sign for sign in picture.evaluate(SIGNS) if sign["right"] - sign["left"] < 30]
    lettering = picture.evaluate(LETTERING)
    assert {"حلب", "مرفأ الساحل الكبير", "الثوار (رواية طرف معني)"} <= {
        t["words"] for t in lettering
    }
    for text in (one for one in lettering if one["words"] != "?"):
        anchored = {None: text["left"], "end": text["right"]}
        middle = (text["left"] + text["right"]) / 2
        assert abs(anchored.get(text["anchor"], middle) - text["at"]) < 1, text
        assert text["left"] >= 0 and text["right"] <= 340, text
        for sign in signs:
            across = min(text["right"], sign["right"]) - max(text["left"], sign["left"])
            down = min(text["bottom"], sign["bottom"]) - max(text["top"], sign["top"])
            assert across < 1 or down < 1, (text, sign)


def test_latin_words_numbers_and_signs_in_an_arabic_line_do_not_jump(page: Page) -> None:
    page.goto("groups/rebels/")
    entry = page.locator("#sources__ + ul > li", has_text="BBC")
    assert leftwards(places(entry, "BBC News (UK)", "،", "8", "ديسمبر", "2024", "Who holds", "."))
    assert rightwards(places(entry, "BBC", "News", "(", "UK", ")"))
    assert rightwards(places(entry, "Who", "holds", "Homs", "?", "(", "live", ")"))
    printed = page.locator(".fs-who").first
    assert leftwards(places(printed, "صحيفة", "الفرات", "BBC News (UK)", "AFP"))
    names = page.locator(".card li", has_text="HTS").last
    assert leftwards(places(names, "HTS", "،", "Hayat"))
    assert rightwards(places(page.locator(".fs-review"), "2025", "-", "03", "-", "01"))
    page.goto("sources/wire/")
    point = page.locator("td", has_text="شمالًا").first
    assert leftwards(places(point, "36.2", "شمالًا", "37.16", "شرقًا"))
    assert rightwards(places(point, "36.2", "°")) and rightwards(places(point, "37.16", "°"))
    cited = page.locator(".fs-cite bdi").last
    assert rightwards(places(cited, "http", "sources", "wire", "/"))
    page.goto("explainer/")
    assert rightwards(
        places(page.locator(".md-nav--primary a", has_text="What is this"), "What", "this", "?")
    )


def test_a_note_and_a_card_open_from_right_to_left(page: Page) -> None:
    page.goto("explainer/")
    page.locator("sup > a.footnote-ref").nth(1).click()
    note = page.locator(".fs-pop")
    shut, box = note.locator(".fs-pop-close").bounding_box(), note.bounding_box()
    assert shut and box and shut["x"] - box["x"] < 50, "it is shut at the left"
    source = note.locator(".fs-pop-sources b")
    assert leftwards(places(source, "BBC News (UK)", "،", "8", "ديسمبر", "الفقرة"))
    assert before(note.locator("summary"), "content").startswith('"◂"')
    page.keyboard.press("Escape")
    page.locator(".fs-intro").first.hover()
    page.locator(".fs-pop-card").wait_for()


def test_arrows_and_folds_point_to_where_the_text_goes_on(page: Page) -> None:
    page.goto("explainer/")
    assert before(page.locator(".fold > .admonition-title").last, "content").startswith('"◂"')
    assert before(page.locator(".md-path__item").last, "transform") == "matrix(-1, 0, 0, 1, 0, 0)"
    page.goto("groups/rebels/#marched")
    assert before(page.locator("#marched"), "content").startswith('"← "')
    home = page.locator(".fs-home a").first
    assert home.evaluate("e => getComputedStyle(e).transform") == "matrix(-1, 0, 0, 1, 0, 0)"


def test_a_card_and_the_contents_stand_at_the_left_of_the_text(page: Page) -> None:
    page.goto("groups/rebels/")
    heading = page.locator("article h2").first.evaluate("e => e.getBoundingClientRect().right")
    (card,), (contents,) = (
        lefts(page.locator(".card")),
        lefts(page.locator(".md-sidebar--secondary")),
    )
    assert contents < card < heading - 500
    page.goto("explainer/")
    (menu,), (text,) = lefts(page.locator(".md-sidebar--primary")), lefts(page.locator("article"))
    assert menu > text
    assert leftwards(lefts(page.locator(".md-footer__link")))


STYLES = """() => [...document.querySelectorAll("article, article :not(svg *)")].filter(one => {
  const {letterSpacing, fontStyle, fontVariantCaps} = getComputedStyle(one);
  return letterSpacing !== "normal" || fontStyle !== "normal" || fontVariantCaps !== "normal";
}).map(one => one.outerHTML.slice(0, 100))"""
LINE = """article => {
  const {fontSize, lineHeight} = getComputedStyle(article);
  return parseFloat(lineHeight) / parseFloat(fontSize);
}"""


def test_arabic_is_neither_spaced_nor_slanted_and_has_room_in_its_line(page: Page) -> None:
    for name in ("explainer/", "groups/rebels/", "map/"):
        page.goto(name)
        assert page.evaluate(STYLES) == []
    assert page.locator("article").evaluate(LINE) == pytest.approx(1.8, abs=0.01)
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") > 20
    page.goto("explainer/")
    stress = page.locator("article em").evaluate("e => getComputedStyle(e).fontWeight")
    assert stress == "700", "what is not slanted stands out otherwise"


def test_a_page_in_english_runs_from_left_to_right_within_the_site(page: Page) -> None:
    page.goto("english/")
    item, article = page.locator("article li").first, page.locator("article").bounding_box()
    assert rightwards(places(page.locator("h1"), "What", "is", "this", "?"))
    (start,) = places(item, "one")
    assert article and 0 < start - article["x"] < 80
    assert item.evaluate("e => getComputedStyle(e).marginLeft") != "0px"
    assert item.evaluate("e => getComputedStyle(e).marginRight") == "0px"


def test_the_search_finds_arabic_without_its_marks(page: Page) -> None:
    page.goto("")
    page.keyboard.press("/")
    page.keyboard.type("هيئه تحرير")
    page.locator(".md-search-result__link h1", has_text="هيئة تحرير الشام").first.wait_for()
    box = page.get_by_role("textbox")
    for typed in ("احمد", "أحمد", "أَحْمَد", "شرع", "الشرع", "جبهه النصره"):
        box.fill(typed)
        box.dispatch_event("keyup")
        name = "جبهة النصرة" if "النصر" in typed else "أحمد الشرع"
        page.locator(".md-search-result__link h1", has_text=name).first.wait_for()
    box.fill("٢٠١٢")
    box.dispatch_event("keyup")
    page.locator(".md-search-result__link h1", has_text="جبهة النصرة").first.wait_for()


CUT = """() => [...document.querySelectorAll(".md-ellipsis, .fs-status")].filter(one => {
  const box = one.getBoundingClientRect();
  const {fontSize} = getComputedStyle(one);
  return box.height && box.height < 1.5 * parseFloat(fontSize);
}).map(one => one.outerHTML.slice(0, 100))"""


def test_the_dots_under_letters_have_room(page: Page) -> None:
    for name in ("explainer/", "groups/rebels/"):
        page.goto(name)
        assert page.evaluate(CUT) == []


def test_the_words_around_the_pages_are_ours(page: Page) -> None:
    page.goto("")
    assert page.get_by_placeholder("ابحث").count() == 1
    assert page.locator("a.md-skip").inner_text().strip() == "انتقل إلى المحتوى"
    assert "إبحث" not in page.content()


VISITED = [
    "", "explainer/", "map/", "english/", "groups/rebels/", "cities/port/", "dates/",
    "dates/d01/", "sources/", "sources/wire/", "quotes/said/", "people/leader/", "404.html",
]  # fmt: skip


def test_the_files_are_sound(arabic: Site, tmp_path: Path) -> None:
    assert crawl.invalid(arabic, tmp_path) == []
    assert crawl.broken_links(arabic) == []
    assert crawl.bad_ids(arabic) == []
    assert {found.lang for found in crawl.parsed(arabic).values()} == {"ar"}


def test_the_pages_keep_wcag_and_fit_every_screen_and_paper(arabic: Site, browser: Browser) -> None:
    found = {name: looks.visit(browser, arabic, name, looks.TWO_VIEWS)[0] for name in VISITED}
    wrong = [f"{name or '/'}: {line}" for name, lines in found.items() for line in lines]
    assert not wrong, "\n".join(wrong)


def test_the_pages_are_quiet(arabic: Site, browser: Browser) -> None:
    assert looks.unquiet(browser, arabic, VISITED[:-1], at_rest=["", "dates/"]) == []
