"""`places.geojson`: the records that lie somewhere, by RFC 7946, with who holds each last.

Last is what the facts say of the time after all days that they name; no clock is asked.
"""

from factsheet.evidence import holdings
from factsheet.outputs.facts import Facts
from factsheet.outputs.records import named
from factsheet.outputs.rows import of_library
from factsheet.outputs.values_as_data import Data
from factsheet.pictures import mapped
from factsheet.reading import Record
from factsheet.values import Statement


def collection(facts: Facts) -> Data:
    """Every record with a point."""
    found = (r for r in of_library(facts.library) if not r.taken_down)
    features = [_feature(facts, record, town) for record in found if (town := mapped.town(record))]
    return {"type": "FeatureCollection", "features": features}


def _feature(facts: Facts, record: Record, town: mapped.Town) -> Data:
    properties = {
        "id": record.address,
        "kind": record.kind.plural,
        "name": str(record.name),
        "names": named(facts.site, record),
        "type": str(record.labels.get("type", "")) or None,
        "url": facts.site.url(record.address),
        "point": _said(facts, town.point),
        "people": _said(facts, town.people) if town.people else None,
        "held": _held(facts, record) if record.meant("holding") else None,
    }
    point = {"type": "Point", "coordinates": [*town.at]}
    return {"type": "Feature", "id": record.address, "geometry": point, "properties": properties}


def _said(facts: Facts, one: Statement) -> Data:
    """A statement in short: what it says, how it stands, where to find it."""
    data = facts.statement(one.address)
    keys = ("value", "words", "status", "asserted_by", "when", "references", "address", "url")
    return {key: data[key] for key in keys}


def _held(facts: Facts, record: Record) -> Data:
    """Who holds it last, each by a statement, and what these amount to."""
    last = holdings.whole(facts.library, record)[-1]
    by = [_said(facts, one) for one in last.holders]
    return {"state": holdings.state(last), "by": by}
