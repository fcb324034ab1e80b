"""Notices: what is perhaps wrong, told on request, unless an editor has accepted it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

from factsheet.evidence import duplicates, lookalikes, rival_scopes, unlikely_days, unrecorded
from factsheet.evidence.library import Library
from factsheet.issues import Issue
from factsheet.values import UNUSED, Acceptance, Doubt

RULES = (
    duplicates.doubts, unlikely_days.doubts, rival_scopes.doubts, lookalikes.doubts,
    unrecorded.doubts,
)  # fmt: skip


def of(
    library: Library, pages: Mapping[str, tuple[Acceptance, ...]], more: Iterable[Doubt] = ()
) -> list[Issue]:  # fmt: skip
    """Guesses about sound facts, and needless acceptances.

    `pages`: what pages accept, by path; `more`: what is guessed about these.
    """
    found: dict[str, list[Doubt]] = defaultdict(list)
    for doubt in chain(*(rule(library) for rule in RULES), more):
        found[doubt.home].append(doubt)
    homes = {r.address: r.labels.get("accepted", ()) for r in library.records.values()}
    homes.update(pages)
    return sorted({i for home, accepted in homes.items() for i in _told(found[home], accepted)})


def _told(doubts: Iterable[Doubt], accepted: tuple[Acceptance, ...]) -> list[Issue]:
    """The guesses about one page that nobody has accepted, and what is accepted for nothing."""
    raised: dict[tuple[str, frozenset[str]], Doubt] = {}
    for doubt in doubts:
        raised.setdefault(doubt.key, doubt)
    covered = {(one.code, one.about) for one in accepted}
    out = [_with_hint(doubt) for key, doubt in raised.items() if key not in covered]
    message, hint = "accepted: there is no such notice here (any more)", "delete the line"
    needless = [one for one in accepted if (one.code, one.about) not in raised]
    return out + [Issue(one.spot, UNUSED, message, hint, one.width) for one in needless]


def _with_hint(doubt: Doubt) -> Issue:
    """The notice with the line to type for whoever has looked and stands by it."""
    line = f'accepted: {{"{" ".join((doubt.issue.code, *doubt.about))}": why}}'
    return replace(doubt.issue, hint=f"{doubt.issue.hint}; if it is right, write {line}")
