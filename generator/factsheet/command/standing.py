"""Commands on how statements stand: what they rest on, what contradicts them, what came later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from factsheet.command import changing_ends, prompts
from factsheet.command.add_options import ask_source, new_sources, with_source
from factsheet.command.bench_line import editing, finish
from factsheet.command.parameters import Address, Source

if TYPE_CHECKING:
    from factsheet.bench import Edit, changing, citing


@click.command()
@click.argument(
    "address", type=Address(records=False), metavar="ADDRESS", help="groups/hts#us-listing"
)
@click.argument("sources", nargs=-1, type=Source(), metavar="SOURCE…", help="ap-2024-12-07#P5")
@with_source
@editing
def cite(edit: Edit, dry_run: bool, address: str, sources: tuple[str, ...], **call: Any) -> int:
    """Add sources to what is there, and tell what they add.

    A source counts once with those that it was made from, or that have its origin.
    """
    from factsheet.bench import changing, citing

    of = changing.part(edit, address)
    cited = {"references": list(sources)}
    new_sources(edit, call, cited)
    if not cited["references"]:
        if not prompts.at_terminal():
            raise click.UsageError("missing: SOURCE, or --new-source")
        cited["references"] = ask_source(edit, of.kind, call)
    added = citing.cite(edit, of, cited["references"])
    _weigh(of, citing.weighed(edit, of, edit.check().built.library, added))
    return finish(edit, dry_run, done=f"cited for {address}: {', '.join(added)}")


def _weigh(of: changing.Part, found: citing.Weight) -> None:
    """Say what new sources add, and that a claim does not become more than that by itself."""
    from factsheet.build import say
    from factsheet.language import plural

    (_, old), (reports, new) = found.before, found.after
    for once in found.once:
        say(once)
    independent = plural(new, "independent source")
    say(f"{plural(reports, 'report')}, {independent} (before: {old})")
    if of.data.get("status") == "claimed" and new > max(old, 1):
        say(
            "it is a claim still; if a source says so in its own voice: "
            f"factsheet change {of.address} --status accepted --without asserted_by "
            "--kind new-evidence --why …"
        )


@click.command()
@click.argument(
    "addresses", nargs=-1, required=True, type=Address(), metavar="ADDRESS…",
    help="the versions; or a dispute that is there",
)  # fmt: skip
@click.option("--question", metavar="TEXT", help="what they answer, for readers")
@click.option("--note", metavar="TEXT", help="why they may differ, for readers")
@click.option(
    "--add", "more", multiple=True, type=Address(records=False), metavar="ADDRESS",
    help="a further version of the dispute; again for each",
)  # fmt: skip
@click.option("--id", "id_", metavar="ID", help="its id (default: one is proposed)")
@editing
def dispute(
    edit: Edit, dry_run: bool, addresses: tuple[str, ...], question: str | None, note: str | None,
    more: tuple[str, ...], id_: str | None,
) -> int:  # fmt: skip
    """Declare that statements contradict one another, and why they may differ.

    It stands on the record of the first. With the address of a dispute, --add names a further
    version.
    """
    from factsheet.bench import versions

    if addresses[0] in edit.library.disputes or more:
        return _join(edit, dry_run, addresses, more, question, note)
    if len({*addresses}) < 2:
        raise click.UsageError("a dispute needs two versions: name both")
    versions.refuse_undisputed(edit, addresses)
    if prompts.at_terminal():
        question = question or prompts.needed("what do they answer? (a question, for readers)")
        note = note or prompts.needed("why may they differ? (for readers)")
    missing = [f"--{key}" for key, text in (("question", question), ("note", note)) if not text]
    if missing:
        raise click.UsageError(f"missing: {', '.join(missing)}")
    new = versions.dispute(edit, addresses, question or "", note or "", id_ or "")
    _tell(edit, addresses)
    return finish(edit, dry_run, done=f"in dispute: {new}")


def _join(
    edit: Edit, dry_run: bool, addresses: tuple[str, ...], more: tuple[str, ...],
    question: str | None, note: str | None,
) -> int:  # fmt: skip
    """Name further versions in a dispute that is there."""
    from factsheet.bench import Refused, versions

    named, *others = addresses
    if named not in edit.library.disputes:
        edit.place(named)
        raise Refused(f"{named} is no dispute", "--add names a version of one that is there")
    if others:
        raise click.UsageError(f"--add {others[0]}: so a further version is named")
    if not more and not question and not note:
        raise click.UsageError("missing: --add, which names a further version; --question, --note")
    versions.refuse_undisputed(edit, more)
    if more:
        versions.dispute(edit, more, named, "")
    doc, steps = edit.statement(named)
    for key, text in (("question", question), ("note", note)):
        if text:
            doc.set((*steps, key), text)
    there = [one.text for one in edit.library.disputes[named].statements]
    _tell(edit, [*there, *more])
    return finish(edit, dry_run, done=f"in dispute: {named}")


def _tell(edit: Edit, addresses: tuple[str, ...] | list[str]) -> None:
    """Print the versions as readers see them."""
    from factsheet.build import say

    library = edit.check().built.library
    for address in dict.fromkeys(addresses):
        say(f"version: {changing_ends.line(library, address)}")


@click.command()
@click.argument("old", type=Address(), metavar="OLD", help="what held once: groups/hts#us-listing")
@click.argument("new", type=Address(), metavar="NEW", help="what took its place")
@click.option("--why", metavar="WHY", help="why, for readers")
@click.option("--note", metavar="TEXT", help="a remark beside it (default: its own, else WHY)")
@changing_ends.kind_option("update")
@click.option("--unpublished", is_flag=True, help="nobody read it yet: no reason is told")
@editing
def supersede(
    edit: Edit, dry_run: bool, old: str, new: str, why: str | None, note: str | None, kind: str,
    unpublished: bool,
) -> int:  # fmt: skip
    """Say of a statement that another took its place; it stays, and leads there.

    Where it is enough to say until when it held, do that: change OLD --ended DATE.
    """
    from factsheet.bench import versions

    versions.refuse_other(edit, old)
    versions.refuse_other(edit, new)
    why = prompts.reason(why)
    versions.supersede(edit, old, new, why, note or "", "" if unpublished else kind)
    return changing_ends.write(edit, [old], f"superseded: {old}, by {new}", dry_run)
