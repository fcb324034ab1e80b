"""`factsheet add`: what can be added to a site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from factsheet.command.lazy import Lazy
from factsheet.command.parameters import Kind

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

RECORD = "KIND"  # in the place of a plural
ADDABLE = {
    "fact": (
        "factsheet.command.add_fact:fact",
        "Add a fact to a record: a sentence, with --field a value, with --lead its first sentence.",
    ),
    "quote": (
        "factsheet.command.add_quote:quote",
        "Add a quote with its first wording; with an address, a further wording of that quote.",
    ),
    "source": (
        "factsheet.command.add_source:source",
        "Add a source: from a saved page, from references, or from what the options say.",
    ),
    RECORD: (
        "factsheet.command.add_record:record",
        "Add a record of a kind, by its plural: add groups.",
    ),
}


class Adding(Lazy):
    """A group in which the plural of every kind is a command."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """What a call adds; any word that may be a plural is taken for one."""
        if args[0] not in self.table and re.fullmatch("[a-z-]+", args[0]):
            return args[0], self.get_command(ctx, RECORD), args[1:]
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """What can be added that begins so; for records, the plurals of the site's kinds."""
        named = [one for one in super().shell_complete(ctx, incomplete) if one.value != RECORD]
        return named + Kind().shell_complete(ctx, click.Argument(["kind"]), incomplete)


add = Adding(
    ADDABLE,
    name="add",
    help="Add a fact, a quote, a source, or a record of any kind.",
    no_args_is_help=True,
    subcommand_metavar="KIND …",
)
