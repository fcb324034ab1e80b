"""Commands that change facts where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factsheet.command import prompts
from factsheet.command.bench_line import editing, finish
from factsheet.command.parameters import Address

if TYPE_CHECKING:
    from factsheet.bench import Edit

_GIT = (
    "git keeps the text in its history, and so do copies, archives and search engines: "
    "the guide Take down says what the owner does about it"
)


@click.command()
@click.argument(
    "addresses", nargs=-1, required=True, type=Address(parts=False), metavar="RECORD…",
    help="groups/hts",
)  # fmt: skip
@click.option("--by", metavar="NAME", help="who compared them")
@editing
def checked(edit: Edit, dry_run: bool, addresses: tuple[str, ...], by: str | None) -> int:
    """Note that records were compared with their sources again."""
    from factsheet.bench import upkeep

    upkeep.checked(edit, addresses, by or "")
    return finish(edit, dry_run, done=f"checked on {edit.on}: {', '.join(addresses)}")


@click.command()
@click.argument("old", type=Address(), metavar="OLD", help="groups/hts, or groups/hts#us-listing")
@click.argument("new", metavar="NEW", help="an address, or an id alone")
@editing
def rename(edit: Edit, dry_run: bool, old: str, new: str) -> int:
    """Give a record or a part of one another address, wherever it is named;
    the old one leads on.
    """
    from factsheet.bench import renaming
    from factsheet.language import plural

    found = renaming.rename(edit, old, new)
    return finish(edit, dry_run, done=f"{old} is now {new}: {plural(len(found), 'place')} named it")


@click.command()
@click.argument("fact", type=Address(records=False), metavar="FACT", help="groups/hts#us-listing")
@click.argument("record", type=Address(parts=False), metavar="RECORD", help="groups/sna")
@click.option("--why", metavar="TEXT", help="for a value, which has no sentence of its own")
@editing
def move(edit: Edit, dry_run: bool, fact: str, record: str, why: str | None) -> int:
    """Take a fact to another record, wherever it is named; its old address leads there."""
    from factsheet.bench import moving

    new = moving.move(edit, fact, record, why or "")
    return finish(edit, dry_run, moving.WORK, f"{fact} is now {new}")


@click.command()
@click.argument("old", type=Address(parts=False), metavar="OLD", help="the record that goes")
@click.argument("into", type=Address(parts=False), metavar="INTO", help="the record that stays")
@editing
def merge(edit: Edit, dry_run: bool, old: str, into: str) -> int:
    """Make one record of two; every statement remembers where it stood before."""
    from factsheet.bench import merging, moving
    from factsheet.build import say

    for one in merging.merge(edit, old, into):
        say(f"left out, {into} says otherwise: {one}")
    return finish(edit, dry_run, moving.WORK, f"{old} is part of {into} now")


@click.command()
@click.argument("address", type=Address(), metavar="ADDRESS", help="a fact, a quote or a source")
@click.option("--why", metavar="TEXT", help="what readers are told")
@click.option(
    "--with-facts", is_flag=True,
    help="withdraw what stands on a source alone too, and end disputes with one version left",
)  # fmt: skip
@editing
def retract(edit: Edit, dry_run: bool, address: str, why: str | None, with_facts: bool) -> int:
    """Withdraw a fact, a quote or a source; what rests on it or names it is listed."""
    from factsheet.bench import retracting
    from factsheet.build import say

    why = prompts.reason(why)
    reached = retracting.retract(edit, address, why, with_facts)
    told = {
        "withdrawn": [one for one in reached.facts if one != address],
        "stands on nothing else": reached.alone,
        "keeps standing on other sources": reached.kept,
        "dispute with a version less": reached.shorter,
        "dispute ended, one version was left": reached.ended,
        "dispute left with one version": reached.open,
    }
    for what, addresses in told.items():
        for one in addresses:
            say(f"{what}: {one}")
    status = finish(edit, dry_run, retracting.WORK, f"{address} is withdrawn")
    if reached.alone and not dry_run:
        say("cite other sources for these, or withdraw them: factsheet cite, factsheet retract")
    return status


@click.command()
@click.argument("address", type=Address(), metavar="ADDRESS", help="a fact, a quote or a record")
@click.option("--why", metavar="GROUND", help="the ground, as readers are told it")
@editing
def takedown(edit: Edit, dry_run: bool, address: str, why: str | None) -> int:
    """Take a text off the site at once, for legal reasons or somebody's safety; a stub stays.

    Nothing that names it stops the build. Its comments in the file go, too.
    """
    from factsheet import disk
    from factsheet.bench import taking_down
    from factsheet.build import say

    why = prompts.reason(why)
    left = taking_down.take_down(
        edit, address, why, disk.memories(edit.root), disk.editions(edit.root)[0]
    )
    told = {
        "names it, and prints the stub": left.named,
        "has the same words": left.repeated,
        "was shown by it, and is still published": left.files,
        "is an edition that holds it, and is not offered any more": left.editions,
    }
    for what, places in told.items():
        for one in places:
            say(f"{what}: {one}")
    status = finish(edit, dry_run, done=f"{address} is taken down")
    if status == 0 and not dry_run:
        say(_GIT)
    return status
