"""Notes on when records were compared with their sources."""

from __future__ import annotations

from collections.abc import Iterable

from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.refused import Refused


def checked(edit: Edit, addresses: Iterable[str], by: str = "") -> None:
    """Note that records were compared on the day of the edit, and by whom if that is said."""
    for address in addresses:
        if "#" in address:
            record = address.partition("#")[0]
            raise Refused(f"{address} is a part of a record", f"check the whole: {record}")
        doc, steps = edit.statement(address)
        doc.set((*steps, "checked"), edit.on.isoformat())
        if by:
            doc.set((*steps, "checked_by"), by)
        else:
            doc.remove((*steps, "checked_by"))  # whoever it was: it was another time
