"""Notices of facts and pages: what is perhaps wrong, unless an editor stands by it."""

from collections.abc import Iterator, Mapping

from factsheet.build import handwritten
from factsheet.build.built import Built
from factsheet.evidence import notices
from factsheet.issues import Issue
from factsheet.pages import prose_words
from factsheet.values import Doubt


def of(built: Built, tree: Mapping[str, bytes]) -> list[Issue]:
    """The guesses about sound facts and about the pages that rest on them, by place."""
    pages = handwritten.accepted({**tree})
    return notices.of(built.library, pages, _of_pages(built, tree))


def _of_pages(built: Built, tree: Mapping[str, bytes]) -> Iterator[Doubt]:
    called = {a.text: names for a, names in built.settings.get("called", {}).items()}
    for path, text in handwritten.bodies(tree).items():
        yield from prose_words.doubts(built.library, text, path, called)
