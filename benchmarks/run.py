"""Measure the build and the preview on made-up sites, side by side with other engines, and print a Markdown table.

    python benchmarks/run.py [--records 100 1000 5000] [--rounds 3] [--quick] [--archive] [--out FILE]

With `--archive` the sites are those of `archives.py`: more facts, sources that everything names, two languages, all
files of data, a search in pieces.

Every engine is measured in turn within each round (A, B, …, A, B, …), so that a busy machine slows all alike; figures are
medians; ratios compare the CPU time with that of plain MkDocs printing the same, already written, Markdown.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import archives
import measure
import sites
from measure import Cost

PLAIN = "plain MkDocs on the Markdown files"
PYTHON = [sys.executable, "-m"]
FILES = ["-q", "-f", "build/pages.yml"]


class Bench:
    """One size of site: a project folder with its Markdown written, and what each engine took on it."""

    def __init__(self, folder: Path, records: int, archive: bool) -> None:
        self.root, self.records = folder, records
        self.costs: dict[str, list[Cost]] = {}
        # what engines said that could not print the site
        self.failed: dict[str, str] = {}
        self.edits = 0
        (archives if archive else sites).write(folder, records)
        self.fact = folder / "data/groups/g3.yml"

    def take(self, name: str, command: list[str], site: str = "") -> None:
        """Run and measure a command. Raises RuntimeError when an engine left pages out of its site."""
        self.costs.setdefault(name, []).append(measure.run(command, self.root))
        if not site:
            return
        pages, found = (
            len(list(self.root.glob(f"{folder}/**/*.{ending}")))
            for folder, ending in (("build/pages", "md"), (site, "html"))
        )
        if found < pages:
            raise RuntimeError(f"{name}: {found} of {pages} pages in {site}")

    def round(self) -> None:
        """Every engine once."""
        for made in ("build", ".cache"):
            shutil.rmtree(self.root / made, ignore_errors=True)
        self.take("the generator alone, first time", [*PYTHON, "factsheet", "build", "build/pages"])
        self.take(
            "the generator alone, nothing changed", [*PYTHON, "factsheet", "build", "build/pages"]
        )
        for name, cost in measure.in_one_process(self.root, self.fact).items():
            self.costs.setdefault(f"the generator alone, {name}", []).append(cost)
        self.take(PLAIN, [*PYTHON, "mkdocs", "build", *FILES, "-d", "../site-plain"], "site-plain")
        shutil.rmtree(self.root / ".cache", ignore_errors=True)
        shutil.rmtree(self.root / "site", ignore_errors=True)
        self.take("our plugin, first time", [*PYTHON, "mkdocs", "build", "-q"], "site")
        self.take("our plugin, nothing changed", [*PYTHON, "mkdocs", "build", "-q"])
        self.edits += 1
        measure.edit(self.fact, self.edits)
        self.take("our plugin, one fact changed", [*PYTHON, "mkdocs", "build", "-q"])
        self.take(
            "ProperDocs on the Markdown files",
            [*PYTHON, "properdocs", "build", *FILES, "-d", "../site-proper"],
            "site-proper",
        )
        self.others()

    def others(self) -> None:
        """Engines that are no MkDocs: the same Markdown through their own templates, or none."""
        with suppress(ImportError):
            import zensical  # noqa: F401

            command = [*PYTHON, "zensical", "build", "-f", "build/pages.yml"]
            self.attempt("Zensical on the Markdown files", command, "build/pages.site")
        if hugo := shutil.which("hugo"):
            self.hugo()
            command = [hugo, "--quiet", "--destination", "site-hugo"]
            self.attempt("Hugo on the Markdown files, bare template", command, "site-hugo")
        if eleventy := shutil.which("eleventy"):
            command = [eleventy, "--quiet", "--input=build/pages", "--output=site-eleventy"]
            self.attempt("Eleventy on the Markdown files, no template", command, "site-eleventy")

    def attempt(self, name: str, command: list[str], site: str) -> None:
        """The same for an engine that may have a limit of its own: what it said goes into the table."""
        try:
            self.take(name, command, site)
        except RuntimeError as error:
            self.failed[name] = str(error).strip().splitlines()[-1]

    def hugo(self) -> None:
        """A theme of one line, and the pages under the names that Hugo has for them: `index.md` would take the whole folder in."""
        (self.root / "layouts/_default").mkdir(parents=True, exist_ok=True)
        for name in ("single", "list"):
            (self.root / f"layouts/_default/{name}.html").write_text(
                "<title>{{ .Title }}</title>{{ .Content }}\n"
            )
        settings = 'contentDir = "build/hugo"\ndisableKinds = ["taxonomy", "term"]\n[markup.goldmark.renderer]\nunsafe = true\n'
        (self.root / "hugo.toml").write_text(settings)
        shutil.rmtree(self.root / "build/hugo", ignore_errors=True)
        shutil.copytree(self.root / "build/pages", self.root / "build/hugo")
        for page in list(self.root.glob("build/hugo/**/index.md")):
            page.rename(page.with_name("_index.md"))

    def table(self) -> str:
        """The medians as a Markdown table."""
        costs = {name: measure.median(c) for name, c in self.costs.items()}
        base = costs[PLAIN]
        lines = [
            "| build | CPU s | of plain | clock s | peak MB | of plain |",
            "| --- | ---: | ---: | ---: | ---: | ---: |",
        ]
        for name, cost in costs.items():
            ratios = f"{cost.cpu:.2f} | {cost.cpu / base.cpu:.3f} | {cost.wall:.2f} | {cost.peak:.0f} | {cost.peak / base.peak:.2f}"
            lines.append(f"| {name} | {ratios} |")
        lines += [f"| {name} | failed: {why} | | | | |" for name, why in self.failed.items()]
        absent = [
            n
            for n, there in (("Hugo", shutil.which("hugo")), ("Eleventy", shutil.which("eleventy")))
            if not there
        ]
        missing = f"\n\nNot installed here: {', '.join(absent)}." if absent else ""
        return "\n".join(lines) + missing + "\n"


def preview(root: Path, rounds: int) -> str:
    """Edit → fresh page over HTTP, and → every page that it touches, as a Markdown table. Each edit waits for the end of the last."""
    times: dict[str, list[tuple[float, float]]] = {}

    def take(name: str, page: str, wanted: str) -> None:
        fresh = measure.wait(f"{url}{page}", wanted)
        times.setdefault(name, []).append((fresh, fresh + measure.settled(root)))

    with measure.serving([*PYTHON, "mkdocs", "serve"], root) as url:
        measure.wait(url, "<title>")
        for number in range(100, 100 + rounds):
            path = root / "data/groups/g4.yml"
            take("one fact", "groups/g4/", measure.edit(path, number))
            path = root / "content/explainers/e1.md"
            take("an explainer", "explainers/e1/", measure.edit(path, number))
            path = root / f"data/dates/d{number - 90}.yml"
            path.rename(path.with_stem(f"new-{number}"))
            take("an id renamed", f"dates/new-{number}/", "<title>")
            path.with_stem(f"new-{number}").unlink()
            take("a record deleted", f"dates/new-{number}/", "")
    lines = [
        "| edit | seconds until the fresh page, median | worst | until every page, median |",
        "| --- | ---: | ---: | ---: |",
    ]
    for name, found in times.items():
        fresh, whole = zip(*found)
        lines.append(
            f"| {name} | {statistics.median(fresh):.2f} | {max(fresh):.2f} | {statistics.median(whole):.2f} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, nargs="+", default=[100, 1000, 5000])
    parser.add_argument("--rounds", type=int, default=3, help="how often each engine is measured")
    parser.add_argument(
        "--quick", action="store_true", help="100 records, one round: does it work at all?"
    )
    parser.add_argument("--archive", action="store_true", help="sites as in archives.py")
    parser.add_argument("--no-serve", action="store_true", help="leave out the preview")
    parser.add_argument("--out", type=Path, help="also write the tables into this file")
    args = parser.parse_args()
    parts = []
    for records in [100] if args.quick else args.records:
        with tempfile.TemporaryDirectory(prefix="factsheet-benchmark-") as folder:
            bench = Bench(Path(folder) / "project", records, args.archive)
            for number in range(1 if args.quick else args.rounds):
                print(f"{records} records, round {number + 1} …", file=sys.stderr, flush=True)
                bench.round()
            kind = "an archive of " if args.archive else ""
            text = f"## {kind}{records:,} records\n\n{bench.table()}"
            if not args.no_serve:
                text += f"\n{preview(bench.root, 3 if args.quick or args.rounds < 3 else 5)}"
        print(text, flush=True)
        parts.append(text)
    if args.out:
        args.out.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
