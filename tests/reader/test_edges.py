"""Sites at the edge of what is allowed pass the same checks: the smallest one, and one with names of 300 characters."""

from collections.abc import Iterator
from pathlib import Path

import crawl
import looks
import pytest
from playwright.sync_api import Browser
from projects import PAPER, write_settings
from served import Site, served

SMALL = {
    "data/sources/paper.yml": PAPER,
    "data/groups/army.yml": "name: The Army\nchecked: 2024-12-31\n",
    "content/index.md": "# Home\n",
}
SOLID = "Donaudampfschifffahrtsgesellschaft" * 8 + "s" * 28
BLANKS = ("The Most Excellent and Honourable Society of Towns " * 6)[:300]
ARABIC = "هيئةتحريرالشام" * 21 + "هيئةتح"
FACTS = """
facts:
  moved:
    text: A thing happened in {name}.
    status: claimed
    asserted_by: groups/solid
    when: 2024-12-07/2024-12-08
    about: [cities/solid, people/blanks]
    references: ["paper#P5"]
"""
HEAD = "name: {name}\nnative_name: {{ar: {arabic}}}\naliases: [{name}]\nchecked: 2024-12-31\n"
CONTROL = "control:\n  - value: groups/solid\n    when: 2024-12-07/\n    references: [paper]\n"
QUOTE = """name: {name}
speaker: people/solid
said: 2024-12-07
checked: 2024-12-31
wordings:
  one:
    text: {name}
    rendition: original
    language: en
    preferred: true
    references: [paper]
"""
EXPLAINER = """# {name}

{{{{ fact("groups/solid#moved") }}}} {{{{ link("cities/solid") }}}} {{{{ link("people/blanks") }}}}

{{{{ quote("quotes/solid") }}}}

{{{{ timeline() }}}}

{{{{ control(since="2024-12-06", until="2024-12-08") }}}}
"""


def long_names() -> dict[str, str]:
    """A project in which records of every kind have names of 300 characters, with blanks and without."""
    files = {
        **SMALL,
        "content/solid.md": EXPLAINER.format(name=SOLID),
        "content/blanks.md": EXPLAINER.format(name=BLANKS),
    }
    files["data/sources/paper.yml"] = PAPER.replace("A report", SOLID)
    for slug, name in (("solid", SOLID), ("blanks", BLANKS.strip())):
        record = HEAD.format(name=name, arabic=ARABIC) + FACTS.format(name=name)
        files |= {f"data/{kind}/{slug}.yml": record for kind in ("groups", "people", "places")}
        files[f"data/cities/{slug}.yml"] = (
            HEAD.format(name=name, arabic=ARABIC) + CONTROL + FACTS.format(name=name).lstrip()
        )
        files[f"data/quotes/{slug}.yml"] = QUOTE.format(name=name)
        files[f"data/dates/{slug}.yml"] = (
            f"name: {name}\nwhen: 2024-12-07\ntext: {name}.\nreferences: [paper]\nchecked: 2024-12-31\n"
        )
    return files


@pytest.fixture(scope="module", params=["small", "long"])
def edge(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The smallest legal site, and the one with long names, under our own settings without the menu."""
    root = write_settings(tmp_path_factory.mktemp(request.param))
    settings = root / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").partition("\nnav:")[0], encoding="utf-8"
    )
    for name, text in (SMALL if request.param == "small" else long_names()).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    with served(root) as site:
        yield site


def test_the_files_are_sound(edge: Site, tmp_path: Path) -> None:
    assert crawl.invalid(edge, tmp_path) == []
    assert crawl.broken_links(edge) == []
    assert crawl.bad_ids(edge) == []
    assert [name for name, page in crawl.parsed(edge).items() if len(page.titles["h1"]) != 1] == []


def test_the_pages_keep_wcag_and_fit_every_screen_200_per_cent_and_paper(
    edge: Site, browser: Browser
) -> None:
    thoroughly = {
        "",
        "groups/",
        "dates/",
        "groups/army/",
        "solid/",
        "groups/solid/",
        "cities/solid/",
    }
    found = {
        name: looks.visit(browser, edge, name, looks.TWO_VIEWS if name in thoroughly else {})[0]
        for name in sorted(edge.pages)
    }
    wrong = [f"{name or '/'}: {line}" for name, lines in found.items() for line in lines]
    assert not wrong, "\n".join(wrong)


def test_the_pages_are_quiet(edge: Site, browser: Browser) -> None:
    assert looks.unquiet(browser, edge, edge.pages, at_rest=["", "dates/"]) == []
