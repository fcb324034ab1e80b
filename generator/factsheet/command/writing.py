"""Commands that write files."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from factsheet.command.judging import summary, tell
from factsheet.command.parameters import Day, Folder, Names

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from factsheet.cache import Memory
    from factsheet.evidence import View


@click.command()
@click.argument(
    "folder", type=Folder(), metavar="DIR", help="a folder that is not there, or is empty"
)
@click.option("--title", metavar="TITLE", help="what the site is called")
@click.option("--language", metavar="CODE", help="the language in which it prints (default: en)")
@click.option("--kinds", type=Names(), metavar="KIND,…", help="the kinds of records that it has")
@click.option("--empty", is_flag=True, help="without the facts of the example")
def new(
    folder: Path, title: str | None, language: str | None, kinds: list[str] | None, empty: bool
) -> int:
    """Make a project that builds at once, with an example of everything."""
    from factsheet.command.new_project import make

    return make(folder, title, language, kinds, empty)


@click.command()
@click.argument(
    "folder",
    type=Folder(),
    metavar="DIR",
    help="an empty folder, or one that an earlier build wrote",
)
@click.option(
    "--as-of", type=Day(), metavar="DATE", help="the site as things stood in the world on that day"
)
@click.option(
    "--known-by",
    type=Day(),
    metavar="DATE",
    help="the site as far as sources issued by that day could know",
)
@click.option(
    "--stale", type=click.Choice(("stop", "own-words")),
    help="what becomes of prose whose facts read otherwise now (default: as the site says)",
)  # fmt: skip
@click.option(
    "--watch", is_flag=True,
    help="go on and write again whenever a file changes, until Ctrl+C",
)  # fmt: skip
@click.pass_obj
def build(
    root: Path, folder: Path, as_of: date | None, known_by: date | None, stale: str | None,
    watch: bool,
) -> int:  # fmt: skip
    """Write the site's Markdown files into a folder, for any site engine."""
    from factsheet.evidence import View

    view = View(as_of, known_by)
    if not watch:
        return _make(root, folder, view, stale)
    from factsheet.cache import Memory
    from factsheet.disk import FOLDERS, watching
    from factsheet.site import files_door

    memory = Memory()
    paths = [root / name for name in FOLDERS] + files_door.sources(root)
    with suppress(KeyboardInterrupt):  # whenever it comes: each file is put in place whole
        for count, _ in enumerate(watching.changes(paths)):
            _make(root, folder, view, stale, memory)
            print("" if count else "watching for changes; end with Ctrl+C\n", end="", flush=True)
    return 0


def _make(
    root: Path, folder: Path, view: View, stale: str | None, memory: Memory | None = None
) -> int:
    from factsheet import disk
    from factsheet.build import Progress, complain, load, say
    from factsheet.site import files_door

    place = files_door.place(root)
    progress = Progress(complain)
    built, tree, seconds = load(
        root, view, memory, progress.to, published=True, stale=stale or "", place=place
    )
    progress.end()
    if status := tell(built, tree):
        complain(f"nothing was written into {folder}")
        return status
    disk.keep_apart(folder, root)
    changed, removed = disk.write(folder, built.whole)
    built.remember()
    say(f"{folder}: {changed} files changed, {removed} removed; {summary(built, seconds)}")
    if wrong := files_door.write(root, folder, built):
        complain(f"factsheet: {wrong}")
    return 1 if wrong else 0


@click.command()
@click.argument(
    "folder", type=Folder(), required=False, metavar="[DIR]", help="the folder to write into"
)
@click.pass_obj
def schema(root: Path, folder: Path | None) -> int:
    """Write the JSON Schemas for editors (default: data/schema)."""
    from factsheet import disk
    from factsheet.build import say, site_settings
    from factsheet.kinds import kinds_of

    data = root / "data"
    into = folder or data / "schema"
    kinds, found = kinds_of(disk.read(root)[0])
    if folder is None and (data.is_symlink() or not data.is_dir()):
        where = "run this in the project's folder, or give --root"
        raise disk.CannotWrite(f"there is no data folder in {root}; {where}")
    schemas = site_settings.schemas(kinds)
    disk.write_among(into, schemas)
    say(f"{into}: {len(schemas)} schemas written")
    return 0
