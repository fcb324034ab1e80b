"""`factsheet add fact`: one fact on a record, or one value of a field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from factsheet.command import adding_ends, prompts
from factsheet.command.add_options import STATEMENT, answering, answers, new_sources, typed
from factsheet.command.bench_line import editing
from factsheet.command.parameters import Address

if TYPE_CHECKING:
    from factsheet.bench import Edit

FLAGS = {"references": "ref", "asserted_by": "asserted-by"}


@click.command()
@click.argument("address", type=Address(parts=False), metavar="RECORD", help="groups/hts")
@click.option("--field", metavar="KEY", help="the field that it is a value of: leader")
@click.option("--value", metavar="VALUE", help="the value: people/ann, 4200, {about: 30000}")
@click.option("--lead", is_flag=True, help="the sentence that says what the record is")
@answering(STATEMENT)
@click.option("--draft", is_flag=True, help="keep it, but do not publish it")
@click.option("--planned", is_flag=True, help="it may lie in the future")
@click.option("--dispute", metavar="QUESTION", help="declare a dispute with what it contradicts")
@click.option("--dispute-note", metavar="NOTE", help="why the versions may differ")
@click.option(
    "--supersedes",
    type=Address(records=False),
    metavar="ADDRESS",
    help="what it takes the place of",
)
@click.option("--why", metavar="WHY", help="why it does, for readers")
@editing
def fact(edit: Edit, dry_run: bool, address: str, **call: Any) -> int:
    """Add a fact to a record: a sentence, with --field a value, with --lead its first sentence.

    In a terminal it asks for what is missing. A new source can be added with it.
    """
    from factsheet.bench import adding, alike, asking
    from factsheet.values import LEAD

    if call["lead"] and (call["field"] or call["id"]):
        raise click.UsageError("--lead takes no --field and no --id")
    kind, key = adding.home_of(edit, address), LEAD if call["lead"] else call["field"] or ""
    said = typed(call, STATEMENT)
    if call["value"]:
        said["value"] = [call["value"]]
    if key in ("", LEAD) and call["value"]:
        raise click.UsageError("--value is that of a --field")
    adding.known_field(kind, key)
    new_sources(edit, call, said)
    questions = asking.of_statement(edit.built.kinds, kind, key)
    data = answers(edit, questions, said, call, FLAGS)
    data |= {flag: "true" for flag in ("draft", "planned") if call[flag]}
    same = alike.facts(edit, address, data, key)
    adding_ends.warn(same, call["anyway"], "add the source to that: factsheet cite")
    id_ = call["id"] or ""
    proposed = adding.propose_id(edit, address, data, key)
    if proposed and prompts.at_terminal() and not id_:
        id_ = prompts.new_id(edit, address, proposed)
    new = adding.add_fact(edit, address, data, key, id_)
    adding_ends.settle(edit, new, call)
    option = " --lead" if call["lead"] else f" --field {key}" if key else ""
    command = f"add fact {address}{option}"
    again = adding_ends.call_of(command, said, call, FLAGS)
    return adding_ends.write(edit, new, dry_run, again)
