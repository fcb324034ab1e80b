"""`factsheet sources check`: the addresses of sources, and what is quoted from them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from factsheet.command.parameters import Day, Folder, Source

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.option(
    "--source", "ids", type=Source(places=False), multiple=True, metavar="ID",
    help="only this source, also if it was looked at today; may be given again",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(1), metavar="N", help="at most so many sources")
@click.option(
    "--saved", type=Folder(), metavar="DIR",
    help="saved pages (some-id.html), which quotations are compared with first",
)  # fmt: skip
@click.option("--json", is_flag=True, help="print what was seen as JSON")
@click.option("--dry-run", is_flag=True, help="look, show the difference, write nothing")
@click.option("--on", type=Day(), metavar="DATE", help="the day of the look (default: today)")
@click.pass_obj
def check(
    root: Path, ids: tuple[str, ...], limit: int | None, saved: Path | None, json: bool,
    dry_run: bool, on: date | None,
) -> int:  # fmt: skip
    """Look at the addresses of sources, and for what is quoted from them; change no fact."""
    from factsheet.bench import Refused, introducing, looks_told, source_run
    from factsheet.build import Progress, complain, load, say
    from factsheet.command.judging import tell

    built, tree, _ = load(root)
    if status := tell(built, tree):
        return status
    progress = Progress(complain, what="of the sources are looked at")
    wanted = source_run.Wanted(str(on or date.today()), ids, limit or 0, saved)
    try:
        visitor = introducing.visitor(built.settings)
        run = source_run.look(root, built.library, visitor, wanted, not dry_run, progress.to)
    except Refused as refused:
        complain(f"factsheet: {refused}")
        return 1
    finally:
        progress.end()
    kind = built.library.kinds.sources
    if json:
        print(looks_told.to_json(run.results, kind))
    else:
        say(
            "\n".join(
                [*looks_told.lines(run.results, kind), looks_told.summary(run.results, run.of)]
            )
        )
        say(run.seen.diff()) if dry_run else None
    return 1 if any(result.look.news for result in run.results) else 0
