"""What a page or a bibliography says of a source, each value with the place where it stood."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from unicodedata import name

from factsheet.bench.web_pages.markup import unescaped
from factsheet.bench.web_pages.web_forms import untracked
from factsheet.values import fold, repertoire, scan, web

MAX_WORDS = 500  # characters of a title or name, as many as a label may have
MAX_AUTHORS = 50
_TAGS = re.compile(
    r"</?(?:i|b|u|em|strong|sub|sup|span|scp|small|br|p|jats:\w{1,20})\b[^<>]*>", re.I
)


@dataclass(frozen=True, slots=True)
class Said:
    """A value as it will stand in a source's file: where it was found, and what else was there.

    A list of texts is a tuple. `guess` is what nobody said in so many words.
    """

    value: str | tuple[str, ...]
    where: str  # "JSON-LD datePublished"
    guess: bool = False
    others: tuple[str, ...] = ()  # "2024-12-08 (og:updated_time)"


@dataclass(slots=True)
class Found:
    """The fields of a source that were found, by its labels; and what an editor should know."""

    fields: dict[str, Said] = field(default_factory=dict)
    hints: list[str] = field(default_factory=list)
    name: str = ""  # how the bibliography calls it, for messages: "line 12: smith2024"
    agency: str = ""  # whose report it perhaps is, by a credit in its text
    credit: str = ""  # that credit as it stands

    def put(self, key: str, candidates: Iterable[Said]) -> None:
        """Keep the best of what was found for a field: what was said before what was guessed."""
        usable = [one for one in candidates if one.value]
        if usable:
            self.fields[key] = min(usable, key=lambda one: one.guess)

    def text(self, key: str) -> str:
        """The text of a field, or nothing."""
        said = self.fields.get(key)
        return said.value if said and isinstance(said.value, str) else ""


def words(text: object, longest: int = MAX_WORDS) -> str:
    """A text as a label may hold it, without markup and signs that nobody sees; else nothing."""
    if not isinstance(text, str) or len(text) > 20 * longest:
        return ""
    clean = _TAGS.sub("", unescaped(text)) if "<" in text or "&" in text else text
    clean = fold(clean)
    clean = fold("".join(c if c.isprintable() else " " for c in repertoire.without(clean)))
    sound = len(clean) <= longest and scan(clean, "", lambda issue: None)
    return clean if sound else ""


def address(text: str) -> str:
    """A web address as a label may hold it, without what only counts visits; else nothing."""
    return web.read(untracked(text.strip())).text


def language(text: object) -> str:
    """The code of a language without its country: `pt` of `pt_BR`, `zh-Hant`, `en` of `English`."""
    if not isinstance(text, str) or not (parts := re.split(r"[-_]", text.strip()[:35])):
        return ""
    code = parts[0].lower()
    aliases, names = _languages()
    code = names.get(fold(text).lower()[:35]) or aliases.get(code) or code
    script = next((part.title() for part in parts[1:2] if re.fullmatch("[A-Za-z]{4}", part)), "")
    if not re.fullmatch("[a-z]{2,3}", code) or code in ("und", "mul", "zxx", "mis"):
        return ""
    return f"{code}-{script}" if script else code


@cache
def _languages() -> tuple[dict[str, str], dict[str, str]]:
    """(code of three letters -> of two, English name in small letters -> code)."""
    from babel import Locale
    from babel.core import get_global

    codes = {old: new for old, new in get_global("language_aliases").items() if len(new) == 2}
    named = Locale("en").languages.items()
    return codes, {name.lower(): code for code, name in named if len(code) in (2, 3)}


def other_letters(code: str, text: str) -> bool:
    """Whether a text is in Latin letters and its language is not, or the other way round."""
    from babel.core import get_global

    likely = get_global("likely_subtags").get(code, "").split("_")
    letters = [name(char, "").startswith("LATIN") for char in text if char.isalpha()]
    if len(likely) < 2 or "-" in code or not letters:
        return False
    latin: bool = likely[1] == "Latn"
    return (sum(letters) * 2 > len(letters)) != latin
