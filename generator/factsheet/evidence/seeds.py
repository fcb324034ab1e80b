"""Seeds: for each source document the facts were curated from, the ledger of its claims and what became of each.

Every claim is either in the data (`facts`, a list of addresses) or left out with a public reason (`left_out`).
"""

import re
from dataclasses import dataclass
from typing import Any

from factsheet.cache import Memory
from factsheet.evidence.library import Library
from factsheet.issues import Hints, Issue, Spot
from factsheet.kinds import keys
from factsheet.values import (
    Address,
    Map,
    Node,
    Put,
    read_fields,
    read_yaml,
)

_CLAIM_ID = re.compile(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a source document, in our own words, and where it went."""

    id: str
    text: str
    facts: tuple[str, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class Seed:
    """A source document and the ledger of its claims."""

    path: str
    source: str
    claims: tuple[Claim, ...]

    @property
    def kept(self) -> int:
        return sum(bool(c.facts) for c in self.claims)


def read(
    files: dict[str, bytes], library: Library, memory: Memory
) -> tuple[list[Seed], list[Issue]]:
    """The seeds below `seeds/`, every address in them looked up."""
    issues: list[Issue] = []
    out, hints = [], Hints()
    for path in sorted(files):
        if not path.endswith(".yml"):
            issues.append(
                Issue(
                    Spot(path),
                    "stray-file",
                    f"{path} is not read as a seed",
                    "seeds are seeds/<source-id>.yml",
                )
            )
            continue
        (node, found), _ = memory.recall(
            path, files[path], lambda put, path=path: read_yaml(files[path], path)
        )  # type: ignore[misc]
        issues += found
        if node and (seed := _seed(node, path, library, issues.append, hints)):
            out.append(seed)
    return out, issues


def _seed(node: Map, path: str, library: Library, put: Put, hints: Hints) -> Seed | None:
    ledger = node.items.get("claims")
    head = Map({k: v for k, v in node.items.items() if k != "claims"}, node.keys, node.spot)
    labels = read_fields(head, keys.SEED, "", put, ("source",))
    if not isinstance(ledger, Map) or "source" not in labels:
        put(
            Issue(
                node.spot,
                "missing-key",
                "claims: the ledger is required",
                "add claims:, then one entry per claim",
            )
        )
        return None
    _known(labels["source"], library, put, hints)
    claims = [
        c
        for id_, child in ledger.items.items()
        if (c := _claim(id_, child, ledger, library, put, hints))
    ]
    return Seed(path, labels["source"].text, tuple(claims))


def _claim(
    id_: str, node: Node, ledger: Map, library: Library, put: Put, hints: Hints
) -> Claim | None:
    spot = ledger.keys[id_].spot
    if not _CLAIM_ID.fullmatch(id_):
        put(
            Issue(
                spot,
                "bad-id",
                f'claims: "{id_}" is no id of a claim',
                "letters, digits, dots and hyphens",
                len(id_),
            )
        )
        return None
    found: dict[str, Any] = read_fields(node, keys.CLAIM, f"claims.{id_}", put, ("claim",))
    if bool(found.get("facts")) == bool(found.get("left_out")):
        put(
            Issue(
                spot,
                "seed-claim",
                f"claims.{id_}: give facts or left_out, one of the two",
                "facts: [groups/hts#us-listing]",
                len(id_),
            )
        )
        return None
    for address in found.get("facts", ()):
        _known(address, library, put, hints)
    return Claim(
        id_,
        found.get("claim", ""),
        tuple(a.text for a in found.get("facts", ())),
        found.get("left_out", ""),
    )


def _known(address: Address, library: Library, put: Put, hints: Hints) -> None:
    if (
        not library.known(address.text)
        and address.text not in library.unpublished
        and not library.postponed(address.text)
    ):
        now = library.present(address.text)
        hint = (
            f'it is now "{now}"'
            if library.known(now)
            else hints.nearest(address.text, library.addresses())
        )
        put(
            Issue(
                address.spot,
                "unknown-address",
                f'{address.field}: no record or statement "{address.text}"',
                hint,
                address.width,
            )
        )


def coverage(seeds: list[Seed]) -> str:
    """Both counts per seed and in all, as lines of text, then the reasons of what is left out."""
    lines = []
    for seed in seeds:
        left = [c for c in seed.claims if c.left_out]
        lines.append(
            f"{seed.path}: {len(seed.claims)} claims, {seed.kept} in the data, {len(left)} left out"
        )
        lines += [f"  {c.id} left out: {c.left_out}" for c in left]
    claims, kept = sum(len(s.claims) for s in seeds), sum(s.kept for s in seeds)
    return "\n".join(
        [*lines, f"all: {claims} claims, {kept} in the data, {claims - kept} left out"]
    )
