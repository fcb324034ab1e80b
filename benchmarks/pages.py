"""How fast pages come up: Lighthouse's performance score on its imagined phone, for an explainer, a sheet and the timeline.

    python3 dev.py test -k lighthouse    once, so that the tools are there; then
    .venv/bin/python benchmarks/pages.py

Each page three times; the slowdown of the processor follows Lighthouse's own measure of this machine (400 is its phone). Other
work on the machine looks like a slow page.
"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from conftest import write_project  # noqa: E402
from served import served  # noqa: E402
from test_lighthouse import lighthouse, steered  # noqa: E402

PAGES = ("explainers/who-are-the-syrian-rebels/", "groups/hts/", "dates/")
PHONE = 400
SHOWN = {
    "first-contentful-paint": "first paint",
    "largest-contentful-paint": "largest paint",
    "total-blocking-time": "blocked",
}


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        served(write_project(Path(folder))) as site,
        steered() as port,
    ):
        print("| page | slowdown | score | " + " | ".join(SHOWN.values()) + " |")
        print("| --- | ---: | ---: |" + " ---: |" * len(SHOWN))
        for name in PAGES:
            slowdown = 4.0
            for _ in range(3):
                report = lighthouse(port, site.url + name, Path(folder), slowdown)
                told = [report["audits"][key]["displayValue"].replace("\xa0", " ") for key in SHOWN]
                score = round(report["categories"]["performance"]["score"] * 100)
                print(f"| {name} | {slowdown:.1f} | {score} | {' | '.join(told)} |", flush=True)
                slowdown = max(1.0, min(4.0, report["environment"]["benchmarkIndex"] / PHONE))


if __name__ == "__main__":
    main()
