"""The rules of the main branch: what has to be read twice, and by whom."""

from dataclasses import dataclass

from factsheet.build import site_settings
from factsheet.evidence import second_reader
from factsheet.issues import Issue, errors
from factsheet.kinds import kinds_of


@dataclass(frozen=True, slots=True)
class Rules:
    """Words for changes that have to be read twice; who may read beside those with rights.

    Without any words nobody is waited for. Names are in small letters.
    """

    words: tuple[str, ...] = ()
    reviewers: frozenset[str] = frozenset()


def of(tree: dict[str, bytes]) -> Rules:
    """The rules in the files of a project; where they cannot be read, all is read twice."""
    found: list[Issue] = []
    settings = site_settings.read(tree, kinds_of(tree)[0], found.append)
    if errors(found):
        return Rules(second_reader.WORDS)
    reviewers = frozenset(name.lower().removeprefix("@") for name in settings.get("reviewers", ()))
    return Rules(tuple(settings.get("second_reader", ())), reviewers)
