"""Commands that read the facts and tell of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from factsheet.build import Built


def tell(built: Built, tree: dict[str, bytes]) -> int:
    """Print the issues and the tally; gives the exit status."""
    from factsheet.build import told

    if built.issues:
        print(told(built, tree, sys.stdout))
    return 0 if built.ok else 1


def summary(built: Built, seconds: float) -> str:
    """How much there is, and how long it took."""
    facts, records = built.counts
    pages = sum(name.endswith(".md") for name in built.files)
    return f"{facts} facts in {records} records, {pages} pages, {seconds:.2f} s"


def check(args: argparse.Namespace) -> int:
    """Check every fact and page; print all problems."""
    from factsheet.build import handwritten, load, say
    from factsheet.evidence import notices
    from factsheet.issues import in_order, to_json

    built, tree, seconds = load(args.root)
    if args.notices and built.ok:
        guesses = notices.of(built.library, handwritten.accepted(tree))
        built.issues = in_order([*built.issues, *guesses])
    if args.json:
        print(to_json(built.issues))
        return 0 if built.ok else 1
    if status := tell(built, tree):
        return status
    say(f"all is well: {summary(built, seconds)}")
    return 0


def diff(args: argparse.Namespace) -> int:
    """List the facts that changed since a git revision;
    fail on a published change without a reason.
    """
    from factsheet.build import SETTINGS_PATH, complain, load, say
    from factsheet.disk import revisions
    from factsheet.evidence import history, linking
    from factsheet.issues import errors, in_order

    built, tree, _ = load(args.root)
    if status := tell(built, tree):
        return status
    files = revisions.files(args.root, args.revision)
    files.pop(SETTINGS_PATH, None)
    old, found = linking.read(files)
    if errors(found):
        by_today = f"the facts of {args.revision} have errors by today's rules"
        complain(f"{by_today}; what could be read is compared")
    changes = history.compare(old, built.library)
    say(history.to_text(changes, built.shows))
    built.issues = in_order(history.issues(changes))
    return tell(built, tree)


def stale(args: argparse.Namespace) -> int:
    """List the records whose last check is older than their review period."""
    from factsheet.build import load, say
    from factsheet.evidence import review

    built, tree, _ = load(args.root)
    if status := tell(built, tree):
        return status
    found = review.overdue(built.library, built.settings.get("review", {}), args.on)
    say(review.to_text(found, args.on))
    return 1 if found else 0


def coverage(args: argparse.Namespace) -> int:
    """Count the claims of the seeds that are in the data and those left out."""
    from factsheet.build import load, say
    from factsheet.evidence import seeds

    built, tree, _ = load(args.root)
    say(seeds.coverage(built.ledgers))
    return tell(built, tree)


def kinds(args: argparse.Namespace) -> int:
    """List the kinds of records, or all that one of them has."""
    from factsheet import disk
    from factsheet.build import complain, report, say
    from factsheet.issues import errors, in_order, nearest
    from factsheet.kinds import described, kinds_of, listed

    tree = disk.read(args.root)[0]
    found, issues = kinds_of(tree)
    if issues:
        say(report(in_order(issues), tree, sys.stdout))
    if args.kind and args.kind not in found:
        hint = nearest(args.kind, found) or f"kinds: {', '.join(found)}"
        complain(f'factsheet: there is no kind "{args.kind}"; {hint}')
        return 2
    say(described(found[args.kind]) if args.kind else listed(found))
    return 1 if errors(issues) else 0


def explain(args: argparse.Namespace) -> int:
    """Tell what an issue code means, with an example and how it is mended; without one, of all."""
    from factsheet.build import complain
    from factsheet.issues import CATALOGUE, explain, nearest

    if args.code and args.code not in CATALOGUE:
        hint = nearest(args.code, CATALOGUE) or "factsheet explain lists all codes"
        complain(f'factsheet: there is no code "{args.code}"; {hint}')
        return 2
    print(explain.page(args.code) if args.code else explain.document(), end="")
    return 0
