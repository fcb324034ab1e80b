"""The sources of a site as a bibliography: BibTeX, RIS and CSL-JSON, each with the same entries.

The labels of a source are the names of CSL, so nothing is guessed: a part that is not known is left
out, a text stands as it was typed. A source that was taken down is in none of them; one that was
withdrawn says so in its note.
"""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from factsheet.language import date_words, say
from factsheet.outputs import reference_formats
from factsheet.outputs.facts import Facts
from factsheet.outputs.reference_formats import Entry
from factsheet.outputs.site import Site
from factsheet.reading import Record
from factsheet.values import Instant, When

Make = Callable[[], bytes]
FILE = "data/v1/sources"


def files(facts: Facts) -> Iterator[tuple[str, Make]]:
    """The three files; of a site that has no source, none."""
    site = facts.site
    if any(record.kind.is_source for _, record in dict.items(site.library.records)):
        yield f"{FILE}.bib", partial(_written, site, reference_formats.bibtex)
        yield f"{FILE}.ris", partial(_written, site, reference_formats.ris)
        yield f"{FILE}.csl.json", partial(_csl, site)


def entries(site: Site) -> list[Entry]:
    """The sources that are there, by their ids."""
    found = [r for _, r in dict.items(site.library.records) if r.kind.is_source]
    there = [record for record in found if not record.taken_down]
    return [_entry(site, record) for record in sorted(there, key=lambda one: one.id)]


def _entry(site: Site, record: Record) -> Entry:
    """A source with the parts that bibliographies know."""
    labels = record.labels
    texts = ("title", "publisher", "container-title", "URL", "archive", "type", "language")
    notes = [str(labels["note"])] if labels.get("note") else []
    if gone := site.library.withdrawn(record.address):
        notes.insert(0, say("source.withdrawn.text", day=date_words(gone.on), why=gone.why))
    return Entry(
        record.id,
        {key: str(labels[key]) for key in texts if labels.get(key)},
        tuple(str(one) for one in labels.get("author", ())),
        labels.get("issued"),
        labels.get("accessed"),
        " ".join(notes),
    )


def _written(site: Site, form: Callable[[Entry], str]) -> bytes:
    return "".join(map(form, entries(site))).encode()


def _csl(site: Site) -> bytes:
    """A list with an entry a line."""
    lines = [json.dumps(csl(one), ensure_ascii=False) for one in entries(site)]
    return f"[{','.join(f'{chr(10)}{line}' for line in lines)}\n]\n".encode()


def csl(one: Entry) -> dict[str, Any]:
    """An entry in CSL-JSON; what a site calls the type of a source is its genre there."""
    out: dict[str, Any] = {"id": one.id, "type": one.type}
    said = {key: text for key, text in one.texts.items() if key != "type"}
    out |= {key: said.pop(key) for key in ("title", "container-title", "publisher") if key in said}
    if one.authors:
        out["author"] = [{"literal": name} for name in one.authors]
    for key, when in (("issued", one.issued), ("accessed", one.accessed)):
        if when and (day := _date(when)):
            out[key] = day
    if genre := one.texts.get("type"):
        out["genre"] = genre
    return out | said | ({"note": one.note} if one.note else {})


def _date(when: When) -> dict[str, Any]:
    """A date of CSL: the parts that are known; `circa` of one that is not sure."""
    ends = [end for end in dict.fromkeys((when.start, when.end)) if end]
    parts = [part for end in ends for part in _parts(end)]
    unsure = when.one_of or any(end.mark or end.precision == "decade" for end in ends)
    out: dict[str, Any] = {"date-parts": [parts[0], parts[-1]] if len(parts) > 1 else parts}
    return out | ({"circa": True} if unsure else {})


def _parts(day: Instant) -> list[list[int]]:
    """The year, the month, the day, as far as they are known; of a decade both ends."""
    first, last = day.first, day.last
    if day.precision == "decade":
        return [[first.year], [last.year]]
    length = {"year": 1, "month": 2, "day": 3}[day.precision]
    return [[first.year, first.month, first.day][:length]]
