"""What a reader loads for a first search, with the index in pieces and with the whole one.

    .venv/bin/python benchmarks/search.py [RECORDS …]

Made-up sites of 1,000 and 5,000 records unless others are named. A real browser (CHROMIUM, or the one of the
tests) opens the first page, turns to the search and types a word; what goes over the wire from then on is counted,
as served: what can be compressed is, and headers count. No browser opens the whole index: its size is that of the file.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / part) for part in ("", "support")] + [str(ROOT / "benchmarks")]

import measure  # noqa: E402
import sites  # noqa: E402
from browsers import QUIET, chromium  # noqa: E402
from playwright.sync_api import Page, Response, sync_playwright  # noqa: E402
from served import host  # noqa: E402

HEAD = 220  # bytes of the headers of an answer
WORDS = ("bridge", "Bridge Army Group 7", "withdrawal of the northern garrison")
# the engine's command, with the time for which it waits on account of the index, and the size of the whole one that it stands in for
TIMED = """
import gzip, json, sys, time
from pathlib import Path
from mkdocs.__main__ import cli
from factsheet.site import pieces
begin, finish, spent = pieces.begin, pieces.finish, [0.0]
def begun(*call):
    start = time.perf_counter()
    found = begin(*call)
    spent[0] = time.perf_counter() - start
    return found
def timed(search, config, advise):
    whole = (Path(config.site_dir) / "search/search_index.json").read_bytes()
    start = time.perf_counter()
    finish(search, config, advise)
    told = {"seconds": time.perf_counter() - start + spent[0]}
    Path("search.json").write_text(json.dumps({**told, "whole": len(gzip.compress(whole, 6))}))
pieces.begin, pieces.finish = begun, timed
cli(["build", "-q", "-d", "served/sub"])
"""


def build(root: Path, records: int) -> dict[str, Any]:
    """Print the site of N records with its index in pieces; gives what was measured."""
    sites.write(root, records)
    (root / "data/site.yml").write_text("search: pagefind\n", encoding="utf-8")
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", TIMED], cwd=root, env=measure.ENV, check=True)
    told = json.loads((root / "search.json").read_text(encoding="utf-8"))
    told["build"] = time.perf_counter() - start
    pieces = [p for p in (root / "served/sub/search/pagefind").rglob("*") if p.is_file()]
    told["disk"] = sum(path.stat().st_size for path in pieces)
    told["pages"] = len([p for p in pieces if p.suffix == ".pf_fragment"])
    return told


def loaded(page: Page, address: str, word: str) -> tuple[int, int, float]:
    """(bytes, requests, seconds) of a first search for a word."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    answers: list[Response] = []
    page.on("response", lambda one: answers.append(one))  # those to workers, too
    page.keyboard.press("/")
    page.wait_for_timeout(300)
    start = time.perf_counter()
    page.keyboard.insert_text(word)
    page.keyboard.press("Shift")
    page.locator(".md-search-result__link").first.wait_for(timeout=60_000)
    took = time.perf_counter() - start
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    sent = sum(int(one.headers["content-length"]) + HEAD for one in answers)
    return sent, len(answers), took


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        head = ["records", "pages", "build", "index", "on disk", "whole index", "search for"]
        print(f"| {' | '.join([*head, 'loaded', 'requests', 'seconds'])} |")
        print("| ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: |")
        for records in map(int, sys.argv[1:] or ("1000", "5000")):
            with tempfile.TemporaryDirectory() as folder:
                root = Path(folder)
                told = build(root, records)
                with host(root / "served") as url:
                    for word in WORDS:
                        page = browser.new_context().new_page()
                        size, count, took = loaded(page, f"{url}sub/", word)
                        cells = [f"{records:,}", f"{told['pages']:,}", f"{told['build']:.0f} s"]
                        cells += [f"{told['seconds']:.1f} s", f"{told['disk'] / 1e6:.1f} MB"]
                        cells += [f"{told['whole'] / 1e6:.2f} MB", word, f"{size / 1e3:.0f} KB"]
                        cells += [str(count), f"{took:.2f}"]
                        print(f"| {' | '.join(cells)} |", flush=True)
                        page.context.close()


if __name__ == "__main__":
    main()
