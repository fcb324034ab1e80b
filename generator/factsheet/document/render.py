"""The one room where text becomes Markdown. Everything that escapes is here, and it is the default, not an option.

`encode` writes a text so that Markdown, HTML and attribute parsers all give back exactly that text: letters, digits,
blanks and everything outside ASCII stay, every other ASCII character becomes a numeric reference. Commas, hyphens between
letters or digits, and full stops at the end of a word stay too: no parser gives them a meaning there, and the Markdown
stays readable. (The first word is apart: "A. " may start a list; and a full stop inside a word may make an address.) The Jinja
environment applies it to every value that is not `Markup` already.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from html import escape
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.runtime import Context
from markdown.extensions.toc import slugify
from markupsafe import Markup

from factsheet.values import fold, web

_URL = ":/?#=&%@+,;~!$*()"  # what an edit address keeps; quotes, backslashes and all white space become %NN
_ASCII = re.compile(
    r"[!-+./:-@\[-`{-~]|-(?![^\W_])|(?<![^\W_])-"
)  # all but commas, and hyphens between letters or digits
made = partial(
    str.__new__, Markup
)  # a text of ours as Markup; three times as fast as asking first whether it is some already
NOTHING, SPACE, COMMA, DASH, STOP = (Markup(text) for text in ("", " ", ", ", " – ", "."))
RTL = {"ar", "fa", "he", "ur", "ps", "ckb", "dv", "sd", "ug", "yi", "syr"}


@lru_cache(maxsize=100_000)  # names and phrases come again on many pages
def encode(text: str) -> Markup:
    """`text` as Markdown that prints exactly `text` (white space folded), in running text and in quoted attributes."""
    text = fold(text)

    def reference(match: re.Match[str]) -> str:
        char, at = match[0], match.start()
        stop = (
            char == "."
            and text[at - 1 : at].isalpha()
            and text[at + 1 : at + 2] in ("", " ")
            and " " in text[:at]
        )
        return char if stop else f"&#{ord(char)};"

    return made(_ASCII.sub(reference, text))


def finalize(value: object) -> Markup:
    """What a template expression prints: Markup as it is, text and numbers encoded, nothing else."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return encode(str(value))
    raise TypeError(f"a template printed {type(value).__name__}")


class _Plain(Context):
    """What a template sees. Jinja asks each function at each call whether it wants to see it too; none of ours does."""

    def call(
        self,
        function: Callable[..., object],
        /,
        *args: object,
        _loop_vars: object = 0,
        _block_vars: object = 0,
        **named: object,
    ) -> object:
        return function(*args, **named)


@cache
def environment() -> Environment:
    """The Jinja environment of our own templates."""
    env = Environment(
        loader=PackageLoader("factsheet.pages"), autoescape=True, finalize=finalize, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, auto_reload=False,
    )  # fmt: skip
    env.context_class = _Plain
    for name in ("safe", "e", "escape", "forceescape"):  # nothing may weaken or double the encoder
        env.filters.pop(name, None)
    return env


def folder_of(path: str) -> str:
    """The folder that a path leads into, with its slash; empty at the top."""
    return path[: path.rfind("/") + 1]


def relative(path: str, folder: str) -> str:
    """The way to a Markdown path from any page of `folder`, both below the same top: `../groups/hts.md`."""
    there = folder_of(path)
    return _way(there, folder) + path[len(there) :]


@lru_cache(maxsize=5_000)
def _way(there: str, here: str) -> str:
    """The way to one folder from another."""
    if there.startswith(here):
        return there[len(here) :]
    left, entered = here.split("/")[:-1], there.split("/")
    shared = 0
    while shared < min(len(left), len(entered) - 1) and left[shared] == entered[shared]:
        shared += 1
    return "../" * (len(left) - shared) + "/".join(entered[shared:])


@lru_cache(maxsize=50_000)
def internal(text: str, target: str, folder: str) -> Markup:
    """A Markdown link from any page of `folder` to the path of a Markdown file, with an optional #anchor."""
    path, hash_, anchor = target.partition("#")
    return made(f"[{encode(text)}]({relative(path, folder)}{hash_}{escape(anchor)})")


@lru_cache(maxsize=50_000)
def external(text: str, url: str) -> Markup:
    """A link to another site. `url` is as `web.read` gives it; a value that is not is printed as text."""
    if not url or web.read(url).text != url:
        return encode(text)
    href = re.sub(r"[^\w:/.?=%#-]", lambda m: f"&#{ord(m[0])};", url)
    return Markup(f'<a href="{href}" rel="noopener">{encode(text)}</a>')


def span(classes: str, content: str | Markup) -> Markup:
    """Inline content in a span with our own class names."""
    return made(f'<span class="{classes}">{finalize(content)}</span>')


def mark(status: str, word: str) -> Markup:
    """The mark of a status; the usual one is a word like any other."""
    return encode(word) if status == "accepted" else span(f"fs-status fs-{status}", word)


def placed(address: str, strength: str, content: Markup) -> Markup:
    """A fact within running text: the address it has on the whole site and the strength of its evidence go with it."""
    reports = f' data-reports="{escape(strength)}"' if strength else ""
    return made(
        f'<span class="fs-fact" data-fact="{escape(address)}"{reports}>{finalize(content)}</span>'
    )


def foreign(text: str, language: str, home: str = "en") -> Markup:
    """A text in another language, marked with its language and direction."""
    if language == home:
        return encode(text)
    direction = "rtl" if language.partition("-")[0] in RTL else "ltr"
    return made(f'<bdi lang="{escape(language)}" dir="{direction}">{encode(text)}</bdi>')


def anchor(name: str) -> Markup:
    """A target for links inside a page; `name` is an id."""
    return made(f'<a id="{escape(name)}"></a>')


def heading(text: str, taken: set[str]) -> Markup:
    """A heading's text; where its automatic id would meet an anchor of ours or the theme's, it gets one of its own."""
    slug = _slug(text)
    if slug not in taken and not slug.startswith("_"):
        return encode(text)
    return made(f"{encode(text)} {{: #{re.sub('[_-]+', '-', slug).strip('-') or 'heading'}_ }}")


@lru_cache(maxsize=50_000)  # most sheets have the same headings
def _slug(text: str) -> str:
    return slugify(text, "-")


def glue(*parts: str | Markup) -> Markup:
    """Parts one after another, what is not Markup encoded; many times faster than adding Markup to Markup."""
    return made("".join([part if part.__class__ is Markup else finalize(part) for part in parts]))


def join(parts: list[str | Markup], between: str = ", ", last: str = "") -> Markup:
    """Parts in a row: "a, b and c". What stands between them is our own and printed as it is."""
    done = [part if part.__class__ is Markup else finalize(part) for part in parts]
    if last and len(done) > 1:
        return made(f"{between.join(done[:-1])}{last}{done[-1]}")
    return made(between.join(done))


def listed(rows: list[Markup], mark: str = "- ") -> Markup:
    """Rows as items of a list, each on a line of its own."""
    return made("".join([f"{mark}{row}\n" for row in rows]))


def front_matter(meta: dict[str, str | tuple[str, ...]]) -> str:
    """The head of a Markdown file. Values are encoded, so that a theme may print them raw in text and attributes.

    A head is never empty: MkDocs would take the page's text, up to its first rule, for the head.
    """

    def line(key: str, value: str | tuple[str, ...]) -> str:
        if (
            key == "moved"
        ):  # the address to which a page leads on; what only leads on is not searched
            return f"moved: {value}\nsearch: {{exclude: true}}"
        if isinstance(value, tuple):  # words of our own choice
            return f"{key}: [{', '.join(value)}]"
        return f'{key}: "{quote(value, _URL) if key in ("edit_url", "preview") else encode(value)}"'

    lines = [line(key, value) for key, value in meta.items()]
    return "\n".join(["---", *(lines or ["{}"]), "---", "", ""])


def tidy(text: str) -> str:
    """At most one blank line in a row, none at the ends, one newline at the end."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip("\n") + "\n"
