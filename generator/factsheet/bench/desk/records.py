"""Which records, sources, disputes and kinds are new, gone, or described in other words."""

from collections.abc import Iterator
from dataclasses import replace

from factsheet.bench.desk import making, people, wording
from factsheet.bench.desk.facts import Found
from factsheet.bench.desk.report import Change, Source
from factsheet.bench.desk.shapes import cut
from factsheet.bench.desk.sides import Side
from factsheet.evidence import history, weight
from factsheet.language import date_words
from factsheet.reading import Dispute, Record
from factsheet.values import web


def of(old: Side, new: Side, found: Found) -> Iterator[Change]:
    """Every record that is other in what names and describes it, then disputes and kinds."""
    kept = set[str]()
    for address, was in sorted(old.library.records.items()):
        now = new.library.records.get(new.library.present(address))
        if now:
            kept.add(now.address)
            yield from _changed(old, new, was, now)
        elif not new.unread(address) and not was.kind.is_statement:
            yield replace(_about(old, old, was), sort="removed", said=_says(was), says="")
    for address, now in sorted(new.library.records.items()):
        whole = now.kind.is_statement or now.kind.has_wordings  # its statements tell of it
        if address not in kept and not whole and not old.unread(address):
            sort = "taken-down" if now.taken_down else "new"
            yield replace(_about(old, new, now), sort=sort)
    yield from _disputes(old, new, found)
    yield from _kinds(new, found)


def _says(record: Record) -> str:
    """A record in a line."""
    return cut(wording.cited(record) if record.kind.is_source else str(record.name), 4_000)


def _about(old: Side, side: Side, record: Record) -> Change:
    """What is told of a record, whatever became of it."""
    thing = "source" if record.kind.is_source else "record"
    if record.kind.has_wordings:
        thing = "quote"
    change = making.on(record, record.address, record.spot)
    change = replace(change, thing=thing, says=_says(record))
    if people.living(record):
        change = replace(change, traits=("living-person",))
    return replace(change, sources=(_itself(old, side, record),)) if thing == "source" else change


def _itself(old: Side, side: Side, record: Record) -> Source:
    """A source with all others of the site that count as one with it."""
    label, library = record.labels, side.library
    url = str(label.get("URL") or label.get("archive") or "")
    same = () if record.taken_down else weight.same_origin(library, record)
    return Source(
        address=record.address,
        name=cut(wording.cited(record), making.NAMES),
        outlet=cut(str(label.get("publisher", "")), making.NAMES),
        place="",
        url=url if web.read(url).text == url else "",
        new=record.address not in old.library.records,
        same_origin=making.names(tuple(wording.cited(one) for one in same)),
    )


def _changed(old: Side, new: Side, was: Record, now: Record) -> Iterator[Change]:
    """How a record differs, if it does, but for its statements."""
    if was is now:  # its file is the same
        return
    about = replace(_about(old, new, now), was_address=was.address)
    if now.address == was.address:
        about = replace(about, was_address="")
    if now.taken_down:
        if not was.taken_down:
            why = wording.in_words(new.library, now.taken_down)
            told = making.differences([("taken down", "", why)])
            yield replace(about, sort="taken-down", says="", differences=told)
        return
    parts = _labels(old, new, was, now)
    gone, had = now.labels.get("withdrawn"), was.labels.get("withdrawn")
    if gone != had:
        words = [wording.in_words(side.library, one) if one else ""
                 for side, one in ((old, had), (new, gone))]  # fmt: skip
        parts.append(("withdrawn", words[0], words[1]))
    checked = now.checked != was.checked and now.checked
    if checked and not parts and now.address == was.address:
        days = [date_words(one) if one else "" for one in (was.checked, now.checked)]
        told = making.differences([("last checked", days[0], days[1])])
        yield replace(about, sort="checked", differences=told)
    elif parts or now.address != was.address:
        sort = "withdrawn" if gone and not had else "words" if parts else "moved"
        yield replace(about, sort=sort, differences=making.differences(parts))


def _labels(old: Side, new: Side, was: Record, now: Record) -> list[tuple[str, str, str]]:
    before, after = wording.labels(old.library, was), wording.labels(new.library, now)
    if now.kind.is_statement:
        before.pop("name", None), after.pop("name", None)  # its statement tells
    names = dict.fromkeys((*before, *after))
    return [
        (name, before.get(name, ""), after.get(name, ""))
        for name in names
        if before.get(name) != after.get(name)
    ]


def _disputes(old: Side, new: Side, found: Found) -> Iterator[Change]:
    """The disputes that are opened, closed, or told otherwise."""
    kept = set[str]()
    for address, was in sorted(old.library.disputes.items()):
        present = new.library.present(address)
        now = new.library.disputes.get(present)
        silent = any(not one.excused for one in found.get(present, found.get(address, [])))
        if now:
            kept.add(present)
        if not new.unread(present) and not new.library.removed(present):
            yield from _dispute(old, new, was, now, silent)
    for address, now in sorted(new.library.disputes.items()):
        if address not in kept and not old.unread(address):
            yield from _dispute(old, new, None, now, silent=False)


def _dispute(
    old: Side, new: Side, was: Dispute | None, now: Dispute | None, silent: bool
) -> Iterator[Change]:
    before = wording.of_dispute(old.library, was) if was else {}
    after = wording.of_dispute(new.library, now) if now else {}
    keys = dict.fromkeys((*before, *after))
    parts = [(key, before.get(key, ""), after.get(key, "")) for key in keys]
    if was and now:
        parts = [one for one in parts if one[1] != one[2]]
    side, one = (new, now) if now else (old, was)
    if not parts or not one:
        return
    record = side.library.records[one.address.partition("#")[0]]
    home = new.library.records.get(new.library.present(record.address), record)
    yield replace(
        making.on(record, one.address, one.spot if now else home.spot),
        sort="unexplained" if silent else "dispute",
        thing="dispute",
        said=cut(was.question, 4_000) if was else "",
        says=cut(now.question, 4_000) if now else "",
        differences=making.differences(parts),
    )


def _kinds(new: Side, found: Found) -> Iterator[Change]:
    """The kinds whose files put other words around the facts, and addresses that lead nowhere."""
    for address, changes in sorted(found.items()):
        kind = new.library.kinds.get(address.removesuffix("/"))
        for change in changes:
            told = making.differences([*change.parts, *change.free])
            one = replace(making.BLANK, address=address, differences=told)
            one = replace(one, at=making.place(change.spot))
            if kind and address.endswith("/"):
                title = cut(kind.title, making.NAMES)
                yield replace(one, thing="kind", name=title, kind=title, page=address)
            elif change.what == "gone" and change.parts[0][0] == "address":
                yield replace(one, sort="removed", name=address, said=address)


def silent(found: Found) -> list[history.FactChange]:
    """The changes that lack their reason."""
    return [one for changes in found.values() for one in changes if not one.excused]
