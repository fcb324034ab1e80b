"""`factsheet change`: what is there says something else, and readers are told why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from factsheet.command import change_prompts, changing_ends, prompts
from factsheet.command.add_options import (
    STATEMENT,
    ask_source,
    new_sources,
    pairs,
    telling,
    typed,
    with_source,
)
from factsheet.command.bench_line import editing
from factsheet.command.parameters import Address, Source

if TYPE_CHECKING:
    from factsheet.bench import Edit, asking, changing

    Part = changing.Part

OPTIONS = {option: one for option, one in STATEMENT.items() if option != "ref"}


@click.command()
@click.argument("address", type=Address(), metavar="ADDRESS", help="groups/hts#us-listing")
@telling(OPTIONS)
@click.option("--value", metavar="VALUE", help="the value: people/ann, 4200, {about: 30000}")
@click.option(
    "--set", "labels", multiple=True, metavar="KEY=VALUE",
    help="anything else that it has: rendition=original; again for each",
)  # fmt: skip
@click.option("--without", multiple=True, metavar="KEY", help="take it out; again for each")
@click.option("--preferred", is_flag=True, help="make it the wording by which the quote is known")
@click.option("--ended", metavar="DATE", help="it held until then; what is new stands beside it")
@click.option("--ref", multiple=True, type=Source(), metavar="SOURCE", help="a new source of it")
@click.option(
    "--keep", multiple=True, type=Source(), metavar="SOURCE",
    help="a source that says what stands there now; again for each",
)  # fmt: skip
@click.option("--keep-rest", is_flag=True, help="all that are not dropped say it")
@click.option(
    "--drop", multiple=True, type=Source(), metavar="SOURCE", help="one that does not say it"
)
@changing_ends.kind_option()
@click.option("--why", metavar="WHY", help="why, for readers")
@click.option("--unpublished", is_flag=True, help="nobody read it yet: no reason is told")
@with_source
@editing
def change(edit: Edit, dry_run: bool, address: str, **call: Any) -> int:
    """Change a fact, a value, a wording, a dispute or a record.

    What is published says whether the world changed or we were wrong, why, and which of its
    sources say what stands there now. In a terminal it asks for what is missing.
    """
    from factsheet.bench import changing

    of = changing.part(edit, address)
    _call_fits(of, call)
    values = _values(edit, of, call)
    cited: dict[str, list[str]] = {"references": list(call["ref"])}
    new_sources(edit, call, cited)
    call["ref"] = cited["references"]
    call["keep"], call["drop"] = (changing.meant(of, call[key]) for key in ("keep", "drop"))
    if prompts.at_terminal():
        change_prompts.what_happened(edit, of, values, call)
    if call["ended"]:
        return _ended(edit, of, values, call, dry_run)
    return _changed(edit, of, values, call, dry_run)


def _call_fits(of: Part, call: dict[str, Any]) -> None:
    """Raise UsageError for options that do not go together, or not with what is changed."""
    sources = ("ref", "keep", "drop", "keep_rest", "ended", "new_source")
    if not of.statement and (given := [key for key in sources if call[key]]):
        raise click.UsageError(f"--{given[0].replace('_', '-')}: {of.address} has no sources")
    if call["ended"] and call["kind"] not in (None, "update"):
        raise click.UsageError("--ended is for what was right for its time: --kind update")
    if both := {*call["keep"]} & {*call["drop"]}:
        raise click.UsageError(f"{min(both)} is either kept or dropped")


def _values(edit: Edit, of: Part, call: dict[str, Any]) -> dict[str, Any]:
    """What shall be other, read by its types. Raises UsageError."""
    from factsheet.bench import answers, changing
    from factsheet.issues import nearest

    questions = {one.key: one for one in changing.questions(edit, of)}
    said = typed(call, OPTIONS) | ({"value": [call["value"]]} if call["value"] else {})
    said |= pairs(call["labels"], "--set")
    for key in said:
        if key not in questions:
            hint = nearest(key, questions) or f"it has {', '.join(questions)}"
            raise click.UsageError(f'{of.address} has no "{key}"; {hint}')
    others = ("without", "preferred", "ended", "ref", "new_source", "drop")
    if not said and not any(call[key] for key in others):
        if not prompts.at_terminal():
            raise click.UsageError(f"missing: what shall be other: {_flags(questions)}")
        change_prompts.values(edit, of, list(questions.values()), said)
    values, wrong = answers.read_all(questions.values(), said)
    if call["ended"]:
        wrong += answers.read_all([questions["when"]], {"when": [call["ended"]]})[1]
    if wrong:
        raise click.UsageError("\n".join(wrong))
    return values


def _flags(questions: dict[str, asking.Question]) -> str:
    """The options by which these are answered."""
    options = {key: option for option, (key, _) in OPTIONS.items()} | {"value": "value"}
    own = [f"--{options[key]}" for key in questions if key in options]
    return ", ".join([*own, "--set KEY=VALUE"])


def _changed(
    edit: Edit, of: Part, values: dict[str, Any], call: dict[str, Any], dry_run: bool
) -> int:
    """Put other values in the place of what is there."""
    from factsheet.bench import changing, citing
    from factsheet.build import say

    differ = changing.put(of, values, call["without"])
    if call["preferred"]:
        changing.prefer(edit, of)
    lacking = changing.lacking(of)
    if prompts.at_terminal() and lacking:
        changing.put(of, {key: prompts.needed(key.replace("_", " ")) for key in lacking})
        lacking = []
    known = [*call["keep"], *call["drop"]]
    rest = [] if call["keep_rest"] else changing.undecided(of, differ, call["kind"] or "", known)
    if prompts.at_terminal():
        call["drop"] += [ref for ref in rest if not change_prompts.says(ref)]
        rest = []
    citing.cite(edit, of, call["ref"])
    changing.rest_on(of, call["drop"])
    touched = _give_reasons(edit, call, rest, lacking)
    _say_labels(of, differ)
    _say_counts(edit, of)
    _say_claimant(of, differ)
    if call["preferred"] and of.address in edit.library.statements:
        say(f"the quote is known by: {changing_ends.line(edit.library, of.address)}")
    shown = [of.address] if of.statement else []
    return changing_ends.write(edit, [*shown, *touched], f"changed: {of.address}", dry_run)


def _give_reasons(
    edit: Edit, call: dict[str, Any], undecided: list[str], lacking: list[str]
) -> list[str]:
    """Write why; gives the statements that say so. Raises UsageError for all that is missing."""
    from factsheet.bench import reasons

    owed = [] if call["unpublished"] else reasons.owed(edit, edit.check().built)
    if owed and prompts.at_terminal():
        call["kind"] = call["kind"] or changing_ends.kind_of_change()
        call["why"] = call["why"] or (prompts.needed("why, for readers") if call["kind"] else "")
        owed = owed if call["kind"] else []
    missing = [f"--{key.replace('_', '-')}" for key in lacking]
    why = [f"--{key}" for key in ("kind", "why") if owed and not call[key]]
    missing += [*why[:-1], f"{why[-1]} (or --unpublished)"] if why else []
    wrong = [f"missing: {', '.join(missing)}"] if missing else []
    if undecided:
        refs = ", ".join(undecided)
        wrong.append(f"does the source say what stands there now? --keep, --drop: {refs}")
    if wrong:
        raise click.UsageError("\n".join(wrong))
    reasons.give(edit, owed, call["kind"], call["why"])
    return [one.address for one in owed]


def _ended(
    edit: Edit, of: Part, values: dict[str, Any], call: dict[str, Any], dry_run: bool
) -> int:
    """Give the old statement its end; what is new stands beside it."""
    from factsheet.bench import changing, citing

    beside = bool({"text", "value"} & {*values})
    _ended_fits(edit, of, values, call, beside)
    refs = [*call["keep"], *(ref for ref in call["ref"] if ref not in call["keep"])]
    new = [changing.follow(edit, of, values, refs)] if beside else []
    if not beside:
        changing.put(of, values, call["without"])
    changing.end(of, call["ended"])
    citing.cite(edit, of, call["ref"])
    changing.rest_on(of, call["drop"])
    call["kind"] = "update"
    _give_reasons(edit, call, [], [])
    done = f"ended: {of.address}" + (f"; added: {new[0]}" if new else "")
    return changing_ends.write(edit, [of.address, *new], done, dry_run)


def _ended_fits(
    edit: Edit, of: Part, values: dict[str, Any], call: dict[str, Any], beside: bool
) -> None:
    """Ask for what an end needs. Raises UsageError for what is missing or too much."""
    if "when" in values and not beside:
        raise click.UsageError("--when is of what is new: --ended says until when the old one held")
    since = f"{call['ended']}/.."
    if prompts.at_terminal():
        if beside and "when" not in values:
            values["when"] = prompts.text("since when does the new one hold?", since)
        if not call["ref"] and not call["keep"]:
            call["ref"] = ask_source(edit, of.kind, call)
    missing = [] if call["ref"] or call["keep"] else ["--ref (or --keep: which source says so)"]
    if beside and "when" not in values:
        missing.append(f"--when (since when the new one holds: {since})")
    if not call["why"] and not call["unpublished"] and not prompts.at_terminal():
        missing.append("--why")
    if missing:
        raise click.UsageError(f"missing: {', '.join(missing)}")


def _say_labels(of: Part, differ: set[str]) -> None:
    """Tell what is other of what is no statement."""
    from factsheet.bench import asking
    from factsheet.build import say

    for key in sorted(differ) if not of.statement else ():
        say(f"{key}: {asking.in_line(of.data.get(key, 'nothing'))}")


def _say_counts(edit: Edit, of: Part) -> None:
    """Tell which statements rest on more or fewer independent sources by what a source says now."""
    from factsheet.bench import citing
    from factsheet.build import say
    from factsheet.language import plural

    if of.sort == "record" and of.kind.plural == edit.built.kinds.sources:
        after = edit.check().built.library
        for one, (was, now) in citing.recounted(edit.library, after, of.address).items():
            say(f"{one}: {plural(now, 'independent source')} (before: {was})")


def _say_claimant(of: Part, differ: set[str]) -> None:
    """Tell that a claim which is accepted now is still told as somebody's."""
    from factsheet.build import say

    accepted = of.data.get("status", "accepted") == "accepted"
    if "status" in differ and accepted and "asserted_by" in of.data:
        say("it is still told as what its claimant says; --without asserted_by if sources say so")
