"""Hand-written pages are contributed too: what they may contain once Markdown has read them.

The page is rendered with the site's Markdown extensions, expressions replaced by a word, and every element and attribute
of the result must be one that Markdown itself makes. So there is one rule for raw HTML, unsafe links, attribute lists
and whatever else an extension may turn into markup. The printed page is checked once more, with what our own functions
make allowed, because what an expression prints may end a code span in which something was hidden.
"""

import re
from collections.abc import Callable, Collection
from functools import lru_cache
from html.parser import HTMLParser
from importlib import import_module
from posixpath import normpath
from typing import Any

import markdown

from generator import repertoire, web
from generator.allowed import PRINTED as _OURS
from generator.expressions import EXPRESSION
from generator.issues import Issue, Spot, find_spot, nearest, spot_at
from generator.records import Put, fold

LAYOUT, SPELT = "use Markdown, or a template for layout", "say what it stands for in the sentence"
MAX_PAGE = 30_000  # characters of a hand-written page
MAX_LINES = 1_500
MAX_PRINTED = 1_000_000  # the same, expressions printed
MAX_OPEN = 20  # brackets open at once in one paragraph
MAX_HEADINGS = 200
EXTENSIONS = ["abbr", "admonition", "attr_list", "def_list", "footnotes", "tables", "toc", "fenced_code"]
_ELEMENTS = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "em", "strong", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th",
    "td", "blockquote", "code", "pre", "hr", "br", "img", "sup", "abbr", "div",
}  # fmt: skip
_ATTRIBUTES = {"class", "id", "href", "title", "alt", "src", "lang", "dir", "start"}
_TITLED = {"a", "img", "abbr"}  # a tooltip around a fact would speak for it; an abbreviation is refused where it is defined
_DIVS = {"footnote", "admonition", "toc"}
_HOMES = {  # classes that Markdown gives to its own elements: elsewhere they would hide a text or pass it off as a citation
    "footnote": "div",
    "footnote-ref": "a",
    "footnote-backref": "a",
    "headerlink": "",
    "toclink": "",
}
_ALIGN = re.compile(r"text-align: (left|right|center);")
_RESERVED = re.compile(r"_|fs-")  # ids of the theme and of the script; those of headings that the generator makes end in "_"
_CLASS = re.compile(r"(?!md-|fs-|mermaid|arithmatex)[\w-]+")  # others steer the theme's scripts or look like our marks
_TOKEN = re.compile(r"FACT\d+TOKEN")
_HEADING = re.compile(r"^[ >]*(#|=+ *$|-+ *$)", re.M)


class _Reader(HTMLParser):
    """Collects what is not allowed, the relative links, and the number of top headings. `ours` allows what our functions print."""

    def __init__(self, ours: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self.ours = ours
        self.refused: list[tuple[str, str, str]] = []  # (what to say, text to look for, hint)
        self.links: list[str] = []
        self.notes: set[str] = set()  # names of the footnotes that the page defines
        self.ids: set[str] = set()
        self.headings, self.inside = 0, ""  # the second: the link or code we are in
        self.host, self.words, self.title = "", "", ""  # the site that the link leads to, and what a reader sees of it

    def refuse(self, message: str, clue: str, hint: str = LAYOUT) -> None:
        self.refused.append((message, clue, hint))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = set((dict(attrs).get("class") or "").split())
        known = classes & (_DIVS | {"fs-map", "fs-map-legend"} if self.ours else _DIVS)
        if not (tag in _ELEMENTS or (self.ours and tag in _OURS)) or (tag == "div" and not known):
            self.refuse(f"raw HTML (<{tag}>) is not allowed", f"<{tag}")
            return
        self.headings += tag == "h1"
        if tag in ("a", "code"):
            self.inside, self.host, self.words = tag, "", ""
            self.title = dict(attrs).get("title") or ""
        self.words += f" {dict(attrs).get('alt') or ''}" if tag == "img" else ""
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""
            if self.host and not self.ours and (other := web.misleads(self.words, self.host) or web.misleads(self.title, self.host)):
                self.refuse(
                    f'the words of a link name "{other[:80]}", but it leads to {self.host}', self.words, "say in words what stands there"
                )

    def handle_data(self, data: str) -> None:
        for char in {data[at] for at in repertoire.refused(data)} - {repertoire.ZWJ, repertoire.ZWNJ}:  # written as &#173;
            self.refuse("; ".join(repertoire.complaint(char)), "&")
        if self.inside and (token := _TOKEN.search(data)):
            what = {"a": "a link", "code": "code"}[self.inside]
            self.refuse(f"an expression cannot stand in {what}", token[0])
        self.words += data if self.inside else ""

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name == "style" and tag in ("td", "th") and _ALIGN.fullmatch(value):
            return
        if self.ours and name in (ours := _OURS.get(tag, {})) and re.fullmatch(ours[name], value):
            if name != "id":
                return
        elif name not in _ATTRIBUTES or (name == "title" and tag not in _TITLED) or (self.ours and tag in _OURS and tag not in _ELEMENTS):
            self.refuse(f'the attribute "{name}" is not allowed', name)
            return
        if token := _TOKEN.search(value):
            self.refuse(f'an expression cannot stand in the attribute "{name}"', token[0])
        elif name in ("href", "src"):
            self._link(name, value)
        elif name == "id":
            if _RESERVED.match(value) or (value.endswith("_") and ":" not in value and not self.ours):
                self.refuse(f'the anchor "{value}" is kept for the site’s own parts', value)
            elif value in self.ids:
                self.refuse(f'the anchor "{value}" stands here twice', value)
            self.ids.add(value)
        elif name == "class":
            for word in value.split():
                if not _CLASS.fullmatch(word) or _HOMES.get(word, tag) != tag:
                    self.refuse(f'the class "{word}" is not allowed', word)

    def _link(self, name: str, value: str) -> None:
        if problem := web.link_problem(name, value):
            self.refuse(f'the link "{fold(value)[:80]}" is not allowed: {problem[0]}', value, problem[1])
        elif name == "href" and web.read(value).host:
            self.host = web.read(value).host
        elif not value.startswith("#"):
            self.links.append(value)

    def handle_comment(self, data: str) -> None:
        self.refuse("an HTML comment is not allowed; delete it", "<!--")

    handle_decl = handle_pi = unknown_decl = handle_comment  # type: ignore[assignment]


def too_much(text: str) -> tuple[int, str] | None:
    """(offset, message) when a page is so large, or so many brackets are open, that Markdown would take minutes."""
    if len(text) > MAX_PAGE:
        return MAX_PAGE, f"the page has {len(text):,} characters; {MAX_PAGE:,} are allowed"
    if (lines := text.count("\n")) > MAX_LINES:
        return len(text), f"the page has {lines:,} lines; {MAX_LINES:,} are allowed"
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
    return (headings[MAX_HEADINGS], f"more than {MAX_HEADINGS} headings") if len(headings) > MAX_HEADINGS else None


def _markdown() -> markdown.Markdown:
    """The site's Markdown. Asked for an extension by its name alone, Python-Markdown would look through all that is installed."""
    return markdown.Markdown(extensions=[import_module(f"markdown.extensions.{name}").makeExtension() for name in EXTENSIONS])


@lru_cache(maxsize=64)  # after an edit elsewhere most pages print the same again
def _parsed(text: str, ours: bool) -> _Reader | None:
    reader, reading = _Reader(ours), _markdown()
    try:
        reader.feed(reading.convert(text))
        reader.close()
    except (RecursionError, AssertionError):
        return None
    steps: Any = reading.parser.blockprocessors
    reader.notes = set(steps["footnote"].footnotes.footnotes)
    for short in steps["abbr"].abbrs:
        clue = f"*[{short}" if f"*[{short}" in text else "*["
        reader.refuse(f'the abbreviation "{short}" would put its words into facts too', clue, SPELT)
    return reader


def _read(text: str, path: str, put: Put, ours: bool) -> _Reader | None:
    if (reader := _parsed(text, ours)) is None:
        put(Issue(Spot(path), "limit", "the page is nested too deep to be read", "flatten it"))
    return reader


def _raw(text: str) -> bool:
    """True when the page reads otherwise with raw HTML taken as text; what is left is made by Markdown and well-formed."""
    if "<" not in text:
        return False
    plain = _markdown()
    plain.preprocessors.deregister("html_block")
    plain.inlinePatterns.deregister("html")
    return plain.convert(text) != _markdown().convert(text)


def _bare(text: str) -> tuple[str, dict[str, int]]:
    """The page with a word in the place of each expression, and where each of these stood."""
    places: dict[str, int] = {}

    def token(match: re.Match[str]) -> str:
        places[name := f"FACT{len(places)}TOKEN"] = match.start()
        return name + "\n" * match[0].count("\n")

    return EXPRESSION.sub(token, text), places


def own_notes(text: str) -> set[str]:
    """The names of the footnotes that a page defines itself, wherever Markdown lets it do so."""
    reader = _parsed(_bare(text)[0], False)
    return reader.notes if reader else set()


def check(text: str, path: str, page: str, known: Collection[str], put: Put,
          postponed: Callable[[str], bool] = lambda address: False) -> None:  # fmt: skip
    """Put an issue for everything a hand-written page may not contain. `known` are the files its links may lead to.

    `postponed` tells of an address that its page may yet come, when a file is mended.
    """
    if limit := too_much(text):
        put(Issue(spot_at(text, limit[0], path), "limit", limit[1], "shorten or split the page"))
        return
    bare, places = _bare(text)
    if (reader := _read(bare, path, put, False)) is None:
        return
    refused = list(reader.refused)
    if not refused and _raw(bare):
        at = re.search(r"<[a-zA-Z/!?]", text)
        refused.append(("raw HTML is not allowed", at[0] if at else "<", LAYOUT))
    for message, clue, hint in refused:
        spot = spot_at(text, places[clue], path) if clue in places else find_spot(text, clue, path)
        put(Issue(spot, "prose-unsafe", message, hint, len(clue) if clue not in places else 2))
    if reader.headings != 1:
        put(Issue(Spot(path), "prose-shape", f"{reader.headings} top headings; a page has exactly one", 'start with "# Title"'))
    for link in reader.links:
        target = link.partition("#")[0]
        place = normpath(f"{page.rpartition('/')[0] or '.'}/{target}")
        if target and place not in known and not postponed(place.removesuffix(".md")):
            message, hint = f'"{link}" leads to no file of the site', nearest(place, known)
            put(Issue(find_spot(text, link, path), "prose-link", message, hint, len(link)))


def check_printed(printed: str, text: str, path: str, put: Put) -> None:
    """The same for the page with its expressions printed; `text` is the page as written, for the places of messages."""
    if len(printed) > MAX_PRINTED:
        put(Issue(Spot(path), "limit", f"the printed page has {len(printed):,} characters; {MAX_PRINTED:,} are allowed", "split the page"))
    elif reader := _read(printed, path, put, True):
        for message, clue, hint in reader.refused:
            put(Issue(find_spot(text, clue, path), "prose-unsafe", message, hint, len(clue)))
        if reader.headings > 1:
            put(Issue(Spot(path), "prose-shape", f"{reader.headings} top headings; a page has exactly one", 'start with "# Title"'))
