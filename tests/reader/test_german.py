"""A site in German: long words, quotation marks, dates, nothing left in English; its search.

It is made here; a person and a city have names in Arabic letters and in Latin ones with marks.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import crawl
import looks
import pytest
from playwright.sync_api import Browser, Page
from projects import PAPER, ROOT
from served import Site, served

TOWN = """name: {name}
checked: 2024-12-31
lead: {{text: "{name} ist eine Stadt.", references: [paper]}}
point: [{{value: {point}, references: [paper]}}]
population: [{{value: 1087863, scope: "Stadt, Fortschreibung", when: 2023, references: [paper]}}]
control:
  - {{value: groups/office, id: office, when: ../2024-12-05, references: [paper]}}
  - value: groups/board
    id: board
    when: 2024-12-05/
    status: claimed
    asserted_by: groups/board
    references: [paper]
"""
EVENT = """name: Pegelstand {n}
checked: 2024-12-31
when: 2024-12-{n:02}
text: Der Pegel stieg am {n}. des Monats.
about: [groups/office, cities/koeln]
references: [paper]
"""
FILES = {
    "data/site.yml": "language: de\nreview: {groups: 1}\n",
    "data/sources/paper.yml": PAPER.replace("A report", "Ein Bericht")
    .replace("The Paper", "Der Bote"),
    "data/groups/office.yml": """name: Wasserstraßen- und Schifffahrtsverwaltungsamt
short_name: Amt
checked: 2024-12-31
lead:
  text: Das Wasserstraßen- und Schifffahrtsverwaltungsamt misst den Rhein.
  references: [paper]
founded: [{value: 2012-01, references: [paper]}]
ally: [{value: groups/board, when: 2024-11-27/2024-12-08, references: [paper]}]
facts:
  high: {text: Der Pegel war hoch., when: 2024-12-07, references: [paper]}
  low:
    text: Der Pegel war niedrig.
    when: 2024-12-07
    references: [paper]
    changes: [{kind: correction, on: 2024-12-20, was: Der Pegel war leer., why: Ein Zahlendreher.}]
disputes:
  level: {question: Wie hoch war der Pegel?, statements: ["#high", "#low"], note: Zwei Messungen.}
""",
    "data/groups/board.yml": """name: Hochwasserschutzzentrale
checked: 2024-12-31
""",
    "data/people/ali.yml": "name: على أحمد\nchecked: 2024-12-31\n",
    "data/people/ines.yml": "name: Inês Gonçalves\nchecked: 2024-12-31\n",
    "data/quotes/said.yml": """name: Über den Pegel
speaker: people/ines
said: 2024-12-08
checked: 2024-12-31
wordings:
  original:
    text: Der Pegel sinkt
    rendition: original
    language: de
    preferred: true
    references: [paper]
""",
    "content/index.md": """# Der Pegel am Rhein

{{ fact("groups/office#high") }}

- **[Wie hoch war der Rhein?](explainer.md)**

    {{ fact("groups/office#low") }}
""",
    "content/explainer.md": """# Wie hoch war der Rhein?

{{ as_of() }}

{{ fact("groups/office#lead") }} Dazu *Gonçalves*:

{{ quote("quotes/said") }}

{{ keyfacts("groups/office#founded", "groups/office#high") }}

## Wer hatte die Kontrolle? {#held}

{{ dispute("groups/office#level") }}

{{ control("cities", since="2024-12-01", until="2024-12-08") }}

{{ who() }}
""",
    "content/map.md": """# Wo liegt das?

{{ map(since="2024-12-01", until="2024-12-08", borders="yes") }}
""",
}  # fmt: skip
NAV = """
nav:
  - Startseite: index.md
  - Erklärstücke: [explainer.md]
  - Karte: map.md
  - Chronologie: dates/index.md
  - Quellen: sources/index.md
"""


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site, built and served."""
    root = tmp_path_factory.mktemp("german")
    towns = {"koeln": ("Köln", "[6.96, 50.94]"), "sao": ("São Paulo", "[-46.63, -23.55]")}
    files = dict(FILES)
    for slug, (name, point) in towns.items():
        files[f"data/cities/{slug}.yml"] = TOWN.format(name=name, point=point)
    for n in range(1, 13):
        files[f"data/dates/d{n:02}.yml"] = EVENT.format(n=n)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0]
    files["mkdocs.yml"] = settings.replace("Syria fact sheets", "Faktenblätter") + NAV
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    with served(root) as site:
        yield site


@pytest.fixture
def page(german: Site, browser: Browser) -> Iterator[Page]:
    """A desktop window."""
    opened = browser.new_page(viewport=looks.WIDE, base_url=german.url)
    opened.set_default_timeout(15_000)
    yield opened
    opened.context.close()


VISITED = [
    "", "explainer/", "map/", "groups/office/", "groups/", "cities/koeln/", "dates/", "dates/d01/",
    "sources/", "sources/paper/", "quotes/said/", "people/ali/", "404.html",
]  # fmt: skip


def test_the_files_are_sound(german: Site, tmp_path: Path) -> None:
    assert crawl.invalid(german, tmp_path) == []
    assert crawl.broken_links(german) == []
    assert crawl.bad_ids(german) == []
    assert {found.lang for found in crawl.parsed(german).values()} == {"de"}


def test_the_pages_keep_wcag_and_fit_every_screen_and_paper(german: Site, browser: Browser) -> None:
    found = {name: looks.visit(browser, german, name, looks.TWO_VIEWS)[0] for name in VISITED}
    wrong = [f"{name or '/'}: {line}" for name, lines in found.items() for line in lines]
    assert not wrong, "\n".join(wrong)


ENGLISH = re.compile(
    r"\b(the|and|with|from|until|since|checked|sources?|note|page|search|claimed|skip|next|"
    r"previous|menu|copy|versions?|differ|held|known|not|more|all|show)\b",
    re.I,
)
SHOWN = """() => {
  const told = [document.title, document.body.innerText];
  for (const one of document.querySelectorAll("[title], [aria-label], [placeholder]"))
    for (const name of ["title", "aria-label", "placeholder"]) told.push(one.getAttribute(name));
  return told.filter(Boolean).join("\\n");
}"""


def test_nothing_that_a_reader_gets_is_left_in_english(page: Page) -> None:
    for name in VISITED:
        page.goto(name)
        lines = page.evaluate(SHOWN).splitlines()
        left = [line for line in lines if ENGLISH.search(line) and "http" not in line]
        assert not left, (name, left[:5])


def test_quotation_marks_dates_and_numbers_are_german(page: Page) -> None:
    page.goto("quotes/said/")
    assert "„Der Pegel sinkt“" in page.locator("blockquote").inner_text()
    page.goto("cities/koeln/")
    bar = page.locator("ol > li:has(> .fs-spell)").first
    assert bar.locator(".fs-date").inner_text() == "bis zum 4. Dezember 2024"
    assert "1.087.863" in page.locator("article").inner_text()


FOUND = {
    "Koeln": "Köln", "koln": "Köln", "KÖLN": "Köln", "sao paulo": "São Paulo", "São": "São Paulo",
    "goncalves": "Inês Gonçalves", "schifffahrtsverwaltungsamt": "Schifffahrtsverwaltungsamt",
    "wasserstrassen": "Wasserstraßen", "احمد": "أحمد", "أحمد": "أحمد", "علي": "على",
    "على": "على", "عَلِيّ": "على",
}  # fmt: skip


def looked_for(page: Page, typed: str) -> None:
    """Put something into the search, as a keyboard of any script does."""
    box = page.get_by_role("textbox")
    box.fill(typed)
    box.dispatch_event("keyup")


def test_who_held_a_city_stands_below_when(page: Page) -> None:
    page.goto("cities/koeln/")
    bar = page.locator("ol > li:has(> .fs-spell)").first
    day, who = bar.locator(".fs-date").bounding_box(), bar.locator("a").first.bounding_box()
    assert day and who and who["y"] >= day["y"] + day["height"] / 2


def test_the_search_finds_a_name_however_it_is_typed(page: Page) -> None:
    page.goto("")
    page.keyboard.press("/")
    for typed, name in FOUND.items():
        looked_for(page, typed)
        page.locator(".md-search-result__link h1", has_text=name).first.wait_for()
    assert page.locator(".md-search-result__meta").inner_text().endswith(" gefunden")
