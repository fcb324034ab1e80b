"""How a command that adds ends: what is perhaps there, what it contradicts, how it will print."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import click

from factsheet.command import prompts
from factsheet.command.bench_line import agreed, finish

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from factsheet.bench import Edit, Outcome, alike
    from factsheet.values import Statement

WAYS = (
    "tell their times or scopes apart (--when, --scope)",
    "declare a dispute (--dispute QUESTION --dispute-note NOTE)",
    "it takes the place of the other (--supersedes ADDRESS --why WHY)",
)

SCOPE = "what exactly it covers, when the other covers something else: city, census"
DISPUTE = {
    "question": (
        "question of the dispute, for readers",
        "the question to which the versions are answers: How many people lived there in 2021?",
    ),
    "note": (
        "note on why they may differ, for readers",
        "what is known of the difference: one counts the suburbs; or that nothing is known of it",
    ),
}


def warn(found: Sequence[alike.Alike], anyway: bool, instead: str) -> None:
    """Say what is perhaps there already. Raises Refused, unless it is to be added anyway."""
    from factsheet.bench import Refused
    from factsheet.build import say

    if not found or anyway:
        return
    lines = [f"{one.address}: {one.why}" for one in found]
    if not prompts.at_terminal():
        raise Refused(f"perhaps it is {'; or '.join(lines)}", f"{instead}, or give --anyway")
    for line in lines:
        say(f"perhaps it is {line}")
    if not prompts.sure("add it anyway?", default=False):
        raise click.Abort


def settle(edit: Edit, address: str, call: dict[str, Any]) -> None:
    """See to what a new statement contradicts, as the call says or somebody at the terminal.

    Raises UsageError for a way that is half said, Refused where none is said.
    """
    from factsheet.bench import Refused, versions

    if call["supersedes"]:
        if not call["why"]:
            raise click.UsageError("missing: --why, which tells readers why it took that place")
        versions.supersede(edit, call["supersedes"], address, call["why"])
    rivals = versions.contradicted(edit.check().built, address)
    if call["dispute"]:
        _declare(edit, address, rivals, call)
    elif rivals and prompts.at_terminal():
        _choose(edit, address, rivals, call)
    elif rivals:
        told = "; ".join(versions.told(edit.library, one) for one in rivals)
        raise Refused(f"{address} contradicts {told}", "; or ".join(WAYS))


def _declare(edit: Edit, address: str, rivals: list[Statement], call: dict[str, Any]) -> None:
    """Put a statement and its rivals into a dispute: a new one, or one that is there."""
    from factsheet.bench import Refused, versions

    named = call["dispute"]
    there = versions.known(edit, address, named)
    if not there and not rivals:
        raise Refused(f"{address} contradicts nothing that is known", "leave out --dispute")
    if not there and not call["dispute_note"]:
        raise click.UsageError("missing: --dispute-note, which tells readers why they may differ")
    found = [*(one.address for one in rivals), address]
    versions.dispute(edit, found, named, call["dispute_note"] or "")


def _choose(edit: Edit, address: str, rivals: list[Statement], call: dict[str, Any]) -> None:
    """Ask which way two versions go together."""
    from factsheet.bench import versions
    from factsheet.build import say

    for one in rivals:
        say(f"it contradicts {versions.told(edit.library, one)}")
    there = versions.over(edit.library, rivals)
    stand = f"it joins the dispute “{there.question}”" if there else "both stand, in a dispute"
    ways = (stand, "this took the place of the other", "they do not speak of the same: say of what")
    way = prompts.choice("which?", ways)
    if way is None:
        say(f"nothing was written; {WAYS[0]}")
        raise click.Abort
    if way == 2:
        doc, steps = edit.statement(address)
        doc.set((*steps, "scope"), prompts.needed("Scope of what you add", SCOPE))
        settle(edit, address, call)
    elif way == 1:
        why = prompts.needed("why, for readers", "why it took that place")
        for one in rivals:
            versions.supersede(edit, one.address, address, why)
    else:
        asked = ("", "") if there else (_asked("question"), _asked("note"))
        found = [*(one.address for one in rivals), address]
        versions.dispute(edit, found, there.address if there else asked[0], asked[1])


def _asked(key: str) -> str:
    """What readers are told of a new dispute."""
    return prompts.needed(*DISPUTE[key])


def show(edit: Edit, address: str) -> Outcome:
    """Print a statement or a record as readers will see it."""
    from factsheet.build import say
    from factsheet.language import locator_words
    from factsheet.pages import citations, plain

    outcome = edit.check()
    library = outcome.built.library
    if statement := library.statements.get(address):
        say(f"prints as: {plain.line(library, statement)}")
        for reference in statement.references:
            if source := library.records.get(reference.address):
                place = f", {locator_words(reference.locator)}" if reference.locator else ""
                say(f"source: {citations.in_words(source).removesuffix('.')}{place}")
    elif record := library.records.get(address):
        say(f"{record.kind.name}: {record.name}")
        for wording in record.of("wordings"):
            say(f"prints as: {plain.line(library, wording)}")
    else:
        say(f"{address} is a draft: it is not printed")
    return outcome


def write(edit: Edit, address: str, dry_run: bool, again: str) -> int:
    """Show what is added, ask at a terminal whether it shall be, and write it; gives the status.

    What was typed there for nothing is given back as a call: `again`.
    """
    from factsheet.build import complain

    outcome = show(edit, address)
    agreed(outcome, dry_run)
    status = finish(edit, dry_run, done=f"added: {address}")
    if outcome.refused and prompts.at_terminal():
        complain(f"what you typed, to be mended and called again:\n{again}")
    return status


def call_of(
    command: str, said: Mapping[str, Sequence[str]], call: dict[str, Any], flags: Mapping[str, str]
) -> str:
    """The call that says what somebody typed.

    `flags` are the options of keys that are called otherwise; one that ends in `=` begins `--set`.
    """
    words = ["factsheet", *command.split()]
    for key, texts in said.items():
        option, _, start = flags.get(key, key.replace("_", "-")).partition(" ")
        for text in [one for one in texts if one not in call["cited"]]:
            words += [f"--{option}", f"{start}{text}"]
    words += [word for pair in call["new_source"] for word in ("--new-source", pair)]
    return shlex.join(words)
