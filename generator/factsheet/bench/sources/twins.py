"""Sources that are perhaps there already: the same address, the same DOI, the same title."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from factsheet.bench.quoting.folding import letters
from factsheet.bench.web_pages.web_forms import folded
from factsheet.reading import Record

_DOI = re.compile(r"10\.[0-9]{4,9}/[^\s?#&]+", re.I)


@dataclass(frozen=True, slots=True)
class Known:
    """What tells a source: its address among ours, and its labels as texts."""

    address: str
    title: str = ""
    publisher: str = ""
    carrier: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Twin:
    """A source that is perhaps the same, and why."""

    address: str
    why: str


def known(records: Iterable[Record]) -> list[Known]:
    """The sources of a library, as they are compared."""
    keys = ("title", "publisher", "container-title", "URL")
    return [Known(r.address, *(str(r.labels.get(key, "")) for key in keys)) for r in records]


def twin(one: Known, others: Iterable[Known]) -> Twin | None:
    """The first of the others that is perhaps the same source."""
    address, doi, title = folded(one.url), _doi(one.url), letters(one.title)
    houses = {letters(one.publisher), letters(one.carrier)} - {""}
    for other in others:
        if address and address == folded(other.url):
            return Twin(other.address, f"it has the same address: {other.url}")
        if doi and doi == _doi(other.url):
            return Twin(other.address, f"it has the same DOI: {doi}")
        if title and title == letters(other.title):
            if houses & {letters(other.publisher), letters(other.carrier)}:
                return Twin(other.address, f'it has the same publisher and title: "{other.title}"')
    return None


def reprints(one: Known, others: Iterable[Known]) -> list[str]:
    """The sources of other houses that have the same title."""
    title = letters(one.title)
    return [o.address for o in others if len(title) > 15 and title == letters(o.title)]


def _doi(url: str) -> str:
    found = _DOI.search(unquote(url))
    return found[0].lower().rstrip(".,;)") if found else ""
