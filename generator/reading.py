"""Facts read from files into a library, and every link in them looked up."""

from functools import partial

from generator import lineage, records
from generator.issues import Hints, Issue, Spot, nearest
from generator.kinds import Kind, register
from generator.library import Library, publish
from generator.links import Address, id_problem
from generator.memory import Memory
from generator.records import Put
from generator.typed import Record, read_record

MAX_FILES = 50_000


def read(files: dict[str, bytes], data: str = "data", memory: Memory | None = None) -> tuple[Library, list[Issue]]:
    """The library made of the YAML files below `data/`; `files` maps paths to bytes, `memory` spares reading a file again."""
    issues: list[Issue] = []
    put = issues.append
    if len(files) > MAX_FILES:
        put(Issue(Spot(data), "limit", f"{len(files):,} files; {MAX_FILES:,} are allowed", "gather records in one file per kind"))
    found: list[Record] = []
    memory = memory or Memory()
    for path in sorted(files):
        made, complaints = memory.recall(path, files[path], partial(_records, path, data, files[path]))
        found += made
        issues += complaints
    library = _index(found, put)
    _check_links(library, changed(library, found, memory), put)
    lineage.check(library, put)
    return library, issues


def changed(library: Library, found: list[Record], memory: Memory) -> list[Record]:
    """Of these records those whose links must be looked up anew: the changed ones while all else has kept its address."""
    good: Library | None = memory.good
    if good is None or good.places() != library.places():
        return found
    return [r for r in found if good.records.get(r.address) is not r]


def _records(path: str, data: str, content: bytes, put: Put) -> list[Record]:
    """The records of one file: `data/<kind>/<id>.yml`, or `data/<kind>.yml` with several."""
    kinds = register()
    parts = path.removeprefix(f"{data}/").split("/")
    if path.endswith(".json") and parts[0] == "schema":
        return []
    stem, dot, ending = parts[-1].rpartition(".")
    kind = kinds.get(parts[0] if len(parts) == 2 else stem if len(parts) == 1 else "")
    if not dot or ending != "yml" or kind is None:
        message = f"{path} is not read as facts"
        folder = parts[0] if len(parts) > 1 else stem
        wanted = "" if folder in kinds else nearest(folder, kinds)
        if folder in kinds and ending == "yaml":
            wanted = "rename it so that it ends in .yml"
        put(Issue(Spot(path), "stray-file", message, wanted or "facts are data/<kind>/<id>.yml; move or delete the file"))
        return []
    node, issues = records.read(content, path)
    for issue in issues:
        put(issue)
    if node is None:
        return []
    if len(parts) == 2:
        return _one(node, kind, stem, Spot(path), put)
    return [r for id_, child in node.items.items() for r in _one(child, kind, id_, node.keys[id_].spot, put)]


def _one(node: records.Node, kind: Kind, id_: str, spot: Spot, put: Put) -> list[Record]:
    if why := id_problem(id_):
        put(Issue(spot, "bad-id", f'"{id_}": {why}', "rename it", len(id_)))
        return []
    record = read_record(node, kind, id_, put, spot)
    return [record] if record else []


def _index(found: list[Record], put: Put) -> Library:
    library = Library()
    for record in found:
        if record.draft:
            library.unpublished |= {record.address, *(s.address for s in record.statements.values())}
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
    for old in record.labels.get("formerly", ()):
        address = f"{record.kind.plural}/{old}"
        if why := id_problem(old):
            put(Issue(record.spot, "bad-id", f'formerly: "{old}": {why}'))
        elif address in library.records:
            put(Issue(record.spot, "clash", f'formerly: "{address}" is still the address of another record', "delete one of them"))
        elif address in library.moved:
            put(
                Issue(
                    record.spot,
                    "clash",
                    f'formerly: "{address}" is already a former address of {library.moved[address]}',
                    "delete one of them",
                )
            )
        else:
            library.moved[address] = record.address


def _check_links(library: Library, found: list[Record], put: Put) -> None:
    """Every address anywhere in the data names something that exists and is of a fitting kind."""
    everything = library.addresses()
    hints = Hints()
    sound = {*everything} - {s.address for s in library.statements.values() if s.status == "retracted"}
    for record in found:
        named = [address for _, address in record.named()]
        for statement in record.statements.values():
            named += statement.links()
            for ref in statement.references:
                if ref.address not in sound:
                    named.append(Address(ref.address, ref.spot, ref.width, ("sources",), "references"))
        for dispute in record.disputes.values():
            named += dispute.statements
        for address in named:
            if address.text not in sound or (address.kinds and not address.text.startswith(tuple(f"{kind}/" for kind in address.kinds))):
                _check_link(library, address, everything, record, put, hints)
        for address in (a for d in record.disputes.values() for a in d.statements):
            if (address.text in library.records and address.text not in library.statements) or address.text in library.disputes:
                message = f'{address.field}: "{address.text}" is no statement'
                put(Issue(address.spot, "unknown-address", message, "name a fact or property: groups/some-id#fact", address.width))


def _check_link(library: Library, address: Address, everything: list[str], record: Record, put: Put, hints: Hints) -> None:
    def complain(code: str, message: str, hint: str = "") -> None:
        put(Issue(address.spot, code, f"{address.field}: {message}", hint, address.width))

    kind = address.text.partition("/")[0]
    if address.kinds and kind in register() and kind not in address.kinds:
        complain("wrong-kind", f'"{address.text}" is no fitting kind', f"expected: {' or '.join(address.kinds)}")
    elif library.known(address.text):
        statement = library.statements.get(address.text)
        if statement and statement.status == "retracted" and not record.draft:
            complain("unknown-address", f'"{address.text}" is retracted')
    elif address.text in library.unpublished or address.record in library.unpublished:
        if not record.draft:
            complain("unknown-address", f'"{address.text}" is a draft', "publish it first, or make this a draft too")
    else:
        short = address.kinds == ("sources",) and address.field == "references"
        text, pool = address.text, everything
        if short:
            text, pool = text.removeprefix("sources/"), [r.id for r in library.of("sources")]
        moved = library.moved.get(address.text)
        what = "no source" if short else "no record or statement"
        complain("unknown-address", f'{what} "{text}"', f'it is now "{moved}"' if moved else hints.nearest(text, pool))
