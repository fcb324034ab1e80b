"""The facts as files of JSON below `/api/v1/`: an index, a list a kind, a file a record.

What may change within v1: keys may be added, and values of `type` and `status` that are new; none
goes, none changes its meaning. `schema_version` says which keys there are. Only the index says from
which revision it was made, so that no other file changes with each commit.
"""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from factsheet.evidence import View
from factsheet.outputs import changes, records, schemas
from factsheet.outputs.facts import Facts
from factsheet.outputs.records import API, VERSION
from factsheet.outputs.site import Site
from factsheet.outputs.values_as_data import Data
from factsheet.reading import Record

Make = Callable[[], bytes]
INDEX = f"{API}/index.json"


def as_json(data: Any) -> bytes:
    """Data as a file of JSON."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"


def files(facts: Facts) -> Iterator[tuple[str, Make]]:
    """Every file of the API by its path, with what makes it."""
    site, library = facts.site, facts.site.library
    yield INDEX, lambda: as_json(index(site))
    yield f"{API}/changes.json", lambda: as_json(told(site))
    for name, schema in schemas.all_of(site).items():
        yield f"{API}/schema/{name}.json", partial(as_json, schema)
    for plural in library.kinds:
        yield f"{API}/{plural}/index.json", partial(_list, site, plural)
    for address, record in dict.items(library.records):
        yield f"{API}/{address}.json", partial(_record, facts, record)
    for old, new in dict.items(library.moved):
        if new in library.records:
            yield f"{API}/{old}.json", partial(_moved, site, old, new)


def index(site: Site) -> Data:
    """What there is, and from which state of the files."""
    library = site.library
    lists = [
        {
            "kind": plural,
            "title": {code: one.kinds[plural].title for code, one in site.libraries.items()},
            "records": len(library.of(plural)),
            "url": site.place.url(f"{API}/{plural}/index.json"),
            "schema": site.place.url(f"{API}/schema/{plural}.json"),
        }
        for plural in library.kinds
    ]
    return {
        "schema_version": VERSION,
        "url": site.place.address or None,
        "languages": list(site.libraries),
        "kinds": lists,
        "changes": site.place.url(f"{API}/changes.json"),
        "licence": site.settings.get("licence"),
        "publisher": site.settings.get("publisher"),
        "generated_from": {"revision": None, "view": _view(site.view)},
    }


def stamped(data: bytes, revision: str) -> bytes:
    """The index with the revision of git that has exactly the files it was made from, if any."""
    found = json.loads(data)
    found["generated_from"]["revision"] = revision or None
    return as_json(found)


def _view(view: View) -> Data | None:
    """The days of a view; None of all that is known."""
    days = {"as_of": view.as_of, "known_by": view.known_by}
    return {key: day.isoformat() if day else None for key, day in days.items()} if view else None


def _record(facts: Facts, record: Record) -> bytes:
    return as_json(records.whole(facts, record))


def _list(site: Site, plural: str) -> bytes:
    found = (r for r in site.library.records.quietly() if r.kind.plural == plural)
    rows = [records.listed(site, r) for r in sorted(found, key=lambda r: r.id)]
    return as_json({"schema_version": VERSION, "kind": plural, "records": rows})


def _moved(site: Site, old: str, new: str) -> bytes:
    there = {"moved_to": new, "url": site.place.url(f"{API}/{new}.json")}
    return as_json({"schema_version": VERSION, "address": old, **there})


def told(site: Site) -> Data:
    """What became of which addresses, by day, the newest first."""
    days: dict[str, dict[str, dict[str, None]]] = {}
    for event in changes.events(site.library):
        of_day = days.setdefault(event.day.isoformat(), {what: {} for what in changes.WHAT})
        of_day[event.what][event.address] = None  # each once, in order
    rows = [
        {"day": day, **{what: [*addresses] for what, addresses in found.items()}}
        for day, found in days.items()
    ]
    return {"schema_version": VERSION, "days": rows}
