"""Facts read from files into a library, every link in it looked up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from factsheet.cache import Memory
from factsheet.evidence import addresses, forwarding, lineage, succession, withdrawals
from factsheet.evidence.library import Library, publish
from factsheet.issues import Issue, Spot, errors, nearest
from factsheet.kinds import FOLDER, Kind, Kinds, kinds_of
from factsheet.reading import Record, filenames, read_record, unread
from factsheet.values import Node, Put, id_problem, read_yaml

MAX_FILES = 50_000


@dataclass(slots=True)
class Found:
    """What a file gave: its records, and what an error left out of it.

    `unread` are the addresses that were left out, `unclear` the records on which a dispute that
    was lost may stand.
    """

    records: list[Record] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    unclear: set[str] = field(default_factory=set)


def read(
    files: dict[str, bytes], memory: Memory | None = None, missing: Iterable[str] = ()
) -> tuple[Library, list[Issue]]:
    """The library made of the files below `data/`, and what is wrong in them and between them.

    The kinds are those that come with the package and those below `data/kinds/`. `files` maps paths
    to bytes; `memory` spares reading a file again; `missing` are the paths of files that are there
    and could not be opened.
    """
    kinds, complaints = kinds_of(files)
    issues = [*complaints]
    if len(files) > MAX_FILES:
        message = f"{len(files):,} files; {MAX_FILES:,} are allowed"
        hint = "gather records in one file per kind"
        issues.append(Issue(Spot("data"), "limit", message, hint))
    memory = memory or Memory()
    memory.begin(kinds)
    closed = [path for path in missing if path.startswith("data/")]
    lost = {a: path for path in closed for a in unread.meant(path, kinds)}
    lost |= {f"{plural}/": path for plural, path in kinds.lost.items()}
    unclear = {unread.ANY} if lost else set()
    found: list[Record] = []
    for path, content in sorted(files.items()):
        if path.startswith(FOLDER):
            continue
        made, complaints = memory.recall(path, content, partial(of_file, path, content, kinds))
        found += made.records
        lost |= dict.fromkeys(made.unread, path)
        unclear |= made.unclear
        issues += complaints
    library = _index(found, kinds, issues.append)
    library.unread, library.unclear = lost, unclear
    forwarding.index(library, issues.append)
    addresses.check(library, _touched(library, found, memory), issues.append)
    lineage.check(library, issues.append)
    succession.check(library, issues.append)
    withdrawals.check(library, issues.append)
    return library, issues


def _touched(library: Library, found: list[Record], memory: Memory) -> list[Record]:
    """Those whose links must be looked up: the changed ones while no address came or went."""
    good: Library | None = memory.good
    if good is None or good.places() != library.places():
        return found
    return [r for r in found if good.records.get(r.address) is not r]


def of_file(path: str, content: bytes, kinds: Kinds, put: Put) -> Found:
    """The records of one file: `data/<kind>/<id>.yml`, or `data/<kind>.yml` with several."""
    folder, below, name = path.removeprefix("data/").rpartition("/")
    stem, dot, ending = name.rpartition(".")
    if ending == "json" and folder.partition("/")[0] == "schema":
        return Found()
    plural = folder if below else stem
    if plural in kinds.lost:
        return Found()
    kind = kinds.get(plural)
    if not dot or ending != "yml" or kind is None:
        put(_stray(path, folder.partition("/")[0] if below else stem, ending, kinds))
        return Found([], unread.meant(path, kinds), unread.named(content) - {unread.ANY})
    node = read_yaml(content, path, put)
    if node is None:
        return Found([], unread.meant(path, kinds), unread.named(content))
    found = Found()
    if below:
        _record(found, node, kind, kinds, stem, Spot(path), put)
    else:
        for id_, child in node.items.items():
            _record(found, child, kind, kinds, id_, node.keys[id_].spot, put)
    if found.unclear:  # a dispute was lost
        found.unclear |= unread.named(content) - {unread.ANY}
    return found


def _stray(path: str, folder: str, ending: str, kinds: Kinds) -> Issue:
    """A file that holds no facts, because of its folder, its depth or its ending."""
    hint = "facts are data/<kind>/<id>.yml; move or delete the file"
    if folder in kinds.off:
        hint = kinds.off[folder]
    elif folder not in kinds:
        hint = nearest(folder, kinds) or f"{hint}; a kind of your own is data/kinds/<kind>.yml"
    elif ending == "yaml":
        hint = "rename it so that it ends in .yml"
    return Issue(Spot(path), "stray-file", f"{path} is not read as facts", hint)


def _record(
    found: Found, node: Node, kind: Kind, kinds: Kinds, id_: str, spot: Spot, put: Put
) -> None:
    """Add one record to what was found in its file, with what an error has left out of it."""
    if why := id_problem(id_):
        put(Issue(spot, "bad-id", f'"{id_}": {why}', filenames.rename(id_), len(id_)))
        found.unread += [f"{kind.plural}/{one}" for one in unread.spellings(id_)]
        return
    issues: list[Issue] = []
    record = read_record(node, kind, kinds, id_, issues.append, spot)
    for issue in issues:
        put(issue)
    something = disputes = record is None
    if record:
        found.records.append(record)
        if errors(issues):
            something, disputes = unread.lost(node, kind, record)
    address = f"{kind.plural}/{id_}"
    if something:
        found.unread.append(address)
    if disputes:
        found.unclear.add(address)


def _index(found: list[Record], kinds: Kinds, put: Put) -> Library:
    """The library of these records; put an issue for each address that two of them have."""
    library = Library(kinds)
    for record in found:
        if record.draft:
            library.unpublished.add(record.address)
            library.unpublished.update(s.address for s in record.statements.values())
        elif record.address in library.records:
            other = library.records[record.address].spot
            message = f'"{record.address}" is the address of two records'
            message += f"; the other is in {other.path}:{other.line}"
            put(Issue(record.spot, "clash", message, "rename one of them"))
        else:
            publish(library, record)
    return library
