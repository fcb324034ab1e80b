"""All records together: found in the files, looked up by address, linked both ways, indexed once."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from factsheet.cache import Watched
from factsheet.reading import Dispute, Record
from factsheet.values import Statement


@dataclass(frozen=True, slots=True)
class Name:
    """What a link says of a record. A page that reads no more of it stays as it is when anything else in the record changes."""

    address: str
    name: str
    short_name: str
    article: str


@dataclass(slots=True)
class Library:
    """Every published record and statement by address, and the way back from each record and source.

    `mentions[address]` are the statements on other records that name the record, with the label of the way back;
    `rests_on[source address]` are the statements that cite the source; `named_by[address]` are the records one of whose
    labels names the record (a quote its speaker), with the label's key.
    """

    notes: list[set[str]] = field(
        default_factory=list
    )  # while it holds a set, every reading is noted there
    records: Watched[Record] = field(init=False)
    names: Watched[Name] = field(init=False)
    statements: Watched[Statement] = field(init=False)
    disputes: Watched[Dispute] = field(init=False)
    mentions: Watched[list[tuple[str, Statement]]] = field(init=False)
    rests_on: Watched[list[Statement]] = field(init=False)
    named_by: Watched[list[tuple[str, Record]]] = field(init=False)
    before: Watched[list[Statement]] = field(init=False)  # statement -> those whose place it took
    disputed: Watched[list[Dispute]] = field(
        init=False
    )  # record -> disputes anywhere on its statements
    contested: dict[str, str] = field(
        default_factory=dict
    )  # statement -> the first dispute that names it
    unpublished: set[str] = field(default_factory=set)  # draft records and statements
    moved: Watched[str] = field(init=False)  # old address -> record's address
    unread: dict[str, str] = field(
        default_factory=dict
    )  # address, or `groups/` -> the file in which an error left it out
    waiting: dict[str, int] = field(
        default_factory=dict
    )  # such a file -> the number of links that wait for it
    unclear: set[str] = field(
        default_factory=set
    )  # records on which a dispute may stand in what could not be read
    renamed: dict[str, str] = field(
        default_factory=dict
    )  # old address of a statement or dispute, on its present record -> its address
    until: date | None = None  # a view of an earlier day ends here
    origins: Watched[frozenset[str]] = field(init=False)  # filled by `evidence.origins`
    cited: dict[tuple[str, str], Any] = field(default_factory=dict)  # source, place -> its footnote
    kin: Watched[list[Record]] = field(init=False)  # origin -> sources, filled by `evidence.kin`
    kinds: dict[str, list[Record]] = field(default_factory=dict)  # filled by `of`

    def __post_init__(self) -> None:
        self.records, self.statements, self.disputes = (
            Watched(self.notes),
            Watched(self.notes),
            Watched(self.notes),
        )
        self.mentions, self.rests_on = Watched(self.notes, "to "), Watched(self.notes, "to ")
        self.named_by, self.disputed = (
            Watched(self.notes, "to "),
            Watched(self.notes, "disputes on "),
        )
        self.before = Watched(self.notes, "before ")
        self.names, self.moved = Watched(self.notes, "name "), Watched(self.notes, "moved ")
        self.origins, self.kin = Watched(self.notes, "origin "), Watched(self.notes, "kin ")

    def of(self, kind: str) -> list[Record]:
        """The published records of a kind, by name."""
        if self.notes:
            self.notes[0].add(f"kind {kind}")
        if not self.kinds:
            for record in self.records.quietly():
                self.kinds.setdefault(record.kind.plural, []).append(record)
            for found in self.kinds.values():
                found.sort(key=lambda r: (r.name.casefold(), r.id))
        return self.kinds.get(kind, [])

    @contextmanager
    def unnoted(self) -> Iterator[None]:
        """Within, nothing that is read is noted: for indexes made once for all pages."""
        held, self.notes[:] = list(self.notes), []
        try:
            yield
        finally:
            self.notes[:] = held

    def declare(self, dispute: Dispute) -> None:
        """Index a dispute."""
        self.disputes[dispute.address] = dispute
        for address in dispute.statements:
            self.contested.setdefault(address.text, dispute.address)
        for home in dict.fromkeys(a.record for a in dispute.statements):
            self.disputed.setdefault(home, []).append(dispute)

    def known(self, address: str) -> bool:
        return address in self.records or address in self.statements or address in self.disputes

    def postponed(self, address: str) -> bool:
        """Whether a link that leads nowhere waits for a file that could not be read. Each that waits is counted."""
        record = address.partition("#")[0]
        path = self.unread.get(record) or self.unread.get(record.partition("/")[0] + "/", "")
        if path:
            self.waiting[path] = self.waiting.get(path, 0) + 1
        return bool(path)

    def present(self, address: str) -> str:
        """Where that which had this address is now: through the record's new name and the fact's; itself where nothing was renamed."""
        record, hash_, anchor = address.partition("#")
        address = f"{self.moved.get(record, record)}{hash_}{anchor}"
        return self.renamed.get(address, address)

    def addresses(self) -> list[str]:
        return [*self.records, *self.statements, *self.disputes]

    def places(self) -> tuple[Iterable[str], ...]:
        """All that decides whether a link leads somewhere."""
        retracted = {s.address for s in self.statements.values() if s.status == "retracted"}
        return self.addresses(), retracted, self.unpublished, self.moved


def publish(library: Library, record: Record) -> None:
    """Index a record and its statements; drafts are taken out of it and only remembered as such."""
    library.records[record.address] = record
    library.names[record.address] = Name(
        record.address, record.name, record.short_name, record.labels.get("article", "")
    )
    for id_, statement in list(record.statements.items()):
        if statement.draft:
            record.drafts.add(record.statements.pop(id_).address)
            continue
        library.statements[statement.address] = statement
        for reference in dict.fromkeys(r.address for r in statement.references):
            library.rests_on.setdefault(reference, []).append(statement)
        if statement.superseded_by:
            library.before.setdefault(statement.superseded_by.text, []).append(statement)
        prop = record.kind.all_properties.get(statement.property)
        for address in {a.record: a for a in statement.links()}.values():
            if address.record != record.address:
                reverse = prop.reverse if prop and address is statement.value else ""
                library.mentions.setdefault(address.record, []).append((reverse, statement))
    for key, address in record.named():
        library.named_by.setdefault(address.record, []).append((key, record))
    library.unpublished |= record.drafts
    for dispute in record.disputes.values():
        library.declare(dispute)
