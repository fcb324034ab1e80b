"""A printed page as it can be opened from a disk: every link names a file; it says what it is.

A page is taken apart by its tags alone: what readers see of a text is never touched.
"""

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import unquote

_TAG = re.compile(
    r"<!--.*?-->|<(?P<raw>script|style|title|textarea)\b"
    r"(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>.*?</(?P=raw)\s*>"
    r"|<(?P<name>[a-zA-Z][^\s/>]*)(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>",
    re.S,
)
_LINK = re.compile(r"""(\s(?:xlink:)?(?:href|src)=)("[^"]*"|'[^']*'|[^\s"'>]+)""")
_MOVED = re.compile(r"""(<meta name="factsheet:moved" content=)("[^"]*")""")
_REFRESH = re.compile(r'(<meta http-equiv="refresh" content="0; url=)([^"]*)(")')
_CANONICAL = re.compile(r'<link rel="canonical" href="(https?://[^"]*)">')
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
INDEX = "index.html"


@dataclass
class Offline:
    """How the pages of a site are made fit for a disk; `files` are the paths of all its files.

    `address` is where the site is published, with a slash at its end; it may not be known.
    """

    files: Collection[str]
    address: str = ""
    found: dict[str, set[str]] = field(default_factory=dict)  # what each page leads to

    def page(self, path: str, html: str, mark: str, script: str) -> str:
        """A page with links to files, and with `mark` at its top.

        `{present}` in the mark is the address of the present page. `script` is the path of ours.
        """
        self.found[path] = set()
        html = _TAG.sub(lambda tag: self._tag(path, tag), html)
        html = _MOVED.sub(lambda m: m[1] + self._quoted(path, m[2]), html)
        html = _REFRESH.sub(lambda m: m[1] + self._quoted(path, m[2]).strip('"') + m[3], html)
        own = posixpath.relpath(script, posixpath.dirname(path) or ".")
        head = f'<meta name="robots" content="noindex"><script src="{escape(own)}"></script>'
        html = html.replace("</head>", f"{head}</head>", 1)
        present = _CANONICAL.search(html)
        said = mark.replace("{present}", present[1] if present else "")
        start, body, rest = html.partition("<body")
        tag, close, rest = rest.partition(">")
        return f"{start}{body}{tag}{close}{said}{rest}"

    def _tag(self, path: str, tag: re.Match[str]) -> str:
        if not tag["name"]:
            return tag[0]
        return _LINK.sub(lambda link: link[1] + self._quoted(path, link[2], tag["name"]), tag[0])

    def _quoted(self, path: str, value: str, name: str = "") -> str:
        """An attribute's value, or that with the file it leads to."""
        text = unescape(value.strip("\"'"))
        led = self._led(path, text, name)
        return value if led == text else f'"{escape(led)}"'

    def _led(self, path: str, link: str, name: str) -> str:
        """Where a link leads, as a file that is there; any other is left as it is."""
        if name == "a" and self.address and link.startswith(self.address):
            whole = link[len(self.address) :]
        elif not link or link.startswith(("#", "?", "/")) or _SCHEME.match(link):
            if link.startswith("#"):
                self.found[path].add(f"{path}{link}")
            return link
        else:
            whole = posixpath.join(posixpath.dirname(path), link)
        there = re.split("[?#]", whole, maxsplit=1)[0]
        rest = whole[len(there) :]
        plain = posixpath.normpath(unquote(there)) if there else "."
        at = next((f for f in (plain, index_of(plain)) if f in self.files), "")
        if not at:  # it is on the site alone
            there = "" if plain == "." or plain.startswith("../") else self.address
            return f"{there}{whole_path(whole)}" if name == "a" and there else link
        self.found[path].add(f"{at}{rest if rest.startswith('#') else ''}")
        own = posixpath.dirname(path) or "."
        return f"{posixpath.relpath(at, own)}{rest}"


def whole_path(link: str) -> str:
    """A link told from the top of the site, without steps up."""
    path = re.split("[?#]", link, maxsplit=1)[0]
    end = "/" if path.endswith("/") else ""
    return f"{posixpath.normpath(path)}{end}{link[len(path) :]}"


def index_of(folder: str) -> str:
    """The page of a folder."""
    return INDEX if folder in ("", ".") else f"{folder.rstrip('/')}/{INDEX}"


def located(location: str, files: Collection[str]) -> str:
    """A location of the search index as a file: `groups/hts/#x` as `groups/hts/index.html#x`."""
    path, hash_, anchor = location.partition("#")
    there = path if path in files else index_of(path.rstrip("/"))
    return f"{there}{hash_}{anchor}"
