"""The site's Markdown as it checks pages: the parser that prints them, made to give up in time.

Parts of the parser look for a partner of every bracket and backtick to the end of the paragraph, or
make many elements of few characters. What they walk and make is counted inside the parser, so that
escapes, code and whatever else an extension does to the text are seen as it sees them. An ordinary
page stays far below each limit.
"""

import re
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

MAX_PARAGRAPH = 5_000  # characters of a paragraph, an item of a list, a cell of a table, a line
MAX_HEADING = 300  # characters
MAX_CELLS = 5_000  # of all tables of a page, columns × rows
MAX_WALKED = 1_000_000  # characters walked for brackets and backticks that have no partner
MAX_CITED = 1_000  # of one footnote
MAX_HTML = 3_000_000  # characters of a page as the browser gets it
MAX_PAGE = 30_000  # characters of a hand-written page
MAX_LINES = 1_500
MAX_OPEN = 20  # brackets open at once in one paragraph
MAX_HEADINGS = 200
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONG = re.compile(f".{{{MAX_PARAGRAPH + 1},}}")
_HEADING = re.compile(r"^[ >]*(#|=+ *$|-+ *$)", re.M)
EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "tables", "toc", "fenced_code",
]  # fmt: skip
_Look = Callable[..., tuple[Any, ...]]  # of the parser for what stands at a place of a text


def too_much(text: str) -> tuple[int, str] | None:
    """(offset, message) where a page is too large, or more brackets open than Markdown bears."""
    if len(text) > MAX_PAGE:
        return MAX_PAGE, f"the page has {len(text):,} characters; {MAX_PAGE:,} are allowed"
    if (lines := text.count("\n")) > MAX_LINES:
        return len(text), f"the page has {lines:,} lines; {MAX_LINES:,} are allowed"
    if line := _LONG.search(text):
        return line.start(), f"a line of {len(line[0]):,} characters; {MAX_PARAGRAPH:,} are allowed"
    depth = dict.fromkeys("[(<{", 0)
    for match in re.finditer(r"\n[ \t]*\n|[][()<>{}]", text):
        char = match[0]
        if char in depth:
            depth[char] += 1
            if depth[char] > MAX_OPEN:
                return match.start(), f'more than {MAX_OPEN} "{char}" are open here'
        elif len(char) > 1:
            depth = dict.fromkeys(depth, 0)
        else:
            opening = {"]": "[", ")": "(", ">": "<", "}": "{"}[char]
            depth[opening] = max(0, depth[opening] - 1)
    headings = [m.start() for m in _HEADING.finditer(text)]
    if len(headings) > MAX_HEADINGS:
        return headings[MAX_HEADINGS], f"more than {MAX_HEADINGS} headings"
    return None


class TooMuch(Exception):
    """The page is too large for the parser: a message, and a text that stands where it is."""

    def __init__(self, message: str, clue: str = "") -> None:
        super().__init__(message)
        self.message, self.clue = message, clue.split("\x02")[0].strip()[:60]


def parse(text: str, printed: bool = False, raw: bool = True) -> tuple[str, set[str], list[str]]:
    """(HTML of a page, the names of its footnotes, its abbreviations).

    A printed page is free in the length of paragraphs; without `raw`, tags are taken as text.
    Raises TooMuch.
    """
    # Asked for one by its name alone, Python-Markdown would look through all that is installed
    modules = [import_module(f"markdown.extensions.{name}") for name in EXTENSIONS]
    md = markdown.Markdown(extensions=[module.makeExtension() for module in modules])
    if not raw:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
    _Meter().attach(md, printed)
    html = md.convert(text)
    steps: Any = md.parser.blockprocessors
    return html, set(steps["footnote"].footnotes.footnotes), list(steps["abbr"].abbrs)


class _Meter:
    """Counts what the parser does with one page."""

    def __init__(self) -> None:
        self.walked = 0
        self.cells = 0

    def attach(self, md: Any, printed: bool) -> None:
        """Count in a parser that has read nothing yet."""
        for pattern in md.inlinePatterns:
            if hasattr(pattern, "getText"):
                pattern.getText = partial(self._text, pattern.getText)
                pattern.getLink = partial(self._link, pattern.getLink)
            if hasattr(pattern, "find_code_spans"):
                pattern.find_code_spans = partial(self._code, pattern.find_code_spans)
        notes = md.inlinePatterns["footnote"].footnotes
        notes.unique_ref = partial(self._note, notes)
        tables = md.parser.blockprocessors["table"]
        tables.run = partial(self._table, tables, tables.run)
        steps = md.treeprocessors
        if not printed:  # before what stands in them is read
            steps.register(_Paragraphs(md), "paragraphs", 25)
        steps.register(_Labels(md), "labels", 6)  # after attribute lists, before the contents
        steps.register(_Size(md), "size", -10)  # last

    def _walk(self, data: str, start: int, end: int) -> None:
        self.walked += end - start
        if self.walked > MAX_WALKED:
            raise TooMuch("too many brackets or backticks stand here without their partner", data)

    def _text(self, look: _Look, data: str, index: int) -> tuple[Any, ...]:
        found = look(data, index)
        self._walk(data, index, found[1])
        return found

    def _link(self, look: _Look, data: str, index: int) -> tuple[Any, ...]:
        found = look(data, index)
        if data.startswith("(", index):
            # with a quotation mark in it, the whole paragraph may have been walked
            sure = found[3] and not {"'", '"'} & {*data[index : found[2]]}
            self._walk(data, index, found[2] if sure else len(data))
        return found

    def _code(self, look: _Look, start: int, text: str) -> tuple[Any, ...]:
        found = look(start, text)
        self._walk(text, start, len(text) if found[1] is None else found[1])
        return found

    def _note(self, notes: Any, reference: str, found: bool = False) -> str:
        """The id of a mark; the parser's own way to it looks at all earlier marks again."""
        if not found:
            return reference
        count = notes.found_refs[reference] = notes.found_refs.get(reference, 0) + 1
        head, colon, name = reference.partition(notes.get_separator())
        if count > MAX_CITED:
            message = f'the footnote "{name}" is named more than {MAX_CITED:,} times'
            raise TooMuch(message, f"[^{name}]")
        return reference if count == 1 else f"{head}{count}{colon}{name}"

    def _table(
        self, tables: Any, run: Callable[..., None], parent: Element, blocks: list[str]
    ) -> None:
        rows = blocks[0].count("\n") + 1
        self.cells += len(tables.separator) * rows
        if self.cells > MAX_CELLS:
            most = f"{MAX_CELLS:,} are allowed"
            message = f"the tables have {self.cells:,} cells down to this one; {most}"
            raise TooMuch(message, blocks[0].strip().split("\n")[0])
        run(parent, blocks)


class _Paragraphs(Treeprocessor):
    """Refuses a paragraph or heading that is too long."""

    def run(self, root: Element) -> None:
        """Look at all elements."""
        for element in root.iter():
            heading = element.tag in HEADINGS
            what, most = ("heading", MAX_HEADING) if heading else ("paragraph", MAX_PARAGRAPH)
            for text in (element.text or "", element.tail or ""):
                if len(text) > most and element.tag != "code":
                    message = f"a {what} of {len(text):,} characters; {most:,} are allowed"
                    raise TooMuch(message, text)


class _Labels(Treeprocessor):
    """Keeps in sight what the table of contents takes off a heading: words for its place there."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if "data-toc-label" in element.attrib:
                element.set("toc-label", element.attrib.pop("data-toc-label") or "")


class _Size(Treeprocessor):
    """Refuses a page that a few definitions, named many times, swell."""

    def run(self, root: Element) -> None:
        size = 0
        for element in root.iter():
            texts = (element.text, element.tail, *element.attrib.values())
            size += sum(len(text or "") for text in texts)
            if size > MAX_HTML:
                most = f"the page would have more than {MAX_HTML:,} characters once printed"
                why = "an abbreviation or link address in it is long and used very often"
                raise TooMuch(f"{most}; {why}")
