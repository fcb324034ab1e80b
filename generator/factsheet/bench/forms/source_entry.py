"""A new source as a form has it: what was found of it, and what somebody says instead."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from factsheet.bench.edits.edit import Edit
from factsheet.bench.entering import asking
from factsheet.bench.forms.attempt import Attempt
from factsheet.bench.forms.sent import Sent, as_typed
from factsheet.bench.sources import adding_sources
from factsheet.bench.sources.found import Found
from factsheet.bench.sources.twins import Twin

MAX_READINGS = 20  # that are kept between being read and being saved
TWIN = "perhaps it is there already: cite that, or tick that it is another"
_ENDINGS = {"html": "page", "htm": "page", "bib": "bibtex", "ris": "ris", "json": "csl"}
_BEGINNINGS = {b"@": "bibtex", b"TY": "ris", b"{": "csl", b"[": "csl", b"<": "page"}


class NewSource:
    """One source that is to be added."""

    def __init__(self, edit: Edit, found: Found) -> None:
        kinds = edit.built.kinds
        self.edit, self.found = edit, found
        self.questions = asking.of_record(kinds, kinds[kinds.sources])

    def planned(
        self, sent: Sent | None, attempt: Attempt
    ) -> tuple[adding_sources.Added, Twin | None]:
        """The source as it would be added, and what is perhaps the same."""
        found, given = self._said(sent, attempt) if sent else (self.found, {})
        id_ = sent.one("id") if sent else ""
        plan = adding_sources.plan(self.edit.library, [found], given, self.edit.on, id_)
        return plan.added[0], next((twin for _, twin in plan.twins), None)

    def enter(self, sent: Sent, attempt: Attempt) -> None:
        """Put the file of the source into the edit. Raises Refused."""
        added, twin = self.planned(sent, attempt)
        if id_ := sent.one("id"):
            with attempt.telling("id"):
                adding_sources.refuse_taken(self.edit.library, id_)
        if not added.source.text("publisher"):
            attempt.say("nobody is named as publisher", "publisher")
        if twin and not sent.has("anyway"):
            attempt.say(TWIN, "anyway")
        if attempt.sound:
            self.edit.put(*adding_sources.file_of(self.edit.library, added))
            attempt.address, attempt.shown = added.address, [added.address]
            attempt.done = f"added: {added.address}"

    def _said(self, sent: Sent, attempt: Attempt) -> tuple[Found, dict[str, Any]]:
        """(what was found and stays, what somebody says instead)."""
        typed = sent.typed(self.questions)
        proposed = adding_sources.plan(self.edit.library, [self.found], {}, self.edit.on).added[0]
        there = as_typed(self.questions, proposed.source.data)
        sure = proposed.source.guesses if sent.has("sure") else ()
        other = {k: v for k, v in typed.items() if v != there.get(k) or k in sure}
        fields = {key: said for key, said in self.found.fields.items() if key in typed}
        given = attempt.read([q for q in self.questions if q.key in other], other)
        return replace(self.found, fields=fields), given


def sort_of(name: str, content: bytes) -> str:
    """What a file or a pasted text is, by its ending, else by how it begins; empty for nothing."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        return ""
    ending = _ENDINGS.get(name.rpartition(".")[2].lower(), "")
    return ending or next((s for b, s in _BEGINNINGS.items() if start.startswith(b)), "csl")
