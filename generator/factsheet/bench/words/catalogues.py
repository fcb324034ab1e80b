"""A catalogue of the tool's words as a file of gettext: made, brought up to date, checked.

A message has its key as context, a word of a kind what it is: `kind.label`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from factsheet.kinds import all_words
from factsheet.language import comments, english, places, texts

if TYPE_CHECKING:
    from babel import Locale

LONGEST = {"menu.": 24, "theme.contents": 30, "script.": 200}  # letters that a menu holds
ABOUT = (
    "Each message has a place in braces for every value; a plural has the forms of the language."
)
Forms = tuple[str, ...]


class Entry(NamedTuple):
    """A word to translate: where it stands, its English forms, what is said of it."""

    context: str
    forms: Forms
    comment: str


class Fault(NamedTuple):
    """What is wrong with a catalogue, the line where, and what the entry is for."""

    line: int
    message: str
    hint: str


@dataclass
class Found:
    """What a catalogue has for an entry: its forms, remarks of translators, whether it is fuzzy."""

    english: Forms
    forms: Forms
    remarks: tuple[str, ...] = ()
    fuzzy: bool = False
    line: int = 1


def entries() -> Iterator[Entry]:
    """Every word of the tool, in the order of its files."""
    notes = comments()
    for key, forms in english().items():
        yield Entry(key, forms, notes.get(key, ""))
    for (context, text), where in all_words().items():
        yield Entry(context, (text,), where)


def known(data: bytes, code: str) -> dict[tuple[str, str], Found]:
    """What a catalogue has, by context and English; raises ValueError for one that is damaged."""
    from babel.messages.pofile import PoFileError, read_po

    if many := re.search(rb"nplurals *= *(\d+)", data):
        if len(many[1]) > 1:
            raise ValueError("a language has at most nine forms")
    try:
        found = read_po(data.splitlines(True), locale=code.replace("-", "_"), abort_invalid=True)
    except (PoFileError, LookupError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from None
    out = {}
    for one in found:
        ids, forms = texts(one.id), texts(one.string)
        if ids != ("",):
            remarks = tuple(one.user_comments)
            text = Found(ids, forms, remarks, one.fuzzy, one.lineno or 1)
            out[one.context or "", ids[0]] = text
    return out


def written(code: str, old: bytes = b"") -> str:
    """The catalogue of a language with every word of the tool; what `old` has is kept.

    What is translated from other English is marked as fuzzy; what nobody says any more goes.
    """
    from babel import Locale

    locale = Locale.parse(code.replace("-", "_"))
    count, plurals = _plurals(locale)
    there = known(old, code) if old else {}
    before = {context: one for (context, _), one in there.items()}
    name = f"{locale.english_name}: the words of pages, theme and script"
    out = [head(code, name, ABOUT, f"Plural-Forms: {plurals}")]
    for entry in entries():
        found = there.get((entry.context, entry.forms[0]))
        if found is None and not entry.context.startswith("kind."):
            found = before.get(entry.context)
            found = found and Found(found.english, found.forms, found.remarks, fuzzy=True)
        out.append(_entry(entry, found, count))
    return "\n".join(out)


def head(code: str, name: str, about: str, *more: str) -> str:
    """The head of such a file: what it is, in two lines, and what its tools ask for."""
    fields = (
        f"Language: {code}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        *more,
    )
    said = (f"# {name}", f"# {about}", 'msgid ""', 'msgstr ""', *(f'"{one}\\n"' for one in fields))
    return "\n".join(said) + "\n"


def _plurals(locale: "Locale") -> tuple[int, str]:
    """How many forms a language has, and the rule by which gettext chooses one, in CLDR's order."""
    from babel.messages.plurals import get_plural
    from babel.plural import to_gettext

    rule = to_gettext(locale.plural_form)
    if re.search(r"\be\b", rule):  # for "millions of", which gettext cannot tell apart
        count, rule = get_plural(locale)
        return count, f"nplurals={count}; plural={rule};"
    return len(locale.plural_form.tags) + 1, rule


def _entry(entry: Entry, found: Found | None, count: int) -> str:
    """One entry of the file."""
    lines = [f"# {one}".rstrip() for one in found.remarks] if found else []
    lines += [f"#. {entry.comment}"] if entry.comment else []
    lines += ["#, fuzzy"] if found and found.fuzzy and any(found.forms) else []
    lines += [f"msgctxt {quoted(entry.context)}", f"msgid {quoted(entry.forms[0])}"]
    forms = found.forms if found else ()
    if len(entry.forms) == 1:
        lines.append(f"msgstr {quoted(forms[0] if forms else '')}")
    else:
        lines.append(f"msgid_plural {quoted(entry.forms[1])}")
        each = [forms[n] if n < len(forms) else "" for n in range(count)]
        lines += [f"msgstr[{n}] {quoted(text)}" for n, text in enumerate(each)]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A text as such files have it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def check(data: bytes, code: str) -> list[Fault]:
    """What is wrong with a catalogue: missing, unused, wrong places, too long for a menu."""
    try:
        there = known(data, code)
    except ValueError as error:
        return [Fault(1, f"this is no catalogue: {error}", "mend the file")]
    wanted = {(one.context, one.forms[0]): one for one in entries()}
    out = []
    for key, entry in wanted.items():
        found = there.pop(key, None)
        if why := _wrong(entry, found):
            line = found.line if found else 1
            out.append(Fault(line, f"{entry.context}: {why}", f"it is for {entry.forms[-1]!r}"))
    for (context, text), found in there.items():
        message = f"{context}: nobody says {text!r}"
        out.append(Fault(found.line, message, "factsheet words extract leaves it out"))
    return out


def _wrong(entry: Entry, found: Found | None) -> str:
    """What is wrong with the translation of an entry."""
    if not found or not all(found.forms):
        return "not translated"
    if found.fuzzy:
        return "marked as fuzzy: the English has changed"
    wanted = set[str]().union(*map(places, entry.forms))
    for text in found.forms:
        given = places(text)
        if given - wanted or wanted - given - {"count"}:
            return f"its places are {_listed(given)}, those of the English {_listed(wanted)}"
        if re.search(r"\{(?!\w+\})|(?<!\w)\}", text):
            return "a brace stands for no place"
    most = next((most for key, most in LONGEST.items() if entry.context.startswith(key)), 0)
    if most and not entry.forms[0][most:] and any(len(text) > 2 * most for text in found.forms):
        return f"longer than a menu can hold: {2 * most} letters"
    return ""


def _listed(names: set[str] | frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "none"
