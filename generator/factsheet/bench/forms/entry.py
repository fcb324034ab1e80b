"""What a form enters: its questions, what stands in them already, and what its answers do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from factsheet.bench.edits.edit import Edit
from factsheet.bench.entering import asking
from factsheet.bench.entering.asking import Question
from factsheet.bench.forms.attempt import Attempt
from factsheet.bench.forms.sent import INTO, Sent, Texts, translatable
from factsheet.bench.words import translations
from factsheet.values import Flag

TAKE = "take."  # before a key that two have changed: `theirs` is what stands there now
WAITS = "a draft has no translation: type it when it is published"

# what is asked beside the questions -> the words above it
CALLED = {
    "cited": "Sources", "holds": "Sources", "id": "Id", "anyway": "Perhaps it is there already",
    "way": "It contradicts what is there", "question": "Question of the dispute",
    "dispute_note": "Why they may differ", "supersedes_why": "Why it did", "kind": "What happened?",
    "why": "Why, for readers", "successor": "What took its place", "ended": "It held until",
}  # fmt: skip
FLAGS = {
    "draft": ("Draft", "keep it, but do not publish it yet"),
    "planned": ("Planned", "it may lie in the future"),
}


@dataclass
class Entry:
    """A form on an edit; `address` is what its page beside shows.

    `parts` are the further parts that it has: id, anyway, rivals, reasons, ended, preferred,
    withdraw, rename, move, merge.
    `cited` are references that stand there, which are kept or dropped one by one; `opened` is
    what stands there now, for telling whether somebody else changed it.
    """

    edit: Edit
    address: str
    title: str
    questions: list[Question]
    parts: set[str] = field(default_factory=set)
    values: Texts = field(default_factory=dict)
    cited: list[str] = field(default_factory=list)
    opened: Texts | None = None
    translations: dict[str, dict[str, str]] = field(default_factory=dict)
    button: str = "Add it"

    def enter(self, sent: Sent, attempt: Attempt) -> None:
        """Do to the edit what the form says. Raises Refused."""
        raise NotImplementedError

    def called(self) -> dict[str, str]:
        """What each of its fields is called, by key."""
        return {**CALLED, **{q.key: q.label for q in self.questions}}

    @property
    def codes(self) -> list[str]:
        """The languages of the site, the first its own."""
        return [one.code for one in self.edit.built.speeches]

    def translate(self, sent: Sent, attempt: Attempt) -> None:
        """Write the translations that are typed, pinned to what they are made from."""
        asked = [q.key for q in self.questions if translatable(q)]
        for code in self.codes[1:]:
            named = {key: f"{key}{INTO}{code}" for key in asked}
            typed = {key: sent.one(name) for key, name in named.items()
                     if sent.one(f"{TAKE}{name}") != "theirs"}  # fmt: skip
            there = {key: self.translations.get(key, {}).get(code, "") for key in asked}
            new = {key: text for key, text in typed.items() if text and text != there[key]}
            if new and sent.has("draft"):
                attempt.say(WAITS, next(iter(new)))
            elif new:
                library = self.edit.try_out().built.library
                home = attempt.beside or attempt.address
                given = [translations.Given(home, key, text, "") for key, text in new.items()]
                translations.take_in(self.edit, code, self.codes[0], given, library)

    def answered(self, sent: Sent, attempt: Attempt) -> tuple[Texts, dict[str, Any]]:
        """The answers as typed and as data; what is missing or wrong is noted."""
        typed = sent.typed(self.questions)
        if typed.get("status") == ["accepted"]:  # which nobody types
            del typed["status"]
        data = attempt.read(self.questions, typed)
        attempt.lacking = asking.missing(self.questions, typed, sent.has("draft"))
        return typed, data


def flags(names: Iterable[str]) -> list[Question]:
    """The boxes that can be ticked."""
    return [Question(name, FLAGS[name][0], Flag(), FLAGS[name][1]) for name in names]
