"""What of a source is left out gets its reason: a claim in the ledger of the source in `seeds/`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from factsheet.bench.edits.doc import Doc
from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.refused import Refused
from factsheet.values import ID

HEAD = b"# yaml-language-server: $schema=../data/schema/seeds.json\n"


class LeftOut(NamedTuple):
    """A claim of a source that is not in the data, and why not."""

    place: str
    claim: str
    why: str


def leave_out(edit: Edit, source: str, place: str, claim: str, why: str) -> str:
    """Put a claim that is left out into the ledger of the source with an address; gives its id.

    Raises `Refused` without a claim or a reason.
    """
    if not claim.strip() or not why.strip():
        raise Refused("say in your own words what it says, and why it is left out")
    path = _ledger(edit, source)
    if edit.content(path) is None:
        edit.put(path, HEAD)
    doc = edit.doc(path)
    if not doc.has(("source",)):
        doc.set(("source",), source)
    there = doc.data(("claims",)) or {}
    id_ = _next(list(there))
    said = {"place": place} if place else {}
    doc.set(("claims", id_), {**said, "claim": claim.strip(), "left_out": why.strip()})
    return id_


def left_out(tree: Mapping[str, bytes], source: str) -> list[LeftOut]:
    """What was left out of the source with an address, in the order of its ledgers."""
    out = list[LeftOut]()
    for path in _of(tree, source):
        claims = Doc(tree[path], path).data(("claims",))
        for claim in claims.values() if isinstance(claims, dict) else ():
            if isinstance(claim, dict) and claim.get("left_out"):
                said = (str(claim.get(key, "")) for key in ("place", "claim", "left_out"))
                out.append(LeftOut(*said))
    return out


def _of(tree: Mapping[str, bytes], source: str) -> Iterator[str]:
    """The ledgers of a source, by their files."""
    for path, content in sorted(tree.items()):
        ours = path.startswith("seeds/") and path.endswith(".yml")
        if ours and source.encode() in content:
            if Doc(content, path).data(("source",)) == source:
                yield path


def _ledger(edit: Edit, source: str) -> str:
    """The file of the ledger of a source: the one that names it, else that of its id."""
    id_ = source.rpartition("/")[2]
    if not ID.fullmatch(id_):
        raise Refused(f"{source} is no source")
    return next(_of(edit.files(), source), f"seeds/{id_}.yml")


def _next(ids: list[str]) -> str:
    """The id behind the last one: `c01.11` behind `c01.10`, `S015` behind `S014`."""
    numbered = [found for one in ids if (found := re.fullmatch(r"(.*?)(\d+)", one))]
    if not numbered:
        return str(len(ids) + 1)
    head, digits = numbered[-1].groups()
    last = max(int(one[2]) for one in numbered if one[1] == head)
    return f"{head}{last + 1:0{len(digits)}d}"
