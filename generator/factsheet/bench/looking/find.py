"""`factsheet find`: facts, quotes, names and sources by words, in any spelling and any letters."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from factsheet.bench.looking.survey import with_drafts
from factsheet.evidence import Library, folded, graded
from factsheet.language import date_words, plain_value
from factsheet.pages import plain
from factsheet.reading import Record
from factsheet.values import Address, Statement, When, Wording

TEXT = 9  # the grade of what has the words in its text: after every name
SHORTEST = 20  # letters that a line keeps of its sentence, however narrow a terminal is


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words, and what else must be so; empty or None: anything.

    `since` and `until` tell when it held, happened, was said or was issued; `source` is the id or
    address of a source that it rests on, `status` one of a statement, or `draft`.
    """

    words: str = ""
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    source: str = ""
    since: date | None = None
    until: date | None = None
    recorded_since: date | None = None

    @property
    def of_statements(self) -> bool:
        """Whether only statements can be meant."""
        return bool(self.source or self.recorded_since or {*self.statuses} - {"draft"})


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found: its address, its status where that is not the usual one, its sentence."""

    address: str
    marks: tuple[str, ...]
    says: str
    when: str  # in words; empty when not known


def find(library: Library, tree: dict[str, bytes], wanted: Wanted) -> list[Hit]:
    """What fits, names before texts, drafts and what is retracted among it."""
    whole, drafts = with_drafts(library, tree)
    fitting = {a: t for a, t in _things(whole) if _fits(whole, t, wanted, drafts)}
    grades = _grades(whole, fitting, wanted.words)
    order = sorted(grades, key=lambda a: (grades[a], "#" in a, a))
    return [_hit(whole, a, fitting[a], drafts) for a in order]


def _things(library: Library) -> Iterator[tuple[str, Record | Statement]]:
    """Every record and statement; what is itself one statement is told as that."""
    yield from library.records.items()
    yield from library.statements.items()


def _grades(library: Library, things: dict[str, Record | Statement], words: str) -> dict[str, int]:
    """How well each fits the words, the smaller the better; what does not is left out."""
    if not words:
        return dict.fromkeys(things, 0)
    names = {a: _names(one) if isinstance(one, Record) else [] for a, one in things.items()}
    names |= {a: _names(library.records[a]) for a in things if a in library.records}
    ids = {a for a in things if "#" not in a or "#" in words or _begun(a, words)}
    found = {address: int(grade) for grade, address in graded(names, words) if address in ids}
    asked = folded(words).split()
    for address, one in things.items():
        if address not in found and isinstance(one, Statement) and asked:
            if _says(library, one, asked):
                found[address] = TEXT
    return found


def _begun(address: str, words: str) -> bool:
    """Whether the words are how a statement's own id begins; that of its record is not meant."""
    return address.rpartition("#")[2].startswith(words.strip().casefold())


def _names(record: Record) -> list[str]:
    """All that a record may be looked for by, the usual name first."""
    label = record.labels
    if not record.kind.is_source:
        return [record.name, *record.other_names, *label.get("native_name", {}).values()]
    keys = ("title", "publisher", "container-title", "URL", "archive")
    return [record.name, *(str(label[k]) for k in keys if k in label), *label.get("author", ())]


def _says(library: Library, statement: Statement, asked: list[str]) -> bool:
    """Whether all words begin words of it or of its record's name, and one of its own."""
    own = folded(" ".join(_texts(library, statement))).split()
    home = library.records.get(statement.record)
    called = folded(" ".join(_names(home))).split() if home else []

    def begun(words: list[str], asked_word: str) -> bool:
        return any(word.startswith(asked_word) for word in words)

    return any(begun(own, w) for w in asked) and all(begun(own + called, w) for w in asked)


def _texts(library: Library, statement: Statement) -> Iterator[str]:
    """What is printed of a statement, and by whom."""
    parties = (statement.value, *statement.asserted_by, *statement.via)
    for party in parties:
        if isinstance(party, Address):
            record = library.records.get(party.record)
            yield record.name if record else party.text
        elif isinstance(party, str):
            yield party
        elif party is not None:
            yield plain_value(party)
    yield statement.text
    yield statement.scope


def _fits(library: Library, thing: Record | Statement, wanted: Wanted, drafts: set[str]) -> bool:
    """Whether all but the words is as wanted."""
    if wanted.kinds and thing.address.partition("/")[0] not in wanted.kinds:
        return False
    if wanted.since or wanted.until:
        when = _when(library, thing)
        if not when or (when.earliest or date.min) > (wanted.until or date.max):
            return False
        if (when.latest or date.max) < (wanted.since or date.min):
            return False
    if isinstance(thing, Record):
        draft = thing.address in drafts
        return not wanted.of_statements and (not wanted.statuses or draft)
    if wanted.statuses:
        marks = {thing.status, *(["draft"] if thing.address in drafts else [])}
        if marks.isdisjoint(wanted.statuses):
            return False
    if wanted.recorded_since:
        if not thing.recorded or (thing.recorded.earliest or date.min) < wanted.recorded_since:
            return False
    source = wanted.source.partition("/")[2] or wanted.source
    return not source or source in {r.source for r in thing.references}


def _when(library: Library, thing: Record | Statement) -> When | None:
    """When it held, happened, was said or was issued."""
    found: When | None
    if isinstance(thing, Record):
        found = thing.labels.get("issued") or thing.labels.get("said")
        return found
    if isinstance(thing, Wording):
        record = library.records.get(thing.record)
        found = record.labels.get("said") if record else None
        return thing.said or found
    return thing.when or thing.said


def _hit(library: Library, address: str, thing: Record | Statement, drafts: set[str]) -> Hit:
    marks = ["draft"] if address in drafts else []
    when = _when(library, thing)
    if isinstance(thing, Record):
        return Hit(address, tuple(marks), thing.name, date_words(when, True) if when else "")
    marks = ([thing.status] if thing.status != "accepted" else []) + marks
    time = date_words(when, not thing.property) if when else ""
    return Hit(address, tuple(marks), plain.sentence(library, thing), time)


def as_text(hits: list[Hit], width: int = 0) -> str:
    """A line each; cut to a terminal's `width`, if one is given."""
    return "\n".join(_line(hit, width) for hit in hits)


def _line(hit: Hit, width: int) -> str:
    marks = f"[{', '.join(hit.marks)}] " if hit.marks else ""
    head, tail = f"{hit.address}: {marks}", f" ({hit.when})" if hit.when else ""
    room = max(SHORTEST, width - len(head) - len(tail)) if width else len(hit.says)
    says = hit.says if len(hit.says) <= room else f"{hit.says[: room - 1].rstrip()}…"
    return f"{head}{says}{tail}"


def as_json(hits: list[Hit]) -> str:
    """The same as JSON text, in ASCII."""
    told = [
        {"address": h.address, "marks": [*h.marks], "says": h.says, "when": h.when} for h in hits
    ]
    return json.dumps({"found": told}, indent=1)
