"""Every address in the data names something that exists, is published, and is of a fitting kind."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from factsheet.evidence.library import Library
from factsheet.issues import Hints, Issue
from factsheet.reading import Record
from factsheet.values import CURLY_AROUND, ID, Address, Put, Reference, uncurled

CODE = "unknown-address"
_PLACED = re.compile(r"(?:[a-z]+/)?(?P<id>[a-z0-9-]+)(?:[\s,;:/(]+(?P<place>.+?)\)?)?")


def wrong(address: Address, code: str, message: str, hint: str = "") -> Issue:
    """An issue at an address, in the form `field: message`."""
    return Issue(address.spot, code, f"{address.field}: {message}", hint, address.width)


def unknown(library: Library, address: Address, words: Collection[str], hints: Hints) -> Issue:
    """The issue of an address that leads nowhere: where it is now, or which one is near.

    That is the same id of another kind, else the nearest of `words`. A source among `references` is
    named as it is typed there, by its id.
    """
    short = f"{library.kinds.sources}/" if address.field == "references" else ""
    text, now = (a.removeprefix(short) for a in (address.text, library.present(address.text)))
    what, low = "source" if short else "record or statement", text.lower()
    others = (f"{kind}/{low.partition('/')[2]}" for kind in address.kinds or library.kinds)
    if library.known(short + now):
        hint = f'it is now "{now}"'
    elif same := next(filter(library.known, others), ""):
        hint = f'did you mean "{same}"?'
    else:
        hint = hints.nearest(low, words)
    return wrong(address, CODE, f'no {what} "{text}"', hint)


def check(library: Library, found: list[Record], put: Put) -> None:
    """Put an issue for each address in these records that leads nowhere or does not fit."""
    everything, hints = library.addresses(), Hints()
    sources = {r.id: r for r in library.sources()}
    retracted = {s.address for s in library.statements.values() if s.status == "retracted"}
    sound = {*everything} - retracted
    called = cache(lambda: _called(library))
    fitting = cache(lambda kinds: [r.address for kind in kinds for r in library.of(kind)])

    def look(address: Address, record: Record, words: Collection[str]) -> None:
        if issue := _fault(library, address, record, words, hints):
            put(issue)

    for record in found:
        for ref in (r for s in record.statements.values() for r in s.references):
            if not ID.fullmatch(ref.source):
                put(_no_id(ref, sources, called(), hints))
            elif ref.address not in sound:
                kinds = (library.kinds.sources,)
                where = Address(ref.address, ref.spot, ref.width, kinds, "references")
                look(where, record, sources)
        for address in _named(record):
            if address.text not in sound or not _fits(address):
                look(address, record, fitting(address.kinds) if address.kinds else everything)
        for address in _versions(record):
            other = library.records if "#" not in address.text else library.disputes
            removed = library.removed(address.text)
            if address.text in other and address.text not in library.statements and not removed:
                hint = "name a fact or field: groups/some-id#fact"
                put(wrong(address, CODE, f'"{address.text}" is no statement', hint))


def check_named(library: Library, found: Iterable[Address], put: Put) -> None:
    """Put an issue for each address beside the records that names none of them."""
    hints = Hints()
    for address in found:
        if address.text not in library.names and not library.postponed(address.record):
            put(unknown(library, address, library.records, hints))


def _named(record: Record) -> Iterator[Address]:
    """Every address in a record, but for the sources that its statements cite."""
    yield from (address for _, address in record.named())
    for statement in record.statements.values():
        yield from statement.links()
    yield from _versions(record)


def _versions(record: Record) -> Iterator[Address]:
    """The addresses that have to be those of statements."""
    yield from (s.superseded_by for s in record.statements.values() if s.superseded_by)
    for dispute in record.disputes.values():
        yield from dispute.statements


def _fits(address: Address) -> bool:
    return not address.kinds or address.text.partition("/")[0] in address.kinds


def _fault(
    library: Library, address: Address, record: Record, words: Collection[str], hints: Hints
) -> Issue | None:
    """What is wrong with an address in a record; None when it only waits, or both are drafts."""
    text = f'"{address.text}"'
    if not _fits(address) and address.text.partition("/")[0] in library.kinds:
        hint = f"expected: {' or '.join(address.kinds)}"
        return wrong(address, "wrong-kind", f"{text} is no fitting kind", hint)
    if library.known(address.text):
        statement = library.statements.get(address.text)
        withdrawn = statement and statement.status == "retracted" and not record.draft
        withdrawn = withdrawn and not statement.taken_down  # which stops nothing
        return wrong(address, CODE, f"{text} is retracted") if withdrawn else None
    if not library.unpublished.isdisjoint((address.text, address.record)):
        hint = "publish it first, or make this a draft too"
        return None if record.draft else wrong(address, CODE, f"{text} is a draft", hint)
    return None if library.postponed(address.text) else unknown(library, address, words, hints)


def _no_id(
    ref: Reference, sources: dict[str, Record], called: dict[str, list[str]], hints: Hints
) -> Issue:
    """A source named by anything but its id: by what it is called, or with a place but no `#`."""
    text = uncurled(ref.source) or ref.source
    parts = _PLACED.fullmatch(text)
    id_, place = (parts["id"], parts["place"] or ref.locator) if parts else ("", "")
    if id_ in sources:
        hint = f"write {id_}{'#' if place else ''}{place}"
    elif found := called.get(text.casefold()):
        hint = f"write {' or '.join(found[:3])}"
    else:
        near = hints.nearest(id_ or text.lower(), sources)
        hint = near or "write abc-2024-12-08#P5"
    message = f'"{ref.source}" is not the id of a source'
    if text != ref.source:
        message = CURLY_AROUND.format(ref.source)
    return Issue(ref.spot, "bad-id", f"{ref.where}: {message}", hint, ref.width)


def _called(library: Library) -> dict[str, list[str]]:
    """The ids of sources by all that they may be called by somebody who does not know them."""
    out: dict[str, list[str]] = {}
    for source in library.sources():
        labels = (source.labels.get(key, "") for key in ("title", "publisher", "URL"))
        names = (source.name, *(label.strip("“”") for label in labels))
        for name in dict.fromkeys(name.casefold() for name in names):
            out.setdefault(name, []).append(source.id)
    return out
