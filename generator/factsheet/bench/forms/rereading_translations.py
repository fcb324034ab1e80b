"""Translations whose originals read otherwise now: both side by side, confirmed singly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.refused import Refused
from factsheet.bench.forms.here import bench
from factsheet.bench.forms.refusals import finished
from factsheet.bench.words import translations
from factsheet.bench.words.translations import MISSING, Text
from factsheet.evidence import pinned
from factsheet.language import language_name
from factsheet.pages import plain

pages = Blueprint("rereading_translations", __name__)
OTHERWISE = "the translation or its original reads otherwise by now: load the page anew"
HOW = {
    pinned.REWORDED: "the original reads otherwise now",
    pinned.STALE: "the value, the status, the time or who says so is another now",
    pinned.UNREAD: "nobody has confirmed it yet",
    pinned.CURRENT: "it stands, and has no pin",
}


@dataclass(frozen=True)
class Row:
    """What is confirmed at once: all translations at an address into a language that are behind.

    `says` is how the fact prints now; `mark` is by what all of it is known again.
    """

    language: str
    called: str
    address: str
    texts: Sequence[Text]
    says: str
    mark: str


def behind(edit: Edit) -> list[Row]:
    """The translations of a site that are to be read again, language by language."""
    rows = []
    for code in [one.code for one in edit.built.speeches[1:]]:
        found: dict[str, list[Text]] = {}
        for one in translations.texts(edit.library, code):
            if one.translation and one.seen != one.pin:
                found.setdefault(one.address, []).append(one)
        rows += [_row(edit, code, address, texts) for address, texts in found.items()
                 if any(one.how not in (pinned.CURRENT, MISSING) for one in texts)]  # fmt: skip
    return rows


def _row(edit: Edit, code: str, address: str, texts: list[Text]) -> Row:
    statement = edit.library.statements.get(address)
    says = plain.line(edit.library, statement) if statement else ""
    shown = [code, address, says]
    for one in texts:
        shown += (one.key, one.original, one.translation, one.seen, one.pin)
    mark = sha256("\0".join(shown).encode()).hexdigest()[:16]
    return Row(code, language_name(code), address, texts, says, mark)


@pages.post("/tellings/translation")
def confirm() -> Response:
    """Confirm the translations at an address that were read beside their originals."""
    mark = request.form.get("mark", "")
    with bench().editing() as edit:
        same = next((one for one in behind(edit) if one.mark == mark), None)
        if same is None:
            raise Refused(OTHERWISE)
        translations.confirm(edit, same.language, [same.address])
        finished(edit)
    return redirect(url_for("rereading.listed", translation=""), 303)
