"""The preview of a request works in a browser: under the policy that lets no new script run."""

from pathlib import Path

from factsheet.bench.requests.preview_page import policy, shown
from playwright.sync_api import Browser
from served import Site, host

PAGES = ("", "groups/hts/", "explainers/who-are-the-syrian-rebels/", "map/", "ar/groups/hts/",
         "embed/groups/hts/")  # fmt: skip
WATCH = (
    "window.broken = []; addEventListener('securitypolicyviolation', "
    "e => window.broken.push(e.violatedDirective + ' ' + e.blockedURI))"
)
EVIL = b"<img src=x onerror='window.evil=1'><script>window.evil=1</script>"


def test_pages_and_the_search_work_and_a_script_of_the_request_does_not(
    site: Site, browser: Browser, tmp_path: Path
) -> None:
    top = site.folder
    files = {p.relative_to(top).as_posix(): p.read_bytes() for p in top.rglob("*") if p.is_file()}
    hostile = files["people/jolani/index.html"].replace(b"</article>", EVIL + b"</article>")
    made = shown({**files, "people/jolani/index.html": hostile}, files, policy(files), 7)
    for path, content in made.items():
        place = tmp_path / "preview/pr-7" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    with host(tmp_path) as address:
        context = browser.new_context()
        context.add_init_script(WATCH)
        page = context.new_page()
        for path in PAGES:
            page.goto(f"{address}preview/pr-7/{path}")
            assert page.evaluate("window.broken") == [], path
            assert page.get_by_text("Preview of request #7").is_visible()
        page.goto(f"{address}preview/pr-7/")
        page.keyboard.press("/")
        page.keyboard.type("Julani", delay=20)
        page.locator(".md-search-result__link h1", has_text="Ahmed al-Sharaa").first.wait_for()
        page.goto(f"{address}preview/pr-7/people/jolani/")
        page.wait_for_function("window.broken.length >= 2")
        assert page.evaluate("window.evil") is None
        context.close()
