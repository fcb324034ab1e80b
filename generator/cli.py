"""The command line: `factsheet check | build | coverage | diff | stale | schema`. Exit status 0 when all is well, 1 for errors in the facts, 2 for a wrong call."""

import argparse
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from generator import SETTINGS_PATH, Built, build, disk, history, keeping, reading, review, schema, seeds
from generator.issues import Issue, errors, few, to_github, to_json, to_text
from generator.memory import Memory
from generator.progress import Progress
from generator.views import NOW, View


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    args = _parser().parse_args(argv)
    try:
        status: int = args.run(args)
        return status
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (disk.CannotWrite, OSError) as error:
        print(f"factsheet: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="factsheet", description="Facts in YAML become a fact-sheet site.")
    parser.add_argument("--root", type=Path, default=Path("."), help="the project's folder (default: this one)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=text)
        one.set_defaults(run=run)
        return one

    check = command("check", _check, "Check every fact and page; print all problems.")
    check.add_argument("--json", action="store_true", help="print the problems as JSON")
    make = command("build", _build, "Write the site's Markdown files into a folder, for any site engine.")
    make.add_argument("folder", type=Path, metavar="DIR", help="an empty folder, or one that an earlier build wrote")
    make.add_argument("--as-of", type=_day, metavar="DATE", help="the site as things stood in the world on that day")
    make.add_argument("--known-by", type=_day, metavar="DATE", help="the site as far as sources issued by that day could know")
    make.add_argument("--watch", action="store_true", help="go on and write again whenever a file changes, until Ctrl+C")
    diff = command("diff", _diff, "List the facts that changed since a git revision; fail on a published change without a reason.")
    diff.add_argument("revision", metavar="REV", help="a commit, branch or tag: main, HEAD~1, v1.0")
    stale = command("stale", _stale, "List the records whose last check is older than their review period.")
    stale.add_argument("--on", type=_day, metavar="DATE", default=date.today(), help="counted on that day (default: today)")
    command("coverage", _coverage, "Count the claims of the seeds that are in the data and those left out.")
    out = command("schema", _schema, "Write the JSON Schemas for editors (default: data/schema).")
    out.add_argument("folder", type=Path, nargs="?", metavar="DIR")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a day; write 2024-12-07') from None


def load(root: Path, view: View = NOW, memory: Memory | None = None,
         tell: Callable[[int, int], None] = lambda done, total: None, cached: bool = True) -> tuple[Built, dict[str, bytes], float]:  # fmt: skip
    """Read and build the project: what was built, the files it was built from, and the seconds it took.

    `memory` spares what an earlier build of this process has done; `tell` hears how many pages of how many are made. What an
    earlier process made is taken from the project's cache if `cached`.
    """
    start = time.perf_counter()
    tree, found = disk.read(root)
    memory = memory or Memory()
    kept = keeping.recall(memory, root) if cached and tree and not view and not memory.state else None
    built = build(tree, view, memory, tell)
    if kept:
        keeping.keep(memory, kept)
    built.issues = sorted({*built.issues, *found})
    if not built.ok:
        built.files = {}
    return built, tree, time.perf_counter() - start


def report(issues: list[Issue], tree: dict[str, bytes], stream: object = None) -> str:
    """The issues as text, each with the line it points at, of very many only some; GitHub annotations after them in Actions."""
    issues, more = few(issues)
    colour = bool(getattr(stream, "isatty", lambda: False)()) and "NO_COLOR" not in os.environ
    lines = {path: tree[path].decode("utf-8-sig", "replace").splitlines() for path in {i.spot.path for i in issues} if path in tree}
    blocks = []
    for issue in issues:
        source = lines.get(issue.spot.path, [])
        blocks.append(to_text(issue, source[issue.spot.line - 1] if issue.spot.line <= len(source) else None, colour))
    blocks += [one.text() for one in more]
    if os.environ.get("GITHUB_ACTIONS"):
        blocks += [to_github(issue) for issue in issues]
    return "\n".join(blocks)


def _tell(built: Built, tree: dict[str, bytes]) -> int:
    """Print the issues and the tally; gives the exit status."""
    if built.issues:
        print(report(built.issues, tree, sys.stdout))
    bad = len(errors(built.issues))
    warned = len(built.issues) - bad
    if built.issues:
        print(f"{bad} error{'s' * (bad != 1)}, {warned} warning{'s' * (warned != 1)}")
    return 1 if bad else 0


def _summary(built: Built, seconds: float) -> str:
    facts = built.library
    pages = sum(name.endswith(".md") for name in built.files)
    return f"{len(facts.statements)} facts in {len(facts.records)} records, {pages} pages, {seconds:.2f} s"


def _check(args: argparse.Namespace) -> int:
    built, tree, seconds = load(args.root)
    if args.json:
        print(to_json(built.issues))
        return 0 if built.ok else 1
    status = _tell(built, tree)
    if not status:
        print(f"all is well: {_summary(built, seconds)}")
    return status


def _build(args: argparse.Namespace) -> int:
    memory = Memory()
    if not args.watch:
        return _make(args, memory)
    from generator import watching  # a tenth of the time to start, which only this needs

    folders = [args.root / name for name in disk.FOLDERS if (args.root / name).is_dir()]
    with suppress(KeyboardInterrupt):  # whenever it comes: each file is put in place whole or not at all
        for count, _ in enumerate(watching.changes(folders)):
            _make(args, memory)
            print("" if count else "watching for changes; end with Ctrl+C\n", end="", flush=True)
    return 0


def _make(args: argparse.Namespace, memory: Memory) -> int:
    progress = Progress(lambda line: print(line, file=sys.stderr))
    built, tree, seconds = load(args.root, View(args.as_of, args.known_by), memory, progress.to)
    progress.end()
    if status := _tell(built, tree):
        print(f"nothing was written into {args.folder}", file=sys.stderr)
        return status
    changed, removed = disk.write(args.folder, built.files)
    print(f"{args.folder}: {changed} files changed, {removed} removed; {_summary(built, seconds)}")
    return 0


def _diff(args: argparse.Namespace) -> int:
    built, tree, _ = load(args.root)
    if status := _tell(built, tree):
        return status
    old, found = reading.read({p: b for p, b in disk.at_revision(args.root, args.revision).items() if p != SETTINGS_PATH})
    if errors(found):
        print(f"the facts of {args.revision} have errors by today's rules; what could be read is compared", file=sys.stderr)
    changes = history.compare(old, built.library)
    print(history.to_text(changes, built.shows))
    built.issues = history.issues(changes)
    return _tell(built, tree)


def _stale(args: argparse.Namespace) -> int:
    built, tree, _ = load(args.root)
    if status := _tell(built, tree):
        return status
    found = review.overdue(built.library, built.settings.get("review", {}), args.on)
    print(review.to_text(found, args.on))
    return 1 if found else 0


def _coverage(args: argparse.Namespace) -> int:
    built, tree, _ = load(args.root)
    print(seeds.coverage(built.ledgers))
    return _tell(built, tree)


def _schema(args: argparse.Namespace) -> int:
    folder = args.folder or args.root / "data" / "schema"
    if not args.folder and not (args.root / "data").is_dir():
        raise disk.CannotWrite(f"there is no data folder in {args.root}; run this in the project's folder, or give --root")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schema.schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{folder}: {len(schema.schemas())} schemas written")
    return 0
