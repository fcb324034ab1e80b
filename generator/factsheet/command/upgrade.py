"""`factsheet upgrade`: a site is brought up to the version that is installed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from factsheet.command import prompts
from factsheet.command.parameters import Day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from factsheet.bench import Edit
    from factsheet.command.starter_files import OldFile

NAMED = 5  # statements that are named; the others are counted
ALSO = "put ours in the place of a file that the site has changed: a workflow, or pins"
RECORDED = "the day on which facts were entered that git does not know"


@click.command()
@click.option("--dry-run", is_flag=True, help="show the difference and write nothing")
@click.option("--yes", is_flag=True, help="write it without asking")
@click.option("--also", multiple=True, metavar="FILE", help=ALSO)
@click.option("--recorded", type=Day(), metavar="DATE", help=RECORDED)
@click.pass_obj
def upgrade(
    root: Path, dry_run: bool, yes: bool, also: tuple[str, ...], recorded: date | None
) -> int:
    """Bring a site up to the installed version.

    Its workflow and pins as far as nobody has changed them, its schemas, and facts and pages whose
    format changed. The difference is shown first. A pin of a passage is renewed where only we
    write it otherwise; a passage whose facts changed is left to you.
    """
    from factsheet.bench import Edit, Refused, migrations
    from factsheet.build import complain, say
    from factsheet.command import starter_files

    try:
        edit = Edit(root, date.today())
        if edit.finished:
            complain(f"an interrupted edit of {len(edit.finished)} files is finished now")
        if wrong := starter_files.newer(edit.content(starter_files.PINS) or b""):
            raise Refused(wrong)
        history = _History(root)
        asked = migrations.EntryDays(history.first_days, recorded)
        migrations.migrate(edit, asked)
    except Refused as refused:
        complain(f"factsheet: {refused}")
        return 1
    found = starter_files.old(edit.content)
    theirs = _own_files(edit, found, also)
    was = {**edit.tree, **{one.path: one.was for one in found}}
    shown = (_difference(path, was.get(path, b""), b or b"") for path, b in edit.changes().items())
    told = (*_told_of_theirs(theirs), *_told_of_passages(asked.unread))
    for line in (*shown, *told, *history.told(asked.undated)):
        say(line)
    return _end(edit, dry_run, yes)


def _end(edit: Edit, dry_run: bool, yes: bool) -> int:
    """Write what was shown, if that is wanted, and say how the site is now; the exit status."""
    from importlib.metadata import version

    from factsheet.build import say
    from factsheet.command.bench_line import finish
    from factsheet.command.judging import tell

    outcome = edit.check()
    count = len(outcome.changed)
    files = "1 file" if count == 1 else f"{count} files"
    if outcome.refused:
        return finish(edit, dry_run=False)  # it tells of them, and writes nothing
    if count and not dry_run:
        return finish(edit, False, done=f"{files} brought up to date") if _wanted(yes, files) else 1
    if count:
        say(f"{files} would be written")
    else:
        say(f"up to date with factsheet {version('mkdocs-factsheet')}")
    return tell(outcome.built, outcome.tree)


def _wanted(yes: bool, files: str) -> bool:
    """Whether the difference that was shown shall be written."""
    if not yes and not prompts.at_terminal():
        raise click.UsageError("nobody can be asked here; --yes writes this difference")
    return yes or prompts.sure(f"Write {files}?", default=False)


def _own_files(edit: Edit, found: list[OldFile], also: Collection[str]) -> list[OldFile]:
    """Put the workflow and the pins into the edit; gives those that the site has changed itself."""
    from factsheet.command import starter_files

    today = starter_files.written_today()
    if unknown := next((path for path in also if path not in today), ""):
        raise click.UsageError(f'--also: "{unknown}" is no file of ours: {", ".join(today)}')
    theirs = []
    for one in found:
        if one.ours or one.path in also:
            edit.put(one.path, one.now)
        else:
            theirs.append(one)
    for path in also:
        if edit.content(path) is None:
            edit.put(path, today[path].encode())
    return theirs


class _History:
    """Since when facts are on record, as git tells; why it cannot."""

    def __init__(self, root: Path) -> None:
        self.root, self.why = root, "git has never had them; commit them, and upgrade again"

    def first_days(self) -> dict[str, date]:
        """The day of each statement, by its address; none where git cannot tell."""
        from factsheet.bench import entered
        from factsheet.disk import CannotWrite, revisions

        try:
            versions = revisions.since_when(self.root)
            texts = revisions.contents(self.root, (one.blob for one in versions))
            return entered.first_days(zip(versions, texts))
        except CannotWrite as error:
            self.why = str(error)
            return {}

    def told(self, undated: list[str]) -> Iterator[str]:
        """A line on the statements that have no day."""
        if undated:
            more = ", …" if len(undated) > NAMED else ""
            named = ", ".join(undated[:NAMED])
            yield f"recorded: no day for {len(undated)} of the facts ({named}{more}): {self.why}"
            yield "  --recorded DATE gives all of them one"


def _told_of_theirs(theirs: list[OldFile]) -> Iterator[str]:
    """Files that are the site's own, with their difference from ours."""
    for one in theirs:
        yield f"{one.path} is yours: no release has written it so. It differs from ours:"
        yield _difference(one.path, one.was, one.now)
        yield f"  --also {one.path} puts ours in its place"


def _told_of_passages(unread: list[str]) -> Iterator[str]:
    """Passages whose pins no version of ours has written for their facts as they are."""
    if unread:
        more = ", …" if len(unread) > NAMED else ""
        count = (
            "1 pin of a passage is" if len(unread) == 1 else f"{len(unread)} pins of passages are"
        )
        yield f"{count} yours ({', '.join(unread[:NAMED])}{more}): the facts read otherwise now"
        yield f"  factsheet confirm {unread[0].partition(':')[0]} shows passages beside their facts"


def _difference(path: str, was: bytes, now: bytes) -> str:
    """The difference of a file as git would show it, but for what nobody reads."""
    from factsheet.bench import difference

    if path.startswith("data/schema/"):
        return f"{path}: renewed"
    old, new = (_bare(path, content) for content in (was, now))
    return (
        difference.of_file(path, old if was else None, new)
        or f"{path}: hashes or line ends renewed"
    )


def _bare(path: str, content: bytes) -> bytes:
    """The lines of a file, without the hashes of pins."""
    lines = content.decode("utf-8", "replace").splitlines()
    if path.endswith(".txt"):
        lines = [line.rstrip("\\ ") for line in lines if "--hash=" not in line]
    return "\n".join(lines).encode()
