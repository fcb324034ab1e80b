"""Do ten usual tasks of an editor on a copy of this repository's site, and print what each costs.

    python benchmarks/ten_tasks.py [--root DIR] [--rename RECORD] [--out FILE]

A task is what somebody types in a shell: whole calls, no completion, no terminal that asks. Keystrokes are the
characters of the calls with Enter behind each, and of what is typed into a file by hand. Seconds are what the machine
takes for the calls, one after another. What a task needs from before (`given`) and the proof that it went well cost
nothing. People, towns, papers and addresses are made up.
"""

import argparse
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE = ("data", "content", "seeds", "mkdocs.yml")
NEWS = "https://gazette.example/bridge"
PAGE = """\
<html lang="en"><head><title>Old bridge closed after flood - The Daily Example</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Old bridge closed after flood", "datePublished": "2024-11-05T08:15:00+01:00",
"author": {"@type": "Person", "name": "Jane Roe"}, "inLanguage": "en",
"publisher": {"@type": "NewsMediaOrganization", "name": "The Daily Example"},
"url": "https://daily.example.org/2024/11/05/old-bridge"}</script></head>
<body><h1>Old bridge closed after flood</h1><p>The old bridge was closed on Monday.</p></body></html>
"""
ROWS = "\n".join(["City,People,Year", *(f"Village {n},{100 + n},2021" for n in range(1, 101))])
FILES = {"bridge.html": PAGE, "villages.csv": f"{ROWS}\n", ".gitignore": ".cache/\n"}
SOURCE = "add source --publisher {} --title {} --issued {} --language en"
BRIDGE = "cities/rivertown#bridge"


@dataclass(frozen=True)
class Typed:
    """A place in a file where an editor puts one text for another."""

    path: str
    old: str
    new: str


@dataclass(frozen=True)
class Task:
    """What is done (calls without `factsheet`, of git with it), and a call that proves it by a text."""

    name: str
    steps: tuple[str | Typed, ...]
    proof: tuple[str, str]
    given: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cost:
    """Commands, keystrokes, seconds by the clock."""

    commands: int
    keystrokes: int
    seconds: float


TASKS = (
    Task(
        "a new city with two rival versions",
        (
            "add cities --name Rivertown",
            "add fact cities/rivertown --field population --value 42000 --when 2021 --new-source publisher='The Town"
            " Hall' --new-source title='Rivertown in numbers' --new-source issued=2022-03 --new-source place=p12",
            "add fact cities/rivertown --field population --value 47500 --when 2021 --new-source publisher='The"
            " Gazette' --new-source title='Bridges and people' --new-source issued=2022-05-03 --new-source place=P4"
            " --dispute 'How many people lived in Rivertown?' --dispute-note 'One counts the suburbs.'",
        ),
        ("show cities/rivertown#how-many-people-lived-in-rivertown", "One counts the suburbs."),
    ),
    Task(
        "a new source from a saved page, and a fact on it",
        (
            "add source --page bridge.html",
            "add fact cities/rivertown --id bridge --text 'The old bridge was closed after the flood.' --when 2024-11-04"
            " --status claimed --asserted-by 'Mayor Ann Lake' --ref the-daily-example-2024-11-05#P1",
        ),
        (f"show {BRIDGE}", "“Old bridge closed after flood”, The Daily Example, 5 November 2024"),
    ),
    Task(
        "a claim confirmed by a second source, then found to be the same agency",
        (
            f"cite {BRIDGE} --new-source publisher='The Gazette' --new-source title='Bridge shut' --new-source"
            f" issued=2024-11-05 --new-source URL={NEWS} --new-source place=P2",
            "change sources/the-daily-example-2024-11-05 --set origin=example-agency",
            "change sources/the-gazette-2024-11-05 --set origin=example-agency",
        ),
        (f"show {BRIDGE}", "2 reports, 1 independent source"),
    ),
    Task(
        "a quote corrected from the original",
        (
            "add quote quotes/ann-lake-on-the-bridge --text 'We shall build it again.' --rendition original"
            " --language en --new-source publisher='Town of Rivertown' --new-source title='Statement of the mayor'"
            " --new-source issued=2024-11-04",
            "change quotes/ann-lake-on-the-bridge#town-of-rivertown --preferred --kind correction"
            " --why 'The Gazette had translated it.'",
        ),
        ("show quotes/ann-lake-on-the-bridge#the-gazette", "The Gazette had translated it."),
        (
            "add people --name 'Ann Lake'",
            "add quote --name 'Ann Lake on the bridge' --speaker people/ann-lake --said 2024-11-04 --language en"
            " --text 'We will build it, again.' --rendition as-printed --ref the-gazette-2024-11-05#P3",
        ),
    ),
    Task(
        "two people merged, and split again",
        (
            "merge people/anna-al-lak people/ann-lake",
            "git add --all",
            "git commit -m 'They are one'",
            "git revert --no-edit HEAD",
        ),
        ("show people/anna-al-lak#role", "mayor of Rivertown"),
        (
            "add people --name 'Anna al-Lāk'",
            "add fact people/anna-al-lak --field role --value 'mayor of Rivertown' --ref the-gazette-2024-11-05#P1",
            "git add --all",
            "git commit -m before",
        ),
    ),
    Task(
        "a source withdrawn, with what stood on it alone",
        ("retract sources/a-leaflet --why 'It was forged.' --with-facts",),
        ("show cities/rivertown#slept", "retracted"),
        (
            "add source --publisher 'A leaflet' --title 'To all' --id a-leaflet",
            "add fact cities/rivertown --id slept --text 'The guards slept.' --ref a-leaflet",
            "add fact cities/rivertown --id woke --text 'A bell rang at noon.' --ref a-leaflet --ref the-gazette-2024-11-05",
        ),
    ),
    Task(
        "100 rows of a table imported, twice",
        (
            SOURCE.format("'The Office'", "'Villages 2021'", "2022"),
            "import villages.csv --kind cities --source the-office-2022 --guide imports/villages.yml",
            Typed("imports/villages.yml", "records: match", "records: create"),
            Typed("imports/villages.yml", "{is: nothing}", "{field: population}"),
            "import villages.csv --map imports/villages.yml",
            "import villages.csv --map imports/villages.yml",
        ),
        ("import villages.csv --map imports/villages.yml --dry-run", "0 new, 100 same"),
    ),
    Task(
        "a fact superseded",
        (
            "add fact cities/rivertown --id bridge-open --text 'The old bridge is open again.' --when 2025-06-01/.."
            f" --ref the-gazette-2025-06-02 --supersedes {BRIDGE} --why 'It was repaired.'",
        ),
        (f"show {BRIDGE}", "superseded"),
        (SOURCE.format("'The Gazette'", "'Bridge open'", "2025-06-02"),),
    ),
    Task(
        "a version added to a dispute",
        (
            "add fact cities/rivertown --field population --value 51000 --when 2021 --ref the-office-2022#p3"
            " --dispute '#how-many-people-lived-in-rivertown'",
        ),
        ("show cities/rivertown#population-2021-2", "51,000"),
    ),
)  # fmt: skip


def tasks(renamed: str) -> tuple[Task, ...]:
    """All ten; `renamed` is a record of the site that others name."""
    name = "a record renamed, wherever it is named"
    proof = (f"show {renamed.partition('/')[0]}/renamed", "/renamed")
    return (*TASKS[:4], Task(name, (f"rename {renamed} renamed",), proof), *TASKS[4:])


def call_of(step: str) -> str:
    """A step as it is typed."""
    return step if step.startswith("git ") else f"factsheet {step}"


def run(root: Path, step: str) -> str:
    """Make a call in a project; gives what it prints. Raises RuntimeError with it when it fails."""
    words = shlex.split(call_of(step))
    if words[0] == "factsheet":
        words[0] = str(Path(sys.executable).with_name("factsheet"))
    done = subprocess.run(
        words, cwd=root, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise RuntimeError(f"{call_of(step)}\n{done.stdout}{done.stderr}")
    return done.stdout


def put(root: Path, typed: Typed) -> None:
    """Type a text into a file. Raises RuntimeError where there is nothing to put it for."""
    path = root / typed.path
    text = path.read_text(encoding="utf-8")
    if typed.old not in text:
        raise RuntimeError(f"{typed.path} has no {typed.old}")
    path.write_text(text.replace(typed.old, typed.new, 1), encoding="utf-8")


def do(root: Path, task: Task) -> Cost:
    """Do a task, and see that it went well and that the site is sound. Raises RuntimeError if not."""
    for step in task.given:
        run(root, step)
    keystrokes = sum(
        len(s.new) if isinstance(s, Typed) else len(call_of(s)) + 1 for s in task.steps
    )
    commands, seconds = 0, 0.0
    for step in task.steps:
        if isinstance(step, Typed):
            put(root, step)
            continue
        began = time.perf_counter()
        run(root, step)
        seconds += time.perf_counter() - began
        commands += 1
    call, text = task.proof
    if text not in (shown := run(root, call)):
        raise RuntimeError(f"{task.name}: {call} does not say {text}:\n{shown}")
    run(root, "check")
    return Cost(commands, keystrokes, seconds)


def site(folder: Path, source: Path) -> Path:
    """A copy of a site in a folder, with what the tasks find there, known to git."""
    for name in SITE:
        if (source / name).is_dir():
            shutil.copytree(source / name, folder / name)
        elif (source / name).exists():
            shutil.copy(source / name, folder / name)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    for call in (
        "git init -q --initial-branch=main", "git config user.name Ann",
        "git config user.email ann@example.org", "git add --all", "git commit -q -m first",
    ):  # fmt: skip
        run(folder, call)
    return folder


def table(costs: dict[str, Cost]) -> str:
    """The costs as a table in Markdown, with their sum."""
    costs = costs | {
        "all ten": Cost(
            sum(one.commands for one in costs.values()),
            sum(one.keystrokes for one in costs.values()),
            sum(one.seconds for one in costs.values()),
        )
    }
    lines = ["| task | commands | keystrokes | seconds |", "| --- | ---: | ---: | ---: |"]
    for name, one in costs.items():
        lines.append(f"| {name} | {one.commands} | {one.keystrokes} | {one.seconds:.1f} |")
    return "\n".join(lines)


def measured(folder: Path, source: Path, renamed: str) -> dict[str, Cost]:
    """Do all tasks on a copy of a site, in an empty folder; gives what each costs."""
    root = site(folder, source)
    return {task.name: do(root, task) for task in tasks(renamed)}


def tell(about: str, told: Callable[[Path, Path, str], str]) -> None:
    """Print a table of tasks, which is made in an empty folder, from the site and record of a call.

    `about` is what the call is told that asks for help.
    """
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawTextHelpFormatter)  # fmt: skip
    parser.add_argument("--root", type=Path, default=ROOT, help="the site that is copied")
    parser.add_argument("--rename", default="groups/hts", help="a record that is renamed")
    parser.add_argument("--out", type=Path, help="a file to write the table into, too")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = told(Path(folder), args.root, args.rename)
    print(text)
    if args.out:
        args.out.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    tell(__doc__, lambda *call: table(measured(*call)))
