"""`factsheet requests answer`: a pull request gets its report as a comment, and a status."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

API, REPOSITORY, TOKEN = "GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN"
SERVER = "GITHUB_SERVER_URL"
of_api = click.option(
    "--api", envvar=API, default="https://api.github.com", metavar="URL",
    help=f"the API of the host (default: {API})",
)  # fmt: skip
of_repository = click.option(
    "--repository",
    envvar=REPOSITORY,
    default="",
    metavar="OWNER/NAME",
    help=f"the repository (default: {REPOSITORY})",
)


@click.command()
@click.option(
    "--head", required=True, metavar="COMMIT", help="the last commit of the request, in full"
)
@click.option("--site", default="", metavar="URL", help="where the pages of the site are")
@click.option("--previews", is_flag=True, help="requests are shown below that, in preview/")
@of_api
@of_repository
@click.pass_obj
def answer(root: Path, head: str, site: str, previews: bool, api: str, repository: str) -> int:
    """Answer a pull request: a comment with its report, a status for its second reader.

    The rules are those of this folder, which has to be the main branch. The token stands in
    GITHUB_TOKEN.
    """
    from factsheet import disk
    from factsheet.bench import Host, HostFault, NothingToDo, answering, rules
    from factsheet.build import complain, say

    server = os.environ.get(SERVER, "https://github.com").rstrip("/")
    pages = answering.Pages(site, f"{server}/{repository}", previews)
    try:
        host = Host(api, repository, os.environ.get(TOKEN, ""))
        say(answering.answer(host, head, rules.of(disk.read(root)[0]), pages))
    except NothingToDo as nothing:
        say(f"nothing to do: {nothing}")
    except HostFault as fault:
        complain(f"factsheet: {fault}")
        return 1
    return 0
