"""Notices of facts and pages: what is perhaps wrong, unless an editor stands by it."""

from collections.abc import Mapping

from factsheet.build import handwritten
from factsheet.build.built import Built
from factsheet.evidence import notices
from factsheet.issues import Issue
from factsheet.language import speaking
from factsheet.pages import prose_words


def of(built: Built, tree: Mapping[str, bytes]) -> list[Issue]:
    """The guesses about sound facts and about the pages that rest on them, by place."""
    called = {a.text: names for a, names in built.settings.get("called", {}).items()}
    texts = handwritten.bodies(tree)
    with speaking(built.speech):
        more = prose_words.doubts(built.library, texts, called)
        return notices.of(built.library, handwritten.accepted({**tree}), more)
