"""How a command ends that changes what is published: before, after, and where prose tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factsheet.command import prompts
from factsheet.command.bench_line import agreed, finish

if TYPE_CHECKING:
    from collections.abc import Callable

    from factsheet.bench import Edit
    from factsheet.evidence import Library

# what happened, and how it is asked
HAPPENED = {
    "update": "the world changed; it was right for its time",
    "correction": "we were wrong",
    "clarification": "the same in better words",
    "new-evidence": "a better source says more",
}
TOLD = 5  # places in prose that are named


def kind_option(default: str | None = None) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """The option that says what happened."""
    told = f"what happened: {', '.join(HAPPENED)}" + (f" (default: {default})" if default else "")
    kinds = click.Choice([*HAPPENED])
    return click.option("--kind", type=kinds, default=default, metavar="KIND", help=told)


def kind_of_change() -> str:
    """What happened, as somebody at the terminal says; nothing for what was not published yet."""
    rows = [*HAPPENED.values(), "nobody read it yet: it was not published"]
    return [*HAPPENED, ""][prompts.choice("what happened?", rows, must=True) or 0]


def line(library: Library, address: str) -> str:
    """What a reader sees of a statement; of what is not published, that it is not."""
    from factsheet.pages import plain

    found = library.statements.get(address)
    return plain.line(library, found) if found else "(a draft: it is not printed)"


def write(edit: Edit, addresses: list[str], done: str, dry_run: bool) -> int:
    """Show each of these before and after, ask at a terminal, and write; gives the exit status."""
    from factsheet.build import say

    outcome = edit.check()
    for address in dict.fromkeys(addresses):
        before, after = line(edit.library, address), line(outcome.built.library, address)
        if before != after:
            if address in edit.library.statements or address in edit.library.unpublished:
                say(f"was: {before}")
            say(f"now: {after}")
            _prose(edit, address)
    agreed(outcome, dry_run)
    return finish(edit, dry_run, done=done)


def _prose(edit: Edit, address: str) -> None:
    """Name the passages of pages written by hand that tell it: they are to be read again."""
    from factsheet.bench import reach
    from factsheet.build import say

    found = reach.references_to(edit.tree, edit.built.kinds, address)
    places = [use.spot for use in found if use.path.startswith("content/")]
    more = [f"{len(places) - TOLD} more"] if len(places) > TOLD else []
    if places:
        say(f"read the passage again: {', '.join([*places[:TOLD], *more])}")
