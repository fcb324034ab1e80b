"""The command that takes a table of facts in, and takes it back."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factsheet.command import prompts
from factsheet.command.bench_line import editing, finish
from factsheet.command.changing_ends import HAPPENED
from factsheet.command.parameters import Kind, Source

if TYPE_CHECKING:
    from factsheet.bench import Edit, import_plan, table_import, tables

DELIMITERS = ("comma", "semicolon", "tab", "bar")
DIFFERENT = ("reference", "rival", "change", "reject")
SHOWN = 50  # rejected rows that are printed; the file of rejected rows has them all
_FILE = click.Path(path_type=Path)


@click.command("import")
@click.argument("file", type=_FILE, required=False, help="a table: CSV or XLSX")
@click.option("--kind", type=Kind(), metavar="KIND", help="what the rows are about: cities")
@click.option("--map", "map_", type=_FILE, metavar="M.yml", help="says what each column is")
@click.option("--guide", type=_FILE, metavar="M.yml", help="write a first such file, to be mended")
@click.option(
    "--source",
    type=Source(),
    metavar="SOURCE",
    help="for --guide: the source that the rows rest on",
)
@click.option("--encoding", default="", metavar="NAME", help="how a CSV file is encoded: cp1252")
@click.option("--delimiter", type=click.Choice(DELIMITERS), help="the sign between columns")
@click.option("--sheet", default="", metavar="NAME", help="the sheet of a workbook")
@click.option(
    "--different",
    type=click.Choice(DIFFERENT),
    default="reject",
    show_default=True,
    help="what becomes of rows that differ from what is there",
)
@click.option("--change", type=click.Choice([*HAPPENED]), help="with --different change: its kind")
@click.option("--why", default="", metavar="TEXT", help="with --different change: the reason")
@click.option("--accept-rejects", is_flag=True, help="take the sound rows though others are not")
@click.option("--undo", metavar="ID|FILE", help="take an import back")
@editing
def import_(
    edit: Edit, *, dry_run: bool, file: Path | None, kind: str | None, map_: Path | None,
    guide: Path | None, source: str | None, encoding: str, delimiter: str | None, sheet: str,
    different: str, change: str | None, why: str, accept_rejects: bool, undo: str | None,
) -> int:  # fmt: skip
    """Take facts in from a table, each row whole or not at all; a second time changes nothing."""
    from factsheet.bench import import_plan, table_import, tables

    if undo:
        return _undo(edit, undo, dry_run)
    if file is None:
        raise click.UsageError("give the FILE of a table, or say --undo")
    if different == "change" and not (change and why):
        raise click.UsageError("with --different change say --change and --why")
    how = tables.How(encoding, delimiter or "", sheet)
    if guide:
        return _guide(edit, file, _wanted(kind), guide, how, source or "", dry_run)
    if map_ is None:
        raise click.UsageError("say --map, or --guide to have a first one written")
    table, mapping = (str(file), _read(file)), (str(map_), _read(map_))
    found = table_import.prepare(edit, table, mapping, how, kind or "")
    wish = import_plan.Wish(different, change or "", why)
    return _take(found, file, wish, accept_rejects, dry_run)


def _wanted(kind: str | None) -> str:
    if kind is None:
        raise click.UsageError("say --kind: what the rows are about")
    return kind


def _read(path: Path) -> bytes:
    """A file that is named in the call. Raises UsageError, Refused."""
    from factsheet.bench import Refused, tables

    if not path.is_file():
        raise click.UsageError(f"there is no file {path}")
    if path.stat().st_size > tables.MAX_TABLE:
        raise Refused(f"{path}: the file has more than {tables.MAX_TABLE:,} bytes", "split it")
    return path.read_bytes()


def _take(
    found: table_import.TableImport,
    file: Path,
    wish: import_plan.Wish,
    accept_rejects: bool,
    dry_run: bool,
) -> int:
    """Decide on every row, tell of them, and write those that are sound."""
    from factsheet.build import complain, report, say

    if found.mapping is None:
        complain(report(found.wrong, {}, sys.stderr))
        complain("nothing was written: mend the mapping file first")
        return 1
    found.decide(wish)
    _tell(found, file, dry_run)
    if not dry_run:
        _keep_rejects(found, file)
    if found.rejected and not accept_rejects:
        complain("no facts were written; --accept-rejects takes the other rows")
        return 1
    if not (memory := found.apply(file.name)):
        say("nothing to change")
        return 1 if found.rejected else 0
    status = finish(found.edit, dry_run, done=f"remembered in {memory}")
    return 1 if found.rejected else status


def _tell(found: table_import.TableImport, file: Path, dry_run: bool) -> None:
    """How the table was read, what becomes of its rows, and how many of each sort there are."""
    from factsheet.build import complain, say
    from factsheet.language import plural

    how = found.table.how
    read = [f"sheet {how.sheet}"] if how.sheet else []
    read += [f"{how.encoding}, parted by {how.delimiter}"] if how.delimiter else []
    say(f"{file}: {', '.join([plural(len(found.rows), 'row'), *read])}")
    for row in found.rows if dry_run else ():
        say(_line(file, row))
    for row in () if dry_run else found.rejected[:SHOWN]:
        complain(_line(file, row))
    if not dry_run and (more := len(found.rejected) - SHOWN) > 0:
        complain(f"and {more:,} rejected rows more")
    count = Counter("rejected" if row.rejected else row.verdict for row in found.rows)
    say(", ".join(f"{count[what]} {what}" for what in ("new", "same", "different", "rejected")))


def _line(file: Path, row: import_plan.RowPlan) -> str:
    """A row and what becomes of it: `census.csv:17:3: wrong: …`."""
    place = f"{file}:{row.row.spot.line}"
    if not row.wrong:
        return f"{place}: {row.verdict}: {'; '.join(row.told)}".removesuffix(": ")
    told = []
    for issue in row.wrong:
        spot = f"{issue.spot.path}:{issue.spot.line}:{issue.spot.column}"
        hint = f"; {issue.hint}" if issue.hint else ""
        told.append(f"{spot}: {row.verdict}: {issue.message}{hint}")
    return "\n".join(told)


def _keep_rejects(found: table_import.TableImport, file: Path) -> None:
    """Write the rejected rows beside the table; without any, those of an earlier run go."""
    from factsheet import disk
    from factsheet.build import say

    head, rows = found.rejects()
    path = file.with_name(f"{file.name}.rejected.csv")
    if found.rejected or path.is_file():
        disk.write_file(path, head, rows if found.rejected else None)
    if found.rejected:
        say(f"rejected rows: {path}")


def _guide(
    edit: Edit, file: Path, kind: str, guide: Path, how: tables.How, source: str, dry_run: bool
) -> int:
    """Write a first mapping file; at a terminal each column is asked about."""
    from factsheet import disk
    from factsheet.bench import Refused, adding, mapping_guess, tables
    from factsheet.build import say

    if guide.exists():
        raise Refused(f"{guide} is there already", "mend it, or name another file")
    table = tables.read_table(_read(file), str(file), how)
    asked = _ask if prompts.at_terminal() else None
    if asked and not source:
        source = prompts.text("Source of the rows (its id)")
    one = adding.kind_of(edit, kind)
    text = mapping_guess.guess(table, one, edit.library, source, asked)
    if dry_run:
        say(text)
        return 0
    guide.parent.mkdir(parents=True, exist_ok=True)
    disk.write_file(guide, text, "")
    say(f"{guide}: read it, mend it, then: factsheet import {file} --map {guide} --dry-run")
    return 0


def _ask(name: str, samples: list[str], guessed: str) -> str:
    """Ask what a column is: `label type`, `field population`, `when`, `nothing`."""
    shown = "; ".join(text[:30] for text in samples)
    return prompts.text(f"{name} ({shown})", guessed)


def _undo(edit: Edit, wanted: str, dry_run: bool) -> int:
    """Take an import back, and list what stays because somebody edited it since."""
    from factsheet.bench import undo_import
    from factsheet.build import say
    from factsheet.language import plural

    done = undo_import.undo(edit, undo_import.named(edit, wanted))
    for address, why in done.kept:
        say(f"kept: {address} {why}")
    gone, kept = plural(len(done.removed), "thing"), len(done.kept)
    return finish(edit, dry_run, done=f"{done.name} is taken back: {gone} gone, {kept} kept")
