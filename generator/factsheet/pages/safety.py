"""Hand-written pages are contributed too: what they may contain once Markdown has read them.

The page is rendered with the site's Markdown extensions, expressions replaced by a word, and every
element and attribute of the result must be one that Markdown itself makes. So there is one rule for
raw HTML, unsafe links, attribute lists and whatever else an extension may turn into markup. The
printed page is checked once more, with what our own functions make allowed, because what an
expression prints may end a code span in which something was hidden.
"""

import re
from collections.abc import Callable, Collection
from functools import lru_cache
from posixpath import dirname, normpath

from factsheet.issues import Hints, Issue, Spot, find_spot, spot_at
from factsheet.pages import parser
from factsheet.pages.expressions import EXPRESSION
from factsheet.pages.page_reader import TOKEN, PageReader
from factsheet.pages.parser import TooMuch, too_much
from factsheet.values import Put

MAX_PRINTED = 500_000  # characters of a page, expressions printed
SPELT = "say what it stands for in the sentence"
# MkDocs looks for raw HTML in the text itself, and gives up at this
_DECLARED = re.compile(r"<!\[(?!CDATA\[)")
# Above it a view says so in a box, which must end there
_TITLE_FIRST = re.compile(r"\s*^(#|[^\s:].*\n=+ *$)", re.M)


@lru_cache(maxsize=64)  # after an edit elsewhere most pages print the same again
def _parsed(text: str, ours: bool) -> PageReader | TooMuch:
    reader = PageReader(ours)
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
        hint = 'write "&lt;![", and nothing of the kind in code'
        reader.refuse('"<![" begins a declaration of HTML', "<!", hint)
    for name in short:
        clue = f"*[{name}" if f"*[{name}" in text else "*["
        reader.refuse(f'the abbreviation "{name}" would put its words into facts too', clue, SPELT)
    return reader


def _read(printed: str, text: str, path: str, put: Put, ours: bool) -> PageReader | None:
    """What Markdown reads of the page; `text` is the page as typed, for the place of a message."""
    found = _parsed(printed, ours)
    if isinstance(found, PageReader):
        return found
    clue = TOKEN.split(found.clue)[0]
    spot = find_spot(text, clue, path) if clue else Spot(path)
    put(Issue(spot, "limit", found.message, "shorten or split it"))
    return None


def _raw(text: str, html: str) -> bool:
    """Does the page read otherwise with raw HTML taken as text? What is left is well-formed."""
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
    return reader.notes if isinstance(reader, PageReader) else set()


def links(text: str) -> set[str]:
    """Where a page's links to other places of the site lead, as Markdown reads them."""
    reader = _parsed(_bare(text)[0], False)
    return {*reader.links} if isinstance(reader, PageReader) else set()


def check(text: str, path: str, page: str, known: Collection[str], put: Put,
          postponed: Callable[[str], bool] = lambda address: False) -> None:  # fmt: skip
    """Put an issue for everything a hand-written page may not contain.

    `known` are the files its links may lead to; `postponed` tells of an address that its page may
    yet come, when a file is mended.
    """
    if limit := too_much(text):
        put(Issue(spot_at(text, limit[0], path), "limit", limit[1], "shorten or split the page"))
        return
    bare, places = _bare(text)
    if (reader := _read(bare, text, path, put, False)) is None:
        return
    if not reader.refused and _raw(bare, reader.html):
        at = re.search(r"<[a-zA-Z/!?]", text)
        hint = "write it in Markdown, such as **words**, *words*, [words](address)"
        _tell("raw HTML is not allowed", at[0] if at else "<", hint, text, path, put)
    for message, clue, hint in reader.refused:
        if clue in places:
            put(Issue(spot_at(text, places[clue], path), "prose-unsafe", message, hint, 2))
        else:
            _tell(message, clue, hint, text, path, put)
    if reader.headings != 1:
        put(_top_headings(reader.headings, path))
    elif not _TITLE_FIRST.match(text):
        spot = spot_at(text, len(text) - len(text.lstrip()), path)
        put(Issue(spot, "prose-shape", "the title does not come first", 'start with "# Title"'))
    hints = Hints()
    for link in reader.links:
        target = link.partition("#")[0]
        place = normpath(f"{page.rpartition('/')[0] or '.'}/{target}")
        if target and place not in known and not postponed(place.removesuffix(".md")):
            message, above = f'"{link}" leads to no file of the site', f"{dirname(place)}.md"
            hint = hints.nearest(place, known)
            if above in known:
                hint = f'link to "{above}" or to a fact on it; what continues it comes and goes'
            put(Issue(find_spot(text, link, path), "prose-link", message, hint, len(link)))


def check_printed(printed: str, text: str, path: str, put: Put) -> None:
    """The same for the page with its expressions printed; `text` is as typed, for places."""
    if (size := len(printed)) > MAX_PRINTED:
        message = f"the printed page has {size:,} characters; {MAX_PRINTED:,} are allowed"
        put(Issue(Spot(path), "limit", message, "split the page"))
    elif reader := _read(printed, text, path, put, True):
        for message, clue, hint in reader.refused:
            _tell(message, clue, hint, text, path, put)
        if reader.headings > 1:
            put(_top_headings(reader.headings, path))


def _tell(message: str, clue: str, hint: str, text: str, path: str, put: Put) -> None:
    """Put an issue for what stands where `clue` does."""
    put(Issue(find_spot(text, clue, path), "prose-unsafe", message, hint, len(clue)))


def _top_headings(count: int, path: str) -> Issue:
    message = f"{count} top headings; a page has exactly one"
    return Issue(Spot(path), "prose-shape", message, 'start with "# Title"')
