"""The rows of the tables: a statement, a record or a source each, its columns by their names.

Columns may come in a later version, behind those that are there; none goes, none changes its
meaning. `WORDS` and `NAME` stand for a column a further language.
"""

from collections.abc import Iterator
from typing import Any

from factsheet.evidence import Library
from factsheet.language import say
from factsheet.outputs.cells import digits, joined, typed
from factsheet.outputs.facts import Facts
from factsheet.outputs.records import formerly, named
from factsheet.outputs.site import Site
from factsheet.outputs.values_as_data import Data
from factsheet.pictures import mapped
from factsheet.reading import Record
from factsheet.values import Amount, Reference, Statement, Wording

Row = dict[str, str]
WORDS, NAME = "words-", "name-"  # and the code of a language
FACTS = (
    "address", "record", "property", "label", "value", "value_type", "low", "high", "approximate",
    "unit", "currency", "text", "words", WORDS, "speaker", "rendition", "language",
    "translated_by", "preferred", "status", "claimants", "asserted_by", "via", "about", "when",
    "earliest", "latest", "planned", "said", "recorded", "scope", "note", "references", "reports",
    "independent_sources", "superseded_by", "supersedes", "disputes", "change_kind", "change_on",
    "change_was", "change_why", "formerly", "pages", "pin", "url", "taken_down", "ground",
)  # fmt: skip
RECORDS = (
    "address", "kind", "id", "name", NAME, "short_name", "aliases", "native_names", "type",
    "longitude", "latitude", "lead", "checked", "facts", "formerly", "url", "withdrawn",
    "taken_down", "ground",
)  # fmt: skip
LABELS = "labels"  # of the kind
SOURCES = (
    "address", "name", LABELS, "cited_by", "formerly", "sheet", "withdrawn", "taken_down", "ground",
)  # fmt: skip


def columns(names: tuple[str, ...], site: Site) -> dict[str, str]:
    """The columns of a table of a site, each with what it means."""
    out: dict[str, str] = {}
    for name in names:
        if name in (WORDS, NAME):
            out |= {f"{name}{code}": say(f"column.{name}xx") for code in list(site.libraries)[1:]}
        elif name == LABELS:
            kind = site.library.kinds[site.library.kinds.sources]
            out |= {_column(key): str(one.label) for key, one in kind.labels.items()}
        else:
            out[name] = say(f"column.{name}")
    return out


def of_facts(facts: Facts) -> Iterator[Row]:
    """A row for each statement, by record, in the order in which they stand there."""
    for record in of_library(facts.library):
        for one in record.statements.values():
            yield _fact(facts, record, one)


def of_library(library: Library) -> list[Record]:
    """Every record, by its address."""
    return [record for _, record in sorted(dict.items(library.records))]


def _fact(facts: Facts, record: Record, one: Statement) -> Row:
    data = facts.statement(one.address)
    keys = ("address", "record", "property", "status", "url")
    row = {key: data[key] for key in keys} | {"formerly": joined(data["formerly"])}
    if one.taken_down:
        return row | {"taken_down": data["taken_down"]["on"], "ground": data["taken_down"]["why"]}
    row |= value(one, data["value"])
    first, *further = data["words"].values()
    codes = list(facts.site.libraries)[1:]
    row |= {"words": first} | {f"{WORDS}{code}": said for code, said in zip(codes, further)}
    row |= {key: str(getattr(one, key)) for key in ("text", "scope", "note")}
    row |= {key: joined(data[key]) for key in ("about", "supersedes", "disputes", "pages")}
    row |= {
        "label": next(iter((data["label"] or {"": ""}).values())),
        "claimants": joined(party["name"] for party in data["asserted_by"]),
        "asserted_by": joined(map(typed, one.asserted_by)),
        "via": joined(map(typed, one.via)),
        "planned": typed(one.planned),
        "references": joined(map(reference, one.references)),
        "reports": str(data["reports"]),
        "independent_sources": str(data["independent_sources"]),
        "superseded_by": data["superseded_by"] or "",
        "pin": data["pin"],
    }
    row |= {f"change_{key}": text for key, text in (data["changes"] or [{}])[-1].items()}
    return row | _times(data) | (_wording(record, one) if isinstance(one, Wording) else {})


def value(one: Statement, data: Data | None) -> Row:
    """A value as it was typed, its type, and what it amounts to."""
    if data is None:
        return {}
    row = {"value": typed(one.value), "value_type": data["type"]}
    if isinstance(one.value, Amount):
        row |= {"low": digits(one.value.low), "high": digits(one.value.high)}
        row |= {"approximate": typed(one.value.about)}
        row |= {"unit": one.value.unit, "currency": one.value.currency}
    return row


def reference(found: Reference) -> str:
    """A source, and the place in it behind a `#`."""
    return f"{found.address}#{found.locator}" if found.locator else found.address


def _times(data: Data) -> Row:
    when, said, recorded = (data[key] or {} for key in ("when", "said", "recorded"))
    held = {key: when.get(key) or "" for key in ("earliest", "latest")}
    held["when"] = when.get("edtf", "")
    return held | {"said": said.get("edtf", ""), "recorded": recorded.get("edtf", "")}


def _wording(record: Record, one: Wording) -> Row:
    """What a printed form of a quote has beside."""
    return {
        "speaker": typed(one.speaker or record.labels.get("speaker")),
        "rendition": one.rendition,
        "language": str(one.language),
        "translated_by": typed(one.translated_by),
        "preferred": typed(one.preferred),
    }


def of_records(facts: Facts) -> Iterator[Row]:
    """A row for each record, by its address."""
    site = facts.site
    for record in of_library(facts.library):
        row = {"address": record.address, "kind": record.kind.plural, "id": record.id}
        row |= {"url": site.url(record.address), "formerly": joined(formerly(record))}
        row |= gone(facts, record)
        yield row if record.taken_down else row | _record(facts, record)


def _record(facts: Facts, record: Record) -> Row:
    site, label = facts.site, record.labels
    first, *further = list(site.libraries)
    names = named(site, record)
    natives = label.get("native_name", {})
    town = mapped.town(record)
    longitude, latitude = town.point.value if town else ("", "")
    lead = facts.sentence(first, record.lead.address) if record.lead else ""
    return {
        "name": names.get(first, str(record.name)),
        **{f"{NAME}{code}": names.get(code, "") for code in further},
        "short_name": str(label.get("short_name", "")),
        "aliases": joined(map(str, label.get("aliases", ()))),
        "native_names": joined(f"{code}: {name}" for code, name in natives.items()),
        "type": str(label.get("type", "")),
        "longitude": longitude,
        "latitude": latitude,
        "lead": lead,
        "checked": typed(record.checked),
        "facts": str(len(record.statements)),
    }


def gone(facts: Facts, record: Record) -> Row:
    """When a record was taken down, or a source withdrawn, and why."""
    if removed := record.taken_down:
        return {"taken_down": removed.on.edtf, "ground": removed.why}
    withdrawn = facts.library.withdrawn(record.address)
    return {"withdrawn": withdrawn.on.edtf, "ground": withdrawn.why} if withdrawn else {}


def _column(key: str) -> str:
    """The column of a label; no two have names that are one to a program that knows no capitals."""
    return f"label_{key}" if key.casefold() in SOURCES else key


def of_sources(facts: Facts) -> Iterator[Row]:
    """A row for each record that facts rest on, by its address."""
    site, library = facts.site, facts.library
    kind = library.kinds[library.kinds.sources]
    for record in of_library(library):
        if record.kind is not kind:
            continue
        row = {"address": record.address, "sheet": site.url(record.address)}
        row |= {"formerly": joined(formerly(record))} | gone(facts, record)
        if not record.taken_down:
            row["name"] = str(record.name)
            row["cited_by"] = str(len(library.rests_on.get(record.address, ())))
            row |= {_column(key): label(record.labels.get(key)) for key in kind.labels}
        yield row


def label(found: Any) -> str:
    """A label as it was typed; several in one cell."""
    return joined(map(typed, found)) if isinstance(found, tuple) else typed(found)
