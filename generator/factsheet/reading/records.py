"""From nodes to records: one record by its kind; every rule that needs no other is checked."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from factsheet.issues import Issue, Spot
from factsheet.kinds import Kind, Kinds, keys
from factsheet.language import day_words
from factsheet.reading import strangers
from factsheet.reading.record import Dispute, Record
from factsheet.reading.titles import in_their_language
from factsheet.values import LEAD, Address, Map, Node, Put, Seq, Statement, Text, Type, When
from factsheet.values import Wording, items, misspelt, on_one_line, problem, read_fields
from factsheet.values import read_statement, without_rest


class _Shape(NamedTuple):
    """The keys that a statement can have, those that it must have, and what it becomes."""

    keys: dict[str, Type]
    required: tuple[str, ...]
    make: type[Statement] = Statement


STUB = ("taken_down", "formerly", "checked", "draft")  # what stays of a record taken down
_MEND = "mend the date, or renew checked"
DISPUTE = {**keys.DISPUTE, **keys.FORMERLY}


def read_record(
    node: Node, kind: Kind, kinds: Kinds, id_: str, put: Put, spot: Spot
) -> Record | None:
    """The record in `node`. What cannot be read is put as an issue and left out."""
    if not isinstance(node, Map):
        put(problem(node, "wrong-shape", id_, "a record is a mapping", "start with name: …"))
        return None
    labels, fields = kind.all_labels, kind.all_fields
    if stub := without_rest(node, STUB, "", put):
        found = read_fields(stub, labels, "", put, ("taken_down",))
        return Record(kind, id_, spot, found) if "taken_down" in found else None
    fact = {**keys.FACT, **kinds.statement}
    own = fact if kind.is_statement else {}
    lists = ("facts", LEAD, "disputes", *own, *(["wordings"] if kind.has_wordings else []))
    known = dict.fromkeys((*labels, *fields, *lists))
    astray = strangers.tell(node, kind, kinds, known, put)
    meant = misspelt(node, known)
    required = tuple(key for key in kind.required if key in labels and key not in meant)
    found = read_fields(_part(node, labels), labels, "", put, required)
    record = Record(kind, id_, spot, in_their_language(found) if kind.is_source else found)
    for key in kind.required:
        if not (key in labels or key in node.items or key in meant or kind.is_statement):
            put(Issue(node.spot, "missing-key", f"{key}: this key is required", f"add {key}: …"))
    parts = _Parts(record, node, fact, put)
    if kind.is_statement:
        parts.statement(_part(node, own), "", "", _Shape(fact, ("text", "when")), node.spot)
    for key, field in fields.items():
        if key in node.items:
            parts.field(key, field.value)
    parts.sentences(astray)
    if kind.has_wordings:
        wording = {**keys.wording(labels["speaker"]), **kinds.statement}
        parts.entries("wordings", _Shape(wording, keys.WORDING_REQUIRED, Wording))
    parts.disputes()
    _check_dates(record, node, put)
    if kind.has_wordings:
        _check_wordings(record, node, put)
    return record


def _part(node: Map, wanted: dict[str, Type]) -> Map:
    kept = {key: child for key, child in node.items.items() if key in wanted}
    return Map(kept, {key: node.keys[key] for key in kept}, node.spot)


@dataclass(slots=True)
class _Parts:
    """Reads statements and disputes from a record's mapping into the record."""

    record: Record
    node: Map
    fact: dict[str, Type]  # the keys of a fact
    put: Put

    def statement(
        self, node: Node, id_: str, field: str, shape: _Shape, spot: Spot | None = None
    ) -> None:
        """One statement; without an id it is the record itself."""
        address = f"{self.record.address}#{id_}" if id_ else self.record.address
        keys, required, make = shape
        made = read_statement(node, address, field, keys, required, self.put, spot, make)
        if made and self._is_new(id_, made.spot):
            self.record.statements[id_] = made

    def field(self, key: str, type_: Type) -> None:
        """The statements of one field; with more than one, each needs an id of its own."""
        node = self.node.items[key]
        if not isinstance(node, Seq):
            hint = f"write {key}:, then - value: {on_one_line(getattr(node, 'text', ''))} below it"
            if isinstance(node, Map) and node.items:
                first = f"write a hyphen before the first key: - {next(iter(node.items))}: …"
                hint = f"{first}, and the other keys below that key"
            wrong = "a field is a list of statements"
            self.put(problem(node, "wrong-shape", key, wrong, hint))
            return
        shape = _Shape({"value": type_, **keys.ID, **self.fact}, ("value",))
        for item in node.items:
            if id_ := self._id(item, key, alone=len(node.items) == 1):
                self.statement(item, id_, key, shape)

    def sentences(self, astray: bool) -> None:
        """The lead and the facts; with facts `astray` below an empty `facts`, not these."""
        shape, node = _Shape({**self.fact, **keys.FORMERLY}, ("text",)), self.node.items
        if LEAD in node:
            self.statement(node[LEAD], LEAD, LEAD, shape)
        if not (astray and getattr(node.get("facts"), "text", None) == ""):
            self.entries("facts", shape)

    def _id(self, item: Node, key: str, alone: bool) -> str:
        """The id of a field's statement; empty when it has none, which is told."""
        given = item.items.get("id") if isinstance(item, Map) else None
        if given is None:
            if alone:
                return key
            hint = f"add id: {key} to the one published already, id: {key}-… to others"
            wrong = "with more than one statement each needs an id"
            self.put(problem(item, "missing-key", key, wrong, hint))
            return ""
        id_ = getattr(given, "text", "")
        if id_ == key:
            return key  # by which it was published alone, whatever letters a field has
        checked = items(Map({id_: given}, {id_: Text(id_, given.spot)}, given.spot), key, self.put)
        return id_ if checked else ""

    def entries(self, key: str, shape: _Shape) -> None:
        """The statements of `facts` or `wordings`, a mapping from their ids."""
        if key in self.node.items:
            node = strangers.beside(self.node.items[key], key, shape.keys, self.put)
            for id_, child, spot in items(node, key, self.put):
                self.statement(child, id_, f"{key}.{id_}", shape, spot)

    def disputes(self) -> None:
        """The disputes, each over two statements or more."""
        node = self.node.items.get("disputes")
        for id_, child, spot in items(node, "disputes", self.put) if node else []:
            field, address = f"disputes.{id_}", self.record.address
            found = read_fields(child, DISPUTE, field, self.put, tuple(keys.DISPUTE))
            if not (isinstance(child, Map) and found.keys() >= keys.DISPUTE.keys()):
                continue
            listed, field = child.items["statements"], f"{field}.statements"
            if len(found["statements"]) < 2:
                wrong = "a dispute needs at least two statements"
                self.put(problem(listed, "missing-key", field, wrong))
            texts = [(address if t.startswith("#") else "") + t for t in found["statements"]]
            nodes = getattr(listed, "items", [])
            over = [Address(t, n.spot, n.width, (), field) for t, n in zip(texts, nodes)]
            found["statements"] = tuple(over)
            former = found.pop("formerly", ())
            found["formerly"] = tuple(old.removeprefix(f"{address}#") for old in former)
            if self._is_new(id_, spot):
                self.record.disputes[id_] = Dispute(f"{address}#{id_}", spot=spot, **found)

    def _is_new(self, id_: str, spot: Spot) -> bool:
        """Whether nothing else in the record has the id; else that is told."""
        if new := id_ not in self.record.statements and id_ not in self.record.disputes:
            return new
        twice = f'"{self.record.address}#{id_}" stands in this record twice'
        self.put(Issue(spot, "clash", twice, "give one of them another id"))
        return False


def _check_dates(record: Record, node: Map, put: Put) -> None:
    """Nothing is later than the day on which we looked, unless planned. No clock is asked.

    We looked when the record was checked, and at a statement once more when it was entered, and
    when it was changed.
    """
    if not record.checked or not record.checked.start:
        return
    checked = record.checked.start.last, "checked"
    for statement in record.statements.values():
        times = [(statement.recorded, "recorded"), *((c.on, "changed") for c in statement.changes)]
        days = [(when.latest, done) for when, done in times if when and when.latest]
        looked = max([checked, *days], key=lambda one: one[0])
        for key in ("said", *(() if statement.planned else ("when",))):
            if why := _after(getattr(statement, key), *looked):
                hint = "mend the date, renew checked, or say planned: true"
                hint = hint if key == "when" else _MEND
                put(Issue(statement.spot, "future-date", f"{key}: {why}", hint))
    for key in ("issued", "accessed", "said"):
        if why := _after(record.labels.get(key), *checked):
            put(problem(node.items[key], "future-date", key, why, _MEND))


def _after(when: When | None, day: date, done: str) -> str:
    """Why a time cannot be; empty unless it begins or ends after the day on which we looked."""
    ends = (when.start, when.end) if when else ()
    if not any(end is not None and end.first > day for end in ends):
        return ""
    what = "record" if done == "checked" else "statement"
    return f"the date lies after {day_words(day)}, the day the {what} was {done}"


def _check_wordings(record: Record, node: Map, put: Put) -> None:
    """Exactly one of the published wordings is the preferred one."""
    if "wordings" not in node.items:
        return
    wordings = [w for w in record.of("wordings") if isinstance(w, Wording)]
    if len(wordings) < len(getattr(node.items["wordings"], "items", ())):
        return  # one could not be read; that is told already
    removed = any(w.taken_down for w in wordings)
    wordings = [w for w in wordings if not w.draft and w.status != "retracted"]
    preferred = sum(w.preferred for w in wordings)
    if removed and wordings and not preferred:  # what was taken down stops nothing
        wordings[0].preferred = True
    elif wordings and preferred != 1:
        wrong = f"wordings: {preferred} of {len(wordings)} are preferred; exactly one must be"
        hint = "write preferred: true on the best attested one"
        put(Issue(node.keys["wordings"].spot, "bad-quote", wrong, hint, len("wordings")))
