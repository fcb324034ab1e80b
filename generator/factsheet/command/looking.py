"""Commands that look at the facts: what is known of one, what there is, what is to do."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from factsheet.command.parameters import Day, Kind, Place, Source

if TYPE_CHECKING:
    from pathlib import Path

    from factsheet.evidence import Library

ON = click.option(
    "--on", type=Day(), default=date.today, metavar="DATE", help="as of that day (default: today)"
)


@click.command()
@click.argument("words", nargs=-1, metavar="[WORDS]…", help="how words of it begin")
@click.option(
    "--kind", "kinds", type=Kind(), multiple=True, metavar="KIND", help="of this kind; repeatable"
)
@click.option(
    "--status", "statuses", multiple=True, metavar="STATUS",
    help="with this status, or draft; repeatable",
)  # fmt: skip
@click.option("--source", type=Source(places=False), metavar="ID", help="that rests on this source")
@click.option("--since", type=Day(), metavar="DATE", help="that was so on that day or later")
@click.option("--until", type=Day(), metavar="DATE", help="that was so on that day or earlier")
@click.option(
    "--recorded-since", type=Day(), metavar="DATE", help="that was entered since that day"
)
@click.option("--json", is_flag=True, help="print it as JSON")
@click.pass_obj
def find(
    root: Path, words: tuple[str, ...], kinds: tuple[str, ...], statuses: tuple[str, ...],
    source: str | None, since: date | None, until: date | None,
    recorded_since: date | None, json: bool,
) -> int:  # fmt: skip
    """Find facts, quotes, names and sources by words, in any spelling and any letters."""
    from factsheet.bench import find as finding
    from factsheet.build import complain, say

    wanted = finding.Wanted(
        " ".join(words), kinds, statuses, source or "", since, until, recorded_since
    )
    if wanted == finding.Wanted():
        raise click.UsageError(
            "give words, or say what else it must be: --kind, --status, --source"
        )
    library, tree = _facts(root, kinds, statuses)
    hits = finding.find(library, tree, wanted)
    if json:
        say(finding.as_json(hits))
    elif hits:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
        say(finding.as_text(hits, width))
    else:
        complain("factsheet: nothing is found; fewer words, or their beginnings alone, find more")
    return 0 if hits else 1


def _facts(
    root: Path, kinds: tuple[str, ...], statuses: tuple[str, ...]
) -> tuple[Library, dict[str, bytes]]:
    """The facts and their files, without pages. Raises UsageError for what no fact can be."""
    from factsheet import disk
    from factsheet.build import NO_RECORDS
    from factsheet.evidence import linking
    from factsheet.issues import nearest
    from factsheet.values import STATUSES

    tree = disk.read(root)[0]
    facts = {p: b for p, b in tree.items() if p.startswith("data/") and p not in NO_RECORDS}
    library = linking.read(facts)[0]
    for what, given, known in (
        ("kind", kinds, [*library.kinds]), ("status", statuses, [*STATUSES, "draft"])
    ):  # fmt: skip
        if wrong := next((one for one in given if one not in known), ""):
            hint = nearest(wrong, known) or f"there are: {', '.join(known)}"
            raise click.UsageError(f'there is no {what} "{wrong}"; {hint}')
    return library, tree


@click.command()
@click.argument(
    "address", type=Place(), metavar="ADDRESS", help="groups/some-id#fact, or a place: path:line"
)
@click.option("--impact", is_flag=True, help="what would break without it")
@click.option("--json", is_flag=True, help="print it as JSON")
@ON
@click.pass_obj
def show(root: Path, address: str, impact: bool, json: bool, on: date) -> int:
    """Show all that is known of an address: sources, rivals, history, pages and passages."""
    from factsheet import disk
    from factsheet.bench import Survey, past
    from factsheet.bench import show as showing
    from factsheet.build import complain, load, say
    from factsheet.issues import nearest

    built, tree, _ = load(root)
    survey = Survey(built, {**tree, **disk.beside(root)}, on)
    found, told = showing.resolve(survey, address)
    if not found:
        hint = nearest(address, survey.library.addresses()) or "look for it: factsheet find WORDS"
        complain(f'factsheet: nothing has the address "{address}"; {hint}')
        return 1
    if told:
        complain(told)
    path = survey.path(found)
    versions = disk.revisions.versions(root, path, past.MAX_VERSIONS)
    former = [found, *showing.formers(survey, found)]
    steps = past.of(versions, tree.get(path, b""), path, former, built.kinds)
    out = showing.show(survey, found, steps, impact)
    say(out.as_json() if json else out.as_text())
    if not built.ok:
        complain("the facts have errors (factsheet check): pages and passages are not all known")
    return 0


@click.command()
@click.option("--rule", multiple=True, metavar="NAME", help="only what this rule finds; repeatable")
@click.option("--since", metavar="REV", help="only what concerns facts changed since a revision")
@click.option("--limit", type=int, metavar="N", help="at most so many of each rule (0: all)")
@click.option("--json", is_flag=True, help="print it as JSON")
@ON
@click.pass_obj
def todo(
    root: Path, rule: tuple[str, ...], since: str | None, limit: int | None, json: bool, on: date
) -> int:
    """List what a desk should look at next, with one line each and why."""
    from factsheet import disk
    from factsheet.bench import Survey
    from factsheet.bench import todo as rules
    from factsheet.build import load, say
    from factsheet.command.judging import tell
    from factsheet.issues import nearest
    from factsheet.pages import SHOW

    if wrong := next((name for name in rule if name not in rules.NAMES), ""):
        hint = nearest(wrong, rules.NAMES) or f"rules: {', '.join(rules.NAMES)}"
        raise click.UsageError(f'there is no rule "{wrong}"; {hint}')
    built, tree, _ = load(root, stale=SHOW)  # what is stale is work, and no obstacle to listing it
    if not built.ok:
        return tell(built, tree)
    survey = Survey(built, {**tree, **disk.beside(root)}, on)
    found = rules.of(survey, rule or rules.NAMES)
    if since:
        before = disk.revisions.files(root, since)
        found = rules.concerning(found, rules.touched(tree, before, built.kinds))
    some = (0 if rule else 10) if limit is None else limit
    say(rules.as_json(found) if json else rules.as_text(found, some))
    return 0
