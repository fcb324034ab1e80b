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
from posixpath import normpath

from factsheet.issues import Hints, Issue, Spot, find_spot, spot_at
from factsheet.pages import parser
from factsheet.pages.allowed import PRINTED as _OURS
from factsheet.pages.expressions import EXPRESSION
from factsheet.pages.parser import EXTENSIONS as EXTENSIONS, TooMuch, too_much
from factsheet.values import Put, fold, repertoire, web

LAYOUT, SPELT = "use Markdown, or a template for layout", "say what it stands for in the sentence"
MAX_PRINTED = 500_000  # the same, expressions printed
_ELEMENTS = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "em", "strong", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th",
    "td", "blockquote", "code", "pre", "hr", "br", "img", "sup", "abbr", "div",
}  # fmt: skip
_ATTRIBUTES = {"class", "id", "href", "title", "alt", "src", "lang", "dir", "start"}
_TITLED = {
    "a",
    "img",
    "abbr",
}  # a tooltip around a fact would speak for it; an abbreviation is refused where it is defined
_DIVS = {"footnote", "admonition", "toc"}
_HOMES = {  # classes that Markdown gives to its own elements: elsewhere they would hide a text or pass it off as a citation
    "footnote": "div",
    "footnote-ref": "a",
    "footnote-backref": "a",
    "headerlink": "",
    "toclink": "",
}
_ALIGN = re.compile(r"text-align: (left|right|center);")
_RESERVED = re.compile(
    r"_|fs-"
)  # ids of the theme and of the script; those of headings that the generator makes end in "_"
_CLASS = re.compile(
    r"(?!md-|fs-|mermaid|arithmatex)[\w-]+"
)  # others steer the theme's scripts or look like our marks
_TOKEN = re.compile(r"FACT\d+TOKEN")
_DECLARED = re.compile(
    r"<!\[(?!CDATA\[)"
)  # MkDocs looks for raw HTML in the text itself, and gives up at this
_TITLE_FIRST = re.compile(
    r"\s*^(#|[^\s:].*\n=+ *$)", re.M
)  # above it a view says so in a box, which must end there


class _Reader(HTMLParser):
    """Collects what is not allowed, the relative links, and the number of top headings. `ours` allows what our functions print."""

    def __init__(self, ours: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self.ours = ours
        self.refused: list[tuple[str, str, str]] = []  # (what to say, text to look for, hint)
        self.links: list[str] = []
        self.notes: set[str] = set()  # names of the footnotes that the page defines
        self.ids: set[str] = set()
        self.html, self.headings, self.inside = "", 0, ""  # the last: the link or code we are in
        self.host, self.words, self.title = (
            "",
            "",
            "",
        )  # the site that the link leads to, and what a reader sees of it

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
            if (
                self.host
                and not self.ours
                and (
                    other := web.misleads(self.words, self.host)
                    or web.misleads(self.title, self.host)
                )
            ):
                self.refuse(
                    f'the words of a link name "{other[:80]}", but it leads to {self.host}',
                    self.words,
                    "say in words what stands there",
                )

    def handle_data(self, data: str) -> None:
        for char in {data[at] for at in repertoire.refused(data)} - {
            repertoire.ZWJ,
            repertoire.ZWNJ,
        }:  # written as &#173;
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
        elif (
            name not in _ATTRIBUTES
            or (name == "title" and tag not in _TITLED)
            or (self.ours and tag in _OURS and tag not in _ELEMENTS)
        ):
            self.refuse(f'the attribute "{name}" is not allowed', name)
            return
        if token := _TOKEN.search(value):
            self.refuse(f'an expression cannot stand in the attribute "{name}"', token[0])
        elif name in ("href", "src"):
            self._link(name, value)
        elif name == "id":
            if _RESERVED.match(value) or (
                value.endswith("_") and ":" not in value and not self.ours
            ):
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
            self.refuse(
                f'the link "{fold(value)[:80]}" is not allowed: {problem[0]}', value, problem[1]
            )
        elif name == "href" and web.read(value).host:
            self.host = web.read(value).host
        elif not value.startswith("#"):
            self.links.append(value)

    def handle_comment(self, data: str) -> None:
        self.refuse("an HTML comment is not allowed; delete it", "<!--")

    handle_decl = handle_pi = unknown_decl = handle_comment  # type: ignore[assignment]


@lru_cache(maxsize=64)  # after an edit elsewhere most pages print the same again
def _parsed(text: str, ours: bool) -> _Reader | TooMuch:
    reader = _Reader(ours)
    try:
        html, reader.notes, short = parser.parse(text, printed=ours)
        reader.html = "" if ours else html
        reader.feed(html)
        reader.close()
    except TooMuch as limit:
        return limit
    except (RecursionError, AssertionError):
        return TooMuch("the page is nested too deep to be read")
    except Exception:  # a fault of the parser, which the engine would meet as well
        return TooMuch("Markdown cannot read the page")
    if _DECLARED.search(text):
        reader.refuse(
            '"<![" begins a declaration of HTML',
            "<!",
            'write "&lt;![", and nothing of the kind in code',
        )
    for name in short:
        clue = f"*[{name}" if f"*[{name}" in text else "*["
        reader.refuse(f'the abbreviation "{name}" would put its words into facts too', clue, SPELT)
    return reader


def _read(printed: str, text: str, path: str, put: Put, ours: bool) -> _Reader | None:
    """What stands on the page once Markdown has read it; `text` is the page as written, for the place of a message."""
    found = _parsed(printed, ours)
    if isinstance(found, _Reader):
        return found
    clue = _TOKEN.split(found.clue)[0]
    put(
        Issue(
            find_spot(text, clue, path) if clue else Spot(path),
            "limit",
            found.message,
            "shorten or split it",
        )
    )
    return None


def _raw(text: str, html: str) -> bool:
    """True when the page reads otherwise with raw HTML taken as text; what is left is made by Markdown and well-formed."""
    try:
        return "<" in text and parser.parse(text, raw=False)[0] != html
    except Exception:
        return True


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
    return reader.notes if isinstance(reader, _Reader) else set()


def check(text: str, path: str, page: str, known: Collection[str], put: Put,
          postponed: Callable[[str], bool] = lambda address: False) -> None:  # fmt: skip
    """Put an issue for everything a hand-written page may not contain. `known` are the files its links may lead to.

    `postponed` tells of an address that its page may yet come, when a file is mended.
    """
    if limit := too_much(text):
        put(Issue(spot_at(text, limit[0], path), "limit", limit[1], "shorten or split the page"))
        return
    bare, places = _bare(text)
    if (reader := _read(bare, text, path, put, False)) is None:
        return
    refused = list(reader.refused)
    if not refused and _raw(bare, reader.html):
        at = re.search(r"<[a-zA-Z/!?]", text)
        refused.append(("raw HTML is not allowed", at[0] if at else "<", LAYOUT))
    for message, clue, hint in refused:
        spot = spot_at(text, places[clue], path) if clue in places else find_spot(text, clue, path)
        put(Issue(spot, "prose-unsafe", message, hint, len(clue) if clue not in places else 2))
    if reader.headings != 1:
        put(
            Issue(
                Spot(path),
                "prose-shape",
                f"{reader.headings} top headings; a page has exactly one",
                'start with "# Title"',
            )
        )
    elif not _TITLE_FIRST.match(text):
        at = len(text) - len(text.lstrip())
        put(
            Issue(
                spot_at(text, at, path),
                "prose-shape",
                "the title does not come first",
                'start with "# Title"',
            )
        )
    hints = Hints()
    for link in reader.links:
        target = link.partition("#")[0]
        place = normpath(f"{page.rpartition('/')[0] or '.'}/{target}")
        if target and place not in known and not postponed(place.removesuffix(".md")):
            message, hint = f'"{link}" leads to no file of the site', hints.nearest(place, known)
            put(Issue(find_spot(text, link, path), "prose-link", message, hint, len(link)))


def check_printed(printed: str, text: str, path: str, put: Put) -> None:
    """The same for the page with its expressions printed; `text` is the page as written, for the places of messages."""
    if len(printed) > MAX_PRINTED:
        put(
            Issue(
                Spot(path),
                "limit",
                f"the printed page has {len(printed):,} characters; {MAX_PRINTED:,} are allowed",
                "split the page",
            )
        )
    elif reader := _read(printed, text, path, put, True):
        for message, clue, hint in reader.refused:
            put(Issue(find_spot(text, clue, path), "prose-unsafe", message, hint, len(clue)))
        if reader.headings > 1:
            put(
                Issue(
                    Spot(path),
                    "prose-shape",
                    f"{reader.headings} top headings; a page has exactly one",
                    'start with "# Title"',
                )
            )
