"""What stands in each table of the database: rows in the order of their keys, as far as we can."""

from collections.abc import Callable, Iterator
from typing import Any

from factsheet.language import say
from factsheet.outputs import folding
from factsheet.outputs.cells import typed
from factsheet.outputs.facts import Facts
from factsheet.outputs.records import named
from factsheet.outputs.rows import gone, of_library, value
from factsheet.outputs.values_as_data import Data, party
from factsheet.pictures import mapped
from factsheet.reading import Record
from factsheet.values import Address, Statement, Wording

Row = dict[str, Any]
Rows = Iterator[Row]


def known(facts: Facts, address: Address | str | None) -> str | None:
    """The address of a record, if it is there: a view of another day has less."""
    found = address.record if isinstance(address, Address) else None
    return found if found and dict.__contains__(facts.library.records, found) else None


def statements_of(facts: Facts) -> Iterator[tuple[int, Record, Statement, Data]]:
    """Every statement: its place on its record, the record, itself, as data."""
    for record in of_library(facts.library):
        for position, one in enumerate(record.statements.values()):
            yield position, record, one, facts.statement(one.address)


def standing(facts: Facts) -> Iterator[tuple[Statement, Data]]:
    """Every statement that was not taken down."""
    return ((one, data) for _, _, one, data in statements_of(facts) if not one.taken_down)


def kinds(facts: Facts) -> Rows:
    """The kinds."""
    for plural, kind in facts.library.kinds.items():
        yield {"kind": plural, "title": kind.title, "role": kind.role}


def records(facts: Facts) -> Rows:
    """The records."""
    code = next(iter(facts.site.libraries))
    for record in of_library(facts.library):
        row = {"address": record.address, "kind": record.kind.plural, "id": record.id}
        row |= {"url": facts.site.url(record.address), "name": ""} | gone(facts, record)
        if record.taken_down:
            yield row
            continue
        town = mapped.town(record)
        longitude, latitude = town.at if town else (None, None)
        lead = facts.sentence(code, record.lead.address) if record.lead else None
        yield row | {
            "name": str(record.name),
            "short_name": record.labels.get("short_name"),
            "type": record.labels.get("type"),
            "longitude": longitude,
            "latitude": latitude,
            "lead": lead,
            "checked": typed(record.checked),
        }


def names(facts: Facts) -> Rows:
    """All that each record is called."""
    for record in of_library(facts.library):
        for position, row in enumerate([] if record.taken_down else _called(facts, record)):
            yield {"record": record.address, "position": position, **row}


def _called(facts: Facts, record: Record) -> Rows:
    label = record.labels
    for code, name in named(facts.site, record).items():
        yield {"sort": "name", "language": code, "name": name}
    if short := label.get("short_name"):
        yield {"sort": "short_name", "name": short}
    for name in label.get("aliases", ()):
        yield {"sort": "alias", "name": name}
    for code, name in label.get("native_name", {}).items():
        yield {"sort": "native_name", "language": code, "name": name}


def labels(facts: Facts) -> Rows:
    """The labels that the kind of a record has."""
    for record in of_library(facts.library):
        keys = () if record.taken_down else record.kind.labels
        for key in (key for key in keys if key in record.labels):
            found = record.labels[key]
            many = isinstance(found, tuple) and record.kind.labels[key].sort != "point"
            for position, one in enumerate(found if many else [found]):
                row = {"record": record.address, "label": key, "position": position}
                yield row | {"value": typed(one), "value_record": known(facts, one)}


def statements(facts: Facts) -> Rows:
    """The statements."""
    for position, record, one, data in statements_of(facts):
        row = {key: data[key] for key in ("address", "record", "property", "status", "url")}
        row["position"] = position
        if one.taken_down:
            removed = data["taken_down"]
            yield row | {"taken_down": removed["on"], "ground": removed["why"]}
            continue
        row |= value(one, data["value"]) | {"value_record": known(facts, one.value)}
        row["approximate"] = getattr(one.value, "about", None)
        row |= {key: getattr(one, key) for key in ("text", "scope", "note")}
        keys = ("planned", "reports", "independent_sources", "pin")
        row |= {key: data[key] for key in keys}
        when, said, recorded = (data[key] or {} for key in ("when", "said", "recorded"))
        row |= {"held": when.get("edtf"), "held_earliest": when.get("earliest")}
        row |= {"held_latest": when.get("latest"), "recorded": recorded.get("edtf")}
        row |= {"said": said.get("edtf"), "words": next(iter(data["words"].values()))}
        row["label"] = next(iter((data["label"] or {}).values()), None)
        later = data["superseded_by"]
        there = later and dict.__contains__(facts.library.statements, later)
        row["superseded_by"] = later if there else None
        yield row | (_wording(facts, record, one) if isinstance(one, Wording) else {})


def _wording(facts: Facts, record: Record, one: Wording) -> Data:
    speaker = known(facts, one.speaker or record.labels.get("speaker"))
    more = {"speaker": speaker, "rendition": one.rendition, "language": one.language}
    return more | {"preferred": one.preferred}


def texts(facts: Facts) -> Rows:
    """What a statement says in each language."""
    keys = ("label", "words", "text", "scope", "note")
    for one, data in standing(facts):
        for code in dict.fromkeys(code for key in keys for code in data[key] or {}):
            row = {key: (data[key] or {}).get(code) for key in keys}
            yield {"statement": one.address, "language": code, **row}


def parties(facts: Facts) -> Rows:
    """Who says it, through whom it came, whom it is about, who translated it."""
    for one, _ in standing(facts):
        roles: dict[str, Any] = {key: getattr(one, key) for key in ("asserted_by", "via", "about")}
        if isinstance(one, Wording) and one.translated_by:
            roles["translated_by"] = (one.translated_by,)
        for role, found in roles.items():
            for position, who in enumerate(found):
                row = {"statement": one.address, "role": role, "position": position}
                name = party(who, facts.library)["name"]
                yield row | {"name": name, "record": known(facts, who)}


def source_references(facts: Facts) -> Rows:
    """On which sources each statement rests."""
    for one, data in standing(facts):
        for position, found in enumerate(data["references"]):
            if dict.__contains__(facts.library.records, found["source"]):
                yield {"statement": one.address, "position": position, **found}


def changes(facts: Facts) -> Rows:
    """What was changed of each statement."""
    for one, data in standing(facts):
        for position, found in enumerate(data["changes"]):
            row = {"statement": one.address, "position": position, **found}
            yield row | {"changed_on": found["on"]}


def disputes(facts: Facts) -> Rows:
    """The disputes."""
    for address, one in sorted(dict.items(facts.library.disputes)):
        row = {"address": address, "record": address.partition("#")[0]}
        row |= {"question": one.question, "note": one.note}
        yield row | {"url": facts.site.url(address)}


def dispute_versions(facts: Facts) -> Rows:
    """The statements of each dispute."""
    for address, one in sorted(dict.items(facts.library.disputes)):
        for position, version in enumerate(one.statements):
            if dict.__contains__(facts.library.statements, version.text):
                yield {"dispute": address, "position": position, "statement": version.text}


def statement_pages(facts: Facts) -> Rows:
    """The pages that show each statement."""
    for one, data in standing(facts):
        for url in data["pages"]:
            yield {"statement": one.address, "url": url}


def former_addresses(facts: Facts) -> Rows:
    """Where to find what has another address now."""
    library = facts.library
    for old, present in sorted({**dict(dict.items(library.moved)), **library.renamed}.items()):
        yield {"address": old, "present": present}


def search(facts: Facts) -> Rows:
    """All that is looked through: names, the sentences of pages, quotes."""
    found: dict[tuple[str, str], Row] = {}
    for row in names(facts):
        found.setdefault((row["record"], str(row["name"])), row)
    for (address, name), row in found.items():
        more = {"sort": "name", "language": row.get("language"), "text": name}
        yield {"address": address, **more, "folded": folding.folded(name)}
    for one, data in standing(facts):
        sort = "quote" if isinstance(one, Wording) else "words"
        for code, words in data["words"].items():
            row = {"address": one.address, "sort": sort, "language": code, "text": words}
            yield row | {"folded": folding.folded(words)}


def metadata(facts: Facts) -> Rows:
    """What the file is."""
    site = facts.site
    licence = site.settings.get("licence", {})
    said = {
        "title": site.place.name or say("data.title"),
        "publisher": site.settings.get("publisher"),
        "licence": licence.get("name"),
        "licence_url": licence.get("address"),
        "url": site.place.address,
        "languages": ", ".join(site.libraries),
        "view": site.view.words() if site.view else None,
        "tables_version": "1.0",
    }
    for name, found in said.items():
        if found:
            yield {"name": name, "value": str(found)}


TABLES: dict[str, Callable[[Facts], Rows]] = {
    one.__name__: one for one in (
        metadata, kinds, records, names, labels, statements, texts, parties, source_references,
        changes, disputes, dispute_versions, statement_pages, former_addresses,
    )
}  # fmt: skip
