"""The pin of a telling: a short digest of all that a reader is told of the facts it rests on.

It stands next to what `history` counts as published: whatever of a fact changes only with a reason
changes its pin, and so do the names that its sentence prints, and its disputes. Addresses are
followed back to those that things had first, so that giving a record or a fact another address
changes no pin. It is made from the whole library, never from a view of it.
"""

import re
from collections.abc import Callable, Iterable

from factsheet.cache import digest
from factsheet.evidence import published
from factsheet.evidence.heads import Name
from factsheet.evidence.library import Library
from factsheet.evidence.published import Part, Texts
from factsheet.reading import Dispute
from factsheet.values import Absent, Amount, Statement, Tongue

LETTERS = 6  # of a pin
PIN = re.compile(f"[0-9a-f]{{{LETTERS}}}")
NAMES = {  # what a reader is told -> its name in a message
    **published.FACT, "record": "record", "label": "label", "disputes": "dispute",
    "dispute notes": "note of its dispute",
}  # fmt: skip
Label = Callable[[Library, Statement], str]
Forms = tuple[tuple[str, ...], ...]  # of each of some facts, every address that it has or had
WRITTEN_LATER = "dispute notes"  # what a view leaves out though it alters nothing


def _label(library: Library, statement: Statement) -> str:
    """The label of a field as the site has typed it; of one that came with the package its key."""
    fields = library.kind_of(statement.record).all_fields
    return fields[statement.property].own or statement.property


def pin(library: Library, addresses: Iterable[str], label: Label = _label) -> str:
    """The pin of these facts together, in whatever order; each has to be in the library.

    What is not said of a fact counts for nothing: a key that statements get one day changes no pin.
    Nor do the words of the interface: values count as they are typed. `label` gives what counts for
    the field of a value; only who makes pins as former versions did has another one.
    """
    marks = {_digest(library, address, label) for address in addresses}
    return digest(*sorted(marks)).hex()[:LETTERS]


def _digest(library: Library, address: str, label: Label) -> bytes:
    statement = library.statements[address]
    texts = {**told(library, address), "language": str(getattr(statement, "language", ""))}
    if (value := typed(statement.value)) is not None:
        texts["value"] = value
    if texts["label"]:
        texts["label"] = label(library, statement)
    return digest(*sorted(f"{key}\0{text}" for key, text in texts.items() if text))


def typed(value: object) -> str | None:
    """A value that pages say in words of the interface, without these; None for any other."""
    if isinstance(value, Amount):
        about = "~" if value.about else ""
        return f"{value.low}/{value.high}{about} {value.unit}{value.currency}"
    if isinstance(value, Absent):
        return str(value.value)
    return str(value) if isinstance(value, bool | Tongue | tuple) else None


def told(library: Library, address: str) -> Texts:
    """All that a reader is told of a fact, in words, by the keys of NAMES."""
    statement = library.statements[address]
    found = published.fact(library, statement, lambda other: _called(library, other))
    for key in published.FREE:
        del found[key]
    record = library.heads[statement.record]
    field = record.kind.all_fields.get(statement.property)
    bare = not statement.text  # then its sentence says of which record, and what of it
    found["record"] = record.name if bare else ""
    found["label"] = field.within if field and bare else ""
    disputes = _disputes(library, statement)
    found["disputes"] = "; ".join(
        f"{one.question} ({', '.join(sorted(first(library, v.text) for v in one.statements))})"
        for one in disputes
    )
    found["dispute notes"] = "; ".join(one.note for one in disputes)
    return found


def changes(was: Texts, now: Texts) -> tuple[Part, ...]:
    """What differs between two states of what is told of a fact."""
    return published.differences(NAMES, was, now)


def altered(library: Library, view: Library, address: str) -> bool:
    """Whether a view of a library tells something else of a fact that it has."""
    found = changes(told(library, address), told(view.untranslated, address))
    return any(name != NAMES[WRITTEN_LATER] for name, _, _ in found)


def forms(library: Library, addresses: Iterable[str]) -> Forms:
    """Every address that each of these facts has or had."""
    return tuple(tuple(_forms(library, address)) for address in addresses)


def there(library: Library, forms: Forms) -> list[str]:
    """The addresses at which a library has facts of these forms; nothing where it lacks one."""
    found = [next((a for a in some if a in library.statements), "") for some in forms]
    return found if all(found) else []


def _forms(library: Library, address: str) -> list[str]:
    home, _, name = address.partition("#")
    record = library.heads[home]
    kind = record.kind.plural
    homes = [home, *(o if "/" in o else f"{kind}/{o}" for o in record.labels.get("formerly", ()))]
    known = library.statements[address].formerly if name else ()
    ids = [name, *(one for one in known if "/" not in one)]
    whole = [one for one in known if "/" in one]
    return [*(f"{one}#{id_}" if id_ else one for one in homes for id_ in ids), *whole]


def _disputes(library: Library, statement: Statement) -> list[Dispute]:
    """The disputes that name a statement, by what they ask."""
    return sorted(library.disputes_on(statement), key=lambda one: (one.question, one.note))


def _called(library: Library, address: str) -> str:
    """The first address of a record, and what it is called; of a fact its first address alone."""
    name = library.names.get(address)
    return f"{name.first} {name.name}" if name else first(library, address)


def first(library: Library, address: str) -> str:
    """The address that a record, or a statement on one, had first."""
    home, hash_, id_ = address.partition("#")
    statement: Statement | None = library.statements.get(address)
    if statement and statement.formerly and hash_:
        id_ = statement.formerly[0]
        if "/" in id_:
            return id_
    name: Name | None = library.names.get(home)
    return f"{name.first if name else home}{hash_}{id_}"
