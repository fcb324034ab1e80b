"""`factsheet add KIND`: a record of a kind, by its plural."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from factsheet.command import adding_ends, prompts
from factsheet.command.add_fact import FLAGS
from factsheet.command.add_options import SETTING, STATEMENT, answering, answers, labelled
from factsheet.command.add_options import new_sources, typed
from factsheet.command.bench_line import editing

if TYPE_CHECKING:
    from factsheet.bench import Edit
    from factsheet.kinds import Kind


@click.command(name="KIND")
@click.option("--name", metavar="NAME", help="what it is called on pages")
@SETTING
@answering(STATEMENT)
@click.option("--planned", is_flag=True, help="an event that may lie in the future")
@click.option("--draft", is_flag=True, help="keep it, but do not publish it")
@editing
def record(edit: Edit, dry_run: bool, **call: Any) -> int:
    """Add a record of a kind, by its plural: add groups.

    Its facts are added to it then; only an event is itself one, and takes the options of a fact.
    """
    from factsheet.bench import adding, alike, asking

    kind = _kind(edit, click.get_current_context().info_name or "")
    questions = asking.of_record(edit.built.kinds, kind)
    said = typed(call, {"name": ("name", ""), **STATEMENT})
    labelled(kind, questions, said, call)
    new_sources(edit, call, said)
    flags = {key: f"set {key}=" for key in kind.all_labels if key != "name"} | FLAGS
    data = answers(edit, questions, said, call, flags)
    data |= {flag: "true" for flag in ("draft", "planned") if call[flag]}
    adding_ends.warn(alike.new_record(edit, kind, data), call["anyway"], "add to that")
    id_ = call["id"] or adding.propose_record_id(edit, kind.plural, str(data["name"]))
    if prompts.at_terminal() and not call["id"]:
        id_ = prompts.new_id(edit, kind.plural, id_)
    address = adding.add_record(edit, kind.plural, id_, data)
    again = adding_ends.call_of(f"add {kind.plural}", said, call, flags)
    return adding_ends.write(edit, address, dry_run, again)


def _kind(edit: Edit, plural: str) -> Kind:
    """The kind that is called so. Raises UsageError for one that has a command of its own."""
    from factsheet.bench import adding
    from factsheet.command.add import ADDABLE
    from factsheet.issues import nearest

    if plural not in edit.built.kinds and (hint := nearest(plural, ADDABLE)):
        raise click.UsageError(f'there is no kind "{plural}"; {hint}')
    kind = adding.kind_of(edit, plural)
    if kind.is_source or kind.has_wordings:
        own = "source" if kind.is_source else "quote"
        raise click.UsageError(f"{kind.plural} are added by: factsheet add {own}")
    return kind
