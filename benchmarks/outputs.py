"""What the files of data cost: one site built without them and with them, in turn, beside plain MkDocs.

    python benchmarks/outputs.py [--records 1000] [--rounds 3]

Every statement has a day on which it was entered, so that the feeds have entries. Figures are medians of CPU seconds; the
last column is what the files add, of what plain MkDocs takes for the same pages.
"""

import re
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import measure
import sites

PYTHON = [sys.executable, "-m"]
OUTPUTS = ("api", "tables", "bibliography", "feeds", "calendar", "embeds", "robots")
REFERENCES = re.compile(r"(?m)^( *)(references: .*)$")
ADDRESS = "site_url: https://facts.example/\n"


def write(root: Path, records: int, wanted: bool) -> None:
    """A made-up site, with all its files of data or with none of them."""
    sites.write(root, records)
    settings = root / "mkdocs.yml"
    text = re.sub(r"(?m)^site_url:.*\n", "", settings.read_text(encoding="utf-8"))
    settings.write_text(ADDRESS + text, encoding="utf-8")
    for path in sorted(root.glob("data/[!s]*/*.yml")):
        text = path.read_text(encoding="utf-8")
        path.write_text(REFERENCES.sub(r"\1\2\n\1recorded: 2024-12-30", text), encoding="utf-8")
    if not wanted:
        switches = "".join(f"  {name}: false\n" for name in OUTPUTS)
        (root / "data/site.yml").write_text(f"outputs:\n{switches}", encoding="utf-8")


def plain(root: Path) -> float:
    """CPU seconds of plain MkDocs on the site's pages as Markdown files."""
    shutil.rmtree(root / "build", ignore_errors=True)
    measure.run([*PYTHON, "factsheet", "build", "build/pages"], root)
    command = ["mkdocs", "build", "-q", "-f", "build/pages.yml", "-d", "../site-plain"]
    return measure.run([*PYTHON, *command], root).cpu


def weight(site: Path) -> str:
    """How many files a site has, and how many MB they weigh."""
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return f"{len(sizes):,} files, {sum(sizes) / 1e6:.1f} MB"


def main() -> None:
    args = measure.asked(__doc__)
    costs: dict[bool, list[dict[str, float]]] = {False: [], True: []}
    base: list[float] = []
    with tempfile.TemporaryDirectory(prefix="factsheet-outputs-") as folder:
        for wanted in costs:
            write(Path(folder) / str(wanted), args.records, wanted)
        for number in range(1, args.rounds + 1):
            print(f"round {number} …", file=sys.stderr, flush=True)
            for wanted, found in costs.items():
                found.append(measure.builds(Path(folder) / str(wanted), number))
            base.append(plain(Path(folder) / "False"))
        for wanted, name in ((False, "Without"), (True, "With")):
            print(f"{name} files of data: {weight(Path(folder) / str(wanted) / 'site')}.")
    plainly = statistics.median(base)
    print(f"\n{measure.compared(costs, 'without, s | with, s | added, of plain', plainly)}")
    print(f"\nPlain MkDocs: {plainly:.2f} s.")


if __name__ == "__main__":
    main()
