"""The form that changes what is there: a fact, a value, a wording, a dispute, a record."""

from __future__ import annotations

from typing import Any

from factsheet.bench.changes import changing, citing, reasons, versions
from factsheet.bench.changes.changing import Part
from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.places import key_of
from factsheet.bench.entering.asking import Question
from factsheet.bench.forms.attempt import Attempt, Clash
from factsheet.bench.forms.entry import TAKE, Entry, flags
from factsheet.bench.forms.sent import (
    CITED,
    HOLDS,
    INTO,
    Sent,
    Texts,
    as_typed,
    one_typed,
    translations,
)
from factsheet.values import LEAD, Many, ReferenceType

UNPUBLISHED = "unpublished"  # in the place of a kind of change: nobody read it yet
KEEP, DROP = "keep", "drop"
PLACED = "and the place in it: P5 is paragraph 5, p12 page 12"
DECIDE = "does it say what stands there now?"
CHOOSE, WHY = "choose one of these", "say it in a sentence"
SINCE = "say since when the new one holds, under When"


class Change(Entry):
    """What is there says something else, and readers are told why."""

    def __init__(self, edit: Edit, address: str) -> None:
        of = self.of = changing.part(edit, address)
        asked = [one for one in changing.questions(edit, of) if one.key not in changing.FLAGS]
        if of.statement:
            asked += flags(changing.FLAGS)
        values = as_typed(asked, of.data)
        if of.statement:
            source = Many(ReferenceType(edit.built.kinds.sources))
            asked.append(Question("references", "Further source", source, PLACED))
        parts = {"reasons"} | ({"cited"} if of.cited else set())
        parts |= {"preferred"} if of.sort == "wording" else set()
        parts |= {"ended"} if of.sort in ("fact", "value", "event") else set()
        home = of.sort == "record" and (of.kind.is_source or of.kind.has_wordings)
        parts |= {"withdraw"} if of.statement or home else set()
        parts |= _elsewhere(edit, of)
        super().__init__(edit, address, f"Change {_what(edit, of)}", asked, parts, values, of.cited)
        found = {q.key: translations(q, of.data[q.key]) for q in asked if q.key in of.data}
        self.translations = {key: others for key, others in found.items() if others}
        into = {f"{key}{INTO}{code}": [text] for key, others in self.translations.items()
                for code, text in others.items()}  # fmt: skip
        self.now: Texts = {**values, CITED: of.cited, **into}
        self.opened, self.button = self.now, "Save"
        self.places: dict[str, str] = {}  # references that get another place in their source

    def enter(self, sent: Sent, attempt: Attempt) -> None:
        """Change it as the form says, unless somebody else did meanwhile."""
        typed = sent.typed(self.questions)
        new = typed.pop("references", [])
        typed = self._merged(sent, attempt, typed)
        if typed.get("status") == ["accepted"] and "status" not in self.values:
            del typed["status"]
        differ = {k for k in {*typed, *self.values} if typed.get(k) != self.values.get(k)}
        asked = [q for q in self.questions if q.key in differ]
        values = attempt.read(asked, typed)
        without = [q.key for q in asked if q.key not in typed]
        attempt.lacking = [q for q in asked if q.required and q.key in without]
        attempt.address, attempt.shown = self.address, [self.address]
        attempt.done = f"changed: {self.address}"
        self._placed(sent, attempt)
        if not attempt.sound:
            return
        values = {key: self._whole(key, value) for key, value in values.items()}
        if ended := sent.one("ended"):
            self._ended(sent, attempt, values, without, new, ended)
        else:
            self._changed(sent, attempt, values, without, new)

    def _merged(self, sent: Sent, attempt: Attempt, typed: Texts) -> Texts:
        """What is typed, with what somebody else changed meanwhile where that is chosen."""
        opened, now = sent.opened() or self.now, self.now
        for key in sorted({*opened, *now}):
            was, theirs = opened.get(key, []), now.get(key, [])
            own = sent.many(key) if INTO in key else typed.get(key, [])
            own = [*sent.placed().values()] if key == CITED else own
            if was != theirs:
                attempt.clash[key] = Clash(was, theirs, own)
        chosen = {q.key for q in self.questions if sent.one(f"{TAKE}{q.key}") == "theirs"}
        mine = {key: texts for key, texts in typed.items() if key not in chosen}
        return mine | {key: now[key] for key in chosen if key in now}

    def _whole(self, key: str, value: Any) -> Any:
        """A value in which texts that stay as they are keep their translations."""
        old, question = self.of.data.get(key), next(q for q in self.questions if q.key == key)
        if not isinstance(old, list) or not isinstance(value, list):
            return value
        there = {one_typed(question, one): one for one in old}
        return [there.get(one, one) if isinstance(one, str) else one for one in value]

    def _changed(
        self, sent: Sent, attempt: Attempt, values: dict[str, Any], without: list[str],
        new: list[str],
    ) -> None:  # fmt: skip
        edit, of = self.edit, self.of
        follows = values.get("status") == "superseded" != of.data.get("status")
        if follows:
            attempt.needs.add("successor")
            del values["status"]
        note = str(values.pop("note", "")) if follows else ""
        differ = changing.put(of, values, without)
        if sent.has("preferred") and of.data.get("preferred") != "true":
            changing.prefer(edit, of)
        if follows:
            self._superseded(sent, attempt, note)
        for key in changing.lacking(of):
            attempt.say("its status asks for it", key)
        drop = self._cited(sent, attempt, differ)
        citing.cite(edit, of, new)
        changing.rest_on(of, drop)
        if not follows:
            self._reasons(sent, attempt)

    def _superseded(self, sent: Sent, attempt: Attempt, note: str) -> None:
        successor, why, kind = sent.one("successor"), sent.one("why"), sent.one("kind")
        for key, text, said in (
            ("successor", successor, "what took its place?"),
            ("why", why, WHY),
        ):
            if not text:
                attempt.say(said, key)
        if attempt.sound:
            kind = "" if kind == UNPUBLISHED else kind or "update"
            versions.supersede(self.edit, self.address, successor, why, note, kind)

    def _placed(self, sent: Sent, attempt: Attempt) -> None:
        """Give the references that stay the places that are typed beside them."""
        held, sources = sent.held(), self.edit.built.kinds.sources
        typed = {ref: now for ref, now in sent.placed().items()
                 if ref in self.cited and now != ref and held.get(ref) != DROP}  # fmt: skip
        one = Question(HOLDS, "Sources", Many(ReferenceType(sources)))
        attempt.read([one], {HOLDS: [*typed.values()]})
        if attempt.sound:
            citing.replace(self.of, typed)
            self.places = typed

    def _held(self, sent: Sent) -> tuple[list[str], list[str]]:
        """(the references that are kept, those that are dropped)."""
        held = sent.held()
        dropped = [ref for ref in self.cited if held.get(ref) == DROP]
        rest = sent.has("keep_rest")
        kept = [ref for ref in self.cited if held.get(ref) == KEEP or (rest and ref not in dropped)]
        return [self.places.get(ref, ref) for ref in kept], dropped

    def _cited(self, sent: Sent, attempt: Attempt, differ: set[str]) -> list[str]:
        """The references that are dropped; those that have to be looked at again are noted."""
        kept, drop = self._held(sent)
        kind = sent.one("kind")
        rest = changing.undecided(self.of, differ, kind, [*drop, *kept])
        if differ & {*changing.SAID} and self.cited:
            attempt.needs.add(HOLDS)
        if rest:
            attempt.say(f"{', '.join(rest)}: {DECIDE}", HOLDS)
        return drop

    def _reasons(self, sent: Sent, attempt: Attempt) -> None:
        """Write why, on every statement that owes it to readers."""
        kind, why = sent.one("kind"), sent.one("why")
        owed = reasons.owed(self.edit, self.edit.try_out().built) if self.edit.changes() else []
        if owed:
            attempt.needs.add("reasons")
        attempt.shown += [one.address for one in owed]
        if not owed or kind == UNPUBLISHED:
            return
        if not kind:
            attempt.say(CHOOSE, "kind")
        if not why:
            attempt.say(WHY, "why")
        if attempt.sound:
            reasons.give(self.edit, owed, kind, why)

    def _ended(
        self, sent: Sent, attempt: Attempt, values: dict[str, Any], without: list[str],
        new: list[str], ended: str,
    ) -> None:  # fmt: skip
        """Give the old statement its end; what is new stands beside it."""
        edit, of = self.edit, self.of
        beside = bool({"text", "value"} & {*values})
        attempt.needs |= {"ended", "reasons"}
        if "when" in values and not beside:
            attempt.say("say until when it held under “It held until” alone", "when")
        keep, drop = self._held(sent)
        refs = [*keep, *(ref for ref in new if ref not in keep)]
        if not refs:
            attempt.say("which source says so? add one, or say of one that it does", "references")
        kind, why = sent.one("kind"), sent.one("why")
        if kind not in ("", "update", UNPUBLISHED):
            attempt.say("what ended was right for its time: choose that the world changed", "kind")
        if not why and kind != UNPUBLISHED:
            attempt.say(WHY, "why")
        [when] = [q for q in self.questions if q.key == "when"]
        attempt.read([when], {"when": [ended]})
        if not attempt.sound:
            return
        values |= {"when": f"{ended}/.."} if beside and "when" not in values else {}
        added = [changing.follow(edit, of, values, refs)] if beside else []
        if not beside:
            changing.put(of, values, without)
        changing.end(of, ended)
        citing.cite(edit, of, new)
        changing.rest_on(of, drop)
        attempt.shown += added
        attempt.beside = "".join(added)
        attempt.done = f"ended: {of.address}" + (f"; added: {added[0]}" if added else "")
        self._given(kind, why, attempt)

    def _given(self, kind: str, why: str, attempt: Attempt) -> None:
        owed = reasons.owed(self.edit, self.edit.try_out().built)
        if kind != UNPUBLISHED:
            reasons.give(self.edit, owed, "update", why)
        attempt.shown += [one.address for one in owed]


def _elsewhere(edit: Edit, of: Part) -> set[str]:
    """The ways in which it can get another address."""
    if of.address == of.home:
        return {"rename", "merge"}
    return set() if key_of(edit.place(of.home)[1], of.steps) == LEAD else {"rename", "move"}


def _what(edit: Edit, of: Part) -> str:
    record = edit.library.records.get(of.home)
    name = record.name if record else of.home
    if of.sort in ("record", "event"):
        return name
    label = f"“{of.kind.all_fields[of.field].label}”" if of.field else f"a {of.sort}"
    return f"{label} of {name}"
