"""What a further language costs: one site built in English, and in English and Arabic, in turn.

    python benchmarks/languages.py [--records 1000] [--rounds 3]

Every name of the second site has a translation; its texts have none, which is the dearest case: each is printed with the
mark of its language. Figures are medians of CPU seconds; the last column is what Arabic adds, of what English alone takes.
"""

import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import measure
import sites

NAME = re.compile(r"(?m)^name: (.*)$")
COUNT = "import sys; from factsheet.build import load; from pathlib import Path; load(Path('.'), cached=False)"


def write(root: Path, records: int, languages: bool) -> None:
    """A made-up site; with `languages`, in Arabic as well, its names translated."""
    sites.write(root, records)
    if not languages:
        return
    (root / "data/site.yml").write_text("languages: [en, ar]\n", encoding="utf-8")
    for path in sorted(root.glob("data/*/*.yml")):
        text = path.read_text(encoding="utf-8")
        path.write_text(NAME.sub(r"name: {en: \1, ar: اسم \1}", text), encoding="utf-8")


def once(root: Path, number: int) -> dict[str, float]:
    """CPU seconds of each sort of build."""
    alone = measure.run([sys.executable, "-c", COUNT], root).cpu
    return {"the generator alone": alone, **measure.builds(root, number)}


def main() -> None:
    args = measure.asked(__doc__)
    costs: dict[bool, list[dict[str, float]]] = {False: [], True: []}
    with tempfile.TemporaryDirectory(prefix="factsheet-languages-") as folder:
        for both in costs:
            write(Path(folder) / str(both), args.records, both)
        for number in range(1, args.rounds + 1):
            print(f"round {number} …", file=sys.stderr, flush=True)
            for both, found in costs.items():
                found.append(once(Path(folder) / str(both), number))
    print(measure.compared(costs, "English, s | with Arabic, s | added"))


if __name__ == "__main__":
    main()
