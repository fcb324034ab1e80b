"""The command line: `factsheet check | build | coverage | diff | stale | schema | explain`. Exit status 0 when all is well, 1 for errors in the facts, 2 for a wrong call."""

import argparse
import os
import sys
import traceback
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NoReturn

from factsheet import disk
from factsheet.build import SETTINGS_PATH, Built, Progress, complain, handwritten, load, say, told
from factsheet.cache import Memory
from factsheet.disk import revisions
from factsheet.evidence import View, history, linking, notices, review, seeds
from factsheet.issues import CATALOGUE, errors, explain, harmless, in_order, nearest, to_json
from factsheet.kinds import schema


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # what it cannot print, as its number
    args = _parser().parse_args(argv)
    try:
        status: int = args.run(args)
        return status
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (disk.CannotWrite, OSError) as error:
        complain(f"factsheet: {error}")
        return 1
    except Exception:
        complain(traceback.format_exc())
        complain("factsheet: this is a fault of the generator; please report it")
        return 1


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a call without repeating what a terminal could act on."""

    def error(self, message: str) -> NoReturn:
        super().error(harmless(message))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="factsheet", description="Facts in YAML become a fact-sheet site.")
    parser.add_argument(
        "--root", type=Path, default=Path("."), help="the project's folder (default: this one)"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=text)
        one.set_defaults(run=run)
        return one

    check = command("check", _check, "Check every fact and page; print all problems.")
    check.add_argument("--json", action="store_true", help="print the problems as JSON")
    check.add_argument(
        "--notices",
        action="store_true",
        help="print guesses too: what is perhaps wrong in facts without errors",
    )
    make = command(
        "build", _build, "Write the site's Markdown files into a folder, for any site engine."
    )
    make.add_argument(
        "folder",
        type=Path,
        metavar="DIR",
        help="an empty folder, or one that an earlier build wrote",
    )
    make.add_argument(
        "--as-of",
        type=_day,
        metavar="DATE",
        help="the site as things stood in the world on that day",
    )
    make.add_argument(
        "--known-by",
        type=_day,
        metavar="DATE",
        help="the site as far as sources issued by that day could know",
    )
    make.add_argument(
        "--watch",
        action="store_true",
        help="go on and write again whenever a file changes, until Ctrl+C",
    )
    diff = command(
        "diff",
        _diff,
        "List the facts that changed since a git revision; fail on a published change without a reason.",
    )
    diff.add_argument("revision", metavar="REV", help="a commit, branch or tag: main, HEAD~1, v1.0")
    stale = command(
        "stale", _stale, "List the records whose last check is older than their review period."
    )
    stale.add_argument(
        "--on",
        type=_day,
        metavar="DATE",
        default=date.today(),
        help="counted on that day (default: today)",
    )
    command(
        "coverage",
        _coverage,
        "Count the claims of the seeds that are in the data and those left out.",
    )
    out = command("schema", _schema, "Write the JSON Schemas for editors (default: data/schema).")
    out.add_argument("folder", type=Path, nargs="?", metavar="DIR")
    told = command(
        "explain",
        _explain,
        "Tell what an issue code means, with an example and how it is mended; all codes without one.",
    )
    told.add_argument(
        "code",
        nargs="?",
        metavar="CODE",
        help="the word in brackets after error or warning: bad-date",
    )
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a day; write 2024-12-07') from None


def _tell(built: Built, tree: dict[str, bytes]) -> int:
    """Print the issues and the tally; gives the exit status."""
    if built.issues:
        print(told(built, tree, sys.stdout))
    return 0 if built.ok else 1


def _summary(built: Built, seconds: float) -> str:
    facts = built.library
    pages = sum(name.endswith(".md") for name in built.files)
    return f"{len(facts.statements)} facts in {len(facts.records)} records, {pages} pages, {seconds:.2f} s"


def _check(args: argparse.Namespace) -> int:
    built, tree, seconds = load(args.root)
    if args.notices and built.ok:
        built.issues = sorted(
            {*built.issues, *notices.of(built.library, handwritten.accepted(tree))}
        )
    if args.json:
        print(to_json(built.issues))
        return 0 if built.ok else 1
    status = _tell(built, tree)
    if not status:
        say(f"all is well: {_summary(built, seconds)}")
    return status


def _build(args: argparse.Namespace) -> int:
    memory = Memory()
    if not args.watch:
        return _make(args, memory)
    from factsheet.disk import watching  # a tenth of the time to start, which only this needs

    folders = [args.root / name for name in disk.FOLDERS]
    with suppress(
        KeyboardInterrupt
    ):  # whenever it comes: each file is put in place whole or not at all
        for count, _ in enumerate(watching.changes(folders)):
            _make(args, memory)
            print("" if count else "watching for changes; end with Ctrl+C\n", end="", flush=True)
    return 0


def _make(args: argparse.Namespace, memory: Memory) -> int:
    progress = Progress(complain)
    built, tree, seconds = load(args.root, View(args.as_of, args.known_by), memory, progress.to)
    progress.end()
    if status := _tell(built, tree):
        complain(f"nothing was written into {args.folder}")
        return status
    changed, removed = disk.write(args.folder, built.files)
    say(f"{args.folder}: {changed} files changed, {removed} removed; {_summary(built, seconds)}")
    return 0


def _diff(args: argparse.Namespace) -> int:
    built, tree, _ = load(args.root)
    if status := _tell(built, tree):
        return status
    old, found = linking.read(
        {p: b for p, b in revisions.files(args.root, args.revision).items() if p != SETTINGS_PATH}
    )
    if errors(found):
        complain(
            f"the facts of {args.revision} have errors by today's rules; what could be read is compared"
        )
    changes = history.compare(old, built.library)
    say(history.to_text(changes, built.shows))
    built.issues = in_order(history.issues(changes))
    return _tell(built, tree)


def _stale(args: argparse.Namespace) -> int:
    built, tree, _ = load(args.root)
    if status := _tell(built, tree):
        return status
    found = review.overdue(built.library, built.settings.get("review", {}), args.on)
    say(review.to_text(found, args.on))
    return 1 if found else 0


def _coverage(args: argparse.Namespace) -> int:
    built, tree, _ = load(args.root)
    say(seeds.coverage(built.ledgers))
    return _tell(built, tree)


def _schema(args: argparse.Namespace) -> int:
    folder = args.folder or args.root / "data" / "schema"
    if not args.folder and not (args.root / "data").is_dir():
        raise disk.CannotWrite(
            f"there is no data folder in {args.root}; run this in the project's folder, or give --root"
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schema.schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    say(f"{folder}: {len(schema.schemas())} schemas written")
    return 0


def _explain(args: argparse.Namespace) -> int:
    if args.code and args.code not in CATALOGUE:
        hint = nearest(args.code, CATALOGUE) or "factsheet explain lists all codes"
        complain(f'factsheet: there is no code "{args.code}"; {hint}')
        return 2
    print(explain.page(args.code) if args.code else explain.document(), end="")
    return 0
