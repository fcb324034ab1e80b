"""`factsheet edition`: the site as it is, frozen into one file, or as a copy for a disk."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factsheet.command.bench_line import finish
from factsheet.command.judging import tell
from factsheet.command.parameters import Day

if TYPE_CHECKING:
    from factsheet.build import Built

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("name", required=False, metavar="[NAME]", help="what it is called: 2026-11")
@click.option(
    "--on", type=Day(), metavar="DATE", help="its day (default: the newest day in the facts)"
)
@click.option(
    "--title", metavar="TITLE", help="what readers get to read (default: the site's name)"
)
@click.option("--at", metavar="URL", help="where its file can be had, if not on the site itself")
@click.option(
    "--offline", type=FILE, metavar="FILE",
    help="write the present site into this .zip for a disk; no edition is entered",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="say what it would do and how much it weighs")
@click.pass_obj
def edition(
    root: Path, name: str | None, on: date | None, title: str | None, at: str | None,
    offline: Path | None, dry_run: bool,
) -> int:  # fmt: skip
    """Freeze the site as it is into editions/NAME.zip, which opens from a disk without a server.

    Nobody writes it again: building the site publishes it as it was.
    """
    from factsheet.bench import Refused
    from factsheet.build import complain

    if bool(name) == bool(offline):
        raise click.UsageError("name an edition, or a file with --offline")
    try:
        if offline:
            return _copy(root, offline, on, title, dry_run)
        return _freeze(root, str(name), on, title, at or "", dry_run)
    except Refused as refused:
        complain(f"factsheet: {refused}")
        return 1


def _freeze(
    root: Path, name: str, on: date | None, title: str | None, at: str, dry_run: bool
) -> int:
    """Enter an edition; gives the exit status."""
    from factsheet.bench import Edit, freezing

    edit = Edit(root, on or date.min)
    if not edit.built.ok:
        return tell(edit.built, edit.tree)
    freezing.refuse(edit, name)
    edit.on = _day(edit.built, on)
    files, title = _made(root, edit.built, edit.tree, edit.on, title, name)
    archive = _zipped(files)
    freezing.enter(edit, name, title, archive, at)
    _weigh(freezing.file_of(name), archive, files)
    return finish(edit, dry_run, done=f"the edition {name} is frozen, on {edit.on}")


def _copy(root: Path, file: Path, on: date | None, title: str | None, dry_run: bool) -> int:
    """Write the present site for a disk; gives the exit status."""
    from factsheet import disk
    from factsheet.bench import Refused
    from factsheet.build import load, say

    if file.suffix != ".zip":
        raise Refused(f"{file} is no .zip", "name a file such as site.zip")
    disk.keep_apart(file, root)
    built, tree, _ = load(root)
    if not built.ok:
        return tell(built, tree)
    files, _ = _made(root, built, tree, _day(built, on), title, "")
    archive = _zipped(files)
    _weigh(str(file), archive, files)
    if not dry_run:
        disk.write_whole(file, archive)
    say(f"{'would write' if dry_run else 'written'}: {file}")
    return 0


def _day(built: Built, on: date | None) -> date:
    """The day of an edition. Raises Refused where neither the call nor the facts have one."""
    from factsheet.bench import Refused
    from factsheet.build import manifest

    day = on or manifest.newest(built.library)
    if day is None:
        raise Refused(
            "the facts have no day on which they were checked", "say one: --on 2026-11-30"
        )
    return day


def _made(
    root: Path, built: Built, tree: dict[str, bytes], on: date, title: str | None, name: str
) -> tuple[dict[str, bytes], str]:
    """The files of an edition, and its title; of a copy without a name."""
    from factsheet import disk
    from factsheet.build import manifest
    from factsheet.site import offline

    site = offline.printed(root, built, name, on)
    title = title or site.place.name
    facts, records = built.counts
    about = {
        "name": name or None,
        "on": on.isoformat(),
        "title": title,
        "site": site.place.address or None,
        "revision": disk.holding(root, tree) or None,
        "languages": [speech.code for speech in built.speeches],
        "counts": {
            "facts": facts, "records": records, "pages": len(site.leads), "files": len(site.files),
            "bytes": sum(map(len, site.files.values())),
        },
    }  # fmt: skip
    shows = manifest.shown(built, site.place.folders, site.files, site.leads)
    return manifest.whole(about, built.library, site.files, shows), title


def _zipped(files: dict[str, bytes]) -> bytes:
    from factsheet import disk

    return disk.zipped(files)


def _weigh(path: str, archive: bytes, files: dict[str, bytes]) -> None:
    """Say how heavy an archive is."""
    from factsheet.build import say

    unpacked = f"unpacked {sum(map(len, files.values())):,}, {len(files):,} files"
    pages = sum(name.endswith(".html") for name in files)
    say(f"{path}: {len(archive):,} bytes; {unpacked}, {pages:,} pages")
