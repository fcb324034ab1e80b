"""A change of the report, made from what is known of it."""

from dataclasses import fields, replace

from factsheet.bench.desk import wording
from factsheet.bench.desk.report import ON_SITE, Change, Difference, Entry, Place, Source
from factsheet.bench.desk.shapes import cut, fits
from factsheet.bench.desk.sides import Side
from factsheet.cache import digest
from factsheet.document import published
from factsheet.evidence import Library, second_reader, weight
from factsheet.issues import Spot
from factsheet.language import locator_words
from factsheet.pages import plain
from factsheet.reading import Record
from factsheet.values import Change as Told
from factsheet.values import Reference, Statement, web

BLANK = Change(
    digest="0" * 16, sort="words", thing="record", traits=(), asked=(), address="", was_address="",
    name="", kind="", said="", says="", differences=(), entries=(), who=(), sources=(), strength="",
    page="", at=Place("", 0, 0),
)  # fmt: skip
_NOT_OF_IT = {"digest", "asked", "page", "at", "traits", "strength"}  # what comes from elsewhere
NAMES, WORDS, ADDRESS = 400, 4_000, 300
PARTS, ENTRIES, MANY = 30, 10, 20


def digest_of(*parts: str) -> str:
    """A short digest, in 16 letters."""
    return digest(*parts).hex()[:16]


def finished(change: Change, asked: tuple[str, ...]) -> Change:
    """The change with its digest, and the words because of which a second reader is asked for."""
    told = [repr(getattr(change, f.name)) for f in fields(change) if f.name not in _NOT_OF_IT]
    why = second_reader.asked(asked, change.sort, change.traits)
    return replace(change, digest=digest_of(*told), asked=why)


def place(spot: Spot) -> Place:
    """A place as the report has it."""
    return Place(cut(spot.path, 1_000), spot.line, spot.column)


def page_of(address: str) -> str:
    """Where a record or a part of it stands, below the site."""
    record, hash_, anchor = address.partition("#")
    return on_site(f"{published(f'{record}.md', True)}{hash_}{anchor}")


def on_site(path: str) -> str:
    """A path below the site; nothing for one that no page can have."""
    return path if fits(path, ON_SITE) else ""


def page_of_path(name: str) -> str:
    """Where a page stands, below the site, by its path in `content/`."""
    return on_site(published(name, True))


def on(record: Record, address: str, spot: Spot) -> Change:
    """A change of something that stands on a record."""
    return replace(
        BLANK,
        address=cut(address, ADDRESS),
        name=cut(str(record.name), NAMES),
        kind=cut(record.kind.name, NAMES),
        page=page_of(address),
        at=place(spot),
    )


def differences(found: list[tuple[str, str, str]]) -> tuple[Difference, ...]:
    """Differences, cut to what a report holds."""
    return tuple(
        Difference(cut(what, NAMES), cut(was, WORDS), cut(now, WORDS))
        for what, was, now in found[:PARTS]
    )


def entries(found: list[Told]) -> tuple[Entry, ...]:
    """Entries under `changes`, in words."""
    told = [wording.entry(one) for one in found[:ENTRIES]]
    return tuple(
        Entry(cut(kind, NAMES), cut(day, NAMES), cut(was, WORDS), cut(why, WORDS))
        for kind, day, was, why in told
    )


def sources(side: Side, other: Side, statement: Statement) -> tuple[Source, ...]:
    """The sources of a statement, each with the others that count as one with it."""
    library = side.library
    cited = list(dict.fromkeys(one.address for one in statement.references))[:MANY]
    places = {
        one: [r.locator for r in statement.references if r.address == one and r.locator]
        for one in cited
    }
    return tuple(_source(library, other, one, cited, places[one]) for one in cited)


def _source(
    library: Library, other: Side, address: str, cited: list[str], places: list[str]
) -> Source:  # fmt: skip
    record = library.records.get(address)
    label = record.labels if record else {}
    mine = weight.origins(library, address)
    same = [
        wording.source(library, one)
        for one in cited
        if one != address and not mine.isdisjoint(weight.origins(library, one))
    ]
    url = str(label.get("URL") or label.get("archive") or "")
    return Source(
        address=cut(address, ADDRESS),
        name=cut(wording.source(library, address), NAMES),
        outlet=cut(str(label.get("publisher", "")), NAMES),
        place=cut(", ".join(map(locator_words, places)), NAMES),
        url=url if web.read(url).text == url else "",
        new=address not in other.library.records and not other.unread(address),
        same_origin=tuple(cut(one, NAMES) for one in same),
    )


def strength(library: Library, references: tuple[Reference, ...]) -> str:
    """How many reports these are, and how many without copies; nothing for one alone."""
    cited = list(dict.fromkeys(one.address for one in references))
    return cut(plain.strength(library, cited), NAMES) if len(cited) > 1 else ""


def names(found: tuple[str, ...]) -> tuple[str, ...]:
    """Names, cut to what a report holds."""
    return tuple(cut(one, NAMES) for one in found[:MANY])


def sentence(side: Side, statement: Statement) -> str:
    """What a page says of a statement."""
    return cut(plain.sentence(side.library, statement), WORDS)
