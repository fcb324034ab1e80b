"""`factsheet report`: what a request changes, for whoever reads it before it is published."""

from __future__ import annotations

import sys
from pathlib import Path

import click

FORMATS = ("markdown", "html", "json")
FILE = click.Path(path_type=Path, dir_okay=False)


class WebFolder(click.ParamType[str]):
    """An address below which something can be seen; a slash is added at its end."""

    name = "url"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The address. Raises BadParameter for what is none."""
        import re

        text = str(value)
        if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?(/[\w./~%@+-]*)?", text, re.A):
            self.fail(f'"{text}" is no address; write https://example.org/site/', param, ctx)
        return text if text.endswith("/") else f"{text}/"


@click.command()
@click.argument("revision", metavar="BASE", help="what it is compared with: main, HEAD~1, v1.0")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="markdown",
    help="markdown for a comment (the default), html for a page, json as data",
)  # fmt: skip
@click.option("--out", type=FILE, metavar="FILE", help="write it there")
@click.option(
    "--site", type=WebFolder(), metavar="URL",
    help="where its pages can be seen (default: the site_url of mkdocs.yml)",
)  # fmt: skip
@click.option(
    "--files", type=WebFolder(), metavar="URL",
    help="where its files can be seen: https://host.example/desk/site/blob/COMMIT/",
)  # fmt: skip
@click.option(
    "--head", metavar="COMMIT", default="",
    help="which commit it is about, where a job looks at that already merged (default: this one)",
)  # fmt: skip
@click.pass_obj
def report(
    root: Path, revision: str, form: str, out: Path | None, site: str | None, files: str | None,
    head: str,
) -> int:  # fmt: skip
    """Tell what changes since a git revision, for whoever reads it before it is published:
    facts before and after, sources, passages, pages, what is wrong, and a checklist.
    """
    from dataclasses import replace

    from factsheet import disk
    from factsheet.bench import reporting, writing
    from factsheet.build import load, say
    from factsheet.cache import Memory
    from factsheet.site import files_door

    base, memory = disk.compared.with_revision(root, revision), Memory()
    base, place = replace(base, head=head or base.head), files_door.place(root)
    built, tree, _ = load(root, memory=memory)
    found = reporting.of(built, tree, base, memory, place.address if site is None else site)
    text = writing.written(found, form, files or "")
    if out:
        disk.write_whole(out, text.encode())
    elif form == "json":
        sys.stdout.write(text)  # in ASCII, and nothing in it acts on a terminal
    else:
        say(text.rstrip("\n"))
    return 0 if found.ok else 1
