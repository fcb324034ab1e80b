"""Translations of a site's own texts: listed for translators, taken in again, confirmed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.refused import Refused
from factsheet.evidence import Library, pinned

MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the site: where it stands, the original, its translation, how that stands.

    `pin` is what a translation of it is made from now; `how` one of `translating`'s, or MISSING.
    """

    address: str
    key: str
    original: str
    translation: str
    seen: str  # the pin that the translation has
    pin: str
    how: str
    path: str
    line: int
    name: str  # of its record


class Given(NamedTuple):
    """A translation as it comes back: of what, the text, the pin that it was made from."""

    address: str
    key: str
    text: str
    pin: str
    original: str = ""  # where the file has it


class Tally(NamedTuple):
    """How many texts a language has: of how many, and how many of them are to be read again."""

    texts: int
    translated: int
    again: int


def texts(library: Library, language: str) -> Iterator[Text]:
    """Every text of the site, with its translation into a language if there is one."""
    for place in pinned.places(library):
        record = library.records[place.address.partition("#")[0]]
        found = place.into(language)
        if getattr(place.text, "language", "") == language:
            continue  # it is the original
        how = pinned.standing(library, place, found) if found else MISSING
        spot = found.spot if found else place.statement.spot if place.statement else record.spot
        said, seen = (found.text, found.seen) if found else ("", "")
        yield Text(
            place.address, place.key, str(place.text), said, seen, pinned.pin(library, place),
            how, spot.path, spot.line, str(record.name),
        )  # fmt: skip


def tally(library: Library, language: str) -> Tally:
    """How much of a site is translated into a language."""
    states = [one.how for one in texts(library, language)]
    again = sum(how not in (pinned.CURRENT, MISSING) for how in states)
    return Tally(len(states), sum(how != MISSING for how in states), again)


def take_in(
    edit: Edit, language: str, original: str, given: Iterable[Given],
    library: Library | None = None,
) -> int:  # fmt: skip
    """Write translations into the files, each with its pin; gives how many are new or others.

    A `library` is that of the edit so far, where it changed what is translated. Raises `Refused`
    for what is translated nowhere on the site.
    """
    library = edit.library if library is None else library
    known = {(one.address, one.key): one for one in texts(library, language)}
    present, count = library.present, 0
    for one in given:
        there = known.get((present(one.address), one.key))
        if there is None:
            hint = "export the texts again: factsheet words export"
            raise Refused(f"{one.address} has no text under {one.key}", hint)
        if not one.pin and one.original not in ("", there.original):
            why = f"{one.address} reads otherwise now, and the file does not say how it read"
            raise Refused(why, "export the texts again, and keep their pins")
        pin = one.pin or there.pin
        if there.how == pinned.CURRENT and pin != there.pin:
            continue  # an older translation than the one that is there
        if one.text and (one.text, pin) != (there.translation, there.seen):
            _write(edit, there, language, original, one.text, pin)
            count += 1
    return count


def confirm(edit: Edit, language: str, addresses: Iterable[str]) -> int:
    """Renew the pins of the translations at these addresses; gives how many were out of date."""
    count, known = 0, list(texts(edit.library, language))
    for address in map(edit.library.present, addresses):
        found = [one for one in known if one.address == address]
        if not any(one.translation for one in found):
            raise Refused(f"{address} has no translation into {language}")
        for one in found:
            if one.translation and one.seen != one.pin:
                _write(edit, one, language, "", one.translation, one.pin)
                count += 1
    return count


def _write(edit: Edit, one: Text, language: str, original: str, text: str, pin: str) -> None:
    doc, steps = edit.statement(one.address)
    there, new = doc.data((*steps, one.key)), {"text": text, "seen": pin}
    if isinstance(there, dict):
        doc.set((*steps, one.key, language), new)
    else:
        doc.set((*steps, one.key), {original: str(there), language: new})
