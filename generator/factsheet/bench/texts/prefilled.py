"""What of a text goes into the form of a fact or a quote, as far as the text says it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factsheet.evidence import Library, folded
from factsheet.kinds import Kind
from factsheet.reading import Record
from factsheet.values import Link, When

_QUOTED = re.compile(r"“([^“”]+)”|«\s*([^«»]+?)\s*»|„([^„“]+)“|\"([^\"]+)\"")
_AROUND = '“”„"«» '
SHORT = 3  # letters of a name that is looked for


def reference(source: str, place: str) -> str:
    """A reference as it is typed: `abc-2024-12-08#P5`."""
    id_ = source.rpartition("/")[2]
    return f"{id_}#{place}" if place else id_


def fact(source: str, place: str, words: str) -> dict[str, str]:
    """What is known of a fact in words of a text."""
    return {"text": words, "references": reference(source, place)}


def quote(
    library: Library, kind: Kind, source: str, place: str, words: str, paragraph: str
) -> dict[str, str]:
    """What is known of a quote of words in a paragraph; what is not is left out.

    The speaker is who alone is named in the paragraph, outside of what is quoted.
    """
    record: Record | None = library.records.get(source)
    label = record.labels if record else {}
    issued: When | None = label.get("issued")
    day = str(issued.edtf) if issued and issued.earliest == issued.latest else ""
    said = {
        "text": quoted(words),
        "references": reference(source, place),
        "speaker": speaker(library, kind, paragraph),
        "said": day,
        "language": str(label.get("language", "")),
    }
    return {key: value for key, value in said.items() if value}


def quoted(words: str) -> str:
    """The words that alone are in quotation marks; else all, without marks around them."""
    found: list[str] = [next(filter(None, one.groups())) for one in _QUOTED.finditer(words)]
    if len(found) == 1:
        return found[0].strip()
    return words.strip(_AROUND) if not found else words.strip()


def speaker(library: Library, kind: Kind, paragraph: str) -> str:
    """Who can be meant by the only name in a paragraph; empty when none is, or several are.

    Persons go before others: “the group’s leader Ann Lake said”.
    """
    text = f" {folded(_QUOTED.sub(' ', paragraph))} "
    type_ = kind.all_labels.get("speaker")
    kinds = type_.kinds if isinstance(type_, Link) else ()
    named: dict[str, set[str]] = {}
    for record in library.records.values():
        if record.kind.plural in kinds and any(f" {n} " in text for n in _names(record)):
            named.setdefault(record.kind.plural, set()).add(record.address)
    for plural in sorted(named, key=kinds.index):
        return min(named[plural]) if len(named[plural]) == 1 else ""
    return ""


def _names(record: Record) -> Iterable[str]:
    """The names of a record as they are compared."""
    native = record.labels.get("native_name", {}).values()
    names = (record.name, *record.other_names, *native)
    return [name for one in names if len(name := folded(str(one))) >= SHORT]
