"""Addresses of web pages: which may be linked to, how they are written, what words promise.

An address is taken as an editor copies it from a browser's address bar. What comes out is ASCII,
leads where the typed one leads, and names, in small letters, the very host a browser will ask.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

MAX_ADDRESS = 2_000  # characters, percent escapes counted as three
COPY = "copy it from the browser's address bar"
_SHAPE = re.compile(r"(https?)://([^/?#]*)(.*)", re.I | re.S)
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_PORT = re.compile(r"[1-9][0-9]{0,4}")
_HOME = ("localhost", "local", "internal")  # names that each machine or network gives to itself
_JOINERS = "\u200c\u200d"  # which Persian and Indic words need
_REFUSED = {  # character -> (what it is called, what stands for it in an address)
    " ": ("blanks", "%20"),
    '"': ("quotation marks", "%22"),
    "<": ('"<"', "%3C"),
    ">": ('">"', "%3E"),
    "\\": ("backslashes", "/"),  # as browsers read them
}
_ENDINGS = ("com", "org", "net", "info", "edu", "gov", "int", "mil", "news", "example")
_SPELT = re.compile(r"(?:https?[^\w\s]{1,4}|(?=www\.))([^\s/?#:\"'<>()\[\]“”„«»‘’]+)", re.I)
_BARE = re.compile(r"((?:[\w-]+\.)+([^\W\d_]{2,}))(?::\d+)?(?:[/?#]\S*)?", re.I)


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address as it is printed and its host; or why it is refused, and what to type instead."""

    text: str = ""
    host: str = ""
    why: str = ""
    hint: str = COPY


@lru_cache(maxsize=50_000)  # an address is read, and looked at where it is printed: 3 % of a build
def read(text: str) -> WebAddress:
    """The web address that `text` is, or why it is none."""
    if not (shape := _SHAPE.fullmatch(text)):
        why = "a web address starts with http:// or https://"
        bare = re.sub(r"^\s*(https?:)?[/\\]*", "", text, flags=re.I)
        return WebAddress(why=why, hint=_write(f"https://{bare}"))
    if bad := next((c for c in text if _is_refused(c)), ""):
        name, _ = _REFUSED.get(bad, ("invisible characters", ""))
        mended = "".join(_REFUSED.get(c, ("", ""))[1] if _is_refused(c) else c for c in text)
        return WebAddress(why=f"a web address has no {name}", hint=_write(mended))
    scheme, place, rest = shape[1].lower(), shape[2], shape[3]
    _, at, place = place.rpartition("@")
    if at:
        why = 'a web address has no user name or password before "@"'
        hint = _write(f"{scheme}://{place}{rest}")
        hint += ", if that is the site you mean" if hint != COPY else ""
        return WebAddress(why=why, hint=hint)
    host, colon, port = place.partition(":")
    host = host.removesuffix(".")  # the root of all names, which goes without saying
    why, better = _host_problem(host)
    if why:
        mended = f"{scheme}://{better}{colon}{port}{rest}"
        return WebAddress(why=why, hint=_write(mended) if better else COPY)
    if colon and not (_PORT.fullmatch(port) and int(port) < 65_536):
        why = "the number behind the site's name is no port"
        return WebAddress(why=why, hint=_write(f"{scheme}://{host}{rest}"))
    rest = re.sub(r"[^\x00-\x7f]+", _escapes, rest)
    whole = f"{scheme}://{host.lower()}{colon}{port}{rest}"
    if len(whole) > MAX_ADDRESS:
        why = f"the address has {len(whole):,} characters; {MAX_ADDRESS:,} are allowed"
        return WebAddress(why=why, hint="look for a shorter address of the same page")
    return WebAddress(whole, host.lower())


def _is_refused(char: str) -> bool:
    return char in _REFUSED or not (char.isprintable() or char in _JOINERS)


def _escapes(match: re.Match[str]) -> str:
    """Letters outside ASCII as a browser sends them: their UTF-8 bytes as percent escapes."""
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8"))


def _write(text: str) -> str:
    """The hint to write `text`, if that is an address of a length that people read."""
    return f"write {text}" if len(text) <= 300 and read(text).host else COPY


def _host_problem(host: str) -> tuple[str, str]:
    """(why `host` is no public name of a site, the name to write instead); empty when it is one."""
    if not host:
        return "the web address names no site", ""
    if not host.isascii():
        why = "the name of a site is written as it is registered, in the letters a-z"
        return why, registered(host)
    if host.startswith("[") or re.search(r"(^|\.)[0-9][^.]*$", host):
        return "a site is linked by its name, not by the number of a machine", ""
    labels = host.lower().split(".")
    if labels[-1] in _HOME:
        return f'"{host}" is a name within one machine or network', ""
    if len(labels) < 2 or len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return f'"{host[:80]}" is not the full name of a site, as www.example.org is', ""
    return "", ""


def registered(host: str) -> str:
    """The ASCII form (`xn--…`) of a host's name in any letters; empty when there is none."""
    import idna  # here, because its tables take a while and are wanted for a mistake only

    if len(host) > 253:
        return ""
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except UnicodeError:  # of which the library's errors are a kind
        return ""


def link_problem(attribute: str, value: str) -> tuple[str, str] | None:
    """(why a page may not link to `value`, what to do instead), or None; as a browser reads it."""
    bare = re.sub(r"[\x00-\x20]", "", value)  # a browser passes over these
    scheme = re.match(r"[a-zA-Z][\w+.-]*:", bare)
    if attribute == "src" and (scheme or bare[:1] in ("/", "\\")):
        return "a picture is part of the site", "put images into content/"
    if bare[:1] in ("/", "\\") and bare[1:2] not in ("/", "\\"):
        return "it leaves the site's own folder", "link to the .md file, relative to this page"
    if bare[:7].lower() == "mailto:":
        return "it opens the reader's mail program", "write the address as plain text"
    if scheme or bare[:1] in ("/", "\\"):
        if "](" in value:  # Markdown took an apostrophe for the beginning of a title
            address = value.partition(")")[0]
            hint = f"put it into angle brackets: [words](<{address}>)"
            return "its end is hidden from Markdown", hint
        found = read(value)
        return (found.why, found.hint) if found.why else None
    if re.search(r"#.*[#[\]]", value) and not value.startswith("#fn"):
        return "a place on a page has a plain name", "write it as in {#some-name}"
    return None


def misleads(words: str, host: str) -> str:
    """The site that a link's words name when the link leads to another one, `host`; else nothing.

    A site stands for those below it: "bbc.com" may lead to news.bbc.com; "www." says nothing.
    """
    for name in _named(normalize("NFKC", words).replace("。", ".")):
        ascii_name = name if name.isascii() else registered(name)
        site = ascii_name.lower().strip(".").removeprefix("www.")
        if not site or not f".{host}".endswith(f".{site}"):
            return name
    return ""


def _named(words: str) -> Iterator[str]:
    """The hosts in words: each behind http:// or www., and words that are nothing but a host."""
    yield from (match[1] for match in _SPELT.finditer(words) if "." in match[1])
    alone = _BARE.fullmatch(words.strip(" \n.,;:!?\"'“”„«»‘’()[]"))
    if alone and (len(alone[2]) == 2 or alone[2].lower() in _ENDINGS or not alone[1].isascii()):
        yield alone[1]
