"""Statements and sources as a page prints them, in plain text: for lists that are no pages."""

from factsheet.document import Content, to_text
from factsheet.evidence import Library, weight
from factsheet.language import counted, listed, plain_value, say
from factsheet.pages import citations
from factsheet.pages.line_composer import LineComposer
from factsheet.reading import Record
from factsheet.values import Removal, Statement


def sentence(library: Library, statement: Statement) -> str:
    """The sentence that a statement prints, with who says so; with a wrong address in it, less."""
    return to_text(told(library, statement))


def told(library: Library, statement: Statement) -> Content:
    """The same with its links, and what is in another language marked."""
    if gone := statement.taken_down:
        return removal(library, gone)
    try:
        return LineComposer(library, "").sentence(statement)
    except KeyError:  # what it names cannot be read
        return statement.text or plain_value(statement.value)


def removal(library: Library, found: Removal) -> Content:
    """What stands in the place of something that was taken down."""
    return LineComposer(library, "").removal(found)


def withdrawal(library: Library, source: str, found: Removal) -> Content:
    """That a source was withdrawn, why, and how much stood on it."""
    return LineComposer(library, "").withdrawal(source, found)


def source(record: Record) -> str:
    """A source as a footnote names it: title, publisher, carrier, date."""
    return to_text(listed(list(citations.line(record)), "list.comma"))


def strength(library: Library, addresses: list[str]) -> str:
    """How many reports these sources are, and how many without copies: `8 reports, 5 …`."""
    reports, sources = weight.independent(library, addresses)
    return say("strength", reports=reports, sources=counted(sources, "independent-source"))


def line(library: Library, statement: Statement) -> str:
    """A statement as its sheet and its footnote tell it: the sentence, how well it is known."""
    page = LineComposer(library, f"{statement.record}.md")
    said = page.vouched(statement, page.names)  # by the sentence
    how = [one for one in page.aside(statement) if one != said]
    beside = [*how, page.then(statement), page.versions(statement)]
    meta = to_text(listed([one for one in beside if one], "list.dot"))
    parts = (sentence(library, statement), f"({meta})" if meta else "", statement.note)
    return " ".join(filter(None, parts))
