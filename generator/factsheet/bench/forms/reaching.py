"""A change that reaches many files: tried without writing, shown whole, written as it was shown."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from flask import render_template, request
from werkzeug.datastructures import MultiDict

from factsheet.bench.changes import retyping
from factsheet.bench.edits.edit import Edit, Outcome
from factsheet.bench.forms import beside, guard
from factsheet.bench.forms.attempt import Attempt
from factsheet.bench.forms.form_views import UNFIT, Answer, begun, to_saved
from factsheet.bench.forms.here import bench
from factsheet.bench.forms.sent import Sent
from factsheet.bench.uses.use import Use
from factsheet.issues import plain
from factsheet.language import plural

MOST = 100  # places that are named
LINES = 400  # of a difference that are shown
SEAL = "seal"  # the field that says which change was shown
OTHER = "it changes something else than what was shown: look at it again"


@dataclass(frozen=True)
class Foreseen:
    """What would be written: the files, line by line, the warnings; `seal` stands for all of it."""

    seal: str
    files: list[str]
    lines: list[str]
    more: int


@dataclass
class Reaching:
    """A change of what stands at `address`, on an edit; `uses` are the places that name it now."""

    edit: Edit
    address: str
    uses: list[Use] = field(init=False)
    template = ""
    key = ""  # the field at which a refusal is told
    work: Collection[str] = ()  # codes of errors that it makes on purpose

    def __post_init__(self) -> None:
        self.edit.place(self.address)
        self.uses = retyping.uses(self.edit, self.address)

    def enter(self, sent: Sent, attempt: Attempt) -> None:
        """Do to the edit what the form says. Raises Refused."""
        raise NotImplementedError

    def told(self, sent: Sent) -> dict[str, Any]:
        """What its page says beside what every such page does."""
        return {}


def answer(make: Callable[[Edit], Reaching]) -> Answer:
    """The form; with what it would change, when it is sent; written, when that was shown."""
    if request.method in guard.READS:
        return begun(lambda edit: _page(make(edit), Sent(MultiDict()), Attempt()))
    if request.args.get("check"):
        with bench().trying() as edit:
            change = make(edit)
            attempt = _try(change, _typed(change))
            return render_template("said.html", key=change.key, attempt=attempt)
    with bench().editing() as edit:
        return _answered(make(edit))


def _typed(change: Reaching) -> Sent:
    """What was sent; a sign that acts is in no address, and is shown as what it is."""
    fields = request.form.copy()
    fields[change.key] = plain(fields.get(change.key, ""))
    return Sent(fields)


def _try(change: Reaching, sent: Sent) -> Attempt:
    attempt = Attempt()
    with attempt.telling(change.key):
        change.enter(sent, attempt)
    return attempt


def _answered(change: Reaching) -> Answer:
    edit, sent = change.edit, _typed(change)
    told = change.told(sent)  # before anything is other
    attempt = _try(change, sent)
    if not attempt.sound:
        return _page(change, sent, attempt, told), UNFIT
    seal = _seal(edit)
    outcome = edit.finish(change.work, dry_run=sent.one(SEAL) != seal)
    attempt.judge(outcome, [])
    if outcome.written:
        return to_saved(edit, outcome, attempt)
    if outcome.refused:
        return _page(change, sent, attempt, told), UNFIT
    if sent.one(SEAL):
        attempt.say(OTHER)
    page = _page(change, sent, attempt, told, _foreseen(outcome, seal))
    return page, UNFIT if attempt.wrong else 200


def _seal(edit: Edit) -> str:
    """A word for all bytes that an edit changes, as they were and as they would be."""
    states = [(path, edit.before(path), now) for path, now in edit.changes().items()]
    return sha256(repr(states).encode()).hexdigest()


def _foreseen(outcome: Outcome, seal: str) -> Foreseen:
    lines = outcome.diff.split("\n")
    return Foreseen(seal, outcome.changed, lines[:LINES], len(lines) - LINES)


def _page(
    change: Reaching, sent: Sent, attempt: Attempt, told: dict[str, Any] | None = None,
    foreseen: Foreseen | None = None,
) -> str:  # fmt: skip
    survey, uses = bench().survey(), change.uses
    files = plural(len({use.path for use in uses}), "file")
    verb = "names" if files == "1 file" else "name"
    named = f"{files} {verb} it, at {plural(len(uses), 'place')}."
    return render_template(
        change.template, change=change, address=change.address, sent=sent, attempt=attempt,
        named=named if uses else "Nothing names it.", uses=uses[:MOST], more=len(uses) - MOST,
        foreseen=foreseen, frame=beside.frame(survey, change.address),
        touched=beside.touched(survey, change.address),
        **(change.told(sent) if told is None else told),
    )  # fmt: skip
