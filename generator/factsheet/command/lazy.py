"""Groups of commands that import a command when it runs: help and completion answer at once."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

    from click.shell_completion import CompletionItem

    Table = Mapping[str, tuple[str, str]]  # name: (`module:function`, what it does)


class Lazy(click.Group):
    """A group made of a table; a command in it may be a group again."""

    def __init__(self, table: Table, **settings: Any) -> None:
        """`settings` are those of a click group."""
        super().__init__(**settings)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported; None if there is none."""
        if cmd_name not in self.table:
            return None
        module, _, function = self.table[cmd_name][0].partition(":")
        found = getattr(import_module(module), function)
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that a call names first. Raises UsageError for an unknown one."""
        unknown = args[0] not in self.table and not args[0].startswith("-")
        if unknown and not ctx.resilient_parsing:
            from factsheet.issues import nearest

            hint = nearest(args[0], self.table) or f"{ctx.command_path} --help lists all"
            ctx.fail(f'there is no command "{args[0]}"; {hint}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands into the help, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in self.table.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """The commands and options that begin so."""
        from click.shell_completion import CompletionItem

        fitting = {name: text for name, (_, text) in self.table.items()}
        commands = [
            CompletionItem(name, help=text)
            for name, text in fitting.items()
            if name.startswith(incomplete)
        ]
        return commands + click.Command.shell_complete(self, ctx, incomplete)
