"""Below `data/v1/`: the facts as tables, as a database, as places for a map."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from factsheet.outputs import cells, database, places, rows
from factsheet.outputs.api import as_json
from factsheet.outputs.facts import Facts
from factsheet.outputs.offers import TABLES
from factsheet.outputs.rows import Row

Make = Callable[[], bytes]
Rows = Callable[[Facts], Iterable[Row]]
NAMES: dict[str, tuple[tuple[str, ...], Rows]] = {  # of each table: its columns, its rows
    "facts": (rows.FACTS, rows.of_facts),
    "records": (rows.RECORDS, rows.of_records),
    "sources": (rows.SOURCES, rows.of_sources),
}


def files(facts: Facts) -> Iterator[tuple[str, Make]]:
    """Every file by its path, with what makes it."""
    for name in NAMES:
        lines = cache(partial(_lines, facts, name))
        yield f"{TABLES}{name}.csv", partial(_csv, lines)
        yield f"{TABLES}{name}-excel.csv", partial(_csv, lines, excel=True)
    if database.AVAILABLE:
        yield f"{TABLES}facts.sqlite", partial(database.whole, facts)
    yield f"{TABLES}places.geojson", lambda: as_json(places.collection(facts))


def columns(facts: Facts) -> dict[str, dict[str, str]]:
    """The columns of each table by its name, each with what it means."""
    return {name: rows.columns(names, facts.site) for name, (names, _) in NAMES.items()}


def _lines(facts: Facts, name: str) -> list[list[str]]:
    """A table, with its columns in the first row."""
    names, found = NAMES[name]
    keys = [*rows.columns(names, facts.site)]
    return [keys, *([row.get(key, "") for key in keys] for row in found(facts))]


def _csv(lines: Callable[[], list[list[str]]], excel: bool = False) -> bytes:
    return cells.as_csv(lines(), excel)
