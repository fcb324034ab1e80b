"""Shell completion: the scripts for the shells, and the answers to what they ask while one types.

A shell asks by calling the command with `_FACTSHEET_COMPLETE` in the environment. Whatever goes
wrong is silence: a message would land in the middle of the line that somebody types.
"""

from __future__ import annotations

from os.path import commonprefix
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ZshComplete

if TYPE_CHECKING:
    from click.shell_completion import ShellComplete

VARIABLE = "_FACTSHEET_COMPLETE"


class Bash(BashComplete):
    """Bash, which puts in what all candidates begin with, also where that is another word."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[Any]]:
        """The candidates; the word itself is one more where bash would take it away."""
        found = super().get_completions(args, incomplete)
        begin = commonprefix([str(one.value) for one in found])
        if found[1:] and begin and not begin.startswith(incomplete):
            found.append(CompletionItem(incomplete))
        return found

    @staticmethod
    def _check_version() -> None:
        """Whoever asks for the script has the shell."""


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": ZshComplete, "fish": FishComplete}


@click.command()
@click.argument("shell", type=click.Choice([*SHELLS]), metavar="SHELL", help="bash, zsh or fish")
def completion(shell: str) -> int:
    """Print the script with which a shell completes commands, addresses, sources, kinds."""
    from factsheet.command.line import group

    print(SHELLS[shell](group, {}, "factsheet", VARIABLE).source(), end="")
    return 0


def answer(group: click.Group, asked: str) -> int:
    """Print what may complete the line that a shell hands over; gives the exit status.

    `asked` is `bash_complete` and the like.
    """
    shell, _, what = asked.partition("_")
    if shell not in SHELLS or what != "complete":
        return 1
    try:
        print(SHELLS[shell](group, {}, "factsheet", VARIABLE).complete())
    except Exception:
        return 1
    return 0
