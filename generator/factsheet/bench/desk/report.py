"""What a request changes, as data: the report of which Markdown and HTML are written.

All of it is plain text. It is bounded: who reads a report may refuse what is longer.
"""

from dataclasses import dataclass
from typing import Annotated

from factsheet.bench.desk.shapes import Bound
from factsheet.evidence import second_reader

SCHEMA_VERSION = 1
MAX_REPORT = 2_000_000  # bytes of JSON
MAX_CHANGES = 500
MAX_LISTED = 200  # passages, pages, translations, notices, problems
MAX_PATHS = 1_000  # files of the request
MAX_WORDS = 4_000  # letters of a text

HOW = ("added", "changed", "deleted")
FILES = ("facts", "prose", "seeds", "settings", "kinds", "workflow", "engine", "code", "link")
THINGS = ("fact", "quote", "source", "record", "dispute", "page", "kind", "translation")
PASSAGES = ("stale", "read-again", "new", "gone", "current")
ITEMS = ("source", "quote", "claimant", "reason", "person", "dispute", "passage", "page", "gone",
         "translation", "files", "words")  # fmt: skip

Name = Annotated[str, Bound(400)]
Said = Annotated[str, Bound(MAX_WORDS)]
Path = Annotated[str, Bound(1_000)]
# below the site: groups/hts/#us-listing; nothing that leads out of it
ON_SITE = Bound(1_000, r"""(?!.*\.\.)(?!/)[^\s<>"'\\?&%:]*""")
OnSite = Annotated[str, ON_SITE]
Address = Annotated[str, Bound(300)]
LINK = Bound(2_000, r"(https?://\S+)?")
Link = Annotated[str, LINK]
Digest = Annotated[str, Bound(16, "[0-9a-f]{16}")]
Commit = Annotated[str, Bound(64, "([0-9a-f]{40}|[0-9a-f]{64})?")]
Count = Annotated[int, Bound(10_000_000)]
Word = Annotated[str, Bound(40, choices=second_reader.WORDS)]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file; line and column from 1, or 0 for the whole file."""

    path: Path
    line: Count
    column: Count


@dataclass(frozen=True, slots=True)
class Source:
    """A source of a fact, and the place in it; `same_origin` are others that are one with it."""

    address: Address
    name: Name
    outlet: Name
    place: Name
    url: Link
    new: bool  # in this request
    same_origin: Annotated[tuple[Name, ...], Bound(20)]


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different, in words: as it was, as it is; empty for nothing."""

    what: Name
    was: Said
    now: Said


@dataclass(frozen=True, slots=True)
class Entry:
    """What readers are told of a change: its kind, the day, what it read, why."""

    kind: Name
    day: Name
    was: Said
    why: Said


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new, gone or different.

    `digest` is of what changed: as long as it is the same, the change is. `said` and `says` are its
    sentence before and now, as a page prints it. `asked` are the words of the site's settings
    because of which somebody else has to read it.
    """

    digest: Digest
    sort: Annotated[str, Bound(40, choices=tuple(second_reader.SORTS))]
    thing: Annotated[str, Bound(40, choices=THINGS)]
    traits: Annotated[tuple[Word, ...], Bound(len(second_reader.TRAITS))]
    asked: Annotated[tuple[Word, ...], Bound(len(second_reader.WORDS))]
    address: Address
    was_address: Address
    name: Name  # of its record or page
    kind: Name  # of its record: group, person
    said: Said
    says: Said
    differences: Annotated[tuple[Difference, ...], Bound(30)]
    entries: Annotated[tuple[Entry, ...], Bound(10)]
    who: Annotated[tuple[Name, ...], Bound(20)]
    sources: Annotated[tuple[Source, ...], Bound(20)]
    strength: Name  # "3 reports, 2 independent sources"
    page: OnSite
    at: Place


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of free prose that rests on facts of this request, or is other in it."""

    state: Annotated[str, Bound(40, choices=PASSAGES)]
    was: Said
    words: Said
    addresses: Annotated[tuple[Address, ...], Bound(50)]
    page: OnSite
    title: Name
    at: Place


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site on which something of this request stands."""

    page: OnSite
    title: Name
    by_hand: bool
    changes: Count


@dataclass(frozen=True, slots=True)
class Behind:
    """A translation of what reads otherwise now."""

    language: Name
    address: Address
    key: Name
    name: Name
    original: Said
    translation: Said
    at: Place


@dataclass(frozen=True, slots=True)
class Notice:
    """What is perhaps wrong, and was not so before."""

    code: Name
    message: Said
    hint: Said
    at: Place


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, as `factsheet check` prints it.

    `text` is the line that it points at, `mended` how that should read, where it is certain.
    """

    severity: Annotated[str, Bound(10, choices=("error", "warning"))]
    code: Name
    message: Said
    hint: Said
    at: Place
    text: Said
    mended: Said


@dataclass(frozen=True, slots=True)
class File:
    """A file that the request changes."""

    path: Path
    how: Annotated[str, Bound(10, choices=HOW)]
    sort: Annotated[str, Bound(10, choices=FILES)]


@dataclass(frozen=True, slots=True)
class Item:
    """Something for the second reader to do; `digest` is of it and of the change it is about."""

    digest: Digest
    sort: Annotated[str, Bound(40, choices=ITEMS)]
    words: Said
    url: Link
    about: Address
    page: OnSite


@dataclass(frozen=True, slots=True)
class Left:
    """How many of a list were left out because there are too many; of changes, of which sort."""

    what: Name
    count: Count


@dataclass(frozen=True, slots=True)
class SecondReader:
    """Whether somebody else has to read it, by the settings of the state compared with, and why."""

    needed: bool
    words: Annotated[tuple[Word, ...], Bound(len(second_reader.WORDS))]
    why: Annotated[tuple[Name, ...], Bound(len(second_reader.WORDS))]


@dataclass(frozen=True, slots=True)
class Report:
    """What a request changes in the facts and pages of a site."""

    schema_version: Annotated[int, Bound(SCHEMA_VERSION, least=SCHEMA_VERSION)]
    base: Commit  # with which it is compared
    head: Commit
    site: Link  # where its pages are, with a slash at the end
    ok: bool  # nothing is wrong, and no published change lacks its reason
    notes: Annotated[tuple[Name, ...], Bound(5)]  # what could not be compared
    second_reader: SecondReader
    problems: Annotated[tuple[Problem, ...], Bound(MAX_LISTED)]
    changes: Annotated[tuple[Change, ...], Bound(MAX_CHANGES)]
    passages: Annotated[tuple[Passage, ...], Bound(MAX_LISTED)]
    pages: Annotated[tuple[Page, ...], Bound(MAX_LISTED)]
    behind: Annotated[tuple[Behind, ...], Bound(MAX_LISTED)]
    notices: Annotated[tuple[Notice, ...], Bound(MAX_LISTED)]
    files: Annotated[tuple[File, ...], Bound(MAX_PATHS)]
    checklist: Annotated[tuple[Item, ...], Bound(MAX_CHANGES)]
    left: Annotated[tuple[Left, ...], Bound(len(second_reader.SORTS) + 20)]

    def more(self, *what: str) -> int:
        """How many were left out of these lists and sorts of changes; of all sorts, if of none."""
        return sum(one.count for one in self.left if one.what in (what or second_reader.SORTS))
