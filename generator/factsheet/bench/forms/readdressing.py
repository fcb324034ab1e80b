"""Another address for what is there: another id where it stands, or a place on another record."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from factsheet.bench.changes import changing, moving, renaming
from factsheet.bench.changes.changing import Part
from factsheet.bench.edits.edit import Edit
from factsheet.bench.entering import adding
from factsheet.bench.forms.attempt import Attempt
from factsheet.bench.forms.form_views import BOTH, Answer
from factsheet.bench.forms.here import bench
from factsheet.bench.forms.reaching import Reaching, answer
from factsheet.bench.forms.sent import Sent
from factsheet.language import plural

pages = Blueprint("readdressing", __name__)
WHICH = "type the new id"
SAME = "that is the address it has"
WHERE = "to which record?"
WHY = "a value says something else on another record: say why it moves"


class Rename(Reaching):
    """Another id, wherever it is named; the old address leads on."""

    template, key = "rename.html", "new"

    def told(self, sent: Sent) -> dict[str, Any]:
        """The id that it has, and the one that would be made for it today."""
        own = self.address.partition("#")[2] or self.address.partition("/")[2]
        return {"own": own, "suggested": _suggested(self.edit, self.address, own)}

    def enter(self, sent: Sent, attempt: Attempt) -> None:
        """Rename it."""
        new = sent.one("new")
        if not new:
            attempt.say(WHICH, self.key)
            return
        now = renaming.whole(self.edit, self.address, new)
        if now == self.address:
            attempt.say(SAME, self.key)
            return
        found = renaming.rename(self.edit, self.address, now)
        attempt.address, attempt.shown = now, [now]
        attempt.done = f"{self.address} is now {now}: {plural(len(found), 'place')} named it"


def _suggested(edit: Edit, address: str, own: str) -> str:
    """The id that would be made from its name or sentence; empty where it has that already."""
    home, hash_, _ = address.partition("#")
    of = changing.part(edit, address)
    if not hash_:
        names = bench().names(edit)
        known = address in names and not of.kind.is_source
        called = names[address].names[0] if known else ""
        found = adding.propose_record_id(edit, of.kind.plural, called) if called else ""
    elif of.sort == "fact" and isinstance(of.data.get("text"), str):
        found = adding.propose_id(edit, home, of.data)
    else:
        found = ""
    start, _, number = found.rpartition("-")
    return "" if start == own and number.isdigit() else found  # its own id was in the way


class Move(Reaching):
    """A place on another record; the old address leads there."""

    template, key, work = "move.html", "to", moving.WORK

    def told(self, sent: Sent) -> dict[str, Any]:
        """The kinds of records that have a place for it; whether it says why it moves."""
        edit, of = self.edit, changing.part(self.edit, self.address)
        under = of.field or f"{of.sort}s"
        fit = [
            kind.plural for kind in edit.built.kinds.values()
            if not kind.is_source and moving.fits(kind, under)
        ]  # fmt: skip
        return {"kinds": fit, "silent": _silent(of)}

    def enter(self, sent: Sent, attempt: Attempt) -> None:
        """Move it."""
        to, why = sent.one("to"), sent.one("why")
        if not to:
            attempt.say(WHERE, self.key)
        if not why and _silent(changing.part(self.edit, self.address)):
            attempt.say(WHY, "why")
        if attempt.sound:
            new = moving.move(self.edit, self.address, to, why)
            attempt.address, attempt.shown = new, [new]
            attempt.done = f"{self.address} is now {new}"


def _silent(of: Part) -> bool:
    """Whether it says nothing by itself: a value without a sentence."""
    return of.sort == "value" and "text" not in of.data


@pages.route("/rename", methods=BOTH)
def rename() -> Answer:
    """Give what stands at `address` another id."""
    return answer(lambda edit: Rename(edit, request.args.get("address", "")))


@pages.route("/move", methods=BOTH)
def move() -> Answer:
    """Take what stands at `address` to another record."""
    return answer(lambda edit: Move(edit, request.args.get("address", "")))
