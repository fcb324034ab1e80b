"""The library in another language: translations in the place of originals, where they still hold.

A translation is pinned to what it was made from, in two halves: what is said in substance (value,
status, claimant, time), and the words. Where the substance differs, the original is printed, marked
with its language; where only the words differ, the old translation with the original beside it.
What nobody has translated is printed in its own language.
"""

from dataclasses import replace
from operator import is_
from typing import Any, NamedTuple

from factsheet.cache import ALL, noting
from factsheet.evidence import forwarding
from factsheet.evidence.library import Library, publish
from factsheet.evidence.pinned import CURRENT, REWORDED, UNREAD, Place, of_statement, standing
from factsheet.evidence.pinned import named_labels, worded_labels
from factsheet.evidence.translated_kinds import named_first
from factsheet.kinds import Kinds
from factsheet.language import fits, locator_words
from factsheet.reading import Dispute, Record
from factsheet.values import Address, Change, File, Foreign, Marked, Name, Option, Options, Outdated
from factsheet.values import Passage, Reference, Removal, Statement, Translated, Worded, Wording

GONE = ("taken_down", "withdrawn")  # labels that say since when and why


Others = tuple[tuple[str, Record | None], ...]  # other records by address, as they were


class Kept(NamedTuple):
    """What a build of the same process has translated.

    By address (original, translation, the other records on which it rests).
    """

    kinds: tuple[Kinds, Kinds]  # of the language, and of the original
    named: Kinds
    records: dict[str, tuple[Record, Record, Others]]


class _Translator:
    """Puts what is to be printed in a language into the place of texts."""

    def __init__(
        self, whole: Library, language: str, original: str, kinds: Kinds, kept: Kept | None
    ) -> None:
        self.whole, self.language, self.original = whole, language, original
        known = kept and kept.kinds[0] is kinds and kept.kinds[1] is whole.kinds
        if not kept or not known:
            kept = Kept((kinds, whole.kinds), named_first(kinds, whole.kinds), {})
        self.kept, self.kinds = kept, kept.named

    def once(self, record: Record) -> Record:
        """A record as it is printed; as it was before, if all is the same that it rests on."""
        there = dict.get  # quietly
        was = self.kept.records.get(record.address)
        if was and was[0] is record:
            if all(there(self.whole.records, address) is one for address, one in was[2]):
                return was[1]
        with noting(self.whole.notes) as read:
            made = self.record(record)
        self.kept.records.pop(record.address, None)
        plain = {key.removeprefix("name ").partition("#")[0] for key in read}
        if not any(" " in one or one == ALL for one in plain):  # else it rests on more than records
            others = ((one, there(self.whole.records, one)) for one in plain - {record.address})
            self.kept.records[record.address] = record, made, tuple(others)
        return made

    def text(self, place: Place) -> str:
        """What is printed for a text."""
        own = getattr(place.text, "language", "") or self.original
        if own == self.language:
            return str(place.text)
        original = Foreign(place.text, own)
        if not (found := place.into(self.language)):
            return original
        how = standing(self.whole, self.full(place), found)
        if how == REWORDED and place.statement:
            return Outdated(found.text, original)
        return found.text if how in (CURRENT, UNREAD) else original

    def full(self, place: Place) -> Place:
        """A place with its statement as it stands in the whole library: a view has less of it."""
        whole = place.statement and self.whole.statements.get(place.address)
        return place._replace(statement=whole) if whole else place

    def record(self, record: Record) -> Record:
        """A record as it is printed."""
        kind = self.kinds[record.kind.plural]
        labels = dict(record.labels)
        for key in GONE:
            if key in labels:
                labels[key] = self.removal(labels[key])
        if record.taken_down:
            return replace(record, kind=kind, labels=labels)
        for key in worded_labels(record):
            labels[key] = self.text(Place(record.address, key, labels[key]))
        if "type" in labels and type(labels["type"]) is str:
            labels["type"] = Translated(labels["type"], record.labels["type"])
        labels.pop("article", None)  # of the name in the original
        for key in named_labels(record):
            labels[key] = self.named(record.labels[key])
        if "name" in record.labels:
            labels["native_name"] = self.names(record)
        statements = {id_: self.statement(record, s) for id_, s in record.statements.items()}
        self.prefer(statements)
        disputes = {id_: self.dispute(one) for id_, one in record.disputes.items()}
        return replace(record, kind=kind, labels=labels, statements=statements, disputes=disputes)

    def names(self, record: Record) -> dict[str, str]:
        """What a record is called in other languages than the one that is printed."""
        name, known = record.labels["name"], record.labels.get("native_name", {})
        own = getattr(name, "language", "") or self.original
        others = {own: str(name), **known} if isinstance(name, Worded) else known
        return {code: said for code, said in others.items() if code != self.language}

    def statement(self, record: Record, statement: Statement) -> Statement:
        """A statement as it is printed."""
        if gone := statement.taken_down:
            return replace(statement, taken_down=self.removal(gone))
        new: dict[str, Any] = {
            "value": self.value(record, statement),
            "changes": tuple(self.change(statement, one) for one in statement.changes),
            "references": tuple(map(self.reference, statement.references)),
        }
        for place in of_statement(record, statement):
            text = self.text(place)
            new[place.key] = (
                Passage(text)
                if isinstance(statement.value, Passage) and place.key == "value"
                else text
            )
        for key in ("asserted_by", "via"):
            if any(isinstance(one, str) for one in getattr(statement, key)):
                new[key] = tuple(self.party(one) for one in getattr(statement, key))
        if isinstance(statement, Wording) and isinstance(statement.translated_by, str):
            new["translated_by"] = statement.translated_by and self.party(statement.translated_by)
        return replace(statement, **new)

    def own(self, text: str) -> str:
        """A text of the site that nobody translates."""
        return text if self.language == self.original else Foreign(text, self.original)

    def removal(self, gone: Removal) -> Removal:
        """That something is gone, with the ground as it was given."""
        return replace(gone, why=self.own(gone.why))

    def change(self, statement: Statement, change: Change) -> Change:
        """A change, with its words as they were; those of a wording are in its language."""
        was = self.own(change.was)
        if isinstance(statement, Wording):
            same = statement.language == self.language
            was = change.was if same else Foreign(change.was, statement.language)
        return replace(change, was=was, why=self.own(change.why))

    def reference(self, one: Reference) -> Reference:
        """A reference, its place in the source as it was typed."""
        typed = locator_words(one.locator) == one.locator
        return replace(one, locator=self.own(one.locator)) if one.locator and typed else one

    def named(self, value: Any) -> Any:
        """Names in the language of the original; those in other letters stay as they are."""
        if isinstance(value, tuple):
            return tuple(map(self.named, value))
        known = isinstance(value, (Marked, Worded)) or fits(value, self.original)
        return self.text(Place("", "", value)) if known else value

    def value(self, record: Record, statement: Statement) -> Any:
        """A value with its words as they are printed."""
        value = statement.value
        if isinstance(value, Option):
            return self.option(record, statement)
        if isinstance(value, File):
            return replace(value, alt=self.own(value.alt), credit=self.own(value.credit))
        if isinstance(value, Name):
            language, spellings = value.language or self.original, self.named(value.spellings)
            return replace(value, language=language, spellings=spellings)
        return value

    def party(self, one: Address | str) -> Address | str:
        """Somebody who has no record, in the words of the original."""
        if not isinstance(one, str):
            return one
        own = getattr(one, "language", "") or self.original
        if own == self.language:
            return str(one)
        found = Place("", "", one).into(self.language)
        return found.text if found else Foreign(one, own)

    def option(self, record: Record, statement: Statement) -> Option:
        """An option, as its kind calls it."""
        field = self.kinds[record.kind.plural].all_fields.get(statement.property)
        key = statement.value.key
        type_ = field.type if field else None
        return Option(key, type_.labels[key]) if isinstance(type_, Options) else statement.value

    def prefer(self, statements: dict[str, Statement]) -> None:
        """Of the wordings of a quote, prefer one in the language that is printed."""
        own = [
            (id_, s) for id_, s in statements.items()
            if isinstance(s, Wording)
            and _same(s.language, self.language)
            and s.status == "accepted"
            and not s.draft
        ]  # fmt: skip
        if own and not any(s.preferred for _, s in own):
            for id_, one in statements.items():
                if isinstance(one, Wording) and (one.preferred or id_ == own[0][0]):
                    statements[id_] = replace(one, preferred=id_ == own[0][0])

    def dispute(self, one: Dispute) -> Dispute:
        """A dispute as it is printed."""
        question = self.text(Place(one.address, "question", one.question))
        return replace(one, question=question, note=self.text(Place(one.address, "note", one.note)))


def _same(one: str, other: str) -> bool:
    """Whether two codes are of one language, whatever the country."""
    return one.partition("-")[0] == other.partition("-")[0]


def translated(
    library: Library, language: str, original: str, kinds: Kinds, whole: Library | None = None,
    kept: dict[str, Kept] | None = None,
) -> Library:  # fmt: skip
    """The library as it is printed in a language; `original` is that of texts that name none.

    It is made once of a library.

    Of a view, `whole` is the library that pins are made from. `kept` has what the last build made,
    by language, and gets what this one makes.
    """
    key, made_by = ("in", language), (original, kinds, whole)
    if (known := library.worked_out.get(key)) and all(map(is_, known[1], made_by)):
        found: Library = known[0]
        return found
    kept = {} if kept is None else kept
    translator = _Translator(whole or library, language, original, kinds, kept.get(language))
    kept[language] = translator.kept
    out = Library(translator.kinds, library.unpublished, library.until)
    out.moved.update({k: library.moved[k] for k in dict.keys(library.moved)})
    out.renamed.update(library.renamed)
    out.original, out.unread, out.unclear = library, library.unread, library.unclear
    for record in library.records.quietly():
        publish(out, translator.once(record))
    forwarding.elsewhere(library, out)
    library.worked_out[key] = out, made_by
    return out
