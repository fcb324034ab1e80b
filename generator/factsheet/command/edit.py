"""`factsheet edit`: the preview is started, and a browser shows its bench."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factsheet.command.parameters import Address

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument(
    "address", required=False, type=Address(), metavar="[ADDRESS]",
    help="groups/hts, or groups/hts#us-listing: its form is shown",
)  # fmt: skip
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help="default: 8000")
@click.option("--no-browser", is_flag=True, help="print the address alone")
@click.pass_obj
def edit(root: Path, address: str | None, port: int | None, no_browser: bool) -> int:
    """Start the preview, and open a browser at its bench, where facts are edited in forms."""
    from factsheet.build import complain, say
    from factsheet.site import serving

    try:
        there = serving.plan(root, port)
    except serving.CannotServe as why:
        complain(f"factsheet: {why}")
        return 1
    record, _, part = (address or "").partition("#")
    page = f"{there.bench}edit/{record}" if record else there.bench
    page += f"?part={part}" if part else ""

    def ready() -> None:
        say(f"the bench: {page}\nend with Ctrl+C")
        if not no_browser and not serving.show(page):
            say("no browser was found: open that address in one")

    return serving.serve(there, ready)
