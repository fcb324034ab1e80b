"""Answers at a terminal: a text, yes or no, one of several, an id; a wrong one is asked again.

`?` explains a question wherever one is asked. Whatever is asked here can be said by an option;
without a terminal nothing is asked.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factsheet.bench import Edit

NEEDED = "an answer is needed"
NOTHING = ("n", "no", "none", "nothing")  # what people type where Enter says "no more"


def at_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def text(said: str, default: str = "", help_: str = "") -> str:
    """What is typed; nothing for Enter alone, unless something is proposed."""
    from factsheet.build import say
    from factsheet.issues import plain

    shown = bool(default)
    while (answer := click.prompt(plain(said), default=default, show_default=shown).strip()) == "?":
        say(f"  {help_ or 'in your own words; Ctrl+C stops, and nothing is written'}")
    return str(answer)


def needed(said: str, help_: str = "") -> str:
    """What is typed, as soon as there is something."""
    from factsheet.build import say

    while not (answer := text(said, help_=help_)):
        say(f"  {NEEDED}{': ' if help_ else ''}{help_}")
    return answer


def reason(given: str | None) -> str:
    """Why, for readers; at a terminal it is asked for. Raises UsageError where nobody says it."""
    if not given and not at_terminal():
        raise click.UsageError("missing: --why, which tells readers why")
    return given or needed("why, for readers", "one sentence; pages print it")


def sure(said: str, default: bool | None = True, help_: str = "") -> bool:
    """Whether the answer is yes; with None as the default Enter is no answer."""
    from factsheet.build import say

    ends = {True: "Y/n", False: "y/N", None: "y/n"}[default]
    while True:
        answer = text(f"{said} [{ends}]", help_=help_ or "y: yes; n: no").lower()
        if not answer and default is not None:
            return default
        if answer in ("y", "yes", "n", "no"):
            return answer.startswith("y")
        say("  type y for yes or n for no")


def choice(said: str, rows: Sequence[str], must: bool = False) -> int | None:
    """Which of some rows is meant, counted from 0; None for none of them, unless one `must` be."""
    from factsheet.build import say

    for number, row in enumerate(rows, 1):
        say(f"  {number}  {row}")
    help_ = "the number before the line that you mean"
    asked = f"{said} (number)" if must else f"{said} (number; Enter: none of them)"
    while (answer := text(asked, help_=help_)) or must:
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(rows):
            return int(answer) - 1
        named = f"there is no {answer}; " if answer else ""
        say(f"  {named}write a number from 1 to {len(rows)}")
    return None


def new_id(edit: Edit, where: str, proposed: str) -> str:
    """An id that can be given to a record of a kind, or a part of a record; one is proposed."""
    from factsheet.bench import Refused, adding
    from factsheet.build import say

    help_ = "the last part of its address, which stays when its name changes; Enter takes this one"
    while True:
        answer = text("id", proposed, help_)
        try:
            adding.check_id(edit, where, answer)
        except Refused as why:
            say(f"  {why}")
        else:
            return answer
