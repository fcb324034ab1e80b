"""`factsheet requests previews`: the published site with every open request beside it."""

from __future__ import annotations

import os
from pathlib import Path

import click

from factsheet.command.requests_answer import TOKEN, of_api, of_repository


@click.command()
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="a folder that is not there, is empty, or was written so",
)  # fmt: skip
@of_api
@of_repository
@click.pass_obj
def previews(root: Path, folder: Path, api: str, repository: str) -> int:
    """Gather the published site and, in preview/ beside it, open requests as they would look.

    Only requests that touch nothing but facts and prose are shown; those of forks once somebody
    has allowed it. Nothing of them is run. The token stands in GITHUB_TOKEN.
    """
    from factsheet import disk
    from factsheet.bench import Host, HostFault, request_previews
    from factsheet.build import complain, say

    disk.keep_apart(folder, root)
    files: dict[str, str | bytes] = {}
    try:
        host = Host(api, repository, os.environ.get(TOKEN, ""))
        for line, found in request_previews.whole(host):
            say(line)
            files |= found
    except HostFault as fault:
        complain(f"factsheet: {fault}")
        return 1
    disk.write(folder, files)
    return 0
