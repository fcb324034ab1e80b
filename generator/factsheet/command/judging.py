"""Commands that read the facts and tell of them."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from factsheet.command.parameters import Code, Day, Kind

if TYPE_CHECKING:
    from pathlib import Path

    from factsheet.build import Built


def tell(built: Built, tree: dict[str, bytes]) -> int:
    """Print the issues and the tally; gives the exit status."""
    from factsheet.build import told

    if built.issues:
        print(told(built, tree, sys.stdout))
    return 0 if built.ok else 1


def summary(built: Built, seconds: float | None = None) -> str:
    """How much there is, and how long it took."""
    facts, records = built.counts
    pages = sum(name.endswith(".md") for name in built.files)
    took = "" if seconds is None else f", {seconds:.2f} s"
    return f"{facts} facts in {records} records, {pages} pages{took}"


@click.command()
@click.option("--json", is_flag=True, help="print the problems as JSON")
@click.option(
    "--notices", is_flag=True,
    help="print guesses too: what is perhaps wrong in facts without errors",
)  # fmt: skip
@click.pass_obj
def check(root: Path, json: bool, notices: bool) -> int:
    """Check every fact and page; print all problems."""
    from factsheet import disk
    from factsheet.build import complain, guesses, load, say
    from factsheet.issues import in_order, to_json

    try:
        if finished := disk.journal.finish(root):
            complain(f"an interrupted edit of {len(finished)} files is finished now")
    except disk.CannotWrite as error:
        complain(f"factsheet: {error}")
    built, tree, seconds = load(root)
    if notices and built.ok:
        built.issues = in_order([*built.issues, *guesses.of(built, tree)])
    if json:
        print(to_json(built.issues))
        return 0 if built.ok else 1
    if status := tell(built, tree):
        return status
    say(f"all is well: {summary(built, seconds)}")
    return 0


@click.command()
@click.argument("revision", metavar="REV", help="a commit, branch or tag: main, HEAD~1, v1.0")
@click.pass_obj
def diff(root: Path, revision: str) -> int:
    """List the facts that changed since a git revision;
    fail on a published change without a reason.
    """
    from factsheet.build import NO_RECORDS, complain, load, say
    from factsheet.disk import revisions
    from factsheet.evidence import history, linking
    from factsheet.issues import errors, in_order

    built, tree, _ = load(root)
    if status := tell(built, tree):
        return status
    files = revisions.files(root, revision)
    files = {path: data for path, data in files.items() if path not in NO_RECORDS}
    old, found = linking.read(files)
    if errors(found):
        by_today = f"the facts of {revision} have errors by today's rules"
        complain(f"{by_today}; what could be read is compared")
    changes = history.compare(old, built.library)
    say(history.to_text(changes, built.shows))
    built.issues = in_order(history.issues(changes))
    return tell(built, tree)


@click.command()
@click.option(
    "--on", type=Day(), default=date.today, metavar="DATE",
    help="counted on that day (default: today)",
)  # fmt: skip
@click.pass_obj
def stale(root: Path, on: date) -> int:
    """List the records whose last check is older than their review period."""
    from factsheet.build import load, say
    from factsheet.evidence import review

    built, tree, _ = load(root)
    if status := tell(built, tree):
        return status
    found = review.overdue(built.library, built.settings.get("review", {}), on)
    say(review.to_text(found, on))
    return 1 if found else 0


@click.command()
@click.option(
    "--prose", is_flag=True,
    help="how much of the text of each explainer rests on facts, and which sentences on none",
)  # fmt: skip
@click.pass_obj
def coverage(root: Path, prose: bool) -> int:
    """Count the claims of the seeds that are in the data and those left out."""
    from factsheet.build import load, prose_coverage, say
    from factsheet.evidence import seeds

    built, tree, _ = load(root)
    say(prose_coverage.of(built, tree) if prose else seeds.coverage(built.ledgers))
    for one in () if prose or not built.ok else built.speeches[1:]:
        say(_translated(built, one.code))
    return tell(built, tree)


def _translated(built: Built, code: str) -> str:
    """How much of a site is translated into a language, in a line."""
    from factsheet.bench import translations
    from factsheet.language import plural

    found = translations.tally(built.library, code)
    again = f", {found.again} of them to be read again" if found.again else ""
    pages = sum(path.startswith(f"{code}/") for path in built.pages)
    thin = f"; {plural(len(built.thin), 'page')} of {pages:,} too little to be in menu and search"
    said = f"{code}: {found.translated:,} of {plural(found.texts, 'text')} translated{again}"
    return said + (thin if built.thin else "")


@click.command()
@click.argument(
    "kind",
    type=Kind(),
    required=False,
    metavar="[KIND]",
    help="a kind, with all that it has: groups",
)
@click.pass_obj
def kinds(root: Path, kind: str | None) -> int:
    """List the kinds of records, or all that one of them has."""
    from factsheet import disk
    from factsheet.build import complain, report, say
    from factsheet.issues import errors, in_order, nearest
    from factsheet.kinds import described, kinds_of, listed

    tree = disk.read(root)[0]
    found, issues = kinds_of(tree)
    if issues:
        say(report(in_order(issues), tree, sys.stdout))
    if kind and kind not in found:
        hint = nearest(kind, found) or f"kinds: {', '.join(found)}"
        complain(f'factsheet: there is no kind "{kind}"; {hint}')
        return 2
    say(described(found[kind]) if kind else listed(found))
    return 1 if errors(issues) else 0


@click.command()
@click.argument(
    "code", type=Code(), required=False, metavar="[CODE]",
    help="the word in brackets after error or warning: bad-date",
)  # fmt: skip
def explain(code: str | None) -> int:
    """Tell what an issue code means, with an example and how it is mended; without one, of all."""
    from factsheet.build import complain
    from factsheet.issues import CATALOGUE, explain, nearest

    if code and code not in CATALOGUE:
        hint = nearest(code, CATALOGUE) or "factsheet explain lists all codes"
        complain(f'factsheet: there is no code "{code}"; {hint}')
        return 2
    print(explain.page(code) if code else explain.document(), end="")
    return 0
