"""What a page or a bibliography says of a source, each value with the place where it stood."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from factsheet.bench.markup import unescaped
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


# What is added to an address to count who comes from where, and leads to the same page without
_COUNTING = re.compile(
    r"(utm_\w+|at_(medium|campaign|custom\d|link_\w+)|fbclid|gclid|dclid|gbraid|wbraid|msclkid"
    r"|yclid|twclid|igshid|igsh|mc_[ce]id|mkt_tok|_hsenc|_hsmi|ocid|cmpid|smid|smtyp|sr_share"
    r"|fromrss|traffic_source|ref_src|ref_url|__twitter_impression|amp_js_v|usqp|s_campaign)",
    re.I,
)


def untracked(text: str) -> str:
    """An address without the parts that only count visits; all else stays as it is."""
    before, asked, rest = text.partition("?")
    query, sign, fragment = rest.partition("#")
    if not asked:
        return text
    kept = [p for p in query.split("&") if not _COUNTING.fullmatch(p.partition("=")[0])]
    return before + ("?" + "&".join(kept) if kept else "") + sign + fragment


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


def guessed(said: Said, where: str = "") -> Said:
    """The same as a guess."""
    return replace(said, guess=True, where=where or said.where)
