"""HTML as a reader's browser takes it: two texts that read alike are the same document."""

import json
import re
from gzip import decompress
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

HASHED = re.compile(rb"(assets/factsheet(?:\.[a-z-]+)?)\.[0-9a-f]{8}\.(css|js)")
VOID = set(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)  # elements that have no end


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.read: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.read.append((tag, sorted(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self.read.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if self.read and isinstance(self.read[-1], list):
            self.read[-1][0] += data
        else:
            self.read.append([data])

    def handle_decl(self, decl: str) -> None:
        self.read.append(f"!{decl}")


def document(html: str) -> list[Any]:
    """Tags, attributes and texts in their order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.read


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    found = (p for p in sorted(folder.rglob("*")) if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


def unlike(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The files in which two sites differ for a reader: pages as documents, data as data."""
    one, other = plainly_named(one), plainly_named(other)
    return sorted(n for n in one.keys() | other.keys() if not _same(n, one.get(n), other.get(n)))


def plainly_named(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of a site, ours named without their bytes, which the plug-in alone puts there."""
    return {
        HASHED.sub(rb"\1.\2", name.encode()).decode(): HASHED.sub(rb"\1.\2", content)
        for name, content in files.items()
    }


def _data(text: str) -> str:
    """What a file of JSON says; its texts may be HTML, in which blanks in a row are one."""
    return " ".join(unescape(repr(json.loads(text))).replace("\\xa0", " ").split())


def _shown(html: str) -> list[Any]:
    """A document without the blanks that templates leave between and within its tags."""
    out: list[Any] = []
    for part in document(html):
        if isinstance(part, list):
            words = " ".join(part[0].split())
            out += [words] if words else []
        elif isinstance(part, tuple):
            out.append((part[0], [(k, " ".join((v or "").split())) for k, v in part[1]]))
        else:
            out.append(part)
    return out


def _same(name: str, one: bytes | None, other: bytes | None) -> bool:
    if one == other or one is None or other is None:
        return one == other
    if name.endswith(".gz"):
        name, one, other = name.removesuffix(".gz"), decompress(one), decompress(other)
    read = {"html": _shown, "xml": _shown, "json": _data}.get(name.rpartition(".")[2])
    return read is not None and bool(read(one.decode()) == read(other.decode()))
