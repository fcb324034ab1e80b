"""Values as data: each a mapping that says of which type it is, with everything a page shows.

Types are named as in the files of kinds.
"""

from decimal import Decimal
from typing import Any

from factsheet.evidence import Library
from factsheet.values import Absent, Address, Amount, File, Name, Option, Outward, Passage, Tongue
from factsheet.values import When

Data = dict[str, Any]


def when(found: When | None) -> Data | None:
    """A date or an interval: as typed (EDTF), its first and its last day; None is not known."""
    if found is None:
        return None
    first, last = found.earliest, found.latest
    return {
        "edtf": found.edtf,
        "earliest": first.isoformat() if first else None,
        "latest": last.isoformat() if last else None,
    }


def party(one: Address | str, library: Library) -> Data:
    """Somebody who says, or through whom something came: a record, or a name in words."""
    if isinstance(one, Address):
        name = library.names.get(one.record)
        return {"address": one.text, "name": str(name.name) if name else ""}
    return {"address": None, "name": str(one)}


def number(found: int | Decimal | None) -> int | float | None:
    """A number of JSON."""
    return float(found) if isinstance(found, Decimal) else found


def value(found: Any, library: Library) -> Data | None:
    """The value of a statement; None of one that is a sentence."""
    if found is None:
        return None
    if isinstance(found, Address):
        return {"type": "record", **party(found, library)}
    if isinstance(found, Amount):
        return _amount(found)
    if isinstance(found, When):
        return {"type": "date", **(when(found) or {})}
    if isinstance(found, bool):
        return {"type": "yes-no", "yes": found}
    if isinstance(found, Absent):
        return {"type": "absent", "absent": found.value}
    if isinstance(found, Option):
        return {"type": "choice", "key": found.key}
    if isinstance(found, Name):
        spellings = [str(one) for one in found.spellings]
        named = {"text": str(found.text), "language": str(found.language) or None}
        return {"type": "name", **named, "spellings": spellings}
    if isinstance(found, File):
        about = {"alt": found.alt, "licence": found.licence, "credit": found.credit}
        return {"type": "file", "path": found.path, **about}
    return _plain(found)


def _plain(found: Any) -> Data:
    """A value that is a text, a code or a point."""
    if isinstance(found, tuple):
        longitude, latitude = found
        return {"type": "point", "coordinates": [float(longitude), float(latitude)]}
    if isinstance(found, Tongue):
        return {"type": "language", "code": str(found)}
    if isinstance(found, Outward):
        return {"type": "link", "text": str(found.text), "url": found.url or None}
    text = found.text if isinstance(found, Passage) else found
    return {"type": "text", "text": str(text)}


def _amount(found: Amount) -> Data:
    """A number with its bounds, and what it counts."""
    ends = {"low": number(found.low), "high": number(found.high), "about": found.about}
    of = {"unit": found.unit or None, "currency": found.currency or None}
    return {"type": "amount", **ends, **of}
