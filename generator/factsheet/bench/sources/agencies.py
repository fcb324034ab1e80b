"""Whose report a page may print: the credit of a news agency in its text or beside its author."""

import pkgutil
import re
from collections.abc import Iterable
from functools import cache

import yaml


@cache
def _credits() -> dict[str, str]:
    """Credit -> the agency that it stands for."""
    data = pkgutil.get_data("factsheet.bench.sources", "agencies.yml")
    assert data is not None
    listed = yaml.safe_load(data).items()
    return {credit: agency for agency, short in listed for credit in (agency, *short)}


@cache
def _in_text() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_credits(), key=len, reverse=True))
    return re.compile(rf"\((?P<in>{names})(?:[/,;] ?[^()]{{1,40}})?\)|[—–] ?(?P<after>{names})\b")


def credited(text: str, beside: Iterable[str] = ()) -> tuple[str, str]:
    """(the agency, the credit as it stands) of a page's text and credits; nothing for none."""
    for line in beside:
        for part in re.split(r"[,;/|]| and | with | via ", line):
            bare = part.strip().removeprefix("By ").removeprefix("by ")
            if bare in _credits():
                return _credits()[bare], line[:80]
    found = _in_text().search(text)
    return (_credits()[found["in"] or found["after"]], found[0]) if found else ("", "")
