"""What a call may give, by type: a day, names, a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Day(click.ParamType[date]):
    """A day, written 2024-12-07."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day of a text. Raises BadParameter for a text that is none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f'"{value}" is not a day; write 2024-12-07', param, ctx)


class Names(click.ParamType[list[str]]):
    """Names with commas between them."""

    name = "names"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> list[str]:
        """The names of a text, without the blanks around them."""
        if isinstance(value, list):
            return value
        return [name for part in str(value).split(",") if (name := part.strip())]


class Folder(click.ParamType[Path]):
    """A folder, there or not: the command looks at what it is."""

    name = "dir"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """The path of a text."""
        return Path(str(value))

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        """Whatever folders the shell finds."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="dir")]
