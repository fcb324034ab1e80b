"""From nodes to records: one record read by its kind, every rule that needs no other record checked."""

from dataclasses import dataclass, field
from typing import Any

from factsheet.issues import Issue, Spot
from factsheet.kinds import (
    DISPUTE_KEYS,
    FACT_KEYS,
    FORMERLY,
    ID_KEY,
    WORDING_KEYS,
    WORDING_REQUIRED,
    Kind,
)
from factsheet.language import quoted
from factsheet.reading import strangers
from factsheet.values import (
    KEYS,
    Address,
    Map,
    Node,
    Put,
    Seq,
    Statement,
    Type,
    When,
    Wording,
    day_words,
    items,
    misspelt,
    on_one_line,
    problem,
    read_fields,
    read_statement,
    words,
)


@dataclass(slots=True)
class Dispute:
    """Statements that contradict one another, side by side, with a public note on why they may differ."""

    address: str
    question: str
    statements: tuple[Address, ...]
    note: str
    spot: Spot
    formerly: tuple[str, ...] = ()  # ids that it had before


@dataclass(slots=True)
class Record:
    """A thing with a page: its labels, its statements by id, its disputes by id."""

    kind: Kind
    id: str
    spot: Spot
    labels: dict[str, Any] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    disputes: dict[str, Dispute] = field(default_factory=dict)
    drafts: set[str] = field(default_factory=set)  # addresses of statements that are not published
    address: str = field(init=False)
    name: str = field(init=False)  # on the page

    def __post_init__(self) -> None:
        self.address, self.name = f"{self.kind.plural}/{self.id}", self._name()

    @property
    def path(self) -> str:
        return self.spot.path

    @property
    def draft(self) -> bool:
        return bool(self.labels.get("draft"))

    @property
    def checked(self) -> When | None:
        return self.labels.get("checked")

    def _name(self) -> str:
        """A source is named by title and publisher, or by publisher, carrier and date."""
        if name := self.labels.get("name"):
            return str(name)
        if title := self.labels.get("title"):
            return f"{quoted(title)}, {self.labels.get('publisher', self.id)}"
        label = self.labels
        carrier = f" in {label['container-title']}" if "container-title" in label else ""
        issued = f", {words(label['issued'])}" if "issued" in label else ""
        return f"{label.get('publisher', self.id)}{carrier}{issued} ({label.get('type') or 'no headline recorded'})"

    @property
    def short_name(self) -> str:
        return str(self.labels.get("short_name") or self.name)

    @property
    def other_names(self) -> list[str]:
        """The short name and the other spellings, each once."""
        return list(
            dict.fromkeys(
                name
                for name in (self.labels.get("short_name"), *self.labels.get("aliases", ()))
                if name
            )
        )

    @property
    def anchors(self) -> set[str]:
        """Every id by which something on the sheet is or was found."""
        parts = (*self.statements.values(), *self.disputes.values())
        return {*self.statements, *self.disputes, *(old for part in parts for old in part.formerly)}

    def named(self) -> list[tuple[str, Address]]:
        """(label, address) of every address among the labels."""
        found = [(key, v if isinstance(v, tuple) else (v,)) for key, v in self.labels.items()]
        return [(key, a) for key, values in found for a in values if isinstance(a, Address)]

    def of(self, prop: str) -> list[Statement]:
        """The statements of a property, or of `facts` or `wordings`, in the order of the file."""
        return [s for s in self.statements.values() if s.property == prop]


def _part(node: Map, keys: dict[str, Any]) -> Map:
    kept = {k: v for k, v in node.items.items() if k in keys}
    return Map(kept, {k: node.keys[k] for k in kept}, node.spot)


def read_record(node: Node, kind: Kind, id_: str, put: Put, spot: Spot) -> Record | None:
    """The record in `node`. What cannot be read is put as an issue and left out."""
    if not isinstance(node, Map):
        put(problem(node, "wrong-shape", id_, "a record is a mapping", "start with name: …"))
        return None
    own: dict[str, Type] = {**FACT_KEYS, **KEYS} if kind.is_statement else {}
    known, properties = kind.all_labels, kind.all_properties
    keys = {**known, **properties, "facts": 0, "disputes": 0, **own}
    if kind.has_wordings:
        keys["wordings"] = 0
    astray = strangers.tell(node, kind, keys, {**FACT_KEYS, **KEYS}, put)
    meant = misspelt(node, keys)
    labels = read_fields(
        _part(node, known),
        known,
        "",
        put,
        tuple(k for k in kind.required if k in known and k not in meant),
    )
    record = Record(kind, id_, spot, labels)
    for key in kind.required:
        if not (key in known or key in node.items or key in meant or kind.is_statement):
            put(Issue(node.spot, "missing-key", f"{key}: this key is required", f"add {key}: …"))
    if kind.is_statement:
        statement = read_statement(
            _part(node, own), record.address, "", FACT_KEYS, ("text", "when"), put, node.spot
        )
        if statement:
            record.statements[""] = statement
    for key, prop in properties.items():
        if key in node.items:
            _property(record, key, prop.type, node.items[key], put)
    if not (
        astray and getattr(node.items.get("facts"), "text", None) == ""
    ):  # they stand below it, and too far to the left
        _entries(record, node, "facts", {**FACT_KEYS, **FORMERLY}, ("text",), Statement, put)
    _entries(record, node, "wordings", WORDING_KEYS, WORDING_REQUIRED, Wording, put)
    _disputes(record, node, put)
    _check_dates(record, node, put)
    if kind.has_wordings:
        _check_wordings(record, node, put)
    return record


def _add(record: Record, id_: str, entry: Any, put: Put) -> None:
    if id_ in record.statements or id_ in record.disputes:
        put(
            Issue(
                entry.spot,
                "clash",
                f'"{record.address}#{id_}" stands in this record twice',
                "give one of them another id",
            )
        )
    elif isinstance(entry, Dispute):
        record.disputes[id_] = entry
    else:
        record.statements[id_] = entry


def _property(record: Record, key: str, type_: Type, node: Node, put: Put) -> None:
    """The statements of one property; with more than one, each needs an id of its own."""
    if not isinstance(node, Seq):
        hint = f"write {key}:, then - value: {on_one_line(getattr(node, 'text', ''))} below it"
        if isinstance(node, Map) and node.items:
            hint = f"write a hyphen before the first key: - {next(iter(node.items))}: …, and the other keys below that key"
        put(problem(node, "wrong-shape", key, "a property is a list of statements", hint))
        return
    for item in node.items:
        id_ = key
        given = item.items.get("id") if isinstance(item, Map) else None
        if given is not None:
            found = items(
                Map(
                    {getattr(given, "text", ""): given},
                    {getattr(given, "text", ""): given},
                    given.spot,
                ),
                key,
                put,
            )  # type: ignore[dict-item]
            if not found:
                continue
            id_ = found[0][0]
        elif len(node.items) > 1:
            hint = f"add id: {key} to the one published already, id: {key}-… to others"
            put(
                problem(
                    item, "missing-key", key, "with more than one statement each needs an id", hint
                )
            )
            continue
        extra = {"value": type_, **FACT_KEYS, **ID_KEY}
        statement = read_statement(item, f"{record.address}#{id_}", key, extra, ("value",), put)
        if statement:
            _add(record, id_, statement, put)


def _entries(record: Record, node: Map, key: str, extra: dict[str, Type], required: tuple[str, ...],
             make: type[Statement], put: Put) -> None:  # fmt: skip
    if key not in node.items or (key == "wordings" and not record.kind.has_wordings):
        return
    for id_, child, spot in items(
        strangers.beside(node.items[key], key, {**extra, **KEYS}, put), key, put
    ):
        name = f"{key}.{id_}"
        statement = read_statement(
            child, f"{record.address}#{id_}", name, extra, required, put, spot, make
        )
        if statement:
            _add(record, id_, statement, put)


def _disputes(record: Record, node: Map, put: Put) -> None:
    for id_, child, spot in (
        items(node.items["disputes"], "disputes", put) if "disputes" in node.items else []
    ):
        name = f"disputes.{id_}"
        found = read_fields(child, {**DISPUTE_KEYS, **FORMERLY}, name, put, tuple(DISPUTE_KEYS))
        if found.keys() & DISPUTE_KEYS.keys() < DISPUTE_KEYS.keys() or not isinstance(child, Map):
            continue
        listed = child.items["statements"]
        if len(found["statements"]) < 2:
            put(
                problem(
                    listed,
                    "missing-key",
                    f"{name}.statements",
                    "a dispute needs at least two statements",
                )
            )
        addresses = tuple(
            Address(
                (record.address if text.startswith("#") else "") + text,
                item.spot,
                item.width,
                (),
                f"{name}.statements",
            )
            for text, item in zip(found["statements"], getattr(listed, "items", []))
        )
        former = found.get("formerly", ())
        _add(
            record,
            id_,
            Dispute(
                f"{record.address}#{id_}", found["question"], addresses, found["note"], spot, former
            ),
            put,
        )


def _check_dates(record: Record, node: Map, put: Put) -> None:
    """Nothing is later than the day the record was checked, unless it says that it is planned. No clock is asked."""
    checked = record.checked
    if not checked or not checked.start:
        return
    limit = checked.start.last

    def late(when: When | None) -> bool:
        return when is not None and any(
            i is not None and i.first > limit for i in (when.start, when.end)
        )

    for statement in record.statements.values():
        for key in ("said", "recorded", *(() if statement.planned else ("when",))):
            if late(getattr(statement, key)):
                message = (
                    f"{key}: the date lies after {day_words(limit)}, the day the record was checked"
                )
                hint = (
                    "mend the date, renew checked, or say planned: true"
                    if key == "when"
                    else "mend the date, or renew checked"
                )
                put(Issue(statement.spot, "future-date", message, hint))
    for key in ("issued", "accessed", "said"):
        if late(record.labels.get(key)):
            message = (
                f"{key}: the date lies after {day_words(limit)}, the day the record was checked"
            )
            put(
                problem(
                    node.items[key],
                    "future-date",
                    key,
                    message.partition(": ")[2],
                    "mend the date, or renew checked",
                )
            )


def _check_wordings(record: Record, node: Map, put: Put) -> None:
    wordings = [w for w in record.of("wordings") if isinstance(w, Wording)]
    written = getattr(node.items.get("wordings"), "items", {})
    if len(wordings) < len(written):
        return  # one could not be read; that is told already
    wordings = [w for w in wordings if not w.draft and w.status != "retracted"]
    if "wordings" in node.items and sum(w.preferred for w in wordings) != 1:
        at = node.keys["wordings"]
        message = f"wordings: {sum(w.preferred for w in wordings)} of {len(wordings)} are preferred; exactly one must be"
        put(
            Issue(
                at.spot,
                "bad-quote",
                message,
                "write preferred: true on the best attested one",
                len("wordings"),
            )
        )
