"""Steps of Python-Markdown without the work that cannot change anything.

Inline: every pattern is tried on every piece of text, and most pieces hold none of the characters that most patterns begin
with. A pattern is left out when a character that each of its matches holds is not in the text. Patterns that are new to us are
always tried. Blocks of HTML: a whole HTML parser reads every page to find them. It is left out when every `<` of the page begins
a whole tag that never makes a block, and every `&` a whole reference: then it would give back what it was given. On such a page the
steps are left out too that begin with characters which it does not have. Tags and plain links in a text are read with one expression.
Kinds of blocks are tried only where a line begins as theirs do.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import (
    BlockQuoteProcessor,
    HashHeaderProcessor,
    HRProcessor,
    SetextHeaderProcessor,
)
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrBlockprocessor
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.def_list import DefListProcessor
from markdown.extensions.tables import TableProcessor
from markdown.extensions.toc import TocTreeprocessor
from markdown.htmlparser import HTMLExtractor
from markdown.inlinepatterns import (
    HtmlInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.preprocessors import HtmlBlockPreprocessor, Preprocessor
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import STX, AtomicString

NEEDS = {  # a pattern's regular expression: what every match of it holds (one of these characters)
    r"(?:(?<!\\)((?:\\{2})+)(?=`+)|(?<!\\)`)": "`\\",
    r"\\(.)": "\\",
    r"\[\^([^\]]*)\]": "^",
    r"(?<!\!)\[": "[",
    r"\!\[": "!",
    r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>]*)>": "<",
    r"<([^<> !]+@[^@<> ]+)>": "@",
    r"  \n": "\n",
    r"(&(?:\#[0-9]+|\#x[0-9a-fA-F]+|[a-zA-Z0-9]+);)": "&",
    r"\*|_": "*_",
}
HTML = "(<(\\/?"  # how the pattern for a tag begins
INLINE = ("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "path", "q", "rect", "s", "small",
          "span", "strong", "sub", "sup", "svg", "time", "u", "var", "wbr")  # fmt: skip
ODD = re.compile(
    rf"""<(?!/?(?:{"|".join(INLINE)})(?: [A-Za-z][-A-Za-z]*="[^"<>`\n]*")*[ ]?/?>)|&(?!(?:\#[0-9]+|\#x[0-9a-f]+|[A-Za-z]+);)"""
)
TAG = re.compile(r'<([A-Za-z]+)((?: [A-Za-z][-A-Za-z]*="[^"<>`\n]*")+)')
ANCHOR = re.compile(r' (id|name)="([^"]*)"', re.I)
LINK = re.compile(
    r"""([^][]*)\]\(([^][()<>'"\s\x02]*)\)"""
)  # the rest of a plain link after its first bracket
STEPS = {
    "attr_list": "{",
    "unescape": "\\",
}  # treeprocessors, and what stands in each page that they change
BLOCKS = {"table": "|", "admonition": "!!!", "abbr": "*["}  # the same for kinds of blocks
LINES: dict[type, str] = {  # kinds of blocks, and how a line of each such block begins
    HashHeaderProcessor: "#",
    SetextHeaderProcessor: "=-",
    HRProcessor: "-_*",
    DefListProcessor: ":",
    BlockQuoteProcessor: ">",
}
FIRST = re.compile(r"\n {0,3}([^ \n])")
STUDIED = (  # the classes of Python-Markdown whose work is repeated here or left out
    InlineProcessor,
    HTMLExtractor,
    HtmlInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
    AttrListTreeprocessor,
    UnescapeTreeprocessor,
    TocTreeprocessor,
    TableProcessor,
    AdmonitionProcessor,
    AbbrBlockprocessor,
    *LINES,
)
SPECIAL = re.compile(r"[`\\^\[!<@\n&*_]")


class QuickInline(InlineProcessor):
    """The inline step; the order of patterns and all that they do is Python-Markdown's."""

    steps: list[tuple[Any, str]] = []
    known = True  # whether each pattern is one that we know

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        kinds = (
            ReferenceInlineProcessor,
            ShortReferenceInlineProcessor,
        )  # without references they leave every text as it is
        patterns = [p for p in self.inlinePatterns if self.md.references or type(p) not in kinds]
        # Each pattern with the characters of which a match holds one; none when it is to be tried always.
        self.steps = [
            (p, "<" if p.pattern.startswith(HTML) else NEEDS.get(p.pattern, "")) for p in patterns
        ]
        self.known = all(needs for _, needs in self.steps)
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString) or (self.known and not SPECIAL.search(data)):
            return data
        steps, start = self.steps, 0
        while patternIndex < len(steps):
            pattern, needs = steps[patternIndex]
            if needs and needs[0] not in data and needs[-1] not in data:
                patternIndex, start = patternIndex + 1, 0
                continue
            data, matched, start = self._InlineProcessor__applyPattern(
                pattern, data, patternIndex, start
            )  # type: ignore[attr-defined]
            if not matched:
                patternIndex += 1
        return data


class QuickHtml(HtmlInlineProcessor):
    """A tag in a text; most hold no placeholder that must be put back."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:
        if STX in m[1]:
            return super().handleMatch(m, data)
        return self.md.htmlStash.store(m[1]), m.start(0), m.end(0)


class QuickLink(LinkInlineProcessor):
    """A link; most have no brackets, quotes or spaces that must be counted one by one."""

    def handleMatch(
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        if (plain := LINK.match(data, m.end(0))) is None:
            return super().handleMatch(m, data)
        link = Element("a", href=plain[2])
        link.text = plain[1]
        return link, m.start(0), plain.end(0)


@lru_cache(maxsize=64)
def first_characters(block: str) -> set[str]:
    """The characters that lines of a block begin with, after up to three spaces."""
    return set(FIRST.findall("\n" + block))


def _may_begin(
    test: Callable[[Element, str], bool], characters: str, parent: Element, block: str
) -> bool:
    return not first_characters(block).isdisjoint(characters) and test(parent, block)


class Clean(Preprocessor):
    """Looks whether the page's HTML is plain; then two readings of it are left out: Python-Markdown's for blocks, the engine's for anchors."""

    clean = False

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        self.clean = not any(self.md.is_block_level(tag) for tag in INLINE) and not ODD.search(text)
        for name in ("mkdocs_raw_html", "properdocs_raw_html"):
            if self.clean and name in self.md.preprocessors:
                step: Any = self.md.preprocessors[name]
                step.present_anchor_ids = {
                    unescape(v) for tag, k, v in anchors(text) if k == "id" or tag.lower() == "a"
                }
                step.run = lambda lines: lines
        if self.clean:
            self._spare(text)
        return lines

    def _spare(self, text: str) -> None:
        """Leave out the steps that find nothing in this page."""
        steps: Any = self.md.treeprocessors
        for name, characters in STEPS.items():
            if characters not in text and name in steps:
                steps[name].run = lambda root: None
        for name, characters in BLOCKS.items():
            if characters not in text and name in self.md.parser.blockprocessors:
                self.md.parser.blockprocessors.deregister(name)
        if "toc" in steps and "{" not in text and steps["toc"].marker not in text:
            steps["toc"].marker = ""


def anchors(text: str) -> list[tuple[str, str, str]]:
    """(tag, `id` or `name`, value) for each such attribute in plain HTML."""
    return [
        (tag, k.lower(), v)
        for tag, attributes in TAG.findall(text)
        for k, v in ANCHOR.findall(attributes)
    ]


class QuickBlocks(HtmlBlockPreprocessor):
    """The step that takes blocks of HTML out of the Markdown; most pages have none."""

    def __init__(self, md: Markdown, clean: Clean) -> None:
        super().__init__(md)
        self.seen = clean

    def run(self, lines: list[str]) -> list[str]:
        return lines if self.seen.clean else super().run(lines)


class Quick(Extension):
    """Puts the quick steps in the place of the plain ones; must come after all other extensions."""

    def extendMarkdown(self, md: Markdown) -> None:
        if type(md.treeprocessors["inline"]) is InlineProcessor:
            md.treeprocessors.register(QuickInline(md), "inline", 20)
        quick: tuple[tuple[str, Any, int], ...] = (
            ("html", QuickHtml, 90),
            ("entity", QuickHtml, 80),
            ("link", QuickLink, 160),
        )
        for name, kind, priority in quick:
            if type(md.inlinePatterns[name]) is kind.__base__:
                md.inlinePatterns.register(
                    kind(md.inlinePatterns[name].pattern, md), name, priority
                )
        for block in md.parser.blockprocessors:
            if characters := LINES.get(type(block)):
                block.test = partial(_may_begin, block.test, characters)
        md.is_block_level = cache(md.is_block_level)  # type: ignore[method-assign]
        if type(md.preprocessors["html_block"]) is HtmlBlockPreprocessor:
            clean = Clean(md)
            md.preprocessors.register(clean, "factsheet_clean", 25)
            md.preprocessors.register(QuickBlocks(md, clean), "html_block", 20)
