"""The page for people who want the facts as data: which files there are, and how each is used.

Its examples are run by a test. No address of the site stands on it, so it is the same wherever the
site is published.
"""

import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from factsheet.document import Block, Code, Content, Element, Heading, Link, Page
from factsheet.document import Paragraph, Strong, Table, Web
from factsheet.language import say, tell

PATH = "data/index.md"
EDITIONS = "editions/index.md"  # the page that lists them
FILES = "data/v1/"  # of the tables, below the site
SHEET = {"file": "facts-excel.csv", "column": "status", "value": "disputed"}


class DataPage(NamedTuple):
    """What the page is made from: the files of the site, its licence, whether it has editions.

    Of each path below the site `offers` has the key of what it is for.
    """

    offers: dict[str, str]
    licence: dict[str, str]
    editions: bool = False

    def page(self, at: str = "") -> Page:
        """The page, as it stands below the folder of a language."""
        top = "../" * (1 + at.count("/"))
        meta = {"description": say("data.about")}
        return Page(PATH, say("data.title"), tuple(self._blocks(top)), {}, meta)

    def _blocks(self, top: str) -> Iterator[Block]:
        yield Heading(1, say("data.title"))
        yield Paragraph(say("data.lead"))
        yield Heading(2, say("data.files"), "files")
        rows = [(file(path, top), say(about)) for path, about in self.offers.items()]
        yield Table((say("data.file"), say("data.for")), tuple(rows))
        yield Heading(2, say("data.licence"), "licence")
        yield Paragraph(self._licence())
        yield Heading(2, say("data.cite"), "cite")
        yield Paragraph(say("data.cite.how"))
        if f"{FILES}facts.csv" in self.offers:
            yield from _in_a_sheet(top)
            yield from _in_python(top)
        if f"{FILES}facts.sqlite" in self.offers:
            yield from _in_sql(top)
        if self.editions:
            yield Heading(2, say("editions.title"), "editions")
            yield Paragraph(Link(say("editions.about"), EDITIONS))

    def _licence(self) -> Content:
        if name := self.licence.get("name"):
            return tell("data.licence.is", what=Web(name, self.licence.get("address", "")))
        return say("data.licence.none")


@cache
def example(language: str) -> str:
    """Lines of a program that use the files; they are no words of ours and have no translation."""
    data = pkgutil.get_data("factsheet.pages", f"examples/{language}.txt")
    assert data is not None
    return data.decode()


def file(path: str, top: str) -> Content:
    """The way to a file that no engine knows as one of its pages."""
    return Element("a", (("href", f"{top}{path}"),), path.removeprefix(FILES))


def _in_a_sheet(top: str) -> Iterator[Block]:
    yield Heading(2, say("data.sheet"), "spreadsheet")
    column, value = Strong(SHEET["column"]), Strong(SHEET["value"])
    sheet = file(f"{FILES}{SHEET['file']}", top)
    yield Paragraph(tell("data.sheet.how", file=sheet, column=column, value=value))
    yield Paragraph(say("data.sheet.armed"))


def _in_python(top: str) -> Iterator[Block]:
    yield Heading(2, say("data.python"), "python")
    yield Paragraph(tell("data.python.how", file=file(f"{FILES}facts.csv", top)))
    yield Code(example("python"))


def _in_sql(top: str) -> Iterator[Block]:
    yield Heading(2, say("data.sql"), "sql")
    yield Paragraph(tell("data.sql.how", file=file(f"{FILES}facts.sqlite", top)))
    yield Code(example("sql"))
