"""All escaping: how a text is written so that it prints exactly as it is.

In Markdown, letters, digits, blanks and everything outside ASCII stay, every other ASCII character
becomes a numeric reference: Markdown, HTML and attribute parsers all give back the text. Commas,
hyphens between letters or digits, and full stops and colons at the end of a word stay too: no
parser gives them a meaning there, and the Markdown stays readable. (The first word is apart: "A. "
may start a list; and a full stop inside a word may make an address.)
"""

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from factsheet.values import web

# all but commas, and hyphens between letters or digits
_ASCII = re.compile(r"[!-+./:-@\[-`{-~]|-(?![^\W_])|(?<![^\W_])-")
# within a tag, also where the tag stands in Markdown
_ACTIVE = re.compile(r"""[!"$%&'*<>?@\[-^`{-~\n\r\t]""")
_NAME = re.compile(r"[a-z][a-z0-9:-]*", re.I)
_URL = ":/?#=&%@+,;~!$*()"  # what an edit address keeps; quotes and white space become %NN
_FILE = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)*", re.A)
_REFERENCE = re.compile(r"&#(3[3567]|4\d|5[89]|6[134]|9[1-6]|12[3-6]);")  # of no sign of HTML
_BLANKS = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")


def folded(text: str) -> str:
    """`text` in NFC, each run of white space one blank, at its ends too: others may stand there."""
    if text.isascii() and "  " not in text and text.isprintable():
        return text
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text))


@lru_cache(maxsize=100_000)  # names and phrases come again on many pages: half of the printing
def in_markdown(text: str) -> str:
    """`text` as Markdown that prints exactly `text`, in running text and in quoted attributes."""
    text = folded(text)
    if text == ".":  # behind a link or a mark
        return text

    def reference(match: re.Match[str]) -> str:
        char, at = match[0], match.start()
        before, ends = text[at - 1 : at], text[at + 1 : at + 2] in ("", " ")
        word = before.isalpha() and (char == ":" or " " in text[:at])
        plain = char in ".:" and ends and (word or before in tuple(")”"))
        return char if plain else f"&#{ord(char)};"

    return _ASCII.sub(reference, text)


def in_code(text: str) -> str:
    """Lines of a program in an element that keeps their blanks, in HTML and in Markdown."""
    plain = unicodedata.normalize("NFC", text)
    return _ASCII.sub(lambda match: f"&#{ord(match[0])};", plain).replace("\t", "&#9;")


@lru_cache(maxsize=100_000)  # as above: a tenth of a build, with many records a fifth
def in_html(text: str) -> str:
    """`text` between tags of HTML."""
    return html.escape(folded(text), quote=False)


def plain_signs(page: str) -> str:
    """The same HTML, its signs that mean something to Markdown alone written as themselves."""
    return _REFERENCE.sub(lambda match: chr(int(match[1])), page)


@lru_cache(maxsize=50_000)  # every link asks: one per cent of a build as HTML
def in_attribute(text: str) -> str:
    """`text` in an attribute's double quotation marks, in HTML and Markdown; blanks stay."""
    return _ACTIVE.sub(lambda match: f"&#{ord(match[0])};", text)


@lru_cache(maxsize=20_000)  # 30 of 31 are asked for again: 2 to 12 per cent of a build
def attributes(pairs: tuple[tuple[str, str], ...]) -> str:
    """Attributes of an element, a blank before each. Raises ValueError for a name that acts."""
    for name, _ in pairs:
        if not _NAME.fullmatch(name) or name.lower().startswith("on"):
            raise ValueError(f"{name} is no attribute of ours")
    return "".join([f' {name}="{in_attribute(value)}"' for name, value in pairs])


@lru_cache(maxsize=20_000)  # every citation asks: one per cent of a build
def web_address(url: str) -> str:
    """An address of another site as an attribute's value; nothing when `web` does not read it."""
    if not url or web.read(url).text != url:
        return ""
    return re.sub(r"[^\w:/.?=%#-]", lambda m: f"&#{ord(m[0])};", url)


def is_file(path: str) -> bool:
    """Whether a path below the site is made of plain names, so that it leads nowhere else."""
    return bool(_FILE.fullmatch(path))


def leads(path: str) -> bool:
    """Whether a link may lead to a path: of a page, whose name is an id, or of a plain file."""
    return not path or path.endswith(".md") or is_file(path)


def edit_address(url: str) -> str:
    """An address that an engine prints as it is."""
    return quote(url, _URL)
