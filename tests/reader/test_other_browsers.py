"""The pages in every other browser that is here: Chrome, Edge, another Chromium, Playwright's Firefox and WebKit."""

import os
from collections.abc import Iterator
from pathlib import Path

import browsers
import looks
import pytest
from playwright.sync_api import Playwright
from served import PAGES, Site

import dev

pytestmark = pytest.mark.full


def others() -> Iterator[tuple[str, str | None]]:
    """The sort and the path of each browser but the one that looks at the pages anyway."""
    seen = {os.path.realpath(path) for path in list(browsers.present())[:1]}
    for path in browsers.installed():
        if os.path.realpath(path) not in seen:
            seen.add(os.path.realpath(path))
            yield "chromium", path
    folder = Path(dev.environment()["PLAYWRIGHT_BROWSERS_PATH"])
    yield from ((sort, None) for sort in ("firefox", "webkit") if any(folder.glob(f"{sort}-*")))


@pytest.mark.parametrize("sort, path", list(others()))
def test_pages_fit_and_are_quiet_in_other_browsers_too(
    playwright: Playwright, site: Site, sort: str, path: str | None
) -> None:
    other = getattr(playwright, sort).launch(
        executable_path=path, args=browsers.QUIET if path else []
    )
    assert looks.unquiet(other, site, PAGES, at_rest=PAGES) == []
    assert looks.too_wide(other, site, PAGES) == []
    other.close()
