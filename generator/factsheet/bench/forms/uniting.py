"""Two records that are one: both beside each other, which one stays, what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request

from factsheet.bench.changes import merging, moving, retyping
from factsheet.bench.edits.refused import Refused
from factsheet.bench.forms.attempt import Attempt
from factsheet.bench.forms.form_views import BOTH, Answer
from factsheet.bench.forms.reaching import Reaching, answer
from factsheet.bench.forms.sent import Sent
from factsheet.language import plural

pages = Blueprint("uniting", __name__)
WHICH = "with which record?"
DRAFT = "is a draft: publish it first"


@dataclass(frozen=True)
class Side:
    """One of the two, as far as it takes to choose; `places` name it."""

    address: str
    name: str
    kind: str
    facts: int
    places: int


class Merge(Reaching):
    """One record of two: all that the one has stands on the other, and its address leads there."""

    template, key, work = "merge.html", "other", moving.WORK

    def told(self, sent: Sent) -> dict[str, Any]:
        """The kind of both, and both of them when the other is known."""
        found = [self._side(one) for one in self._both(sent) if one in self.edit.library.records]
        return {
            "plural": self.address.partition("/")[0],
            "sides": found if len(found) == 2 else [],
            "stays": self._stays(sent),
        }

    def _both(self, sent: Sent) -> list[str]:
        return list(dict.fromkeys([self.address, sent.one("other")]))

    def _stays(self, sent: Sent) -> str:
        """The one that stays: as it is chosen, else the other one."""
        return sent.one("stays") if sent.one("stays") in self._both(sent) else sent.one("other")

    def _side(self, address: str) -> Side:
        record = self.edit.library.records[address]
        own = address == self.address
        uses = self.uses if own else retyping.uses(self.edit, address)
        return Side(address, record.name, record.kind.name, len(record.statements), len(uses))

    def enter(self, sent: Sent, attempt: Attempt) -> None:
        """Merge them."""
        edit, other, into = self.edit, sent.one("other"), self._stays(sent)
        if not other:
            attempt.say(WHICH, self.key)
            return
        for one in self._both(sent):
            if one in edit.library.unpublished:
                raise Refused(f"{one} {DRAFT}")
        old = self.address if into == other else other
        left = merging.merge(edit, old, into)
        came = [one for one in edit.library.statements if one.startswith(f"{old}#")]
        attempt.address, attempt.shown = into, [into]
        attempt.done = f"{old} is part of {into} now, with {plural(len(came), 'fact')}"
        attempt.warnings += [f"left out, {into} says otherwise: {one}" for one in left]


@pages.route("/merge", methods=BOTH)
def merge() -> Answer:
    """Make one record of the one at `address` and another."""
    return answer(lambda edit: Merge(edit, request.args.get("address", "")))
