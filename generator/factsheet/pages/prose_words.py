"""Numbers, dates and names in a passage of free prose that the facts it rests on do not hold.

What a passage may say is in the words of its facts: sentences, values, dates, notes, the days of
their sources, and all that the records they name are called. A guess, told on request: a sum or a
name from the sentence before is right and in none of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from factsheet.evidence import Library, folded, pins
from factsheet.issues import Issue, spot_at
from factsheet.language import ENGLISH, date_words, month_name, now, remembered, sizes
from factsheet.pages import plain, tellings
from factsheet.pages.claimants import Called, heard_as, names_of
from factsheet.pages.tellings import Telling
from factsheet.reading import Record
from factsheet.values import Address, Doubt, Statement, Wording

CODE = "prose-word"
# a number with whatever a language puts between its digits, and the word behind it
_NUMBER = re.compile(r"(?<![\w.,])(\d(?:[\d,.\u00a0\u202f]*\d)?)(?:\s+(\w+))?")
_STEM = 4  # letters of a name that are enough to know it in another form: Norway, Norwegian


def doubts(library: Library, pages: Mapping[str, str], called: Called) -> Iterator[Doubt]:
    """A doubt for each word of each passage that its facts do not hold; `pages`: texts by path."""
    names = _names(library, called)
    for path, text in pages.items():
        yield from _of_page(library, text, path, names)


def _of_page(
    library: Library, text: str, path: str, names: "Names"
) -> Iterator[Doubt]:  # fmt: skip
    for telling in tellings.read(text):
        if telling.addresses and all(a in library.statements for a in telling.addresses):
            for word in dict.fromkeys(_odd(library, telling, text, names)):
                at = text.find(word, telling.beside[0].start if telling.beside else telling.start)
                message = f'"{word}" is in none of the facts that the passage rests on'
                hint = "name the fact that holds it, or say it otherwise"
                spot = spot_at(text, at if 0 <= at < telling.at else telling.start, path)
                yield Doubt(path, Issue(spot, CODE, message, hint, len(word)), (*word.split(),))


def _odd(library: Library, telling: Telling, text: str, names: "Names") -> Iterator[str]:
    """The words of a passage that its facts do not hold."""
    said = heard_as(library, telling.typed(text))
    facts = [library.statements[address] for address in telling.addresses]
    held = " ".join(word for fact in facts for word in _held(library, fact))
    numbers, months = {*_numbers(held)}, _months()
    for match in _NUMBER.finditer(said):
        if not numbers & {*_forms(match)}:
            yield match[0] if match[2] in sizes() else match[1]
    for word in months:
        if re.search(rf"\b{word}\b", said) and not re.search(rf"\b{word}\b", held):
            yield word
    told = {address.record for fact in facts for address in _linked(library, fact)}
    words = folded(held)
    for match in names.pattern.finditer(said) if names.pattern else ():
        meant = names.addresses[match[0]]
        forms = (form for address in meant for form in names.forms[address])
        if told.isdisjoint(meant) and not any(_stands(form, words) for form in forms):
            yield match[0]


def _held(library: Library, statement: Statement) -> Iterator[str]:
    """All words in which something of a statement is said."""
    yield from pins.told(library, statement.address).values()
    yield plain.line(library, statement)
    for when in (statement.when, statement.said, *library.issued(statement)):
        yield date_words(when) if when else ""
    record = library.heads[statement.record]
    yield from (record.name, *record.other_names)
    yield from (d for d in _whole_dates(statement))


def _whole_dates(statement: Statement) -> Iterator[str]:
    """Both ends of a span whole: pages leave out what the last date says too."""
    for when in filter(None, (statement.when, statement.said)):
        yield from (one.first.isoformat() for one in (when.start, when.end) if one)


def _linked(library: Library, statement: Statement) -> Iterator[Address]:
    """The records that a statement names, and its own."""
    yield from statement.links()
    yield Address(statement.record, statement.spot, 1)
    if isinstance(statement, Wording):
        yield statement.speaker or library.heads[statement.record].labels["speaker"]


def _numbers(words: str) -> Iterator[float | str]:
    return (one for match in _NUMBER.finditer(words.replace("-", " ")) for one in _forms(match))


def _forms(match: re.Match[str]) -> Iterator[float | str]:
    """What a number is known by: with its size, so that 1.5 million and 1,500,000 are one.

    In another language than English its digits as well: a fact may be in English, 8,848.86, and the
    prose on it not, 8.848,86.
    """
    whole, _, part = match[1].partition(".")
    whole, part = _digits(whole), _digits(part)
    yield float(f"{whole}.{part}") * sizes().get(match[2] or "", 1)
    if now().language != ENGLISH:
        yield whole + part


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@remembered(8)
def _months() -> tuple[str, ...]:
    return tuple(month_name(month) for month in range(1, 13))


class Names:
    """What records are called: a pattern that finds names, longest first, and whose they are."""

    def __init__(self, found: Iterable[tuple[Record, list[str]]]) -> None:
        self.addresses: dict[str, set[str]] = {}
        self.forms: dict[str, list[str]] = {}
        for record, forms in found:
            self.forms[record.address] = forms
            for form in forms:
                if len(form) > 1 and form[0].isupper():
                    self.addresses.setdefault(form, set()).add(record.address)
        longest = sorted(self.addresses, key=len, reverse=True)
        alternatives = "|".join(map(re.escape, longest))
        self.pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)") if longest else None


def _names(library: Library, called: Called) -> Names:
    """The names of all records that are things with names: no sources, events, quotes."""
    kinds = (k for k in library.kinds.values() if not (k.is_source or k.is_statement))
    records = (r for kind in kinds if not kind.has_wordings for r in library.of(kind.plural))
    return Names((record, names_of(record, called)) for record in records)


def _stands(name: str, words: str) -> bool:
    """Whether a name stands among folded words, also in another form of its first long word."""
    parts = folded(name)
    long = next((part for part in parts.split() if len(part) >= _STEM), "")
    stem = long[: max(_STEM, len(long) - 2)]
    return bool(re.search(rf"\b{re.escape(parts)}\b", words)) or bool(
        stem and re.search(rf"\b{re.escape(stem)}", words)
    )
