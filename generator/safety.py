"""Hand-written pages are contributed too: what they may contain once Markdown has read them.

The page is rendered with the site's Markdown extensions, expressions replaced by a word, and every element and attribute
of the result must be one that Markdown itself makes. So there is one rule for raw HTML, unsafe links, attribute lists
and whatever else an extension may turn into markup. The printed page is checked once more, with what our own functions
make allowed, because what an expression prints may end a code span in which something was hidden.
"""

import re
from collections.abc import Collection
from functools import lru_cache
from html.parser import HTMLParser
from posixpath import normpath

from generator import parser
from generator.issues import Hints, Issue, Spot, spot_at
from generator.parser import EXTENSIONS as EXTENSIONS
from generator.parser import MAX_PARAGRAPH, TooMuch
from generator.records import Put

MAX_PAGE = 30_000  # characters of a hand-written page
MAX_LINES = 1_500
MAX_PRINTED = 500_000  # the same, expressions printed
MAX_OPEN = 20  # brackets open at once in one paragraph
MAX_HEADINGS = 200
_ELEMENTS = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "em", "strong", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th",
    "td", "blockquote", "code", "pre", "hr", "br", "img", "sup", "abbr", "div",
}  # fmt: skip
_ATTRIBUTES = {"class", "id", "href", "title", "alt", "src", "lang", "dir", "start"}
_DIVS = {"footnote", "admonition", "toc"}
_ALIGN = re.compile(r"text-align: (left|right|center);")
_CLASS = re.compile(r"(?!md-|fs-|mermaid|arithmatex)[\w-]+")  # others steer the theme's scripts or look like our marks
_MARK, _NUMBER, _DAY = r"fs-[\w-]+( fs-[\w-]+)*", r"-?(\d+\.?\d*|\.\d+)", r"\d{4}(-\d\d){0,2}(T[\d:]+Z?)?"
_HERE = r"#[a-zA-Z][\w-]*"  # a place on the same page
_SVG = {
    **dict.fromkeys(["cx", "cy", "height", "r", "rx", "ry", "width", "x", "x1", "x2", "y", "y1", "y2", "stroke-width"], _NUMBER),
    **dict.fromkeys(("fill", "stroke"), rf"none|currentColor|url\({_HERE}\)"),
    "aria-hidden": "true",
    "aria-labelledby": r"[a-zA-Z][\w-]*",
    "class": _MARK,
    "d": r"[MLHVZACQSTmlhvzacqst\d., -]*",
    "data-search-exclude": "true",
    "focusable": "false",
    "href": _HERE,
    "id": r"[a-zA-Z][\w-]*",
    "patternunits": "userSpaceOnUse",
    "preserveaspectratio": r"[a-zA-Z ]+",
    "role": "img",
    "stroke-dasharray": r"[\d. ]+",
    "text-anchor": "start|middle|end",
    "transform": r"(translate|scale|rotate)\([\d., -]+\)",
    "viewbox": r"[\d. -]+",
}
_OURS: dict[str, dict[str, str]] = {  # what our functions print beside that: elements, attributes, and the values these may have
    "span": {"class": ".*", "data-fact": r"[a-z0-9/#_-]+", "data-reports": "[^<>]*"},
    "bdi": {"lang": ".*", "dir": ".*"},
    "a": {"rel": ".*"},
    "time": {"class": _MARK, "datetime": _DAY, "data-until": _DAY},
    "figure": {"class": _MARK, "id": r"[a-zA-Z][\w-]*", "data-day": _DAY},
    "figcaption": {},
    "div": {"class": _MARK},
    **dict.fromkeys(["svg", "path", "rect", "line", "circle", "g", "symbol", "use", "defs", "pattern", "title", "text"], _SVG),
}
EXPRESSION = re.compile(r"\{\{(.{0,600}?)\}\}", re.S)
_TOKEN = re.compile(r"FACT\d+TOKEN")
_LONG = re.compile(f".{{{MAX_PARAGRAPH + 1},}}")
_HEADING = re.compile(r"^[ >]*(#|=+ *$|-+ *$)", re.M)


class _Reader(HTMLParser):
    """Collects what is not allowed, the relative links, and the number of top headings. `ours` allows what our functions print."""

    def __init__(self, ours: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self.ours = ours
        self.refused: list[tuple[str, str]] = []  # (what to say, text to look for)
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.html = ""
        self.headings = 0
        self.inside = ""  # the link or code we are in

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = set((dict(attrs).get("class") or "").split())
        known = classes & (_DIVS | {"fs-map", "fs-map-legend"} if self.ours else _DIVS)
        if not (tag in _ELEMENTS or (self.ours and tag in _OURS)) or (tag == "div" and not known):
            self.refused.append((f"raw HTML (<{tag}>) is not allowed", f"<{tag}"))
            return
        self.headings += tag == "h1"
        if tag in ("a", "code"):
            self.inside = tag
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside and (token := _TOKEN.search(data)):
            what = {"a": "a link", "code": "code"}[self.inside]
            self.refused.append((f"an expression cannot stand in {what}", token[0]))

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name == "style" and tag in ("td", "th") and _ALIGN.fullmatch(value):
            return
        if self.ours and name in (ours := _OURS.get(tag, {})) and re.fullmatch(ours[name], value):
            if name != "id":
                return
        elif name not in _ATTRIBUTES or (self.ours and tag in _OURS and tag not in _ELEMENTS):
            self.refused.append((f'the attribute "{name}" is not allowed', name))
            return
        if token := _TOKEN.search(value):
            self.refused.append((f'an expression cannot stand in the attribute "{name}"', token[0]))
        elif name in ("href", "src"):
            self._link(name, value)
        elif name == "id":
            if value.startswith("_") or value in self.ids:
                self.refused.append((f'the anchor "{value}" {"is the theme’s" if value[:1] == "_" else "stands here twice"}', value))
            self.ids.add(value)
        elif name == "class":
            for word in value.split():
                if not _CLASS.fullmatch(word):
                    self.refused.append((f'the class "{word}" is not allowed', word))

    def _link(self, name: str, value: str) -> None:
        scheme = re.match(r"\s*([a-zA-Z][\w+.-]*):", re.sub(r"[\x00-\x20]", "", value))
        if value.startswith(("//", "\\", "/")) or (scheme and (name == "src" or scheme[1].lower() not in ("http", "https", "mailto"))):
            why = "link to the .md file, relative to this page" if value[:1] == "/" else "put images into content/" if name == "src" else ""
            self.refused.append((f'the link "{value[:80]}" is not allowed{"; " + why if why else ""}', value.split(":")[0]))
        elif not scheme and not value.startswith("#"):
            self.links.append(value)

    def handle_comment(self, data: str) -> None:
        self.refused.append(("an HTML comment is not allowed; delete it", "<!--"))

    handle_decl = handle_pi = unknown_decl = handle_comment  # type: ignore[assignment]


def too_much(text: str) -> tuple[int, str] | None:
    """(offset, message) when a page is so large, or so many brackets are open, that Markdown would take minutes."""
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
    return (headings[MAX_HEADINGS], f"more than {MAX_HEADINGS} headings") if len(headings) > MAX_HEADINGS else None


@lru_cache(maxsize=64)  # after an edit elsewhere most pages print the same again
def _parsed(text: str, ours: bool) -> _Reader | TooMuch:
    reader = _Reader(ours)
    try:
        html = parser.parse(text, printed=ours)
        reader.html = "" if ours else html
        reader.feed(html)
        reader.close()
    except TooMuch as limit:
        return limit
    except (RecursionError, AssertionError):
        return TooMuch("the page is nested too deep to be read")
    return reader


def _read(printed: str, text: str, path: str, put: Put, ours: bool) -> _Reader | None:
    """What stands on the page once Markdown has read it; `text` is the page as written, for the place of a message."""
    found = _parsed(printed, ours)
    if isinstance(found, _Reader):
        return found
    clue = _TOKEN.split(found.clue)[0]
    put(Issue(_find(text, clue, path) if clue else Spot(path), "limit", found.message, "shorten or split it"))
    return None


def _raw(text: str, html: str) -> bool:
    """True when the page reads otherwise with raw HTML taken as text; what is left is made by Markdown and well-formed."""
    try:
        return "<" in text and parser.parse(text, raw=False) != html
    except (TooMuch, RecursionError, AssertionError):
        return True


def check(text: str, path: str, page: str, known: Collection[str], put: Put) -> None:
    """Put an issue for everything a hand-written page may not contain. `known` are the files its links may lead to."""
    if limit := too_much(text):
        put(Issue(spot_at(text, limit[0], path), "limit", limit[1], "shorten or split the page"))
        return
    places: dict[str, int] = {}

    def token(match: re.Match[str]) -> str:
        places[name := f"FACT{len(places)}TOKEN"] = match.start()
        return name + "\n" * match[0].count("\n")

    bare = EXPRESSION.sub(token, text)
    if (reader := _read(bare, text, path, put, False)) is None:
        return
    refused = list(reader.refused)
    if not refused and _raw(bare, reader.html):
        at = re.search(r"<[a-zA-Z/!?]", text)
        refused.append(("raw HTML is not allowed", at[0] if at else "<"))
    for message, clue in refused:
        spot = spot_at(text, places[clue], path) if clue in places else _find(text, clue, path)
        put(Issue(spot, "prose-unsafe", message, "use Markdown, or a template for layout", len(clue) if clue not in places else 2))
    if reader.headings != 1:
        put(Issue(Spot(path), "prose-shape", f"{reader.headings} top headings; a page has exactly one", 'start with "# Title"'))
    hints = Hints()
    for link in reader.links:
        target = link.partition("#")[0]
        place = normpath(f"{page.rpartition('/')[0] or '.'}/{target}")
        if target and place not in known:
            put(
                Issue(
                    _find(text, link, path), "prose-link", f'"{link}" leads to no file of the site', hints.nearest(place, known), len(link)
                )
            )


def check_printed(printed: str, text: str, path: str, put: Put) -> None:
    """The same for the page with its expressions printed; `text` is the page as written, for the places of messages."""
    if len(printed) > MAX_PRINTED:
        put(Issue(Spot(path), "limit", f"the printed page has {len(printed):,} characters; {MAX_PRINTED:,} are allowed", "split the page"))
    elif reader := _read(printed, text, path, put, True):
        for message, clue in reader.refused:
            put(Issue(_find(text, clue, path), "prose-unsafe", message, "use Markdown, or a template for layout", len(clue)))
        if reader.headings > 1:
            put(Issue(Spot(path), "prose-shape", f"{reader.headings} top headings; a page has exactly one", 'start with "# Title"'))


def _find(text: str, clue: str, path: str) -> Spot:
    """Where `clue` stands in the text, in any letter case; the first line when Markdown has changed it."""
    at = text.lower().find(clue.lower())
    return Spot(path) if at < 0 else spot_at(text, at, path)
