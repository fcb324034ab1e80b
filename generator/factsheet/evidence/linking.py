"""Facts read from files into a library, and every link in them looked up."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, partial

from factsheet.cache import Memory
from factsheet.evidence import lineage, succession
from factsheet.evidence.library import Library, publish
from factsheet.issues import Hints, Issue, Spot, errors, nearest
from factsheet.kinds import Kind, register
from factsheet.reading import Record, read_record, unread
from factsheet.values import (
    CURLY_AROUND,
    ID,
    Address,
    Node,
    Put,
    Reference,
    id_problem,
    read_yaml,
    uncurled,
)

MAX_FILES = 50_000


@dataclass(slots=True)
class Found:
    """What a file gave: its records, the addresses of what an error left out, and what a dispute that was lost may name."""

    records: list[Record] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    unclear: set[str] = field(default_factory=set)


def read(files: dict[str, bytes], data: str = "data", memory: Memory | None = None,
         missing: Iterable[str] = ()) -> tuple[Library, list[Issue]]:  # fmt: skip
    """The library made of the YAML files below `data/`; `files` maps paths to bytes, `memory` spares reading a file again.

    `missing` are the paths of files that are there and could not be opened.
    """
    issues: list[Issue] = []
    put = issues.append
    if len(files) > MAX_FILES:
        put(
            Issue(
                Spot(data),
                "limit",
                f"{len(files):,} files; {MAX_FILES:,} are allowed",
                "gather records in one file per kind",
            )
        )
    found: list[Record] = []
    memory = memory or Memory()
    lost: dict[str, str] = {
        address: path
        for path in missing
        if path.startswith(f"{data}/")
        for address in unread.meant(path, data)
    }
    unclear = {unread.ANY} if lost else set()
    for path in sorted(files):
        made, complaints = memory.recall(
            path, files[path], partial(_records, path, data, files[path])
        )
        found += made.records
        lost |= dict.fromkeys(made.unread, path)
        unclear |= made.unclear
        issues += complaints
    library = _index(found, put)
    library.unread, library.unclear = lost, unclear
    _check_links(library, changed(library, found, memory), put)
    lineage.check(library, put)
    succession.check(library, put)
    return library, issues


def changed(library: Library, found: list[Record], memory: Memory) -> list[Record]:
    """Of these records those whose links must be looked up anew: the changed ones while all else has kept its address."""
    good: Library | None = memory.good
    if good is None or good.places() != library.places():
        return found
    return [r for r in found if good.records.get(r.address) is not r]


def _records(path: str, data: str, content: bytes, put: Put) -> Found:
    """The records of one file: `data/<kind>/<id>.yml`, or `data/<kind>.yml` with several."""
    kinds = register()
    parts = path.removeprefix(f"{data}/").split("/")
    if path.endswith(".json") and parts[0] == "schema":
        return Found()
    stem, dot, ending = parts[-1].rpartition(".")
    kind = kinds.get(parts[0] if len(parts) == 2 else stem if len(parts) == 1 else "")
    if not dot or ending != "yml" or kind is None:
        message = f"{path} is not read as facts"
        folder = parts[0] if len(parts) > 1 else stem
        wanted = "" if folder in kinds else nearest(folder, kinds)
        if folder in kinds and ending == "yaml":
            wanted = "rename it so that it ends in .yml"
        put(
            Issue(
                Spot(path),
                "stray-file",
                message,
                wanted or "facts are data/<kind>/<id>.yml; move or delete the file",
            )
        )
        return Found([], unread.meant(path, data), unread.named(content) - {unread.ANY})
    node, issues = read_yaml(content, path)
    for issue in issues:
        put(issue)
    if node is None:
        return Found([], unread.meant(path, data), unread.named(content))
    found = Found()
    if len(parts) == 2:
        _one(found, node, kind, stem, Spot(path), put)
    else:
        for id_, child in node.items.items():
            _one(found, child, kind, id_, node.keys[id_].spot, put)
    if found.unclear:  # a dispute was lost
        found.unclear |= unread.named(content) - {unread.ANY}
    return found


def _one(found: Found, node: Node, kind: Kind, id_: str, spot: Spot, put: Put) -> None:
    """Read one record and add it to what was found in its file, together with what an error has left out of it."""
    if why := id_problem(id_):
        ids = unread.spellings(id_)
        put(Issue(spot, "bad-id", f'"{id_}": {why}', "rename it", len(id_)))
        found.unread += [f"{kind.plural}/{one}" for one in ids]
        return
    issues: list[Issue] = []
    record = read_record(node, kind, id_, issues.append, spot)
    for issue in issues:
        put(issue)
    address = f"{kind.plural}/{id_}"
    something, disputes = (
        unread.lost(node, kind, record) if record and errors(issues) else (not record, not record)
    )
    if record:
        found.records.append(record)
    if something:
        found.unread.append(address)
    if disputes:
        found.unclear.add(address)


def _index(found: list[Record], put: Put) -> Library:
    library = Library()
    for record in found:
        if record.draft:
            library.unpublished |= {
                record.address,
                *(s.address for s in record.statements.values()),
            }
        elif record.address in library.records:
            other = library.records[record.address].spot
            message = f'"{record.address}" is the address of two records; the other is in {other.path}:{other.line}'
            put(Issue(record.spot, "clash", message, "rename one of them"))
        else:
            publish(library, record)
    for record in library.records.values():
        _formerly(library, record, put)
    return library


def _formerly(library: Library, record: Record, put: Put) -> None:
    """Index the former ids of a record and of all that has an address on it; none of them may be in use."""

    def move(old: str, new: str, spot: Spot, index: dict[str, str], what: str) -> None:
        if library.known(old) or old in library.unpublished:
            message = f'formerly: "{old}" is still the address of another {what}'
            put(Issue(spot, "clash", message, "delete one of them"))
        elif old in index:
            message = f'formerly: "{old}" is already a former address of {index[old]}'
            put(Issue(spot, "clash", message, "delete one of them"))
        else:
            index[old] = new

    for old in record.labels.get("formerly", ()):
        move(f"{record.kind.plural}/{old}", record.address, record.spot, library.moved, "record")
    for part in (*record.statements.values(), *record.disputes.values()):
        for old in part.formerly:
            move(f"{record.address}#{old}", part.address, part.spot, library.renamed, "fact")


def _check_links(library: Library, found: list[Record], put: Put) -> None:
    """Every address anywhere in the data names something that exists and is of a fitting kind."""
    everything = library.addresses()
    called, hints = cache(lambda: _called(library)), Hints()
    sound = {*everything} - {
        s.address for s in library.statements.values() if s.status == "retracted"
    }
    for record in found:
        named = [address for _, address in record.named()]
        for statement in record.statements.values():
            named += [
                *statement.links(),
                *([statement.superseded_by] if statement.superseded_by else []),
            ]
            for ref in statement.references:
                if not ID.fullmatch(ref.source):
                    put(_no_id(library, ref, called))
                elif ref.address not in sound:
                    named.append(
                        Address(ref.address, ref.spot, ref.width, ("sources",), "references")
                    )
        for dispute in record.disputes.values():
            named += dispute.statements
        for address in named:
            if address.text not in sound or (
                address.kinds
                and not address.text.startswith(tuple(f"{kind}/" for kind in address.kinds))
            ):
                _check_link(library, address, everything, record, put, hints)
        successors = [s.superseded_by for s in record.statements.values() if s.superseded_by]
        for address in (*successors, *(a for d in record.disputes.values() for a in d.statements)):
            if (
                address.text in library.records and address.text not in library.statements
            ) or address.text in library.disputes:
                message = f'{address.field}: "{address.text}" is no statement'
                put(
                    Issue(
                        address.spot,
                        "unknown-address",
                        message,
                        "name a fact or property: groups/some-id#fact",
                        address.width,
                    )
                )


def _no_id(library: Library, ref: Reference, called: Callable[[], dict[str, list[str]]]) -> Issue:
    """A source named by anything but its id: its title, publisher or web address, or by the id and a place without `#`."""
    text, hint = uncurled(ref.source) or ref.source, "write abc-2024-12-08#P5"
    parts = re.fullmatch(r"(?:sources/)?(?P<id>[a-z0-9-]+)(?:[\s,;:/(]+(?P<place>.+?)\)?)?", text)
    if parts and (parts["place"] is None or f"sources/{parts['id']}" in library.records):
        hint = f"write {parts['id']}{'#' if ref.locator or parts['place'] else ''}{parts['place'] or ref.locator}"
    elif found := called().get(text.casefold()):
        hint = f"write {' or '.join(found[:3])}"
    message = (
        f'"{ref.source}" is not the id of a source'
        if text == ref.source
        else CURLY_AROUND.format(ref.source)
    )
    return Issue(ref.spot, "bad-id", f"{ref.where}: {message}", hint, ref.width)


def _called(library: Library) -> dict[str, list[str]]:
    """The ids of sources by all that they may be called by somebody who does not know them."""
    out: dict[str, list[str]] = {}
    for source in library.of("sources"):
        names = [
            source.name,
            *(str(source.labels.get(key, "")).strip("“”") for key in ("title", "publisher", "URL")),
        ]
        for name in {name.casefold() for name in names}:
            out.setdefault(name, []).append(source.id)
    return out


def _check_link(
    library: Library,
    address: Address,
    everything: list[str],
    record: Record,
    put: Put,
    hints: Hints,
) -> None:
    def complain(code: str, message: str, hint: str = "") -> None:
        put(Issue(address.spot, code, f"{address.field}: {message}", hint, address.width))

    kind = address.text.partition("/")[0]
    if address.kinds and kind in register() and kind not in address.kinds:
        complain(
            "wrong-kind",
            f'"{address.text}" is no fitting kind',
            f"expected: {' or '.join(address.kinds)}",
        )
    elif library.known(address.text):
        statement = library.statements.get(address.text)
        if statement and statement.status == "retracted" and not record.draft:
            complain("unknown-address", f'"{address.text}" is retracted')
    elif address.text in library.unpublished or address.record in library.unpublished:
        if not record.draft:
            complain(
                "unknown-address",
                f'"{address.text}" is a draft',
                "publish it first, or make this a draft too",
            )
    elif not library.postponed(address.text):
        short = address.kinds == ("sources",) and address.field == "references"
        text, pool = address.text, everything
        if short:
            text, pool = text.removeprefix("sources/"), [r.id for r in library.of("sources")]
        now = library.present(address.text)
        moved = now.removeprefix("sources/") if short else now
        what = "no source" if short else "no record or statement"
        complain(
            "unknown-address",
            f'{what} "{text}"',
            f'it is now "{moved}"' if library.known(now) else hints.nearest(text, pool),
        )
