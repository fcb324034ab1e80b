"""The facts as they were when a passage was confirmed, looked up in git."""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from factsheet.build.language_settings import NO_RECORDS
from factsheet.disk import CannotWrite, revisions
from factsheet.evidence import Library, linking, pins
from factsheet.pages import tellings

MAX_PINS = 20  # looked up in the history by one run; git takes up to a second for each
MAX_LOOKED_AT = 5  # commits in which a pin was written or taken out


def of(root: Path) -> tellings.Past:
    """Finds the facts by addresses and the pin that they had; nothing where git cannot give them.

    They are those of the last commit, or of the commit that brought the pin into a page.
    """
    asked = set[str]()

    def commits(seen: str) -> Iterator[str]:
        """The commits worth a look, the likeliest first."""
        yield from last()
        if pins.PIN.fullmatch(seen):
            asked.add(seen)
            yield from wrote(seen) if len(asked) <= MAX_PINS else ()

    @cache
    def last() -> list[str]:
        return revisions.last(root)

    @cache
    def wrote(seen: str) -> list[str]:
        return revisions.wrote(root, seen, "content")[:MAX_LOOKED_AT]

    @cache
    def found(forms: pins.Forms, seen: str) -> Library | None:
        for commit in commits(seen):
            library = _facts(root, commit)
            there = pins.there(library, forms) if library else []
            if library and there and pins.pin(library, there) == seen:
                return library
        return None

    return found


@lru_cache(maxsize=4)  # many passages were confirmed together
def _facts(root: Path, commit: str) -> Library | None:
    try:
        files = revisions.files(root, commit)
    except CannotWrite:
        return None
    files = {path: data for path, data in files.items() if path not in NO_RECORDS}
    return linking.read(files)[0]
