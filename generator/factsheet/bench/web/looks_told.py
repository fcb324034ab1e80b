"""What a run over sources has seen, for a person at a terminal and for programs."""

import json
from collections import Counter
from dataclasses import asdict
from typing import Any

from factsheet.bench.web.quotations import Comparison
from factsheet.bench.web.sightings import MISSING, MOVED, NEWS, REDATED, RETITLED, THERE, UNSEEN
from factsheet.bench.web.sightings import VERDICTS, Look, best, wrong
from factsheet.bench.web.source_checks import Result
from factsheet.language import plural

_COPIES = {"saved": "the saved page", "archive": "the archived copy", "page": "the page"}
MAX_SHOWN = 200  # characters of a passage


def lines(results: list[Result], kind: str = "sources") -> list[str]:
    """A line for each source of which there is something to tell, the worst first."""
    told: list[str] = []
    ranked = sorted(results, key=lambda one: (VERDICTS.index(one.look.verdict), one.source.id))
    for result in ranked:
        look = result.look
        if look.verdict != THERE or look.why:
            told.append(f"{kind}/{result.source.id}: {verdict(look)}: {look.address}")
        told += _quoted(result, f"{kind}/{result.source.id}")
    return told


def verdict(look: Look) -> str:
    """A verdict in words."""
    if look.verdict == MOVED:
        return f"moved to {look.moved_to} ({look.why})"
    if look.verdict == RETITLED:
        return f'title changed: "{look.title_now}" where we have "{look.title}"'
    if look.verdict == REDATED:
        return f"date changed: {look.day_now} where we have {look.day}"
    since = f" on {look.missing}" if look.verdict == MISSING else f" since {look.missing}"
    when = since if look.missing and look.verdict != UNSEEN else ""
    return f"{look.verdict}{when}" + (f" ({look.why})" if look.why else "")


def _quoted(result: Result, source: str) -> list[str]:
    """A line for each quotation that no copy has as it is quoted, or that the page has lost."""
    told: list[str] = []
    for address, compared in result.look.quotes.items():
        where = [one for one in result.where if one.quotation.address == address]
        for one in where:
            if wrong(compared) and one.match.verdict == "near":
                told.append(f"{address}: near on {_COPIES[one.copy]} of {source}: {_near(one)}")
        if best(compared) == "not found":
            copies = " or ".join(_COPIES[one.copy] for one in where)
            told.append(f"{address}: not found on {copies} of {source}")
        elif best(compared) == "found" and compared.get("page") == "not found":
            told.append(f"{address}: found, and no longer on the page of {source}")
    return told


def _near(one: Comparison) -> str:
    """Where a passage stands, what it says, and in what it differs."""
    match = one.match
    return f'"{_short(match.there)}" at character {match.start:,}; {match.differs}'


def _short(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


def summary(results: list[Result], total: int) -> str:
    """How many sources were looked at, how many of them could be seen, and what came of it."""
    count = Counter(result.look.verdict for result in results)
    unseen = count[UNSEEN]
    seen = len(results) - unseen
    parts = [f"{count[verdict]} {verdict}" for verdict in (*NEWS, MISSING) if count[verdict]]
    quotes = Counter(best(one) for result in results for one in result.look.quotes.values())
    more = "; " + ", ".join(parts) if parts else ""
    said = f"{len(results)} of {plural(total, 'source')} looked at: {seen} could be seen, "
    said += f"{unseen} could not{more}"
    if not quotes:
        return said
    counted = [
        f"{quotes[one]} {one}" for one in ("found", "near", "not found", UNSEEN) if quotes[one]
    ]
    return f"{said}\n{plural(sum(quotes.values()), 'quotation')}: {', '.join(counted)}"


def to_json(results: list[Result], kind: str = "sources") -> str:
    """All that was seen, as JSON in ASCII, by source."""
    said = [_data(one, kind) for one in sorted(results, key=lambda one: one.source.id)]
    return json.dumps(said, indent=1)


def _data(result: Result, kind: str) -> dict[str, Any]:
    where = [
        {"quotation": one.quotation.address, "copy": one.copy, **asdict(one.match)}
        for one in result.where
    ]
    return {"source": f"{kind}/{result.source.id}", **asdict(result.look), "where": where}
