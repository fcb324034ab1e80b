"""What of the library a page shows: dates, quotes, disputes, in their order."""

from typing import Any

from factsheet.evidence import Library
from factsheet.kinds import register
from factsheet.pages import sections
from factsheet.reading import Record
from factsheet.values import Statement, Wording


def disputes_elsewhere(library: Library, record: Record) -> list[tuple[str, str]]:
    """(question, address) of disputes on other sheets in which the record takes part."""
    found = library.disputed.get(record.address, ())
    home = record.address
    return [(d.question, d.address) for d in found if d.address.partition("#")[0] != home]


def dates(library: Library, about: set[str]) -> list[Statement]:
    """The dates that name one of these records, or all when `about` is empty, in order of time."""
    if about:
        named = (s for address in about for _, s in library.mentions.get(address, ()))
        found = {s.address: s for s in named if not s.property}
    else:
        kinds = (kind.plural for kind in register().values() if kind.is_statement)
        events = (record for plural in kinds for record in library.of(plural))
        found = {r.address: s for r in events if (s := r.statements.get(""))}
    return sorted((s for s in found.values() if s.status != "retracted"), key=sections.when)


def quotes_in_order(found: list[Record]) -> list[tuple[Record, Wording]]:
    """Quotes with their preferred wording, in the order in which they were said."""
    quotes: list[tuple[Record, Wording]] = []
    for record in found:
        wordings = (w for w in record.statements.values() if isinstance(w, Wording))
        live = [w for w in wordings if w.preferred and w.status != "retracted"]
        quotes += [(record, wording) for wording in live]

    def key(quote: tuple[Record, Wording]) -> tuple[Any, ...]:
        said = quote[0].labels.get("said")
        return (0, *said.sort_key(), quote[0].id) if said else (1, quote[0].id)

    return sorted(quotes, key=key)
