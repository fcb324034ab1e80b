"""The command line: which commands there are, and how a call of one ends.

0 when all is well, 1 for errors in the facts, 2 for a wrong call.
A command is a click command in a module of this room; it is given the project's folder and gives
the exit status. It is imported when it runs, and imports then what it needs, so that `--help`
answers at once.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factsheet.command.lazy import Lazy
from factsheet.command.parameters import Folder

if TYPE_CHECKING:
    from collections.abc import Sequence

LOOKING = "factsheet.command.looking"
JUDGING, WRITING = "factsheet.command.judging", "factsheet.command.writing"
EDITING, STANDING = "factsheet.command.editing", "factsheet.command.standing"
# A command's name: where it stands, and the first lines of its docstring.
COMMANDS = {
    "new": (f"{WRITING}:new", "Make a project that builds at once, with an example of everything."),
    "check": (f"{JUDGING}:check", "Check every fact and page; print all problems."),
    "edit": (
        "factsheet.command.edit:edit",
        "Start the preview, and open a browser at its bench, where facts are edited in forms.",
    ),
    "add": ("factsheet.command.add:add", "Add a fact, a quote, a source, or a record of any kind."),
    "change": (
        "factsheet.command.changing:change",
        "Change a fact, a value, a wording, a dispute or a record.",
    ),
    "cite": (f"{STANDING}:cite", "Add sources to what is there, and tell what they add."),
    "confirm": (
        "factsheet.command.confirm:confirm",
        "Confirm passages of a page that were read beside their facts; their marks get pins.",
    ),
    "dispute": (
        f"{STANDING}:dispute",
        "Declare that statements contradict one another, and why they may differ.",
    ),
    "supersede": (
        f"{STANDING}:supersede",
        "Say of a statement that another took its place; it stays, and leads there.",
    ),
    "checked": (f"{EDITING}:checked", "Note that records were compared with their sources again."),
    "rename": (
        f"{EDITING}:rename",
        "Give a record or a part of one another address, wherever it is named; "
        "the old one leads on.",
    ),
    "move": (
        f"{EDITING}:move",
        "Take a fact to another record, wherever it is named; its old address leads there.",
    ),
    "merge": (
        f"{EDITING}:merge",
        "Make one record of two; every statement remembers where it stood before.",
    ),
    "retract": (
        f"{EDITING}:retract",
        "Withdraw a fact, a quote or a source; what rests on it or names it is listed.",
    ),
    "takedown": (
        f"{EDITING}:takedown",
        "Take a text off the site at once, for legal reasons or somebody's safety; a stub stays.",
    ),
    "import": (
        "factsheet.command.importing:import_",
        "Take facts in from a table, each row whole or not at all; a second time changes nothing.",
    ),
    "find": (
        f"{LOOKING}:find",
        "Find facts, quotes, names and sources by words, in any spelling and any letters.",
    ),
    "show": (
        f"{LOOKING}:show",
        "Show all that is known of an address: sources, rivals, history, pages and passages.",
    ),
    "todo": (
        f"{LOOKING}:todo",
        "List what a desk should look at next, with one line each and why.",
    ),
    "sources": ("factsheet.command.sources:group", "Look at sources on the network."),
    "requests": (
        "factsheet.command.requests:group",
        "Answer pull requests, in a job of the host that has rights.",
    ),
    "diff": (
        f"{JUDGING}:diff",
        "List the facts that changed since a git revision; "
        "fail on a published change without a reason.",
    ),
    "report": (
        "factsheet.command.report:report",
        "Tell what changes since a git revision, for whoever reads it before it is published: "
        "facts before and after, sources, passages, pages, what is wrong, and a checklist.",
    ),
    "stale": (
        f"{JUDGING}:stale",
        "List the records whose last check is older than their review period.",
    ),
    "coverage": (
        f"{JUDGING}:coverage",
        "Count the claims of the seeds that are in the data and those left out.",
    ),
    "words": (
        "factsheet.command.words:group",
        "The words that pages print, and a site's texts, for translators.",
    ),
    "kinds": (f"{JUDGING}:kinds", "List the kinds of records, or all that one of them has."),
    "explain": (
        f"{JUDGING}:explain",
        "Tell what an issue code means, with an example and how it is mended; without one, of all.",
    ),
    "build": (
        f"{WRITING}:build",
        "Write the site's Markdown files into a folder, for any site engine.",
    ),
    "edition": (
        "factsheet.command.edition:edition",
        "Freeze the site as it is into editions/NAME.zip, "
        "which opens from a disk without a server.",
    ),
    "headers": (
        "factsheet.command.hosting:headers",
        "Write what a host sends with files into SITE/_headers: policies, and what may be kept.",
    ),
    "hashes": (
        "factsheet.command.hosting:hashes",
        "List the files of a site with their SHA-256, as `sha256sum` does; tell what changed.",
    ),
    "schema": (f"{WRITING}:schema", "Write the JSON Schemas for editors (default: data/schema)."),
    "upgrade": ("factsheet.command.upgrade:upgrade", "Bring a site up to the installed version."),
    "completion": (
        "factsheet.command.completion:completion",
        "Print the script with which a shell completes commands, addresses, sources, kinds.",
    ),
}


def _root(ctx: click.Context, param: click.Parameter, root: Path) -> Path:
    """Hand the project's folder to the commands."""
    ctx.obj = root
    return root


group = Lazy(
    COMMANDS,
    name="factsheet",
    help="Facts in YAML become a fact-sheet site.",
    no_args_is_help=True,
    subcommand_metavar="COMMAND …",
    context_settings={"help_option_names": ["-h", "--help"]},
    params=[
        click.Option(
            ["--root"], type=Folder(), default=Path("."), callback=_root, expose_value=False,
            help="the project's folder (default: this one)",
        )
    ],
)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # what it cannot print, as its number
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        return _fault(error)


def _run(argv: list[str]) -> int:
    """Run the command that is called; a wrong call and an interrupted one end here."""
    if asked := os.environ.get("_FACTSHEET_COMPLETE"):
        from factsheet.command.completion import answer

        return answer(group, asked)
    try:
        with group.make_context("factsheet", argv) as context:
            return int(group.invoke(context))
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as wrong:
        return _wrong_call(wrong)
    except (click.Abort, KeyboardInterrupt):
        from factsheet.build import complain

        complain("\nfactsheet: stopped")
        return 1


def _wrong_call(wrong: click.ClickException) -> int:
    """Say what is wrong with a call without repeating what a terminal could act on."""
    from factsheet.build import complain

    text = wrong.format_message()
    if not isinstance(wrong, click.exceptions.NoArgsIsHelpError):
        text = f"factsheet: {text}"
        context = getattr(wrong, "ctx", None)
        text = f"{context.get_usage()}\n{text}" if context else text
    complain(text)
    return wrong.exit_code


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
