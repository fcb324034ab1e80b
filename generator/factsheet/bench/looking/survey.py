"""A project as the bench looks at it: what is published, and beside it what is not yet."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import itemgetter

from factsheet.bench.edits.refused import Refused
from factsheet.bench.uses.reach import uses
from factsheet.bench.uses.use import Use
from factsheet.bench.web import sightings
from factsheet.build import NO_RECORDS, Built, guesses
from factsheet.evidence import Library, linking, publish
from factsheet.issues import Issue, Spot
from factsheet.kinds import FOLDER, Kinds
from factsheet.reading import Dispute, Record
from factsheet.values import Statement

Part = Statement | Dispute


@dataclass
class Survey:
    """What was built from the files `tree`, looked at on the day `on`.

    In `library` drafts stand as if they were published; `drafts` are their addresses.
    """

    built: Built
    tree: Mapping[str, bytes]
    on: date
    library: Library = field(init=False)
    drafts: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.library, self.drafts = with_drafts(self.published, self.tree)

    @property
    def published(self) -> Library:
        """The facts that readers see."""
        return self.built.library

    @cached_property
    def uses(self) -> list[Use]:
        """All that hand-written pages, seeds and settings name."""
        kinds, found = self.published.kinds, list[Use]()
        for path, content in sorted(self.tree.items()):
            if not path.startswith("data/") or path in NO_RECORDS:
                found += uses(path, content, kinds)
        return found

    @cached_property
    def pages(self) -> dict[str, list[str]]:
        """Address -> the pages that show it; nothing while there are errors."""
        found: dict[str, list[str]] = {}
        for page, shown in sorted(self.built.shows.items()):
            for address in shown:
                found.setdefault(address, []).append(page)
        return found

    @cached_property
    def notices(self) -> list[Issue]:
        """What is perhaps wrong, and nobody has accepted."""
        return guesses.of(self.built, self.tree)

    @cached_property
    def seen(self) -> dict[str, sightings.Look]:
        """What the last looks at sources found, by the id of each; nothing of an odd file."""
        try:
            return sightings.read(self.tree.get(sightings.PATH))
        except Refused:
            return {}

    def address_at(self, spot: Spot) -> str:
        """The address of what stands in a line of a file of records; empty for none."""
        begun = self._lines.get(spot.path, [])
        at = bisect_right(begun, spot.line, key=itemgetter(0))
        return begun[at - 1][2] if at else ""

    @cached_property
    def _lines(self) -> dict[str, list[tuple[int, int, str]]]:
        """By file the lines in which something begins, in order: records before their parts."""
        found: dict[str, list[tuple[int, int, str]]] = {}
        for record in self.library.records.values():
            begun = found.setdefault(record.path, [])
            begun.append((record.spot.line, 0, record.address))
            parts = (*record.statements.values(), *record.disputes.values())
            begun += [(part.spot.line, 1, part.address) for part in parts]
        return {path: sorted(begun) for path, begun in found.items()}

    def path(self, address: str) -> str:
        """The file that an address stands in."""
        return self.library.records[address.partition("#")[0]].path

    def part(self, address: str) -> Part | None:
        """The statement or dispute at an address."""
        statement: Statement | None = self.library.statements.get(address)
        return statement or self.library.disputes.get(address)


def with_drafts(library: Library, tree: Mapping[str, bytes]) -> tuple[Library, set[str]]:
    """A library in which drafts stand like all else, and their addresses."""
    out, drafts = Library(library.kinds), set[str]()
    found = dict(library.records)
    for record in draft_records(tree, library.kinds):
        there = found.get(record.address)
        if there is None or there.path == record.path:  # else two records have this address
            found[record.address] = record
        drafts |= {record.address} if record.draft else set()
        for statement in record.statements.values():
            if statement.draft or record.draft:
                drafts.add(statement.address)
                statement.draft = False
    for record in found.values():
        publish(out, record)
    out.moved.update(library.moved)
    out.renamed.update(library.renamed)
    return out, drafts


def draft_records(tree: Mapping[str, bytes], kinds: Kinds) -> Iterator[Record]:
    """The records of every file that has a draft in it."""
    for path, content in sorted(tree.items()):
        ours = path.startswith("data/") and path.endswith(".yml") and path not in NO_RECORDS
        if ours and not path.startswith(FOLDER) and b"draft" in content:
            yield from linking.of_file(path, content, kinds, lambda issue: None).records
