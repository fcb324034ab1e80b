"""The facts as they were when a passage was confirmed, looked up in git."""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from factsheet.build.site_settings import SETTINGS_PATH
from factsheet.disk import CannotWrite, revisions
from factsheet.evidence import Library, linking, pins
from factsheet.pages import tellings

MAX_LOOKED_AT = 5  # commits in which a pin was written or taken out


def of(root: Path) -> tellings.Past:
    """Finds the facts by addresses and the pin that they had; nothing where git cannot give them.

    They are those of the last commit, or of the commit that brought the pin into a page.
    """

    @cache
    def found(forms: pins.Forms, seen: str) -> Library | None:
        for commit in _commits(root, seen):
            library = _facts(root, commit)
            there = pins.there(library, forms) if library else []
            if library and there and pins.pin(library, there) == seen:
                return library
        return None

    return found


def _commits(root: Path, seen: str) -> Iterator[str]:
    """The commits worth a look, the likeliest first."""
    yield from revisions.last(root)
    yield from revisions.wrote(root, seen, "content")[:MAX_LOOKED_AT]


@lru_cache(maxsize=4)  # many passages were confirmed together
def _facts(root: Path, commit: str) -> Library | None:
    try:
        files = revisions.files(root, commit)
    except CannotWrite:
        return None
    files.pop(SETTINGS_PATH, None)
    return linking.read(files)[0]
