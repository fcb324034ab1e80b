"""A record as data: its names, its labels, its statements, its disputes, where it is named."""

from typing import Any

from factsheet.kinds import Field
from factsheet.outputs.facts import Facts, Said, of, removal, texts
from factsheet.outputs.site import Site
from factsheet.outputs.values_as_data import Data, party, value, when
from factsheet.reading import Record
from factsheet.values import Address, Removal, When

IN_WORDS = ("text", "long-text")  # types of labels that a site says in its own words
VERSION = "1.0"  # of what the files hold, not of the generator
API = "api/v1"


def listed(site: Site, record: Record) -> Data:
    """A record in a list of its kind."""
    out: Data = {
        "id": record.id,
        "address": record.address,
        "url": site.url(record.address),
        "data": site.place.url(f"{API}/{record.address}.json"),
    }
    if record.taken_down:
        return out | {"taken_down": removal(record.taken_down)}
    return out | {
        "name": named(site, record),
        "checked": _day(record.checked),
        "statements": len(record.statements),
    }


def whole(facts: Facts, record: Record) -> Data:
    """A record with everything that stands on its sheet."""
    site = facts.site
    head: Data = {
        "schema_version": VERSION,
        "id": record.id,
        "kind": record.kind.plural,
        "address": record.address,
        "url": site.url(record.address),
        "formerly": formerly(record),
        "links": _links(site, record),
    }
    if record.taken_down:
        return head | {"taken_down": removal(record.taken_down)}
    library = site.library
    withdrawn = library.withdrawn(record.address)
    statements = {s.anchor: facts.statement(s.address) for s in record.statements.values()}
    return head | {
        "name": named(site, record),
        "short_name": texts(site, lambda library: of(library, record).labels.get("short_name", "")),
        "aliases": [str(one) for one in record.labels.get("aliases", ())],
        "native_names": {k: str(v) for k, v in record.labels.get("native_name", {}).items()},
        "checked": _day(record.checked),
        "labels": {key: _label(site, record, key) for key in _own(record)},
        "event": statements.pop("", None),
        "statements": statements,
        "disputes": {key: facts.dispute(one) for key, one in record.disputes.items()},
        "mentioned_by": [s.address for _, s in library.mentions.get(record.address, ())],
        "named_by": [r.address for _, r in library.named_by.get(record.address, ())],
        "cited_by": [s.address for s in library.rests_on.get(record.address, ())],
        "withdrawn": removal(withdrawn) if withdrawn else None,
        "pages": [site.place.url(path) for path in site.pages.get(record.address, ())],
    }


def _links(site: Site, record: Record) -> dict[str, str]:
    """Where else it is: its page in each language, the list of its kind, its schema."""
    kind = record.kind.plural
    out = {"self": site.place.url(f"{API}/{record.address}.json")}
    out |= {"list": site.place.url(f"{API}/{kind}/index.json")}
    out |= {"schema": site.place.url(f"{API}/schema/{kind}.json")}
    first, *further = site.libraries
    out[f"page-{first}"] = site.url(record.address)
    for code in further:
        out[f"page-{code}"] = site.place.url(f"{code}/{record.address}.md")
    return out


def formerly(record: Record) -> list[str]:
    """The whole addresses that it had before, the newest last."""
    kind = record.kind.plural
    found = [old if "/" in old else f"{kind}/{old}" for old in record.labels.get("formerly", ())]
    return [old for old in found if old != record.address]


def named(site: Site, record: Record) -> Said:
    """What a record is called, by language."""
    out: Said = {}
    for code, library in site.libraries.items():
        name = of(library, record).name
        if getattr(name, "language", code) in ("", code) or not out:
            out[code] = str(name)
    return out


def _own(record: Record) -> list[str]:
    """The keys of its own labels: those that its kind or its role has, and what it is."""
    keys = [*(["type"] if record.kind.named else []), *record.kind.labels]
    return [key for key in keys if key in record.labels]


def _label(site: Site, record: Record, key: str) -> Data:
    """A label: what it is called, and what it says."""
    kinds = (library.kinds[record.kind.plural] for library in site.libraries.values())
    fields: list[Field | None] = [kind.labels.get(key) for kind in kinds]
    found, one = record.labels[key], fields[0]
    said = _plain(found, site)
    if one and one.sort == "point":
        said = value(found, site.library)
    elif one and one.sort in IN_WORDS and isinstance(found, str):
        said = texts(site, lambda library: of(library, record).labels.get(key, ""))
    called = [str(field.label) if field else key for field in fields]
    return {"label": dict(zip(site.libraries, called)), "value": said}


def _plain(found: Any, site: Site) -> Any:
    """The value of a label that is no text in the words of the site."""
    if isinstance(found, tuple):
        return [_plain(one, site) for one in found]
    if isinstance(found, Address):
        return party(found, site.library)
    if isinstance(found, When):
        return when(found)
    if isinstance(found, Removal):
        return removal(found)
    return found if isinstance(found, bool) else str(found)


def _day(found: When | None) -> str | None:
    return found.edtf if found else None
