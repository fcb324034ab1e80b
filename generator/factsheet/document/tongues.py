"""Texts in another language than the page, as pages mark them."""

from factsheet.document.nodes import Content, Element, span
from factsheet.language import direction, language, say
from factsheet.values import Foreign, Outdated, Worded


def foreign(text: str, language: str) -> Content:
    """A text in another language, marked with that and its direction."""
    return Element("bdi", (("lang", language), ("dir", direction(language))), text)


def marked(text: str) -> Content:
    """A text as it stands on a page, with its language where that is another."""
    if isinstance(text, Foreign):
        return foreign(str(text), text.language)
    if isinstance(text, Outdated):
        mark = span("fs-status fs-stale", say("translation.reworded"))
        return (str(text), " ", mark, " ", foreign(str(text.original), text.original.language))
    if isinstance(text, Worded) and text.language not in ("", language()):
        return foreign(str(text), text.language)
    return str(text)
