"""All records together: looked up by address, linked both ways, indexed once."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from factsheet.cache import Watched
from factsheet.evidence.heads import Head, Name
from factsheet.kinds import Kind, Kinds
from factsheet.language import order
from factsheet.reading import Dispute, Record
from factsheet.values import Reference, Removal, Statement, When

SHARED = 20_000  # things that pages share, before they are given up and made again


class Library:
    """Every published record, statement and dispute by address, and the ways back.

    What is read of a `Watched` index is noted under its prefix. `unpublished` are draft records and
    statements; a view of an earlier day ends `until` that day.
    """

    def __init__(
        self, kinds: Kinds, unpublished: Iterable[str] = (), until: date | None = None
    ) -> None:
        self.kinds, self.unpublished, self.until = kinds, {*unpublished}, until
        self.notes = notes = list[set[str]]()  # a set in it gets every reading
        self.records = Watched[Record](notes)
        self.heads = Watched[Head](notes, "head ")  # the same, for who reads no statement of them
        self.statements = Watched[Statement](notes, parts=True)
        self.disputes = Watched[Dispute](notes)
        self.names = Watched[Name](notes, "name ")
        # record -> (label of the way back, statement on another record that names it)
        self.mentions = Watched[list[tuple[str, Statement]]](notes, "to ")
        # record -> (key of a label that names it, as a quote its speaker; whose label that is)
        self.named_by = Watched[list[tuple[str, Record]]](notes, "to ")
        self.rests_on = Watched[list[Statement]](notes, "to ")  # source -> what cites it
        self.before = Watched[list[Statement]](notes, "before ")  # statement -> what it replaced
        self.disputed = Watched[list[Dispute]](notes, "disputes on ")  # record -> on its statements
        self.contested: dict[str, str] = {}  # statement -> the first dispute that names it
        self.moved = Watched[str](notes, "moved ")  # old address of a record -> its address
        self.renamed: dict[str, str] = {}  # the same of statements and disputes
        # record, or its old address -> (id, address) of what stood there and is now elsewhere
        self.left = Watched[list[tuple[str, str]]](notes, "left ")
        # address, or `groups/` -> the file in which an error left it out
        self.unread: dict[str, str] = {}
        self.waiting: dict[str, int] = {}  # such a file -> the number of links that wait for it
        self.original: Library | None = None  # of which it is a translation
        self.removals = 0  # records and statements that were taken down
        self.unclear = set[str]()  # records on which a dispute may stand in what was not read
        self.origins = Watched[frozenset[str]](notes, "origin ")  # of a source, see `weight`
        self.kin = Watched[list[Record]](notes, "kin ")  # origin -> its sources, see `weight`
        self.around = Watched[list[str]](notes, "around ")  # event -> what is near, see `nearby`
        self._of: dict[str, list[Record]] = {}  # filled by `of`
        self.alike = Watched[bool](notes, "alike ")  # source -> is another, see `weight`
        self._made: dict[Hashable, tuple[Any, set[str]]] = {}  # see `once`
        # what is worked out of all of it, for the next build, if no fact changes until then
        self.worked_out: dict[Hashable, Any] = {}

    def of(self, kind: str) -> list[Record]:
        """The published records of a kind, by name, but for those that were taken down."""
        if self.notes:
            self.notes[0].add(f"kind {kind}")
        if not self._of:
            for record in (r for r in self.records.quietly() if not r.taken_down):
                self._of.setdefault(record.kind.plural, []).append(record)
            for found in self._of.values():
                found.sort(key=lambda r: (*order(r.name), r.id))
        return self._of.get(kind, [])

    def kind_of(self, address: str) -> Kind:
        """The kind of a record, or of that on which a statement stands; noted by nobody."""
        return self.kinds[address.partition("/")[0]]

    def sources(self) -> list[Record]:
        """The records that facts rest on, by name."""
        return self.of(self.kinds.sources)

    @contextmanager
    def unnoted(self) -> Iterator[None]:
        """Within, nothing that is read is noted: for indexes made once for all pages."""
        held, self.notes[:] = list(self.notes), []
        try:
            yield
        finally:
            self.notes[:] = held

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What many pages share, made by the first; what it reads is noted for each of them."""
        if (shared := self._made.get(key)) is None:
            if len(self._made) >= SHARED:
                self.forget()
            with self.apart() as read:
                shared = self._made[key] = make(), read
        else:
            for noted in self.notes:
                noted |= shared[1]
        return shared[0]

    @contextmanager
    def apart(self) -> Iterator[set[str]]:
        """Within, what is read is noted in a set of its own, too, which is full at the end."""
        held, read = list(self.notes), set[str]()
        self.notes[:] = [read]
        try:
            yield read
        finally:
            self.notes[:] = held
            for noted in held:
                noted |= read

    def forget(self) -> None:
        """Give up what pages shared: on a large site it is as much again as the facts."""
        self._made.clear()

    def declare(self, dispute: Dispute) -> None:
        """Index a dispute."""
        self.disputes[dispute.address] = dispute
        for address in dispute.statements:
            self.contested.setdefault(address.text, dispute.address)
        for home in dict.fromkeys(a.record for a in dispute.statements):
            self.disputed.setdefault(home, []).append(dispute)

    def disputes_on(self, statement: Statement) -> list[Dispute]:
        """The disputes that name a statement."""
        home = statement.record
        found = self.once(("disputes on", home), lambda: self._disputes_on(home))
        return [self.disputes[address] for address in found.get(statement.address, ())]

    def _disputes_on(self, home: str) -> dict[str, list[str]]:
        """The disputes that name a statement of a record, by the addresses of its statements."""
        out: dict[str, list[str]] = {}
        for dispute in self.disputed.get(home, ()):
            for version in dict.fromkeys(v.text for v in dispute.statements):
                out.setdefault(version, []).append(dispute.address)
        return out

    def known(self, address: str) -> bool:
        """Whether a published record, statement or dispute has this address.

        Whatever stood on a record that was taken down is taken to have been there.
        """
        there = address in self.records or address in self.statements or address in self.disputes
        return there or bool(self.removed(address))

    def removed(self, address: str) -> Removal | None:
        """When and why the record of an address was taken down."""
        name = self.names.get(address.partition("#")[0])
        return name.taken_down if name else None

    @property
    def untranslated(self) -> "Library":
        """The library of which it is a translation; without one, itself."""
        return self.original or self

    def has_removals(self) -> bool:
        """Whether anything was taken down; who asks may have read anything."""
        iter(self.records)
        return self.removals > 0

    def postponed(self, address: str) -> bool:
        """Whether a dead link waits for a file that could not be read; if so, it is counted."""
        record = address.partition("#")[0]
        path = self.unread.get(record) or self.unread.get(record.partition("/")[0] + "/", "")
        if path:
            self.waiting[path] = self.waiting.get(path, 0) + 1
        return bool(path)

    def present(self, address: str) -> str:
        """The address of today: through the record's new name and the fact's; else itself.

        What stood on another record is found by its whole old address, whatever that record does.
        """
        if address in self.renamed:
            return self.renamed[address]
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

    def withdrawn(self, source: str) -> Removal | None:
        """When and why a source was withdrawn; what cites it does not rest on it."""
        record = self.heads.get(source)
        found: Removal | None = record.labels.get("withdrawn") if record else None
        return found

    def counts(self, source: str) -> bool:
        """Whether facts can rest on a source: it is neither withdrawn nor taken down."""
        return not (self.withdrawn(source) or self.removed(source))

    def standing(self, statement: Statement) -> list[Reference]:
        """What a statement rests on: its references but for those to sources that do not count."""
        return [one for one in statement.references if self.counts(one.address)]

    def issued(self, statement: Statement) -> list[When | None]:
        """When each source that a statement rests on was issued; None where nobody says."""
        return [self.heads[r.address].labels.get("issued") for r in self.standing(statement)]


def said(record: Head, statement: Statement) -> When | None:
    """When a statement of a record was said; a quote has one day for all its wordings."""
    shared: When | None = record.labels.get("said") if record.kind.has_wordings else None
    return statement.said or shared


def publish(library: Library, record: Record) -> None:
    """Index a record and its statements; drafts are taken out of it and only remembered as such."""
    address, article = record.address, record.labels.get("article", "")
    library.records[address] = library.heads[address] = record
    called = record.name, record.short_name, article
    name = Name(address, *called, record.taken_down, record.first_address)
    library.names[address] = name
    library.removals += bool(record.taken_down)
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
    library.removals += bool(statement.taken_down)
    for source in dict.fromkeys(r.address for r in statement.references):
        library.rests_on.setdefault(source, []).append(statement)
    if statement.superseded_by:
        library.before.setdefault(statement.superseded_by.text, []).append(statement)
    field = record.kind.all_fields.get(statement.property)
    for address in {a.record: a for a in statement.links()}.values():
        if address.record != record.address:
            reverse = field.reverse if field and address is statement.value else ""
            library.mentions.setdefault(address.record, []).append((reverse, statement))
