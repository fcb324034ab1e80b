"""Texts in another language than the page, as pages mark them."""

from factsheet.document.nodes import Content, Element, span
from factsheet.language import direction, language, now, say
from factsheet.values import Foreign, Mixed, Outdated, Worded

APART = ("class", "fs-apart")  # a theme can set it on lines of its own


def foreign(text: Content, language: str, whole: bool = False) -> Content:
    """A text in another language, marked with that and its direction.

    One that is `whole`, and runs the other way than the page, is set apart from what is around it.
    """
    way = direction(language)
    more = [APART] if whole and way != direction(now().code) else []
    return Element("bdi", (("lang", language), ("dir", way), *more), text)


def marked(text: str) -> Content:
    """A text as it stands on a page, with its language where that is another."""
    if isinstance(text, Foreign):
        return foreign(str(text), text.language)
    if isinstance(text, Mixed):
        return text.parts
    if isinstance(text, Outdated):
        mark = span("fs-status fs-stale", say("translation.reworded"))
        return (str(text), " ", mark, " ", whole(text.original))
    if isinstance(text, Worded) and text.language not in ("", language()):
        return foreign(str(text), text.language)
    return str(text)


def whole(text: str) -> Content:
    """A sentence, or several: in another direction than the page they are set apart."""
    return foreign(str(text), text.language, whole=True) if isinstance(text, Foreign) else text


def behind(said: Content, mark: Content) -> Content:
    """Words with a mark behind them; a sentence that is set apart has it at its own end."""
    if mark and isinstance(said, Element) and APART in said.attributes:
        return said._replace(content=(said.content, mark))
    return (said, mark)


def as_marked(text: str, content: Content) -> Content:
    """What is made of the words of a text, marked with the language that the text is in."""
    return foreign(content, text.language) if isinstance(text, Foreign) else content
