"""How fast the bench answers: while somebody types, and from a save to the fresh page beside the form.

    python benchmarks/forms.py [--records N] [--root DIR]

On a copy of this repository's site, or of another; with --records on a made-up one of N records. A sentence of 50 letters is
typed into the form of a new fact, and each letter is answered; then ten facts are added to ten records in a browser. Seconds by
the clock, and beside them those that the process of the preview had to work: on a machine that is shared only these tell.
"""

import argparse
import os
import re
import statistics
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import sites
from mouse import opened, previewed
from ten_tasks import ROOT, site

KINDS = ("groups", "people", "cities", "places")
LETTERS = 50
# none of them like another, of which the form would ask whether it is the same
SAID = (
    "Rain fell at dawn.", "Bakers sold bread again.", "Trains to the coast stood still.",
    "Nobody answered the telephone.", "Two bridges were painted green.", "Snow closed a mountain pass.",
    "Children went back to school.", "Olive trees grew by the mill.", "Ships left with empty holds.",
    "An old clock was mended.",
)  # fmt: skip
TYPED = "In the town a bell rang at noon, and again at one o’clock."
SETTLED = 5  # seconds without an edit, before the next is measured
Measured = tuple[float, float]  # by the clock, of work


def worked(process: int) -> float:
    """Seconds that a process has worked so far, all of its threads."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def answers(url: str, process: int, record: str, source: str) -> list[Measured]:
    """What each letter of a sentence costs until it is answered."""
    form = f"{url}_bench/add/fact/{record}"
    page = urlopen(form).read().decode()
    token = re.search(r'name="token" value="([^"]+)"', page)
    if not token:
        raise RuntimeError(f"{form} has no token")
    time.sleep(SETTLED)  # somebody reads before they type
    out = list[Measured]()
    for length in range(1, LETTERS + 1):
        typed = {"token": token[1], "text": TYPED[:length], "references": source, "when": "2024"}
        headers = {"Origin": url[:-1], "HX-Request": "true"}
        began, before = time.perf_counter(), worked(process)
        request = Request(f"{form}?check=1", urlencode(typed).encode(), headers)
        if b"data-needs" not in urlopen(request).read():
            raise RuntimeError("that is no answer")
        out.append((time.perf_counter() - began, worked(process) - before))
    return out


def spread(root: Path) -> list[str]:
    """As many records as there are sentences, from all over a site."""
    found = [path for kind in KINDS for path in sorted((root / "data" / kind).glob("*.yml"))]
    paths = found[:: len(found) // len(SAID)][: len(SAID)]
    return [path.relative_to(root / "data").as_posix().removesuffix(".yml") for path in paths]


def saves(url: str, process: int, records: list[str], source: str) -> list[Measured]:
    """What each save costs until the page beside the form shows it."""
    out = list[Measured]()
    with opened() as page:
        for record, sentence in zip(records, SAID):
            page.goto(f"{url}_bench/add/fact/{record}")
            page.fill("[name=text]", sentence)
            page.locator("[name=references]").first.fill(source)
            page.wait_for_selector("#check .right")
            time.sleep(SETTLED)
            began, before = time.perf_counter(), worked(process)
            page.click("#form button.main", no_wait_after=True)
            page.wait_for_selector("[data-saved]")
            beside = page.frame_locator("iframe[name=beside]")
            beside.get_by_text(sentence).first.wait_for(state="attached")
            out.append((time.perf_counter() - began, worked(process) - before))
    return out


def told(name: str, found: list[Measured]) -> str:
    """A row of the table: median and worst, by the clock and of work."""
    clock, work = zip(*found)
    return f"| {name} | {statistics.median(clock):.2f} | {max(clock):.2f} | {statistics.median(work):.2f} | {max(work):.2f} |"


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)  # fmt: skip
    parser.add_argument("--root", type=Path, default=ROOT, help="the site that is copied")
    parser.add_argument("--records", type=int, help="measure on a made-up site of so many records")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        root.mkdir()
        record, source = "cities/aleppo", "ap-2024-12-07"
        if args.records:
            sites.write(root, args.records)
            record, source = "cities/c0", "s0"
        else:
            site(root, args.root)
        with previewed(root) as (url, process):
            typed = answers(url, process, record, source)
            saved = saves(url, process, spread(root), source)
    print("| | median | worst | median of work | worst of work |")
    print("| --- | ---: | ---: | ---: | ---: |")
    print(told(f"a letter is answered ({LETTERS})", typed))
    print(told(f"a save is on the page beside ({len(SAID)})", saved))


if __name__ == "__main__":
    main()
