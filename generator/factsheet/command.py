"""The command line: `factsheet check | build | diff | stale | coverage | schema | explain`.

In: a call. Out: what it prints and writes, and an exit status.
0 when all is well, 1 for errors in the facts, 2 for a wrong call.
A command imports what it needs when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

    from factsheet.build import Built
    from factsheet.cache import Memory


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # what it cannot print, as its number
    args = _parser().parse_args(argv)
    try:
        return int(args.run(args))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        return _fault(error)


def _fault(error: Exception) -> int:
    """Tell of an error in one line; of a fault of ours with all that helps to find it."""
    import traceback

    from factsheet.build import complain
    from factsheet.disk import CannotWrite

    if isinstance(error, (CannotWrite, OSError)):
        complain(f"factsheet: {error}")
    else:
        complain("".join(traceback.format_exception(error)))
        complain("factsheet: this is a fault of the generator; please report it")
    return 1


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a call without repeating what a terminal could act on."""

    def error(self, message: str) -> NoReturn:
        from factsheet.issues import harmless

        super().error(harmless(message))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="factsheet", description="Facts in YAML become a fact-sheet site.")
    here = "the project's folder (default: this one)"
    parser.add_argument("--root", type=Path, default=Path("."), help=here)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(run: Callable[[argparse.Namespace], int]) -> Callable[..., argparse.Action]:
        """Add the command of a function, whose docstring is its help; gives what adds options."""
        text = run.__doc__
        command = commands.add_parser(run.__name__.strip("_"), help=text, description=text)
        command.set_defaults(run=run)
        return command.add_argument

    yes, day = {"action": "store_true"}, {"type": _day, "metavar": "DATE"}
    option = add(_check)
    option("--json", help="print the problems as JSON", **yes)
    guesses = "print guesses too: what is perhaps wrong in facts without errors"
    option("--notices", help=guesses, **yes)
    option = add(_build)
    folder = "an empty folder, or one that an earlier build wrote"
    option("folder", type=Path, metavar="DIR", help=folder)
    option("--as-of", help="the site as things stood in the world on that day", **day)
    option("--known-by", help="the site as far as sources issued by that day could know", **day)
    option("--watch", help="go on and write again whenever a file changes, until Ctrl+C", **yes)
    add(_diff)("revision", metavar="REV", help="a commit, branch or tag: main, HEAD~1, v1.0")
    add(_stale)("--on", default=date.today(), help="counted on that day (default: today)", **day)
    add(_coverage)
    add(_schema)("folder", type=Path, nargs="?", metavar="DIR")
    code = "the word in brackets after error or warning: bad-date"
    add(_explain)("code", nargs="?", metavar="CODE", help=code)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a day; write 2024-12-07') from None


def _tell(built: Built, tree: dict[str, bytes]) -> int:
    """Print the issues and the tally; gives the exit status."""
    from factsheet.build import told

    if built.issues:
        print(told(built, tree, sys.stdout))
    return 0 if built.ok else 1


def _summary(built: Built, seconds: float) -> str:
    facts, records = built.counts
    pages = sum(name.endswith(".md") for name in built.files)
    return f"{facts} facts in {records} records, {pages} pages, {seconds:.2f} s"


def _check(args: argparse.Namespace) -> int:
    """Check every fact and page; print all problems."""
    from factsheet.build import handwritten, load, say
    from factsheet.evidence import notices
    from factsheet.issues import in_order, to_json

    built, tree, seconds = load(args.root)
    if args.notices and built.ok:
        guesses = notices.of(built.library, handwritten.accepted(tree))
        built.issues = in_order([*built.issues, *guesses])
    if args.json:
        print(to_json(built.issues))
        return 0 if built.ok else 1
    if status := _tell(built, tree):
        return status
    say(f"all is well: {_summary(built, seconds)}")
    return 0


def _build(args: argparse.Namespace) -> int:
    """Write the site's Markdown files into a folder, for any site engine."""
    if not args.watch:
        return _make(args)
    from factsheet.cache import Memory
    from factsheet.disk import FOLDERS, watching
    from factsheet.site import files_door

    memory = Memory()
    paths = [args.root / name for name in FOLDERS] + files_door.sources(args.root)
    with suppress(KeyboardInterrupt):  # whenever it comes: each file is put in place whole
        for count, _ in enumerate(watching.changes(paths)):
            _make(args, memory)
            print("" if count else "watching for changes; end with Ctrl+C\n", end="", flush=True)
    return 0


def _make(args: argparse.Namespace, memory: Memory | None = None) -> int:
    from factsheet import disk
    from factsheet.build import Progress, complain, load, say
    from factsheet.evidence import View
    from factsheet.site import files_door

    progress, view = Progress(complain), View(args.as_of, args.known_by)
    built, tree, seconds = load(args.root, view, memory, progress.to, pages_only=not memory)
    progress.end()
    if status := _tell(built, tree):
        complain(f"nothing was written into {args.folder}")
        return status
    disk.keep_apart(args.folder, args.root)
    changed, removed = disk.write(args.folder, built.files)
    say(f"{args.folder}: {changed} files changed, {removed} removed; {_summary(built, seconds)}")
    if wrong := files_door.write(args.root, args.folder):
        complain(f"factsheet: {wrong}")
    return 1 if wrong else 0


def _diff(args: argparse.Namespace) -> int:
    """List the facts that changed since a git revision;
    fail on a published change without a reason.
    """
    from factsheet.build import SETTINGS_PATH, complain, load, say
    from factsheet.disk import revisions
    from factsheet.evidence import history, linking
    from factsheet.issues import errors, in_order

    built, tree, _ = load(args.root)
    if status := _tell(built, tree):
        return status
    files = revisions.files(args.root, args.revision)
    files.pop(SETTINGS_PATH, None)
    old, found = linking.read(files)
    if errors(found):
        by_today = f"the facts of {args.revision} have errors by today's rules"
        complain(f"{by_today}; what could be read is compared")
    changes = history.compare(old, built.library)
    say(history.to_text(changes, built.shows))
    built.issues = in_order(history.issues(changes))
    return _tell(built, tree)


def _stale(args: argparse.Namespace) -> int:
    """List the records whose last check is older than their review period."""
    from factsheet.build import load, say
    from factsheet.evidence import review

    built, tree, _ = load(args.root)
    if status := _tell(built, tree):
        return status
    found = review.overdue(built.library, built.settings.get("review", {}), args.on)
    say(review.to_text(found, args.on))
    return 1 if found else 0


def _coverage(args: argparse.Namespace) -> int:
    """Count the claims of the seeds that are in the data and those left out."""
    from factsheet.build import load, say
    from factsheet.evidence import seeds

    built, tree, _ = load(args.root)
    say(seeds.coverage(built.ledgers))
    return _tell(built, tree)


def _schema(args: argparse.Namespace) -> int:
    """Write the JSON Schemas for editors (default: data/schema)."""
    from factsheet.build import say
    from factsheet.disk import CannotWrite
    from factsheet.kinds import schema

    folder = args.folder or args.root / "data" / "schema"
    if not args.folder and not (args.root / "data").is_dir():
        where = "run this in the project's folder, or give --root"
        raise CannotWrite(f"there is no data folder in {args.root}; {where}")
    folder.mkdir(parents=True, exist_ok=True)
    schemas = schema.schemas()
    for name, text in schemas.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    say(f"{folder}: {len(schemas)} schemas written")
    return 0


def _explain(args: argparse.Namespace) -> int:
    """Tell what an issue code means, with an example and how it is mended; without one, of all."""
    from factsheet.build import complain
    from factsheet.issues import CATALOGUE, explain, nearest

    if args.code and args.code not in CATALOGUE:
        hint = nearest(args.code, CATALOGUE) or "factsheet explain lists all codes"
        complain(f'factsheet: there is no code "{args.code}"; {hint}')
        return 2
    print(explain.page(args.code) if args.code else explain.document(), end="")
    return 0
