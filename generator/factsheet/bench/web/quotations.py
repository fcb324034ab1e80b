"""What the facts quote from a source, and whether copies of it have it as it is quoted."""

import re
from dataclasses import dataclass
from hashlib import sha256

from factsheet.bench.quoting.folding import Folded
from factsheet.bench.quoting.matching import Match, look_for
from factsheet.bench.web.sightings import COPIES, UNSEEN, Compared
from factsheet.evidence import Library
from factsheet.values import Wording

_MARKED = re.compile(r"“([^“”]{3,})”")
MAX_DIFFERS = 300  # characters of what differs that are kept


@dataclass(frozen=True, slots=True)
class Quotation:
    """A text that a source is said to have, and the address of the statement that says so."""

    address: str
    text: str

    @property
    def digest(self) -> str:
        """By which a changed text is known."""
        return sha256(self.text.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Copy:
    """The text of a copy of a source; `whole` unless only its beginning could be read."""

    page: Folded
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where in which copy a quotation stands, or that it does not."""

    quotation: Quotation
    copy: str
    match: Match


def of(library: Library, source: str) -> list[Quotation]:
    """What is quoted from the source with an address: wordings, and what a fact puts into “…”.

    What somebody else translated stands in no source in these words, and is left out.
    """
    found = []
    for statement in library.rests_on.get(source, ()):
        if isinstance(statement, Wording):
            if not statement.translated_by:
                found.append(Quotation(statement.address, statement.text))
            continue
        for number, text in enumerate(marked(statement.text), 1):
            more = f" ({number})" if number > 1 else ""
            found.append(Quotation(f"{statement.address}{more}", text))
    return sorted(found, key=lambda one: one.address)


def marked(text: str) -> list[str]:
    """What a text puts into “…”."""
    return _MARKED.findall(text)


def compare(
    quotations: list[Quotation], copies: dict[str, Copy | None], former: dict[str, Compared]
) -> tuple[dict[str, Compared], list[Comparison]]:
    """(what came of it by address, where each stands); None is a copy that nobody could look at.

    Of such a copy what was found `former`ly is kept, as long as the quotation is the same.
    """
    came: dict[str, Compared] = {}
    where: list[Comparison] = []
    for quotation in quotations:
        old = former.get(quotation.address, {})
        kept = old if old.get("of") == quotation.digest else {}
        compared, differs = {"of": quotation.digest}, ""
        for name in COPIES:
            if (copy := copies.get(name)) is None:
                if name in copies or name in kept:
                    compared[name] = kept.get(name, UNSEEN)
                continue
            match = look_for(quotation.text, copy.page)
            lost = match.verdict == "not found" and not copy.whole
            compared[name] = UNSEEN if lost else match.verdict
            differs = differs or match.differs
            where.append(Comparison(quotation, name, match))
        if differs:
            compared["differs"] = differs[:MAX_DIFFERS]
        came[quotation.address] = compared
    return came, where
