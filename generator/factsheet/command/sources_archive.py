"""`factsheet sources archive`: public captures of sources that have no archived copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factsheet.command.bench_line import editing, finish
from factsheet.command.parameters import Source

if TYPE_CHECKING:
    from factsheet.bench import Edit


@click.command()
@click.option(
    "--source", "ids", type=Source(places=False), multiple=True, metavar="ID",
    help="only this source; may be given again",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(1), metavar="N", help="at most so many sources")
@click.option("--save", is_flag=True, help="ask the archive to take what it has not")
@click.option("--json", is_flag=True, help="print what was found as JSON")
@editing
def archive(
    edit: Edit, dry_run: bool, ids: tuple[str, ...], limit: int | None, save: bool, json: bool
) -> int:
    """Find public captures of sources that have none; with --save ask for them."""
    from factsheet.bench import Edit, archive_run, introducing
    from factsheet.build import Progress, complain, say

    progress = Progress(complain, what="of the sources are looked for")
    wanted = archive_run.Wanted(ids, limit or 0, save)
    visitor = introducing.visitor(edit.built.settings)
    try:
        found = archive_run.look(edit, visitor, wanted, progress.to)
    finally:
        progress.end()
    kind = edit.library.kinds.sources
    if not json:
        say("\n".join(archive_run.lines(found, kind)))
    if not dry_run:
        archive_run.remember(edit.root, found, edit.on.isoformat())
    edit = Edit(edit.root, edit.on)  # as the files are now: the run may have taken long
    archive_run.enter(edit, found)
    if not json:
        return finish(edit, dry_run)
    outcome = edit.finish(dry_run=dry_run)
    print(archive_run.to_json(found, kind, outcome))
    return 1 if outcome.refused else 0
