"""Whether a passage that tells a claim says whose it is, in any of its names."""

import re
from collections.abc import Mapping
from posixpath import dirname, normpath

from factsheet.evidence import Head, Library, folded
from factsheet.pages.functions import Refused
from factsheet.pages.tellings import Telling, calls
from factsheet.values import Address, Statement, Wording

CLAIMS = ("claimed", "denied")
_BEFORE = "[وفبلك]{0,2}"  # what Arabic writes before a name as part of its word: "and", "by", "to"
CODE = "prose-claimant"
Called = Mapping[str, tuple[str, ...]]  # further forms of records' names, by address
_TITLE = r"""(?:\s+(?:"(?:(?!\]\().)*"|'(?:(?!\]\().)*'))?"""
_LINK = re.compile(rf"\[([^\]]*)\]\(\s*<?([^\s<>()]+)(?:{_TITLE}\s*|[^)]*)\)", re.S)
# what no reader sees: the name that a link or a note has, an attribute, the words for a picture
_UNSEEN = re.compile(
    r"(?<=\])\s?\[[^\]]*\]|\[\^[^\]]*\]|\{:?[^{}\n]*\}|!\[[^\]]*\]|<[a-z]+:[^<>\s]*>"
)
_LETTERS = 3  # of a name in capitals that may be a word as well
_STEM = 5  # letters by which a word is known in another form


def check(library: Library, telling: Telling, text: str, page: str, called: Called) -> None:
    """Raise Refused for the first claimant or speaker whom a passage does not name.

    It may stand in the passage, or before it in the same sentence.
    """
    found = [(s, party) for s in _facts(library, telling) for party in _vouching(library, s)]
    if not found:
        return
    words, linked = heard(library, text[telling.sentence : telling.end], page)
    for statement, party in found:
        if not _named(library, party, words, linked, called):
            raise _unnamed(library, statement, party)


def problem(library: Library, telling: Telling, text: str, page: str, called: Called) -> str:
    """The same in a sentence, empty where all are named."""
    try:
        check(library, telling, text, page, called)
    except Refused as refused:
        return f"{refused.message}; {refused.hint}"
    return ""


def _facts(library: Library, telling: Telling) -> list[Statement]:
    return [library.statements[address] for address in telling.addresses]


def _vouching(library: Library, statement: Statement) -> tuple[Address | str, ...]:
    """Those whom a passage on a statement has to name."""
    if isinstance(statement, Wording):
        return (statement.speaker or library.heads[statement.record].labels["speaker"],)
    return statement.asserted_by if statement.status in CLAIMS else ()


def _unnamed(library: Library, statement: Statement, party: Address | str) -> Refused:
    if isinstance(party, str):
        name = party
    else:
        name = library.heads[party.record].short_name
    what = "is in the words of" if isinstance(statement, Wording) else f"is {statement.status} by"
    said = "denied" if statement.status == "denied" else "said"
    hint = f'write "{name} {said} that …" or "…, according to {name}"'
    if isinstance(party, Address):
        hint += f"; other forms of the name go into data/site.yml: called: {{{party.record}: […]}}"
    message = f'"{statement.address}" {what} {name}, whom the passage does not name'
    return Refused(message, hint, CODE)


def _named(
    library: Library, party: Address | str, words: str, linked: set[str], called: Called
) -> bool:
    """Whether one of these words, or what they lead to, names somebody."""
    if isinstance(party, str):
        said = re.split("[,،、]", party)[0]
        stems = [word[:_STEM] for word in folded(said).split() if len(word) >= _STEM]
        if not stems:  # an acronym, a man
            return stands(said.split()[-1], words)
        before = _BEFORE if stems[0] > "\u0590" else ""
        return any(re.search(rf"\b{before}{stem}", folded(words)) for stem in stems)
    names = names_of(library.heads[party.record], called)
    return party.record in linked or any(stands(name, words) for name in names)


def names_of(record: Head, called: Called) -> list[str]:
    """All that a record is called: its name, other spellings, the forms that the site adds."""
    native = record.labels.get("native_name", {})
    return [record.name, *record.other_names, *native.values(), *called.get(record.address, ())]


def stands(name: str, words: str) -> bool:
    """Whether a name stands among words, alone or with an s behind it.

    In any spelling; letters like IS and US, which are words too, as they are written.
    """
    letters = len(name) <= _LETTERS and name.isupper()
    name = name if letters else folded(name)
    among = words if letters else folded(words)
    before = _BEFORE if name[:1] > "\u0590" else ""
    return bool(name and re.search(rf"\b{before}{re.escape(name)}(?:e?s)?\b", among))


def heard(library: Library, typed: str, page: str) -> tuple[str, set[str]]:
    """(the words of a passage, the records that it leads to, or whose claim it prints)."""
    linked = set[str]()
    for _, (name, texts, _) in calls(typed):
        statement = library.statements.get(texts[0]) if texts else None
        if texts and name == "link" and re.search(r"\w", texts[-1]):
            linked.add(texts[0].partition("#")[0])
        elif statement and name in ("fact", "value"):  # prints its claimants
            linked |= {p.record for p in statement.asserted_by if isinstance(p, Address)}
    for match in _LINK.finditer(typed):
        if not re.search(r"\w", match[1]):
            continue
        place = normpath(f"{dirname(page) or '.'}/{match[2].partition('#')[0]}")
        linked.add(place.removesuffix(".md"))
    return heard_as(library, typed), linked


def heard_as(library: Library, typed: str) -> str:
    """The words of a passage: links as a reader sees them, of other expressions nothing."""
    out, at = list[str](), 0
    for match, (name, texts, _) in calls(typed):
        record = library.names.get(texts[0].partition("#")[0]) if texts else None
        said = texts[1] if len(texts) > 1 else record.name if record else ""
        out += [typed[at : match.start()], said if name == "link" else ""]
        at = match.end()
    seen = _UNSEEN.sub(" ", _LINK.sub(r"\1", "".join([*out, typed[at:]])))
    return seen.replace("*", "")
