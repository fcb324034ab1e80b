"""Questions at a terminal, of which all that asks is made.

Whatever is asked here can be said by an option; without a terminal nothing is asked.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from factsheet.bench import Edit

    Typed = dict[str, list[str]]
    # adds a source of which so much is typed; gives how it is cited, or nothing
    NewSource = Callable[[str], str]


def at_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def text(said: str, default: str = "") -> str:
    """What is typed; nothing for Enter alone, unless something is proposed."""
    from factsheet.issues import plain

    return click.prompt(plain(said), default=default, show_default=bool(default)).strip()


def needed(said: str, default: str = "") -> str:
    """The same, asked until something is said."""
    while not (answer := text(said, default)):
        pass
    return answer


def sure(said: str, default: bool = True) -> bool:
    """Whether the answer is yes."""
    from factsheet.issues import plain

    return click.confirm(plain(said), default=default)


def choice(said: str, rows: Sequence[str]) -> int | None:
    """Which of some rows is meant, counted from 0; None for none of them."""
    from factsheet.build import say

    for number, row in enumerate(rows, 1):
        say(f"  {number}  {row}")
    while answer := text(f"{said} (number; Enter: none of them)"):
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(rows):
            return int(answer) - 1
        say(f"  there is no {answer}; write a number from 1 to {len(rows)}")
    return None


def new_id(edit: Edit, where: str, proposed: str) -> str:
    """An id that can be given to a record of a kind, or a part of a record; one is proposed."""
    from factsheet.bench import Refused, adding
    from factsheet.build import say

    while True:
        answer = text("id", proposed)
        try:
            adding.check_id(edit, where, answer)
        except Refused as why:
            say(f"  {why}")
        else:
            return answer
