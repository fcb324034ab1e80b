"""Commands on a site that is built, before it is sent to a host."""

from __future__ import annotations

from pathlib import Path

import click

from factsheet.command.parameters import Folder

FILE = click.Path(path_type=Path, dir_okay=False)
built = click.argument("site", type=Folder(), metavar="SITE", help="the folder of the built site")


@click.command()
@built
@click.option(
    "--framed-by", default="*", metavar="SITES",
    help="who may show the pages for frames: 'none', or https://paper.example … (default: all)",
)  # fmt: skip
def headers(site: Path, framed_by: str) -> int:
    """Write what a host sends with files into SITE/_headers: policies, and what may be kept."""
    from factsheet import disk
    from factsheet.build import complain, say
    from factsheet.site import hosting

    file, files = site / hosting.FILE, disk.hashes.names(site)
    if not hosting.HOSTS.fullmatch(framed_by):
        raise click.UsageError(f'--framed-by: "{framed_by}" is not read; write https://a.example')
    if file.is_file() and not hosting.ours(_text(file)):
        complain(f"factsheet: {file} is not as we wrote it; move it away, nothing was written")
        return 1
    try:
        text = hosting.headers(files, lambda name: _text(site / name), framed_by)
    except ValueError as error:
        complain(f"factsheet: {error}")
        return 1
    disk.write_whole(file, text.encode())
    if more := hosting.too_much(text):
        complain(f"factsheet: {file} has {more}")
    rules = sum(line.startswith("/") for line in text.splitlines())
    say(f"written: {file}, {rules} rules")
    return 0


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


@click.command()
@built
@click.option("--out", type=FILE, required=True, metavar="FILE", help="write the list there")
@click.option(
    "--since", type=FILE, metavar="FILE",
    help="the list of what was sent last; files that are the same get an old day",
)  # fmt: skip
def hashes(site: Path, out: Path, since: Path | None) -> int:
    """List the files of a site with their SHA-256, as `sha256sum` does; tell what changed."""
    from factsheet import disk
    from factsheet.build import complain, say
    from factsheet.language import plural

    if site.resolve() in out.resolve().parents:
        complain(f"factsheet: {out} would be sent with the site; name another file")
        return 2
    before = disk.hashes.read(since) if since and since.exists() else {}
    now = disk.hashes.of(site)
    same = [name for name, digest in now.items() if before.get(name) == digest]
    disk.hashes.age(site, same)
    disk.write_whole(out, disk.hashes.listed(now).encode())
    gone = len(before.keys() - now.keys())
    new = plural(len(now) - len(same), "file")
    say(f"{new} to send, {len(same):,} as they were, {gone:,} gone")
    return 0
