"""Commands that change facts where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factsheet.command.bench_line import editing, finish
from factsheet.command.parameters import Address

if TYPE_CHECKING:
    from factsheet.bench import Edit


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
