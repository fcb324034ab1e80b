"""A statement as data: everything that a page shows of it, and what a program needs beside.

The one description of a fact that all outputs are made from.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from factsheet.document import Content, to_text
from factsheet.evidence import Library, pins, said, weight
from factsheet.outputs.site import Site
from factsheet.outputs.values_as_data import Data, party, value, when
from factsheet.pages import plain
from factsheet.reading import Dispute, Record
from factsheet.values import Change, Outdated, Reference, Removal, Statement, Worded, Wording

T = TypeVar("T", Statement, Dispute, Record)
Said = dict[str, str]  # a text by language


class Facts:
    """The statements of a site as data, each made once."""

    def __init__(self, site: Site) -> None:
        self.site, self.library = site, site.library
        self._made: dict[str, Data] = {}
        self._weighed: dict[str, tuple[int, int]] = {}
        self._said: dict[str, dict[str, Content]] = {}
        self._labels: dict[tuple[str, str], Said] = {}  # by kind and field

    def sentence(self, code: str, address: str) -> str:
        """What a page of a language prints of a statement."""
        return to_text(self.said(code, address))

    def said(self, code: str, address: str) -> Content:
        """The same with its links."""
        known = self._said.setdefault(code, {})
        if address not in known:
            with self.site.speaking(code) as library:
                known[address] = plain.told(library, library.statements[address])
        return known[address]

    def weighed(self, address: str) -> tuple[int, int]:
        """How many reports a statement rests on, and how many independent sources."""
        if address not in self._weighed:
            cited = [r.address for r in self.library.statements[address].references]
            self._weighed[address] = weight.independent(self.library, cited)
        return self._weighed[address]

    def statement(self, address: str) -> Data:
        """A statement: see `docs/reference/api.md`; what nobody gives is null or an empty list."""
        if address not in self._made:
            self._made[address] = self._of(self.library.statements[address])
        return self._made[address]

    def _of(self, one: Statement) -> Data:
        library, home = self.library, self.library.records[one.record]
        out: Data = {
            "id": one.anchor,
            "address": one.address,
            "record": one.record,
            "url": self.site.url(one.address),
            "formerly": self._formerly(one),
            "property": one.property or "event",
            "status": one.status,
        }
        if one.taken_down:
            return out | {"taken_down": removal(one.taken_down)}
        reports, independent = self.weighed(one.address)
        out |= {
            "label": self._label(one),
            "value": value(one.value, library),
            "text": self.texts(one, "text"),
            "words": {code: self.sentence(code, one.address) for code in self.site.libraries},
            "scope": self.texts(one, "scope"),
            "note": self.texts(one, "note"),
            "asserted_by": [party(who, library) for who in one.asserted_by],
            "via": [party(who, library) for who in one.via],
            "about": [found.text for found in one.about],
            "when": when(one.when),
            "planned": one.planned,
            "said": when(said(home, one)),
            "recorded": when(one.recorded),
            "references": [self.reference(found) for found in one.references],
            "reports": reports,
            "independent_sources": independent,
            "superseded_by": one.superseded_by.text if one.superseded_by else None,
            "supersedes": [found.address for found in library.before.get(one.address, ())],
            "disputes": (disputes := [d.address for d in library.disputes_on(one)]),
            "rivals": self._rivals(one, disputes),
            "changes": [change(found) for found in one.changes],
            "pages": [self.site.place.url(path) for path in self.site.pages.get(one.address, ())],
            "pin": pins.pin(self.site.whole, [one.address]),
        }
        return out | (self._wording(one) if isinstance(one, Wording) else {})

    def _formerly(self, one: Statement) -> list[str]:
        """The whole addresses that it had before, the newest last."""
        return [old if "/" in old else f"{one.record}#{old}" for old in one.formerly]

    def _label(self, one: Statement) -> Said | None:
        """What its field is called, by language; None of a sentence."""
        kind = self.library.records[one.record].kind
        if one.property not in kind.all_fields:
            return None
        key = kind.plural, one.property
        if key not in self._labels:
            self._labels[key] = self._called(*key)
        return self._labels[key]

    def _called(self, kind: str, field: str) -> Said:
        out = {}
        for code in self.site.libraries:
            with self.site.speaking(code) as library:
                out[code] = str(library.kinds[kind].all_fields[field].label)
        return out

    def texts(self, one: T, key: str) -> Said | None:
        """A text by language, as it was typed; with the translations that still hold."""
        return texts(self.site, lambda library: getattr(of(library, one), key))

    def reference(self, found: Reference) -> Data:
        """A source and the place in it; whether it counts: it may have been withdrawn since."""
        place = found.locator or None
        return {
            "source": found.address,
            "place": place,
            "counts": self.library.counts(found.address),
        }

    def _rivals(self, one: Statement, disputes: list[str]) -> list[str]:
        """The other versions in these."""
        versions = (v.text for d in disputes for v in self.library.disputes[d].statements)
        return [v for v in dict.fromkeys(versions) if v != one.address]

    def _wording(self, one: Wording) -> Data:
        """What a printed form of a quote has beside."""
        by = party(one.translated_by, self.library) if one.translated_by else None
        return {
            "rendition": one.rendition,
            "language": one.language,
            "translated_by": by,
            "preferred": one.preferred,
        }

    def dispute(self, one: Dispute) -> Data:
        """A dispute: the question, its versions, why they may differ."""
        return {
            "id": one.address.partition("#")[2],
            "address": one.address,
            "url": self.site.url(one.address),
            "question": self.texts(one, "question"),
            "note": self.texts(one, "note"),
            "statements": [version.text for version in one.statements],
        }


def of(library: Library, one: T) -> T:
    """A statement, a dispute or a record as a library has it."""
    known: Any = library.statements
    if isinstance(one, Record):
        known = library.records
    elif isinstance(one, Dispute):
        known = library.disputes
    found: T = known.get(one.address, one)
    return found


def texts(site: Site, take: Callable[[Library], str]) -> Said | None:
    """A text that libraries have, by language; None where there is none.

    Where a page of a language prints the original, there is no text for that language.
    """
    out: Said = {}
    for code, library in site.libraries.items():
        text = take(library)
        language = getattr(text, "language", code) or code
        if isinstance(text, Worded):
            language = text.language or code
        if text and (language == code or code == next(iter(site.libraries))):
            out[language] = str(text)
        if isinstance(text, Outdated):  # an older text's: pages print both
            del out[code]
    return out or None


def removal(found: Removal) -> Data:
    """When something was taken down or withdrawn, and why."""
    return {"on": found.on.edtf, "why": found.why}


def change(found: Change) -> Data:
    """An entry of what was changed after publication."""
    return {"kind": found.kind, "on": found.on.edtf, "was": found.was, "why": found.why}
