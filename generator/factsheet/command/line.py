"""The command line: which commands there are, and what a call of each may say.

0 when all is well, 1 for errors in the facts, 2 for a wrong call.
A command imports what it needs when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from factsheet.command import judging, writing

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[[argparse.Namespace], int]  # what a command does
    Options = Callable[..., argparse.Action]  # adds options to it


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # what it cannot print, as its number
    args = arguments().parse_args(argv)
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


def arguments() -> argparse.ArgumentParser:
    """What a call may say, and what is said of it."""
    parser = _Parser(prog="factsheet", description="Facts in YAML become a fact-sheet site.")
    here = "the project's folder (default: this one)"
    parser.add_argument("--root", type=Path, default=Path("."), help=here)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(run: Run) -> Options:
        """Add the command of a function, whose docstring is its help; gives what adds options."""
        text = run.__doc__
        command = commands.add_parser(run.__name__, help=text, description=text)
        command.set_defaults(run=run)
        return command.add_argument

    _add_writing(add)
    _add_judging(add)
    return parser


def _add_writing(add: Callable[[Run], Options]) -> None:
    """The commands that write files."""
    option = add(writing.new)
    option("folder", type=Path, metavar="DIR", help="a folder that is not there, or is empty")
    option("--title", help="what the site is called")
    option("--kinds", type=_names, metavar="KIND,…", help="the kinds of records that it has")
    option("--empty", action="store_true", help="without the facts of the example")
    option = add(writing.build)
    folder = "an empty folder, or one that an earlier build wrote"
    option("folder", type=Path, metavar="DIR", help=folder)
    day = {"type": _day, "metavar": "DATE"}
    option("--as-of", help="the site as things stood in the world on that day", **day)
    option("--known-by", help="the site as far as sources issued by that day could know", **day)
    again = "go on and write again whenever a file changes, until Ctrl+C"
    option("--watch", action="store_true", help=again)
    where = "the folder to write into"
    add(writing.schema)("folder", type=Path, nargs="?", metavar="DIR", help=where)


def _add_judging(add: Callable[[Run], Options]) -> None:
    """The commands that read the facts and tell of them."""
    option = add(judging.check)
    option("--json", action="store_true", help="print the problems as JSON")
    guesses = "print guesses too: what is perhaps wrong in facts without errors"
    option("--notices", action="store_true", help=guesses)
    add(judging.diff)("revision", metavar="REV", help="a commit, branch or tag: main, HEAD~1, v1.0")
    counted = "counted on that day (default: today)"
    on = add(judging.stale)
    on("--on", default=date.today(), type=_day, metavar="DATE", help=counted)
    add(judging.coverage)
    plural = "a kind, with all that it has: groups"
    add(judging.kinds)("kind", nargs="?", metavar="KIND", help=plural)
    code = "the word in brackets after error or warning: bad-date"
    add(judging.explain)("code", nargs="?", metavar="CODE", help=code)


def _names(text: str) -> list[str]:
    return [name for part in text.split(",") if (name := part.strip())]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a day; write 2024-12-07') from None
