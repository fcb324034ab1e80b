"""How fast pages come up: Lighthouse's performance score on its imagined phone, beside the same text in stock Material.

    python3 dev.py test -k lighthouse    once, so that the tools are there; then
    .venv/bin/python benchmarks/pages.py

Each page three times, ours and stock Material's of the same Markdown in turn; the slowdown of the
processor follows Lighthouse's own measure of this machine (400 is its phone). Other work on the
machine looks like a slow page: then compare the two, not the numbers with those of another day.
"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / part) for part in ("", "support", "reader")] + [str(ROOT)]

from conftest import write_project  # noqa: E402
from projects import run  # noqa: E402
from served import host, print_site  # noqa: E402
from test_lighthouse import lighthouse, steered  # noqa: E402

PAGES = ("", "explainers/who-are-the-syrian-rebels/", "groups/hts/", "map/", "dates/")
STOCK = """site_name: Stock
docs_dir: build/pages
theme: {name: material, font: false}
plugins: [search]
markdown_extensions: [admonition, attr_list, def_list, footnotes, tables, {toc: {permalink: true}}]
"""
PHONE = 400
SHOWN = {
    "first-contentful-paint": "first paint",
    "largest-contentful-paint": "largest paint",
    "total-blocking-time": "blocked",
}


def stock(root: Path) -> None:
    """Print the same pages by Material alone, beside ours."""
    assert run("factsheet", "build", "build/pages", cwd=root).returncode == 0
    (root / "stock.yml").write_text(STOCK, encoding="utf-8")
    done = run("mkdocs", "build", "-q", "-f", "stock.yml", "-d", "served/stock", cwd=root)
    assert done.returncode == 0, done.stderr


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, steered() as port:
        root = write_project(Path(folder))
        with host(root / "served") as url:
            print_site(root, url)
            stock(root)
            print("| page | printed by | slowdown | score | " + " | ".join(SHOWN.values()) + " |")
            print("| --- | --- | ---: | ---: |" + " ---: |" * len(SHOWN))
            slowdown = 4.0
            for name in PAGES:
                for by in ("sub", "stock") * 3:
                    report = lighthouse(port, f"{url}{by}/{name}", Path(folder), slowdown)
                    audits, score = report["audits"], report["categories"]["performance"]["score"]
                    told = [audits[key]["displayValue"].replace("\xa0", " ") for key in SHOWN]
                    who = "Material" if by == "stock" else "ours"
                    cells = [name, who, f"{slowdown:.1f}", f"{score * 100:.0f}", *told]
                    print(f"| {' | '.join(cells)} |", flush=True)
                    measured = report["environment"]["benchmarkIndex"] / PHONE
                    slowdown = max(1.0, min(4.0, measured))


if __name__ == "__main__":
    main()
