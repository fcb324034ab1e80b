"""Sources that are added to a library: their ids, and which of them are perhaps there already."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from factsheet.bench.edits import ids
from factsheet.bench.edits.refused import Refused
from factsheet.bench.sources import bibliography, saved_page
from factsheet.bench.sources.found import Found, Said, address
from factsheet.bench.sources.new_source import Data, NewSource, propose_id, record, written
from factsheet.bench.sources.twins import Known, Twin, known, reprints, twin
from factsheet.bench.web_pages.page_data import MAX_PAGE
from factsheet.evidence import Library

PAGE = "page"
FORMS = (PAGE, *bibliography.FORMS)  # of the files that tell of sources
READ_AT_MOST = MAX_PAGE + 1  # bytes of such a file that are wanted, the last of them to refuse it


@dataclass(slots=True)
class Added:
    """A source that is to be added: its labels, and what an editor should know."""

    address: str  # of ours
    name: str  # what it is called where it was found
    source: NewSource
    hints: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """What is to be added, and what is perhaps there: (what it is called, its twin)."""

    added: list[Added] = field(default_factory=list)
    twins: list[tuple[str, Twin]] = field(default_factory=list)


def found_in(content: bytes, form: str, path: str, url: str = "") -> list[Found]:
    """What a file of one of FORMS tells of sources; `url` is the address of its page, or item.

    Without a form, what the address alone tells. Raises Refused for a file that cannot be read.
    """
    said = {"URL": Said(address(url), "the address given")} if url else {}
    if not form:
        return [Found(said)]
    if form == PAGE:
        return [saved_page.read(content, url)]
    found = bibliography.read(content, form, path)
    if url and len(found) > 1:
        raise Refused(f"{path}: {len(found)} items", "a web address is that of one source")
    for one in found:
        one.fields |= said
    return found


def plan(library: Library, found: Sequence[Found], given: Data, on: date, id_: str = "") -> Plan:
    """What there is to add of what was found; `given` goes before it, `id_` is that of one alone.

    A source that is perhaps there already is among the twins as well as among what is added.
    """
    out, kind = Plan(), library.kinds.sources
    there, taken = known(library.sources()), ids.known(library, library.kinds.sources)
    given = _with_addresses(given, kind)
    for one in found:
        new = record(one, given, on)
        own = id_ or propose_id(new, there, taken)
        hints = [*one.hints, *_missing(new), *_others(one, given), *_kin(library, one, new, there)]
        added = Added(f"{kind}/{own}", one.name or own, new, hints)
        out.added.append(added)
        if same := twin(new.known(), there):
            out.twins.append((added.name, same))
        taken.add(own)
        there.append(new.known(f"{kind}/{own}"))
    return out


def without_twins(library: Library, found: Sequence[Found], given: Data, on: date) -> list[Found]:
    """Those that are not there already, neither in the library nor before among themselves."""
    there, kept = known(library.sources()), list[Found]()
    for one in found:
        new = record(one, given, on).known(one.name or "an item before it")
        if not twin(new, there):
            kept.append(one)
            there.append(new)
    return kept


def file_of(library: Library, added: Added) -> tuple[str, bytes]:
    """(path, content) of the file of a source."""
    return f"data/{added.address}.yml", written(added.source, library.kinds.sources)


def refuse_taken(library: Library, id_: str) -> None:
    """Raise Refused for the id of a source that is, or was, another's."""
    if id_ in ids.known(library, library.kinds.sources):
        address = f"{library.kinds.sources}/{id_}"
        raise Refused(f"{address} is there already, or was", "give another --id")


def _with_addresses(given: Mapping[str, str | list[str]], kind: str) -> Data:
    """What is given, the sources that it is derived from as addresses."""
    data: Data = dict(given)
    origins = data.get("derived_from", [])
    if origins and isinstance(origins, list):
        data["derived_from"] = [one if "/" in one else f"{kind}/{one}" for one in origins]
    return data


def _others(one: Found, given: Mapping[str, object]) -> list[str]:
    """What else was found for a field."""
    listed = [(key, said) for key, said in one.fields.items() if said.others and key not in given]
    return [f"{key}: elsewhere {', '.join(said.others)}" for key, said in listed]


def _kin(library: Library, one: Found, new: NewSource, there: Sequence[Known]) -> list[str]:
    """What speaks for a common origin with sources that are there."""
    hints = []
    if one.agency and new.text("publisher") != one.agency:
        hints.append(_credit(library, one, new))
    copies = reprints(new.known(), there)
    if copies and "derived_from" not in new.data:
        hints.append(
            f"another house has the same title: {', '.join(copies[:3])};"
            " if one is taken from the other, give --derived-from or the same --origin"
        )
    origin = _origin(library, new.text("publisher"))
    if origin and "origin" not in new.data:
        hints.append(f"other sources of {new.text('publisher')} have --origin {origin}")
    return hints


def _credit(library: Library, one: Found, new: NewSource) -> str:
    """That a page perhaps prints an agency's report, and what to give then."""
    carrier = new.text("container-title") or new.text("publisher") or "who printed it"
    origin = _origin(library, one.agency)
    given = f'--publisher "{one.agency}" --container-title "{carrier}"'
    given += f" --origin {origin}" if origin else ""
    return (
        f'it carries the credit "{one.credit}": if the report is that of {one.agency}, give {given}'
    )


def _origin(library: Library, publisher: str) -> str:
    """The origin that most sources of a publisher have; nothing when none has any."""
    named = Counter(
        str(source.labels["origin"])
        for source in library.sources()
        if source.labels.get("publisher") == publisher and "origin" in source.labels
    )
    return named.most_common(1)[0][0] if named else ""


def _missing(new: NewSource) -> list[str]:
    """What readers will look for in vain."""
    sought = {"title": "title", "issued": "day", "language": "language"}
    missing = [word for key, word in sought.items() if key not in new.data]
    return [f"not found: {', '.join(missing)}"] if missing else []
