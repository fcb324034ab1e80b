"""Commands that write files."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from factsheet.command.judging import summary, tell

if TYPE_CHECKING:
    import argparse

    from factsheet.cache import Memory


def new(args: argparse.Namespace) -> int:
    """Make a project that builds at once, with an example of everything."""
    from factsheet.command.new_project import make

    return make(args)


def build(args: argparse.Namespace) -> int:
    """Write the site's Markdown files into a folder, for any site engine."""
    if not args.watch:
        return _make(args)
    from factsheet.cache import Memory
    from factsheet.disk import FOLDERS, watching
    from factsheet.site import files_door

    memory = Memory()
    paths = [args.root / name for name in FOLDERS] + files_door.sources(args.root)
    with suppress(KeyboardInterrupt):  # whenever it comes: each file is put in place whole
        for count, _ in enumerate(watching.changes(paths)):
            _make(args, memory)
            print("" if count else "watching for changes; end with Ctrl+C\n", end="", flush=True)
    return 0


def _make(args: argparse.Namespace, memory: Memory | None = None) -> int:
    from factsheet import disk
    from factsheet.build import Progress, complain, load, say
    from factsheet.evidence import View
    from factsheet.site import files_door

    progress, view = Progress(complain), View(args.as_of, args.known_by)
    built, tree, seconds = load(args.root, view, memory, progress.to, pages_only=not memory)
    progress.end()
    if status := tell(built, tree):
        complain(f"nothing was written into {args.folder}")
        return status
    disk.keep_apart(args.folder, args.root)
    changed, removed = disk.write(args.folder, built.files)
    say(f"{args.folder}: {changed} files changed, {removed} removed; {summary(built, seconds)}")
    if wrong := files_door.write(args.root, args.folder, built):
        complain(f"factsheet: {wrong}")
    return 1 if wrong else 0


def schema(args: argparse.Namespace) -> int:
    """Write the JSON Schemas for editors (default: data/schema)."""
    from factsheet import disk
    from factsheet.build import say, site_settings
    from factsheet.kinds import kinds_of, schema

    data = args.root / "data"
    folder = args.folder or data / "schema"
    kinds, found = kinds_of(disk.read(args.root)[0])
    if not args.folder and (data.is_symlink() or not data.is_dir()):
        where = "run this in the project's folder, or give --root"
        raise disk.CannotWrite(f"there is no data folder in {args.root}; {where}")
    schemas = {**schema.schemas(kinds), "site.json": site_settings.schema(kinds)}
    disk.write_among(folder, schemas)
    say(f"{folder}: {len(schemas)} schemas written")
    return 0
