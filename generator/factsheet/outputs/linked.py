"""What a page says, as JSON-LD in the words of schema.org, for machines that read its head.

Things are named by where they are published, from the top of the site: the page's template says
where that is (`@base`), so that a page is the same wherever it is published. We rate no claim: who
made it is its author, what became of it its status.
"""

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from factsheet.document import published
from factsheet.evidence import Library, said
from factsheet.language import language
from factsheet.pages import plain
from factsheet.reading import Record
from factsheet.values import Address, Statement, Tongue, When, Wording

Node = dict[str, Any]
AUTHORS = ("Person", "Organization")  # what the vocabulary takes for an author
THING, EVENT = "_thing", "_event"  # no id is so
# what could be read as markup, wherever a page is read as a text
_SIGNS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "&<>()*`'"}
MAX_CLAIMS = 60  # on one page: who reads more reads the API


class Linked:
    """What stands on one page, in nodes of JSON-LD."""

    def __init__(self, library: Library, path: str, folders: bool) -> None:
        self.library, self.path, self.folders = library, path, folders

    def sheet(self, title: str, shows: Collection[str], record: Record | None) -> str:
        """A page made from facts: of a record, or of all of a kind."""
        page: Node = {"@type": "WebPage" if record else "CollectionPage", **self._page(title)}
        if not record or record.taken_down:
            return _text([page])
        own = [s for s in record.statements.values() if s.address in shows and not s.taken_down]
        about = self._thing(record)
        page["mainEntity"] = {"@id": about["@id"]}
        claims = [self._claim(record, one) for one in own if not isinstance(one, Wording)]
        if sources := self._sources(own):
            page["isBasedOn"] = sources
        if words := [one for one in own if isinstance(one, Wording)]:
            about |= self._quotation(record, words)
        return _text([page, about, *claims[:MAX_CLAIMS]])

    def article(self, title: str, shows: Collection[str], authors: list[dict[str, str]]) -> str:
        """A hand-written page: the claims on it, and the sources that they have."""
        found = [self.library.statements.get(address) for address in sorted(shows)]
        told = [one for one in found if one and not one.taken_down]
        page: Node = {"@type": "Article", **self._page(title), "headline": title}
        if authors:
            page["author"] = [
                {"@type": "Person", "name": one["name"]}
                | ({"url": one["link"]} if "link" in one else {})
                for one in authors
            ]
        if told:
            names = [one.address if one.anchor else f"{one.address}#{EVENT}" for one in told]
            page["mentions"] = [{"@id": self._id(name)} for name in names[:MAX_CLAIMS]]
        if sources := self._sources(told):
            page["citation"] = sources
        return _text([page])

    def _id(self, address: str) -> str:
        """What a record or a statement is called: where it is published, from the top of the site.

        A record is another thing than its page, and an event another one than what is said of it.
        """
        record, _, anchor = address.partition("#")
        return f"{published(f'{record}.md', self.folders)}#{anchor or THING}"

    def _page(self, title: str) -> Node:
        where = published(self.path, self.folders) or "./"
        return {"@id": where, "url": where, "name": title, "inLanguage": language()}

    def _sources(self, found: list[Statement]) -> list[Node]:
        """The sources that these rest on."""
        addresses = {one.address for s in found for one in self.library.standing(s)}
        return [{"@id": self._id(address)} for address in sorted(addresses)]

    def _thing(self, record: Record) -> Node:
        """What a sheet is about."""
        kind, label = record.kind, record.labels
        out: Node = {"@type": kind.schema_org or "Thing", "@id": self._id(record.address)}
        out["name"] = str(record.name)
        if other := [str(one) for one in record.other_names]:
            out["alternateName"] = other
        if kind.is_source:
            return out | _work(label) | self._derived(label)
        when = next((s.when for s in record.of("") if s.when and s.status != "retracted"), None)
        if kind.is_statement and when and (first := _day(when.earliest)):
            out["startDate"] = first
            out |= {"endDate": last} if (last := _day(when.latest)) else {}
        return out

    def _derived(self, label: dict[str, Any]) -> Node:
        above = [{"@id": self._id(one.text)} for one in label.get("derived_from", ())]
        return {"isBasedOn": above} if above else {}

    def _quotation(self, record: Record, words: list[Wording]) -> Node:
        """A quote: its wordings, who spoke, when."""
        out: Node = {"text": str(words[0].text), "inLanguage": words[0].language}
        speaker = words[0].speaker or record.labels.get("speaker")
        if isinstance(speaker, Address):
            out |= self._by([speaker])
        on = said(record, words[0])
        out |= {"dateCreated": first} if on and (first := _day(on.earliest)) else {}
        return out | {"citation": self._sources(list(words))}

    def _claim(self, record: Record, one: Statement) -> Node:
        """A statement: its sentence, who says so, when it held, what it rests on."""
        name = one.address if one.anchor else f"{one.address}#{EVENT}"
        out: Node = {"@type": "Claim", "@id": self._id(name)}
        own = getattr(one.text, "language", "") or language()
        out |= {"text": plain.sentence(self.library, one), "inLanguage": own}
        out |= {"about": {"@id": self._id(record.address)}}
        out |= self._by(list(one.asserted_by))
        if one.status != "accepted":
            out["creativeWorkStatus"] = one.status
        if one.when:
            first, last = _day(one.when.earliest), _day(one.when.latest)
            out["temporalCoverage"] = first if first == last else f"{first or '..'}/{last or '..'}"
        if on := said(record, one):
            out |= {"dateCreated": first} if (first := _day(on.earliest)) else {}
        if one.recorded and (first := _day(one.recorded.earliest)):
            out["datePublished"] = first
        if changed := [day for c in one.changes if (day := _day(c.on.earliest))]:
            out["dateModified"] = max(changed)
        if sources := self._sources([one]):
            out["citation"] = sources
        corrected = [c for c in one.changes if c.kind == "correction"]
        if corrected:
            out["correction"] = [
                {"@type": "CorrectionComment", "text": f"{c.why}", "datePublished": c.on.edtf}
                for c in corrected
            ]
        return out

    def _by(self, parties: list[Address | str]) -> Node:
        """Who says so: an author where the vocabulary has such an author, else a credit."""
        authors, credits = [], []
        for one in parties:
            record = self.library.records.get(one.record) if isinstance(one, Address) else None
            sort = record.kind.schema_org if record else ""
            if record and sort in AUTHORS:
                about = {"@id": self._id(record.address), "name": str(record.name)}
                authors.append({"@type": sort, **about})
            else:
                credits.append(str(record.name if record else one))
        out: Node = {"author": authors} if authors else {}
        return out | ({"creditText": ", ".join(credits)} if credits else {})


def _work(label: dict[str, Any]) -> Node:
    """What a source says of itself."""
    out: Node = {"publisher": {"@type": "Organization", "name": str(label["publisher"])}}
    if title := label.get("title"):
        out["headline"] = str(title)
    if authors := label.get("author"):
        out["author"] = [{"@type": "Person", "name": str(one)} for one in authors]
    for key, name in (("URL", "url"), ("archive", "archivedAt")):
        out |= {name: str(label[key])} if label.get(key) else {}
    if carrier := label.get("container-title"):
        out["isPartOf"] = {"@type": "CreativeWork", "name": str(carrier)}
    issued: When | None = label.get("issued")
    if issued and (day := _day(issued.earliest)) and issued.earliest == issued.latest:
        out["datePublished"] = day
    if isinstance(code := label.get("language"), Tongue):
        out["inLanguage"] = str(code)
    return out


def _day(found: date | None) -> str:
    return found.isoformat() if found else ""


def _text(nodes: list[Node]) -> str:
    """Nodes as JSON that can stand in HTML: nothing in it ends a script."""
    text = json.dumps(nodes, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_SIGNS)
