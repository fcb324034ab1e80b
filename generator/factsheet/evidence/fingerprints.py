"""How far a change of records reaches: a digest of everything that a page may read, by its name."""

import re
from collections import defaultdict
from collections.abc import Iterable

from factsheet.cache import ALL, BASE, REMOVED, Memory, digest
from factsheet.evidence import nearby, pinned, weight
from factsheet.evidence.library import Library
from factsheet.reading import Dispute, Record
from factsheet.values import Worded

_SPOT = re.compile(r"Spot\([^)]*\)")  # a translation more moves what stands below it


def state(
    library: Library, memory: Memory, settings: bytes, paths: Iterable[str],
    originals: bool = False,
) -> dict[str, str]:  # fmt: skip
    """What pages may read (see `Memory`), each with a digest. `paths` are all pages of the site.

    Of `originals` alone where pages print no translation.
    """
    if (facts := library.worked_out.get(("state", originals))) is None:
        facts = library.worked_out["state", originals] = _of_facts(library, memory, originals)
    pages = {f"page {path}": "" for path in paths}
    return {**facts, **pages, BASE: digest(settings).hex()}


def _of_facts(library: Library, memory: Memory, originals: bool) -> dict[str, str]:
    """What of that is said by facts."""
    out: dict[str, str] = {}
    for key, marks in _reached(library, memory, originals).items():
        out[key] = marks[0] if len(marks) == 1 else digest(*marks).hex()
    for address, disputes in library.disputed.items():
        out[f"disputes on {address}"] = repr([_dispute(one, originals) for one in disputes])
    for name in library.names.quietly():
        said = library.records[name.address].labels
        out[f"name {name.address}"] = repr(name) + ("" if originals else _into(*said.values()))
    for source in library.sources():
        out[f"origin {source.address}"] = repr(sorted(weight.origins(library, source.address)))
        out[f"alike {source.address}"] = str(weight.alike(library, source))
    for origin, sources in weight.kin(library).items():
        out[f"kin {origin}"] = repr([s.address for s in sources])
    for event, near in nearby.around(library).items():
        out[f"around {event}"] = " ".join(near)
    for old, new in library.moved.items():
        out[f"moved {old}"] = new
    for home, gone in library.left.items():
        out[f"left {home}"] = repr(gone)
    gone = [r.address for r in library.records.quietly() if r.taken_down]
    gone += [s.address for s in library.statements.quietly() if s.taken_down]
    out[REMOVED] = " ".join(sorted(gone))
    return out


def _reached(library: Library, memory: Memory, originals: bool) -> dict[str, list[str]]:
    """Everything that records reach, each with the marks of what reaches it, in their order."""
    found: dict[str, list[str]] = defaultdict(list)
    for record in library.records.quietly():
        mark = memory.marks[record.path]
        kept = memory.reached.get(record.address)
        if kept is None or kept[0] != mark:
            kept = memory.reached[record.address] = mark, *_marks(record, mark)
        for key, one in (kept[2] if originals else kept[1]).items():
            found[key].append(one)
    return found


def _marks(record: Record, mark: str) -> tuple[dict[str, str], dict[str, str]]:
    """What a record reaches, with a mark of what it says there: with translations, and without."""
    head, parts = _mark(record.labels), {a: _mark(s) for a, s in record.statements.items()}
    if not (into := _translations(record)):
        found = _by_name(record, mark, head, parts)
        return found, found
    rest = repr((record.disputes, sorted(record.drafts)))
    whole = digest(head, *parts.values(), _SPOT.sub("", rest)).hex()
    originals = _by_name(record, whole, head, parts)
    parts = {
        id_: digest(one, *into.get(record.statements[id_].address, ())).hex()
        for id_, one in parts.items()
    }
    head = digest(head, *into.get(record.address, ())).hex()
    return _by_name(record, mark, head, parts), originals


def _mark(said: object) -> str:
    """A digest of what is said, wherever in a file, and whatever its translations."""
    return digest(_SPOT.sub("", repr(said))).hex()


def _translations(record: Record) -> dict[str, list[str]]:
    """What is said in other languages, by the address of the record or the part that says it."""
    found = [one for one in pinned.of_record(record) if one.address != record.address]
    for one in record.statements.values():
        found += pinned.of_statement(record, one) if one.status == "retracted" else ()
    out: dict[str, list[str]] = defaultdict(list)
    if said := _into(*record.labels.values()):
        out[record.address].append(said)
    for place in found:
        if isinstance(place.text, Worded):
            out[place.address].append(f"{place.key} {place.text.language} {_into(place.text)}")
    return out


def _by_name(record: Record, whole: str, head: str, parts: dict[str, str]) -> dict[str, str]:
    """What a record reaches: itself, its kind, its statements, the ways back from what it names.

    With the marks of the record, its labels and its statements.
    """
    out: dict[str, list[str]] = defaultdict(list)
    out[f"head {record.address}"] = [head]
    for named in {record.address, *(a.record for _, a in record.named())}:
        out[f"to {named}"].append(head)
    for id_, statement in record.statements.items():
        out[statement.address].append(parts[id_])
        reached = [
            *(a.record for a in statement.links()),
            *(r.address for r in statement.references),
        ]
        for address in dict.fromkeys(reached):
            out[f"to {address}"].append(parts[id_])
        if after := statement.superseded_by:
            out[f"before {after.record}"].append(parts[id_])
    for key in (ALL, record.address, f"kind {record.kind.plural}"):
        out[key] = [whole]
    return {key: one[0] if len(one) == 1 else digest(*one).hex() for key, one in out.items()}


def _dispute(one: Dispute, originals: bool) -> object:
    """What is read of a dispute away from the sheet that it stands on."""
    more = "" if originals else _into(one.question)
    return one.address, one.question, [a.text for a in one.statements], more


def _into(*said: object) -> str:
    """The translations of what is said, and of each of several."""
    each = (one for some in said for one in (some if isinstance(some, tuple) else (some,)))
    found = [sorted(one.into.items()) for one in each if isinstance(one, Worded)]
    return _SPOT.sub("", repr(found)) if found else ""
