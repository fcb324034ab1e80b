"""All records together: looked up by address, linked both ways, indexed once."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from factsheet.cache import Watched
from factsheet.reading import Dispute, Record
from factsheet.values import Statement, When

# each index that notes what is read of it, and the name under which it is noted
_WATCHED = {
    "records": "", "statements": "", "disputes": "", "names": "name ", "moved": "moved ",
    "mentions": "to ", "rests_on": "to ", "named_by": "to ", "before": "before ",
    "disputed": "disputes on ", "origins": "origin ", "kin": "kin ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """What a link says of a record: a page that reads no more of it hears of no other change."""

    address: str
    name: str
    short_name: str
    article: str


@dataclass(slots=True)
class Library:
    """Every published record, statement and dispute by address, and the ways back.

    `mentions`: record -> (label of the way back, statement on another record that names it).
    `rests_on`: source -> the statements that cite it.
    `named_by`: record -> (key, record of which that label names it, as a quote its speaker).
    `before`: statement -> those whose place it took.
    `disputed`: record -> the disputes anywhere on its statements.
    `contested`: statement -> the first dispute that names it.
    `moved`: old address of a record -> its address; `renamed`: the same of statements and disputes,
    whose old addresses stand on their present record.
    `unpublished`: draft records and statements.
    `unread`: address, or `groups/` -> the file in which an error left it out.
    `waiting`: such a file -> the number of links that wait for it.
    `unclear`: records on which a dispute may stand in what could not be read.
    `until`: a view of an earlier day ends here.
    `origins`, `kin`: see `weight`; `kinds`: filled by `of`.
    `cited`: (source, folder) -> its footnote, but for the place.
    """

    notes: list[set[str]] = field(default_factory=list)  # a set in it gets every reading
    records: Watched[Record] = field(init=False)
    names: Watched[Name] = field(init=False)
    statements: Watched[Statement] = field(init=False)
    disputes: Watched[Dispute] = field(init=False)
    mentions: Watched[list[tuple[str, Statement]]] = field(init=False)
    rests_on: Watched[list[Statement]] = field(init=False)
    named_by: Watched[list[tuple[str, Record]]] = field(init=False)
    before: Watched[list[Statement]] = field(init=False)
    disputed: Watched[list[Dispute]] = field(init=False)
    contested: dict[str, str] = field(default_factory=dict)
    unpublished: set[str] = field(default_factory=set)
    moved: Watched[str] = field(init=False)
    renamed: dict[str, str] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, int] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)
    until: date | None = None
    origins: Watched[frozenset[str]] = field(init=False)
    kin: Watched[list[Record]] = field(init=False)
    kinds: dict[str, list[Record]] = field(default_factory=dict)
    cited: dict[tuple[str, str], tuple[Markup, Markup]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for index, prefix in _WATCHED.items():
            setattr(self, index, Watched(self.notes, prefix))

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
        """Whether a published record, statement or dispute has this address."""
        return address in self.records or address in self.statements or address in self.disputes

    def postponed(self, address: str) -> bool:
        """Whether a link that leads nowhere waits for a file that could not be read.

        Each that waits is counted.
        """
        record = address.partition("#")[0]
        path = self.unread.get(record) or self.unread.get(record.partition("/")[0] + "/", "")
        if path:
            self.waiting[path] = self.waiting.get(path, 0) + 1
        return bool(path)

    def present(self, address: str) -> str:
        """The address of today: through the record's new name and the fact's; else itself."""
        record, hash_, anchor = address.partition("#")
        address = f"{self.moved.get(record, record)}{hash_}{anchor}"
        return self.renamed.get(address, address)

    def addresses(self) -> list[str]:
        """Every published address: of records, of statements, of disputes."""
        return [*self.records, *self.statements, *self.disputes]

    def places(self) -> tuple[Iterable[str], ...]:
        """All that decides whether a link leads somewhere."""
        retracted = {s.address for s in self.statements.values() if s.status == "retracted"}
        return self.addresses(), retracted, self.unpublished, self.moved

    def issued(self, statement: Statement) -> list[When | None]:
        """When each of a statement's sources was issued, in their order; None where nobody says."""
        return [self.records[r.address].labels.get("issued") for r in statement.references]


def said(record: Record, statement: Statement) -> When | None:
    """When a statement of a record was said; a quote has one day for all its wordings."""
    shared: When | None = record.labels.get("said") if record.kind.has_wordings else None
    return statement.said or shared


def publish(library: Library, record: Record) -> None:
    """Index a record and its statements; drafts are taken out of it and only remembered as such."""
    address, article = record.address, record.labels.get("article", "")
    library.records[address] = record
    library.names[address] = Name(address, record.name, record.short_name, article)
    for id_, statement in list(record.statements.items()):
        if statement.draft:
            record.drafts.add(record.statements.pop(id_).address)
        else:
            _publish_statement(library, record, statement)
    for key, named in record.named():
        library.named_by.setdefault(named.record, []).append((key, record))
    library.unpublished |= record.drafts
    for dispute in record.disputes.values():
        library.declare(dispute)


def _publish_statement(library: Library, record: Record, statement: Statement) -> None:
    library.statements[statement.address] = statement
    for source in dict.fromkeys(r.address for r in statement.references):
        library.rests_on.setdefault(source, []).append(statement)
    if statement.superseded_by:
        library.before.setdefault(statement.superseded_by.text, []).append(statement)
    prop = record.kind.all_properties.get(statement.property)
    for address in {a.record: a for a in statement.links()}.values():
        if address.record != record.address:
            reverse = prop.reverse if prop and address is statement.value else ""
            library.mentions.setdefault(address.record, []).append((reverse, statement))
