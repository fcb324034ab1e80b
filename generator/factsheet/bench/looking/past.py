"""What git knows of a record or a part of it: when it entered, and each change of what it says."""

from dataclasses import dataclass
from typing import Any

from factsheet.bench.edits.places import nodes_of
from factsheet.bench.edits.plain_data import data_of
from factsheet.disk import revisions
from factsheet.kinds import Kinds
from factsheet.values import Map, read_yaml

MAX_VERSIONS = 200  # of one file, that are looked at
NOT_YET = "not yet in git"


@dataclass(frozen=True, slots=True)
class Step:
    """A commit that changed it: `how` is entered, changed or removed."""

    day: str  # as 2024-12-07
    how: str
    who: str
    subject: str
    commit: str


def parts(path: str, content: bytes, kinds: Kinds) -> dict[str, Any]:
    """Each record of a file, and each statement and dispute in it, as plain data by its address."""
    folder, below, name = path.removeprefix("data/").rpartition("/")
    stem = name.removesuffix(".yml")
    kind = kinds.get(folder if below else stem)
    root = read_yaml(content, path, lambda issue: None)
    if not root or not kind:
        return {}
    records = {stem: root} if below else root.items
    out: dict[str, Any] = {}
    for id_, node in records.items():
        address = f"{kind.plural}/{id_}"
        out[address] = data_of(node)
        for anchor, _, part in nodes_of(node) if isinstance(node, Map) else ():
            out[f"{address}#{anchor}"] = data_of(part)
    return out


def of(versions: list[revisions.Version], now: bytes, path: str, addresses: list[str],
       kinds: Kinds) -> list[Step]:  # fmt: skip
    """The steps of what has one of these addresses, the newest first; none without versions.

    `versions` are those of its file, the newest first; `now` is the file as it stands. The first of
    the addresses is the present one, the others are its former ones. Of a file with more versions
    than are looked at, the first ones are not told.
    """

    def read(where: str, content: bytes) -> Any:
        found = parts(where, content, kinds)
        return next((found[a] for a in addresses if a in found), None)

    if not versions:
        return []
    states = [read(path, now), *(read(v.path, v.content) for v in versions)]
    states += [] if len(versions) >= MAX_VERSIONS else [None]
    out = []
    if states[0] != states[1]:
        out.append(Step("", "changed" if states[1] else "entered", "", NOT_YET, ""))
    for version, state, before in zip(versions, states[1:], states[2:]):
        if state != before:
            how = "entered" if before is None else "changed" if state is not None else "removed"
            out.append(Step(version.day, how, version.who, version.subject, version.commit))
    return out
