"""The pages in Firefox, where it is installed: they are quiet, fit every screen, and what a reader can do works there too.

Firefox speaks WebDriver BiDi itself; `tests/web/firefox.mjs` steers it.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from served import PAGES, WEB, Site, node

pytestmark = pytest.mark.full
NAMES = ("firefox", "firefox-esr")
WIDER = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
Steps = Callable[..., list[dict[str, Any]]]
CLICKS = """
const one = (selector) => document.querySelector(selector);
const shown = (selector) => one(selector)?.checkVisibility() ?? false;
"""


@pytest.fixture
def firefox(tmp_path: Path) -> Steps:
    """Takes steps in a new Firefox and gives what came of each."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"PATH names no Firefox: {', '.join(NAMES)}")

    def take(*steps: dict[str, Any], **preferences: Any) -> list[dict[str, Any]]:
        asked = tmp_path / "steps.json"
        asked.write_text(json.dumps({"preferences": preferences, "steps": steps}), "utf-8")
        done = node(str(WEB / "firefox.mjs"), path, str(asked), cwd=WEB)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)  # type: ignore[no-any-return]

    return take


def wrong(found: list[dict[str, Any]]) -> list[str]:
    return [line for one in found for line in one["wrong"]]


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_are_quiet_and_fit_the_screen(firefox: Steps, site: Site, width: int) -> None:
    visits = [{"url": site.url + name, "width": width, "does": WIDER} for name in PAGES]
    found = firefox(*visits)
    noise = [line for line in wrong(found) if "404 " not in line]
    assert noise == []
    assert [name for name, one in zip(PAGES, found) if one["gave"] != 0] == []


def test_what_a_reader_does_works(firefox: Steps, site: Site) -> None:
    explainer = site.url + "explainers/who-are-the-syrian-rebels/"
    acts = [
        {"url": explainer, "does": "one('sup > a.footnote-ref').click(); await wait(() => shown('.fs-pop')); return one('.fs-pop-sources').textContent.length > 20"},
        {"url": explainer, "does": "const title = one('.fold > .admonition-title > button'), box = title.closest('.fold'); if (box.children[1].checkVisibility()) return 'open'; title.click(); return box.children[1].checkVisibility()"},
        {"url": explainer, "width": 390, "does": "one('.fs-contents summary').click(); await wait(() => shown('.fs-contents a')); one('.fs-contents a').click(); await wait(() => !one('.fs-contents').open); return true"},
        {"url": site.url + "map/", "does": "const range = one('.fs-slider input'), told = one('output').textContent; range.value = 0; range.dispatchEvent(new Event('input')); return told !== one('output').textContent && [...document.querySelectorAll('.fs-day')].filter((day) => day.checkVisibility()).length === 1"},
        {"url": site.url + "dates/", "does": "const choice = one('.fs-filter select'), told = one('.fs-filter-told').textContent; choice.selectedIndex = 1; choice.dispatchEvent(new Event('change', {bubbles: true})); return told !== one('.fs-filter-told').textContent"},
        {"url": site.url, "does": "const box = one('.md-search__input'); box.focus(); box.value = 'Jolani'; box.dispatchEvent(new Event('keyup', {bubbles: true})); await wait(() => one('.md-search-result__link')); return true"},
    ]  # fmt: skip
    found = firefox(*({**act, "does": CLICKS + act["does"]} for act in acts))  # type: ignore[operator]
    assert wrong(found) == []
    assert [one["gave"] for one in found] == [True] * len(acts)


def test_it_prints(firefox: Steps, site: Site, tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    explainer = site.url + "explainers/who-are-the-syrian-rebels/"
    assert wrong(firefox({"url": explainer, "prints": str(paper)})) == []
    assert paper.stat().st_size > 20_000
