"""Edits at random of a made-up site, and the law of builds after edits: the bytes of a build from nothing.

    python benchmarks/edits.py [--records 10000] [--rounds 3] [--edits 20]

The site is that of `archives.py`. In each round it is edited so often, built by one who remembers the last build, and built
from nothing; every page and every file of data is compared. It takes some minutes a round at 10,000 records.
"""

import argparse
import random
import re
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

Files = dict[str, str]
FACT = re.compile(r"(?<=text: )(?!\{)[^,}\n]*")  # within a file, the text of each fact
WHEN = re.compile(r"(?<=when: )\d{4}-\d\d-\d\d")
NAME = re.compile(r"(?m)(?<=^name: )(?!\{)[^\n]*|(?<=^name: \{en: )[^,]*")
OF = re.compile(r"(?<=references: \[)[\w-]+")
TYPE = re.compile(r"(?<=type: )\w+")
MORE = re.compile(r"-\d+\.yml$")  # of files that edits made


def changed(files: Files, what: re.Pattern[str], words: str, dice: random.Random) -> None:
    """One of what a pattern finds, anywhere, has other words."""
    names = sorted(name for name in files if "/sources/" not in name and name.startswith("data/"))
    for name in dice.sample(names, len(names)):
        if found := [*what.finditer(files[name])]:
            one = dice.choice(found)
            files[name] = files[name][: one.start()] + words + files[name][one.end() :]
            return


def other_words(files: Files, dice: random.Random) -> None:
    changed(files, FACT, f"It was put as {dice.randrange(10**6)}.", dice)


def another_day(files: Files, dice: random.Random) -> None:
    changed(files, WHEN, f"{dice.randint(1990, 2020)}-05-07", dice)


def another_name(files: Files, dice: random.Random) -> None:
    changed(files, NAME, f"{dice.choice('ABMYZ')} name {dice.randrange(10**6)}", dice)


def another_source(files: Files, dice: random.Random) -> None:
    sources = sorted(Path(name).stem for name in files if "/sources/" in name)
    changed(files, OF, dice.choice(sources), dice)


def withdrawn(files: Files, dice: random.Random) -> None:
    words = f"It was {dice.randrange(10**6)}., status: retracted, note: It was not so."
    changed(files, re.compile(r"(?<=\{text: )[^,}\n]*"), words, dice)


def another_type(files: Files, dice: random.Random) -> None:
    changed(files, TYPE, dice.choice(["militia", "league"]), dice)


def one_more(files: Files, dice: random.Random) -> None:
    name = dice.choice(sorted(name for name in files if "/groups/" in name))
    files[MORE.sub(".yml", name).replace(".yml", f"-{dice.randrange(10**6)}.yml")] = files[name]


def one_less(files: Files, dice: random.Random) -> None:
    for name in sorted(files):
        if MORE.search(name):
            del files[name]
            return


EDITS = [
    other_words, another_day, another_name, another_source, withdrawn, another_type, one_more,
    one_less,
]  # fmt: skip


def unlike(one: Any, other: Any) -> list[str]:
    """The paths of pages and files of data in which two builds differ."""
    left, right = ({**built.pages, **built.beside} for built in (one, other))
    names = left.keys() | right.keys()
    return sorted(n for n in names if _bytes(left.get(n)) != _bytes(right.get(n)))


def _bytes(page: Any) -> Any:
    return (page.title, page.meta, page.body, page.rest) if hasattr(page, "body") else page


def main() -> None:
    import archives
    from factsheet.build import Form
    from factsheet.build.whole import build
    from factsheet.cache import Memory
    from factsheet.document import to_html

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--edits", type=int, default=20, help="in each round")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    dice, memory, form = random.Random(args.seed), Memory(), Form("html", partial(to_html))
    files = archives.Archive(args.records).make()
    build(_tree(files), memory=memory, form=form)
    wrong = 0
    for number in range(1, args.rounds + 1):
        for _ in range(args.edits):
            _edit(files, dice)
        began = time.monotonic()
        again = build(_tree(files), memory=memory, form=form)
        between = time.monotonic()
        fresh = build(_tree(files), form=form)
        took = between - began, time.monotonic() - between
        found = unlike(again, fresh)
        wrong += len(found)
        print(
            f"round {number}: {args.edits} edits, {len(memory.renewed):,} of {len(fresh.pages):,} pages made anew, "
            f"{took[0]:.0f} s against {took[1]:.0f} s, {len(found)} differ {found[:3]}",
            flush=True,
        )
    sys.exit(1 if wrong else 0)


def _edit(files: Files, dice: random.Random) -> None:
    """One edit after which the facts still check, at least those of its file."""
    from factsheet.build.whole import facts

    before = dict(files)
    dice.choice(EDITS)(files, dice)
    if not facts(_tree(files), MEMORY).ok:
        files.clear()
        files.update(before)


def _tree(files: Files) -> dict[str, bytes]:
    return {
        name: text.encode() for name, text in files.items() if name.startswith(("data", "content"))
    }


MEMORY: Any = None

if __name__ == "__main__":
    from factsheet.cache import Memory

    MEMORY = Memory()
    main()
