"""Texts of a site as files for translators, a catalogue of gettext or a table, and back."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from factsheet.bench.edits.refused import Refused
from factsheet.bench.imports.disarming import armed, as_csv
from factsheet.bench.words.catalogues import head, quoted
from factsheet.bench.words.translations import MISSING, Given, Text
from factsheet.evidence import pinned
from factsheet.language import texts as forms_of

ABOUT = '"pin" says what a translation is made from: leave it as it is.'
COLUMNS = ["address", "key", "of", "original", "translation", "state", "pin", "file"]
MAX_BYTES = 20_000_000
MAX_ROWS = 200_000
_FORMS = re.compile(rb"Plural-Forms", re.I)  # a header could ask for any number of them
_PIN = re.compile(r"pin: ([0-9a-f]{8})")


def as_po(found: Iterable[Text], code: str, language: str) -> str:
    """A catalogue of texts; the context is address and key, what is out of date is fuzzy."""
    out = [head(code, f"Texts of the site, to be translated into {language}", ABOUT)]
    for one in found:
        old = one.how not in (MISSING, pinned.CURRENT)
        lines = [f"#. {one.name}", f"#. pin: {one.pin}", f"#: {one.path}:{one.line}"]
        lines += ["#, fuzzy"] if old else []
        lines += [f"msgctxt {quoted(f'{one.address} {one.key}')}"]
        lines += [f"msgid {quoted(one.original)}", f"msgstr {quoted(one.translation)}"]
        out.append("\n".join(lines) + "\n")
    return "\n".join(out)


def as_table(found: Iterable[Text]) -> str:
    """A table of texts for a spreadsheet, which runs nothing of it."""
    rows = [
        [t.address, t.key, t.name, t.original, t.translation, t.how, t.pin, f"{t.path}:{t.line}"]
        for t in found
    ]
    return as_csv([COLUMNS, *rows])


def read(data: bytes, name: str) -> list[Given]:
    """The translations in a file. Raises `Refused` for one that cannot be read."""
    if len(data) > MAX_BYTES:
        raise Refused(f"{name} has {len(data):,} bytes; {MAX_BYTES:,} are allowed", "part it")
    found = list(_of_table(data, name) if name.lower().endswith(".csv") else _of_po(data, name))
    if len(found) > MAX_ROWS:
        raise Refused(f"{name} has {len(found):,} texts; {MAX_ROWS:,} are allowed", "part it")
    return found


def _of_po(data: bytes, name: str) -> Iterator[Given]:
    from babel.messages.pofile import PoFileError, read_po

    try:
        if _FORMS.search(data):
            raise ValueError("texts of a site have no plural forms")
        catalogue = read_po(data.splitlines(True), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError, LookupError) as error:
        raise Refused(f"{name} is no catalogue: {error}", "export the texts again") from None
    for one in catalogue:
        text, context = forms_of(one.string)[:1], one.context or ""
        if one.id and text and text[0] and not one.fuzzy:
            address, _, key = context.rpartition(" ")
            pins = (_PIN.fullmatch(line.strip()) for line in one.auto_comments)
            pin = next((found[1] for found in pins if found), "")
            said, original = " ".join(text[0].split()), str(forms_of(one.id)[0])
            yield Given(address, key, said, pin, original)


def _of_table(data: bytes, name: str) -> Iterator[Given]:
    try:
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        for row in rows:
            if missing := {"address", "key", "translation"} - row.keys():
                raise Refused(f"{name} lacks the column {sorted(missing)[0]}")
            cells = {key: armed(text or "") for key, text in row.items() if isinstance(key, str)}
            if text := " ".join(cells["translation"].split()):
                more = cells.get("pin", ""), cells.get("original", "")
                yield Given(cells["address"], cells["key"], text, *more)
    except (csv.Error, UnicodeDecodeError) as error:
        raise Refused(f"{name} is no table: {error}", "export the texts again") from None
