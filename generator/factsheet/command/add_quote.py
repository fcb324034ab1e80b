"""`factsheet add quote`: what somebody said, in the words of one source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from factsheet.command import adding_ends, prompts
from factsheet.command.add_options import QUOTE, SETTING, WORDING, answering, answers, labelled
from factsheet.command.add_options import new_sources, typed
from factsheet.command.bench_line import editing
from factsheet.command.parameters import Address

if TYPE_CHECKING:
    from factsheet.bench import Edit
    from factsheet.kinds import Kind

OPTIONS = {**QUOTE, **WORDING}
FLAGS = {"references": "ref", "translated_by": "translated-by"}


@click.command()
@click.argument(
    "address", required=False, type=Address(parts=False), metavar="[QUOTE]",
    help="the quote that it is a further wording of",
)  # fmt: skip
@SETTING
@answering(OPTIONS)
@click.option("--draft", is_flag=True, help="keep it, but do not publish it")
@editing
def quote(edit: Edit, dry_run: bool, address: str | None, **call: Any) -> int:
    """Add a quote with its first wording; with an address, a further wording of that quote.

    The first wording is the preferred one, which pages print.
    """
    from factsheet.bench import adding, asking

    kind = adding.home_of(edit, address) if address else _kind(edit)
    if not kind.has_wordings:
        raise click.UsageError(f"{address} is no quote; factsheet add fact {address}")
    said = typed(call, OPTIONS)
    words = asking.of_wording(edit.built.kinds, kind)
    labels = [] if address else asking.of_record(edit.built.kinds, kind)
    own = {question.key for question in labels}
    questions = [*labels, *(question for question in words if question.key not in own)]
    labelled(kind, questions, said, call)
    new_sources(edit, call, said)
    data = answers(edit, questions, said, call, FLAGS)
    if call["draft"]:
        data["draft"] = "true"
    if address:
        new = _wording(edit, address, data, call)
    else:
        record = {key: value for key, value in data.items() if key in {*own, "draft"}}
        wording = {key: value for key, value in data.items() if key not in record}
        new = _quote(edit, kind, record, wording, call)
    again = adding_ends.call_of(f"add quote {address or ''}", said, call, FLAGS)
    return adding_ends.write(edit, new, dry_run, again)


def _wording(edit: Edit, address: str, data: dict[str, Any], call: dict[str, Any]) -> str:
    """Add a wording to a quote; gives its address."""
    from factsheet.bench import adding, alike

    same = alike.facts(edit, address, data)
    adding_ends.warn(same, call["anyway"], "add the source to that: factsheet cite")
    return adding.add_wording(edit, address, data, call["id"] or "")


def _quote(
    edit: Edit, kind: Kind, record: dict[str, Any], wording: dict[str, Any], call: dict[str, Any]
) -> str:
    """Add a quote with its first wording; gives its address."""
    from factsheet.bench import adding, alike

    same = alike.quotes(edit, kind.plural, wording)
    adding_ends.warn(same, call["anyway"], "add a wording to it")
    id_ = call["id"] or adding.propose_record_id(edit, kind.plural, str(record["name"]))
    if prompts.at_terminal() and not call["id"]:
        id_ = prompts.new_id(edit, kind.plural, id_)
    return adding.add_quote(edit, kind.plural, id_, record, wording)


def _kind(edit: Edit) -> Kind:
    """The kind of quotes. Raises Refused when the site has none."""
    from factsheet.bench import Refused

    found = edit.built.kinds.playing("quote")
    if not found:
        raise Refused("this site has no kind of quotes", "its files are in data/kinds/")
    return found[0]
