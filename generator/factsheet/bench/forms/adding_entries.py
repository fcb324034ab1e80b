"""Forms that add: a fact or a value, a record, a quote, a wording."""

from __future__ import annotations

from factsheet.bench.changes import versions
from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.refused import Refused
from factsheet.bench.entering import adding, alike, asking
from factsheet.bench.entering.alike import Alike
from factsheet.bench.forms.attempt import Attempt
from factsheet.bench.forms.entry import Entry, flags
from factsheet.bench.forms.sent import Sent
from factsheet.values import LEAD, Statement

DISPUTE, SUPERSEDES = "dispute", "supersedes"
TWIN = "perhaps it is there already: add the source to that, or tick that it is another"
CONTRADICTS = "say how the two go together"
WHY = "tell readers why"


class AddFact(Entry):
    """A fact on a record; with a field a value of it, or the record's lead."""

    def __init__(self, edit: Edit, home: str, key: str) -> None:
        kind, self.key = adding.home_of(edit, home), key
        adding.known_field(kind, key)
        asked = asking.of_statement(edit.built.kinds, kind, key)
        what = "the lead" if key == LEAD else "a fact" if not key else kind.all_fields[key].label
        parts = {"anyway", "rivals"} | ({"id"} if key != LEAD else set())
        title = f"Add {what} to {_called(edit, home)}" if key in ("", LEAD) else (
            f"{what}: add a value to {_called(edit, home)}"
        )  # fmt: skip
        super().__init__(edit, home, title, [*asked, *flags(("draft", "planned"))], parts)
        field = kind.all_fields.get(key)
        self.single = field is not None and field.single

    def enter(self, sent: Sent, attempt: Attempt) -> None:
        """Add it, and settle how it goes with what it contradicts."""
        _, data = self.answered(sent, attempt)
        if "text" in data or "value" in data:
            warn(attempt, sent, alike.facts(self.edit, self.address, data, self.key))
        if attempt.lacking or attempt.wrong.keys() - {"anyway"}:
            return
        id_ = sent.one("id")
        attempt.address = adding.add_fact(self.edit, self.address, data, self.key, id_)
        attempt.shown, attempt.done = [attempt.address], f"added: {attempt.address}"
        if self.single and "draft" not in data:
            self._settle(sent, attempt)

    def _settle(self, sent: Sent, attempt: Attempt) -> None:
        edit, new = self.edit, attempt.address
        rivals = versions.contradicted(edit.try_out().built, new)
        if not rivals:
            return
        attempt.rivals = [versions.told(edit.library, one) for one in rivals]
        attempt.needs.add("rivals")
        way, why = sent.one("way"), sent.one("supersedes_why")
        if way == SUPERSEDES and why:
            for one in rivals:
                versions.supersede(edit, one.address, new, why)
                attempt.shown.append(one.address)
        elif way == SUPERSEDES:
            attempt.say(WHY, "supersedes_why")
        elif way == DISPUTE:
            self._dispute(sent, attempt, rivals)
        else:
            attempt.say(CONTRADICTS, "way")

    def _dispute(self, sent: Sent, attempt: Attempt, rivals: list[Statement]) -> None:
        there = versions.over(self.edit.library, rivals)
        question, note = sent.one("question"), sent.one("dispute_note")
        if not there and not (question and note):
            for key, text in (("question", question), ("dispute_note", note)):
                if not text:
                    attempt.say(WHY if key == "dispute_note" else "what do they answer?", key)
            return
        found = [*(one.address for one in rivals), attempt.address]
        versions.dispute(self.edit, found, there.address if there else question, note)


class AddWording(Entry):
    """A further wording of a quote."""

    def __init__(self, edit: Edit, quote: str) -> None:
        kind = adding.home_of(edit, quote)
        if not kind.has_wordings:
            raise Refused(f"{quote} is no quote", "add a fact to it")
        asked = [*asking.of_wording(edit.built.kinds, kind), *flags(["draft"])]
        title = f"Add a wording to {_called(edit, quote)}"
        super().__init__(edit, quote, title, asked, {"anyway", "id"})

    def enter(self, sent: Sent, attempt: Attempt) -> None:
        """Add it."""
        _, data = self.answered(sent, attempt)
        if "text" in data:
            warn(attempt, sent, alike.facts(self.edit, self.address, data))
        if not attempt.lacking and not attempt.wrong.keys() - {"anyway"}:
            new = adding.add_wording(self.edit, self.address, data, sent.one("id"))
            attempt.address, attempt.shown, attempt.done = new, [new], f"added: {new}"


class AddRecord(Entry):
    """A record of a kind; a quote comes with its first wording."""

    def __init__(self, edit: Edit, plural: str) -> None:
        kind = self.kind = adding.kind_of(edit, plural)
        if kind.is_source:
            raise Refused(f"{plural} are added from what is known of them", "add a source")
        asked = asking.of_record(edit.built.kinds, kind)
        self.own = {question.key for question in asked} | {"draft"}
        if kind.has_wordings:
            words = asking.of_wording(edit.built.kinds, kind)
            asked += [question for question in words if question.key not in self.own]
        asked += flags(["draft", *(["planned"] if kind.is_statement else [])])
        super().__init__(edit, f"{plural}/", f"Add a {kind.name}", asked, {"anyway", "id"})

    def enter(self, sent: Sent, attempt: Attempt) -> None:
        """Add it."""
        edit, kind = self.edit, self.kind
        _, data = self.answered(sent, attempt)
        warn(attempt, sent, self._alike(data))
        if attempt.lacking or attempt.wrong.keys() - {"anyway"}:
            return
        id_ = sent.one("id") or adding.propose_record_id(edit, kind.plural, str(data["name"]))
        if kind.has_wordings:
            labels = {key: value for key, value in data.items() if key in self.own}
            wording = {key: value for key, value in data.items() if key not in self.own}
            new = adding.add_quote(edit, kind.plural, id_, labels, wording)
        else:
            new = adding.add_record(edit, kind.plural, id_, data)
        attempt.address, attempt.shown, attempt.done = new, [new], f"added: {new}"

    def _alike(self, data: dict[str, object]) -> list[Alike]:
        if self.kind.has_wordings:
            return alike.quotes(self.edit, self.kind.plural, data)
        return alike.new_record(self.edit, self.kind, data)


def warn(attempt: Attempt, sent: Sent, found: list[Alike]) -> None:
    """Note what is perhaps there already, unless it is to be added anyway."""
    attempt.twins = found
    if found:
        attempt.needs.add("anyway")
    if found and not sent.has("anyway"):
        attempt.say(TWIN, "anyway")


def _called(edit: Edit, home: str) -> str:
    record = edit.library.records.get(home)
    return record.name if record else home
