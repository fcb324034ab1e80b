"""Seeds: for each source document of the facts, the ledger of its claims and what became of each.

Every claim is either in the data (`facts`, a list of addresses) or left out with a public reason
(`left_out`).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from factsheet.cache import Memory
from factsheet.evidence.addresses import unknown
from factsheet.evidence.library import Library
from factsheet.issues import Hints, Issue, Spot
from factsheet.kinds import keys
from factsheet.values import Address, Map, Node, Put, Type, read_fields, read_yaml

LookUp = Callable[[Address], None]  # puts an issue for an address that leads nowhere
_CLAIM_ID = re.compile(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a source document, and where it went: into facts, or left out for a reason."""

    id: str
    facts: tuple[str, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class Seed:
    """A source document and the ledger of its claims."""

    path: str
    source: str
    claims: tuple[Claim, ...]


def read(
    files: dict[str, bytes], library: Library, memory: Memory
) -> tuple[list[Seed], list[Issue]]:
    """The seeds below `seeds/`, every address in them looked up."""
    issues: list[Issue] = []
    words, hints = library.addresses(), Hints()
    head = keys.seed(library.kinds.sources)

    def look_up(link: Address) -> None:
        there = library.known(link.text) or link.text in library.unpublished
        if not there and not library.postponed(link.text):
            issues.append(unknown(library, link, words, hints))

    out = []
    for path, content in sorted(files.items()):
        if not path.endswith(".yml"):
            message, hint = f"{path} is not read as a seed", "seeds are seeds/<source-id>.yml"
            issues.append(Issue(Spot(path), "stray-file", message, hint))
            continue
        node, found = memory.recall(path, content, partial(read_yaml, content, path))
        issues += found
        if node and (seed := _seed(node, path, head, look_up, issues.append)):
            out.append(seed)
    return out, issues


def _seed(node: Map, path: str, labels: dict[str, Type], look_up: LookUp, put: Put) -> Seed | None:
    ledger = node.items.get("claims")
    head = Map({k: v for k, v in node.items.items() if k != "claims"}, node.keys, node.spot)
    found = read_fields(head, labels, "", put, ("source",))
    if not isinstance(ledger, Map) or "source" not in found:
        hint = "add claims:, then one entry per claim"
        put(Issue(node.spot, "missing-key", "claims: the ledger is required", hint))
        return None
    look_up(found["source"])
    entries = ((id_, child, ledger.keys[id_].spot) for id_, child in ledger.items.items())
    claims = [c for entry in entries if (c := _claim(*entry, look_up, put))]
    return Seed(path, found["source"].text, tuple(claims))


def _claim(id_: str, node: Node, spot: Spot, look_up: LookUp, put: Put) -> Claim | None:
    if not _CLAIM_ID.fullmatch(id_):
        message, hint = f'claims: "{id_}" is no id of a claim', "letters, digits, dots and hyphens"
        put(Issue(spot, "bad-id", message, hint, len(id_)))
        return None
    found: dict[str, Any] = read_fields(node, keys.CLAIM, f"claims.{id_}", put, ("claim",))
    facts, left_out = found.get("facts", ()), found.get("left_out", "")
    if bool(facts) == bool(left_out):
        message = f"claims.{id_}: give facts or left_out, one of the two"
        put(Issue(spot, "seed-claim", message, "facts: [groups/some-id#fact]", len(id_)))
        return None
    for address in facts:
        look_up(address)
    return Claim(id_, tuple(address.text for address in facts), left_out)


def coverage(seeds: list[Seed]) -> str:
    """Both counts per seed and in all, as lines of text, then the reasons of what is left out."""
    lines = []
    for seed in seeds:
        lines.append(f"{seed.path}: {_counts(seed.claims)}")
        lines += [f"  {c.id} left out: {c.left_out}" for c in seed.claims if c.left_out]
    return "\n".join([*lines, f"all: {_counts([c for seed in seeds for c in seed.claims])}"])


def _counts(claims: Sequence[Claim]) -> str:
    kept = sum(bool(claim.facts) for claim in claims)
    return f"{len(claims)} claims, {kept} in the data, {len(claims) - kept} left out"
