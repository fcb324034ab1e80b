"""What every page of a site must pass in a real browser, as functions that give what they found: an empty list is good."""

import json
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from contextlib import suppress
from functools import cache
from typing import Any

from playwright.sync_api import Browser, Page, TimeoutError
from served import NO_SEARCH, Site, tool

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 700}
ALL_VIEWS = {"light": [WIDE, PHONE, NARROW], "dark": [WIDE, NARROW]}
TWO_VIEWS = {"light": [WIDE], "dark": [PHONE]}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# what may stay: (rule, part of the selector) -> why
EXCEPTIONS: dict[tuple[str, str], str] = {}
SCHEMES = {"light": "default", "dark": "slate"}  # the theme's names
SCHEME = "document.body.dataset.mdColorScheme"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 500);
})"""
MOVING = """() => document.getAnimations()
  .filter(a => a.playState === "running" && a.effect.getComputedTiming().endTime > 10)
  .map(a => `${a.animationName || a.transitionProperty} on ${a.effect.target?.className || a.effect.target?.tagName}`)"""


@cache
def _axe() -> str:
    return tool("axe-core", "axe.min.js").read_text(encoding="utf-8")


def axe(page: Page) -> tuple[list[str], list[str]]:
    """What axe-core finds on the open page against WCAG 2.2 AA, and against good practice: a line per broken rule."""
    if page.evaluate("!window.axe"):
        page.evaluate(_axe())
    options = {
        "runOnly": {"type": "tag", "values": [*WCAG, "best-practice"]},
        "resultTypes": ["violations"],
        "preload": False,
    }
    wcag, practice = [], []
    for rule in page.evaluate(f"axe.run(document, {json.dumps(options)}).then(r => r.violations)"):
        nodes = [n for n in rule["nodes"] if not _excused(rule["id"], n)]
        if nodes:
            first = nodes[0]
            line = f"{rule['id']}, {len(nodes)} times, first {first['target']}: {first['html'][:160]}: {first['failureSummary']}"
            (wcag if set(rule["tags"]) & set(WCAG) else practice).append(" ".join(line.split()))
    return wcag, practice


def kept_out(page: Page, where: str) -> list[str]:
    """Whom the open page keeps out, all its parts open, at four widths: too wide, or against a rule."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    wrong = []
    for width in (320, 768, 1280, 1920):
        wrong += wider(page, where, (width,))
        wrong += [f"{where} at {width}: {line}" for found in axe(page) for line in found]
    return wrong


def _excused(rule: str, node: dict[str, Any]) -> bool:
    return any(
        rule == name and part in " ".join(map(str, node["target"])) for name, part in EXCEPTIONS
    )


@cache
def _page(browser: Browser, scale: int = 1) -> Page:
    return browser.new_page(
        reduced_motion="reduce", extra_http_headers=NO_SEARCH, device_scale_factor=scale
    )


def visit(
    browser: Browser, site: Site, name: str, views: dict[str, list[dict[str, int]]]
) -> tuple[list[str], list[str]]:
    """All that is wrong on one page, in as few visits as do: two lists, what must not be and what is against good practice.

    It is looked at with axe-core in each scheme at its screen sizes, on narrow and wide screens, at 200 per cent, on paper.
    """
    page = _page(browser)
    page.set_viewport_size(WIDE)
    page.goto(site.url + name)
    wrong, practice = accessibility(page, views)
    wrong += wider(page, name, (320, 390, 1280))
    wrong += _printed_badly(page, name)
    page.emulate_media(media="screen")
    page = _page(browser, scale=2)
    page.set_viewport_size({"width": 640, "height": 900})
    page.goto(site.url + name)
    if views is ALL_VIEWS:
        for found, kept in zip(axe(page), (wrong, practice)):
            kept += [f"at 200 per cent: {line}" for line in found]
    return wrong + wider(page, f"{name or '/'} at 200 per cent", (640,)), practice


def accessibility(
    page: Page, views: dict[str, list[dict[str, int]]]
) -> tuple[list[str], list[str]]:
    """What axe-core finds on the open page in each scheme, `light` or `dark`, at its screen sizes: two lists as `axe` gives them."""
    wcag, practice = [], []
    shown = page.evaluate(SCHEME)
    for scheme in sorted(
        views, key=lambda one: SCHEMES[one] != shown
    ):  # first that in which the page came up
        if page.evaluate(SCHEME) != SCHEMES[scheme]:
            page.locator("label.md-header__button[for^=__palette]:visible").click()
        assert page.evaluate(SCHEME) == SCHEMES[scheme]
        for size in views[scheme]:
            page.set_viewport_size(size)
            page.wait_for_timeout(300)  # the theme says a moment later which code can be scrolled
            for found, kept in zip(axe(page), (wcag, practice)):
                kept += [f"{scheme}, {size['width']} px: {line}" for line in found]
    return wcag, practice


def wider(page: Page, name: str, widths: Sequence[int]) -> list[str]:
    """How much the open page scrolls sideways on a screen of each of the widths, in CSS pixels."""
    wrong = []
    for width in widths:
        if page.evaluate("innerWidth") != width:
            page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate(WIDER) > 0:
            with suppress(TimeoutError):  # laying a page out anew takes a moment, or more
                page.wait_for_function(f"{WIDER} <= 0", timeout=3000)
        if (over := page.evaluate(WIDER)) > 0:
            wrong.append(f"{name or '/'} is {over} px too wide at {width} px")
    return wrong


def too_wide(browser: Browser, site: Site, names: Iterable[str]) -> list[str]:
    """The pages that scroll sideways on a screen of a usual width."""
    page, wrong = browser.new_page(extra_http_headers=NO_SEARCH), []
    for name in names:
        page.set_viewport_size({"width": 320, "height": 900})
        page.goto(site.url + name)
        wrong += wider(page, name, (320, 390, 1280))
    page.close()
    return wrong


def _printed_badly(page: Page, name: str) -> list[str]:
    """What is wrong with the print of the open page on A4: no text, cut at the side, with the frame of the screen."""
    page.set_viewport_size({"width": 718, "height": 1047})  # A4 less 10 mm on each side
    page.emulate_media(media="print")
    wrong = []
    if (over := page.evaluate(WIDER)) > 0:
        wrong.append(f"{name or '/'} is {over} px too wide for paper")
    if not page.locator("article h1").first.is_visible():
        wrong.append(f"{name or '/'} prints no heading")
    frame = [
        part
        for part in (".md-header", ".md-sidebar", ".md-tabs", ".md-search")
        if page.locator(f"{part} >> visible=true").count()
    ]
    return wrong + [f"{name or '/'} prints {part}" for part in frame]


def printed_badly(browser: Browser, site: Site, names: Iterable[str]) -> list[str]:
    """The pages whose print on A4 lacks the text, cuts it at the side, or carries the frame of the screen."""
    page, wrong = browser.new_page(extra_http_headers=NO_SEARCH), []
    for name in names:
        page.goto(site.url + name)
        wrong += _printed_badly(page, name)
    page.close()
    return wrong


def unquiet(
    browser: Browser, site: Site, names: Iterable[str], at_rest: Container[str] = ()
) -> list[str]:
    """Requests to other hosts, answers that are errors, errors of scripts and of the console; pages `at_rest`, with the whole
    index of the search, until they ask for nothing more."""
    page, wrong, now = browser.new_page(), Counter[str](), ""
    page.on(
        "request",
        lambda r: wrong.update(
            [] if r.url.startswith((site.url, "data:", "blob:")) else [f"{now} asks {r.url}"]
        ),
    )
    page.on(
        "response",
        lambda r: wrong.update([f"{now}: {r.status} {r.url}"] if r.status >= 400 else []),
    )
    page.on("pageerror", lambda e: wrong.update([f"{now}: {e}"]))
    page.on(
        "console",
        lambda m: wrong.update([f"{now}: {m.text}"] if m.type in ("error", "warning") else []),
    )
    for now in names:
        page.set_extra_http_headers({} if now in at_rest else NO_SEARCH)
        page.goto(site.url + now)
        if now in at_rest:
            page.wait_for_load_state("networkidle")
    page.wait_for_load_state("networkidle")
    page.close()
    return sorted(wrong)
